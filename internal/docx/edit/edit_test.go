package edit_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
)

// edited reads, changes and reads again; the same change must give the same bytes.
func edited(t *testing.T, b []byte, change func(e *edit.Editor, d *docx.Document)) (*docx.Document, []byte) {
	t.Helper()
	once := func() []byte {
		e, err := edit.Open(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{})
		require.NoError(t, err)
		change(e, e.Document())
		var out bytes.Buffer
		require.NoError(t, e.Save(&out))
		return out.Bytes()
	}
	out := once()
	require.Equal(t, out, once(), "the same edit gives the same bytes")
	return docxtest.Read(t, out), out
}

func first(d *docx.Document) *docx.Paragraph {
	for q := range d.Paragraphs() {
		return q
	}
	return nil
}

func TestReplaceText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		body       string
		from, to   int
		with, want string
	}{
		"inside one run":                {p(run("abcd")), 1, 3, "X", "aXd"},
		"over several runs":             {p(run("ab") + run("cd") + run("ef")), 1, 5, "X", "aXf"},
		"a whole run":                   {p(run("ab") + run("cd") + run("ef")), 2, 4, "X", "abXef"},
		"an insertion between runs":     {p(run("ab") + run("cd")), 2, 2, "X", "abXcd"},
		"at the very end":               {p(run("ab")), 2, 2, "X", "abX"},
		"at the very beginning":         {p(run("ab")), 0, 0, "X", "Xab"},
		"a deletion":                    {p(run("ab") + run("cd")), 1, 3, "", "ad"},
		"over a tab":                    {p(`<w:r><w:t>ab</w:t><w:tab/><w:t>cd</w:t></w:r>`), 1, 4, "X", "aXd"},
		"spaces at an edge are kept":    {p(`<w:r><w:t>ab</w:t></w:r>`), 2, 2, " ", "ab "},
		"text that needs escaping":      {p(run("ab")), 1, 1, `<&">`, `a<&">b`},
		"around a drawing":              {p(run("ab") + `<w:r><w:pict><v:line from="0,0" to="1pt,0"/></w:pict></w:r>` + run("cd")), 1, 3, "X", "aXd"},
		"text beside a deletion":        {p(run("ab") + `<w:del w:id="1"><w:r><w:delText>zz</w:delText></w:r></w:del>` + run("cd")), 1, 3, "X", "aXd"},
		"an unpreserved run is trimmed": {p(`<w:r><w:t> ab </w:t></w:r>` + run("cd")), 1, 2, "X", "aXcd"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, _ := edited(t, docxtest.Document(t, c.body), func(e *edit.Editor, d *docx.Document) { e.ReplaceText(first(d), c.from, c.to, c.with) })
			require.Equal(t, c.want, first(d).Text())
		})
	}
}

func TestReplaceTextTwiceInOneParagraph(t *testing.T) {
	t.Parallel()
	d, _ := edited(t, docxtest.Document(t, p(run("one two three"))), func(e *edit.Editor, d *docx.Document) {
		e.ReplaceText(first(d), 0, 3, "1")
		e.ReplaceText(first(d), 8, 13, "3")
		e.ReplaceText(first(d), 4, 7, "2")
	})
	require.Equal(t, "1 2 3", first(d).Text())
}

func TestEditTouchesNothingElse(t *testing.T) {
	t.Parallel()
	before := docxgen.LetterDraft().Bytes()
	_, after := edited(t, before, func(e *edit.Editor, d *docx.Document) {
		for q := range d.Paragraphs() {
			if strings.HasPrefix(q.Text(), "Độc lập") {
				e.ReplaceText(q, 0, 0, "+")
			}
		}
	})
	was, is := docxtest.PartsOf(t, before), docxtest.PartsOf(t, after)
	require.Len(t, is, len(was))
	for name := range was {
		if name != "word/document.xml" {
			require.Equal(t, was[name], is[name], name)
		}
	}
	require.Equal(t, strings.Replace(string(was["word/document.xml"]), "Độc lập - ", "+Độc lập - ", 1), string(is["word/document.xml"]))
}

