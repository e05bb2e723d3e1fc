package rule

import (
	"strings"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var urgencyComponent = component{name: "urgency", check: checkUrgency, rules: []Rule{
	{
		"urgency.wording", report.SeverityError, say("Dấu chỉ mức độ khẩn", "Urgency mark"), annexI("III.2.b"),
		say("Chỉ dùng KHẨN, THƯỢNG KHẨN hoặc HỎA TỐC.", "Use only KHẨN, THƯỢNG KHẨN or HỎA TỐC."),
	},
	{
		"urgency.style", report.SeverityError, say("Dấu chỉ mức độ khẩn", "Urgency mark"), annexI("III.2.b"),
		say("Chọn chữ, đặt in hoa, đậm, bỏ nghiêng.", "Select the text; capitals, bold, no italic."),
	},
	{
		"urgency.size", report.SeverityError, say("Dấu chỉ mức độ khẩn", "Urgency mark"), annexI("III.2.b"),
		say("Chọn chữ, Home › Font Size 13 hoặc 14.", "Select the text, Home › Font Size 13 or 14."),
	},
	{
		"urgency.frame", report.SeverityError, say("Khung dấu chỉ mức độ khẩn", "Frame of the urgency mark"), annexI("III.2.b"),
		say("Home › Borders › Outside Borders, viền đơn; hoặc đặt chữ trong một khung có viền.", "Home › Borders › Outside Borders, single; or put the words into a box with an outline."),
	},
}}

func checkUrgency(c *Check) {
	for i := range c.paper.Head.Urgency {
		x := &c.paper.Head.Urgency[i]
		if _, ok := anatomy.UrgencyMarks[strings.ToUpper(x.Tidy())]; !ok {
			c.find("urgency.wording", at(x.P), x.Text, quoted(wording.Quote(x.Tidy())), say("KHẨN, THƯỢNG KHẨN hoặc HỎA TỐC", "KHẨN, THƯỢNG KHẨN or HỎA TỐC"))
		}
		c.style("urgency.style", x, typeface{caps: yes, bold: yes, italic: no})
		c.size("urgency.size", x, anatomy.Size13, anatomy.Size14)
		c.frame("urgency.frame", x)
	}
}
