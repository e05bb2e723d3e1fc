package document

import (
	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// ChangesPage compares two versions of a draft, so that whoever read the one
// need not read the other whole.
type ChangesPage struct {
	site.Frame
	Doc      domain.Document
	From, To domain.Version
	Older    []site.Choice
	Newer    []site.Choice
	Passages []Passage
	Count    int // changed paragraphs
	Problem  string
}

func (a *Area) getChanges(visit *site.Visit) error {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Parts{Versions: true})
	if err != nil {
		return err
	}
	p := &ChangesPage{Doc: dossier.Document, To: dossier.Document.Version}
	if v, ok := versionOf(&dossier, visit.Gin.Query("to")); ok {
		p.To = v
	}
	// Without a choice, against the version before.
	for _, v := range dossier.Versions {
		if v.Ordinal < p.To.Ordinal && v.Ordinal > p.From.Ordinal {
			p.From = v
		}
	}
	if v, ok := versionOf(&dossier, visit.Gin.Query("from")); ok {
		p.From = v
	}
	if p.From.ID == "" {
		return &domain.Error{Code: domain.ErrNotFound, Key: "changes.one_version"}
	}
	p.Older, p.Newer = versionChoices(visit, dossier.Versions, p.From.ID), versionChoices(visit, dossier.Versions, p.To.ID)
	old, err := a.paragraphs(visit.Ctx, p.From.SHA256)
	if err != nil {
		return err
	}
	fresh, err := a.paragraphs(visit.Ctx, p.To.SHA256)
	if err != nil {
		return err
	}
	p.Passages = compare(old, fresh)
	for _, passage := range p.Passages {
		if passage.Changed {
			p.Count++
		}
	}
	return a.Page(visit, "changes", p, visit.T("changes.title"))
}

func versionChoices(visit *site.Visit, versions []domain.Version, chosen string) []site.Choice {
	out := make([]site.Choice, 0, len(versions))
	for _, v := range versions {
		name := visit.T("submit.version", "Ordinal", v.Ordinal) + ", " + site.DateTimeText(v.UploadedAt)
		out = append(out, site.Choice{ID: v.ID, Name: name, Chosen: v.ID == chosen})
	}
	return out
}
