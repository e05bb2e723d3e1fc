package format

import "trinhky/internal/docx"

var headerComponent = component{name: "header", check: checkHeaderSizes, follow: followSizes, rules: []Rule{
	{
		"header.sizes", SeverityWarning, say("Cỡ chữ Quốc hiệu, Tiêu ngữ và nội dung", "Sizes of national name, motto and body"), annexI("II.1, V"),
		say("Chọn một bộ cỡ chữ cho cả văn bản: 12, 13, 13 hoặc 13, 14, 14.", "Take one set of sizes for the whole document: 12, 13, 13 or 13, 14, 14."),
	},
}}

// checkHeaderSizes compares three sizes that practice keeps in step; each by itself is the matter of its own rule.
func checkHeaderSizes(c *check) {
	if c.national == nil || c.motto == nil {
		return
	}
	name, nameHigh := c.national.sizes()
	verse, verseHigh := c.motto.sizes()
	body := c.bodySize
	within := func(s, low, high docx.HalfPoints) bool { return s >= low && s <= high }
	if name != nameHigh || verse != verseHigh || !within(name, size12, size13) || !within(verse, size13, size14) || !within(body, size13, size14) {
		return
	}
	if name == size12 && verse == size13 && body == size13 || name == size13 && verse == size14 && body == size14 {
		return
	}
	c.find("header.sizes", at(c.national.p), c.national.text, same(name.String()+", "+verse.String()+", "+body.String()),
		say("12, 13, 13 hoặc 13, 14, 14", "12, 13, 13 or 13, 14, 14"))
}

// sizeWatch counts the letters of the body in each size.
type sizeWatch struct {
	c     *check
	count map[docx.HalfPoints]int
}

func followSizes(c *check) follower { return &sizeWatch{c, map[docx.HalfPoints]int{}} }

func (w *sizeWatch) paragraph(_ int, p *para, in zone) {
	if in != zoneBody || p.top != nil || p.text == "" {
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
