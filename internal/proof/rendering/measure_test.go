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
	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
	"trinhky/internal/pdf"
	"trinhky/internal/proof/testkit"
)

// point is a length in thousandths of a point.
type point int

func (p *point) UnmarshalXMLAttr(a xml.Attr) error {
	whole, fraction, _ := strings.Cut(a.Value, ".")
	n, err := strconv.Atoi(whole + (fraction + "000")[:3])
	*p = point(n)
	return err
}

// String writes the length in points.
func (p point) String() string {
	return strconv.FormatFloat(float64(p)/1000, 'f', 1, 64) + " pt"
}

func ofTwips(t docx.Twips) point           { return point(t) * 50 }
func ofHalfPoints(h docx.HalfPoints) point { return point(h) * 500 }

// word is a word of a page as poppler measures it: its box reaches from the origin of its first letter to the advance
// of its last.
type word struct {
	XMin point  `xml:"xMin,attr"`
	YMin point  `xml:"yMin,attr"`
	XMax point  `xml:"xMax,attr"`
	YMax point  `xml:"yMax,attr"`
	Text string `xml:",chardata"`
	page int
}

// Poppler makes the box of a word reach 0.95 of the font size above the baseline and 0.35 below it, whatever the font.
func (w *word) size() point     { return (w.YMax - w.YMin) * 100 / 130 }
func (w *word) baseline() point { return w.YMax - w.size()*35/100 }

// laidOut is a PDF as poppler measures it.
type laidOut struct {
	Pages []struct {
		Width  point `xml:"width,attr"`
		Height point `xml:"height,attr"`
		Lines  []struct {
			Words []word `xml:"word"`
		} `xml:"flow>block>line"`
	} `xml:"body>doc>page"`
	// faces are the fonts in the file, without the tag of their subset: "LiberationSerif-Bold".
	faces map[string]bool
}

// render lays a document out with the server's LibreOffice and measures the result.
func render(t *testing.T, data []byte) laidOut {
	t.Helper()
	client, err := pdf.New(testkit.RealServers(t).GotenbergURL, http.DefaultClient, 1)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "a.pdf")
	file, err := os.Create(path)
	require.NoError(t, err)
	require.NoError(t, client.Convert(t.Context(), bytes.NewReader(data), file))
	require.NoError(t, file.Close())
	boxes, err := exec.CommandContext(t.Context(), "pdftotext", "-bbox-layout", path, "-").Output()
	require.NoError(t, err)
	laid := laidOut{faces: map[string]bool{}}
	require.NoError(t, xml.Unmarshal(boxes, &laid))
	table, err := exec.CommandContext(t.Context(), "pdffonts", path).Output()
	require.NoError(t, err)
	for i, row := range strings.Split(strings.TrimSpace(string(table)), "\n") {
		if i < 2 { // the head of the table
			continue
		}
		name, _, _ := strings.Cut(row, " ")
		_, face, subset := strings.Cut(name, "+")
		require.True(t, subset, "a font that is not embedded: %s", row)
		laid.faces[face] = true
	}
	return laid
}

// line is what poppler takes for one line: a row of a paragraph, or a part of it beside a wide gap.
type line struct {
	words []*word
	// text is that of the words run together, in NFC.
	text  string
	page  int
	taken bool
}

// beside says that two lines of a page stand in one row.
func (l *line) beside(o *line) bool {
	const raised = 3000 // words of other sizes, or set higher
	d := l.words[0].baseline() - o.words[0].baseline()
	return -raised < d && d < raised
}

// after says that a reader comes to l after o.
func (l *line) after(o *line) bool {
	switch {
	case l.page != o.page:
		return l.page > o.page
	case l.beside(o):
		return l.words[0].XMin > o.words[0].XMin
	}
	return l.words[0].baseline() > o.words[0].baseline()
}

// lines are those of all pages, and apart from them the words in the top margins.
func (l *laidOut) lines(top point) (body []*line, head []*word) {
	for i := range l.Pages {
		for j := range l.Pages[i].Lines {
			words := l.Pages[i].Lines[j].Words
			out := &line{page: i}
			for k := range words {
				w := words[k]
				w.page, w.Text = i, norm.NFC.String(w.Text)
				if w.baseline() < top {
					head = append(head, &w)
					continue
				}
				out.words = append(out.words, &w)
				out.text += w.Text
			}
			if len(out.words) > 0 {
				body = append(body, out)
			}
		}
	}
	return body, head
}
