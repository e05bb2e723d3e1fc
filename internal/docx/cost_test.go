package docx_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/opc"
)

// growing are files whose cost once grew faster than they do. Each makes a file of n of its kind of thing.
var growing = map[string]struct {
	n    int
	file func(t testing.TB, n int) []byte
}{
	"deleted paragraph marks in a row": {5000, func(t testing.TB, n int) []byte {
		return docxtest.Document(t, strings.Repeat(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+strings.Repeat(run("a"), 4)+`</w:p>`, n))
	}},
	"namespace prefixes that nobody uses": {4000, func(t testing.TB, n int) []byte {
		var prefixes strings.Builder
		for i := range n {
			fmt.Fprintf(&prefixes, ` xmlns:a%d="urn:a"`, i)
		}
		return docxtest.Document(t, `<w:sdt`+prefixes.String()+`><w:sdtContent>`+strings.Repeat("<w:b/><v:b/>", n)+`</w:sdtContent></w:sdt>`)
	}},
	"the long name of a colour": {4000, func(t testing.TB, n int) []byte {
		return docxtest.Document(t, differentRuns(n), "word/styles.xml", `<w:style w:type="paragraph" w:default="1" w:styleId="`+strings.Repeat("b", 50*n)+`"><w:rPr><w:color w:val="`+strings.Repeat("a", 50*n)+`"/></w:rPr></w:style>`)
	}},
	"the long name of a table's style": {4000, func(t testing.TB, n int) []byte {
		return docxtest.Document(t, `<w:tbl><w:tblPr><w:tblStyle w:val="`+strings.Repeat("b", 50*n)+`"/></w:tblPr>`+strings.Repeat(`<w:tr>`+strings.Repeat("<w:tc/>", 50)+`</w:tr>`, n/50)+`</w:tbl>`)
	}},
	"one fallback after the other": {4000, func(t testing.TB, n int) []byte {
		boxes := strings.Repeat(`<v:rect/>`, n) + `<v:rect><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:rect>`
		return docxtest.Document(t, `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="v"><w:pict>`+boxes+`</w:pict></mc:Choice>`+strings.Repeat("<mc:Fallback/>", n)+`</mc:AlternateContent></w:r></w:p>`)
	}},
	"a field's code in many pieces": {1000, func(t testing.TB, n int) []byte {
		return docxtest.Document(t, p(strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/>`+strings.Repeat(`<w:instrText>a</w:instrText>`, n)+`<w:fldChar w:fldCharType="end"/></w:r>`, 20)))
	}},
	"a chain of styles, each in use": {500, func(t testing.TB, n int) []byte {
		var styles, body strings.Builder
		for i := range n {
			fmt.Fprintf(&styles, `<w:style w:type="paragraph" w:styleId="s%d"><w:basedOn w:val="s%d"/><w:pPr><w:tabs>`, i, i-1)
			for k := range 8 {
				fmt.Fprintf(&styles, `<w:tab w:pos="%d"/>`, 8*i+k)
			}
			styles.WriteString(`</w:tabs></w:pPr></w:style>`)
			fmt.Fprintf(&body, `<w:p><w:pPr><w:pStyle w:val="s%d"/></w:pPr></w:p>`, i)
		}
		return docxtest.Document(t, body.String(), "word/styles.xml", styles.String())
	}},
	"a chain of table styles, each in use": {250, func(t testing.TB, n int) []byte {
		var styles, body strings.Builder
		for i := range n {
			fmt.Fprintf(&styles, `<w:style w:type="table" w:styleId="s%d"><w:basedOn w:val="s%d"/><w:tblStylePr w:type="firstRow"/></w:style>`, i, i-1)
			fmt.Fprintf(&body, `<w:tbl><w:tblPr><w:tblStyle w:val="s%d"/></w:tblPr><w:tr><w:tc/></w:tr></w:tbl>`, i)
		}
		return docxtest.Document(t, body.String(), "word/styles.xml", styles.String())
	}},
}

// TestFourTimesTheFileCostsAboutFourTimesTheTime holds the reader to a cost that grows as the file does: whoever writes
// the file decides how long it is. Not parallel: it measures the whole process.
func TestFourTimesTheFileCostsAboutFourTimesTheTime(t *testing.T) {
	for name, c := range growing {
		t.Run(name, func(t *testing.T) {
			docxtest.Grows(t, c.n, c.file, func(b []byte) error {
				_, err := docx.Scan(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{Ratio: 1 << 40}, nobody{})
				return err
			})
		})
	}
}

// nobody listens to a scan.
type nobody struct{}

func (nobody) Open(*docx.Document)                 {}
func (nobody) Paragraph(*docx.Paragraph)           {}
func (nobody) Note(docx.NoteKind, *docx.Paragraph) {}
