package web

import (
	"fmt"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// pageSize is how many rows a list shows before it offers the next.
const pageSize = 50

// WorkPage is everything that waits for the reader, by due time.
type WorkPage struct {
	Frame
	Late     []WorkItem
	Today    []WorkItem
	Later    []WorkItem
	Count    int
	Drafts   []domain.Document // the reader's own, not yet submitted
	More     string            // cursor of the next page
	CanDraft bool
}

// WorkItem is one step that waits.
type WorkItem struct {
	route.InboxItem
	Act domain.Act
	Due *Due
}

func (w *Web) getWork(rq *request) error {
	items, more, err := w.Store.Inbox(rq.ctx, *rq.actor, rq.now, nil, pageSize, rq.c.Query("after"))
	if err != nil {
		return fmt.Errorf("read inbox: %w", err)
	}
	p := &WorkPage{More: more, Count: len(items), CanDraft: regulation.Can(*rq.actor, regulation.PermDraft, rq.now)}
	for _, item := range items {
		row := WorkItem{InboxItem: item, Act: route.ActFor(item.Step.Kind), Due: w.due(rq, item.DocumentID, item.Step)}
		switch {
		case row.Due != nil && row.Due.Late:
			p.Late = append(p.Late, row)
		case row.Due != nil && row.Due.Soon:
			p.Today = append(p.Today, row)
		default:
			p.Later = append(p.Later, row)
		}
	}
	if p.CanDraft {
		drafts, _, err := w.Store.Documents(rq.ctx, rq.view, domain.DocumentFilter{State: domain.DocumentDraft, Limit: pageSize})
		if err != nil {
			return fmt.Errorf("read drafts: %w", err)
		}
		for _, d := range drafts {
			if d.DrafterID == rq.actor.PersonID {
				p.Drafts = append(p.Drafts, d)
			}
		}
	}
	return w.page(rq, "work", p, rq.T("work.title"))
}
