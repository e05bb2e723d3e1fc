package format

import (
	"fmt"
	"strings"

	"trinhky/internal/docx"
)

// Where a line stands: in the middle of its cell or of the page, at the left edge, level with another.

// middleTolerance is in percent of the width in which a line is centred.
const middleTolerance = 6

// inTheMiddle says whether a line is centred: by its alignment, or by indents and spaces that bring it to the middle.
func inTheMiddle(x *line) bool {
	if centred(x.p) {
		return true
	}
	if x.p.Props.Align != docx.AlignLeft && x.p.Props.Align != docx.AlignJustify || strings.Contains(x.p.Text(), "\t") {
		return false
	}
	area, width := room(x.p), x.width().Twips()
	if width >= area {
		return false
	}
	middle := start(x.p) + width/2
	return abs(middle-area/2)*100 <= area*middleTolerance
}

// room is the width a paragraph has: of its cell, or between the margins.
func room(p *docx.Paragraph) docx.Twips {
	if c := p.Cell; c != nil && c.Width > 2*cellPadding {
		return c.Width - 2*cellPadding
	}
	if s := p.Section; s != nil {
		return s.Page.Width - s.Page.Left - s.Page.Right
	}
	return docx.MM(160)
}

// start is where the first line of a paragraph begins, counted from the left edge of its room; spaces typed before the
// text count.
func start(p *docx.Paragraph) docx.Twips {
	at := p.Props.Left + p.Props.FirstLine
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Text == "" || r.Props.Hidden {
			continue
		}
		rest := strings.TrimLeft(r.Text, " \u00a0")
		at += docx.TextWidth(r.Text[:len(r.Text)-len(rest)], r.Props.EffectiveSize(), r.Props.EffectiveBold(), r.Props.EffectiveItalic())
		if rest != "" {
			break
		}
	}
	return at
}

// edge is how far from the left margin a line may begin and still stand there.
var edge = docx.MM(2)

// atLeftEdge says whether a line begins at the left edge. A list number stands before the text.
func atLeftEdge(x *line) bool {
	return x.p.Props.Align != docx.AlignCenter && x.p.Props.Align != docx.AlignRight && start(x.p) <= edge
}

// sameRow says that two lines stand in the same row of the same table; known is false where they share none, or a cell
// reaches over several rows.
func sameRow(t *docx.Table, a, b *docx.Paragraph) (same, known bool) {
	ca, cb := cellIn(t, a), cellIn(t, b)
	if ca == nil || cb == nil || ca.MergeStart || cb.MergeStart {
		return false, false
	}
	return ca.RowIndex == cb.RowIndex, true
}

// cellIn is the cell of a table in which a paragraph stands, nested tables between them or not.
func cellIn(t *docx.Table, p *docx.Paragraph) *docx.Cell {
	c := cellAround(p)
	for c != nil && c.Table != t {
		c = c.Table.Cell
	}
	return c
}

// singleSpaced says whether the lines of a component follow one another line by line.
func singleSpaced(p *docx.Paragraph) bool {
	const less, more = 12, 36 // 240ths of a line: Word's own spacing of 1.08 or 1.15 looks no different
	switch pp := &p.Props; pp.LineRule {
	case "exact", "atLeast":
		// In points: between nine tenths of the size and the height of a line of the font.
		size := int32(size13)
		if p.Mark != nil {
			size = int32(p.Mark.EffectiveSize())
		}
		return pp.Line == 0 || pp.LineRule == "atLeast" && pp.Line <= size*10*13/10 || pp.Line >= size*9 && pp.Line <= size*10*13/10
	default:
		return pp.Line == 0 || pp.Line >= 240-less && pp.Line <= 240+more
	}
}

// lineSpacing reports the first line of a component that does not follow the others line by line.
func (c *check) lineSpacing(id string, lines ...*line) {
	for _, x := range lines {
		if x != nil && !singleSpaced(x.p) {
			c.find(id, at(x.p), x.text, linesWords(x.p), say("dòng đơn", "single"))
			return
		}
	}
}

// centreInHead asks a line to be centred where it has a cell of the header to itself.
func (c *check) centreInHead(x *line) wish {
	if c.headTable != nil && x.p.Cell != nil {
		return yes
	}
	return either
}

// linesWords writes the line spacing of a paragraph: "1,5 dòng", "18 pt".
func linesWords(p *docx.Paragraph) Words {
	if r := p.Props.LineRule; r == "exact" || r == "atLeast" {
		return points(docx.Twips(p.Props.Line))
	}
	hundredths := (int(p.Props.Line)*100 + 120) / 240
	n := strings.TrimSuffix(fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100), "0")
	return say(strings.Replace(n, ".", ",", 1)+" dòng", n+" lines")
}

// centreInTail asks the same of a line of the signature block.
func (c *check) centreInTail(x *line) wish {
	if c.tailTable != nil && cellIn(c.tailTable, x.p) != nil {
		return yes
	}
	return either
}
