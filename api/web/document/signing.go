package document

import (
	"fmt"

	"trinhky/api/web/site"
	"trinhky/internal/route"
)

// SigningPage is a leader's queue: what waits for a signature or initials.
type SigningPage struct {
	site.Frame
	Items []InboxRow
	More  string
}

func (a *Area) getSigning(visit *site.Visit) error {
	items, more, err := a.Store.Inbox(visit.Ctx, *visit.Actor, visit.Now, route.LeadersSteps(), site.PageSize, visit.Gin.Query("after"))
	if err != nil {
		return fmt.Errorf("read signing queue: %w", err)
	}
	p := &SigningPage{}
	if more != "" {
		p.More = visit.Next(more)
	}
	for _, item := range items {
		p.Items = append(p.Items, InboxRow{InboxItem: item, Due: a.Due(visit, item.DocumentID, item.Step)})
	}
	return a.Page(visit, "signing", p, visit.T("signing.title"))
}

// nextInQueue opens what comes after the document just decided.
func (a *Area) nextInQueue(visit *site.Visit, decided string) error {
	items, _, err := a.Store.Inbox(visit.Ctx, *visit.Actor, visit.Now, route.LeadersSteps(), 2, "")
	if err != nil {
		return fmt.Errorf("read signing queue: %w", err)
	}
	for _, item := range items {
		if item.DocumentID != decided {
			return visit.To("/documents/" + item.DocumentID + "?queue=" + queueSigning)
		}
	}
	return visit.To("/signing")
}

func (a *Area) queueView(visit *site.Visit) (*QueueView, error) {
	items, _, err := a.Store.Inbox(visit.Ctx, *visit.Actor, visit.Now, route.LeadersSteps(), site.PageSize, "")
	if err != nil {
		return nil, fmt.Errorf("read signing queue: %w", err)
	}
	return &QueueView{Left: len(items)}, nil
}
