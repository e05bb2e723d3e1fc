package anatomy

import (
	"strings"
	"unicode/utf8"

	"trinhky/internal/docx"
)

// Width reckons how long a line of text would be, set without a break.
func (l *Line) Width() docx.EMU {
	var total docx.Twips
	for _, p := range l.Pieces {
		total += p.width(p.Text)
	}
	return total.EMU()
}

// width reckons how long some text is in the letters of a piece.
func (p *Piece) width(text string) docx.Twips {
	w := docx.TextWidth(text, p.Props.EffectiveSize(), p.Props.EffectiveBold(), p.Props.EffectiveItalic())
	if s := p.Props.Scale; s > 0 && s < 1000 {
		w = w * docx.Twips(s) / 100
	}
	return w + docx.Twips(utf8.RuneCountInString(text))*p.Props.Spacing
}

// Printed reckons how long the lines are into which a line of text is broken in a room, as Word breaks it at spaces; the
// last comes last.
func (l *Line) Printed(room docx.Twips) []docx.EMU {
	var out []docx.EMU
	var line, gap, word docx.Twips // gap is the space before the word
	place := func() {
		switch {
		case word == 0:
		case line > 0 && line+gap+word > room:
			out = append(out, line.EMU())
			line = word
		default:
			line += gap + word
		}
		gap, word = 0, 0
	}
	for i := range l.Pieces {
		p := &l.Pieces[i]
		for text := p.Text; text != ""; {
			end := strings.IndexByte(text, ' ')
			if end == 0 {
				place()
				end = len(text) - len(strings.TrimLeft(text, " "))
				gap, text = gap+p.width(text[:end]), text[end:]
				continue
			}
			if end < 0 {
				end = len(text)
			}
			word, text = word+p.width(text[:end]), text[end:]
		}
	}
	place()
	if len(out) > 0 { // where Word breaks is reckoned: the longest may be as wide as the room
		out = append(out, room.EMU())
	}
	return append(out, line.EMU())
}

// DrawnRule is the line under a component, however it was made.
type DrawnRule struct {
	Length docx.EMU
	Solid  bool
	P      *docx.Paragraph // in which it is anchored, or whose border it is
	// Shape is the drawing, nil for a border; OfCell says that it is the border of a cell, Stray that it stands elsewhere in
	// the header, where its text is may be guessed only.
	Shape         *docx.Shape
	OfCell, Stray bool
}

// RuleBelow looks for the line under the last of some lines: a drawn shape in the same cell, or a border of the
// paragraph or cell. byHand is a row of underscores or underlined text in its place.
func (l *Layout) RuleBelow(lines []Line) (rule *DrawnRule, byHand *docx.Paragraph) {
	last := &lines[len(lines)-1]
	index := l.IndexOf(last.P)
	if index < 0 {
		return nil, nil
	}
	for _, p := range l.near(lines[0].P, last.P) {
		for _, s := range p.Shapes() {
			if !visibleLine(s) || farBelow(s) {
				continue
			}
			// Both halves of a header may anchor their lines in the same paragraph.
			if half := l.halfOf(s, p.Paragraph); last.Side != Whole && last.Box == nil && half != Whole && half != last.Side {
				continue
			}
			if rule == nil || s.Length() > rule.Length {
				rule = &DrawnRule{Length: s.Length(), Solid: s.Stroke.Style == "solid", P: p.Paragraph, Shape: s}
			}
		}
		if p.Text != "" && DrawnByHand(p.Text) {
			byHand = p.Paragraph
		}
	}
	if rule != nil {
		return rule, nil
	}
	if b := l.borderBelow(index); b != nil {
		return b, nil
	}
	if byHand == nil {
		if rule = l.strayRule(last); rule != nil {
			return rule, nil
		}
	}
	if byHand == nil {
		for _, x := range LinesOf(last.P, false) {
			if DrawnByHand(x.Text) {
				byHand = last.P
			}
		}
		if all, _ := last.Each(func(p *docx.RunProps) bool { return p.Underline != "" }); all {
			byHand = last.P
		}
	}
	return nil, byHand
}

