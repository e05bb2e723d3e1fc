package document

import (
	"fmt"
	"slices"

	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/domain"
)

// DocumentsPage lists the dossiers the reader may see, newest first.
type DocumentsPage struct {
	site.Frame
	Text   string
	State  domain.DocumentState
	UnitID string
	States []site.Choice
	Units  []site.Choice
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

func (a *Area) getDocuments(visit *site.Visit) error {
	p := &DocumentsPage{Text: visit.Query("text"), UnitID: visit.Query("unit")}
	if s := domain.DocumentState(visit.Query("state")); slices.Contains(documentStates, s) {
		p.State = s
	}
	p.States = site.Choices(visit, "state.", documentStates, p.State)
	p.Asked = p.Text != "" || p.UnitID != "" || p.State != ""
	rows, more, err := a.Store.Documents(visit.Ctx, visit.Viewer, domain.DocumentFilter{
		State: p.State, UnitID: p.UnitID, Text: p.Text, Limit: site.PageSize, After: visit.Gin.Query("after"),
	})
	if err != nil {
		return fmt.Errorf("list documents: %w", err)
	}
	if more != "" {
		p.More = visit.Next(more)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.DrafterID)
	}
	d, err := a.Directory(visit, ids, visit.Now)
	if err != nil {
		return err
	}
	for _, u := range d.List() {
		if visit.Viewer.SeesAll || slices.Contains(visit.Viewer.UnitIDs, u.ID) {
			p.Units = append(p.Units, site.Choice{ID: u.ID, Name: door.UnitName(visit.Lang, u), Chosen: u.ID == p.UnitID})
		}
	}
	for _, r := range rows {
		p.Rows = append(p.Rows, DocumentRow{r, d.Unit(r.UnitID), d.Person(r.DrafterID)})
	}
	return a.Page(visit, "documents", p, visit.T("documents.title"))
}
