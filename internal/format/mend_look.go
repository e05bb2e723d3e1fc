package format

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
)

// mendMargin sets one side of a section's pages to the nearest value the decree allows, in tenths of a millimetre.
func (c *check) mendMargin(id string, s *docx.Section, where Place, from, to int, set func(*docx.Page, docx.Twips)) {
	c.mendPage(id, s, where, millimetres(from), millimetres(to), func(p *docx.Page) { set(p, docx.EMU(to*3600).Twips()) })
}

// mendPage changes measures of a section's pages; several changes of one section are laid on each other.
func (c *check) mendPage(id string, s *docx.Section, where Place, from, to Words, set func(*docx.Page)) {
	c.note(mend{Change: Change{Rule: id, Where: where, From: from, To: to}, apply: func(e *edit.Editor) {
		page := c.margins[s]
		if page == nil {
			copied := s.Page
			page = &copied
			c.margins[s] = page
		}
		set(page)
		e.SetMargins(s, *page)
	}})
}

// mendPageField formats the runs of a page number, or its code where the file stores no number.
func (c *check) mendPageField(n pageField, where Place, from, to Words, change edit.RunChange) {
	shown := false
	for i := range n.p.Runs {
		if n.p.Runs[i].Field == n.field {
			shown = true
			c.mendRun("page.number", n.p, i, where, from, to, change)
		}
	}
	if i := slices.Index(n.p.Fields, n.field); !shown && i >= 0 {
		c.note(mend{
			Change: Change{Rule: "page.number", Where: where, From: from, To: to},
			apply:  func(e *edit.Editor) { e.FormatFieldCode(n.p, i, change) },
		})
	}
}

func (c *check) mendRun(id string, p *docx.Paragraph, run int, where Place, from, to Words, change edit.RunChange) {
	c.note(mend{
		Change: Change{Rule: id, Where: where, Text: quote(p.Runs[run].Text), From: from, To: to},
		apply:  func(e *edit.Editor) { e.FormatRun(p, run, change) },
	})
}

// mendSize sets the runs of a line to the nearest size allowed. A run that reaches beyond the line is left alone.
func (c *check) mendSize(id string, x *line, where Place, least, most docx.HalfPoints) {
	main := mainSize(x)
	for _, piece := range x.pieces {
		size := piece.props.EffectiveSize()
		want := nearest(size, main, least, most)
		if piece.run < 0 || size == want || strings.TrimSpace(piece.text) == "" {
			continue
		}
		if len(strings.TrimSpace(x.p.Runs[piece.run].Text)) != len(strings.TrimSpace(piece.text)) {
			continue
		}
		c.mendRun(id, x.p, piece.run, where, sizes(size, size), sizes(want, want), edit.RunChange{Size: want})
	}
}

// nearest is the size to give letters that are outside a range: that of most of their line where it is allowed, else the
// nearest bound.
func nearest(size, main, least, most docx.HalfPoints) docx.HalfPoints {
	switch {
	case size >= least && size <= most:
		return size
	case main >= least && main <= most:
		return main
	}
	return min(max(size, least), most)
}

// mainSize is the size in which most letters of a line are set.
func mainSize(x *line) docx.HalfPoints {
	count := map[docx.HalfPoints]int{}
	var main docx.HalfPoints
	for _, p := range x.pieces {
		size := p.props.EffectiveSize()
		if count[size] += len(p.text); count[size] > count[main] {
			main = size
		}
	}
	return main
}

// mendParagraphSize sets all of a paragraph that has one size to another.
func (c *check) mendParagraphSize(id string, p *docx.Paragraph, from, to docx.HalfPoints) {
	for i := range p.Runs {
		if r := &p.Runs[i]; !r.Props.Hidden && r.Props.EffectiveSize() == from && strings.TrimSpace(r.Text) != "" {
			c.mendRun(id, p, i, at(p), sizes(from, from), sizes(to, to), edit.RunChange{Size: to})
		}
	}
}

// mendBodySize sets the runs of a paragraph of text to the nearest size allowed.
func (c *check) mendBodySize(p *para) {
	if !c.mending {
		return
	}
	whole := line{}
	for i := range p.Runs {
		whole.pieces = append(whole.pieces, piece{p.Runs[i].Text, p.Runs[i].Props, i})
	}
	main := mainSize(&whole)
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props == nil || r.Props.Hidden || r.Note != "" || r.Math || r.Props.VertAlign != "" || strings.TrimSpace(r.Text) == "" {
			continue
		}
		size := r.Props.EffectiveSize()
		if want := nearest(size, main, docx.HalfPoints(c.numbers.BodySize.Least), docx.HalfPoints(c.numbers.BodySize.Most)); want != size {
			c.mendRun("body.size", p.Paragraph, i, at(p.Paragraph), sizes(size, size), sizes(want, want), edit.RunChange{Size: want})
		}
	}
}
