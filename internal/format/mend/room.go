package mend

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
)

// Tolerances of what lies beyond the text: a table's borders stand beside its text, and printers leave the edge of the
// paper blank.
var (
	tableJut  = docx.MM(3)
	paperEdge = docx.MM(3)
)

// Room says what becomes of the tables, pictures and frames of a section when its pages change to page. Tables that would
// lie beyond the text are made as wide as it. Where words would be cut off, or anything moved off the paper, why says
// what is in the way. id is the rule for which the pages change. It looks at the whole content of the section, which a scan does not keep.
func Room(id string, s *docx.Section, where report.Place, page *docx.Page) (tables []Repair, why report.Words) {
	room := anatomy.TextWidth(page)
	if s.Columns > 1 || room < docx.MM(50) {
		return nil, report.Words{}
	}
	for _, b := range s.Blocks {
		t, ok := b.(*docx.Table)
		if !ok {
			continue
		}
		e, known := anatomy.TableExtent(t, room)
		if !known {
			continue
		}
		was, _ := anatomy.TableExtent(t, anatomy.TextWidth(&s.Page))
		off := beyondPaper(e, page) > max(beyondPaper(was, &s.Page), 0)
		if beyondText := e.Right-room > tableJut || -e.Left > tableJut; !beyondText || !anatomy.Ruled(t) && !off {
			continue // what only lays out text may reach into the margin
		}
		switch blocked := tight(t, e.Width(), room); {
		case blocked == (report.Words{}):
			tables = append(tables, fit(id, t, where, e.Width(), room))
		case off:
			return nil, blocked
		}
	}
	return tables, driven(s, page)
}

// beyondPaper is how far something reaches over the printable part of the paper, negative within.
func beyondPaper(e anatomy.Extent, page *docx.Page) docx.Twips {
	left := page.Left + page.Gutter + e.Left
	right := page.Width - page.Left - page.Gutter - e.Right
	return paperEdge - min(left, right)
}

// driven says whether a picture, text box or frame would be driven off the paper, and which.
func driven(s *docx.Section, page *docx.Page) (why report.Words) {
	worse := func(now, then anatomy.Extent, known bool) bool {
		return known && beyondPaper(now, page) > max(beyondPaper(then, &s.Page), 0)
	}
	for p := range docx.WalkParagraphs(s.Blocks) {
		now, known := anatomy.FrameExtent(p, page)
		then, _ := anatomy.FrameExtent(p, &s.Page)
		if worse(now, then, known) {
			return report.Sayf("khung ở đoạn %d sẽ ra ngoài mép giấy", "the frame in paragraph %d would leave the paper", p.Index)
		}
		for _, shape := range p.Shapes() {
			now, known := anatomy.ShapeExtent(shape, page)
			then, _ := anatomy.ShapeExtent(shape, &s.Page)
			if shape.Kind != docx.ShapeLine && worse(now, then, known) {
				return report.Sayf("hình ở đoạn %d sẽ ra ngoài mép giấy", "the drawing in paragraph %d would leave the paper", p.Index)
			}
		}
	}
	return report.Words{}
}

// Fit makes a table that lies beyond the text as wide as it, or says why not.
func Fit(id string, t *docx.Table, page *docx.Page, where report.Place) Repair {
	room := anatomy.TextWidth(page)
	e, _ := anatomy.TableExtent(t, room)
	if why := tight(t, e.Width(), room); why != (report.Words{}) {
		return Leave(id, where, why)
	}
	return fit(id, t, where, e.Width(), room)
}

func fit(id string, t *docx.Table, where report.Place, from, to docx.Twips) Repair {
	if p := firstParagraph(t); p != nil {
		where = report.At(p)
	}
	was, is := report.Millimetres(from.TenthsMM()), report.Millimetres(to.TenthsMM())
	return Repair{
		Change: Change{
			Rule: id, Where: where,
			From: report.Say("bảng rộng "+was.VI, "a table "+was.EN+" wide"),
			To:   report.Say("rộng "+is.VI+" như phần lời văn", is.EN+" wide, as the text"),
		},
		apply: func(w *workshop) { w.FitTable(t, from, to) }, table: t,
	}
}

func firstParagraph(t *docx.Table) *docx.Paragraph {
	for p := range docx.WalkParagraphs([]docx.Block{t}) {
		return p
	}
	return nil
}

// tight says what in a table has no room when it is made narrower: a row that does not grow, a word or a picture.
func tight(t *docx.Table, from, to docx.Twips) report.Words {
	for _, row := range t.Rows {
		if row.HeightRule == "exact" {
			return report.Say("bảng có hàng cao cố định, thu hẹp sẽ che mất chữ", "a row of the table has a fixed height, and would hide words when made narrower")
		}
		for _, c := range row.Cells {
			room := docx.Twips(int64(c.Width)*int64(to)/int64(max(from, 1))) - 2*anatomy.CellPadding
			if c.Width == 0 {
				continue
			}
			for _, b := range c.Blocks {
				switch b := b.(type) {
				case *docx.Table:
					if why := tight(b, from, to); why != (report.Words{}) {
						return why
					}
				case *docx.Paragraph:
					if widest(b) > room {
						return report.Sayf("cột có đoạn %d quá hẹp nếu thu bảng lại", "the column with paragraph %d would be too narrow", b.Index)
					}
				}
			}
		}
	}
	return report.Words{}
}

// widest is the width of the longest word or picture of a paragraph.
func widest(p *docx.Paragraph) (most docx.Twips) {
	for i := range p.Runs {
		r := &p.Runs[i]
		for _, s := range r.Shapes {
			most = max(most, s.Width.Twips())
		}
		if r.Props == nil || r.Props.Hidden {
			continue
		}
		for word := range strings.FieldsSeq(r.Text) {
			most = max(most, docx.TextWidth(word, r.Props.EffectiveSize(), r.Props.EffectiveBold(), r.Props.EffectiveItalic()))
		}
	}
	return most
}

// PageSize gives a section A4 paper, upright or turned, with its tables in step.
func PageSize(s *docx.Section, where report.Place, from, to report.Words, landscape bool) []Repair {
	page := s.Page
	page.Width, page.Height, page.Landscape = a4Width, a4Height, landscape
	if landscape {
		page.Width, page.Height = a4Height, a4Width
	}
	tables, why := Room("page.size", s, where, &page)
	if why != (report.Words{}) {
		return []Repair{Leave("page.size", where, why)}
	}
	return append(tables, Repair{
		Change: Change{Rule: "page.size", Where: where, From: from, To: to},
		apply:  func(w *workshop) { w.SetPageSize(s, page) },
	})
}

const a4Width, a4Height docx.Twips = 11906, 16838

// Sides are the repairs of a section's left and right margins: made together, or left as they are with the reason. page
// is the section's page with all of them made.
func Sides(s *docx.Section, where report.Place, page *docx.Page, margins []Repair) []Repair {
	if len(margins) == 0 {
		return nil
	}
	tables, why := Room(margins[0].Rule, s, where, page)
	if why == (report.Words{}) {
		return append(tables, margins...)
	}
	var left []Repair
	for _, m := range margins {
		left = append(left, Leave(m.Rule, m.Where, why))
	}
	return left
}
