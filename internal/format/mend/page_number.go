package mend

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
)

// PageNumbers gives every page its number but the first of the document and those that begin a count, and takes it
// away from the foot, where that can be done without hiding or showing anything else.
func PageNumbers(doc *docx.Document, standalone bool) (all []Repair) {
	foot, alone := footNumbers(doc)
	if !alone {
		return nil
	}
	was := report.Say("không có", "missing")
	if len(foot) > 0 {
		was = report.Say("đặt ở chân trang", "in the footer")
	}
	for i, s := range doc.Sections {
		note := func(from, to report.Words, apply func(w *workshop)) {
			all = append(all, Repair{Change: Change{Rule: "page.number", Where: report.Place{Section: s.Index, Story: "header"}, From: from, To: to}, apply: apply})
		}
		add := func(even bool, to report.Words) {
			note(was, to, func(w *workshop) {
				for _, f := range foot {
					w.RemoveFooter(f.section, f.kind)
				}
				w.AddPageNumber(s, even, edit.RunChange{Font: anatomy.TimesNewRoman, Size: anatomy.Size14})
			})
		}
		if len(anatomy.PageFields(s.Headers.Default)) == 0 {
			add(false, report.Say("canh giữa, cỡ 14", "centred, size 14"))
		}
		if doc.EvenAndOddHeaders && len(anatomy.PageFields(s.Headers.Even)) == 0 {
			add(true, report.Say("canh giữa, cỡ 14, ở trang chẵn", "centred, size 14, on even pages"))
		}
		if s.TitlePage && len(anatomy.PageFields(s.Headers.First)) > 0 && (i == 0 || s.PageNumber.Restart) {
			return nil // somebody typed it there
		}
		begins := i == 0 && !standalone || i > 0 && s.PageNumber.Restart
		if begins == s.TitlePage || i == 0 && standalone {
			continue
		}
		if anatomy.Bears(s.Headers.First) || anatomy.Bears(s.Footers.First) || begins && (anatomy.Bears(s.Headers.Default) || anatomy.Bears(s.Footers.Default)) {
			return nil
		}
		from, to := report.Say("hiển thị ở trang đầu", "shown on the first page"), report.Say("ẩn ở trang đầu", "hidden on the first page")
		if !begins {
			from, to = to, from
		}
		note(from, to, func(w *workshop) { w.SetTitlePage(s, begins) })
	}
	return all
}

// footNumber is a footer with a page number.
type footNumber struct {
	section *docx.Section
	kind    string
}

// footNumbers lists the footers that hold a page number. They stand alone when no footer of their kind, which a section
// would show instead, holds anything else.
func footNumbers(doc *docx.Document) (all []footNumber, alone bool) {
	other := map[string]bool{}
	for _, s := range doc.Sections {
		for kind, f := range map[string]*docx.Story{"first": s.Footers.First, "default": s.Footers.Default, "even": s.Footers.Even} {
			if len(anatomy.PageFields(f)) > 0 {
				all = append(all, footNumber{s, kind})
			}
			other[kind] = other[kind] || anatomy.Bears(f)
		}
	}
	return all, !slices.ContainsFunc(all, func(f footNumber) bool { return other[f.kind] })
}

// HeaderDistance moves a header up into the top margin.
func HeaderDistance(s *docx.Section, where report.Place) Repair {
	return Page("page.number", s, where, report.Say("không nằm trong lề trên", "not within the top margin"), report.Say("cách mép trên 10 mm", "10 mm from the top edge"),
		func(p *docx.Page) { p.Header = docx.EMU(360_000).Twips() })
}

// Numerals numbers a section 1, 2, 3, unless the field asks for other numerals itself.
func Numerals(s *docx.Section, n anatomy.PageField, where report.Place) []Repair {
	if anatomy.OwnNumerals(n) {
		return nil
	}
	return []Repair{{
		Change: Change{Rule: "page.number", Where: where, From: report.Say("không phải chữ số Ả Rập", "not in Arabic numerals"), To: report.Say("chữ số Ả Rập", "Arabic numerals")},
		apply:  func(w *workshop) { w.NumberInArabic(s) },
	}}
}

// Centring puts a page number in the middle when it stands alone in its line: the frame around it, or the line without
// the tabs that place it.
func Centring(n anatomy.PageField, where report.Place) []Repair {
	p := n.P
	if p.Box != nil || !alone(n, " \t") {
		return nil
	}
	r := Repair{Change: Change{Rule: "page.number", Where: where, From: report.Say("không canh giữa", "not centred"), To: report.Say("canh giữa", "centred")}}
	if p.Props.Frame.Present {
		r.also(func(w *workshop) { w.FormatParagraph(p, edit.ParagraphChange{FrameCentred: true}) })
	} else {
		r.also(func(w *workshop) { w.Centre(p) })
		r.without(n, "\t")
	}
	return []Repair{r}
}

// Bare takes the dashes beside a page number away.
func Bare(n anatomy.PageField, where report.Place, from report.Words) []Repair {
	const dashes = " -–—~"
	if !alone(n, dashes) {
		return nil
	}
	r := Repair{Change: Change{Rule: "page.number", Where: where, From: from, To: report.Say("chỉ có số", "the number alone")}}
	r.without(n, dashes)
	return []Repair{r}
}

// alone says that nothing but signs of a set stands beside a page number.
func alone(n anatomy.PageField, beside string) bool {
	for i := range n.P.Runs {
		if r := &n.P.Runs[i]; r.Field != n.Field && strings.Trim(r.Text, beside) != "" || len(r.Shapes) > 0 {
			return false
		}
	}
	return true
}

// without takes signs of a set away from beside a page number.
func (r *Repair) without(n anatomy.PageField, signs string) {
	at := 0
	for i := range n.P.Runs {
		run := &n.P.Runs[i]
		if run.Props.Hidden {
			continue
		}
		from := at
		at += len(run.Text)
		if run.Field == n.Field || !strings.ContainsAny(run.Text, signs) {
			continue
		}
		to := at
		r.paragraph, r.edits = n.P, append(r.edits, Rewrite{from, to, ""})
		r.also(func(w *workshop) { w.ReplaceText(n.P, from, to, "") })
	}
}
