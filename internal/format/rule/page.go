package rule

import (
	"regexp"
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// Limits of the page in tenths of a millimetre.
const (
	pageShort, pageLong = 2100, 2970
)

var pageComponent = component{name: "page", check: checkPage, rules: []Rule{
	{
		"page.size", report.SeverityError, say("Khổ giấy", "Paper"), annexI("I.1, I.2"),
		say("Layout › Size › A4; Layout › Orientation › Portrait.", "Layout › Size › A4; Layout › Orientation › Portrait."),
	},
	{"page.margin.top", report.SeverityError, say("Lề trên", "Top margin"), annexI("I.3"), mendMargins},
	{"page.margin.bottom", report.SeverityError, say("Lề dưới", "Bottom margin"), annexI("I.3"), mendMargins},
	{"page.margin.left", report.SeverityError, say("Lề trái", "Left margin"), annexI("I.3"), mendMargins},
	{"page.margin.right", report.SeverityError, say("Lề phải", "Right margin"), annexI("I.3"), mendMargins},
	{
		"page.number", report.SeverityError, say("Số trang", "Page number"), annexI("I.7"),
		say("Insert › Page Number › Top of Page, canh giữa, cỡ 13–14, chữ đứng; đánh dấu Different First Page.",
			"Insert › Page Number › Top of Page, centred, size 13–14, upright; tick Different First Page."),
	},
}}

var mendMargins = say("Layout › Margins › Custom Margins: trên, dưới 20 mm, trái 30 mm, phải 15 mm.",
	"Layout › Margins › Custom Margins: top and bottom 20 mm, left 30 mm, right 15 mm.")

func checkPage(c *Check) {
	var faults pageFaults
	for _, s := range c.paper.Doc.Sections {
		where := c.paper.SectionPlace(s)
		resized := checkPageSize(c, &faults, s, where)
		if turned(c, &s.Page) {
			continue
		}
		page := s.Page
		margin := func(id string, got docx.Twips, want Range, set func(*docx.Page, docx.Twips)) []mend.Repair {
			return checkMargin(&faults, id, s, where, got, want, &page, set)
		}
		c.note(margin("page.margin.top", anatomy.Abs(s.Page.Top), c.numbers.Top, func(p *docx.Page, t docx.Twips) { p.Top = t })...)
		c.note(margin("page.margin.bottom", anatomy.Abs(s.Page.Bottom), c.numbers.Bottom, func(p *docx.Page, t docx.Twips) { p.Bottom = t })...)
		sides := margin("page.margin.left", s.Page.Left+s.Page.Gutter, c.numbers.Left, func(p *docx.Page, t docx.Twips) { p.Left = t - s.Page.Gutter })
		sides = append(sides, margin("page.margin.right", s.Page.Right, c.numbers.Right, func(p *docx.Page, t docx.Twips) { p.Right = t })...)
		if c.mending && !resized { // else they come once the paper is right
			c.note(mend.Sides(s, where, &page, sides)...)
		}
	}
	faults.tell(c)
	checkPageNumbers(c)
}

// pageFault is one fault of the pages of a section, and how many later sections have the same.
type pageFault struct {
	id              string
	where           report.Place
	found, expected report.Words
	more            int
}

// pageFaults gathers what is wrong with pages: the same fault in several sections is told once.
type pageFaults []pageFault

func (f *pageFaults) add(id string, where report.Place, found, expected report.Words) {
	for i := range *f {
		if x := &(*f)[i]; x.id == id && x.found == found && x.expected == expected {
			x.more++
			return
		}
	}
	*f = append(*f, pageFault{id: id, where: where, found: found, expected: expected})
}

func (f pageFaults) tell(c *Check) {
	for _, x := range f {
		if x.more > 0 {
			more := sayf(" (và %d phần sau)", " (and %d later sections)", x.more)
			x.found.VI, x.found.EN = x.found.VI+more.VI, x.found.EN+more.EN
		}
		c.find(x.id, x.where, "", x.found, x.expected)
	}
}

// turned says that a landscape page bears the margins of a portrait one turned with it, as Word does by itself: the wide
// margin is then at the top, where the page is bound.
func turned(c *Check, p *docx.Page) bool {
	within := func(t docx.Twips, r Range) bool {
		return t.TenthsMM() >= r.Least-marginTolerance && t.TenthsMM() <= r.Most+marginTolerance
	}
	sides := within(p.Left, c.numbers.Bottom) && within(p.Right, c.numbers.Top) || within(p.Left, c.numbers.Top) && within(p.Right, c.numbers.Bottom)
	return p.Width > p.Height && sides && within(anatomy.Abs(p.Top), c.numbers.Left) && within(anatomy.Abs(p.Bottom), c.numbers.Right)
}

// checkPageSize says whether the paper is another than the decree wants.
func checkPageSize(c *Check, faults *pageFaults, s *docx.Section, where report.Place) bool {
	width, height := s.Page.Width.TenthsMM(), s.Page.Height.TenthsMM()
	w, h := report.Millimetres(width), report.Millimetres(height)
	found := report.Measured(strings.TrimSuffix(w.VI, " mm")+" × "+h.VI, strings.TrimSuffix(w.EN, " mm")+" × "+h.EN)
	switch {
	case a4(&s.Page) && width < height:
		return false
	case a4(&s.Page):
		if c.paper.HasTable(s) {
			return false
		}
		found := say("trình bày theo chiều ngang, không có bảng biểu", "landscape without a table")
		faults.add("page.size", where, found, say("A4 theo chiều dài; chiều ngang chỉ khi nội dung có bảng, biểu", "A4 portrait; landscape only where the text holds tables"))
		mendPageSize(c, s, where, found, false)
	default:
		faults.add("page.size", where, found, say("A4 210 × 297 mm", "A4 210 × 297 mm"))
		mendPageSize(c, s, where, found, width > height && c.paper.HasTable(s))
	}
	return true
}

// a4 says that a page is A4, upright or turned.
func a4(p *docx.Page) bool {
	near := func(v docx.Twips, want int) bool {
		return v.TenthsMM() >= want-pageTolerance && v.TenthsMM() <= want+pageTolerance
	}
	return near(p.Width, pageShort) && near(p.Height, pageLong) || near(p.Width, pageLong) && near(p.Height, pageShort)
}

func mendPageSize(c *Check, s *docx.Section, where report.Place, found report.Words, landscape bool) {
	if !c.mending {
		return // only then the content of the section is at hand
	}
	to := say("A4 theo chiều dài", "A4 portrait")
	if landscape {
		to = say("A4 theo chiều ngang", "A4 landscape")
	}
	c.note(mend.PageSize(s, where, found, to, landscape)...)
}

// checkMargin checks one side of a section's pages; set changes that side of a page. It gives the repair, and page as it
// will be.
func checkMargin(faults *pageFaults, id string, s *docx.Section, where report.Place, got docx.Twips, want Range, page *docx.Page, set func(*docx.Page, docx.Twips)) []mend.Repair {
	tenths := got.TenthsMM()
	if tenths >= want.Least-marginTolerance && tenths <= want.Most+marginTolerance {
		return nil
	}
	faults.add(id, where, report.Millimetres(tenths), want.lengths())
	to := min(max(tenths, want.Least), want.Most)
	set(page, docx.EMU(to*3600).Twips())
	return []mend.Repair{mend.Margin(id, s, where, tenths, to, set)}
}

var wantPageNumber = say("chữ số Ả Rập, canh giữa trong lề trên, cỡ 13–14, chữ đứng, không hiển thị ở trang thứ nhất",
	"Arabic, centred in the top margin, size 13–14, upright, not shown on the first page")

func checkPageNumbers(c *Check) {
	if len(c.paper.Doc.Sections) == 0 {
		return
	}
	first := c.paper.Doc.Sections[0]
	where := report.Place{Section: 1, Story: "header"}
	fault := func(place report.Place, vi, en string) { c.find("page.number", place, "", say(vi, en), wantPageNumber) }
	astray := missingNumbers(c)
	if !c.paper.Standalone {
		switch {
		case first.TitlePage && len(anatomy.PageFields(first.Headers.First)) > 0, !first.TitlePage && len(anatomy.PageFields(first.Headers.Default)) > 0:
			fault(where, "hiển thị ở trang thứ nhất", "shown on the first page")
			astray = true
		}
	}
	if first.PageNumber.Restart && first.PageNumber.Start != 1 {
		fault(where, "không đánh từ số 1", "does not start from 1")
	}
	seen := map[*docx.Story]bool{}
	low, foreign := false, false // said once for the document
	for _, s := range c.paper.Doc.Sections {
		place := report.Place{Section: s.Index, Story: "header", Order: c.paper.SectionPlace(s).Order}
		for _, story := range []*docx.Story{s.Headers.Default, s.Headers.Even} {
			if story == nil || story == s.Headers.Even && !c.paper.Doc.EvenAndOddHeaders {
				continue
			}
			fields := anatomy.PageFields(story)
			if s.Page.Header >= anatomy.Abs(s.Page.Top) && len(fields) > 0 {
				if !low {
					fault(place, "không nằm trong lề trên", "not within the top margin")
				}
				low = true
				c.note(mend.HeaderDistance(s, place))
			}
			if i := slices.IndexFunc(fields, func(n anatomy.PageField) bool { return !anatomy.Arabic(s, n) }); i >= 0 {
				if !foreign {
					fault(place, "không phải chữ số Ả Rập", "not in Arabic numerals")
				}
				foreign = true
				c.note(mend.Numerals(s, fields[i], place)...)
			}
			if !seen[story] {
				seen[story] = true
				pageNumberStyle(c, s, fields, place)
			}
		}
		if c.paper.Doc.EvenAndOddHeaders && len(anatomy.PageFields(s.Headers.Default)) > 0 && len(anatomy.PageFields(s.Headers.Even)) == 0 && s.Index == 1 {
			fault(place, "thiếu ở trang chẵn", "missing on even pages")
			astray = true
		}
	}
	if astray {
		c.note(mend.PageNumbers(c.paper.Doc, c.paper.Standalone)...)
	}
}

// missingNumbers looks for pages without a number in the top margin: all but the first of the document and of each annex, which begin a
// count of their own.
func missingNumbers(c *Check) (missing bool) {
	for i, s := range c.paper.Doc.Sections {
		start := c.paper.Sections[s]
		if start == nil || start.Text == 0 || i > 0 && s.Kind == "continuous" {
			continue
		}
		running, opening := len(anatomy.PageFields(s.Headers.Default)) > 0, anatomy.PageFields(s.Headers.Default)
		if s.TitlePage {
			opening = anatomy.PageFields(s.Headers.First)
		}
		begins := i == 0 || s.PageNumber.Restart
		switch {
		case !running && (len(anatomy.PageFields(s.Footers.Default)) > 0 || len(anatomy.PageFields(s.Footers.First)) > 0):
			c.find("page.number", report.Place{Section: s.Index, Story: "footer", Order: c.paper.SectionPlace(s).Order}, "", say("đặt ở chân trang", "in the footer"), wantPageNumber)
			return true // the others take theirs from it
		case !running && start.SurelyPages(s), !begins && len(opening) == 0:
			c.find("page.number", c.paper.SectionPlace(s), "", say("không có", "missing"), wantPageNumber)
			missing = true
		}
	}
	return missing
}

func pageNumberStyle(c *Check, s *docx.Section, fields []anatomy.PageField, place report.Place) {
	for _, n := range fields {
		fault := func(found report.Words) { c.find("page.number", place, "", found, wantPageNumber) }
		if !anatomy.Centred(n.P) && n.P.Props.Frame.XAlign != "center" && !anatomy.TabbedToCentre(n.P) && !anatomy.BoxedAtCentre(s, n.P) {
			fault(say("không canh giữa", "not centred"))
			c.note(mend.Centring(n, place)...)
		}
		if n.Field.Props == nil {
			continue
		}
		if size := n.Field.Props.EffectiveSize(); size < anatomy.Size13 || size > anatomy.Size14 {
			fault(sizes(size, size))
			c.note(mend.PageField(n, place, sizes(size, size), sizes(min(max(size, anatomy.Size13), anatomy.Size14), min(max(size, anatomy.Size13), anatomy.Size14)),
				edit.RunChange{Size: min(max(size, anatomy.Size13), anatomy.Size14)})...)
		}
		if n.Field.Props.EffectiveBold() { // the samples of section V are not; the text of the decree does not say
			c.warn("page.number", place, "", say("chữ đậm", "bold"), wantPageNumber)
			light := false
			c.note(mend.PageField(n, place, say("chữ đậm", "bold"), say("không đậm", "not bold"), edit.RunChange{Bold: &light})...)
		}
		if t := strings.TrimSpace(n.P.Text()); besideNumber.MatchString(t) {
			found := sayf("có chữ hoặc gạch bên cạnh: “%s”", "words or dashes beside it: “%s”", wording.Quote(t))
			c.warn("page.number", place, "", found, wantPageNumber)
			c.note(mend.Bare(n, place, found)...)
		}
		if n.Field.Props.EffectiveItalic() {
			fault(say("chữ nghiêng", "italic"))
			upright := false
			c.note(mend.PageField(n, place, say("chữ nghiêng", "italic"), say("chữ đứng", "upright"), edit.RunChange{Italic: &upright})...)
		}
	}
}

// besideNumber are the ways people dress a page number.
var besideNumber = regexp.MustCompile(`^[-–—~]\s*\d*\s*[-–—~]$|^(?i:trang|page|tr\.)`)
