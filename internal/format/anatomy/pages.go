package anatomy

import (
	"slices"
	"unicode/utf8"

	"trinhky/internal/docx"
	"trinhky/internal/format/report"
)

func (l *Layout) SectionPlace(s *docx.Section) report.Place {
	place := report.Place{Section: s.Index}
	if start := l.Sections[s]; start != nil {
		place.Order = start.paragraph * 2
	}
	return place
}

// HasTable says whether a section holds a table other than those that lay out the header and the end.
func (l *Layout) HasTable(s *docx.Section) bool {
	start := l.Sections[s]
	return start != nil && slices.ContainsFunc(start.tables, func(t *docx.Table) bool { return t != l.Head.Table && t != l.Tail.Table })
}

// MorePages says whether the document surely takes more than one page.
func (l *Layout) MorePages() bool {
	for _, s := range l.Doc.Sections {
		if start := l.Sections[s]; start != nil && (start.SurelyPages(s) || s.Index > 1 && s.Kind != "continuous" && start.Text > 0) {
			return true
		}
	}
	return false
}

// SurelyPages says whether a section surely takes more than one page. The file does not state it, so the height of the
// text is reckoned, leaving a third of a page for doubt.
func (t *sectionStart) SurelyPages(s *docx.Section) bool {
	width := max(s.Page.Width-s.Page.Left-s.Page.Right, docx.MM(20))
	height := s.Page.Height - Abs(s.Page.Top) - Abs(s.Page.Bottom)
	return t.pages || t.fixed+docx.Twips(t.area/int64(width)) > height*4/3
}

// measure adds a paragraph to the height of its section. Of the columns of a table that stand side by side the first
// counts.
func (t *sectionStart) measure(p *Para) {
	if p.Top != nil {
		if column, _ := columnIn(p.Top, p.Paragraph); column > 0 {
			return
		}
	}
	size := Size14
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
	text := docx.Twips(utf8.RuneCountInString(p.Text)) * docx.Twips(size) * 10 * 45 / 100
	if p.Cell != nil && p.Cell.Width > 0 {
		t.fixed += text / p.Cell.Width * line
	} else {
		t.area += int64(text) * int64(line)
	}
}

// Abs is the size of a margin: a negative margin in Word means that the text may not be pushed down by a tall header.
func Abs(t docx.Twips) docx.Twips { return max(t, -t) }
