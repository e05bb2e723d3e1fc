package format

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
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
		if c.turned(&s.Page) {
			continue
		}
		c.margin("page.margin.top", s, where, abs(s.Page.Top), c.numbers.Top, func(p *docx.Page, t docx.Twips) { p.Top = t })
		c.margin("page.margin.bottom", s, where, abs(s.Page.Bottom), c.numbers.Bottom, func(p *docx.Page, t docx.Twips) { p.Bottom = t })
		c.margin("page.margin.left", s, where, s.Page.Left+s.Page.Gutter, c.numbers.Left, func(p *docx.Page, t docx.Twips) { p.Left = t - s.Page.Gutter })
		c.margin("page.margin.right", s, where, s.Page.Right, c.numbers.Right, func(p *docx.Page, t docx.Twips) { p.Right = t })
	}
	c.pageNumbers()
}

// turned says that a landscape page bears the margins of a portrait one turned with it, as Word does by itself: the wide
// margin is then at the top, where the page is bound.
func (c *check) turned(p *docx.Page) bool {
	within := func(t docx.Twips, r Range) bool {
		return t.TenthsMM() >= r.Least-marginTolerance && t.TenthsMM() <= r.Most+marginTolerance
	}
	sides := within(p.Left, c.numbers.Bottom) && within(p.Right, c.numbers.Top) || within(p.Left, c.numbers.Top) && within(p.Right, c.numbers.Bottom)
	return p.Width > p.Height && sides && within(abs(p.Top), c.numbers.Left) && within(abs(p.Bottom), c.numbers.Right)
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
	w, h := millimetres(width), millimetres(height)
	found := measured(strings.TrimSuffix(w.VI, " mm")+" × "+h.VI, strings.TrimSuffix(w.EN, " mm")+" × "+h.EN)
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
	astray := c.missingNumbers()
	if !c.standalone {
		switch {
		case first.TitlePage && len(pageFields(first.Headers.First)) > 0, !first.TitlePage && len(pageFields(first.Headers.Default)) > 0:
			fault(where, "hiển thị ở trang thứ nhất", "shown on the first page")
			astray = true
		}
	}
	if first.PageNumber.Restart && first.PageNumber.Start != 1 {
		fault(where, "không đánh từ số 1", "does not start from 1")
	}
	seen := map[*docx.Story]bool{}
	low, foreign := false, false // said once for the document
	for _, s := range c.doc.Sections {
		place := Place{Section: s.Index, Story: "header", order: c.sectionPlace(s).order}
		for _, story := range []*docx.Story{s.Headers.Default, s.Headers.Even} {
			if story == nil || story == s.Headers.Even && !c.doc.EvenAndOddHeaders {
				continue
			}
			fields := pageFields(story)
			if s.Page.Header >= abs(s.Page.Top) && len(fields) > 0 {
				if !low {
					fault(place, "không nằm trong lề trên", "not within the top margin")
				}
				low = true
				c.mendHeaderDistance(s, place)
			}
			if i := slices.IndexFunc(fields, func(n pageField) bool { return !arabic(s, n) }); i >= 0 {
				if !foreign {
					fault(place, "không phải chữ số Ả Rập", "not in Arabic numerals")
				}
				foreign = true
				c.mendNumerals(s, fields[i], place)
			}
			if !seen[story] {
				seen[story] = true
				c.pageNumberStyle(s, fields, place)
			}
		}
		if c.doc.EvenAndOddHeaders && len(pageFields(s.Headers.Default)) > 0 && len(pageFields(s.Headers.Even)) == 0 && s.Index == 1 {
			fault(place, "thiếu ở trang chẵn", "missing on even pages")
			astray = true
		}
	}
	if astray {
		c.mendNumbering()
	}
}

// missingNumbers looks for pages without a number in the top margin: all but the first of the document and of each annex, which begin a
// count of their own.
func (c *check) missingNumbers() (missing bool) {
	for i, s := range c.doc.Sections {
		start := c.sections[s]
		if start == nil || start.text == 0 || i > 0 && s.Kind == "continuous" {
			continue
		}
		running, opening := len(pageFields(s.Headers.Default)) > 0, pageFields(s.Headers.Default)
		if s.TitlePage {
			opening = pageFields(s.Headers.First)
		}
		begins := i == 0 || s.PageNumber.Restart
		switch {
		case !running && (len(pageFields(s.Footers.Default)) > 0 || len(pageFields(s.Footers.First)) > 0):
			c.find("page.number", Place{Section: s.Index, Story: "footer", order: c.sectionPlace(s).order}, "", say("đặt ở chân trang", "in the footer"), wantPageNumber)
			return true // the others take theirs from it
		case !running && start.surelyPages(s), !begins && len(opening) == 0:
			c.find("page.number", c.sectionPlace(s), "", say("không có", "missing"), wantPageNumber)
			missing = true
		}
	}
	return missing
}

// arabic says that a field shows the numbers of a section in Arabic numerals.
func arabic(s *docx.Section, n pageField) bool {
	if ownNumerals(n) {
		return false
	}
	f := s.PageNumber.Format
	return f == "" || f == "decimal" || strings.Contains(strings.ToLower(n.field.Instruction), "arabic")
}

