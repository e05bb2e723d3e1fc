package format

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
)

// Limits of the page in tenths of a millimetre.
const (
	pageShort, pageLong = 2100, 2970
	pageTolerance       = 10
	marginTolerance     = 5
)

var pageComponent = component{name: "page", check: checkPage, rules: []Rule{
	{
		"page.size", SeverityError, say("Khổ giấy", "Paper"), annexI("I.1, I.2"),
		say("Layout › Size › A4; Layout › Orientation › Portrait.", "Layout › Size › A4; Layout › Orientation › Portrait."),
	},
	{"page.margin.top", SeverityError, say("Lề trên", "Top margin"), annexI("I.3"), mendMargins},
	{"page.margin.bottom", SeverityError, say("Lề dưới", "Bottom margin"), annexI("I.3"), mendMargins},
	{"page.margin.left", SeverityError, say("Lề trái", "Left margin"), annexI("I.3"), mendMargins},
	{"page.margin.right", SeverityError, say("Lề phải", "Right margin"), annexI("I.3"), mendMargins},
	{
		"page.number", SeverityError, say("Số trang", "Page number"), annexI("I.7"),
		say("Insert › Page Number › Top of Page, canh giữa, cỡ 13–14, chữ đứng; đánh dấu Different First Page.",
			"Insert › Page Number › Top of Page, centred, size 13–14, upright; tick Different First Page."),
	},
}}

var mendMargins = say("Layout › Margins › Custom Margins: trên, dưới 20 mm, trái 30 mm, phải 15 mm.",
	"Layout › Margins › Custom Margins: top and bottom 20 mm, left 30 mm, right 15 mm.")

func checkPage(c *check) {
	for _, s := range c.doc.Sections {
		where := c.sectionPlace(s)
		c.pageSize(s, where)
		c.margin("page.margin.top", s, where, abs(s.Page.Top), c.numbers.Top, func(p *docx.Page, t docx.Twips) { p.Top = t })
		c.margin("page.margin.bottom", s, where, abs(s.Page.Bottom), c.numbers.Bottom, func(p *docx.Page, t docx.Twips) { p.Bottom = t })
		c.margin("page.margin.left", s, where, s.Page.Left+s.Page.Gutter, c.numbers.Left, func(p *docx.Page, t docx.Twips) { p.Left = t - s.Page.Gutter })
		c.margin("page.margin.right", s, where, s.Page.Right, c.numbers.Right, func(p *docx.Page, t docx.Twips) { p.Right = t })
	}
	c.pageNumbers()
}

// abs: a negative margin in Word means that the text may not be pushed down by a tall header; its size counts.
func abs(t docx.Twips) docx.Twips { return max(t, -t) }

func (c *check) sectionPlace(s *docx.Section) Place {
	place := Place{Section: s.Index}
	if start := c.sections[s]; start != nil {
		place.order = start.paragraph * 2
	}
	return place
}

func (c *check) pageSize(s *docx.Section, where Place) {
	width, height := s.Page.Width.TenthsMM(), s.Page.Height.TenthsMM()
	near := func(v, want int) bool { return v >= want-pageTolerance && v <= want+pageTolerance }
	measured := millimetres(width)
	h := millimetres(height)
	found := Words{VI: strings.TrimSuffix(measured.VI, " mm") + " × " + h.VI, EN: strings.TrimSuffix(measured.EN, " mm") + " × " + h.EN}
	found.plain = found.EN
	switch {
	case near(width, pageShort) && near(height, pageLong):
	case near(width, pageLong) && near(height, pageShort):
		if !c.hasTable(s) {
			c.find("page.size", where, "", say("trình bày theo chiều ngang, không có bảng biểu", "landscape without a table"),
				say("A4 theo chiều dài; chiều ngang chỉ khi nội dung có bảng, biểu", "A4 portrait; landscape only where the text holds tables"))
		}
	default:
		c.find("page.size", where, "", found, say("A4 210 × 297 mm", "A4 210 × 297 mm"))
	}
}

