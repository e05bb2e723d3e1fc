package document

import "strings"

// Piece is a stretch of text that both versions have, or only one of them.
type Piece struct {
	Text string
	Gone bool // only in the older
	New  bool // only in the newer
}

// Passage is one paragraph of the comparison, or a number of paragraphs that
// are the same and left out.
type Passage struct {
	Pieces  []Piece
	Skipped int
	Changed bool
}

// around is how many unchanged paragraphs stand around a change, to find it by.
const around = 1

// compare sets two texts side by side, paragraph by paragraph, and within a
// changed paragraph word by word.
func compare(old, fresh []string) []Passage {
	var all []Passage
	for _, e := range edits(old, fresh) {
		switch {
		case e.gone == nil && e.new == nil:
			for _, text := range e.same {
				all = append(all, Passage{Pieces: []Piece{{Text: text}}})
			}
		default:
			all = append(all, rewritten(e.gone, e.new)...)
		}
	}
	return fold(all)
}

// rewritten pairs the paragraphs of a changed place in their order.
func rewritten(gone, fresh []string) []Passage {
	var out []Passage
	for i := range max(len(gone), len(fresh)) {
		switch {
		case i >= len(gone):
			out = append(out, Passage{Changed: true, Pieces: []Piece{{Text: fresh[i], New: true}}})
		case i >= len(fresh):
			out = append(out, Passage{Changed: true, Pieces: []Piece{{Text: gone[i], Gone: true}}})
		default:
			out = append(out, Passage{Changed: true, Pieces: byWord(gone[i], fresh[i])})
		}
	}
	return out
}

func byWord(old, fresh string) []Piece {
	var out []Piece
	for _, e := range edits(strings.SplitAfter(old, " "), strings.SplitAfter(fresh, " ")) {
		for _, p := range []Piece{{Text: strings.Join(e.same, "")}, {Text: strings.Join(e.gone, ""), Gone: true}, {Text: strings.Join(e.new, ""), New: true}} {
			if p.Text != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// fold leaves out what is the same and far from any change.
func fold(all []Passage) []Passage {
	keep := make([]bool, len(all))
	for i := range all {
		if all[i].Changed {
			for j := max(0, i-around); j <= min(len(all)-1, i+around); j++ {
				keep[j] = true
			}
		}
	}
	var out []Passage
	for i := range all {
		switch {
		case keep[i]:
			out = append(out, all[i])
		case len(out) > 0 && out[len(out)-1].Skipped > 0:
			out[len(out)-1].Skipped++
		default:
			out = append(out, Passage{Skipped: 1})
		}
	}
	return out
}

// edit is a stretch that is the same, or what stood there and what stands there now.
type edit struct{ same, gone, new []string }

// largestTable bounds the memory and time of one comparison; beyond it the whole
// place counts as rewritten.
const largestTable = 4 << 20

// edits finds a shortest way from one list to the other, by the longest common
// subsequence of what is left between the equal ends.
func edits(old, fresh []string) []edit {
	head := 0
	for head < len(old) && head < len(fresh) && old[head] == fresh[head] {
		head++
	}
	tail := 0
	for tail < len(old)-head && tail < len(fresh)-head && old[len(old)-1-tail] == fresh[len(fresh)-1-tail] {
		tail++
	}
	var out []edit
	if head > 0 {
		out = append(out, edit{same: old[:head]})
	}
	out = append(out, between(old[head:len(old)-tail], fresh[head:len(fresh)-tail])...)
	if tail > 0 {
		out = append(out, edit{same: old[len(old)-tail:]})
	}
	return out
}

func between(old, fresh []string) []edit {
	n, m := len(old), len(fresh)
	if n == 0 && m == 0 {
		return nil
	}
	if n == 0 || m == 0 || (n+1)*(m+1) > largestTable {
		return []edit{{gone: old, new: fresh}}
	}
	// common[i*(m+1)+j] is the length of the longest common subsequence of what
	// follows i in the one and j in the other.
	common := make([]int32, (n+1)*(m+1))
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if old[i] == fresh[j] {
				common[i*(m+1)+j] = common[(i+1)*(m+1)+j+1] + 1
			} else {
				common[i*(m+1)+j] = max(common[(i+1)*(m+1)+j], common[i*(m+1)+j+1])
			}
		}
	}
	var out []edit
	for i, j := 0, 0; i < n || j < m; {
		var e edit
		for i < n && j < m && old[i] == fresh[j] {
			e.same = append(e.same, old[i])
			i, j = i+1, j+1
		}
		if e.same != nil {
			out = append(out, e)
			e = edit{}
		}
		for i < n || j < m {
			if i < n && j < m && old[i] == fresh[j] {
				break
			}
			if j >= m || (i < n && common[(i+1)*(m+1)+j] >= common[i*(m+1)+j+1]) {
				e.gone = append(e.gone, old[i])
				i++
			} else {
				e.new = append(e.new, fresh[j])
				j++
			}
		}
		if e.gone != nil || e.new != nil {
			out = append(out, e)
		}
	}
	return out
}
