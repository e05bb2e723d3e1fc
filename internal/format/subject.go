package format

import (
	"strings"

	"trinhky/internal/domain"
)

var subjectComponent = component{name: "subject", check: checkSubject, rules: []Rule{
	{
		"subject.present", SeverityError, say("Trích yếu", "Subject"), annexI("II.5"),
		say("Ghi trích yếu ngay dưới tên loại; với công văn ghi “V/v …” dưới số, ký hiệu.", "Type the subject under the type name; in a công văn “V/v …” under the number."),
	},
	{
		"subject.prefix", SeverityError, say("Trích yếu", "Subject"), annexI("II.5.b"),
		say("Công văn bắt đầu bằng “V/v ”; văn bản có tên loại không dùng “V/v”.", "A công văn begins with “V/v ”; named types do not use “V/v”."),
	},
	{
		"subject.size", SeverityError, say("Trích yếu", "Subject"), annexI("II.5.b"),
		say("Chọn dòng này, đặt cỡ 12–13 (công văn) hoặc 13–14 (văn bản có tên loại).", "Select the line; size 12–13 (công văn) or 13–14 (named types)."),
	},
	{
		"subject.style", SeverityError, say("Trích yếu", "Subject"), annexI("II.5.b"),
		say("Chọn dòng này, đặt chữ thường, đứng, canh giữa; văn bản có tên loại in đậm, công văn không đậm.",
			"Select the line; lower case, upright, centred; bold for named types, not bold in a công văn."),
	},
	{
		"subject.place", SeverityError, say("Trích yếu công văn", "Subject of a công văn"), annexI("II.5.b, IV"),
		say("Đặt vào ô bên trái, dưới số, ký hiệu.", "Put it in the left cell, under the number."),
	},
	{
		"subject.spacing", SeverityWarning, say("Khoảng cách giữa số, ký hiệu và trích yếu công văn", "Space between number and subject"), annexI("II.5.b"),
		say("Chọn dòng “V/v”, Paragraph › Spacing › Before: 6 pt.", "Select the “V/v” line, Paragraph › Spacing › Before: 6 pt."),
	},
	{
		"subject.rule", SeverityError, say("Đường kẻ dưới trích yếu", "Line under the subject"), annexI("II.5.b"),
		say("Insert › Shapes › Line, nét liền, dài 1/3–1/2 dòng chữ, đặt cân đối.", "Insert › Shapes › Line, solid, 1/3–1/2 of the text, balanced."),
	},
}}

func checkSubject(c *check) {
	if c.standalone {
		return
	}
	if c.form.Type == domain.TypeOfficialLetter {
		c.letterSubject()
		return
	}
	if len(c.subject) == 0 {
		if c.typeName != nil {
			c.miss("subject.present", c.form.subject, at(c.typeName.p), say("trích yếu ngay dưới tên loại", "the subject under the type name"))
		}
		return
	}
	first := &c.subject[0]
	if isLetterSubject(first) && strings.Contains(cutText(first.folded, 5), "/") {
		c.find("subject.prefix", at(first.p), first.text, quoted(quote(first.tidy())), say("không có “V/v” trong văn bản có tên loại", "no “V/v” in a named document"))
	}
	if c.typeName == nil || first.side == left {
		return
	}
	for i := range c.subject {
		c.size("subject.size", &c.subject[i], size13, size14)
		c.style("subject.style", &c.subject[i], typeface{caps: no, bold: yes, italic: no, centre: yes})
	}
	if c.form.subject == required && c.form.Type != domain.TypeMinutes {
		c.shortRule("subject.rule", c.subject)
	}
}

func (c *check) letterSubject() {
	if len(c.subject) == 0 {
		where := c.top()
		if c.number != nil {
			where = at(c.number.p)
		}
		c.miss("subject.present", required, where, say("“V/v …” dưới số, ký hiệu", "“V/v …” under the number"))
		return
	}
	first := &c.subject[0]
	if !strings.HasPrefix(first.tidy(), "V/v ") {
		c.find("subject.prefix", at(first.p), first.text, quoted(quote(first.tidy())), say("bắt đầu bằng “V/v ”", "to begin with “V/v ”"))
	}
	centre := either
	if c.headTable != nil {
		centre = yes
	}
	for i := range c.subject {
		c.size("subject.size", &c.subject[i], size12, size13)
		x := c.subject[i]
		if rest, ok := strings.CutPrefix(x.text, "V/v "); ok && strings.Contains(rest, " ") && upper(rest) {
			x.text = rest // “V/v” itself has a small letter
		}
		c.style("subject.style", &x, typeface{caps: no, bold: no, italic: no, centre: centre})
	}
	if first.side == right && c.headTable != nil {
		c.find("subject.place", at(first.p), first.text, say("ở bên phải", "on the right"), say("dưới số, ký hiệu, bên trái", "under the number, on the left"))
	}
	c.subjectGap(first)
}

// subjectGap measures the space between the number and the V/v line right below it. Where something stands between them,
// or a row of the table ends, the file does not tell.
func (c *check) subjectGap(x *line) {
	const want, near = 120, 20 // twips
	if c.number == nil || x.p == c.number.p || c.indexOf(x.p) != c.indexOf(c.number.p)+1 || x.p.Cell != c.number.p.Cell {
		return
	}
	if gap := spaceBetween(c.number.p, x.p); gap < want-near || gap > want+near {
		c.find("subject.spacing", at(x.p), x.text, points(gap), say("cách 6 pt", "6 pt apart"))
	}
}
