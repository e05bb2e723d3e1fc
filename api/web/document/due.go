package document

import (
	"fmt"
	"time"

	"trinhky/api/web/site"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// DuePage explains a due time day by day.
type DuePage struct {
	site.Frame
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

func (a *Area) getDue(visit *site.Visit) error {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Parts{Route: true})
	if err != nil {
		return err
	}
	var step *route.Step
	for i, s := range dossier.Route.Steps {
		if s.Key == visit.Gin.Param("step") && fmt.Sprint(s.Round) == visit.Gin.Param("round") && !s.OpenedAt.IsZero() {
			step = &dossier.Route.Steps[i]
		}
	}
	if step == nil {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	d, err := a.Directory(visit, personsOf(&dossier), dossier.Document.CreatedAt, visit.Now)
	if err != nil {
		return err
	}
	p := &DuePage{Doc: dossier.Document}
	if p.Step, err = a.stepView(visit, d, &dossier, *step); err != nil {
		return err
	}
	p.Result = a.Calendar.Due(step.OpenedAt, step.WorkingDays, a.Hours)
	p.Summary = p.Result.Summary(visit.Lang)
	p.Differs = !step.DueAt.IsZero() && !p.Result.At.Equal(step.DueAt)
	for _, s := range p.Result.Steps {
		at := s.Date.At(0)
		p.Days = append(p.Days, DueDay{
			Date: at, Weekday: visit.T("weekday." + fmt.Sprint(int(s.Date.Weekday()))), Count: s.Count, Working: s.Working,
			Name: s.Name.In(visit.Lang), Basis: s.LegalBasis,
		})
	}
	for _, i := range a.Hours.Intervals {
		p.Hours = append(p.Hours, i.Open.String()+"–"+i.Close.String())
	}
	for _, note := range p.Result.Warnings {
		p.Notes = append(p.Notes, note.In(visit.Lang))
	}
	return a.Page(visit, "due", p, visit.T("due.title"))
}