// hasTable says whether a section holds a table other than those that lay out the header and the end.
func (c *check) hasTable(s *docx.Section) bool {
	start := c.sections[s]
	return start != nil && slices.ContainsFunc(start.tables, func(t *docx.Table) bool { return t != c.headTable && t != c.tailTable })
}

// margin checks one side of a section's pages; set changes that side of a page.
func (c *check) margin(id string, s *docx.Section, where Place, got docx.Twips, want Range, set func(*docx.Page, docx.Twips)) {
	tenths := got.TenthsMM()
	if tenths >= want.Least-marginTolerance && tenths <= want.Most+marginTolerance {
		return
	}
	c.find(id, where, "", millimetres(tenths), want.lengths())
	c.mendMargin(id, s, where, tenths, min(max(tenths, want.Least), want.Most), set)
}

// pageField is a page number field and where it stands.
type pageField struct {
	field *docx.Field
	p     *docx.Paragraph
}

func pageFields(s *docx.Story) []pageField {
	if s == nil {
		return nil
	}
	var out []pageField
	for p := range docx.WalkParagraphs(s.Blocks) {
		for _, f := range p.Fields {
			if f.Kind == "PAGE" {
				out = append(out, pageField{f, p})
			}
		}
	}
	return out
}

var wantPageNumber = say("chữ số Ả Rập, canh giữa trong lề trên, cỡ 13–14, chữ đứng, không hiển thị ở trang thứ nhất",
	"Arabic, centred in the top margin, size 13–14, upright, not shown on the first page")

func (c *check) pageNumbers() {
	if len(c.doc.Sections) == 0 {
		return
	}
	first := c.doc.Sections[0]
	where := Place{Section: 1, Story: "header"}
	fault := func(place Place, vi, en string) { c.find("page.number", place, "", say(vi, en), wantPageNumber) }
	running := pageFields(first.Headers.Default)
	if len(running) == 0 {
		switch {
		case len(pageFields(first.Footers.Default)) > 0 || len(pageFields(first.Footers.First)) > 0:
			fault(Place{Section: 1, Story: "footer"}, "đặt ở chân trang", "in the footer")
		case c.morePages():
			fault(Place{Section: 1}, "không có", "missing")
			c.mendNoPageNumber()
		}
	}
	if !c.standalone {
		switch {
		case first.TitlePage && len(pageFields(first.Headers.First)) > 0, !first.TitlePage && len(running) > 0:
			fault(where, "hiển thị ở trang thứ nhất", "shown on the first page")
		}
	}
	if first.PageNumber.Restart && first.PageNumber.Start != 1 {
		fault(where, "không đánh từ số 1", "does not start from 1")
	}
	seen := map[*docx.Story]bool{}
	for _, s := range c.doc.Sections {
		place := Place{Section: s.Index, Story: "header", order: c.sectionPlace(s).order}
		for _, story := range []*docx.Story{s.Headers.Default, s.Headers.Even} {
			if story == nil || seen[story] || story == s.Headers.Even && !c.doc.EvenAndOddHeaders {
				continue
			}
			seen[story] = true
			c.pageNumberStyle(s, story, place)
		}
		if c.doc.EvenAndOddHeaders && len(pageFields(s.Headers.Default)) > 0 && len(pageFields(s.Headers.Even)) == 0 && s.Index == 1 {
			fault(place, "thiếu ở trang chẵn", "missing on even pages")
		}
	}
}

