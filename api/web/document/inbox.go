package document

import (
	"fmt"

	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// InboxPage is everything that waits for the reader, by due time.
type InboxPage struct {
	site.Frame
	Late     []InboxRow
	Today    []InboxRow
	Later    []InboxRow
	Count    int
	Drafts   []domain.Document // the reader's own, not yet submitted
	More     string            // cursor of the next page
	CanDraft bool
}

// InboxRow is one step that waits.
type InboxRow struct {
	route.InboxItem
	Act domain.Act
	Due *site.Due
}

func (a *Area) getInbox(visit *site.Visit) error {
	items, more, err := a.Store.Inbox(visit.Ctx, *visit.Actor, visit.Now, nil, site.PageSize, visit.Gin.Query("after"))
	if err != nil {
		return fmt.Errorf("read inbox: %w", err)
	}
	p := &InboxPage{More: more, Count: len(items), CanDraft: regulation.Can(*visit.Actor, regulation.PermDraft, visit.Now)}
	for _, item := range items {
		row := InboxRow{InboxItem: item, Act: route.ActFor(item.Step.Kind), Due: a.Due(visit, item.DocumentID, item.Step)}
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
		drafts, _, err := a.Store.Documents(visit.Ctx, visit.Viewer, domain.DocumentFilter{State: domain.DocumentDraft, Limit: site.PageSize})
		if err != nil {
			return fmt.Errorf("read drafts: %w", err)
		}
		for _, d := range drafts {
			if d.DrafterID == visit.Actor.PersonID {
				p.Drafts = append(p.Drafts, d)
			}
		}
	}
	return a.Page(visit, "inbox", p, visit.T("work.title"))
}
