package format

import (
	"strings"

	"trinhky/internal/docx"
)

var contactComponent = component{name: "contact", check: checkContact, follow: followContact, rules: []Rule{
	{
		"contact.place", SeverityError, say("Địa chỉ, điện thoại của cơ quan", "Address and telephone of the body"), annexI("III.4"),
		say("Đặt vào chân trang của trang thứ nhất (Different First Page).", "Put it into the footer of page 1 (Different First Page)."),
	},
	{
		"contact.size", SeverityError, say("Địa chỉ, điện thoại của cơ quan", "Address and telephone of the body"), annexI("III.4"),
		say("Chọn dòng này, Home › Font Size 11 hoặc 12.", "Select the line, Home › Font Size 11 or 12."),
	},
	{
		"contact.style", SeverityError, say("Địa chỉ, điện thoại của cơ quan", "Address and telephone of the body"), annexI("III.4"),
		say("Chọn dòng này, đặt chữ thường, đứng.", "Select the line; lower case, upright."),
	},
	{
		"contact.rule", SeverityError, say("Đường kẻ trên địa chỉ của cơ quan", "Line above the body's address"), annexI("III.4"),
		say("Home › Borders › Top Border, nét liền, hết chiều ngang vùng trình bày.", "Home › Borders › Top Border, solid, across the whole text."),
	},
}}

// contact is how a body is reached (box 13): its address, telephone, mail, site.
type contact struct {
	lines []line
	// where is the place of the first line, above the paragraph before it, nil at the top of a footer.
	where Place
	above *docx.Paragraph
	foot  bool // in a footer
	// others says that the footer is that of the other pages than the first.
	others bool
}

// contactSigns are the folded words that tell it from other text, addressWords those of an address.
var (
	contactSigns = []string{"dien thoai", "dt:", "fax", "email", "e-mail", "thu dien tu", "website", "thong tin dien tu"}
	addressWords = []string{"dia chi", "so ", "duong "}
)

// isContact says that a few lines tell how a body is reached.
func isContact(folded string) bool {
	count := func(words []string) (n int) {
		for _, w := range words {
			if strings.Contains(folded, w) {
				n++
			}
		}
		return n
	}
	signs := count(contactSigns)
	return signs > 1 || signs == 1 && count(addressWords) > 0
}

// newContact takes paragraphs that follow one another for a contact, nil when they are none.
func newContact(ps []*docx.Paragraph, where Place, above *docx.Paragraph) *contact {
	k := &contact{where: where, above: above, foot: where.Story != ""}
	var folded strings.Builder
	for _, p := range ps {
		for _, x := range linesOf(p, false) {
			k.lines = append(k.lines, x)
			folded.WriteString(x.folded + " ")
		}
	}
	if !isContact(folded.String()) {
		return nil
	}
	return k
}

// contactWatch reads the footers of the first section: that of the first page, and that of the others where it differs.
type contactWatch struct {
	c             *check
	first, others footer
}

// footer gathers the first paragraphs with text of a footer; above is the last empty one before them.
type footer struct {
	lines []*docx.Paragraph
	where Place
	above *docx.Paragraph
}

func (f *footer) add(p *docx.Paragraph, where Place) {
	switch {
	case !p.Empty() && len(f.lines) < contactLines:
		f.lines, f.where = append(f.lines, p), where
	case len(f.lines) == 0:
		f.above = p
	}
}

func followContact(c *check) follower { return &contactWatch{c: c} }

func (w *contactWatch) paragraph(int, *para, zone) {}

func (w *contactWatch) beside(p *docx.Paragraph, where Place) {
	s := w.c.doc.Sections[0]
	holds := func(f *docx.Story) bool { return f != nil && f.Part == p.Part }
	switch {
	case s.TitlePage && holds(s.Footers.First), !s.TitlePage && holds(s.Footers.Default):
		w.first.add(p, where)
	case s.TitlePage && holds(s.Footers.Default):
		w.others.add(p, where)
	}
}

// contactLines is how many paragraphs a contact may take.
const contactLines = 6

func (w *contactWatch) end() {
	if k := newContact(w.first.lines, w.first.where, w.first.above); k != nil {
		w.c.contact = k
	} else if k := newContact(w.others.lines, w.others.where, w.others.above); k != nil && w.c.contact == nil {
		k.others = true
		w.c.contact = k
	}
}

func checkContact(c *check) {
	k := c.contact
	if k == nil {
		return
	}
	place := func(x *line) Place {
		if k.foot {
			return k.where
		}
		return at(x.p)
	}
	if k.others {
		c.find("contact.place", k.where, k.lines[0].text, say("ở chân các trang sau", "in the footer of the later pages"), say("ở trang thứ nhất", "on page 1"))
	}
	if !k.foot && c.morePages() {
		c.find("contact.place", k.where, k.lines[0].text, say("ở cuối văn bản", "at the end of the document"), say("ở trang thứ nhất", "on page 1"))
	}
	for i := range k.lines {
		x := &k.lines[i]
		if low, high := x.sizes(); high > 0 && (low < size11 || high > size12) {
			c.find("contact.size", place(x), x.text, sizes(low, high), sizes(size11, size12))
			c.mendSize("contact.size", x, place(x), size11, size12)
		}
		want := typeface{caps: no, italic: no}
		if found, wrong := want.faults(x); wrong {
			c.find("contact.style", place(x), x.text, found, want.words())
		}
	}
	if !lineAbove(k.lines[0].p, k.above) {
		c.find("contact.rule", k.where, k.lines[0].text, say("không có", "missing"), say("đường kẻ nét liền hết chiều ngang vùng trình bày", "a solid line across the whole text"))
	}
}

// lineAbove says whether a solid line as wide as the text stands on top of a paragraph: its border or its cell's, a
// drawn one anchored in it or in the paragraph above, or that paragraph's border.
func lineAbove(p, above *docx.Paragraph) bool {
	solid := func(b docx.Border) bool { return b.Style == "single" || b.Style == "thick" }
	if p.Props.Borders.Top.Drawn() {
		return solid(p.Props.Borders.Top)
	}
	if c := p.Cell; c != nil && c.Borders != nil && c.Borders.Top.Drawn() {
		return solid(c.Borders.Top)
	}
	near := []*docx.Paragraph{p}
	if above != nil {
		if above.Props.Borders.Bottom.Drawn() {
			return solid(above.Props.Borders.Bottom)
		}
		near = append(near, above)
	}
	for _, q := range near {
		for _, s := range q.Shapes() {
			if !s.IsHorizontalRule() {
				continue
			}
			area := docx.MM(160)
			if q.Section != nil {
				area = q.Section.Page.Width - q.Section.Page.Left - q.Section.Page.Right
			}
			return s.Stroke.Style == "solid" && s.Length()*100 >= area.EMU()*(100-lineTolerance)
		}
	}
	return false
}
