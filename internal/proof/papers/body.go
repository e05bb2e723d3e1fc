package papers

import (
	"fmt"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// title writes type name, subject and what stands between them and the text.
func (w *writer) title() {
	s := w.s
	under := s.TypeName
	if len(s.Subject) > 0 {
		w.lines(s.TypeName)
		under = s.Subject
		if s.SubjectWraps {
			under = []Line{joined(s.Subject, " ")}
		}
	}
	if len(under) > 0 {
		w.ruled(under, s.SubjectRule, s.Page.text(), "")
		w.empty(Look{Size: 16})
	}
	w.lines(s.Competence)
	for _, l := range s.Basis {
		w.paragraph(w.item(l))
	}
	w.lines(s.Enacting)
	w.addressees()
}

func (w *writer) addressees() {
	list := w.s.Addressees
	if len(list) > 1 && w.l.AddresseesInTable {
		head := list[0]
		width := head.width() + 260
		left := head.Left
		head.Left = 0
		text := w.s.Page.text()
		w.grid([][]cell{{
			in(left, func() {}),
			in(width, func() { w.paragraph(para{Line: head}) }),
			in(text-left-width, func() {
				first := Line{Spans: []Span{{"", head.look()}}, Leading: Single, Before: head.Before, After: head.After}
				w.paragraph(para{Line: first})
				for _, l := range list[1:] {
					l.Left = 0
					w.paragraph(w.item(l))
				}
			}),
		}}, false)
		return
	}
	for _, l := range list {
		w.paragraph(w.item(l))
	}
}

// item is a line with its mark: counted by the word processor, or typed.
func (w *writer) item(l Line) para {
	p := para{Line: l}
	if l.Item.Mark == "" {
		return p
	}
	if w.l.Counts && w.countable(l.Item) {
		p.num = w.list(l.Item)
		if l.Item.List < 0 { // a dash right at the indent
			p.Line.Left, p.Line.First = l.Left+170, -170
		}
		return p
	}
	between := " "
	switch {
	case w.l.NoBreak:
		between = "\u00a0"
	case w.l.TabAfter && l.Item.List > 0:
		between = "\t"
	}
	p.Line.Spans = append([]Span(nil), l.Spans...)
	p.Line.Spans[0].Text = l.Item.Mark + between + p.Line.Spans[0].Text
	return p
}

// countable says whether a word processor counts as the decree does: it has no đ between d and e.
func (w *writer) countable(it Item) bool {
	for _, b := range w.s.Body {
		if b.Table == nil && b.Line.Item.List == it.List && it.List > 0 && b.Line.Item.Mark == "đ)" {
			return false
		}
	}
	if it.Mark != "-" && it.List < 0 {
		return false // typed by hand, and wrong
	}
	switch it.Mark {
	case "-", "1.", "2.", "3.", "4.", "5.", "a)", "b)", "c)", "d)":
		return true
	}
	return false
}

// list is the package's list that counts an item of the sheet's.
func (w *writer) list(it Item) int {
	if n := w.known[it.List]; n > 0 {
		return n
	}
	n := len(w.nums) + 1
	kind := 1
	switch it.Mark {
	case "a)":
		kind = 2
	case "-":
		kind = 3
	}
	w.nums = append(w.nums, fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="0">`+
		`<w:startOverride w:val="1"/></w:lvlOverride></w:num>`, n, kind))
	w.known[it.List] = n
	return n
}

// blocks writes text and tables.
func (w *writer) blocks(blocks []Block) {
	for i, b := range blocks {
		if b.Table == nil {
			p := w.item(b.Line)
			if i == 0 {
				p.after = w.worked()
			}
			w.paragraph(p)
			continue
		}
		var rows [][]cell
		for _, row := range b.Table.Rows {
			var cells []cell
			for i, l := range row {
				cells = append(cells, in(b.Table.Widths[i], func() { w.paragraph(para{Line: l}) }))
			}
			rows = append(rows, cells)
		}
		w.grid(rows, true)
	}
}

// annex writes an annex; the section before it has ended.
func (w *writer) annex(a Annex) {
	w.paragraph(para{Line: a.Heading})
	w.paragraph(para{Line: a.Title})
	w.paragraph(para{Line: a.IssuedWith})
	w.empty(Look{Size: 20})
	w.blocks(a.Blocks)
}
