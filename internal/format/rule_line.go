package format

import (
	"unicode/utf8"

	"trinhky/internal/docx"
)

// width reckons how long a line of text is on the page.
func (l *line) width() docx.EMU {
	var total docx.Twips
	for _, p := range l.pieces {
		w := docx.TextWidth(p.text, p.props.EffectiveSize(), p.props.EffectiveBold(), p.props.EffectiveItalic())
		if s := p.props.Scale; s > 0 && s < 1000 {
			w = w * docx.Twips(s) / 100
		}
		total += w + docx.Twips(utf8.RuneCountInString(p.text))*p.props.Spacing
	}
	return total.EMU()
}

// drawnRule is the line under a component, however it was made.
type drawnRule struct {
	length docx.EMU
	solid  bool
	p      *docx.Paragraph
	// shape is the drawing, nil for a border; stray says that it stands elsewhere in the header, where its text is may be
	// guessed only.
	shape *docx.Shape
	stray bool
}

// ruleBelow looks for the line under the last of some lines: a drawn shape in the same cell, or a border of the
// paragraph or cell. byHand is a row of underscores or underlined text in its place.
func (c *check) ruleBelow(lines []line) (rule *drawnRule, byHand *docx.Paragraph) {
	last := &lines[len(lines)-1]
	index := c.indexOf(last.p)
	if index < 0 {
		return nil, nil
	}
	for _, p := range c.near(lines[0].p, last.p) {
		for _, s := range p.Shapes() {
			if !visibleLine(s) || farBelow(s) {
				continue
			}
			// Both halves of a header may anchor their lines in the same paragraph.
			if half := c.halfOf(s, p.Paragraph); last.side != whole && last.box == nil && half != whole && half != last.side {
				continue
			}
			if rule == nil || s.Length() > rule.length {
				rule = &drawnRule{length: s.Length(), solid: s.Stroke.Style == "solid", p: p.Paragraph, shape: s}
			}
		}
		if p.text != "" && drawnByHand(p.text) {
			byHand = p.Paragraph
		}
	}
	if rule != nil {
		return rule, nil
	}
	if b := c.borderBelow(index); b != nil {
		return b, nil
	}
	if byHand == nil {
		if rule = c.strayRule(last); rule != nil {
			return rule, nil
		}
	}
	if byHand == nil {
		for _, x := range linesOf(last.p, false) {
			if drawnByHand(x.text) {
				byHand = last.p
			}
		}
		if all, _ := last.each(func(p *docx.RunProps) bool { return p.Underline != "" }); all {
			byHand = last.p
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
func (c *check) halfOf(s *docx.Shape, p *docx.Paragraph) side {
	cell := cellIn(c.headTable, p)
	if c.headTable == nil || cell == nil {
		return boxSide(s, p.Section)
	}
	from := s.Horizontal.From
	if !s.Floating || s.Horizontal.Align != "" || from != "column" && from != "character" && from != "" {
		return whole
	}
	var before, all docx.Twips
	for i, w := range c.headTable.Grid {
		if i < cell.Column {
			before += w
		}
		all += w
	}
	switch middle := before + (s.Horizontal.Offset + s.Width/2).Twips(); {
	case all == 0:
		return whole
	case middle < all/2:
		return left
	}
	return right
}

// strayRule looks for the line of a component of the header elsewhere in it: anchored in the paragraph that holds its
// text box, in the one above or below the table, or drawn as the border of a row of its own.
func (c *check) strayRule(x *line) *drawnRule {
	if x.side == whole || c.indexOf(x.p) >= c.headEnd {
		return nil
	}
	for i := range min(c.headEnd+topMargin, c.count()) {
		p := c.para(i)
		for _, s := range p.Shapes() {
			if visibleLine(s) && c.halfOf(s, p.Paragraph) == x.side {
				return &drawnRule{length: s.Length(), solid: s.Stroke.Style == "solid", p: p.Paragraph, shape: s, stray: true}
			}
		}
		if cell := p.Cell; cell != nil && p.text == "" && c.headTable != nil && p.top == c.headTable && cell.Borders != nil && (cell.Borders.Top.Drawn() || cell.Borders.Bottom.Drawn()) {
			return &drawnRule{length: cell.Width.EMU(), solid: true, p: p.Paragraph, stray: true}
		}
	}
	return nil
}

// balanced says whether a line stands in the middle of the room its text is centred in, where the file tells.
func balanced(rule *drawnRule, x *line) bool {
	s := rule.shape
	if s == nil || rule.stray || !s.Floating || s.Horizontal.Align != "" || s.Horizontal.From != "column" || rule.p.Cell != x.p.Cell || x.box != nil || !centred(x.p) {
		return true
	}
	area := room(x.p)
	middle := (s.Horizontal.Offset + s.Width/2).Twips()
	return abs(middle-area/2)*100 <= area*balanceTolerance
}

// balanceTolerance is in percent of the room.
const balanceTolerance = 10

// near lists the paragraphs in which the line under some text may be anchored: in the header table those of the same
// column, elsewhere those of the text and the few below it.
func (c *check) near(first, last *docx.Paragraph) []*para {
	var out []*para
	from, to := max(c.indexOf(first), 0), c.indexOf(last)
	if t := c.para(to).top; t != nil && t == c.headTable {
		mine, _ := columnIn(t, last)
		for i := range c.headEnd {
			p := c.para(i)
			if column, _ := columnIn(t, p.Paragraph); p.top == t && column == mine {
				out = append(out, p)
			}
		}
		return out
	}
	for i := from; i < c.count() && i <= to+3; i++ {
		if p := c.para(i); i <= to || p.text == "" || drawnByHand(p.text) {
			out = append(out, p)
			continue
		}
		break
	}
	return out
}

// cellPadding is Word's default distance between the edge of a cell and its text.
const cellPadding docx.Twips = 108

func (c *check) borderBelow(index int) *drawnRule {
	p := c.para(index)
	width := func(p *docx.Paragraph) docx.EMU {
		w := docx.MM(160)
		if cell := p.Cell; cell != nil && cell.Width > 0 {
			w = cell.Width - 2*cellPadding
		} else if s := p.Section; s != nil {
			w = s.Page.Width - s.Page.Left - s.Page.Right
		}
		return (w - p.Props.Left - p.Props.Right).EMU()
	}
	if b := p.Props.Borders.Bottom; b.Drawn() {
		return &drawnRule{length: width(p.Paragraph), solid: b.Style == "single" || b.Style == "thick", p: p.Paragraph}
	}
	if index+1 < c.count() {
		next := c.para(index + 1)
		if b := next.Props.Borders.Top; b.Drawn() && next.text == "" {
			return &drawnRule{length: width(next.Paragraph), solid: b.Style == "single" || b.Style == "thick", p: next.Paragraph}
		}
		if b := next.Props.Borders.Bottom; b.Drawn() && next.text == "" {
			return &drawnRule{length: width(next.Paragraph), solid: b.Style == "single" || b.Style == "thick", p: next.Paragraph}
		}
	}
	if cell := p.Cell; cell != nil && cell.Borders.Bottom.Drawn() && lastIn(cell) == p.Paragraph {
		return &drawnRule{length: cell.Width.EMU(), solid: cell.Borders.Bottom.Style == "single", p: p.Paragraph}
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

// indexOf is the place of a paragraph that is still held, -1 for any other.
func (c *check) indexOf(p *docx.Paragraph) int {
	if i := p.Index - 1; i >= 0 && i < c.count() && c.para(i).Paragraph == p {
		return i
	}
	return -1
}

// lineTolerance is in percent of the text's length, which is reckoned from the metrics of Times New Roman, not measured
// on the page.
const lineTolerance = 15

var wantFullRule = say("đường kẻ ngang vẽ nét liền, dài bằng dòng chữ", "a drawn solid line as long as the text")

// fullRule checks a line as long as the text above it.
func (c *check) fullRule(id string, lines []line) {
	c.checkRule(id, lines, wantFullRule, func(length, text docx.EMU) bool {
		return length*100 >= text*(100-lineTolerance) && length*100 <= text*(100+lineTolerance)
	})
}

var wantShortRule = say("đường kẻ ngang vẽ nét liền, dài 1/3–1/2 dòng chữ, cân đối", "a drawn solid line, 1/3–1/2 of the text, balanced")

// shortRule checks a line of a third to a half of the text above it.
func (c *check) shortRule(id string, lines []line) {
	c.checkRule(id, lines, wantShortRule, func(length, text docx.EMU) bool {
		return length*100 >= text*30 && length*100 <= text*55
	})
}

func (c *check) checkRule(id string, lines []line, want Words, fits func(length, text docx.EMU) bool) {
	if len(lines) == 0 {
		return
	}
	last := &lines[len(lines)-1]
	rule, byHand := c.ruleBelow(lines)
	switch {
	case rule == nil && byHand != nil:
		c.find(id, at(byHand), c.para(max(c.indexOf(byHand), 0)).text, say("gõ bằng ký tự hoặc gạch chân chữ", "typed or underlined"), want)
	case rule == nil:
		c.find(id, at(last.p), last.text, say("không có", "missing"), want)
	case !rule.solid:
		c.find(id, at(last.p), last.text, say("không phải nét liền", "not a solid line"), want)
	default:
		for i := range lines {
			text := lines[i].width()
			if s := lines[i].p.Section; s != nil && lines[i].p.Cell == nil {
				text = min(text, (s.Page.Width - s.Page.Left - s.Page.Right).EMU())
			} else if cell := lines[i].p.Cell; cell != nil && cell.Width > 2*cellPadding {
				text = min(text, (cell.Width - 2*cellPadding).EMU())
			}
			if fits(rule.length, text) {
				if !balanced(rule, last) {
					c.warn(id, at(last.p), last.text, say("lệch so với dòng chữ", "not in the middle of the text"), want)
				}
				return
			}
		}
		if rule.stray {
			return // whether it is this text's line is a guess
		}
		text := last.width()
		found := millimetres(rule.length.TenthsMM())
		long := millimetres(text.TenthsMM())
		c.find(id, at(last.p), last.text, say(
			"dài "+found.VI+", dòng chữ dài khoảng "+long.VI,
			found.EN+" long under about "+long.EN+" of text",
		), want)
	}
}
