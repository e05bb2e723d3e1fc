package anatomy

import (
	"strings"
	"unicode"

	"trinhky/internal/docx"
	"trinhky/internal/format/wording"
)

// Piece is a stretch of a line with one formatting.
type Piece struct {
	Text  string
	Props *docx.RunProps
	Run   int // index in the paragraph's Runs, -1 for a computed list number
}

// side is the half of the header or of the signature block in which a line stands.
type side int

const (
	Whole side = iota
	Left
	Right
)

// Line is what a reader takes for one line of a component: a paragraph, or the part of one between line breaks, or
// one of the two halves of a tabbed header.
type Line struct {
	P    *docx.Paragraph
	Side side
	// Text is the visible text as typed, with the formatting's capitals applied; outer spaces are cut.
	Text   string
	Folded string
	Pieces []Piece
	// Box is the text box around the line, if any.
	Box *docx.Shape
	// Offset is where the line begins in p.Text(); negative when the text cannot be found there byte by byte.
	Offset int
}

// lost is the offset of a line whose text is not that of its paragraph: capitals of another length.
const lost = -1 << 40

// Tidy is the text in NFC with single spaces.
func (l *Line) Tidy() string { return wording.Tidy(l.Text) }

// Sizes are the smallest and largest font size of the visible characters.
func (l *Line) Sizes() (low, high docx.HalfPoints) {
	for _, p := range l.Pieces {
		if strings.TrimSpace(p.Text) == "" {
			continue
		}
		s := p.Props.EffectiveSize()
		if low == 0 || s < low {
			low = s
		}
		high = max(high, s)
	}
	return low, high
}

// Each says whether the test holds for all visible characters (all) and for at least one (some).
func (l *Line) Each(test func(*docx.RunProps) bool) (all, some bool) {
	all = true
	for _, p := range l.Pieces {
		if strings.TrimSpace(p.Text) == "" {
			continue
		}
		if test(p.Props) {
			some = true
		} else {
			all = false
		}
	}
	return all, some
}

// Pointers are the lines of a list where they stand.
func Pointers(lines []Line) []*Line {
	out := make([]*Line, len(lines))
	for i := range lines {
		out[i] = &lines[i]
	}
	return out
}

func Bold(p *docx.RunProps) bool { return p.EffectiveBold() }

func Italic(p *docx.RunProps) bool { return p.EffectiveItalic() }

// Part is the line's stretch between two byte offsets of its text.
func (l *Line) Part(from, to int) Line {
	out := Line{P: l.P, Side: l.Side, Text: l.Text[from:to], Box: l.Box, Offset: l.Offset + from}
	n := 0
	for _, p := range l.Pieces {
		a, b := max(from-n, 0), min(to-n, len(p.Text))
		if a < b {
			out.Pieces = append(out.Pieces, Piece{Text: p.Text[a:b], Props: p.Props, Run: p.Run})
		}
		n += len(p.Text)
	}
	return out
}

// LinesOf cuts a paragraph into its lines. With halves set, tabs and long runs of spaces part the two halves of a
// header typed without a table.
func LinesOf(p *docx.Paragraph, halves bool) []Line {
	var all []Piece
	var text strings.Builder
	offset := 0
	if n := p.Numbering; n != nil && n.Text != "" {
		t := n.Text + " "
		if n.Suffix == "nothing" {
			t = n.Text
		}
		all = append(all, Piece{t, NumberProps(p), -1})
		text.WriteString(t)
		offset = -len(t)
	}
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Text == "" || r.Props.Hidden {
			continue
		}
		t := r.Text
		if r.Props.Caps || r.Props.SmallCaps {
			if t = strings.ToUpper(t); len(t) != len(r.Text) {
				offset = lost
			}
		}
		all = append(all, Piece{t, r.Props, i})
		text.WriteString(t)
	}
	whole := Line{P: p, Text: text.String(), Pieces: all, Box: p.Box, Offset: offset}
	var out []Line
	for _, span := range lineSpans(whole.Text, halves) {
		from, to := trimSpan(whole.Text, span[0], span[1])
		if from >= to {
			continue
		}
		l := whole.Part(from, to)
		l.Folded = wording.Fold(l.Text)
		out = append(out, l)
	}
	if halves && len(out) == 2 {
		out[0].Side, out[1].Side = Left, Right
	}
	return out
}

func trimSpan(s string, from, to int) (int, int) {
	part := s[from:to]
	trimmed := strings.TrimLeftFunc(part, unicode.IsSpace)
	from += len(part) - len(trimmed)
	return from, from + len(strings.TrimRightFunc(trimmed, unicode.IsSpace))
}

// gapSpaces is how many spaces in a row count as a column gap.
const gapSpaces = 4

func lineSpans(s string, halves bool) [][2]int {
	var out [][2]int
	start := 0
	cut := func(at, next int) {
		out = append(out, [2]int{start, at})
		start = next
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\n' || c == '\f':
			cut(i, i+1)
		case halves && (c == '\t' || strings.HasPrefix(s[i:], strings.Repeat(" ", gapSpaces))):
			// The blank of a number yet to be given ("Số:      /UBND-VP") is no column gap.
			rest := strings.TrimLeft(s[i:], " \t")
			before := strings.TrimSpace(s[start:i])
			next := len(s) - len(rest)
			if before != "" && !strings.HasPrefix(rest, "/") && !blankOfDate(before, rest) {
				cut(i, next)
			}
			i = next - 1
		}
	}
	cut(len(s), len(s))
	return out
}

// blankOfDate says that the gap is the place of a day or month to be written later: "ngày      tháng".
func blankOfDate(before, rest string) bool {
	b, r := wording.Fold(before), wording.Fold(rest)
	return strings.HasSuffix(b, "ngay") && strings.HasPrefix(r, "thang") ||
		strings.HasSuffix(b, "thang") && strings.HasPrefix(r, "nam")
}