// ownNumerals says that a field asks for other numerals itself, whatever its section says.
func ownNumerals(n pageField) bool {
	instruction := strings.ToLower(n.field.Instruction)
	return strings.Contains(instruction, "roman") || strings.Contains(instruction, "alphabetic")
}

func (c *check) pageNumberStyle(s *docx.Section, fields []pageField, place Place) {
	for _, n := range fields {
		fault := func(found Words) { c.find("page.number", place, "", found, wantPageNumber) }
		if !centred(n.p) && n.p.Props.Frame.XAlign != "center" && !tabbedToCentre(n.p) && !boxedAtCentre(s, n.p) {
			fault(say("không canh giữa", "not centred"))
			c.mendCentring(n, place)
		}
		if n.field.Props == nil {
			continue
		}
		if size := n.field.Props.EffectiveSize(); size < size13 || size > size14 {
			fault(sizes(size, size))
			c.mendPageField(n, place, sizes(size, size), sizes(min(max(size, size13), size14), min(max(size, size13), size14)),
				edit.RunChange{Size: min(max(size, size13), size14)})
		}
		if n.field.Props.EffectiveBold() { // the samples of section V are not; the text of the decree does not say
			c.warn("page.number", place, "", say("chữ đậm", "bold"), wantPageNumber)
			light := false
			c.mendPageField(n, place, say("chữ đậm", "bold"), say("không đậm", "not bold"), edit.RunChange{Bold: &light})
		}
		if t := strings.TrimSpace(n.p.Text()); besideNumber.MatchString(t) {
			c.warn("page.number", place, "", sayf("có chữ hoặc gạch bên cạnh: “%s”", "words or dashes beside it: “%s”", quote(t)), wantPageNumber)
		}
		if n.field.Props.EffectiveItalic() {
			fault(say("chữ nghiêng", "italic"))
			upright := false
			c.mendPageField(n, place, say("chữ nghiêng", "italic"), say("chữ đứng", "upright"), edit.RunChange{Italic: &upright})
		}
	}
}

// besideNumber are the ways people dress a page number.
var besideNumber = regexp.MustCompile(`^[-–—~]\s*\d*\s*[-–—~]$|^(?i:trang|page|tr\.)`)

// tabbedToCentre says that the header's text stands at its centre tab stop.
func tabbedToCentre(p *docx.Paragraph) bool {
	if !strings.HasPrefix(p.Text(), "\t") || strings.HasPrefix(p.Text(), "\t\t") {
		return false
	}
	for i := range p.Runs {
		if p.Runs[i].AlignTab == "center" {
			return true
		}
	}
	for _, t := range p.Props.Tabs {
		if t.Kind == "center" {
			return true
		}
	}
	return false
}

// boxedAtCentre says that a paragraph stands in a text box in the middle of the page.
func boxedAtCentre(s *docx.Section, p *docx.Paragraph) bool {
	if p.Box == nil || !p.Box.Floating {
		return false
	}
	if p.Box.Horizontal.Align != "" {
		return p.Box.Horizontal.Align == "center"
	}
	width, from := s.Page.Width-s.Page.Left-s.Page.Right, p.Box.Horizontal.Offset
	if p.Box.Horizontal.From == "page" {
		width = s.Page.Width
	}
	middle := (from + p.Box.Width/2).Twips()
	return abs(middle-width/2)*100 <= width*middleTolerance
}

// morePages says whether the document surely takes more than one page.
func (c *check) morePages() bool {
	for _, s := range c.doc.Sections {
		if start := c.sections[s]; start != nil && (start.surelyPages(s) || s.Index > 1 && s.Kind != "continuous" && start.text > 0) {
			return true
		}
	}
	return false
}

// surelyPages says whether a section surely takes more than one page. The file does not state it, so the height of the
// text is reckoned, leaving a third of a page for doubt.
func (t *sectionStart) surelyPages(s *docx.Section) bool {
	width := max(s.Page.Width-s.Page.Left-s.Page.Right, docx.MM(20))
	height := s.Page.Height - abs(s.Page.Top) - abs(s.Page.Bottom)
	return t.pages || t.fixed+docx.Twips(t.area/int64(width)) > height*4/3
}

// measure adds a paragraph to the height of its section. Of the columns of a table that stand side by side the first
// counts.
func (t *sectionStart) measure(p *para) {
	if p.top != nil {
		if column, _ := columnIn(p.top, p.Paragraph); column > 0 {
			return
		}
	}
	size := size14
	if len(p.Runs) > 0 && p.Runs[0].Props != nil {
		size = p.Runs[0].Props.EffectiveSize()
	} else if p.Mark != nil {
		size = p.Mark.EffectiveSize()
	}
	line := docx.Twips(size) * 10 * 115 / 100
	switch {
	case p.Props.LineRule == "exact" && p.Props.Line > 0:
		line = docx.Twips(p.Props.Line)
	case p.Props.LineRule == "auto" && p.Props.Line > 0:
		line = line * docx.Twips(p.Props.Line) / 240
	}
	t.fixed += line + p.Props.Before + p.Props.After
	// A letter of Times New Roman is about 0.45 of its size wide.
	text := docx.Twips(utf8.RuneCountInString(p.text)) * docx.Twips(size) * 10 * 45 / 100
	if p.Cell != nil && p.Cell.Width > 0 {
		t.fixed += text / p.Cell.Width * line
	} else {
		t.area += int64(text) * int64(line)
	}
}
