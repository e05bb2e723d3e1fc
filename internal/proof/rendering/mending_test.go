package rendering_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// careless lays a document out the way people do who have not read the decree: no indent, ragged lines, no space between
// paragraphs, no drawn rules, Letter paper, plain letters in the header, an archive line without its marks.
func careless(s *g.Spec) *g.Spec {
	s.Page.Width, s.Page.Height = 12240, 15840
	s.Page.Left, s.Page.Right = docx.MM(25), docx.MM(10)
	s.Styles = map[string]g.Look{g.StyleBody: {Align: docx.AlignLeft, FirstLine: g.Tw(0), Before: g.Tw(0), After: g.Tw(0), LineSpacing: 200}}
	s.AgencyRule, s.MottoRule, s.SubjectRule = g.Rule{Form: g.RuleNone}, g.Rule{Form: g.RuleUnderscores}, g.Rule{Form: g.RuleNone}
	for i := range s.Agency {
		s.Agency[i].Bold, s.Agency[i].Size = g.Off, 22
	}
	s.National.Bold, s.Motto.Italic, s.Place.Italic = g.Off, g.On, g.Off
	s.Signer.Size, s.Signer.Bold = 22, g.Off
	if n := len(s.Recipients); n > 0 {
		s.Recipients[n-1].Text = strings.TrimSuffix(strings.Replace(s.Recipients[n-1].Text, "- Lưu: ", "-Lưu ", 1), ".")
	}
	s.PageNumber.Align = docx.AlignRight
	return s
}

// tabled is a letter on narrow margins with a table as wide as its text, which is too wide for the decree's margins.
func tabled(change func(*g.Table)) *g.Spec {
	s := g.LetterForm()
	s.Page.Left, s.Page.Right = docx.MM(12), docx.MM(12)
	table := &g.Table{Widths: []docx.Twips{900, 5200, 4400}, Fixed: true, Rows: [][]g.Line{
		g.Lines("STT", "Nội dung công việc", "Ý kiến"), g.Lines("1", "Họp giao ban hằng tuần của lãnh đạo Ủy ban nhân dân thành phố", "Đồng ý với đề xuất"),
	}}
	change(table)
	s.Body = append(s.Body[:1:1], append([]g.Block{{Table: table}}, s.Body[1:]...)...)
	return s
}

// toBeMended are good documents, careless ones in the layouts that offices use, the same saved anew by LibreOffice, and odd
// ones.
func toBeMended(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	dir := t.TempDir()
	var files []string
	add := func(name string, s *g.Spec) {
		out[name] = s.Bytes()
		path := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".docx")
		require.NoError(t, os.WriteFile(path, out[name], 0o600))
		files = append(files, path)
	}
	for name, s := range g.SampleForms() {
		add("careless "+name, careless(s))
	}
	for name, head := range map[string]g.HeadForm{"tabs": g.HeadTabs, "plain paragraphs": g.HeadPlain, "text boxes": g.HeadBoxes} {
		s := careless(g.LetterForm())
		s.Head = head
		add("careless, head of "+name, s)
	}
	convert(t, filepath.Join(dir, "odt"), "odt", files)
	convert(t, filepath.Join(dir, "again"), "docx", glob(t, dir, "odt/*.odt"))
	for _, path := range glob(t, dir, "again/*.docx") {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		out["saved anew, "+filepath.Base(path)] = data
	}
	add("a table with room", tabled(func(*g.Table) {}))
	add("a table of fixed rows", tabled(func(t *g.Table) { t.RowHeight = 400 }))
	add("a table with a long word", tabled(func(t *g.Table) {
		t.Widths = []docx.Twips{500, 500, 9500}
		t.Rows[0][0].Text, t.Rows[1][2].Text = "Đ", strings.Repeat("x", 90)
	}))
	landscape := careless(g.PlanForm())
	landscape.Page.Width, landscape.Page.Height, landscape.Page.Landscape = 16838, 11906, true
	add("landscape", landscape)
	for _, path := range append(glob(t, "../../../testdata", "*.docx"), glob(t, "../../../testdata", "format/*.docx")...) {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		out[filepath.Base(path)] = data
	}
	return out
}

// TestMendingLosesNoText mends documents and holds the text of both PDFs together: what differs is what was listed, and
// no word leaves the paper.
func TestMendingLosesNoText(t *testing.T) {
	t.Parallel()
	all := toBeMended(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var fixed bytes.Buffer
			mended, err := format.Mend(t.Context(), &fixed, bytes.NewReader(all[name]), int64(len(all[name])), format.Options{})
			require.NoError(t, err)
			if len(mended.Changes) == 0 {
				require.Equal(t, all[name], fixed.Bytes())
				return
			}
			before, after := render(t, all[name]), render(t, fixed.Bytes())
			was, is := printed(&before), printed(&after)
			for word := range was {
				for was[word] > 0 && is[word] > 0 {
					was[word], is[word] = was[word]-1, is[word]-1
				}
			}
			lost, gained := remaining(was), remaining(is)
			for _, word := range append(slices.Clone(lost), gained...) {
				require.True(t, listed(mended.Changes, word), "“%s” is not among what was listed; lost %q, gained %q\n%s", word, lost, gained, told(mended))
			}
			for _, page := range after.Pages {
				for _, line := range page.Lines {
					for _, w := range line.Words {
						require.True(t, w.XMin >= 0 && w.XMax <= page.Width, "“%s” leaves the paper", w.Text)
					}
				}
			}
			if a, b := len(before.Pages), len(after.Pages); a != b {
				t.Logf("%d pages before, %d after", a, b)
			}
		})
	}
}

// printed counts the words of a PDF, in capitals; numbers alone in their line are page numbers.
func printed(laid *laidOut) map[string]int {
	out := map[string]int{}
	for _, page := range laid.Pages {
		for _, line := range page.Lines {
			for _, w := range line.Words {
				if len(line.Words) == 1 && strings.TrimFunc(w.Text, func(r rune) bool { return unicode.IsDigit(r) || r == '-' }) == "" {
					continue
				}
				out[strings.ToUpper(norm.NFC.String(w.Text))]++
			}
		}
	}
	return out
}

func remaining(words map[string]int) (out []string) {
	for word, n := range words {
		for range n {
			out = append(out, word)
		}
	}
	slices.Sort(out)
	return out
}

// listed says whether a word belongs to a text that a change names, as it was or as it is, or to a rule typed by hand.
func listed(changes []format.Change, word string) bool {
	for _, c := range changes {
		for _, text := range []string{c.Text, c.From.VI, c.To.VI} {
			if strings.Contains(strings.ToUpper(norm.NFC.String(text)), word) {
				return true
			}
		}
		if strings.HasSuffix(c.Rule, ".rule") && strings.Trim(word, "_-–—.") == "" {
			return true
		}
	}
	return false
}

func told(mended format.Mended) string {
	var b strings.Builder
	for _, c := range mended.Changes {
		fmt.Fprintf(&b, "%s %s %q: %s → %s\n", c.Rule, c.Where, c.Text, c.From.EN, c.To.EN)
	}
	for _, l := range mended.Left {
		fmt.Fprintf(&b, "left: %s %s: %s\n", l.Rule, l.Where, l.Why.EN)
	}
	return b.String()
}