func (c *check) pageNumberStyle(s *docx.Section, story *docx.Story, place Place) {
	for _, n := range pageFields(story) {
		fault := func(found Words) { c.find("page.number", place, "", found, wantPageNumber) }
		instruction := strings.ToLower(n.field.Instruction)
		if f := s.PageNumber.Format; f != "" && f != "decimal" && !strings.Contains(instruction, "arabic") ||
			strings.Contains(instruction, "roman") || strings.Contains(instruction, "alphabetic") {
			fault(say("không phải chữ số Ả Rập", "not in Arabic numerals"))
		}
		if !centred(n.p) && n.p.Props.Frame.XAlign != "center" && !tabbedToCentre(n.p) {
			fault(say("không canh giữa", "not centred"))
		}
		if n.field.Props == nil {
			continue
		}
		if size := n.field.Props.EffectiveSize(); size < size13 || size > size14 {
			fault(sizes(size, size))
			c.mendPageField(n, place, sizes(size, size), sizes(min(max(size, size13), size14), min(max(size, size13), size14)),
				docx.RunChange{Size: min(max(size, size13), size14)})
		}
		if n.field.Props.EffectiveItalic() {
			fault(say("chữ nghiêng", "italic"))
			upright := false
			c.mendPageField(n, place, say("chữ nghiêng", "italic"), say("chữ đứng", "upright"), docx.RunChange{Italic: &upright})
		}
	}
}

// tabbedToCentre says that the header's text stands at its centre tab stop.
func tabbedToCentre(p *docx.Paragraph) bool {
	if !strings.HasPrefix(p.Text(), "\t") || strings.HasPrefix(p.Text(), "\t\t") {
		return false
	}
	for _, t := range p.Props.Tabs {
		if t.Kind == "center" {
			return true
		}
	}
	return false
}

// morePages says whether the main document surely takes more than one page. The file does not state it, so the height
// of the text is reckoned, leaving a third of a page for doubt.
func (c *check) morePages() bool {
	if c.letsGo {
		return true // too much text for a page
	}
	height := docx.Twips(0)
	for i := range c.count() {
		p := c.para(i)
		if i > 0 && (p.PageStart() || strings.Contains(p.Paragraph.Text(), "\f")) && c.next(i) < c.count() && c.text(i) {
			return true
		}
		if p.EndsSection && p.Section != nil && p.Section.Index < len(c.doc.Sections) {
			if next := c.doc.Sections[p.Section.Index]; next.Kind != "continuous" {
				return true
			}
		}
		if p.top != nil {
			if column, _ := columnIn(p.top, p.Paragraph); column > 0 {
				continue
			}
		}
		height += paragraphHeight(p)
		page := docx.MM(297)
		if s := p.Section; s != nil {
			page = s.Page.Height - abs(s.Page.Top) - abs(s.Page.Bottom)
		}
		if height > page*4/3 {
			return true
		}
	}
	return false
}

// text says whether any text stands before paragraph i.
func (c *check) text(i int) bool { return c.next(0) < i }

func paragraphHeight(p *para) docx.Twips {
	size := size14
	if len(p.Runs) > 0 && p.Runs[0].Props != nil {
		size = p.Runs[0].Props.EffectiveSize()
	} else if p.Mark != nil {
		size = p.Mark.EffectiveSize()
	}
	lineHeight := docx.Twips(size) * 10 * 115 / 100
	switch {
	case p.Props.LineRule == "exact" && p.Props.Line > 0:
		lineHeight = docx.Twips(p.Props.Line)
	case p.Props.LineRule == "auto" && p.Props.Line > 0:
		lineHeight = lineHeight * docx.Twips(p.Props.Line) / 240
	}
	width := docx.MM(160)
	if s := p.Section; s != nil {
		width = max(s.Page.Width-s.Page.Left-s.Page.Right, docx.MM(20))
	}
	if p.Cell != nil && p.Cell.Width > 0 {
		width = p.Cell.Width
	}
	// A letter of Times New Roman is about 0.45 of its size wide.
	letters := docx.Twips(len([]rune(p.text)))
	lines := 1 + letters*docx.Twips(size)*10*45/100/max(width, 1)
	return lines*lineHeight + p.Props.Before + p.Props.After
}
