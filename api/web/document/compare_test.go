package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestComparingShowsWhatChangedAndWhereItStands(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name       string
		old, fresh string // paragraphs divided by |
		want       []Passage
	}{
		{"nothing changed", "a|b", "a|b", []Passage{{Skipped: 2}}},
		{"a word in a paragraph", "mở đầu|đến ngày 10 tháng 4|kết", "mở đầu|đến ngày 15 tháng 4|kết", []Passage{
			{Pieces: []Piece{{Text: "mở đầu"}}},
			{Changed: true, Pieces: []Piece{{Text: "đến ngày "}, {Text: "10 ", Gone: true}, {Text: "15 ", New: true}, {Text: "tháng 4"}}},
			{Pieces: []Piece{{Text: "kết"}}},
		}},
		{"a paragraph more", "a|b|c|d", "a|b|mới|c|d", []Passage{
			{Skipped: 1}, {Pieces: []Piece{{Text: "b"}}}, {Changed: true, Pieces: []Piece{{Text: "mới", New: true}}}, {Pieces: []Piece{{Text: "c"}}}, {Skipped: 1},
		}},
		{"a paragraph less", "a|b|c", "a|c", []Passage{
			{Pieces: []Piece{{Text: "a"}}}, {Changed: true, Pieces: []Piece{{Text: "b", Gone: true}}}, {Pieces: []Piece{{Text: "c"}}},
		}},
		{"from nothing", "", "a", []Passage{{Changed: true, Pieces: []Piece{{Text: "a", New: true}}}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			require.Empty(t, cmp.Diff(c.want, compare(paragraphsOf(c.old), paragraphsOf(c.fresh))))
		})
	}
}

func paragraphsOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "|")
}

func TestComparingLosesNothingOfEitherVersion(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lists := rapid.SliceOfN(rapid.StringMatching(`[abc]`), 0, 12)
		old, fresh := lists.Draw(t, "old"), lists.Draw(t, "fresh")
		var gotOld, gotFresh []string
		same := 0
		for _, e := range edits(old, fresh) {
			gotOld = append(append(gotOld, e.same...), e.gone...)
			gotFresh = append(append(gotFresh, e.same...), e.new...)
			same += len(e.same)
		}
		require.Equal(t, strings.Join(old, ""), strings.Join(gotOld, ""))
		require.Equal(t, strings.Join(fresh, ""), strings.Join(gotFresh, ""))
		require.Equal(t, len(old), len(gotOld))
		require.Equal(t, len(fresh), len(gotFresh))
		if cmp.Equal(old, fresh) {
			require.Equal(t, len(old), same)
		}
	})
}
