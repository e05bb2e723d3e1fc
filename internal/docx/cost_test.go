package docx_test

import (
	"bytes"
	"context"
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
}

// TestFourTimesTheFileCostsAboutFourTimesTheTime holds the reader to a cost that grows as the file does: whoever writes
// the file decides how long it is. Not parallel: it measures the whole process.
func TestFourTimesTheFileCostsAboutFourTimesTheTime(t *testing.T) {
	wide := docx.Limits{Ratio: 1 << 40}
	for name, c := range growing {
		cost := func(n int) time.Duration {
			b := c.file(t, n)
			least := time.Hour
			for range 3 {
				start := processorTime(t)
				_, err := docx.Scan(context.Background(), bytes.NewReader(b), int64(len(b)), wide, nobody{})
				least = min(least, processorTime(t)-start)
				require.NoError(t, err, name)
			}
			return least
		}
		once, fourTimes := cost(c.n), cost(4*c.n)
		require.Less(t, float64(fourTimes)/float64(once), 9.0, "%s: %v, then %v", name, once, fourTimes)
	}
}

// nobody listens to a scan.
type nobody struct{}

func (nobody) Open(*docx.Document)                 {}
func (nobody) Paragraph(*docx.Paragraph)           {}
func (nobody) Note(docx.NoteKind, *docx.Paragraph) {}