// visibleLine says that a drawing is a level line that shows.
func visibleLine(s *docx.Shape) bool {
	return s.Kind == docx.ShapeLine && s.Stroke.Style != "" && s.Stroke.Color != "FFFFFF" && s.Width > 0 && s.Height <= s.Width/4
}

// farBelow says that a line is drawn too far under its anchor to belong to the text there.
func farBelow(s *docx.Shape) bool {
	return s.Floating && s.Vertical.From == "paragraph" && s.Vertical.Align == "" && s.Vertical.Offset > docx.MM(40).EMU()
}

// halfOf is the half of the header over which a line stands, whole when that cannot be told.
func (l *Layout) halfOf(s *docx.Shape, p *docx.Paragraph) side {
	cell := CellIn(l.Head.Table, p)
	if l.Head.Table == nil || cell == nil {
		return boxSide(s, p.Section)
	}
	from := s.Horizontal.From
	if !s.Floating || s.Horizontal.Align != "" || from != "column" && from != "character" && from != "" {
		return Whole
	}
	var before, all docx.Twips
	for i, w := range l.Head.Table.Grid {
		if i < cell.Column {
			before += w
		}
		all += w
	}
	switch middle := before + (s.Horizontal.Offset + s.Width/2).Twips(); {
	case all == 0:
		return Whole
	case middle < all/2:
		return Left
	}
	return Right
}

// strayRule looks for the line of a component of the header elsewhere in it: anchored in the paragraph that holds its
// text box, in the one above or below the table, or drawn as the border of a row of its own.
func (l *Layout) strayRule(x *Line) *DrawnRule {
	if x.Side == Whole || l.IndexOf(x.P) >= l.Head.End {
		return nil
	}
	for i := range min(l.Head.End+topMargin, l.Count()) {
		p := l.Para(i)
		for _, s := range p.Shapes() {
			if visibleLine(s) && l.halfOf(s, p.Paragraph) == x.Side {
				return &DrawnRule{Length: s.Length(), Solid: s.Stroke.Style == "solid", P: p.Paragraph, Shape: s, Stray: true}
			}
		}
		if cell := p.Cell; cell != nil && p.Text == "" && l.Head.Table != nil && p.Top == l.Head.Table && cell.Borders != nil && (cell.Borders.Top.Drawn() || cell.Borders.Bottom.Drawn()) {
			return &DrawnRule{Length: cell.Width.EMU(), Solid: true, P: p.Paragraph, OfCell: true, Stray: true}
		}
	}
	return nil
}

// Balanced says whether a line stands in the middle of the room its text is centred in, where the file tells.
func Balanced(rule *DrawnRule, x *Line) bool {
	s := rule.Shape
	if s == nil || rule.Stray || !s.Floating || s.Horizontal.Align != "" || s.Horizontal.From != "column" || rule.P.Cell != x.P.Cell || x.Box != nil || !Centred(x.P) {
		return true
	}
	area := Room(x.P)
	middle := (s.Horizontal.Offset + s.Width/2).Twips()
	return Abs(middle-area/2)*100 <= area*BalanceTolerance
}

// BalanceTolerance is in percent of the room.
const BalanceTolerance = 10

// near lists the paragraphs in which the line under some text may be anchored: in the header table those of the same
// column, elsewhere those of the text and the few below it.
func (l *Layout) near(first, last *docx.Paragraph) []*Para {
	var out []*Para
	from, to := max(l.IndexOf(first), 0), l.IndexOf(last)
	if t := l.Para(to).Top; t != nil && t == l.Head.Table {
		mine, _ := columnIn(t, last)
		for i := range l.Head.End {
			p := l.Para(i)
			if column, _ := columnIn(t, p.Paragraph); p.Top == t && column == mine {
				out = append(out, p)
			}
		}
		return out
	}
	for i := from; i < l.Count() && i <= to+3; i++ {
		if p := l.Para(i); i <= to || p.Text == "" || DrawnByHand(p.Text) {
			out = append(out, p)
			continue
		}
		break
	}
	return out
}

