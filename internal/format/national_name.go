package format

import "strings"

const nationalName = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

var nationalNameComponent = component{name: "national-name", check: checkNationalName, rules: []Rule{
	{
		"national-name.present", SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a"),
		say("Gõ dòng "+nationalName+" ở ô bên phải, dòng đầu trang thứ nhất.", "Type "+nationalName+" in the right cell at the top of page 1."),
	},
	{
		"national-name.text", SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a"),
		say("Gõ lại đúng nguyên văn.", "Type it exactly so."),
	},
	{
		"national-name.size", SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a"),
		say("Chọn dòng này, Home › Font Size 12 hoặc 13.", "Select the line, Home › Font Size 12 or 13."),
	},
	{
		"national-name.style", SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a"),
		say("Chọn dòng này, đặt chữ in hoa, đậm, bỏ nghiêng.", "Select the line; capitals, bold, no italic."),
	},
	{
		"national-name.place", SeverityError, say("Quốc hiệu", "National name"), annexI("II.1.a, IV"),
		say("Đặt vào ô bên phải của bảng hai cột ở đầu trang thứ nhất.", "Put it in the right cell of the two-column table at the top of page 1."),
	},
}}

// heads says whether the file must carry the header at all: an annex by itself does not.
func (c *check) heads() presence {
	if c.standalone {
		return never
	}
	return c.form.head
}

func checkNationalName(c *check) {
	x := c.national
	if x == nil {
		c.miss("national-name.present", c.heads(), c.top(), quoted(nationalName))
		return
	}
	// The decree itself writes both HÒA and HOÀ.
	if t := strings.ToUpper(x.tidy()); t != nationalName && t != strings.Replace(nationalName, "HÒA", "HOÀ", 1) {
		c.find("national-name.text", at(x.p), x.text, quoted(quote(x.tidy())), quoted(nationalName))
	}
	c.size("national-name.size", x, size12, size13)
	c.style("national-name.style", x, typeface{caps: yes, bold: yes, italic: no})
	want := say("phía trên cùng, bên phải trang đầu tiên", "at the top right of page 1")
	switch {
	case c.heads() != required: // a contract or an application has it in the middle
	case x.side == left:
		c.find("national-name.place", at(x.p), x.text, say("ở bên trái", "on the left"), want)
	case x.side == whole && x.box == nil && c.headTable == nil && x.p.Props.Align != "right" && x.p.Props.Left < 2000 && !strings.HasPrefix(x.p.Text(), "\t"):
		c.find("national-name.place", at(x.p), x.text, say("ở dòng riêng, không ở bên phải", "on a line of its own, not on the right"), want)
	case c.headTable != nil && x.p.Cell != nil && x.p.Cell.RowIndex > 0 && c.textAbove(x):
		c.find("national-name.place", at(x.p), x.text, say("không ở dòng trên cùng", "not on the top line"), want)
	}
}

// textAbove says whether the header holds text in a row above the line, urgency stamps apart.
func (c *check) textAbove(x *line) bool {
	for i := range c.headEnd {
		p := c.para(i)
		if p.text == "" || p.Box != nil || p.Cell == nil || p.top != c.headTable {
			continue
		}
		if _, row := columnIn(p.top, p.Paragraph); row < x.p.Cell.RowIndex && p.Cell.Column == x.p.Cell.Column {
			return true
		}
	}
	return false
}
