// Package rendering_test compares what the reader and the checker say of a document with the page LibreOffice makes of it.
package rendering_test

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
	"trinhky/internal/pdf"
	"trinhky/internal/testkit"
)

// point is a length in thousandths of a point.
type point int

func (p *point) UnmarshalXMLAttr(a xml.Attr) error {
	whole, fraction, _ := strings.Cut(a.Value, ".")
	n, err := strconv.Atoi(whole + (fraction + "000")[:3])
	*p = point(n)
	return err
}

func ofTwips(t docx.Twips) point { return point(t) * 50 }

// laidOut is a PDF as poppler measures it.
type laidOut struct {
	Pages []struct {
		Width  point `xml:"width,attr"`
		Height point `xml:"height,attr"`
		Lines  []struct {
			Words []struct {
				XMin point  `xml:"xMin,attr"`
				YMin point  `xml:"yMin,attr"`
				XMax point  `xml:"xMax,attr"`
				YMax point  `xml:"yMax,attr"`
				Text string `xml:",chardata"`
			} `xml:"word"`
		} `xml:"flow>block>line"`
	} `xml:"body>doc>page"`
}

// render lays a document out with the server's LibreOffice and measures the result.
func render(t *testing.T, data []byte) (laid laidOut, fonts string) {
	t.Helper()
	client, err := pdf.New(testkit.RealServers(t).GotenbergURL, http.DefaultClient)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "a.pdf")
	file, err := os.Create(path)
	require.NoError(t, err)
	require.NoError(t, client.Convert(t.Context(), bytes.NewReader(data), file))
	require.NoError(t, file.Close())
	boxes, err := exec.CommandContext(t.Context(), "pdftotext", "-bbox-layout", path, "-").Output()
	require.NoError(t, err)
	require.NoError(t, xml.Unmarshal(boxes, &laid))
	names, err := exec.CommandContext(t.Context(), "pdffonts", path).Output()
	require.NoError(t, err)
	return laid, string(names)
}

// longProse fills several lines, so that both margins show.
const longProse = "Tổ công tác rà soát toàn bộ nhiệm vụ được giao, tổng hợp kết quả thực hiện của các phòng, ban chuyên môn và báo cáo lãnh đạo xem xét, chỉ đạo " +
	"kịp thời những khó khăn, vướng mắc phát sinh trong quá trình triển khai tại các đơn vị, địa phương trên địa bàn thành phố."

// What the reader says of margins, fonts and sizes is what a reader of the page sees.
func TestEffectiveLayoutIsWhatLibreOfficeLaysOut(t *testing.T) {
	t.Parallel()
	for name, spec := range g.SampleForms() {
		t.Run(name, func(t *testing.T) {
			s := *spec
			s.Body = append(g.Paragraphs(longProse), s.Body...)
			data := s.Bytes()
			doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), docx.Limits{})
			require.NoError(t, err)
			laid, fonts := render(t, data)
			for line := range strings.Lines(fonts) {
				if strings.Contains(line, "TrueType") || strings.Contains(line, "Type 1") || strings.Contains(line, "CID") {
					require.Regexp(t, `LiberationSerif|TimesNewRoman`, line)
				}
			}
			first := laid.Pages[0]
			page := doc.Sections[0].Page
			const near = point(1500)
			require.InDelta(t, int(ofTwips(page.Width)), int(first.Width), float64(near))
			require.InDelta(t, int(ofTwips(page.Height)), int(first.Height), float64(near))
			left, right, top := first.Width, point(0), first.Height
			widths := map[string][]point{}
			for _, line := range first.Lines {
				for _, w := range line.Words {
					left, right, top = min(left, w.XMin), max(right, w.XMax), min(top, w.YMin)
				}
			}
			for _, p := range laid.Pages {
				for _, line := range p.Lines {
					for _, w := range line.Words {
						widths[w.Text] = append(widths[w.Text], w.XMax-w.XMin)
					}
				}
			}
			require.InDelta(t, int(ofTwips(page.Left)), int(left), float64(near), "left margin")
			require.InDelta(t, int(first.Width-ofTwips(page.Right)), int(right), float64(near), "right margin")
			require.GreaterOrEqual(t, top+near, ofTwips(page.Top), "top margin")
			compared := 0
			for p := range doc.Paragraphs() {
				for i := range p.Runs {
					r := &p.Runs[i]
					for _, word := range strings.Fields(r.Text) {
						found := widths[word]
						if len([]rune(word)) < 3 || len(found) != 1 || p.Props.Align == docx.AlignDistribute {
							continue
						}
						// A word is as wide as its letters in the size, weight and slant the reader reports.
						want := ofTwips(docx.TextWidth(word, r.Props.EffectiveSize(), r.Props.EffectiveBold(), r.Props.EffectiveItalic()))
						require.InDelta(t, int(want), int(found[0]), float64(want)/40+300, "width of %q", word)
						compared++
					}
				}
			}
			require.Greater(t, compared, 20)
		})
	}
}

func TestAMendedCopyOpensAndLooksAsReported(t *testing.T) {
	t.Parallel()
	s := g.Letter()
	s.PageNumber.Omit, s.Page.Left = true, docx.MM(20)
	s.Body[1].Font, s.Signer.Size = "DejaVu Sans", 44
	data := s.Bytes()
	var fixed bytes.Buffer
	mended, err := format.Mend(t.Context(), &fixed, bytes.NewReader(data), int64(len(data)), format.Options{})
	require.NoError(t, err)
	require.Zero(t, mended.After.Errors)
	laid, fonts := render(t, fixed.Bytes())
	require.NotContains(t, fonts, "DejaVu")
	require.Len(t, laid.Pages, 2)
	left := laid.Pages[0].Width
	for _, line := range laid.Pages[0].Lines {
		left = min(left, line.Words[0].XMin)
	}
	require.InDelta(t, int(ofTwips(docx.MM(30))), int(left), 1500)
	require.Equal(t, "2", laid.Pages[1].Lines[0].Words[0].Text, "the page number on page 2")
	require.Contains(t, laid.Pages[0].Lines[0].Words[0].Text, "ỦY", "none on page 1")
}
