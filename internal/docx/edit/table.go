package edit

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// tableOrder is the order of the children of w:tblPr.
var tableOrder = strings.Fields(`tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
	tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange`)

// scale is a proportion in which widths are changed.
type scale struct{ to, from docx.Twips }

func (s scale) of(v docx.Twips) docx.Twips {
	return docx.Twips((int64(v)*int64(s.to) + int64(s.from)/2) / int64(s.from))
}

// FitTable makes a table of the body as wide as to, which it is from, its columns in proportion, and lets it begin at
// the left margin. Tables in its cells follow. Widths in percent follow by themselves.
func (e *Editor) FitTable(t *docx.Table, from, to docx.Twips) { e.tables[t] = scale{to, from} }

// tableSplices works out the bytes to change for the width of a table.
func tableSplices(part []byte, span opc.Span, s scale, nested bool) ([]opc.Splice, error) {
	table, err := elementAt(part, span)
	if err != nil {
		return nil, err
	}
	w := tableWriter{part: part, scale: s}
	for _, c := range table.children {
		switch c.name {
		case "tblPr":
			w.properties(c.span, nested)
		case "tblGrid":
			w.widths(c.span, "gridCol")
		case "tr":
			w.row(c.span)
		case "sdt", "customXml", "AlternateContent":
			return nil, opc.Fault(opc.CodeLayout, "", "rows of a table stand in a content control")
		}
	}
	return w.out, w.err
}

// tableWriter gathers what changes in one table.
type tableWriter struct {
	part  []byte
	scale scale
	out   []opc.Splice
	err   error
}

func (w *tableWriter) element(span opc.Span) *element {
	if w.err != nil {
		return nil
	}
	e, err := elementAt(w.part, span)
	w.err = err
	if err != nil {
		return nil
	}
	return e
}

// scaled is a width as it is to be, false when it is not stated in twips.
func (w *tableWriter) scaled(c *child) (string, bool) {
	if kind := attr(c.attrs, "type"); kind != "dxa" && kind != "" {
		return "", false
	}
	v, ok := docx.ParseTwips(attr(c.attrs, "w"))
	return number(w.scale.of(v)), ok && v > 0
}

// widths changes the widths that children of an element state.
func (w *tableWriter) widths(span opc.Span, names ...string) {
	e := w.element(span)
	if e == nil {
		return
	}
	for i := range e.children {
		c := &e.children[i]
		for _, name := range names {
			if v, ok := w.scaled(c); ok && c.name == name {
				w.out = append(w.out, opc.Replace(c.open, e.withAttr(w.part[c.open.Start:c.open.End], "w", v)))
			}
		}
	}
}

func (w *tableWriter) properties(span opc.Span, nested bool) {
	e := w.element(span)
	if e == nil {
		return
	}
	set := map[string]string{}
	if c := e.child("tblW"); c != nil {
		if v, ok := w.scaled(c); ok {
			set["tblW"] = e.tag("tblW", "w", v, "type", "dxa")
		}
	}
	if !nested {
		set["tblInd"] = e.tag("tblInd", "w", "0", "type", "dxa")
	}
	w.out = append(w.out, e.put(w.part, tableOrder, set)...)
}

func (w *tableWriter) row(span opc.Span) {
	row := w.element(span)
	if row == nil {
		return
	}
	for _, c := range row.children {
		switch c.name {
		case "trPr":
			w.widths(c.span, "wBefore", "wAfter")
		case "tc":
			w.cell(c.span)
		case "sdt", "customXml", "AlternateContent":
			w.err = opc.Fault(opc.CodeLayout, "", "cells of a table stand in a content control")
		}
	}
}

func (w *tableWriter) cell(span opc.Span) {
	cell := w.element(span)
	if cell == nil {
		return
	}
	for _, c := range cell.children {
		switch c.name {
		case "tcPr":
			w.widths(c.span, "tcW")
		case "tbl":
			if w.err != nil {
				return
			}
			more, err := tableSplices(w.part, c.span, w.scale, true)
			w.out, w.err = append(w.out, more...), err
		}
	}
}
