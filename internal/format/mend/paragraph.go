package mend

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// Paragraph changes the form of a paragraph.
func Paragraph(id string, p *docx.Paragraph, from, to report.Words, change edit.ParagraphChange) Repair {
	return Repair{
		Change: Change{Rule: id, Where: report.At(p), Text: wording.Quote(p.Text()), From: from, To: to},
		apply:  func(w *workshop) { w.FormatParagraph(p, change) },
	}
}

// Justify sets a paragraph to both margins.
func Justify(p *docx.Paragraph, from report.Words) Repair {
	return Paragraph("body.align", p, from, report.Say("canh đều cả hai lề", "justified"), edit.ParagraphChange{Align: docx.AlignJustify})
}

// Indent lets the first line of a paragraph begin at a distance from the margin and the others at it; spaces and tabs
// typed before the text go.
func Indent(id string, p *docx.Paragraph, from, to report.Words, first docx.Twips) Repair {
	none := docx.Twips(0)
	change := edit.ParagraphChange{Left: &none, FirstLine: &first}
	if p.Props.Right > 0 {
		change.Right = &none
	}
	r := Paragraph(id, p, from, to, change)
	if typed := typedIndent(p); typed > 0 {
		r.paragraph, r.edits = p, []Rewrite{{0, typed, ""}}
		r.also(func(w *workshop) { w.ReplaceText(p, 0, typed, "") })
	}
	return r
}

// typedIndent is how many bytes of white space stand before the text.
func typedIndent(p *docx.Paragraph) int {
	text := p.Text()
	rest := strings.TrimLeft(text, " \t\u00a0")
	if rest == "" || strings.HasPrefix(rest, "\n") || strings.HasPrefix(rest, "\f") {
		return 0
	}
	return len(text) - len(rest)
}

// AtMargin lets a line of a list begin at the left margin.
func AtMargin(id string, x *anatomy.Line, from, to report.Words) Repair {
	r := Indent(id, x.P, from, to, 0)
	if anatomy.Centred(x.P) || x.P.Props.Align == docx.AlignRight {
		r.also(func(w *workshop) { w.FormatParagraph(x.P, edit.ParagraphChange{Align: docx.AlignLeft}) })
	}
	return r
}

// Below lets a line begin where another begins.
func Below(id string, x, other *anatomy.Line, from, to report.Words) Repair {
	left, first := other.P.Props.Left, other.P.Props.FirstLine
	r := Indent(id, x.P, from, to, 0)
	r.also(func(w *workshop) {
		w.FormatParagraph(x.P, edit.ParagraphChange{Align: other.P.Props.Align, Left: &left, FirstLine: &first})
	})
	return r
}

// Lines sets the line spacing of a paragraph, in 240ths of a line.
func Lines(id string, p *docx.Paragraph, from, to report.Words, line int32) Repair {
	return Paragraph(id, p, from, to, edit.ParagraphChange{Line: &line})
}

// Before sets the space above a paragraph so that gap lies between it and the one above.
func Before(id string, above, p *docx.Paragraph, from, to report.Words, gap docx.Twips) Repair {
	after := above.Props.After
	switch {
	case above.Props.ContextualSpacing && above.Props.Style == p.Props.Style:
		after = 0
	case above.Props.AfterAuto:
		after = anatomy.AutoSpace
	}
	before := max(gap-after, 0)
	r := Paragraph(id, p, from, to, edit.ParagraphChange{Before: &before})
	if after > gap {
		r.also(func(w *workshop) { w.FormatParagraph(above, edit.ParagraphChange{After: &gap}) })
	}
	return r
}
