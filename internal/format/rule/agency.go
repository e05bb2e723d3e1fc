package rule

import (
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
)

var agencyComponent = component{name: "agency", check: checkAgency, rules: []Rule{
	{
		"agency.present", report.SeverityError, say("Tên cơ quan ban hành", "Issuing body"), annexI("II.2.a"),
		say("Ghi tên cơ quan ban hành ở ô bên trái, dưới tên cơ quan chủ quản trực tiếp nếu có.", "Type the issuing body in the left cell, under its superior body if any."),
	},
	{
		"agency.size", report.SeverityError, say("Tên cơ quan", "Body's name"), annexI("II.2.b"),
		say("Chọn dòng này, Home › Font Size 12 hoặc 13.", "Select the line, Home › Font Size 12 or 13."),
	},
	{
		"agency.style", report.SeverityError, say("Tên cơ quan", "Body's name"), annexI("II.2.b"),
		say("Tên cơ quan chủ quản: in hoa, đứng, không đậm; tên cơ quan ban hành: in hoa, đứng, đậm; canh giữa.",
			"Superior body: capitals, upright, not bold; issuing body: capitals, upright, bold; centred."),
	},
	{
		"agency.line-spacing", report.SeverityError, say("Khoảng cách giữa các dòng tên cơ quan", "Spacing of the bodies' names"), annexI("II.2.b"),
		say("Chọn các dòng này, Paragraph › Line spacing: Single.", "Select the lines, Paragraph › Line spacing: Single."),
	},
	{
		"agency.rule", report.SeverityError, say("Đường kẻ dưới tên cơ quan", "Line under the issuing body"), annexI("II.2.b"),
		say("Xóa gạch gõ bằng ký tự; Insert › Shapes › Line, nét liền, dài 1/3–1/2 dòng chữ, đặt cân đối.", "Delete typed rules; Insert › Shapes › Line, solid, 1/3–1/2 of the text, balanced."),
	},
}}

func checkAgency(c *Check) {
	if len(c.paper.Head.Issuer) == 0 {
		c.miss("agency.present", c.paper.Heads(), c.paper.Top(), say("tên cơ quan, tổ chức ban hành", "the name of the issuing body"))
		return
	}
	// What stands in the middle is asked of the issuing body under its superior: the two go together.
	head := &c.paper.Head
	above := last(head.Parent)
	together := above != nil && anatomy.Under(&head.Issuer[0], above)
	for i := range head.Parent {
		x := &head.Parent[i]
		centre := centreInHead(c, x, nil)
		if together {
			centre = either
		}
		c.size("agency.size", x, anatomy.Size12, anatomy.Size13)
		c.style("agency.style", x, typeface{caps: yes, bold: no, italic: no, centre: centre})
	}
	for i := range head.Issuer {
		x := &head.Issuer[i]
		c.size("agency.size", x, anatomy.Size12, anatomy.Size13)
		c.style("agency.style", x, typeface{caps: yes, bold: yes, italic: no, centre: centreInHead(c, x, above)})
		above = x
	}
	if names := append(anatomy.Pointers(head.Parent), anatomy.Pointers(head.Issuer)...); len(names) > 1 {
		c.lineSpacing("agency.line-spacing", names...)
	}
	c.shortRule("agency.rule", head.Issuer)
}
