package rule

import (
	"strings"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var nationalNameComponent = component{name: "national-name", check: checkNationalName, rules: []Rule{
	{
		"national-name.present", report.SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a"),
		say("Gõ dòng "+anatomy.NationalName+" ở ô bên phải, dòng đầu trang thứ nhất.", "Type "+anatomy.NationalName+" in the right cell at the top of page 1."),
	},
	{
		"national-name.text", report.SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a"),
		say("Gõ lại đúng nguyên văn.", "Type it exactly so."),
	},
	{
		"national-name.size", report.SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a"),
		say("Chọn dòng này, Home › Font Size 12 hoặc 13.", "Select the line, Home › Font Size 12 or 13."),
	},
	{
		"national-name.style", report.SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a"),
		say("Chọn dòng này, đặt chữ in hoa, đậm, bỏ nghiêng.", "Select the line; capitals, bold, no italic."),
	},
	{
		"national-name.place", report.SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a, IV"),
		say("Đặt vào ô bên phải của bảng hai cột ở đầu trang thứ nhất.", "Put it in the right cell of the two-column table at the top of page 1."),
	},
}}

func checkNationalName(c *Check) {
	x := c.paper.Head.National
	if x == nil {
		c.miss("national-name.present", c.paper.Heads(), c.paper.Top(), quoted(anatomy.NationalName))
		return
	}
	// The decree itself writes both HÒA and HOÀ.
	if t := strings.ToUpper(x.Tidy()); t != anatomy.NationalName && t != strings.Replace(anatomy.NationalName, "HÒA", "HOÀ", 1) {
		c.find("national-name.text", at(x.P), x.Text, quoted(wording.Quote(x.Tidy())), quoted(anatomy.NationalName))
	}
	c.size("national-name.size", x, anatomy.Size12, anatomy.Size13)
	c.style("national-name.style", x, typeface{caps: yes, bold: yes, italic: no})
	want := say("phía trên cùng, bên phải trang đầu tiên", "at the top right of page 1")
	switch {
	case c.paper.Heads() != anatomy.Required: // a contract or an application has it in the middle
	case x.Side == anatomy.Left:
		c.find("national-name.place", at(x.P), x.Text, say("ở bên trái", "on the left"), want)
	case x.Side == anatomy.Whole && x.Box == nil && c.paper.Head.Table == nil && x.P.Props.Align != "right" && x.P.Props.Left < 2000 && !strings.HasPrefix(x.P.Text(), "\t"):
		c.find("national-name.place", at(x.P), x.Text, say("ở dòng riêng, không ở bên phải", "on a line of its own, not on the right"), want)
	case c.paper.Head.Table != nil && x.P.Cell != nil && x.P.Cell.RowIndex > 0 && c.paper.TextAbove(x):
		c.find("national-name.place", at(x.P), x.Text, say("không ở dòng trên cùng", "not on the top line"), want)
	}
}
