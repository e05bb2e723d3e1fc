package web

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"trinhky/api/door"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// DossierPage is one document with all that belongs to it: the paper on the
// left, its way and what the reader may do on the right, its papers below.
type DossierPage struct {
	Frame
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

func (w *Web) getDossier(rq *request) error {
	p, err := w.dossierPage(rq, typed{})
	if err != nil {
		return err
	}
	return w.page(rq, "dossier", p, p.Doc.Subject)
}

func (w *Web) dossierPage(rq *request, kept typed) (*DossierPage, error) {
	dossier, err := w.Store.Dossier(rq.ctx, rq.view, rq.c.Param("id"), route.Whole(w.Form.Ruleset()))
	if err != nil {
		return nil, err
	}
	doc := dossier.Document
	d, err := w.directory(rq, personsOf(&dossier), doc.CreatedAt, rq.now)
	if err != nil {
		return nil, err
	}
	p := &DossierPage{
		Doc: doc, Unit: d.unit(doc.UnitID), Drafter: d.person(doc.DrafterID),
		Opinions: opinions(d, dossier.Route), Files: filesView(rq, d, &dossier),
		Clerk: regulation.Can(*rq.actor, regulation.PermRecordOutside, rq.now),
	}
	if doc.PublicationNote != "" {
		p.Waits = messageOf(rq, &domain.Error{Code: domain.ErrUnavailable, Key: doc.PublicationNote})
	}
	if p.Route, err = w.routeLine(rq, d, &dossier); err != nil {
		return nil, err
	}
	if p.Findings, err = w.findings(rq, &dossier); err != nil {
		return nil, err
	}
	if p.Paper, err = w.paper(rq, &dossier); err != nil {
		return nil, err
	}
	p.Versions = versions(d, &dossier, p.Paper.VersionID)
	p.History = history(&dossier)
	p.Clocks = w.clocks(rq, d, dossier.Clocks)
	for _, r := range dossier.Refusals {
		p.Refusals = append(p.Refusals, RefusedView{
			Refusal: r, Person: d.person(r.PersonID), Unit: d.unit(r.UnitID), What: door.Refused(rq.lang, &r).What,
		})
	}
	w.actsOf(rq, d, &dossier, p, kept)
	if rq.c.Query("queue") == queueSigning || kept.queue == queueSigning {
		if p.Queue, err = w.queueView(rq); err != nil {
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

func versions(d directory, dossier *route.Dossier, shown string) []VersionView {
	out := make([]VersionView, 0, len(dossier.Versions))
	for _, v := range dossier.Versions {
		out = append(out, VersionView{
			Version: v, By: d.person(v.UploadedBy), Shown: v.ID == shown, Current: v.ID == dossier.Route.VersionID,
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

// StepView is one station of the vertical route line.
type StepView struct {
	route.Step
	Unit    string
	Who     []string // who decided, or who can
	Due     *Due
	Spent   string // working time it took, or has taken so far
	Version int    // ordinal of the version decided on
	Side    bool   // acts beside the one above, in any order
	Mark    string // done, now, next, back, none: how the line shows it
	Earlier []StepView
}

// routeLine is the route as a line: the newest round of every step in order,
// older rounds under it.
func (w *Web) routeLine(rq *request, d directory, dossier *route.Dossier) ([]StepView, error) {
	r := &dossier.Route
	places := map[string]int{}
	var line []StepView
	for i := range r.Steps {
		v, err := w.stepView(rq, d, dossier, r.Steps[i])
		if err != nil {
			return nil, err
		}
		at, seen := places[v.Key]
		if !seen {
			places[v.Key] = len(line)
			line = append(line, v)
			continue
		}
		if v.Round > line[at].Round {
			v.Earlier, line[at].Earlier = append(line[at].Earlier, line[at]), nil
			line[at] = v
		} else {
			line[at].Earlier = append(line[at].Earlier, v)
		}
	}
	slices.SortStableFunc(line, func(a, b StepView) int { return cmp.Compare(a.Stage, b.Stage) })
	for i := range line {
		line[i].Side = i > 0 && line[i-1].Stage == line[i].Stage
		for j := range line[i].Earlier {
			line[i].Earlier[j].Earlier = nil
		}
	}
	return line, nil
}

func (w *Web) stepView(rq *request, d directory, dossier *route.Dossier, s route.Step) (StepView, error) {
	v := StepView{Step: s, Unit: d.unit(s.UnitID), Version: ordinalOf(dossier, s.VersionID)}
	switch s.State {
	case route.StepOpen:
		v.Mark = "now"
		v.Due = w.due(rq, dossier.Document.ID, s)
		v.Spent = w.spent(rq, s.OpenedAt, rq.now)
		who, err := w.holders(rq, d, s)
		if err != nil {
			return v, err
		}
		v.Who = who
	case route.StepWaiting:
		v.Mark = "next"
		if name := d.person(s.PersonID); name != "" {
			v.Who = []string{name}
		}
	case route.StepDone, route.StepSilent, route.StepReturned, route.StepVoided, route.StepSkipped, route.StepCancelled:
		v.Mark = map[route.StepState]string{
			route.StepDone: "done", route.StepSilent: "done", route.StepReturned: "back", route.StepVoided: "back",
			route.StepSkipped: "none", route.StepCancelled: "none",
		}[s.State]
		if name := d.person(s.DecidedBy); name != "" {
			v.Who = []string{name}
		}
		if !s.OpenedAt.IsZero() && !s.DecidedAt.IsZero() {
			v.Spent = w.spent(rq, s.OpenedAt, s.DecidedAt)
		}
	}
	return v, nil
}

// ClocksView is whose working hours ran, when, and how much for each unit.
type ClocksView struct {
	Rows   []ClockRow
	Totals []ClockTotal
}

// ClockRow is one stretch.
type ClockRow struct {
	route.Clock
	Unit  string
	Spent string
}

// ClockTotal is the sum of one unit.
type ClockTotal struct {
	Unit  string
	Spent string
}

func (w *Web) clocks(rq *request, d directory, rows []route.Clock) ClocksView {
	var v ClocksView
	whose := func(unitID string) string {
		if unitID == "" {
			return rq.T("clocks.nobody")
		}
		return d.unit(unitID)
	}
	sums := map[string]time.Duration{}
	var order []string
	for _, c := range rows {
		to := rq.now
		if c.To != nil {
			to = *c.To
		}
		spent := w.Calendar.WorkingTimeBetween(c.From, to, w.hours)
		if _, seen := sums[c.UnitID]; !seen {
			order = append(order, c.UnitID)
		}
		sums[c.UnitID] += spent
		v.Rows = append(v.Rows, ClockRow{Clock: c, Unit: whose(c.UnitID), Spent: w.working(rq, spent)})
	}
	for _, id := range order {
		v.Totals = append(v.Totals, ClockTotal{Unit: whose(id), Spent: w.working(rq, sums[id])})
	}
	return v
}

// DuePage explains a due time day by day.
type DuePage struct {
	Frame
	Doc     domain.Document
	Step    StepView
	Summary string
	Days    []DueDay
	Result  calendar.Result
	Differs bool // the stored time is not what today's table gives
	Hours   []string
	Notes   []string
}

// DueDay is one day of the count.
type DueDay struct {
	Date    time.Time
	Weekday string
	Count   int
	Working bool
	Name    string
	Basis   string
}

func (w *Web) getDue(rq *request) error {
	dossier, err := w.Store.Dossier(rq.ctx, rq.view, rq.c.Param("id"), route.Parts{Route: true})
	if err != nil {
		return err
	}
	var step *route.Step
	for i, s := range dossier.Route.Steps {
		if s.Key == rq.c.Param("step") && fmt.Sprint(s.Round) == rq.c.Param("round") && !s.OpenedAt.IsZero() {
			step = &dossier.Route.Steps[i]
		}
	}
	if step == nil {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	d, err := w.directory(rq, personsOf(&dossier), dossier.Document.CreatedAt, rq.now)
	if err != nil {
		return err
	}
	p := &DuePage{Doc: dossier.Document}
	if p.Step, err = w.stepView(rq, d, &dossier, *step); err != nil {
		return err
	}
	p.Result = w.Calendar.Due(step.OpenedAt, step.WorkingDays, w.hours)
	p.Summary = p.Result.Summary(rq.lang)
	p.Differs = !step.DueAt.IsZero() && !p.Result.At.Equal(step.DueAt)
	for _, s := range p.Result.Steps {
		at := s.Date.At(0)
		p.Days = append(p.Days, DueDay{
			Date: at, Weekday: rq.T("weekday." + fmt.Sprint(int(s.Date.Weekday()))), Count: s.Count, Working: s.Working,
			Name: s.Name.In(rq.lang), Basis: s.LegalBasis,
		})
	}
	for _, i := range w.hours.Intervals {
		p.Hours = append(p.Hours, i.Open.String()+"–"+i.Close.String())
	}
	for _, note := range p.Result.Warnings {
		p.Notes = append(p.Notes, note.In(rq.lang))
	}
	return w.page(rq, "due", p, rq.T("due.title"))
}