func TestFormatRun(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	for name, c := range map[string]struct {
		rPr    string
		change edit.RunChange
		want   string
	}{
		"a run without properties":        {"", edit.RunChange{Font: "Times New Roman", Size: 26}, `<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>`},
		"a value replaced in place":       {`<w:rPr><w:b/><w:sz w:val="20"/><w:u w:val="single"/></w:rPr>`, edit.RunChange{Size: 26}, `<w:rPr><w:b/><w:sz w:val="26"/><w:szCs w:val="26"/><w:u w:val="single"/></w:rPr>`},
		"put where the schema wants":      {`<w:rPr><w:rStyle w:val="A"/><w:sz w:val="20"/></w:rPr>`, edit.RunChange{Bold: &yes, Color: "000000"}, `<w:rPr><w:rStyle w:val="A"/><w:b/><w:bCs/><w:color w:val="000000"/><w:sz w:val="20"/></w:rPr>`},
		"switched off":                    {`<w:rPr><w:i/></w:rPr>`, edit.RunChange{Italic: &no}, `<w:rPr><w:i w:val="0"/><w:iCs w:val="0"/></w:rPr>`},
		"properties written as a tag":     {`<w:rPr/>`, edit.RunChange{Size: 26}, `<w:rPr><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>`},
		"a tracked change stays last":     {`<w:rPr><w:b/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange></w:rPr>`, edit.RunChange{Size: 26}, `<w:rPr><w:b/><w:sz w:val="26"/><w:szCs w:val="26"/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange></w:rPr>`},
		"of two sets the one that counts": {`<w:rPr><w:b/></w:rPr><w:rPr><w:i/></w:rPr>`, edit.RunChange{Size: 26}, `<w:rPr><w:b/></w:rPr><w:rPr><w:i/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>`},
		"what it does not know stays":     {`<w:rPr><w:future w:x="1"><w:y/></w:future></w:rPr>`, edit.RunChange{Size: 26}, `<w:rPr><w:future w:x="1"><w:y/></w:future><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := docxtest.Document(t, p(`<w:r>`+c.rPr+`<w:t>ab</w:t></w:r>`))
			_, out := edited(t, b, func(e *edit.Editor, d *docx.Document) {
				e.FormatRun(first(d), 0, c.change)
				e.ReplaceText(first(d), 0, 1, "X")
			})
			require.Contains(t, string(docxtest.PartOf(t, out, "word/document.xml")), `<w:p><w:r>`+c.want+`<w:t xml:space="preserve">Xb</w:t></w:r></w:p>`)
		})
	}
}

func TestSeveralChangesOfOneRunAreLaidOnEachOther(t *testing.T) {
	t.Parallel()
	d, _ := edited(t, docxtest.Document(t, p(run("a"))), func(e *edit.Editor, d *docx.Document) {
		e.FormatRun(first(d), 0, edit.RunChange{Size: 26, Font: "Arial"})
		e.FormatRun(first(d), 0, edit.RunChange{Font: "Times New Roman"})
	})
	require.Equal(t, []any{"13", "Times New Roman"}, []any{first(d).Runs[0].Props.Size.String(), first(d).Runs[0].Props.FontASCII})
}

// What a field shows is computed anew, in the look of its code.
func TestFormattingAFieldReachesItsCode(t *testing.T) {
	t.Parallel()
	const begin, code, separate, end = `<w:fldChar w:fldCharType="begin"/>`, `<w:instrText>PAGE</w:instrText>`, `<w:fldChar w:fldCharType="separate"/>`, `<w:fldChar w:fldCharType="end"/>`
	r := func(all ...string) string { return `<w:r>` + strings.Join(all, "") + `</w:r>` }
	const look = `<w:rPr><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>`
	size := edit.RunChange{Size: 26}
	result := func(e *edit.Editor, q *docx.Paragraph) { e.FormatRun(q, 1, size) }
	stored := func(e *edit.Editor, q *docx.Paragraph) { e.FormatFieldCode(q, 0, size) }
	for name, c := range map[string]struct {
		field, want string
		format      func(e *edit.Editor, q *docx.Paragraph)
	}{
		"with a result":    {r(begin) + r(code) + r(separate) + run("2") + r(end), r(look, begin) + r(look, code) + r(look, separate) + r(look, `<w:t>2</w:t>`) + r(look, end), result},
		"without a result": {r(begin) + r(code) + r(end), r(look, begin) + r(look, code) + r(look, end), stored},
		"in one run":       {r(begin, code, separate, `<w:t>2</w:t>`, end), r(look, begin, code, separate, `<w:t>2</w:t>`, end), stored},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, out := edited(t, docxtest.Document(t, p(run("a")+c.field+run("b"))), func(e *edit.Editor, d *docx.Document) { c.format(e, first(d)) })
			require.Contains(t, strings.ReplaceAll(string(docxtest.PartOf(t, out, "word/document.xml")), ` xml:space="preserve"`, ""), r(`<w:t>a</w:t>`)+c.want+r(`<w:t>b</w:t>`))
		})
	}
	empty := docxtest.Document(t, p(`<w:fldSimple w:instr="PAGE"/>`))
	e, err := edit.Open(t.Context(), bytes.NewReader(empty), int64(len(empty)), opc.Limits{})
	require.NoError(t, err)
	e.FormatFieldCode(first(e.Document()), 0, size)
	var fault *opc.Error
	require.ErrorAs(t, e.Save(new(bytes.Buffer)), &fault)
	require.Equal(t, opc.CodeLayout, fault.Code)
}

func TestSetMargins(t *testing.T) {
	t.Parallel()
	want := docx.Page{Top: 1134, Bottom: 1135, Left: 1701, Right: 851}
	for name, sect := range map[string]string{
		"replaced":                  `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1" w:right="2" w:bottom="3" w:left="4" w:header="500" w:footer="500" w:gutter="0"/><w:cols w:space="1"/></w:sectPr>`,
		"made":                      `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:space="1"/></w:sectPr>`,
		"in a bare tag":             `<w:sectPr/>`,
		"single quotes":             `<w:sectPr><w:pgMar w:top='1' w:left='4'/></w:sectPr>`,
		"over lines":                "<w:sectPr\n w:rsidR=\"1\"><w:pgMar\n\tw:top = \"1\"\n\tw:left='>'\n/></w:sectPr>",
		"a bare tag over lines":     "<w:sectPr\n w:rsidR=\"1\"\n/>",
		"under another prefix":      `<w:sectPr xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pgMar x:top="1" x:left="4"/></w:sectPr>`,
		"beside foreign attributes": `<w:sectPr xmlns:x="urn:x"><w:pgMar w:top="1" w:footer="5" w:left="w:right="/></w:sectPr>`,
		"without a left":            `<w:sectPr><w:pgMar w:top="1" w:header="500"/></w:sectPr>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, _ := edited(t, docxtest.Document(t, p(run("a"))+sect), func(e *edit.Editor, d *docx.Document) { e.SetMargins(d.Sections[0], want) })
			got := d.Sections[0].Page
			require.Equal(t, []docx.Twips{want.Top, want.Bottom, want.Left, want.Right}, []docx.Twips{got.Top, got.Bottom, got.Left, got.Right})
		})
	}
}

func TestAddPageNumber(t *testing.T) {
	t.Parallel()
	withHeader := docxgen.LetterDraft()
	withHeader.PageNumber.Line = docxgen.T("Văn phòng")
	withHeader.PageNumber.Parts = []docxgen.Part{{Text: "Văn phòng"}}
	withHeader.PageNumber.ShowOnFirst = true
	without := docxgen.LetterDraft()
	without.PageNumber.Omit, without.PageNumber.ShowOnFirst = true, true
	wide := docxgen.Landscape()
	several := docxgen.LetterDraft()
	several.PageNumber.Omit = true
	several.Body = append(several.Body, docxgen.Block{NewSection: &wide}, docxgen.Block{Line: docxgen.T("x")})
	for name, b := range map[string][]byte{
		"a header made": without.Bytes(), "a header that has other text": withHeader.Bytes(), "several sections": several.Bytes(),
		"a bare section": docxtest.Document(t, p(run("a"))+`<w:sectPr/>`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, _ := edited(t, b, func(e *edit.Editor, d *docx.Document) {
				for _, s := range d.Sections {
					for _, even := range []bool{false, true} {
						e.AddPageNumber(s, even, edit.RunChange{Size: 28, Font: "Times New Roman"})
					}
					e.SetTitlePage(s, s.Index == 1)
				}
			})
			for _, s := range d.Sections {
				require.Equal(t, s.Index == 1, s.TitlePage)
				require.Nil(t, s.Headers.First)
				for _, h := range []*docx.Story{s.Headers.Default, s.Headers.Even} {
					found := 0
					for q := range docx.WalkParagraphs(h.Blocks) {
						for _, f := range q.Fields {
							found++
							require.Equal(t, []any{"PAGE", "14", docx.AlignCenter, "Times New Roman"}, []any{f.Kind, f.Props.Size.String(), q.Props.Align, f.Props.FontASCII})
						}
					}
					require.Equal(t, 1, found)
				}
			}
		})
	}
}

func TestAPageNumberTakesTheBlankLineOfItsHeader(t *testing.T) {
	t.Parallel()
	const sect = `<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>`
	for name, c := range map[string]struct {
		header string
		lines  int
	}{
		"a blank line":             {`<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>`, 1},
		"two blank lines":          {`<w:p/><w:p><w:pPr/></w:p>`, 2},
		"text":                     {p(run("Văn phòng")), 2},
		"text and a blank line":    {p(run("Văn phòng")) + `<w:p/>`, 3},
		"a blank line with a mark": {`<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/></w:p>`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, _ := edited(t, docxtest.Document(t, p(run("a"))+sect, "word/header1.xml", c.header), func(e *edit.Editor, d *docx.Document) {
				e.AddPageNumber(d.Sections[0], false, edit.RunChange{Size: 28})
			})
			require.Len(t, d.Sections[0].Headers.Default.Blocks, c.lines)
		})
	}
}

func TestCentre(t *testing.T) {
	t.Parallel()
	const middle = `<w:ind w:left="0" w:right="0" w:firstLine="0"/>`
	for name, c := range map[string]struct{ pPr, want string }{
		"a paragraph without properties": {"", `<w:pPr>` + middle + `<w:jc w:val="center"/></w:pPr>`},
		"values replaced in place":       {`<w:pPr><w:pStyle w:val="A"/><w:ind w:left="720"/><w:jc w:val="right"/><w:rPr><w:b/></w:rPr></w:pPr>`, `<w:pPr><w:pStyle w:val="A"/>` + middle + `<w:jc w:val="center"/><w:rPr><w:b/></w:rPr></w:pPr>`},
		"a tracked change stays last":    {`<w:pPr><w:pPrChange w:id="1"><w:pPr/></w:pPrChange></w:pPr>`, `<w:pPr>` + middle + `<w:jc w:val="center"/><w:pPrChange w:id="1"><w:pPr/></w:pPrChange></w:pPr>`},
		"properties written as a tag":    {`<w:pPr/>`, `<w:pPr>` + middle + `<w:jc w:val="center"/></w:pPr>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, out := edited(t, docxtest.Document(t, `<w:p>`+c.pPr+run("a")+`</w:p>`), func(e *edit.Editor, d *docx.Document) { e.Centre(first(d)) })
			require.Equal(t, docx.AlignCenter, first(d).Props.Align)
			require.Contains(t, string(docxtest.PartOf(t, out, "word/document.xml")), `<w:p>`+c.want+run("a"))
		})
	}
}

