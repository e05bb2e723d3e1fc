package edit

import (
	"slices"

	"trinhky/internal/docx"
)

// inBothForms calls f for a paragraph and for those that repeat it in the fallback forms of the text boxes around it.
func (e *Editor) inBothForms(p *docx.Paragraph, f func(q *docx.Paragraph)) {
	f(p)
	for box := p.Box; box != nil; box = box.Anchor.Box {
		e.pair(box)
	}
	for _, twin := range e.twins[p] {
		e.inBothForms(twin, f)
	}
}

// pair finds for each paragraph of a text box the one that repeats it in each fallback form, by place and text.
func (e *Editor) pair(box *docx.Shape) {
	if e.paired[box] || len(box.Twins) == 0 {
		return
	}
	e.paired[box] = true
	own := slices.Collect(docx.WalkParagraphs(box.Blocks))
	for _, twin := range box.Twins {
		at := 0
		for q := range docx.WalkParagraphs(twin.Blocks) {
			if at < len(own) && q.Text() == own[at].Text() {
				e.twins[own[at]] = append(e.twins[own[at]], q)
			}
			at++
		}
	}
}
