package document

import (
	"fmt"

	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// PlanPage is the planned route alone, for a page that is already open.
type PlanPage struct {
	site.Frame
	Plan PlanView
}

// PlanView is the route a document will take, with the reason for each step.
type PlanView struct {
	Steps   []PlannedStep
	Left    []PlanReason // why something is not in the route
	Days    int          // at most, in working days
	Marks   []string     // what was shown, so that nobody submits what they have not read
	Problem string       // why no route can be planned yet
}

// PlannedStep is one station to come.
type PlannedStep struct {
	Step   route.Step
	Unit   string
	Person string
	Side   bool // acts beside the one before, in any order
	Reason PlanReason
}

// PlanReason says why, with its clause.
type PlanReason struct {
	Text   string
	Clause string
}

// plan computes the route of the document as it stands in the form. Faults of
// its facts come back by field, for the form to show.
func (a *Area) plan(visit *site.Visit, d site.Directory, doc domain.Document) (PlanView, map[string]string, error) {
	plan, err := a.Decisions.Plan(visit.Ctx, *visit.Actor, doc)
	switch {
	case domain.CodeOf(err) == domain.ErrInvalid:
		told := door.Tell(visit.Lang, err)
		return PlanView{Problem: told.What}, told.Fields, nil
	case err != nil:
		return PlanView{}, nil, fmt.Errorf("plan the route: %w", err)
	}
	var persons []string
	for _, s := range plan.Steps {
		persons = append(persons, s.PersonID)
	}
	named, err := a.Directory(visit, persons)
	if err != nil {
		return PlanView{}, nil, err
	}
	reasons := map[string]route.Reason{}
	v := PlanView{Marks: plan.Marks()}
	steps := map[string]bool{}
	for _, s := range plan.Steps {
		steps[s.Key] = true
	}
	for _, r := range plan.Reasons {
		if steps[r.StepKey] {
			reasons[r.StepKey] = r
		} else {
			v.Left = append(v.Left, reasonView(visit, d, r))
		}
	}
	longest := map[int]int{}
	for i, s := range plan.Steps {
		longest[s.Stage] = max(longest[s.Stage], s.WorkingDays)
		v.Steps = append(v.Steps, PlannedStep{
			Step: s, Unit: d.Unit(s.UnitID), Person: named.Person(s.PersonID),
			Side: i > 0 && plan.Steps[i-1].Stage == s.Stage, Reason: reasonView(visit, d, reasons[s.Key]),
		})
	}
	for _, days := range longest {
		v.Days += days
	}
	return v, nil, nil
}

func reasonView(visit *site.Visit, d site.Directory, r route.Reason) PlanReason {
	return PlanReason{Text: visit.T("plan."+r.Code, "Unit", d.Unit(r.UnitID)), Clause: door.ClauseText(visit.Lang, r.ClauseID)}
}