func TestASectionLosesItsFooterAndCountsInArabic(t *testing.T) {
	t.Parallel()
	sect := func(inside string) string {
		return `<w:sectPr>` + inside + `<w:pgNumType w:fmt="lowerRoman" w:start="3"/></w:sectPr>`
	}
	named := `<w:footerReference w:type="first" r:id="footer1"/><w:footerReference w:type="default" r:id="footer1"/>`
	body := `<w:p><w:pPr>` + sect(named) + `</w:pPr></w:p>` + p(run("a")) + sect("")
	d, _ := edited(t, docxtest.Document(t, body, "word/footer1.xml", p(run("f"))), func(e *edit.Editor, d *docx.Document) {
		for _, s := range d.Sections {
			e.RemoveFooter(s, "default")
		}
		e.NumberInArabic(d.Sections[0])
	})
	for _, s := range d.Sections {
		require.Nil(t, s.Footers.Default)
		require.NotNil(t, s.Footers.First)
	}
	require.Equal(t, docx.PageNumber{Format: "decimal", Start: 3, Restart: true}, d.Sections[0].PageNumber)
	require.Equal(t, "lowerRoman", d.Sections[1].PageNumber.Format)
}

func TestAPartThatCannotBeCopiedIsTheFilesFault(t *testing.T) {
	t.Parallel()
	b := docxtest.WithParts(t, docxtest.Document(t, p(run("a"))), map[string]string{"word/media/a.png": docxtest.Noise(5000)})
	cut := docxtest.Patched(b, "word/media/a.png", -4, 0xFF, 0xFF, 0xFF, 0x0F) // where its packed bytes begin, beyond the file
	e, err := edit.Open(context.Background(), bytes.NewReader(cut), int64(len(cut)), opc.Limits{})
	require.NoError(t, err)
	var fault *opc.Error
	require.ErrorAs(t, e.Save(&bytes.Buffer{}), &fault)
	require.Equal(t, opc.CodeDamaged, fault.Code)

	e, err = edit.Open(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{})
	require.NoError(t, err)
	require.ErrorIs(t, e.Save(full{}), errStorage, "a full disk is not")
}

