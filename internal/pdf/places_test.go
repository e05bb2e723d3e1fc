package pdf

import (
	"bytes"
	"context"
	"html"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	word "trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
	"trinhky/internal/proof/testkit"
)

// dest is a named destination: its page, and its distance from the top of the
// page in points.
type dest struct {
	page int
	top  float64
}

// shown is a word on a page, in points from the left and from the top.
type shown struct {
	text              string
	left, top, bottom float64
}

var (
	destLine = regexp.MustCompile(`(?m)^ *(\d+) \[ XYZ +-?\d+ +(-?\d+) .*\] "(.*)"$`)
	pageTag  = regexp.MustCompile(`<page width="[\d.]+" height="([\d.]+)">`)
	wordTag  = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*)</word>`)
)

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	require.NoError(t, err)
	return v
}

// printed are the words of a PDF page by page, and its destinations by name.
func printed(t *testing.T, made []byte) (pages [][]shown, dests map[string]dest) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "made.pdf")
	require.NoError(t, os.WriteFile(file, made, 0o600))
	var heights []float64
	for line := range strings.Lines(tool(t, "pdftotext", "-bbox", "-enc", "UTF-8", file, "-")) {
		if m := pageTag.FindStringSubmatch(line); m != nil {
			heights, pages = append(heights, number(t, m[1])), append(pages, nil)
		}
		if m := wordTag.FindStringSubmatch(line); m != nil {
			last := len(pages) - 1
			pages[last] = append(pages[last], shown{html.UnescapeString(m[4]), number(t, m[1]), number(t, m[2]), number(t, m[3])})
		}
	}
	dests = map[string]dest{}
	for _, m := range destLine.FindAllStringSubmatch(tool(t, "pdfinfo", "-dests", file), -1) {
		page := int(number(t, m[1]))
		require.LessOrEqual(t, page, len(pages), "%s lies on a page there is not", m[3])
		dests[m[3]] = dest{page, heights[page-1] - number(t, m[2])}
	}
	return pages, dests
}

// made converts a document with one of the client's methods.
func made(t *testing.T, convert func(context.Context, io.Reader, io.Writer) error, document []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, convert(t.Context(), bytes.NewReader(document), &out))
	return out.Bytes()
}

// placed are documents that put their paragraphs everywhere a paragraph can be.
func placed(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{"288-UBND-VP.docx": testkit.Fixture(t, "288-UBND-VP.docx")}
	for _, name := range []string{"decree.docx", "annex-3.docx"} {
		out[name] = testkit.Fixture(t, filepath.Join("law", name))
	}
	boxes := docxgen.LetterDraft()
	boxes.Head = docxgen.HeadBoxes
	out["a head of text boxes"] = boxes.Bytes()
	landscape, portrait := docxgen.Landscape(), docxgen.Portrait()
	turned := docxgen.LetterDraft()
	turned.Body = append(turned.Body, docxgen.Block{NewSection: &landscape}, docxgen.Block{Line: docxgen.T("Danh mục các công trình trọng điểm như sau:")},
		docxgen.Block{Table: &docxgen.Table{Widths: []word.Twips{1000, 6000}, Header: true, Rows: [][]docxgen.Line{docxgen.Lines("STT", "Nội dung"), docxgen.Lines("1", "Họp giao ban hằng tuần")}}},
		docxgen.Block{NewSection: &portrait}, docxgen.Block{Line: docxgen.T("Văn phòng theo dõi việc thực hiện.")})
	out["sections"] = turned.Bytes()

	text := func(s string) string { return run + s + `</w:t></w:r>` }
	out["tracked changes, controls, links and its own bookmarks"] = docx(t,
		`<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>Bỏ.</w:delText></w:r></w:del><w:ins w:id="2" w:author="x">`+text("Thêm vào đây.")+`</w:ins></w:p>`+
			`<w:sdt><w:sdtContent><w:p><w:sdt><w:sdtContent>`+text("Trong ô điền.")+`</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>`+
			`<w:p><w:hyperlink w:anchor="own">`+text("Liên kết.")+`</w:hyperlink></w:p>`+
			`<w:p><w:bookmarkStart w:id="1" w:name="open"/>`+text("Đầu dấu mở.")+`</w:p>`+
			paragraph("Giữa dấu mở.")+
			`<w:p>`+text("Cuối dấu mở.")+`<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="own"/><w:bookmarkEnd w:id="2"/></w:p>`+
			`<w:p><w:r><w:br w:type="page"/></w:r>`+text("Sang trang.")+`</w:p>`+
			`<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/></w:sectPr></w:pPr>`+text("Hết phần.")+`</w:p>`+
			paragraph("Phần sau.")+`<w:sectPr/>`, "")
	return out
}

func TestEachPlaceOfADocumentLeadsToItsWordsAndChangesNothingOfThePage(t *testing.T) {
	t.Parallel()
	c := client(t, testkit.RealServers(t).GotenbergURL)
	for name, document := range placed(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var marked bytes.Buffer
			require.NoError(t, edit.MarkPlaces(t.Context(), &marked, bytes.NewReader(document), int64(len(document)), opc.Limits{}))
			plain, none := printed(t, made(t, c.Convert, document))
			pages, dests := printed(t, made(t, c.ConvertWithPlaces, marked.Bytes()))
			require.Empty(t, none, "a PDF for the record holds none")
			sameWords(t, plain, pages)

			doc, err := word.Read(t.Context(), bytes.NewReader(document), int64(len(document)), opc.Limits{})
			require.NoError(t, err)
			found := 0
			for p := range doc.Paragraphs() {
				if !edit.HasPlace(p) {
					continue
				}
				found++
				place, there := dests[edit.PlaceName(p.Index)]
				require.True(t, there, "paragraph %d, %q", p.Index, p.Text())
				if first := strings.Fields(p.Text())[0]; len(first) < 50 { // a row of dots breaks anywhere
					require.True(t, wordAt(pages[place.page-1], place.top, first), "paragraph %d, %q is not at %v", p.Index, p.Text(), place)
				}
			}
			require.Positive(t, found)
		})
	}
}

// sameWords requires the same words at the same places. A tenth of a point is
// how exactly LibreOffice measures where one stretch of text follows another.
func sameWords(t *testing.T, want, got [][]shown) {
	t.Helper()
	require.Len(t, got, len(want), "pages")
	for i := range want {
		require.Len(t, got[i], len(want[i]), "words of page %d", i+1)
		for k, w := range want[i] {
			g := got[i][k]
			require.Equal(t, w.text, g.text)
			require.InDelta(t, w.left, g.left, 0.3, "%s on page %d", w.text, i+1)
			require.InDelta(t, w.top, g.top, 0.3, "%s on page %d", w.text, i+1)
		}
	}
}

// wordAt says whether a word, or its beginning, stands at a height.
func wordAt(page []shown, top float64, word string) bool {
	for _, w := range page {
		near := math.Abs(w.top-top) < 4 || w.top-1 <= top && top < w.bottom
		if near && (strings.Contains(w.text, word) || strings.HasPrefix(word, w.text)) {
			return true
		}
	}
	return false
}
