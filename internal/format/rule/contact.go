package rule

import (
	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
)

var contactComponent = component{name: "contact", check: checkContact, follow: followContact, rules: []Rule{
	{
		"contact.place", report.SeverityError, say("Địa chỉ, điện thoại của cơ quan", "Address and telephone of the body"), annexI("III.4"),
		say("Đặt vào chân trang của trang thứ nhất (Different First Page).", "Put it into the footer of page 1 (Different First Page)."),
	},
	{
		"contact.size", report.SeverityError, say("Địa chỉ, điện thoại của cơ quan", "Address and telephone of the body"), annexI("III.4"),
		say("Chọn dòng này, Home › Font Size 11 hoặc 12.", "Select the line, Home › Font Size 11 or 12."),
	},
	{
		"contact.style", report.SeverityError, say("Địa chỉ, điện thoại của cơ quan", "Address and telephone of the body"), annexI("III.4"),
		say("Chọn dòng này, đặt chữ thường, đứng.", "Select the line; lower case, upright."),
	},
	{
		"contact.rule", report.SeverityError, say("Đường kẻ trên địa chỉ của cơ quan", "Line above the body's address"), annexI("III.4"),
		say("Home › Borders › Top Border, nét liền, hết chiều ngang vùng trình bày.", "Home › Borders › Top Border, solid, across the whole text."),
	},
}}

// contactWatch reads the footers of the first section: that of the first page, and that of the others where it differs.
type contactWatch struct {
	c             *Check
	first, others footer
}

// footer gathers the first paragraphs with text of a footer; above is the last empty one before them.
type footer struct {
	lines []*docx.Paragraph
	where report.Place
	above *docx.Paragraph
}

func (f *footer) add(p *docx.Paragraph, where report.Place) {
	switch {
	case !p.Empty() && len(f.lines) < anatomy.ContactLines:
		f.lines, f.where = append(f.lines, p), where
	case len(f.lines) == 0:
		f.above = p
	}
}

func followContact(c *Check) follower { return &contactWatch{c: c} }

func (w *contactWatch) paragraph(int, *anatomy.Para, anatomy.Zone) {}

func (w *contactWatch) beside(p *docx.Paragraph, where report.Place) {
	s := w.c.paper.Doc.Sections[0]
	holds := func(f *docx.Story) bool { return f != nil && f.Part == p.Part }
	switch {
	case s.TitlePage && holds(s.Footers.First), !s.TitlePage && holds(s.Footers.Default):
		w.first.add(p, where)
	case s.TitlePage && holds(s.Footers.Default):
		w.others.add(p, where)
	}
}

func (w *contactWatch) end() {
	if k := anatomy.NewContact(w.first.lines, w.first.where, w.first.above); k != nil {
		w.c.paper.Tail.Contact = k
	} else if k := anatomy.NewContact(w.others.lines, w.others.where, w.others.above); k != nil && w.c.paper.Tail.Contact == nil {
		k.Others = true
		w.c.paper.Tail.Contact = k
	}
}

func checkContact(c *Check) {
	k := c.paper.Tail.Contact
	if k == nil {
		return
	}
	place := func(x *anatomy.Line) report.Place {
		if k.Foot {
			return k.Where
		}
		return at(x.P)
	}
	if k.Others {
		c.find("contact.place", k.Where, k.Lines[0].Text, say("ở chân các trang sau", "in the footer of the later pages"), say("ở trang thứ nhất", "on page 1"))
	}
	if !k.Foot && c.paper.MorePages() {
		c.find("contact.place", k.Where, k.Lines[0].Text, say("ở cuối văn bản", "at the end of the document"), say("ở trang thứ nhất", "on page 1"))
	}
	for i := range k.Lines {
		x := &k.Lines[i]
		if low, high := x.Sizes(); high > 0 && (low < anatomy.Size11 || high > anatomy.Size12) {
			c.find("contact.size", place(x), x.Text, sizes(low, high), sizes(anatomy.Size11, anatomy.Size12))
			c.note(mend.Size("contact.size", x, place(x), anatomy.Size11, anatomy.Size12)...)
		}
		want := typeface{caps: no, italic: no}
		if found, wrong, _ := want.faults(x); wrong {
			c.find("contact.style", place(x), x.Text, found, want.words())
			c.note(want.mend("contact.style", x, place(x), found)...)
		}
	}
	if !anatomy.LineAbove(k.Lines[0].P, k.Above) {
		c.find("contact.rule", k.Where, k.Lines[0].Text, say("không có", "missing"), say("đường kẻ nét liền hết chiều ngang vùng trình bày", "a solid line across the whole text"))
		if p := k.Lines[0].P; p.Box == nil {
			line := mend.Paragraph("contact.rule", p, say("không có", "missing"), say("đường kẻ nét liền", "a solid line"), edit.ParagraphChange{Border: &edit.Border{Top: true}})
			line.Where = k.Where
			c.note(line)
		}
	}
}
