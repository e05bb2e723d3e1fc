package rule

import (
	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
)

var wantFullRule = say("đường kẻ ngang vẽ nét liền, dài bằng dòng chữ", "a drawn solid line as long as the text")

// The lengths of a line that is drawn anew, in percent of the text above it.
const fullShare, shortShare = 100, 42

// fullRule checks a line as long as the text above it.
func (c *Check) fullRule(id string, lines []anatomy.Line) {
	c.checkRule(id, lines, wantFullRule, fullShare, func(length, text docx.EMU) bool {
		return length*100 >= text*(100-anatomy.LineTolerance) && length*100 <= text*(100+anatomy.LineTolerance)
	})
}

var wantShortRule = say("đường kẻ ngang vẽ nét liền, dài 1/3–1/2 dòng chữ, cân đối", "a drawn solid line, 1/3–1/2 of the text, balanced")

// shortRule checks a line of a third to a half of the text above it.
func (c *Check) shortRule(id string, lines []anatomy.Line) {
	c.checkRule(id, lines, wantShortRule, shortShare, func(length, text docx.EMU) bool {
		return length*300 >= text*(100-shareTolerance) && length*200 <= text*(100+shareTolerance)
	})
}

func (c *Check) checkRule(id string, lines []anatomy.Line, want report.Words, share int64, fits func(length, text docx.EMU) bool) {
	if len(lines) == 0 {
		return
	}
	last := &lines[len(lines)-1]
	rule, byHand := c.paper.RuleBelow(lines)
	anew := func(found report.Words) { c.note(mend.DrawnRule(id, last, rule, byHand, found, want, share)...) }
	switch {
	case rule == nil && byHand != nil:
		found := say("gõ bằng ký tự hoặc gạch chân chữ", "typed or underlined")
		c.find(id, at(byHand), c.paper.Para(max(c.paper.IndexOf(byHand), 0)).Text, found, want)
		anew(found)
	case rule == nil:
		c.find(id, at(last.P), last.Text, say("không có", "missing"), want)
		anew(say("không có", "missing"))
	case !rule.Solid:
		c.find(id, at(last.P), last.Text, say("không phải nét liền", "not a solid line"), want)
		anew(say("không phải nét liền", "not a solid line"))
	default:
		printed := lines[len(lines)-1].Printed(room(last.P))
		for i := range lines {
			// A line that its author ended is one line; only the last goes on as Word breaks it.
			widths := printed
			if i < len(lines)-1 {
				widths = []docx.EMU{min(lines[i].Width(), room(lines[i].P).EMU())}
			}
			for _, text := range widths {
				if fits(rule.Length, text) {
					if !anatomy.Balanced(rule, last) {
						c.warn(id, at(last.P), last.Text, say("lệch so với dòng chữ", "not in the middle of the text"), want)
						anew(say("lệch so với dòng chữ", "not in the middle of the text"))
					}
					return
				}
			}
		}
		if rule.Stray {
			return // whether it is this text's line is a guess
		}
		text := printed[len(printed)-1]
		found := report.Millimetres(rule.Length.TenthsMM())
		long := report.Millimetres(text.TenthsMM())
		unfit := say("dài "+found.VI+", dòng chữ dài khoảng "+long.VI, found.EN+" long under about "+long.EN+" of text")
		c.find(id, at(last.P), last.Text, unfit, want)
		anew(unfit)
	}
}

// room is the width in which a line of text is broken.
func room(p *docx.Paragraph) docx.Twips {
	return max(anatomy.Room(p)-p.Props.Left-p.Props.Right, docx.MM(10))
}
