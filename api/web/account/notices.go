package account

import (
	"fmt"

	"trinhky/api/web/site"
	"trinhky/internal/domain"
)

// NoticesPage is what the system had to tell the reader, newest first.
type NoticesPage struct {
	site.Frame
	Rows []NoticeRow
	More string
	Some bool // some are unread
}

// NoticeRow is one notice.
type NoticeRow struct {
	domain.StoredNotice
	Due *site.Due
}

func (a *Area) getNotices(visit *site.Visit) error {
	rows, more, err := a.Store.Notices(visit.Ctx, visit.Actor.AccountID, site.PageSize, visit.Gin.Query("after"))
	if err != nil {
		return fmt.Errorf("read notices: %w", err)
	}
	p := &NoticesPage{}
	if more != "" {
		p.More = visit.Next(more)
	}
	for _, n := range rows {
		row := NoticeRow{StoredNotice: n}
		if n.DueAt != nil {
			due := a.DueAt(visit, *n.DueAt)
			row.Due = &due
		}
		p.Some = p.Some || n.ReadAt == nil
		p.Rows = append(p.Rows, row)
	}
	return a.Page(visit, "notices", p, visit.T("notices.title"))
}

// postNoticesRead marks notices as read: the named ones, or all. With a document
// it goes there, so that opening a notice is one press.
func (a *Area) postNoticesRead(visit *site.Visit) error {
	f, err := visit.Form()
	if err != nil {
		return err
	}
	ids := f.IDs("id")
	if len(ids) == 0 && f.Values.Get("all") != "yes" {
		return &domain.Error{Code: domain.ErrInvalid, Key: "notices.none"}
	}
	if err := a.Store.MarkNoticesRead(visit.Ctx, visit.Actor.AccountID, ids, visit.Now); err != nil {
		return fmt.Errorf("mark notices read: %w", err)
	}
	if id := f.ID("document"); id != "" {
		return visit.To("/documents/" + id)
	}
	return visit.To("/notices")
}
