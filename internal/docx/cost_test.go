package docx_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
)

// growing are files whose cost once grew faster than they do. Each makes a file of n of its kind of thing.
var growing = map[string]struct {
	n    int
	file func(t testing.TB, n int) []byte
}{
	"deleted paragraph marks in a row": {5000, func(t testing.TB, n int) []byte {
		return document(t, strings.Repeat(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+strings.Repeat(run("a"), 4)+`</w:p>`, n))
	}},
	"namespace prefixes that nobody uses": {4000, func(t testing.TB, n int) []byte {
		var prefixes strings.Builder
		for i := range n {
			fmt.Fprintf(&prefixes, ` xmlns:a%d="urn:a"`, i)
		}
		return document(t, `<w:sdt`+prefixes.String()+`><w:sdtContent>`+strings.Repeat("<w:b/><v:b/>", n)+`</w:sdtContent></w:sdt>`)
	}},
	"the long name of a colour": {4000, func(t testing.TB, n int) []byte {
		return document(t, differentRuns(n), "word/styles.xml", `<w:style w:type="paragraph" w:default="1" w:styleId="`+strings.Repeat("b", 50*n)+`"><w:rPr><w:color w:val="`+strings.Repeat("a", 50*n)+`"/></w:rPr></w:style>`)
	}},
	"the long name of a table's style": {4000, func(t testing.TB, n int) []byte {
		return document(t, `<w:tbl><w:tblPr><w:tblStyle w:val="`+strings.Repeat("b", 50*n)+`"/></w:tblPr>`+strings.Repeat(`<w:tr>`+strings.Repeat("<w:tc/>", 50)+`</w:tr>`, n/50)+`</w:tbl>`)
	}},
	"one fallback after the other": {4000, func(t testing.TB, n int) []byte {
		boxes := strings.Repeat(`<v:rect/>`, n) + `<v:rect><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:rect>`
		return document(t, `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="v"><w:pict>`+boxes+`</w:pict></mc:Choice>`+strings.Repeat("<mc:Fallback/>", n)+`</mc:AlternateContent></w:r></w:p>`)
	}},
	"a field's code in many pieces": {1000, func(t testing.TB, n int) []byte {
		return document(t, p(strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/>`+strings.Repeat(`<w:instrText>a</w:instrText>`, n)+`<w:fldChar w:fldCharType="end"/></w:r>`, 20)))
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
		return document(t, body.String(), "word/styles.xml", styles.String())
	}},
	"a chain of table styles, each in use": {250, func(t testing.TB, n int) []byte {
		var styles, body strings.Builder
		for i := range n {
			fmt.Fprintf(&styles, `<w:style w:type="table" w:styleId="s%d"><w:basedOn w:val="s%d"/><w:tblStylePr w:type="firstRow"/></w:style>`, i, i-1)
			fmt.Fprintf(&body, `<w:tbl><w:tblPr><w:tblStyle w:val="s%d"/></w:tblPr><w:tr><w:tc/></w:tr></w:tbl>`, i)
		}
		return document(t, body.String(), "word/styles.xml", styles.String())
	}},
}

// TestFourTimesTheFileCostsAboutFourTimesTheTime holds the reader to a cost that grows as the file does: whoever writes
// the file decides how long it is. Not parallel: it measures the whole process.
func TestFourTimesTheFileCostsAboutFourTimesTheTime(t *testing.T) {
	for name, c := range growing {
		t.Run(name, func(t *testing.T) {
			grows(t, c.n, c.file, func(b []byte) error {
				_, err := docx.Scan(context.Background(), bytes.NewReader(b), int64(len(b)), docx.Limits{Ratio: 1 << 40}, nobody{})
				return err
			})
		})
	}
	t.Run("the edit of text in many pieces", func(t *testing.T) {
		grows(t, 20_000, func(t testing.TB, n int) []byte {
			return document(t, p(`<w:r><w:t>`+strings.Repeat(`a<!-- -->`, n)+`</w:t></w:r>`))
		}, func(b []byte) error {
			e, err := docx.Edit(context.Background(), bytes.NewReader(b), int64(len(b)), docx.Limits{Ratio: 1 << 40})
			if err == nil {
				e.ReplaceText(first(e.Document()), 0, 0, "+")
				err = e.Save(io.Discard)
			}
			return err
		})
	})
	t.Run("the edit of every line of a text box", func(t *testing.T) {
		grows(t, 3000, func(t testing.TB, n int) []byte {
			inside := `<v:rect><v:textbox><w:txbxContent>` + strings.Repeat(p(run("a")), n) + `</w:txbxContent></v:textbox></v:rect>`
			return document(t, `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="v"><w:pict>`+inside+`</w:pict></mc:Choice><mc:Fallback><w:pict>`+inside+`</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`)
		}, func(b []byte) error {
			e, err := docx.Edit(context.Background(), bytes.NewReader(b), int64(len(b)), docx.Limits{Ratio: 1 << 40})
			if err == nil {
				whole(e, e.Document())
			}
			return err
		})
	})
}

// grows holds the cost of a file of 4n to about four times that of n.
func grows(t *testing.T, n int, file func(t testing.TB, n int) []byte, do func(b []byte) error) {
	t.Helper()
	cost := func(n int) time.Duration {
		b := file(t, n)
		least := time.Hour
		for range 3 {
			start := processorTime(t)
			require.NoError(t, do(b))
			least = min(least, processorTime(t)-start)
		}
		return least
	}
	once, fourTimes := cost(n), cost(4*n)
	require.Less(t, float64(fourTimes)/float64(once), 9.0, "%v, then %v", once, fourTimes)
}

// nobody listens to a scan.
type nobody struct{}

func (nobody) Open(*docx.Document)                 {}
func (nobody) Paragraph(*docx.Paragraph)           {}
func (nobody) Note(docx.NoteKind, *docx.Paragraph) {}
