package rule

import (
	"strings"

	"trinhky/internal/domain"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var subjectComponent = component{name: "subject", check: checkSubject, rules: []Rule{
	{
		"subject.present", report.SeverityError, say("Trích yếu", "Subject"), annexI("II.5"),
		say("Ghi trích yếu ngay dưới tên loại; với công văn ghi “V/v …” dưới số, ký hiệu.", "Type the subject under the type name; in a công văn “V/v …” under the number."),
	},
	{
		"subject.prefix", report.SeverityError, say("Trích yếu", "Subject"), annexI("II.5.b"),
		say("Công văn bắt đầu bằng “V/v ”; văn bản có tên loại không dùng “V/v”.", "A công văn begins with “V/v ”; named types do not use “V/v”."),
	},
	{
		"subject.size", report.SeverityError, say("Trích yếu", "Subject"), annexI("II.5.b"),
		say("Chọn dòng này, đặt cỡ 12–13 (công văn) hoặc 13–14 (văn bản có tên loại).", "Select the line; size 12–13 (công văn) or 13–14 (named types)."),
	},
	{
		"subject.style", report.SeverityError, say("Trích yếu", "Subject"), annexI("II.5.b"),
		say("Chọn dòng này, đặt chữ thường, đứng, canh giữa; văn bản có tên loại in đậm, công văn không đậm.",
			"Select the line; lower case, upright, centred; bold for named types, not bold in a công văn."),
	},
	{
		"subject.place", report.SeverityError, say("Trích yếu công văn", "Subject of a công văn"), annexI("II.5.b, IV"),
		say("Đặt vào ô bên trái, dưới số, ký hiệu.", "Put it in the left cell, under the number."),
	},
	{
		"subject.spacing", report.SeverityWarning, say("Khoảng cách giữa số, ký hiệu và trích yếu công văn", "Space between number and subject"), annexI("II.5.b"),
		say("Chọn dòng “V/v”, Paragraph › Spacing › Before: 6 pt.", "Select the “V/v” line, Paragraph › Spacing › Before: 6 pt."),
	},
	{
		"subject.rule", report.SeverityError, say("Đường kẻ dưới trích yếu", "Line under the subject"), annexI("II.5.b"),
		say("Insert › Shapes › Line, nét liền, dài 1/3–1/2 dòng chữ, đặt cân đối.", "Insert › Shapes › Line, solid, 1/3–1/2 of the text, balanced."),
	},
}}

func checkSubject(c *Check) {
	if c.paper.Standalone {
		return
	}
	if c.paper.Title.Form.Type == domain.TypeOfficialLetter {
		checkLetterSubject(c)
		return
	}
	if len(c.paper.Title.Subject) == 0 {
		if c.paper.Title.TypeName != nil {
			c.miss("subject.present", c.paper.Title.Form.Subject, at(c.paper.Title.TypeName.P), say("trích yếu ngay dưới tên loại", "the subject under the type name"))
		}
		return
	}
	first := &c.paper.Title.Subject[0]
	if anatomy.IsLetterSubject(first) && strings.Contains(wording.CutText(first.Folded, 5), "/") {
		c.find("subject.prefix", at(first.P), first.Text, quoted(wording.Quote(first.Tidy())), say("không có “V/v” trong văn bản có tên loại", "no “V/v” in a named document"))
	}
	if c.paper.Title.TypeName == nil || first.Side == anatomy.Left {
		return
	}
	for i := range c.paper.Title.Subject {
		c.size("subject.size", &c.paper.Title.Subject[i], anatomy.Size13, anatomy.Size14)
		c.style("subject.style", &c.paper.Title.Subject[i], typeface{caps: no, bold: yes, italic: no, centre: yes})
	}
	if c.paper.Title.Form.Subject == anatomy.Required && c.paper.Title.Form.Type != domain.TypeMinutes {
		c.shortRule("subject.rule", c.paper.Title.Subject)
	}
}

func checkLetterSubject(c *Check) {
	if len(c.paper.Title.Subject) == 0 {
		where := c.paper.Top()
		if c.paper.Head.Number != nil {
			where = at(c.paper.Head.Number.P)
		}
		c.miss("subject.present", anatomy.Required, where, say("“V/v …” dưới số, ký hiệu", "“V/v …” under the number"))
		return
	}
	first := &c.paper.Title.Subject[0]
	if !strings.HasPrefix(first.Tidy(), "V/v ") {
		c.find("subject.prefix", at(first.P), first.Text, quoted(wording.Quote(first.Tidy())), say("bắt đầu bằng “V/v ”", "to begin with “V/v ”"))
	}
	above := c.paper.Head.Number
	for i := range c.paper.Title.Subject {
		c.size("subject.size", &c.paper.Title.Subject[i], anatomy.Size12, anatomy.Size13)
		x := c.paper.Title.Subject[i]
		if rest, ok := strings.CutPrefix(x.Text, "V/v "); ok && strings.Contains(rest, " ") && wording.Upper(rest) {
			x.Text = rest // “V/v” itself has a small letter
		}
		c.style("subject.style", &x, typeface{caps: no, bold: no, italic: no, centre: centreInHead(c, &x, above)})
		above = &c.paper.Title.Subject[i]
	}
	if first.Side == anatomy.Right && c.paper.Head.Table != nil {
		c.find("subject.place", at(first.P), first.Text, say("ở bên phải", "on the right"), say("dưới số, ký hiệu, bên trái", "under the number, on the left"))
	}
	subjectGap(c, first)
}

// subjectGap measures the space between the number and the V/v line right below it. Where something stands between them,
// or a row of the table ends, the file does not tell.
func subjectGap(c *Check, x *anatomy.Line) {
	const want = 120 // twips
	if c.paper.Head.Number == nil || x.P == c.paper.Head.Number.P || c.paper.IndexOf(x.P) != c.paper.IndexOf(c.paper.Head.Number.P)+1 || x.P.Cell != c.paper.Head.Number.P.Cell {
		return
	}
	if gap := anatomy.SpaceBetween(c.paper.Head.Number.P, x.P); gap < want-spaceTolerance || gap > want+spaceTolerance {
		c.find("subject.spacing", at(x.P), x.Text, report.Points(gap), say("cách 6 pt", "6 pt apart"))
		c.note(mend.Before("subject.spacing", c.paper.Head.Number.P, x.P, report.Points(gap), say("cách 6 pt", "6 pt apart"), want))
	}
}
