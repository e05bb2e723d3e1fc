package rule

import (
	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
)

var headerComponent = component{name: "header", check: checkHeaderSizes, follow: followSizes, rules: []Rule{
	{
		"header.sizes", report.SeverityWarning, say("Cỡ chữ Quốc hiệu, Tiêu ngữ và nội dung", "Sizes of national name, motto and body"), annexI("II.1, V"),
		say("Chọn một bộ cỡ chữ cho cả văn bản: 12, 13, 13 hoặc 13, 14, 14.", "Take one set of sizes for the whole document: 12, 13, 13 or 13, 14, 14."),
	},
}}

// checkHeaderSizes compares three sizes that practice keeps in step; each by itself is the matter of its own rule.
func checkHeaderSizes(c *Check) {
	if c.paper.Head.National == nil || c.paper.Head.Motto == nil {
		return
	}
	name, nameHigh := c.paper.Head.National.Sizes()
	verse, verseHigh := c.paper.Head.Motto.Sizes()
	body := c.bodySize
	within := func(s, low, high docx.HalfPoints) bool { return s >= low && s <= high }
	if name != nameHigh || verse != verseHigh || !within(name, anatomy.Size12, anatomy.Size13) || !within(verse, anatomy.Size13, anatomy.Size14) || !within(body, anatomy.Size13, anatomy.Size14) {
		return
	}
	if name == anatomy.Size12 && verse == anatomy.Size13 && body == anatomy.Size13 || name == anatomy.Size13 && verse == anatomy.Size14 && body == anatomy.Size14 {
		return
	}
	c.find("header.sizes", at(c.paper.Head.National.P), c.paper.Head.National.Text, same(name.String()+", "+verse.String()+", "+body.String()),
		say("12, 13, 13 hoặc 13, 14, 14", "12, 13, 13 or 13, 14, 14"))
}

// sizeWatch counts the letters of the body in each size.
type sizeWatch struct {
	c     *Check
	count map[docx.HalfPoints]int
}

func followSizes(c *Check) follower { return &sizeWatch{c, map[docx.HalfPoints]int{}} }

func (w *sizeWatch) paragraph(_ int, p *anatomy.Para, in anatomy.Zone) {
	if in != anatomy.ZoneBody || p.Top != nil || p.Text == "" {
		return
	}
	for i := range p.Runs {
		if r := &p.Runs[i]; r.Text != "" && r.Props != nil {
			w.count[r.Props.EffectiveSize()] += len(r.Text)
		}
	}
}

// end settles the size most of the body is set in.
func (w *sizeWatch) end() {
	var best docx.HalfPoints
	for s, n := range w.count {
		if n > w.count[best] || n == w.count[best] && s < best {
			best = s
		}
	}
	w.c.bodySize = best
}
