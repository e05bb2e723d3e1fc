package docx

import "slices"

// inBothForms calls f for a paragraph and for those that repeat it in the fallback forms of the text boxes around it.
func (e *Editor) inBothForms(p *Paragraph, f func(q *Paragraph)) {
	f(p)
	for box := p.Box; box != nil; box = box.Anchor.Box {
		e.pair(box)
	}
	for _, twin := range e.twins[p] {
		e.inBothForms(twin, f)
	}
}

// pair finds for each paragraph of a text box the one that repeats it in each fallback form, by place and text.
func (e *Editor) pair(box *Shape) {
	if e.paired[box] || len(box.twins) == 0 {
		return
	}
	e.paired[box] = true
	own := slices.Collect(WalkParagraphs(box.Blocks))
	for _, twin := range box.twins {
		at := 0
		for q := range WalkParagraphs(twin.Blocks) {
			if at < len(own) && q.Text() == own[at].Text() {
				e.twins[own[at]] = append(e.twins[own[at]], q)
			}
			at++
		}
	}
}
