package mend

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// Margin sets one side of a section's pages to the nearest value the decree allows, in tenths of a millimetre.
func Margin(id string, s *docx.Section, where report.Place, from, to int, set func(*docx.Page, docx.Twips)) Repair {
	return Page(id, s, where, report.Millimetres(from), report.Millimetres(to), func(p *docx.Page) { set(p, docx.EMU(to*3600).Twips()) })
}

// Page changes measures of a section's pages; several changes of one section are laid on each other.
func Page(id string, s *docx.Section, where report.Place, from, to report.Words, set func(*docx.Page)) Repair {
	return Repair{Change: Change{Rule: id, Where: where, From: from, To: to}, apply: func(w *workshop) {
		page := w.pages[s]
		if page == nil {
			copied := s.Page
			page = &copied
			w.pages[s] = page
		}
		set(page)
		w.SetMargins(s, *page)
	}}
}

// PageField formats the runs of a page number, or its code where the file stores no number.
func PageField(n anatomy.PageField, where report.Place, from, to report.Words, change edit.RunChange) (all []Repair) {
	const id = "page.number"
	for i := range n.P.Runs {
		if n.P.Runs[i].Field == n.Field {
			all = append(all, Run(id, n.P, i, where, from, to, change))
		}
	}
	if i := slices.Index(n.P.Fields, n.Field); len(all) == 0 && i >= 0 {
		all = append(all, Repair{
			Change: Change{Rule: id, Where: where, From: from, To: to},
			apply:  func(w *workshop) { w.FormatFieldCode(n.P, i, change) },
		})
	}
	return all
}

// Run changes the letters of one run.
func Run(id string, p *docx.Paragraph, run int, where report.Place, from, to report.Words, change edit.RunChange) Repair {
	return Repair{
		Change: Change{Rule: id, Where: where, Text: wording.Quote(p.Runs[run].Text), From: from, To: to},
		apply:  func(w *workshop) { w.FormatRun(p, run, change) },
	}
}

// Size sets the runs of a line to the nearest size allowed. A run that reaches beyond the line is left alone.
func Size(id string, x *anatomy.Line, where report.Place, least, most docx.HalfPoints) (all []Repair) {
	main := mainSize(x)
	for _, piece := range x.Pieces {
		size := piece.Props.EffectiveSize()
		want := nearest(size, main, least, most)
		if piece.Run < 0 || size == want || strings.TrimSpace(piece.Text) == "" {
			continue
		}
		if len(strings.TrimSpace(x.P.Runs[piece.Run].Text)) != len(strings.TrimSpace(piece.Text)) {
			continue
		}
		all = append(all, Run(id, x.P, piece.Run, where, report.Sizes(size, size), report.Sizes(want, want), edit.RunChange{Size: want}))
	}
	return all
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
func mainSize(x *anatomy.Line) docx.HalfPoints {
	count := map[docx.HalfPoints]int{}
	var main docx.HalfPoints
	for _, p := range x.Pieces {
		size := p.Props.EffectiveSize()
		if count[size] += len(p.Text); count[size] > count[main] {
			main = size
		}
	}
	return main
}

// ParagraphSize sets all of a paragraph that has one size to another.
func ParagraphSize(id string, p *docx.Paragraph, from, to docx.HalfPoints) (all []Repair) {
	for i := range p.Runs {
		if r := &p.Runs[i]; !r.Props.Hidden && r.Props.EffectiveSize() == from && strings.TrimSpace(r.Text) != "" {
			all = append(all, Run(id, p, i, report.At(p), report.Sizes(from, from), report.Sizes(to, to), edit.RunChange{Size: to}))
		}
	}
	return all
}

// BodySize sets the runs of a paragraph of text to the nearest size allowed.
func BodySize(p *docx.Paragraph, least, most docx.HalfPoints) (all []Repair) {
	whole := anatomy.Line{}
	for i := range p.Runs {
		whole.Pieces = append(whole.Pieces, anatomy.Piece{Text: p.Runs[i].Text, Props: p.Runs[i].Props, Run: i})
	}
	main := mainSize(&whole)
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props == nil || r.Props.Hidden || r.Note != "" || r.Math || r.Props.VertAlign != "" || strings.TrimSpace(r.Text) == "" {
			continue
		}
		size := r.Props.EffectiveSize()
		if want := nearest(size, main, least, most); want != size {
			all = append(all, Run("body.size", p, i, report.At(p), report.Sizes(size, size), report.Sizes(want, want), edit.RunChange{Size: want}))
		}
	}
	return all
}
