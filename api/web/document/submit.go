package document

import (
	"net/http"

	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// SubmitPage is the last desk before the route begins: what was read from the
// file, what the format check found, the planned route, and the submission.
type SubmitPage struct {
	site.Frame
	Doc      domain.Document
	Token    string
	Facts    FactsForm
	Findings FindingsView
	Plan     PlanView
	Files    FilesView
	Again    *AgainView // after a return
	Refusal  *door.Problem
	Problem  string
	Faults   map[string]string // field to message
}

// AgainView tells a drafter why the dossier came back and what will be taken again.
type AgainView struct {
	Step    route.Step
	Unit    string
	Person  string
	Voided  []string     // names of the steps whose approval what has changed takes away
	Changed []route.Part // what has changed since it was submitted
}

func (a *Area) getSubmit(visit *site.Visit) error {
	p, err := a.submitPage(visit)
	if err != nil {
		return err
	}
	if p == nil {
		return visit.To("/documents/" + visit.Gin.Param("id"))
	}
	return a.Page(visit, "submit", p, visit.T("submit.title"))
}

// submitPage is nil where there is nothing to submit: the route is under way or over.
func (a *Area) submitPage(visit *site.Visit) (*SubmitPage, error) {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Parts{
		Route: true, Versions: true, Annexes: true, Ruleset: a.Form.Ruleset(),
	})
	if err != nil {
		return nil, err
	}
	doc := dossier.Document
	if now, err := mayDraft(visit, doc); err != nil || !now {
		return nil, err
	}
	p := &SubmitPage{Doc: doc, Token: site.NewToken()}
	if p.Findings, err = a.findings(visit, &dossier); err != nil {
		return nil, err
	}
	d, err := a.Directory(visit, personsOf(&dossier), visit.Now)
	if err != nil {
		return nil, err
	}
	p.Facts = factsForm(visit, d, doc)
	if p.Facts.Fixed {
		p.Again = againView(visit, d, &dossier)
	} else if p.Plan, p.Faults, err = a.plan(visit, d, doc); err != nil {
		return nil, err
	}
	p.Files = filesView(visit, d, &dossier)
	return p, nil
}

// mayDraft reports whether the document is at the reader's desk; the error is of
// one that is not theirs at all.
func mayDraft(visit *site.Visit, doc domain.Document) (now bool, err error) {
	return route.AtDesk(doc.State), route.OnlyDrafter(doc.DrafterID, visit.Actor.PersonID)
}

// ownDraft reads the document of a form of the drafter's desk.
func (a *Area) ownDraft(visit *site.Visit) (doc domain.Document, now bool, err error) {
	if doc, err = a.Store.Document(visit.Ctx, visit.Viewer, visit.Gin.Param("id")); err != nil {
		return doc, false, err
	}
	now, err = mayDraft(visit, doc)
	return doc, now, err
}

func againView(visit *site.Visit, d site.Directory, dossier *route.Dossier) *AgainView {
	r := dossier.Route
	changed := r.ChangedBy(route.FactsOf(dossier.Document, dossier.Annexes))
	v := &AgainView{Changed: changed}
	for _, s := range r.Steps {
		if s.State == route.StepReturned && s.DecidedAt.After(v.Step.DecidedAt) {
			v.Step = s
		}
	}
	v.Unit, v.Person = d.Unit(v.Step.UnitID), d.Person(v.Step.DecidedBy)
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.State == route.StepDone && route.Voided(changed, s.Kind) && r.Step(s.Key) == s {
			v.Voided = append(v.Voided, door.StepName(visit.Lang, s.Key))
		}
	}
	return v
}

// postPlan shows the route the facts in the form would lead to, keeping nothing.
func (a *Area) postPlan(visit *site.Visit) error {
	doc, now, err := a.ownDraft(visit)
	if err != nil {
		return err
	}
	if !now {
		return &domain.Error{Code: domain.ErrConflict, Key: "draft.under_way"}
	}
	f, err := visit.Form()
	if err != nil {
		return err
	}
	doc, _ = facts(f, doc)
	d, err := a.Directory(visit, nil, visit.Now)
	if err != nil {
		return err
	}
	p := &PlanPage{}
	if p.Plan, _, err = a.plan(visit, d, doc); err != nil {
		return err
	}
	return a.Page(visit, "plan", p, "")
}

