package web

import (
	"fmt"

	"trinhky/internal/route"
)

// SigningPage is a leader's queue: what waits for a signature or initials.
type SigningPage struct {
	Frame
	Items []WorkItem
	More  string
}

func (w *Web) getSigning(rq *request) error {
	items, more, err := w.Store.Inbox(rq.ctx, *rq.actor, rq.now, route.LeadersSteps(), pageSize, rq.c.Query("after"))
	if err != nil {
		return fmt.Errorf("read signing queue: %w", err)
	}
	p := &SigningPage{}
	if more != "" {
		p.More = rq.next(more)
	}
	for _, item := range items {
		p.Items = append(p.Items, WorkItem{InboxItem: item, Due: w.due(rq, item.DocumentID, item.Step)})
	}
	return w.page(rq, "signing", p, rq.T("signing.title"))
}

// nextInQueue opens what comes after the document just decided.
func (w *Web) nextInQueue(rq *request, decided string) error {
	items, _, err := w.Store.Inbox(rq.ctx, *rq.actor, rq.now, route.LeadersSteps(), 2, "")
	if err != nil {
		return fmt.Errorf("read signing queue: %w", err)
	}
	for _, item := range items {
		if item.DocumentID != decided {
			return rq.to("/documents/" + item.DocumentID + "?queue=" + queueSigning)
		}
	}
	return rq.to("/signing")
}

func (w *Web) queueView(rq *request) (*QueueView, error) {
	items, _, err := w.Store.Inbox(rq.ctx, *rq.actor, rq.now, route.LeadersSteps(), pageSize, "")
	if err != nil {
		return nil, fmt.Errorf("read signing queue: %w", err)
	}
	return &QueueView{Left: len(items)}, nil
}
