package format

import "strings"

var agencyComponent = component{name: "agency", check: checkAgency, rules: []Rule{
	{
		"agency.present", SeverityError, say("Tên cơ quan ban hành", "Issuing body"), annexI("II.2.a"),
		say("Ghi tên cơ quan ban hành ở ô bên trái, dưới tên cơ quan chủ quản trực tiếp nếu có.", "Type the issuing body in the left cell, under its superior body if any."),
	},
	{
		"agency.size", SeverityError, say("Tên cơ quan", "Body's name"), annexI("II.2.b"),
		say("Chọn dòng này, Home › Font Size 12 hoặc 13.", "Select the line, Home › Font Size 12 or 13."),
	},
	{
		"agency.style", SeverityError, say("Tên cơ quan", "Body's name"), annexI("II.2.b"),
		say("Tên cơ quan chủ quản: in hoa, đứng, không đậm; tên cơ quan ban hành: in hoa, đứng, đậm; canh giữa.",
			"Superior body: capitals, upright, not bold; issuing body: capitals, upright, bold; centred."),
	},
	{
		"agency.line-spacing", SeverityError, say("Khoảng cách giữa các dòng tên cơ quan", "Spacing of the bodies' names"), annexI("II.2.b"),
		say("Chọn các dòng này, Paragraph › Line spacing: Single.", "Select the lines, Paragraph › Line spacing: Single."),
	},
	{
		"agency.rule", SeverityError, say("Đường kẻ dưới tên cơ quan", "Line under the issuing body"), annexI("II.2.b"),
		say("Xóa gạch gõ bằng ký tự; Insert › Shapes › Line, nét liền, dài 1/3–1/2 dòng chữ, đặt cân đối.", "Delete typed rules; Insert › Shapes › Line, solid, 1/3–1/2 of the text, balanced."),
	},
}}

func checkAgency(c *check) {
	if len(c.issuer) == 0 {
		c.miss("agency.present", c.heads(), c.top(), say("tên cơ quan, tổ chức ban hành", "the name of the issuing body"))
		return
	}
	centre := either
	if c.headTable != nil {
		centre = yes
	}
	for i := range c.parent {
		c.size("agency.size", &c.parent[i], size12, size13)
		c.style("agency.style", &c.parent[i], typeface{caps: yes, bold: no, italic: no, centre: centre})
	}
	for i := range c.issuer {
		c.size("agency.size", &c.issuer[i], size12, size13)
		c.style("agency.style", &c.issuer[i], typeface{caps: yes, bold: yes, italic: no, centre: centre})
	}
	if names := append(pointers(c.parent), pointers(c.issuer)...); len(names) > 1 {
		c.lineSpacing("agency.line-spacing", names...)
	}
	c.shortRule("agency.rule", c.issuer)
}

// issuerName is the issuing body in one line.
func (l *layout) issuerName() string {
	var words []string
	for i := range l.issuer {
		words = append(words, l.issuer[i].tidy())
	}
	return strings.Join(words, " ")
}
