package rule

import (
	"strings"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var mottoComponent = component{name: "motto", check: checkMotto, rules: []Rule{
	{
		"motto.present", report.SeverityError, say("Tiêu ngữ", "Motto"), annexI("II.1.b"),
		say("Gõ dòng "+anatomy.Motto+" ngay dưới Quốc hiệu.", "Type "+anatomy.Motto+" right under the national name."),
	},
	{
		"motto.text", report.SeverityError, say("Tiêu ngữ", "Motto"), annexI("II.1.b"),
		say("Giữa các cụm từ dùng dấu gạch nối (-), có cách chữ hai bên; tắt AutoFormat đổi “-” thành “–” (File › Options › Proofing).",
			"Between the phrases put a hyphen (-) with a space on each side; switch off AutoFormat's “-” to “–” (File › Options › Proofing)."),
	},
	{
		"motto.size", report.SeverityError, say("Tiêu ngữ", "Motto"), annexI("II.1.b"),
		say("Chọn dòng này, Home › Font Size 13 hoặc 14.", "Select the line, Home › Font Size 13 or 14."),
	},
	{
		"motto.style", report.SeverityError, say("Tiêu ngữ", "Motto"), annexI("II.1.b"),
		say("Chọn dòng này, đặt chữ thường, đậm, bỏ nghiêng, canh giữa.", "Select the line; lower case, bold, no italic, centred."),
	},
	{
		"motto.line-spacing", report.SeverityError, say("Khoảng cách giữa Quốc hiệu và Tiêu ngữ", "Spacing of national name and motto"), annexI("II.1.c"),
		say("Chọn hai dòng, Paragraph › Line spacing: Single.", "Select both lines, Paragraph › Line spacing: Single."),
	},
	{
		"motto.rule", report.SeverityError, say("Đường kẻ dưới Tiêu ngữ", "Line under the motto"), annexI("II.1.b"),
		say("Xóa gạch gõ bằng ký tự; Insert › Shapes › Line, vẽ nét liền dài bằng dòng chữ.", "Delete typed rules; Insert › Shapes › Line, solid, as long as the text."),
	},
}}

func checkMotto(c *Check) {
	x := c.paper.Head.Motto
	if x == nil {
		c.miss("motto.present", c.paper.Heads(), c.paper.Top(), quoted(anatomy.Motto))
		return
	}
	if t := x.Tidy(); t != anatomy.Motto && !(wording.Upper(x.Text) && t == strings.ToUpper(anatomy.Motto)) {
		c.find("motto.text", at(x.P), x.Text, quoted(wording.Quote(t)), quoted(anatomy.Motto))
		c.note(mend.Motto(x, anatomy.Motto)...)
	}
	c.size("motto.size", x, anatomy.Size13, anatomy.Size14)
	c.style("motto.style", x, typeface{caps: no, bold: yes, italic: no, centre: centreInHead(c, x, c.paper.Head.National)})
	c.lineSpacing("motto.line-spacing", c.paper.Head.National, x)
	mottoGap(c, x)
	c.fullRule("motto.rule", []anatomy.Line{*x})
}

// mottoGap looks for room between national name and motto, which follow one another line by line.
func mottoGap(c *Check, x *anatomy.Line) {
	n := c.paper.Head.National
	if n == nil || n.P == x.P || n.P.Cell != x.P.Cell {
		return
	}
	want := say("dòng đơn", "single")
	closer := func(w report.Words) { c.note(mend.Before("motto.line-spacing", n.P, x.P, w, want, 0)) }
	found := func(w report.Words) { c.find("motto.line-spacing", at(x.P), x.Text, w, want) }
	switch from, to := c.paper.IndexOf(n.P), c.paper.IndexOf(x.P); {
	case from < 0 || to <= from:
	case to > from+1 && c.paper.Next(from+1) == to:
		found(say("cách một dòng trống", "an empty line between"))
	case to != from+1:
	case anatomy.SpaceBetween(n.P, x.P) > 2*mottoRoom:
		found(report.Points(anatomy.SpaceBetween(n.P, x.P)))
		closer(report.Points(anatomy.SpaceBetween(n.P, x.P)))
	case anatomy.SpaceBetween(n.P, x.P) > mottoRoom:
		c.warn("motto.line-spacing", at(x.P), x.Text, report.Points(anatomy.SpaceBetween(n.P, x.P)), want)
		closer(report.Points(anatomy.SpaceBetween(n.P, x.P)))
	}
}
