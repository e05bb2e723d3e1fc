package format

import (
	"strings"
	"unicode"

	"trinhky/internal/docx"
)

// piece is a stretch of a line with one formatting.
type piece struct {
	text  string
	props *docx.RunProps
	run   int // index in the paragraph's Runs, -1 for a computed list number
}

// side is the half of the header or of the signature block in which a line stands.
type side int

const (
	whole side = iota
	left
	right
)

// line is what a reader takes for one line of a component: a paragraph, or the part of one between line breaks, or
// one of the two halves of a tabbed header.
type line struct {
	p    *docx.Paragraph
	side side
	// text is the visible text as typed, with the formatting's capitals applied; outer spaces are cut.
	text   string
	folded string
	pieces []piece
	// box is the text box around the line, if any.
	box *docx.Shape
	// offset is where the line begins in p.Text(); negative when the text cannot be found there byte by byte.
	offset int
}

// lost is the offset of a line whose text is not that of its paragraph: capitals of another length.
const lost = -1 << 40

// tidy is the text in NFC with single spaces.
func (l *line) tidy() string { return tidy(l.text) }

// low and high are the smallest and largest font size of the visible characters.
func (l *line) sizes() (low, high docx.HalfPoints) {
	for _, p := range l.pieces {
		if strings.TrimSpace(p.text) == "" {
			continue
		}
		s := p.props.EffectiveSize()
		if low == 0 || s < low {
			low = s
		}
		high = max(high, s)
	}
	return low, high
}

// each says whether the test holds for all visible characters (all) and for at least one (some).
func (l *line) each(test func(*docx.RunProps) bool) (all, some bool) {
	all = true
	for _, p := range l.pieces {
		if strings.TrimSpace(p.text) == "" {
			continue
		}
		if test(p.props) {
			some = true
		} else {
			all = false
		}
	}
	return all, some
}

// pointers are the lines of a list where they stand.
func pointers(lines []line) []*line {
	out := make([]*line, len(lines))
	for i := range lines {
		out[i] = &lines[i]
	}
	return out
}

func bold(p *docx.RunProps) bool   { return p.EffectiveBold() }
func italic(p *docx.RunProps) bool { return p.EffectiveItalic() }

// part is the line's stretch between two byte offsets of its text.
func (l *line) part(from, to int) line {
	out := line{p: l.p, side: l.side, text: l.text[from:to], box: l.box, offset: l.offset + from}
	n := 0
	for _, p := range l.pieces {
		a, b := max(from-n, 0), min(to-n, len(p.text))
		if a < b {
			out.pieces = append(out.pieces, piece{text: p.text[a:b], props: p.props, run: p.run})
		}
		n += len(p.text)
	}
	return out
}

// linesOf cuts a paragraph into its lines. With halves set, tabs and long runs of spaces part the two halves of a
// header typed without a table.
func linesOf(p *docx.Paragraph, halves bool) []line {
	var all []piece
	var text strings.Builder
	offset := 0
	if n := p.Numbering; n != nil && n.Text != "" {
		t := n.Text + " "
		if n.Suffix == "nothing" {
			t = n.Text
		}
		all = append(all, piece{t, numberProps(p), -1})
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
		all = append(all, piece{t, r.Props, i})
		text.WriteString(t)
	}
	whole := line{p: p, text: text.String(), pieces: all, box: p.Box, offset: offset}
	var out []line
	for _, span := range lineSpans(whole.text, halves) {
		from, to := trimSpan(whole.text, span[0], span[1])
		if from >= to {
			continue
		}
		l := whole.part(from, to)
		l.folded = fold(l.text)
		out = append(out, l)
	}
	if halves && len(out) == 2 {
		out[0].side, out[1].side = left, right
	}
	return out
}

// numberProps is the formatting of a computed list number.
func numberProps(p *docx.Paragraph) *docx.RunProps {
	switch {
	case p.Numbering.Props != nil:
		return p.Numbering.Props
	case p.Mark != nil:
		return p.Mark
	}
	return &docx.RunProps{}
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
	b, r := fold(before), fold(rest)
	return strings.HasSuffix(b, "ngay") && strings.HasPrefix(r, "thang") ||
		strings.HasSuffix(b, "thang") && strings.HasPrefix(r, "nam")
}
