package web

import (
	"fmt"
	"slices"

	"trinhky/api/door"
	"trinhky/internal/domain"
)

// DocumentsPage lists the dossiers the reader may see, newest first.
type DocumentsPage struct {
	Frame
	Text   string
	State  domain.DocumentState
	UnitID string
	States []domain.DocumentState
	Units  []Choice
	Rows   []DocumentRow
	More   string
	Asked  bool // a filter is set
}

// DocumentRow is one dossier in a list.
type DocumentRow struct {
	domain.Document
	Unit    string
	Drafter string
}

func (w *Web) getDocuments(rq *request) error {
	p := &DocumentsPage{Text: rq.query("text"), UnitID: rq.query("unit"), States: documentStates}
	if s := domain.DocumentState(rq.query("state")); slices.Contains(documentStates, s) {
		p.State = s
	}
	p.Asked = p.Text != "" || p.UnitID != "" || p.State != ""
	rows, more, err := w.Store.Documents(rq.ctx, rq.view, domain.DocumentFilter{
		State: p.State, UnitID: p.UnitID, Text: p.Text, Limit: pageSize, After: rq.c.Query("after"),
	})
	if err != nil {
		return fmt.Errorf("list documents: %w", err)
	}
	if more != "" {
		p.More = rq.next(more)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.DrafterID)
	}
	d, err := w.directory(rq, ids, rq.now)
	if err != nil {
		return err
	}
	for _, u := range d.list() {
		if rq.view.SeesAll || slices.Contains(rq.view.UnitIDs, u.ID) {
			p.Units = append(p.Units, Choice{u.ID, door.UnitName(rq.lang, u), u.ID == p.UnitID})
		}
	}
	for _, r := range rows {
		p.Rows = append(p.Rows, DocumentRow{r, d.unit(r.UnitID), d.person(r.DrafterID)})
	}
	return w.page(rq, "documents", p, rq.T("documents.title"))
}