// CellPadding is Word's default distance between the edge of a cell and its text.
const CellPadding docx.Twips = 108

func (l *Layout) borderBelow(index int) *DrawnRule {
	p := l.Para(index)
	width := func(p *docx.Paragraph) docx.EMU {
		w := docx.MM(160)
		if cell := p.Cell; cell != nil && cell.Width > 0 {
			w = cell.Width - 2*CellPadding
		} else if p.Box != nil {
			w = Room(p)
		} else if s := p.Section; s != nil {
			w = s.Page.Width - s.Page.Left - s.Page.Right
		}
		return (w - p.Props.Left - p.Props.Right).EMU()
	}
	if b := p.Props.Borders.Bottom; b.Drawn() {
		return &DrawnRule{Length: width(p.Paragraph), Solid: b.Style == "single" || b.Style == "thick", P: p.Paragraph}
	}
	if index+1 < l.Count() {
		next := l.Para(index + 1)
		if b := next.Props.Borders.Top; b.Drawn() && next.Text == "" {
			return &DrawnRule{Length: width(next.Paragraph), Solid: b.Style == "single" || b.Style == "thick", P: next.Paragraph}
		}
		if b := next.Props.Borders.Bottom; b.Drawn() && next.Text == "" {
			return &DrawnRule{Length: width(next.Paragraph), Solid: b.Style == "single" || b.Style == "thick", P: next.Paragraph}
		}
	}
	if cell := p.Cell; cell != nil && cell.Borders.Bottom.Drawn() && lastIn(cell) == p.Paragraph {
		return &DrawnRule{Length: cell.Width.EMU(), Solid: cell.Borders.Bottom.Style == "single", P: p.Paragraph, OfCell: true}
	}
	return nil
}

func lastIn(cell *docx.Cell) *docx.Paragraph {
	var last *docx.Paragraph
	for p := range docx.WalkParagraphs(cell.Blocks) {
		if !p.Empty() {
			last = p
		}
	}
	return last
}

// IndexOf is the place of a paragraph that is still held, -1 for any other.
func (l *Layout) IndexOf(p *docx.Paragraph) int {
	if i := p.Index - 1; i >= 0 && i < l.Count() && l.Para(i).Paragraph == p {
		return i
	}
	return -1
}

// LineTolerance is in percent of the text's length, which is reckoned from the metrics of Times New Roman, not measured
// on the page.
const LineTolerance = 15

// LineAbove says whether a solid line as wide as the text stands on top of a paragraph: its border or its cell's, a
// drawn one anchored in it or in the paragraph above, or that paragraph's border.
func LineAbove(p, above *docx.Paragraph) bool {
	solid := func(b docx.Border) bool { return b.Style == "single" || b.Style == "thick" }
	if p.Props.Borders.Top.Drawn() {
		return solid(p.Props.Borders.Top)
	}
	if c := p.Cell; c != nil && c.Borders != nil && c.Borders.Top.Drawn() {
		return solid(c.Borders.Top)
	}
	near := []*docx.Paragraph{p}
	if above != nil {
		if above.Props.Borders.Bottom.Drawn() {
			return solid(above.Props.Borders.Bottom)
		}
		near = append(near, above)
	}
	for _, q := range near {
		for _, s := range q.Shapes() {
			if !s.IsHorizontalRule() {
				continue
			}
			area := docx.MM(160)
			if q.Section != nil {
				area = q.Section.Page.Width - q.Section.Page.Left - q.Section.Page.Right
			}
			return s.Stroke.Style == "solid" && s.Length()*100 >= area.EMU()*(100-LineTolerance)
		}
	}
	return false
}
