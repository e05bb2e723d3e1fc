package docx

import (
	"strings"

	"trinhky/internal/docx/opc"
)

// tableLook says which conditional formats of its style a table uses.
type tableLook struct{ firstRow, lastRow, firstCol, lastCol, noHBand, noVBand bool }

// defaultLook is that of a table which states none.
var defaultLook = tableLook{firstRow: true, firstCol: true, noVBand: true}

// maxGrid is more columns than Word allows in a table (63), with room for other programs.
const maxGrid = 256

// table reads a w:tbl; nil when every row was deleted by a tracked change.
func (st *story) table(e opc.Elem) (*Table, error) {
	t := &Table{Section: st.section, Cell: st.cell, raw: &rawTable{look: defaultLook}}
	t.Span.Start = e.Start
	var row func(e opc.Elem) error
	row = func(e opc.Elem) error {
		if e.NS == opc.MC {
			_, err := st.alternate(e, row)
			return err
		}
		if e.NS != opc.W {
			return nil
		}
		switch e.Local {
		case "tblPr":
			return st.tableProperties(t)
		case "tblGrid":
			return st.s.Children(func(e opc.Elem) error {
				if v, ok := ParseTwips(e.Attr("w")); ok && e.Local == "gridCol" && len(t.Grid) < maxGrid {
					t.Grid = append(t.Grid, v)
				}
				return nil
			})
		case "tr":
			r, err := st.row(t)
			if r != nil && err == nil {
				st.addRow(t, r)
			}
			return err
		case "sdt", "sdtContent", "customXml":
			return st.s.Children(row)
		}
		return nil
	}
	err := st.s.Children(row)
	t.Span.End = st.s.Offset()
	if err != nil || t.RowCount == 0 {
		return nil, err
	}
	if st.passing() {
		st.passRow(t, true)
		return nil, nil
	}
	return t, nil
}

// passing says whether the rows of a table here go by in a scan. Tables inside a cell or text box come with it.
func (st *story) passing() bool {
	return st.visitor != nil && st.body && st.cell == nil && st.box == nil
}

// addRow keeps a row. In a scan it lets the row before go by: only now is it sure that it was not the table's last,
// which a table style may format differently.
func (st *story) addRow(t *Table, r *Row) {
	t.RowCount++
	if !st.passing() {
		t.Rows = append(t.Rows, r)
		return
	}
	if t.raw.held != nil {
		st.passRow(t, false)
	}
	t.raw.held = r
}

// passRow resolves the held row and tells the visitor of its paragraphs.
func (st *story) passRow(t *Table, last bool) {
	if t.raw.open == nil {
		t.raw.open = st.res.openTable(t)
	}
	row := t.raw.held
	st.res.row(t.raw.open, row, last, st.next)
	st.place()
	for _, c := range row.Cells {
		for p := range WalkParagraphs(c.Blocks) {
			st.visitor.Paragraph(p)
		}
	}
}

func (st *story) tableProperties(t *Table) error {
	return st.s.Children(func(e opc.Elem) (err error) {
		switch e.Local {
		case "tblStyle":
			t.Style = e.Short("val")
		case "jc":
			t.Align = alignValue(e.Short("val"))
		case "tblW":
			switch kind := e.Attr("type"); {
			case kind == "pct" || strings.HasSuffix(e.Attr("w"), "%"):
				t.Relative = true
			case kind == "dxa" || kind == "":
				t.Width, _ = ParseTwips(e.Attr("w"))
			}
		case "tblLayout":
			t.Fixed = e.Attr("type") == "fixed"
		case "tblpPr":
			t.Floating = true
		case "tblInd":
			t.Indent, t.raw.hasIndent = ParseTwips(e.Attr("w"))
		case "tblBorders":
			t.raw.borders, err = readBorders(st.s)
		case "tblLook":
			t.raw.look = lookValue(&e)
		case "tblPrChange":
			st.revision(e, "table", nil)
		}
		return err
	})
}

