package document

import (
	"cmp"
	"slices"

	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// DossierPage is one document with all that belongs to it: the paper on the
// left, its way and what the reader may do on the right, its papers below.
type DossierPage struct {
	site.Frame
	Doc      domain.Document
	Unit     string
	Drafter  string
	Paper    PaperView
	Route    []StepView
	Acts     []ActForm
	WhyNot   []WhyView
	Waits    string // why the issued files are not there yet
	Holder   string // whom the dossier waits for, where it is not the reader
	Queue    *QueueView
	Versions []VersionView
	Findings FindingsView
	Opinions []OpinionView
	Files    FilesView
	History  []HistoryView
	Refusals []RefusedView
	Clocks   ClocksView
	Clerk    bool // may record an attempt seen outside the system
	Refusal  *door.Problem
	Problem  string
}

// QueueView is the rest of a leader's queue while they go through it.
type QueueView struct{ Left int }

// VersionView is one upload of the draft.
type VersionView struct {
	domain.Version
	By      string
	Shown   bool
	Current bool // the one on the route
}

// HistoryView is one recorded event.
type HistoryView struct {
	route.HistoryItem
	Version int // ordinal, 0 for none
}

// RefusedView is an act on this dossier that was not allowed.
type RefusedView struct {
	domain.Refusal
	Person string
	Unit   string
	What   string
}

// WhyView explains why an act that would be the reader's is not possible now.
type WhyView struct {
	Act     domain.Act
	StepKey string
	Refusal door.Problem
}

func (a *Area) getDossier(visit *site.Visit) error {
	p, err := a.dossierPage(visit, typed{})
	if err != nil {
		return err
	}
	return a.Page(visit, "dossier", p, p.Doc.Subject)
}

func (a *Area) dossierPage(visit *site.Visit, kept typed) (*DossierPage, error) {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Whole(a.Form.Ruleset()))
	if err != nil {
		return nil, err
	}
	doc := dossier.Document
	d, err := a.Directory(visit, personsOf(&dossier), doc.CreatedAt, visit.Now)
	if err != nil {
		return nil, err
	}
	p := &DossierPage{
		Doc: doc, Unit: d.Unit(doc.UnitID), Drafter: d.Person(doc.DrafterID),
		Opinions: opinions(d, dossier.Route), Files: filesView(visit, d, &dossier),
		Clerk: regulation.Can(*visit.Actor, regulation.PermRecordOutside, visit.Now),
	}
	if doc.PublicationNote != "" {
		p.Waits = visit.Message(&domain.Error{Code: domain.ErrUnavailable, Key: doc.PublicationNote})
	}
	if p.Route, err = a.routeLine(visit, d, &dossier); err != nil {
		return nil, err
	}
	if p.Findings, err = a.findings(visit, &dossier); err != nil {
		return nil, err
	}
	if p.Paper, err = a.paper(visit, &dossier); err != nil {
		return nil, err
	}
	p.Versions = versions(d, &dossier, p.Paper.VersionID)
	p.History = history(&dossier)
	p.Clocks = a.clocks(visit, d, dossier.Clocks)
	for _, r := range dossier.Refusals {
		p.Refusals = append(p.Refusals, RefusedView{
			Refusal: r, Person: d.Person(r.PersonID), Unit: d.Unit(r.UnitID), What: door.Refused(visit.Lang, &r).What,
		})
	}
	a.actsOf(visit, d, &dossier, p, kept)
	if visit.Gin.Query("queue") == queueSigning || kept.queue == queueSigning {
		if p.Queue, err = a.queueView(visit); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// personsOf lists everybody a dossier names.
func personsOf(dossier *route.Dossier) []string {
	ids := []string{dossier.Document.DrafterID}
	for _, s := range dossier.Route.Steps {
		ids = append(ids, s.PersonID, s.DecidedBy)
	}
	for _, v := range dossier.Versions {
		ids = append(ids, v.UploadedBy)
	}
	for _, a := range dossier.Annexes {
		ids = append(ids, a.UploadedBy)
	}
	for _, r := range dossier.Refusals {
		ids = append(ids, r.PersonID, r.RecordedBy)
	}
	return ids
}

func versions(d site.Directory, dossier *route.Dossier, shown string) []VersionView {
	out := make([]VersionView, 0, len(dossier.Versions))
	for _, v := range dossier.Versions {
		out = append(out, VersionView{
			Version: v, By: d.Person(v.UploadedBy), Shown: v.ID == shown, Current: v.ID == dossier.Route.VersionID,
		})
	}
	slices.SortFunc(out, func(a, b VersionView) int { return cmp.Compare(b.Ordinal, a.Ordinal) })
	return out
}

func ordinalOf(dossier *route.Dossier, versionID string) int {
	for _, v := range dossier.Versions {
		if v.ID == versionID {
			return v.Ordinal
		}
	}
	return 0
}

func history(dossier *route.Dossier) []HistoryView {
	out := make([]HistoryView, 0, len(dossier.History))
	for _, h := range dossier.History {
		out = append(out, HistoryView{HistoryItem: h, Version: ordinalOf(dossier, h.VersionID)})
	}
	slices.SortFunc(out, func(a, b HistoryView) int { return cmp.Compare(b.Seq, a.Seq) })
	return out
}
