package anatomy

import (
	"strings"

	"trinhky/internal/docx"
)

// Tolerances of where a line stands: from the middle, in percent of the width in which it is centred; from the left edge, in
// tenths of a millimetre; of lines that follow one another, in 240ths of a line less and more (Word's own spacing of 1.08 or
// 1.15 looks no different).
const (
	MiddleTolerance        = 6
	EdgeTolerance          = 20
	SingleLess, SingleMore = 12, 36
)

// InTheMiddle says whether a line is centred: by its alignment, or by indents and spaces that bring it to the middle.
func InTheMiddle(x *Line) bool {
	if Centred(x.P) {
		return true
	}
	if x.P.Props.Align != docx.AlignLeft && x.P.Props.Align != docx.AlignJustify || strings.Contains(x.P.Text(), "\t") {
		return false
	}
	area, width := Room(x.P), x.Width().Twips()
	if width >= area {
		return false
	}
	middle := Start(x.P) + width/2
	return Abs(middle-area/2)*100 <= area*MiddleTolerance
}

// Under says that a line stands in the middle of another above it, whatever brings it there.
func Under(x, above *Line) bool {
	if above == nil || x.P.Cell != above.P.Cell || x.Box != above.Box {
		return false
	}
	mine, known := middle(x)
	its, too := middle(above)
	return known && too && Abs(mine-its)*100 <= Room(x.P)*MiddleTolerance
}

// middle is where the middle of a line stands, from the left edge of its room; known is false where tabs decide.
func middle(x *Line) (at docx.Twips, known bool) {
	p, area := &x.P.Props, Room(x.P)
	width := min(x.Width().Twips(), area)
	if strings.Contains(x.P.Text(), "\t") {
		return 0, false
	}
	switch p.Align {
	case docx.AlignCenter:
		return (area + p.Left + p.FirstLine - p.Right) / 2, true
	case docx.AlignRight:
		return area - p.Right - width/2, true
	}
	return Start(x.P) + width/2, true
}

// boxPadding is Word's usual distance between the edge of a text box and its text.
const boxPadding docx.Twips = 144

// Room is the width a paragraph has: of its cell or text box, or between the margins.
func Room(p *docx.Paragraph) docx.Twips {
	if c := p.Cell; c != nil && c.Width > 2*CellPadding {
		return c.Width - 2*CellPadding
	}
	if b := p.Box; b != nil && b.Width.Twips() > 2*boxPadding {
		return b.Width.Twips() - 2*boxPadding
	}
	if s := p.Section; s != nil {
		return s.Page.Width - s.Page.Left - s.Page.Right
	}
	return docx.MM(160)
}

// Start is where the first line of a paragraph begins, counted from the left edge of its room; spaces typed before the
// text count.
func Start(p *docx.Paragraph) docx.Twips {
	at := p.Props.Left + p.Props.FirstLine
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Text == "" || r.Props.Hidden {
			continue
		}
		rest := strings.TrimLeft(r.Text, " \u00a0")
		at += docx.TextWidth(r.Text[:len(r.Text)-len(rest)], r.Props.EffectiveSize(), r.Props.EffectiveBold(), r.Props.EffectiveItalic())
		if rest != "" {
			break
		}
	}
	return at
}

// AtLeftEdge says whether a line begins at the left edge. A list number stands before the text.
func AtLeftEdge(x *Line) bool {
	return x.P.Props.Align != docx.AlignCenter && x.P.Props.Align != docx.AlignRight && Start(x.P).TenthsMM() <= EdgeTolerance
}

// SameRow says that two lines stand in the same row of the same table; known is false where they share none, or a cell
// reaches over several rows.
func SameRow(t *docx.Table, a, b *docx.Paragraph) (same, known bool) {
	ca, cb := CellIn(t, a), CellIn(t, b)
	if ca == nil || cb == nil || ca.MergeStart || cb.MergeStart {
		return false, false
	}
	return ca.RowIndex == cb.RowIndex, true
}

// CellIn is the cell of a table in which a paragraph stands, nested tables between them or not.
func CellIn(t *docx.Table, p *docx.Paragraph) *docx.Cell {
	c := cellAround(p)
	for c != nil && c.Table != t {
		c = c.Table.Cell
	}
	return c
}

// SingleSpaced says whether the lines of a component follow one another line by line.
func SingleSpaced(p *docx.Paragraph) bool {
	switch pp := &p.Props; pp.LineRule {
	case "exact", "atLeast":
		// In points: between nine tenths of the size and the height of a line of the font.
		size := int32(Size13)
		if p.Mark != nil {
			size = int32(p.Mark.EffectiveSize())
		}
		return pp.Line == 0 || pp.LineRule == "atLeast" && pp.Line <= size*10*13/10 || pp.Line >= size*9 && pp.Line <= size*10*13/10
	default:
		return pp.Line == 0 || pp.Line >= 240-SingleLess && pp.Line <= 240+SingleMore
	}
}

// AutoSpace is what Word takes for "Auto" above or below a paragraph.
const AutoSpace docx.Twips = 280

// SpaceBetween is the space Word leaves between two paragraphs that follow one another.
func SpaceBetween(a, b *docx.Paragraph) docx.Twips {
	after, before := a.Props.After, b.Props.Before
	if a.Props.AfterAuto {
		after = AutoSpace
	}
	if b.Props.BeforeAuto {
		before = AutoSpace
	}
	if a.Props.Style == b.Props.Style {
		if a.Props.ContextualSpacing {
			after = 0
		}
		if b.Props.ContextualSpacing {
			before = 0
		}
	}
	return after + before
}