func lookValue(e *opc.Elem) tableLook {
	bits, _ := parseHex(padHex(e.Attr("val")))
	is := func(name string, bit rune) bool {
		if v, ok := e.Lookup(name); ok {
			return v == "1" || v == "true" || v == "on"
		}
		return bits&bit != 0
	}
	return tableLook{
		firstRow: is("firstRow", 0x20), lastRow: is("lastRow", 0x40), firstCol: is("firstColumn", 0x80),
		lastCol: is("lastColumn", 0x100), noHBand: is("noHBand", 0x200), noVBand: is("noVBand", 0x400),
	}
}

// padHex lets parseHex, which refuses control characters, read small numbers.
func padHex(v string) string {
	if len(v) > 4 {
		return ""
	}
	return "1" + ("0000" + v)[len(v):]
}

func (st *story) row(t *Table) (*Row, error) {
	r := &Row{HeightRule: "auto"}
	deleted := false
	column := 0
	var cell func(e opc.Elem) error
	cell = func(e opc.Elem) error {
		if e.NS == opc.MC {
			_, err := st.alternate(e, cell)
			return err
		}
		if e.NS != opc.W {
			return nil
		}
		switch e.Local {
		case "tblPrEx":
			return st.s.Children(func(e opc.Elem) error {
				if e.Local != "tblBorders" {
					return nil
				}
				b, err := readBorders(st.s)
				r.borders = &b
				return err
			})
		case "trPr":
			return st.s.Children(func(e opc.Elem) error {
				switch e.Local {
				case "trHeight":
					r.Height, _ = ParseTwips(e.Attr("val"))
					if r.HeightRule = e.Attr("hRule"); r.HeightRule == "" {
						r.HeightRule = "atLeast"
					}
				case "tblHeader":
					r.Header = e.On()
				case "gridBefore":
					v, _ := parseInt(e.Attr("val"))
					column += int(max(0, min(maxGrid, v)))
				case "del":
					deleted = true
					st.revision(e, "table", nil)
				case "ins", "trPrChange":
					st.revision(e, "table", nil)
				}
				return nil
			})
		case "tc":
			if deleted {
				return nil
			}
			if err := st.oneCell(); err != nil {
				return err
			}
			c := &Cell{Table: t, Row: r, RowIndex: t.RowCount, Column: column, Span: 1}
			kept, err := st.cellContent(c)
			if kept {
				r.Cells = append(r.Cells, c)
			}
			column += c.Span
			return err
		case "sdt", "sdtContent", "customXml":
			return st.s.Children(cell)
		}
		return nil
	}
	if err := st.s.Children(cell); err != nil {
		return nil, err
	}
	if deleted || len(r.Cells) == 0 {
		return nil, nil
	}
	return r, nil
}

// cellContent reads a w:tc; false when the cell itself was deleted by a tracked change.
func (st *story) cellContent(c *Cell) (bool, error) {
	inner := *st
	inner.cell = c
	kept := true
	err := inner.blocksWith(func(e opc.Elem) (bool, error) {
		if e.NS != opc.W || e.Local != "tcPr" {
			return false, nil
		}
		return true, st.cellOwn(c, &kept)
	}, func(b Block) error {
		c.Blocks = append(c.Blocks, b)
		return nil
	})
	st.fields = inner.fields
	if c.Width == 0 {
		for i := c.Column; i < c.Column+c.Span && i < len(c.Table.Grid); i++ {
			c.Width += c.Table.Grid[i]
		}
	}
	return kept, err
}

func (st *story) cellOwn(c *Cell, kept *bool) error {
	own, err := readCellProperties(st.s, func(e opc.Elem) error {
		switch e.Local {
		case "tcW":
			if e.Attr("type") == "dxa" || e.Attr("type") == "" {
				c.Width, _ = ParseTwips(e.Attr("w"))
			}
		case "gridSpan":
			v, _ := parseInt(e.Attr("val"))
			c.Span = int(max(1, min(maxGrid, v)))
		case "vMerge":
			c.MergeStart = e.Attr("val") == "restart"
			c.MergeContinue = !c.MergeStart
		case "cellDel":
			*kept = false
			st.revision(e, "table", nil)
		case "cellIns", "tcPrChange":
			st.revision(e, "table", nil)
		}
		return nil
	})
	if own != (cellOverlay{}) {
		c.own = new(cellOverlay) // most cells state nothing
		*c.own = own
	}
	return err
}
