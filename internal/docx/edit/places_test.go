package edit_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
)

func markPlaces(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, edit.MarkPlaces(context.Background(), &out, bytes.NewReader(b), int64(len(b)), opc.Limits{}))
	return out.Bytes()
}

// marked is a body in which "@1@" is where the place of paragraph 1 is to be.
type marked struct {
	body  string
	used  int    // the greatest identifier of the document's own bookmarks
	other string // its prefix for the elements of Word, where that is not "w:"
}

func (m marked) prefix() string { return cmp.Or(m.other, "w:") }

// ours finds the places in a part, and what stands right behind them.
var ours = regexp.MustCompile(`<(\w+:)?bookmarkStart (?:\w+:)?id="(\d+)" (?:\w+:)?name="place-(\d+)"/><(?:\w+:)?bookmarkEnd (?:\w+:)?id="(\d+)"/>`)

func TestAPlaceStandsRightBeforeTheFirstWordsOfItsParagraph(t *testing.T) {
	t.Parallel()
	box := func(inner string) string {
		return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="900000" cy="300000"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>` + inner +
			`</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + p(run("in a box")) + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	}
	field := `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("hôm nay") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	for name, c := range map[string]marked{
		"behind the properties":               {body: p(`<w:pPr><w:jc w:val="center"/></w:pPr>@1@` + run("a"))},
		"two paragraphs":                      {body: p(`@1@`+run("a")+run("b")) + p(`@2@`+run("c"))},
		"behind a line break":                 {body: p(`<w:r><w:br/></w:r>@1@` + run("a"))},
		"behind runs that are empty or blank": {body: p(`<w:r><w:rPr><w:b/></w:rPr></w:r>` + run("  ") + `@1@` + run("a"))},
		"behind what is hidden":               {body: p(`<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>@1@` + run("a"))},
		"behind what a field shows":           {body: p(field + `@1@` + run("a"))},
		"none where there are no words":       {body: p("") + `<w:p/>` + p(field) + p(`<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>`) + p(`@5@`+run("a"))},
		"in a table":                          {body: `<w:tbl><w:tr><w:tc>` + p(`@1@`+run("a")) + `</w:tc><w:tc>` + p("") + `</w:tc><w:tc>` + p(`@3@`+run("b")) + `</w:tc></w:tr></w:tbl>`},
		"in one form of a text box":           {body: p(box(p(`@2@`+run("in a box"))) + `@1@` + run("around"))},
		"in a content control":                {body: `<w:sdt><w:sdtContent>` + p(`<w:sdt><w:sdtContent>@1@`+run("a")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`},
		"in a tracked insertion":              {body: p(`<w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del><w:ins w:id="2">@1@` + run("a") + `</w:ins>`)},
		"where tracking joins two paragraphs": {body: `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>@1@` + run("a") + `</w:p>` + p(run("b"))},
		"over sections":                       {body: p(`<w:pPr><w:sectPr/></w:pPr>@1@`+run("a")) + p(`@2@`+run("b")) + `<w:sectPr/>`},
		"in a link":                           {body: p(`<w:hyperlink w:anchor="x">@1@` + run("a") + `</w:hyperlink>`)},
		"beside bookmarks of its own":         {used: 41, body: p(`<w:bookmarkStart w:id="1" w:name="a"/>@1@` + run("a") + `<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="41" w:name="b"/><w:bookmarkEnd w:id="41"/>`)},
		"a bookmark that never ends":          {used: 7, body: p(`<w:bookmarkStart w:id="7" w:name="a"/>`) + p(`@2@`+run("a"))},
		"identifiers that are no numbers":     {used: 3, body: p(`<w:bookmarkStart w:id="x" w:name="a"/><w:bookmarkStart w:id="-9" w:name="b"/><w:bookmarkStart w:id="99999999999" w:name="c"/><w:bookmarkEnd w:id="3"/>@1@` + run("a"))},
		"a name the document uses itself":     {used: 5, body: p(run("a")+`<w:bookmarkStart w:id="5" w:name="place-1"/><w:bookmarkEnd w:id="5"/>`) + p(`@2@`+run("b"))},
		"under another prefix":                {other: "x:", body: `<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main">@1@<x:r><x:t>a</x:t></x:r></x:p>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plain := regexp.MustCompile(`@\d+@`).ReplaceAllString(c.body, "")
			before := docxtest.Document(t, plain)
			after := markPlaces(t, before)
			require.Equal(t, after, markPlaces(t, before), "the same input gives the same bytes")
			got := string(docxtest.PartOf(t, after, "word/document.xml"))
			want := string(docxtest.PartOf(t, docxtest.Document(t, c.body), "word/document.xml"))
			id := c.used
			for q := range docxtest.Read(t, before).Paragraphs() { // identifiers are given out in the order of reading
				if mark := fmt.Sprintf("@%d@", q.Index); strings.Contains(want, mark) {
					id++
					require.True(t, edit.HasPlace(q), "paragraph %d", q.Index)
					want = strings.Replace(want, mark, fmt.Sprintf(`<%[1]sbookmarkStart %[1]sid="%[2]d" %[1]sname="place-%[3]d"/><%[1]sbookmarkEnd %[1]sid="%[2]d"/>`, c.prefix(), id, q.Index), 1)
				}
			}
			require.Equal(t, want, got)
			require.Equal(t, docxtest.Texts(docxtest.Read(t, before)), docxtest.Texts(docxtest.Read(t, after)))
		})
	}
}

func TestPlacesLeaveEveryOtherPartAlone(t *testing.T) {
	t.Parallel()
	for _, head := range []docxgen.HeadForm{docxgen.HeadTable, docxgen.HeadBoxes} {
		spec := docxgen.LetterDraft()
		spec.Head = head
		before := spec.Bytes()
		after := markPlaces(t, before)
		checkPlaces(t, docxtest.Read(t, before), after)
		was, is := docxtest.PartsOf(t, before), docxtest.PartsOf(t, after)
		is["word/document.xml"] = ours.ReplaceAll(is["word/document.xml"], nil)
		require.Equal(t, was, is)
	}
}

// checkPlaces requires a place for each paragraph that has one, each under a name and an identifier of its own.
func checkPlaces(t testing.TB, d *docx.Document, marked []byte) {
	t.Helper()
	want, got := map[string]bool{}, map[string]bool{}
	for q := range d.Paragraphs() {
		if edit.HasPlace(q) {
			want[edit.PlaceName(q.Index)] = true
		}
	}
	ids := map[string]bool{}
	for _, m := range ours.FindAllStringSubmatch(string(docxtest.PartOf(t, marked, "word/document.xml")), -1) {
		require.False(t, ids[m[2]], "identifier %s is used twice", m[2])
		require.Equal(t, m[2], m[4])
		ids[m[2]], got["place-"+m[3]] = true, true
	}
	require.Equal(t, want, got)
}

func TestFarIntoALongDocumentParagraphsHaveNoPlace(t *testing.T) {
	t.Parallel()
	before := docxtest.Document(t, strings.Repeat(p(run("a")), 3500))
	after := markPlaces(t, before)
	checkPlaces(t, docxtest.Read(t, before), after)
	xml := string(docxtest.PartOf(t, after, "word/document.xml"))
	require.Contains(t, xml, `"place-3000"`)
	require.NotContains(t, xml, `"place-3001"`)
}

func TestWhatCannotBeMarkedIsAClearError(t *testing.T) {
	t.Parallel()
	signed := docxtest.WithParts(t, docxtest.Document(t, p(run("a"))), map[string]string{"_xmlsignatures/origin.sigs": "", "_xmlsignatures/sig1.xml": "<Signature/>"})
	for name, c := range map[string]struct {
		file []byte
		code opc.Code
	}{
		"a signed package":       {signed, opc.CodeSigned},
		"no identifier is left":  {docxtest.Document(t, p(run("a")+`<w:bookmarkEnd w:id="2147483647"/>`)), opc.CodeLayout},
		"a file that is no Word": {[]byte("%PDF-1.7"), opc.CodeNotDocx},
	} {
		var out bytes.Buffer
		err := edit.MarkPlaces(context.Background(), &out, bytes.NewReader(c.file), int64(len(c.file)), opc.Limits{})
		var broken *opc.Error
		require.True(t, errors.As(err, &broken), "%s: %v", name, err)
		require.Equal(t, c.code, broken.Code, name)
		require.Zero(t, out.Len(), name)
	}
}
