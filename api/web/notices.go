package web

import (
	"fmt"

	"trinhky/internal/domain"
)

// NoticesPage is what the system had to tell the reader, newest first.
type NoticesPage struct {
	Frame
	Rows []NoticeRow
	More string
	Some bool // some are unread
}

// NoticeRow is one notice.
type NoticeRow struct {
	domain.StoredNotice
	Due *Due
}

func (w *Web) getNotices(rq *request) error {
	rows, more, err := w.Store.Notices(rq.ctx, rq.actor.AccountID, pageSize, rq.c.Query("after"))
	if err != nil {
		return fmt.Errorf("read notices: %w", err)
	}
	p := &NoticesPage{}
	if more != "" {
		p.More = rq.next(more)
	}
	for _, n := range rows {
		row := NoticeRow{StoredNotice: n}
		if n.DueAt != nil {
			due := w.dueAt(rq, *n.DueAt)
			row.Due = &due
		}
		p.Some = p.Some || n.ReadAt == nil
		p.Rows = append(p.Rows, row)
	}
	return w.page(rq, "notices", p, rq.T("notices.title"))
}

// postNoticesRead marks notices as read: the named ones, or all. With a document
// it goes there, so that opening a notice is one press.
func (w *Web) postNoticesRead(rq *request) error {
	f, err := rq.form()
	if err != nil {
		return err
	}
	ids := f.ids("id")
	if len(ids) == 0 && f.values.Get("all") != "yes" {
		return &domain.Error{Code: domain.ErrInvalid, Key: "notices.none"}
	}
	if err := w.Store.MarkNoticesRead(rq.ctx, rq.actor.AccountID, ids, rq.now); err != nil {
		return fmt.Errorf("mark notices read: %w", err)
	}
	if id := f.id("document"); id != "" {
		return rq.to("/documents/" + id)
	}
	return rq.to("/notices")
}