// full is a store that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errStorage }

var errStorage = errors.New("the store is away")

func TestAFormulaIsNotFormatted(t *testing.T) {
	t.Parallel()
	b := docxtest.Document(t, p(`<m:oMath><m:r><m:rPr><m:sty m:val="p"/></m:rPr><w:rPr><w:sz w:val="20"/></w:rPr><m:t>x</m:t></m:r></m:oMath>`))
	e, err := edit.Open(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{})
	require.NoError(t, err)
	e.FormatRun(first(e.Document()), 0, edit.RunChange{Size: 26})
	var fault *opc.Error
	require.ErrorAs(t, e.Save(&bytes.Buffer{}), &fault)
	require.Equal(t, opc.CodeLayout, fault.Code)
}

// whole makes every kind of change.
func whole(e *edit.Editor, d *docx.Document) {
	for q := range d.Paragraphs() {
		e.ReplaceText(q, 0, 0, "+")
		e.Centre(q)
		for i := range q.Runs {
			e.FormatRun(q, i, edit.RunChange{Size: 27})
		}
	}
	for _, s := range d.Sections {
		e.SetMargins(s, docx.Page{Top: 1134, Bottom: 1135, Left: 1701, Right: 851, Header: 567})
		e.RemoveFooter(s, "default")
		e.NumberInArabic(s)
		e.AddPageNumber(s, false, edit.RunChange{Size: 28})
		e.AddPageNumber(s, true, edit.RunChange{Size: 28})
		e.SetTitlePage(s, true)
	}
}

