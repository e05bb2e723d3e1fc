package docx

// tableLook says which conditional formats of its style a table uses.
type tableLook struct{ firstRow, lastRow, firstCol, lastCol, noHBand, noVBand bool }

// defaultLook is that of a table which states none.
var defaultLook = tableLook{firstRow: true, firstCol: true, noVBand: true}

// maxGrid is more columns than Word allows in a table (63), with room for other programs.
const maxGrid = 256

// table reads a w:tbl; nil when every row was deleted by a tracked change.
func (st *story) table(e elem) (*Table, error) {
	t := &Table{Section: st.section, Cell: st.cell, raw: &rawTable{look: defaultLook}}
	t.Span.Start = e.start
	var row func(e elem) error
	row = func(e elem) error {
		if e.ns == nsMC {
			_, err := st.alternate(e, row)
			return err
		}
		if e.ns != nsW {
			return nil
		}
		switch e.local {
		case "tblPr":
			return st.tableProperties(t)
		case "tblGrid":
			return st.s.children(func(e elem) error {
				if v, ok := parseTwips(e.attr("w")); ok && e.local == "gridCol" && len(t.Grid) < maxGrid {
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
			return st.s.children(row)
		}
		return nil
	}
	err := st.s.children(row)
	t.Span.End = st.s.offset()
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
	return st.s.children(func(e elem) (err error) {
		switch e.local {
		case "tblStyle":
			t.Style = e.short("val")
		case "jc":
			t.Align = alignValue(e.short("val"))
		case "tblInd":
			t.Indent, t.raw.hasIndent = parseTwips(e.attr("w"))
		case "tblBorders":
			t.raw.borders, err = st.s.borders()
		case "tblLook":
			t.raw.look = lookValue(&e)
		case "tblPrChange":
			st.revision(e, "table", nil)
		}
		return err
	})
}

func lookValue(e *elem) tableLook {
	bits, _ := parseHex(padHex(e.attr("val")))
	is := func(name string, bit rune) bool {
		if v, ok := e.lookup(name); ok {
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
	var cell func(e elem) error
	cell = func(e elem) error {
		if e.ns == nsMC {
			_, err := st.alternate(e, cell)
			return err
		}
		if e.ns != nsW {
			return nil
		}
		switch e.local {
		case "tblPrEx":
			return st.s.children(func(e elem) error {
				if e.local != "tblBorders" {
					return nil
				}
				b, err := st.s.borders()
				r.borders = &b
				return err
			})
		case "trPr":
			return st.s.children(func(e elem) error {
				switch e.local {
				case "trHeight":
					r.Height, _ = parseTwips(e.attr("val"))
					if r.HeightRule = e.attr("hRule"); r.HeightRule == "" {
						r.HeightRule = "atLeast"
					}
				case "tblHeader":
					r.Header = e.on()
				case "gridBefore":
					v, _ := parseInt(e.attr("val"))
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
			if err := st.piece(); err != nil {
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
			return st.s.children(cell)
		}
		return nil
	}
	if err := st.s.children(cell); err != nil {
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
	err := inner.blocksWith(func(e elem) (bool, error) {
		if e.ns != nsW || e.local != "tcPr" {
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
	own, err := st.s.cellProperties(func(e elem) error {
		switch e.local {
		case "tcW":
			if e.attr("type") == "dxa" || e.attr("type") == "" {
				c.Width, _ = parseTwips(e.attr("w"))
			}
		case "gridSpan":
			v, _ := parseInt(e.attr("val"))
			c.Span = int(max(1, min(maxGrid, v)))
		case "vMerge":
			c.MergeStart = e.attr("val") == "restart"
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
