package docx

// placement is where a cell stands as its table style sees it.
type placement struct {
	firstRow, lastRow, firstCol, lastCol bool
	rowBand, colBand                     int8 // 0 none, 1 or 2
}

// openTable is a table whose rows are being resolved.
type openTable struct {
	table   *Table
	style   *resolvedTableStyle
	borders borderOverlay
	look    tableLook
}

func (r *resolver) openTable(t *Table) *openTable {
	o := &openTable{table: t, style: r.styles.tableStyleOf(t.Style), look: t.raw.look}
	o.borders = o.style.table.borders
	o.borders.over(&t.raw.borders)
	t.Borders = o.borders.Borders
	if !t.raw.hasIndent {
		t.Indent = o.style.table.indent
	}
	return o
}

func (r *resolver) table(t *Table, next *int) {
	o := r.openTable(t)
	t.raw = nil
	for i, row := range t.Rows {
		r.row(o, row, i == len(t.Rows)-1, next)
	}
}

func (r *resolver) row(o *openTable, row *Row, lastRow bool, next *int) {
	borders := o.borders
	if row.borders != nil {
		borders.over(row.borders)
		row.borders = nil
	}
	for _, c := range row.Cells {
		lastCol := c.Column+c.Span >= len(o.table.Grid) || c == row.Cells[len(row.Cells)-1]
		where := o.look.place(c.RowIndex, lastRow, c.Column, lastCol, &o.style.table)
		format := r.tableFormat(o.style, where)
		r.cell(c, &format.cell, &borders, c.RowIndex == 0, lastRow, c.Column == 0, lastCol)
		for _, b := range c.Blocks {
			r.block(b, format, next)
		}
	}
}

func (l tableLook) place(row int, lastRow bool, col int, lastCol bool, t *tableStyle) placement {
	p := placement{
		firstRow: l.firstRow && row == 0, lastRow: l.lastRow && lastRow,
		firstCol: l.firstCol && col == 0, lastCol: l.lastCol && lastCol,
	}
	band := func(i int, skipFirst bool, size int) int8 {
		if skipFirst {
			i--
		}
		if i < 0 {
			return 0
		}
		return int8(i/max(1, size)%2 + 1)
	}
	if !l.noHBand && !p.firstRow && !p.lastRow {
		p.rowBand = band(row, l.firstRow, t.bandRows)
	}
	if !l.noVBand && !p.firstCol && !p.lastCol {
		p.colBand = band(col, l.firstCol, t.bandCols)
	}
	return p
}

// applies says which of conditionNames apply.
func (p placement) applies() [len(conditionNames)]bool {
	return [...]bool{
		true, p.colBand == 1, p.colBand == 2, p.rowBand == 1, p.rowBand == 2, p.firstCol, p.lastCol, p.firstRow, p.lastRow,
		p.firstRow && p.lastCol, p.firstRow && p.firstCol, p.lastRow && p.lastCol, p.lastRow && p.firstCol,
	}
}

func (r *resolver) tableFormat(style *resolvedTableStyle, where placement) *tableFormat {
	if style.table.conditions == ([len(conditionNames)]*condition{}) {
		where = placement{}
	}
	key := tableKey{style: style, where: where}
	if f := r.tables[key]; f != nil {
		return f
	}
	f := &tableFormat{para: style.para, run: style.run, cell: style.table.cell}
	for i, applies := range where.applies() {
		if c := style.table.conditions[i]; c != nil && applies {
			f.para.over(&c.para)
			f.run.over(&c.run)
			f.cell.over(&c.cell)
		}
	}
	if len(r.tables) < maxCached {
		r.tables[key] = f
	}
	return f
}

// cell gives the cell the borders that are drawn: the table's for its place, then the style's, then its own.
func (r *resolver) cell(c *Cell, style *cellOverlay, table *borderOverlay, top, bottom, left, right bool) {
	own := c.own
	if own == nil {
		own = &cellOverlay{}
	}
	c.own = nil
	pick := func(outer bool, edge, inside Border) Border {
		if outer {
			return edge
		}
		return inside
	}
	b := borderOverlay{Borders: Borders{
		Top: pick(top, table.Top, table.InsideH), Bottom: pick(bottom, table.Bottom, table.InsideH),
		Left: pick(left, table.Left, table.InsideV), Right: pick(right, table.Right, table.InsideV),
	}}
	b.over(&style.borders)
	b.over(&own.borders)
	b.InsideH, b.InsideV = Border{}, Border{}
	c.Borders = r.borders(b.Borders)
	c.Shade, c.VAlign = style.shade, "top"
	over(&c.Shade, own.shade)
	if c.Shade == "auto" {
		c.Shade = ""
	}
	over(&c.VAlign, style.vAlign)
	over(&c.VAlign, own.vAlign)
}
