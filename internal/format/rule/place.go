package rule

import (
	"fmt"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
)

// Where a line stands: in the middle of its cell or of the page, at the left edge, level with another.

// lineSpacing reports the first line of a component that does not follow the others line by line.
func (c *Check) lineSpacing(id string, lines ...*anatomy.Line) {
	told := false
	single := say("dòng đơn", "single")
	for _, x := range lines {
		if x == nil || anatomy.SingleSpaced(x.P) {
			continue
		}
		if !told {
			c.find(id, at(x.P), x.Text, linesWords(x.P), single)
			told = true
		}
		c.note(mend.Lines(id, x.P, linesWords(x.P), single, 240))
	}
}

// centreInHead asks a line to be centred where it has a cell of the header to itself and does not stand in the middle of
// the one above it.
func centreInHead(c *Check, x, above *anatomy.Line) demand {
	if c.paper.Head.Table != nil && x.P.Cell != nil && !anatomy.Under(x, above) {
		return yes
	}
	return either
}

// linesWords writes the line spacing of a paragraph: "1,5 dòng", "18 pt".
func linesWords(p *docx.Paragraph) report.Words {
	if r := p.Props.LineRule; r == "exact" || r == "atLeast" {
		return report.Points(docx.Twips(p.Props.Line))
	}
	hundredths := (int(p.Props.Line)*100 + 120) / 240
	n := strings.TrimSuffix(fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100), "0")
	return say(strings.Replace(n, ".", ",", 1)+" dòng", n+" lines")
}

// centreInTail asks the same of a line of the signature block.
func centreInTail(c *Check, x, above *anatomy.Line) demand {
	if c.paper.Tail.Table != nil && anatomy.CellIn(c.paper.Tail.Table, x.P) != nil && !anatomy.Under(x, above) {
		return yes
	}
	return either
}

// last is the last of some lines, nil without any.
func last(lines []anatomy.Line) *anatomy.Line {
	if len(lines) == 0 {
		return nil
	}
	return &lines[len(lines)-1]
}