// postFacts keeps the facts and shows the route they lead to.
func (a *Area) postFacts(visit *site.Visit) error {
	_, _, again, err := a.keepFacts(visit)
	if err != nil || again {
		return err
	}
	visit.Leave("done.facts")
	return visit.To("/documents/" + visit.Gin.Param("id") + "/submit#route")
}

// keepFacts writes what the form says. again means that the form has been shown
// once more with its faults, or that there is nothing to keep.
func (a *Area) keepFacts(visit *site.Visit) (f *site.Form, doc domain.Document, again bool, err error) {
	doc, now, err := a.ownDraft(visit)
	if err != nil {
		return nil, doc, false, err
	}
	if !now {
		return nil, doc, true, visit.To("/documents/" + doc.ID)
	}
	if f, err = visit.Form(); err != nil {
		return nil, doc, false, err
	}
	doc, faults := facts(f, doc)
	if len(faults) > 0 {
		return f, doc, true, a.submitAgain(visit, doc, "", faults, nil)
	}
	if err := a.Store.UpdateDraft(visit.Ctx, doc); err != nil {
		return f, doc, true, a.submitAgain(visit, doc, "", nil, err)
	}
	return f, doc, false, nil
}

// submitAgain shows the page with what was typed and what was wrong with it.
func (a *Area) submitAgain(visit *site.Visit, typed domain.Document, token string, faults map[string]string, cause error) error {
	p, err := a.submitPage(visit)
	if err != nil {
		return err
	}
	if p == nil { // somebody was faster, in another window
		return visit.To("/documents/" + typed.ID)
	}
	if len(faults) > 0 {
		d, err := a.Directory(visit, nil, visit.Now)
		if err != nil {
			return err
		}
		p.Facts, p.Faults = factsForm(visit, d, typed), door.Fields(visit.Lang, faults, nil)
	}
	told := door.Problem{Status: http.StatusUnprocessableEntity}
	if cause != nil {
		if door.Ours(cause) {
			return cause
		}
		if kept := keptToken(token, cause); kept != "" {
			p.Token = kept
		}
		if told = door.Tell(visit.Lang, cause); told.Refusal != nil {
			p.Refusal = &told
		} else if p.Problem = told.What; len(told.Fields) > 0 {
			p.Faults = told.Fields
		}
	}
	a.Show(visit, told.Status, "submit", p, visit.T("submit.title"))
	return nil
}

// postSubmit keeps the facts and submits, provided the route they lead to is the
// one that was on the page.
func (a *Area) postSubmit(visit *site.Visit) error {
	f, doc, again, err := a.keepFacts(visit)
	if err != nil || again {
		return err
	}
	if doc.State == domain.DocumentDraft {
		plan, err := a.Decisions.Plan(visit.Ctx, *visit.Actor, doc)
		if err != nil {
			return a.submitAgain(visit, doc, "", nil, err)
		}
		if len(plan.Differs(f.Values["plan"])) > 0 {
			visit.Leave("done.plan_changed")
			return visit.To("/documents/" + doc.ID + "/submit#route")
		}
	}
	token := f.Token()
	receipt, err := a.Decisions.Decide(visit.Ctx, route.Command{
		Token: token, DocumentID: doc.ID, Act: route.ActSubmit, Actor: *visit.Actor, Door: domain.DoorPage, VersionID: f.ID("version_id"),
		Plan: f.Values["plan"],
	})
	if err != nil {
		return a.submitAgain(visit, doc, token, nil, err)
	}
	visit.Leave(doneKey(route.ActSubmit, receipt))
	return visit.To("/documents/" + doc.ID)
}

func doneKey(act domain.Act, r route.Receipt) string {
	if r.Pending {
		return "done.pending"
	}
	return "done." + string(act)
}