func TestEditsFollowTheWayAPartIsWritten(t *testing.T) {
	t.Parallel()
	const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	plain := docxtest.Document(t, p(run("a"))+`<w:sectPr/>`)
	named := docxtest.Document(t, p(run("a"))+`<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>`, "word/header1.xml", p(run("h")))
	strict := func(b []byte) []byte {
		parts := docxtest.PartsOf(t, b)
		for name, content := range parts {
			c := strings.ReplaceAll(string(content), word, "http://purl.oclc.org/ooxml/wordprocessingml/main")
			parts[name] = []byte(strings.ReplaceAll(c, "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"))
		}
		return docxtest.Pack(t, parts)
	}
	for name, b := range map[string][]byte{
		"as Word writes it": plain,
		"the strict form":   strict(plain),
		"the language as the default namespace": docxtest.WithParts(t, plain, map[string]string{
			"word/document.xml": `<document xmlns="` + word + `" xmlns:x="` + word + `"><body><p><r><rPr><sz x:val="20"/></rPr><t>a</t></r></p><sectPr><pgMar x:top="1"/></sectPr></body></document>`,
		}),
		"relationships in one tag":    docxtest.WithParts(t, plain, map[string]string{"word/_rels/document.xml.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/><!-- </x> -->`}),
		"a header in one tag":         docxtest.WithParts(t, named, map[string]string{"word/header1.xml": `<w:hdr xmlns:w="` + word + `"/>`}),
		"a header behind a comment":   docxtest.WithParts(t, named, map[string]string{"word/header1.xml": `<?xml version="1.0"?><!-- <a> --><w:hdr xmlns:w="` + word + `"><w:p/></w:hdr><!-- </a> -->`}),
		"a header before another":     docxtest.WithParts(t, named, map[string]string{"word/header1.xml": `<w:hdr xmlns:w="` + word + `"><w:p/></w:hdr><w:hdr xmlns:w="` + word + `"></w:hdr>`}),
		"a header that leads nowhere": docxtest.WithParts(t, docxtest.Document(t, p(run("a"))+`<w:sectPr><w:headerReference w:type="default" r:id="gone"/></w:sectPr>`), nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, out := edited(t, b, whole)
			require.Equal(t, "+a", first(d).Text())
			require.Equal(t, docx.HalfPoints(27), first(d).Runs[0].Props.Size)
			s := d.Sections[0]
			require.Equal(t, []docx.Twips{1134, 1135, 1701, 851}, []docx.Twips{s.Page.Top, s.Page.Bottom, s.Page.Left, s.Page.Right})
			require.True(t, s.TitlePage)
			blocks := s.Headers.Default.Blocks
			number := blocks[len(blocks)-1].(*docx.Paragraph)
			require.Equal(t, []any{"PAGE", "14", docx.AlignCenter}, []any{number.Fields[0].Kind, number.Fields[0].Props.Size.String(), number.Props.Align})
			parts := docxtest.PartsOf(t, out)
			require.Equal(t, 2, strings.Count(string(parts["word/document.xml"]), "headerReference"))
			if name == "the strict form" {
				for part, content := range parts {
					require.NotContains(t, string(content), "openxmlformats.org/wordprocessingml/2006/main", part)
				}
			}
		})
	}
}

func TestEditsReachEveryFormOfNestedTextBoxes(t *testing.T) {
	t.Parallel()
	both := func(inside string) string {
		inside = `<w:txbxContent>` + inside + `</w:txbxContent>`
		return p(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>` + inside + `</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><v:rect><v:textbox>` + inside + `</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>`)
	}
	d, out := edited(t, docxtest.Document(t, both(p(run("outer"))+both(p(run("inner"))))), func(e *edit.Editor, d *docx.Document) {
		for q := range d.Paragraphs() {
			if q.Text() != "" {
				e.ReplaceText(q, 0, 0, "+")
				e.FormatRun(q, 0, edit.RunChange{Size: 27})
			}
		}
	})
	require.Equal(t, []string{"", "+outer", "", "+inner"}, docxtest.Texts(d))
	xml := string(docxtest.PartOf(t, out, "word/document.xml"))
	require.Equal(t, 2, strings.Count(xml, "+outer"))
	require.Equal(t, 4, strings.Count(xml, "+inner"))
	require.Equal(t, 6, strings.Count(xml, `<w:sz w:val="27"/>`))
}
