package anatomy

import "trinhky/internal/docx"

// Extent is how far something reaches across the page, counted from the left edge of the text.
type Extent struct{ Left, Right docx.Twips }

// Width is from edge to edge.
func (e Extent) Width() docx.Twips { return e.Right - e.Left }

// aligned puts a width into a room.
func aligned(align string, room, width docx.Twips) Extent {
	left := docx.Twips(0)
	switch align {
	case docx.AlignCenter:
		left = (room - width) / 2
	case docx.AlignRight:
		left = room - width
	}
	return Extent{left, left + width}
}

// TableExtent is where a table of the body stands in a room of text; false for one that takes what room there is.
func TableExtent(t *docx.Table, room docx.Twips) (Extent, bool) {
	width := t.Width
	if t.Fixed || width == 0 {
		if sum := gridWidth(t); sum > 0 {
			width = sum
		}
	}
	if t.Relative || t.Floating || width == 0 {
		return Extent{}, false
	}
	e := aligned(t.Align, room, width)
	if t.Align != docx.AlignCenter && t.Align != docx.AlignRight {
		e.Left, e.Right = t.Indent, t.Indent+width
	}
	return e, true
}

func gridWidth(t *docx.Table) (sum docx.Twips) {
	for _, w := range t.Grid {
		sum += w
	}
	return sum
}

// ShapeExtent is where a picture or text box stands on the pages of a section; false where the file does not tell.
func ShapeExtent(s *docx.Shape, page *docx.Page) (Extent, bool) {
	room, width := TextWidth(page), s.Width.Twips()
	p := s.Anchor
	if width <= 0 || p == nil {
		return Extent{}, false
	}
	if !s.Floating {
		if p.Cell != nil {
			return Extent{0, width}, true
		}
		return aligned(p.Props.Align, room, width), true
	}
	shift, base := docx.Twips(0), room
	switch s.Horizontal.From {
	case "page":
		shift, base = -page.Left-page.Gutter, page.Width
	case "margin":
	case "column", "text", "":
		if p.Cell != nil {
			return Extent{}, false
		}
	default:
		return Extent{}, false
	}
	e := aligned(s.Horizontal.Align, base, width)
	if s.Horizontal.Align == "" {
		e.Left = s.Horizontal.Offset.Twips()
		e.Right = e.Left + width
	}
	return Extent{e.Left + shift, e.Right + shift}, true
}

// FrameExtent is where a framed paragraph stands on the pages of a section; false where the file does not tell.
func FrameExtent(p *docx.Paragraph, page *docx.Page) (Extent, bool) {
	f := p.Props.Frame
	if !f.Present || f.Width <= 0 || p.Cell != nil {
		return Extent{}, false
	}
	shift, base := docx.Twips(0), TextWidth(page)
	if f.HAnchor == "page" {
		shift, base = -page.Left-page.Gutter, page.Width
	}
	e := aligned(f.XAlign, base, f.Width)
	if f.XAlign == "" {
		e.Left, e.Right = f.X, f.X+f.Width
	}
	return Extent{e.Left + shift, e.Right + shift}, true
}

// Ruled says that a table shows its edges; one that does not only lays out text.
func Ruled(t *docx.Table) bool {
	if b := &t.Borders; b.InsideV.Drawn() || b.Left.Drawn() || b.Right.Drawn() {
		return true
	}
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			if c.Borders.Around() {
				return true
			}
		}
	}
	return false
}

// TextWidth is the width of the text on a page.
func TextWidth(page *docx.Page) docx.Twips {
	return page.Width - page.Left - page.Right - page.Gutter
}

// OutermostTable is the table of the body in which a paragraph stands at last, nil outside tables.
func OutermostTable(p *docx.Paragraph) *docx.Table {
	c := cellAround(p)
	if c == nil {
		return nil
	}
	for c.Table.Cell != nil {
		c = c.Table.Cell
	}
	return c.Table
}
