package edit

import (
	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// RuleGap is the space between text and the rule below it, so that it touches no letter; ruleHeight the height of the
// empty line that bears the rule.
const RuleGap, ruleHeight docx.Twips = 40, 40

// RuleBelow draws a level line below a paragraph, left and right away from the edges of its room: the upper edge of an
// empty line of its own. That looks the same in every word processor, and stays under the text wherever it moves. A
// paragraph that ends a section, or stands in a text box or frame, is refused when the edits are saved.
func (e *Editor) RuleBelow(p *docx.Paragraph, left, right docx.Twips) {
	e.rules = append(e.rules, ruleEdit{p, left, right})
}

type ruleEdit struct {
	p           *docx.Paragraph
	left, right docx.Twips
}

func (r ruleEdit) splices(part []byte, l opc.Language) ([]opc.Splice, error) {
	if r.p.EndsSection || r.p.Box != nil || r.p.Props.Frame.Present {
		return nil, opc.Fault(opc.CodeLayout, r.p.Part, "no line can be put below paragraph %d", r.p.Index)
	}
	p, err := startAt(part, r.p.Span)
	if err != nil {
		return nil, &opc.Error{Code: opc.CodeDamaged, Part: r.p.Part, Err: err}
	}
	none := docx.Twips(0)
	change := ParagraphChange{
		Align: docx.AlignCenter, Left: &r.left, Right: &r.right, FirstLine: &none, Border: &Border{Top: true},
	}
	set := change.elements(&docx.Paragraph{}, p.markup, nil, l)
	set["spacing"] = p.tag("spacing", "before", number(RuleGap), "after", "0", "line", number(ruleHeight), "lineRule", "exact")
	set["contextualSpacing"] = p.tag("contextualSpacing", "val", "0")
	return []opc.Splice{opc.Insert(r.p.Span.End, p.element("p", p.element("pPr", inOrder(paragraphOrder, nil, set))))}, nil
}

// RemoveDrawing takes a drawing out of the run that holds it. One of a group, or that holds text, is refused when the
// edits are saved.
func (e *Editor) RemoveDrawing(p *docx.Paragraph, s *docx.Shape) {
	e.drawings = append(e.drawings, drawingEdit{p, s})
}

type drawingEdit struct {
	p *docx.Paragraph
	s *docx.Shape
}

func (d drawingEdit) splices() ([]opc.Splice, error) {
	alone := 0
	for _, s := range d.p.Shapes() {
		if s.Span == d.s.Span {
			alone++
		}
	}
	if alone != 1 || len(d.s.Blocks) > 0 || d.p.Box != nil || d.s.Span == (opc.Span{}) {
		return nil, opc.Fault(opc.CodeLayout, d.p.Part, "a drawing of paragraph %d cannot be taken out", d.p.Index)
	}
	return []opc.Splice{{Span: d.s.Span}}, nil
}
