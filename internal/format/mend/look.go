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
	whole := wholeLine(p)
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
