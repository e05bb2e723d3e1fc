package format

import "strings"

const motto = "Độc lập - Tự do - Hạnh phúc"

var mottoComponent = component{name: "motto", check: checkMotto, rules: []Rule{
	{
		"motto.present", SeverityError, say("Tiêu ngữ", "Motto"), annexI("II.1.b"),
		say("Gõ dòng "+motto+" ngay dưới Quốc hiệu.", "Type "+motto+" right under the national name."),
	},
	{
		"motto.text", SeverityError, say("Tiêu ngữ", "Motto"), annexI("II.1.b"),
		say("Giữa các cụm từ dùng dấu gạch nối (-), có cách chữ hai bên; tắt AutoFormat đổi “-” thành “–” (File › Options › Proofing).",
			"Between the phrases put a hyphen (-) with a space on each side; switch off AutoFormat's “-” to “–” (File › Options › Proofing)."),
	},
	{
		"motto.size", SeverityError, say("Tiêu ngữ", "Motto"), annexI("II.1.b"),
		say("Chọn dòng này, Home › Font Size 13 hoặc 14.", "Select the line, Home › Font Size 13 or 14."),
	},
	{
		"motto.style", SeverityError, say("Tiêu ngữ", "Motto"), annexI("II.1.b"),
		say("Chọn dòng này, đặt chữ thường, đậm, bỏ nghiêng, canh giữa.", "Select the line; lower case, bold, no italic, centred."),
	},
	{
		"motto.line-spacing", SeverityError, say("Khoảng cách giữa Quốc hiệu và Tiêu ngữ", "Spacing of national name and motto"), annexI("II.1.c"),
		say("Chọn hai dòng, Paragraph › Line spacing: Single.", "Select both lines, Paragraph › Line spacing: Single."),
	},
	{
		"motto.rule", SeverityError, say("Đường kẻ dưới Tiêu ngữ", "Line under the motto"), annexI("II.1.b"),
		say("Xóa gạch gõ bằng ký tự; Insert › Shapes › Line, vẽ nét liền dài bằng dòng chữ.", "Delete typed rules; Insert › Shapes › Line, solid, as long as the text."),
	},
}}

func checkMotto(c *check) {
	x := c.motto
	if x == nil {
		c.miss("motto.present", c.heads(), c.top(), quoted(motto))
		return
	}
	if t := x.tidy(); t != motto && !(upper(x.text) && t == strings.ToUpper(motto)) {
		c.find("motto.text", at(x.p), x.text, quoted(quote(t)), quoted(motto))
		c.mendMotto(x)
	}
	c.size("motto.size", x, size13, size14)
	c.style("motto.style", x, typeface{caps: no, bold: yes, italic: no, centre: c.centreInHead(x)})
	c.lineSpacing("motto.line-spacing", c.national, x)
	c.mottoGap(x)
	c.fullRule("motto.rule", []line{*x})
}

// mottoGap looks for room between national name and motto, which follow one another line by line.
func (c *check) mottoGap(x *line) {
	const room = 120 // twips
	n := c.national
	if n == nil || n.p == x.p || n.p.Cell != x.p.Cell {
		return
	}
	want := say("dòng đơn", "single")
	found := func(w Words) { c.find("motto.line-spacing", at(x.p), x.text, w, want) }
	switch from, to := c.indexOf(n.p), c.indexOf(x.p); {
	case from < 0 || to <= from:
	case to > from+1 && c.next(from+1) == to:
		found(say("cách một dòng trống", "an empty line between"))
	case to != from+1:
	case spaceBetween(n.p, x.p) > 2*room:
		found(points(spaceBetween(n.p, x.p)))
	case spaceBetween(n.p, x.p) > room:
		c.warn("motto.line-spacing", at(x.p), x.text, points(spaceBetween(n.p, x.p)), want)
	}
}
