package mend

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// DrawnRule draws the line under the last of a component's lines anew: share is its length in percent of the text above.
// old is the line that is wrong, byHand the paragraph in which one is typed or underlined; either may be nil. Where the
// file gives a line no place of its own, or the old one cannot be taken away, nothing is done.
func DrawnRule(id string, x *anatomy.Line, old *anatomy.DrawnRule, byHand *docx.Paragraph, from, to report.Words, share int64) []Repair {
	p := x.P
	if p.EndsSection || p.Props.Frame.Present || strings.Contains(p.Text(), "\t") || inExactRow(p) || old != nil && old.OfCell {
		return nil
	}
	left, right := ruleIndents(x, share)
	r := Repair{Change: Change{Rule: id, Where: report.At(p), Text: wording.Quote(x.Text), From: from, To: to}}
	below := func() { r.also(func(w *workshop) { w.RuleBelow(p, left, right) }) }
	at := func(q *docx.Paragraph) {
		none := docx.Twips(0)
		change := edit.ParagraphChange{Align: docx.AlignCenter, Left: &left, Right: &right, FirstLine: &none, Border: &edit.Border{Top: true}}
		if gap := edit.RuleGap; q.Props.Before < gap {
			change.Before = &gap
		}
		r.also(func(w *workshop) { w.FormatParagraph(q, change) })
	}
	switch {
	case p.Box != nil && (byHand == nil || byHand == p) && (old == nil || old.Shape != nil || old.P == p):
		return nil // a text box does not grow with one line more
	case old != nil && old.Shape != nil:
		if old.P.Box != nil || len(old.Shape.Blocks) > 0 {
			return nil
		}
		r.also(func(w *workshop) { w.RemoveDrawing(old.P, old.Shape) })
		below()
	case old != nil && old.P != p: // an empty line that bears it
		at(old.P)
	case old != nil:
		r.also(func(w *workshop) { w.FormatParagraph(p, edit.ParagraphChange{Border: &edit.Border{}}) })
		below()
	case byHand != nil && byHand != p:
		if text := byHand.Text(); anatomy.DrawnByHand(text) {
			r.paragraph, r.edits = byHand, []Rewrite{{0, len(text), ""}}
			r.also(func(w *workshop) { w.ReplaceText(byHand, 0, len(text), "") })
			at(byHand)
		} else {
			return nil
		}
	case byHand != nil:
		if !r.takeTyped(x) {
			return nil
		}
		below()
	default:
		below()
	}
	return []Repair{r}
}

// takeTyped takes the line that is typed below a text in its own paragraph, or drawn under its letters.
func (r *Repair) takeTyped(x *anatomy.Line) bool {
	p := x.P
	for _, y := range anatomy.LinesOf(p, false) {
		if anatomy.DrawnByHand(y.Text) && y.Offset > 0 && p.Text()[y.Offset-1] == '\n' {
			from, to := y.Offset-1, y.Offset+len(y.Text)
			r.paragraph, r.edits = p, []Rewrite{{from, to, ""}}
			r.also(func(w *workshop) { w.ReplaceText(p, from, to, "") })
			return true
		}
	}
	return r.lettersOf(x, func(piece anatomy.Piece) (edit.RunChange, bool) {
		return edit.RunChange{Plain: true}, piece.Props.Underline != ""
	})
}

// ruleIndents are the distances of a line from both edges of the room in which its text stands.
func ruleIndents(x *anatomy.Line, share int64) (left, right docx.Twips) {
	room := anatomy.Room(x.P)
	printed := x.Printed(max(room-x.P.Props.Left-x.P.Props.Right, docx.MM(10)))
	text := min(printed[len(printed)-1].Twips(), room)
	length := docx.Twips(int64(text) * share / 100)
	middle := anatomy.Start(x.P) + text/2
	switch x.P.Props.Align {
	case docx.AlignCenter:
		middle = (x.P.Props.Left + x.P.Props.FirstLine + room - x.P.Props.Right) / 2
	case docx.AlignRight:
		middle = room - x.P.Props.Right - text/2
	}
	left = max(middle-length/2, 0)
	return left, max(room-left-length, 0)
}

// inExactRow says that a paragraph stands in a table row that does not grow with what is in it.
func inExactRow(p *docx.Paragraph) bool {
	for c := p.Cell; c != nil; c = c.Table.Cell {
		if c.Row.HeightRule == "exact" {
			return true
		}
	}
	return false
}
