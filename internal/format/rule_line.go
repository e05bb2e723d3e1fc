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
			if s.Kind != docx.ShapeLine || s.Stroke.Style == "" || s.Width == 0 || s.Height > s.Width/4 {
				continue
			}
			// Both halves of a tabbed header anchor their lines in the same paragraph.
			if half := boxSide(s, p.Section); last.side != whole && last.p.Cell == nil && last.box == nil && half != whole && half != last.side {
				continue
			}
			if rule == nil || s.Length() > rule.length {
				rule = &drawnRule{length: s.Length(), solid: s.Stroke.Style == "solid", p: p.Paragraph}
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
		return &drawnRule{width(p.Paragraph), b.Style == "single" || b.Style == "thick", p.Paragraph}
	}
	if index+1 < c.count() {
		next := c.para(index + 1)
		if b := next.Props.Borders.Top; b.Drawn() && next.text == "" {
			return &drawnRule{width(next.Paragraph), b.Style == "single" || b.Style == "thick", next.Paragraph}
		}
		if b := next.Props.Borders.Bottom; b.Drawn() && next.text == "" {
			return &drawnRule{width(next.Paragraph), b.Style == "single" || b.Style == "thick", next.Paragraph}
		}
	}
	if cell := p.Cell; cell != nil && cell.Borders.Bottom.Drawn() && lastIn(cell) == p.Paragraph {
		return &drawnRule{cell.Width.EMU(), cell.Borders.Bottom.Style == "single", p.Paragraph}
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
				return
			}
		}
		text := last.width()
		found := millimetres(rule.length.TenthsMM())
		long := millimetres(text.TenthsMM())
		c.find(id, at(last.p), last.text, Words{
			VI: "dài " + found.VI + ", dòng chữ dài khoảng " + long.VI,
			EN: found.EN + " long under about " + long.EN + " of text",
		}, want)
	}
}
