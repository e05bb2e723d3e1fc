package document

import (
	"cmp"
	"slices"

	"trinhky/api/web/site"
	"trinhky/internal/route"
)

// StepView is one station of the vertical route line.
type StepView struct {
	route.Step
	Unit    string
	Who     []string // who decided, or who can
	Due     *site.Due
	Spent   string // working time it took, or has taken so far
	Version int    // ordinal of the version decided on
	Side    bool   // acts beside the one above, in any order
	Mark    string // done, now, next, back, none: how the line shows it
	Earlier []StepView
}

// routeLine is the route as a line: the newest round of every step in order,
// older rounds under it.
func (a *Area) routeLine(visit *site.Visit, d site.Directory, dossier *route.Dossier) ([]StepView, error) {
	r := &dossier.Route
	places := map[string]int{}
	var line []StepView
	for i := range r.Steps {
		v, err := a.stepView(visit, d, dossier, r.Steps[i])
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

func (a *Area) stepView(visit *site.Visit, d site.Directory, dossier *route.Dossier, s route.Step) (StepView, error) {
	v := StepView{Step: s, Unit: d.Unit(s.UnitID), Version: ordinalOf(dossier, s.VersionID)}
	switch s.State {
	case route.StepOpen:
		v.Mark = "now"
		v.Due = a.Due(visit, dossier.Document.ID, s)
		v.Spent = a.Spent(visit, s.OpenedAt, visit.Now)
		who, err := a.Holders(visit, d, s)
		if err != nil {
			return v, err
		}
		v.Who = who
	case route.StepWaiting:
		v.Mark = "next"
		if name := d.Person(s.PersonID); name != "" {
			v.Who = []string{name}
		}
	case route.StepDone, route.StepSilent, route.StepReturned, route.StepVoided, route.StepSkipped, route.StepCancelled:
		v.Mark = map[route.StepState]string{
			route.StepDone: "done", route.StepSilent: "done", route.StepReturned: "back", route.StepVoided: "back",
			route.StepSkipped: "none", route.StepCancelled: "none",
		}[s.State]
		if name := d.Person(s.DecidedBy); name != "" {
			v.Who = []string{name}
		}
		if !s.OpenedAt.IsZero() && !s.DecidedAt.IsZero() {
			v.Spent = a.Spent(visit, s.OpenedAt, s.DecidedAt)
		}
	}
	return v, nil
}
