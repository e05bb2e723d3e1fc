package edit

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// paragraphOrder is the order of the children of w:pPr.
var paragraphOrder = strings.Fields(`pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
	tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
	spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId
	cnfStyle rPr sectPr pPrChange`)

// Centre puts a paragraph in the middle between the margins, in both forms of a text box.
func (e *Editor) Centre(p *docx.Paragraph) {
	e.inBothForms(p, func(q *docx.Paragraph) { e.centred[q] = true })
}

// middle states that a paragraph is centred and indented on no side.
func (m markup) middle() map[string]string {
	return map[string]string{
		"ind": m.tag("ind", "left", "0", "right", "0", "firstLine", "0"),
		"jc":  m.tag("jc", "val", "center"),
	}
}

// centreSplice works out the bytes to change for centring a paragraph.
func centreSplice(p *docx.Paragraph, part []byte) (opc.Splice, error) {
	damaged := func(err error) (opc.Splice, error) {
		return opc.Splice{}, &opc.Error{Code: opc.CodeDamaged, Part: p.Part, Err: err}
	}
	para, err := elementAt(part, p.Span)
	if err != nil {
		return damaged(err)
	}
	props := para.child("pPr")
	if props == nil {
		return opc.Insert(para.open.End, para.element("pPr", inOrder(paragraphOrder, nil, para.middle()))), nil
	}
	old, err := elementAt(part, props.span)
	if err != nil {
		return damaged(err)
	}
	return opc.Replace(props.span, []byte(old.element("pPr", inOrder(paragraphOrder, old.written(part), old.middle())))), nil
}
