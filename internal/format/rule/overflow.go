package rule

import (
	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
)

var overflowComponent = component{name: "overflow", follow: followOverflow, rules: []Rule{
	{
		"overflow.paper", report.SeverityError, say("Bảng, hình hoặc khung", "Table, picture or frame"), annexI("I.3"),
		say("Chọn bảng, Layout › AutoFit › AutoFit Window; với hình hoặc khung thì thu nhỏ hoặc dời vào trong.",
			"Select the table, Layout › AutoFit › AutoFit Window; make a picture or frame smaller or move it in."),
	},
	{
		"overflow.margin", report.SeverityWarning, say("Bảng, hình hoặc khung", "Table, picture or frame"), annexI("I.3"),
		say("Chọn bảng, Layout › AutoFit › AutoFit Window; với hình hoặc khung thì thu nhỏ hoặc dời vào trong.",
			"Select the table, Layout › AutoFit › AutoFit Window; make a picture or frame smaller or move it in."),
	},
}}

// wide is something that may be wider than the text.
type wide struct {
	place  report.Place
	text   string
	extent func(*docx.Page) (anatomy.Extent, bool)
	// over is how far it may reach over a margin, 0 when that does not matter: nobody sees the edges of what only lays out
	// text, and the tables of the decree's own forms do it.
	over  int
	table *docx.Table // nil for a picture or frame
}

// overflowWatch notes tables, pictures and frames: how wide the text is becomes known only when their section has ended.
type overflowWatch struct {
	c        *Check
	sections map[*docx.Section][]wide
	last     *docx.Table
}

func followOverflow(c *Check) follower {
	return &overflowWatch{c: c, sections: map[*docx.Section][]wide{}}
}

func (w *overflowWatch) paragraph(_ int, p *anatomy.Para, _ anatomy.Zone) {
	if t := anatomy.OutermostTable(p.Paragraph); t != nil && t != w.last {
		w.last = t
		over := 0
		if anatomy.Ruled(t) || p.Cell != nil && p.Cell.Borders.Around() {
			over = tableOverMargin
		}
		w.note(p, over, t, func(page *docx.Page) (anatomy.Extent, bool) { return anatomy.TableExtent(t, anatomy.TextWidth(page)) })
	}
	for i := range p.Runs {
		for _, s := range p.Runs[i].Shapes {
			if s.Kind != docx.ShapeLine {
				over := 0
				if s.Kind == docx.ShapePicture {
					over = pictureOverMargin
				}
				w.note(p, over, nil, func(page *docx.Page) (anatomy.Extent, bool) { return anatomy.ShapeExtent(s, page) })
			}
		}
	}
	if p.Props.Frame.Present {
		frame := p.Paragraph
		w.note(p, 0, nil, func(page *docx.Page) (anatomy.Extent, bool) { return anatomy.FrameExtent(frame, page) })
	}
}

// note keeps as many as anybody reads of.
func (w *overflowWatch) note(p *anatomy.Para, over int, t *docx.Table, extent func(*docx.Page) (anatomy.Extent, bool)) {
	if s := p.Section; s != nil && len(w.sections[s]) < 2*mostPerRule {
		w.sections[s] = append(w.sections[s], wide{at(p.Paragraph), p.Text, extent, over, t})
	}
}

func (w *overflowWatch) end() {
	for _, s := range w.c.paper.Doc.Sections {
		if s.Columns > 1 || !a4(&s.Page) { // on other paper the paper is what is wrong
			continue
		}
		for _, x := range w.sections[s] {
			if e, known := x.extent(&s.Page); known {
				w.judge(s, x, e)
			}
		}
	}
}

func (w *overflowWatch) judge(s *docx.Section, x wide, e anatomy.Extent) {
	room := anatomy.TextWidth(&s.Page)
	left, right := -e.Left, e.Right-room // how far over the margins
	beyond := max(left-s.Page.Left-s.Page.Gutter, right-s.Page.Right)
	over := max(left, right)
	switch {
	case beyond.TenthsMM() > offPaper:
		found := report.Millimetres(beyond.TenthsMM())
		w.c.find("overflow.paper", x.place, x.text, say("vượt mép giấy "+found.VI+", phần vượt không in được", found.EN+" off the paper, where nothing is printed"), say("nằm trong lề", "to lie within the margins"))
		w.mend("overflow.paper", s, x)
	case x.over > 0 && over.TenthsMM() > x.over:
		found := report.Millimetres(over.TenthsMM())
		w.c.find("overflow.margin", x.place, x.text, say("vượt lề "+found.VI, found.EN+" over the margin"), say("nằm trong lề", "to lie within the margins"))
		w.mend("overflow.margin", s, x)
	}
}

func (w *overflowWatch) mend(id string, s *docx.Section, x wide) {
	if w.c.mending && x.table != nil {
		w.c.note(mend.Fit(id, x.table, &s.Page, x.place))
	}
}
