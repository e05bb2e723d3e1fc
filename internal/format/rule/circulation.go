package rule

import (
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
)

var circulationComponent = component{name: "circulation", check: checkCirculation, rules: []Rule{
	{
		"circulation.style", report.SeverityError, say("Chỉ dẫn phạm vi lưu hành", "Note on circulation"), annexI("III.2.c"),
		say("Chọn chữ, đặt in hoa, đậm, bỏ nghiêng.", "Select the text; capitals, bold, no italic."),
	},
	{
		"circulation.size", report.SeverityError, say("Chỉ dẫn phạm vi lưu hành", "Note on circulation"), annexI("III.2.c"),
		say("Chọn chữ, Home › Font Size 13 hoặc 14.", "Select the text, Home › Font Size 13 or 14."),
	},
	{
		"circulation.frame", report.SeverityError, say("Khung chỉ dẫn phạm vi lưu hành", "Frame of the note on circulation"), annexI("III.2.c"),
		say("Home › Borders › Outside Borders, viền đơn; hoặc đặt chữ trong một khung có viền.", "Home › Borders › Outside Borders, single; or put the words into a box with an outline."),
	},
}}

func checkCirculation(c *Check) {
	for i := range c.paper.Head.Circulation {
		x := &c.paper.Head.Circulation[i]
		c.style("circulation.style", x, typeface{caps: yes, bold: yes, italic: no})
		c.size("circulation.size", x, anatomy.Size13, anatomy.Size14)
		c.frame("circulation.frame", x)
	}
}

// frame reports a mark that stands in no rectangle.
func (c *Check) frame(id string, x *anatomy.Line) {
	if !anatomy.Framed(x) {
		c.find(id, at(x.P), x.Text, say("không có khung", "no frame"), say("trong khung hình chữ nhật viền đơn", "in a rectangle with a single outline"))
	}
}
