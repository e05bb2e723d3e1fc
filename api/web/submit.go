package web

import (
	"net/http"
	"slices"
	"strings"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// SubmitPage is the last desk before the route begins: what was read from the
// file, what the format check found, the planned route, and the submission.
type SubmitPage struct {
	Frame
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

// FactsForm is what the drafter may correct, with all there is to choose from.
type FactsForm struct {
	Doc       domain.Document
	Fixed     bool // the route has begun: what shaped it stays
	Types     []domain.DocumentType
	Urgencies []domain.Urgency
	Signers   []domain.Position
	Units     []Choice
	Sectors   []Choice
	Lines     string // the recipients, one a line
}

// Choice is one box to tick.
type Choice struct {
	ID     string
	Name   string
	Chosen bool
}

// AgainView tells a drafter why the dossier came back and what will be taken again.
type AgainView struct {
	Step    route.Step
	Unit    string
	Person  string
	Voided  []string // names of the steps that must be taken again if the draft changes
	Changed bool     // another file has been uploaded since the return
}

func (w *Web) getSubmit(rq *request) error {
	p, err := w.submitPage(rq)
	if err != nil {
		return err
	}
	if p == nil {
		return rq.to("/documents/" + rq.c.Param("id"))
	}
	return w.page(rq, "submit", p, rq.T("submit.title"))
}

// submitPage is nil where there is nothing to submit: the route is under way or over.
func (w *Web) submitPage(rq *request) (*SubmitPage, error) {
	dossier, err := w.Store.Dossier(rq.ctx, rq.view, rq.c.Param("id"), route.Parts{
		Route: true, Versions: true, Annexes: true, Ruleset: w.Form.Ruleset(),
	})
	if err != nil {
		return nil, err
	}
	doc := dossier.Document
	if now, err := mayDraft(rq, doc); err != nil || !now {
		return nil, err
	}
	p := &SubmitPage{Doc: doc, Token: newToken()}
	if p.Findings, err = w.findings(rq, &dossier); err != nil {
		return nil, err
	}
	d, err := w.directory(rq, personsOf(&dossier), rq.now)
	if err != nil {
		return nil, err
	}
	p.Facts = factsForm(d, doc)
	if p.Facts.Fixed {
		p.Again = againView(rq, d, &dossier)
	} else if p.Plan, p.Faults, err = w.plan(rq, d, doc); err != nil {
		return nil, err
	}
	p.Files = filesView(rq, d, &dossier)
	return p, nil
}

// mayDraft reports whether the document is at the reader's desk; the error is of
// one that is not theirs at all.
func mayDraft(rq *request, doc domain.Document) (now bool, err error) {
	return route.AtDesk(doc.State), route.OnlyDrafter(doc.DrafterID, rq.actor.PersonID)
}

// ownDraft reads the document of a form of the drafter's desk.
func (w *Web) ownDraft(rq *request) (doc domain.Document, now bool, err error) {
	if doc, err = w.Store.Document(rq.ctx, rq.view, rq.c.Param("id")); err != nil {
		return doc, false, err
	}
	now, err = mayDraft(rq, doc)
	return doc, now, err
}

func factsForm(d directory, doc domain.Document) FactsForm {
	f := FactsForm{
		Doc: doc, Fixed: doc.State != domain.DocumentDraft, Types: documentTypes, Urgencies: urgencies, Signers: signerPositions,
		Lines: strings.Join(doc.Recipients, "\n"),
	}
	for _, u := range d.list() {
		if u.Kind != domain.UnitLeadership && u.ID != doc.UnitID {
			f.Units = append(f.Units, Choice{u.ID, door.UnitName(d.lang, u), slices.Contains(doc.ConsultedUnits, u.ID)})
		}
	}
	for _, s := range d.sectors() {
		f.Sectors = append(f.Sectors, Choice{s, sectorName(d.lang, s), slices.Contains(doc.Sectors, s)})
	}
	return f
}

func againView(rq *request, d directory, dossier *route.Dossier) *AgainView {
	r := dossier.Route
	v := &AgainView{Changed: dossier.Document.Version.SHA256 != r.VersionSHA256}
	for _, s := range r.Steps {
		if s.State == route.StepReturned && s.DecidedAt.After(v.Step.DecidedAt) {
			v.Step = s
		}
	}
	v.Unit, v.Person = d.unit(v.Step.UnitID), d.person(v.Step.DecidedBy)
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.State == route.StepDone && route.VoidedByChange(s.Kind) && r.Step(s.Key) == s {
			v.Voided = append(v.Voided, door.StepName(rq.lang, s.Key))
		}
	}
	return v
}

// facts reads the form into the document. Where the route has begun only what
// does not shape it is taken.
func facts(f *form, doc domain.Document) (domain.Document, map[string]string) {
	faults := map[string]string{}
	doc.Subject, doc.Notation, doc.Recipients = f.line("subject"), f.line("notation"), f.lines("recipients")
	if doc.Subject == "" {
		faults["subject"] = "facts.subject"
	}
	if !regulation.IsNotation(doc.Notation) {
		faults["notation"] = "facts.notation"
	}
	if len([]rune(doc.Subject)) > 500 {
		faults["subject"] = "facts.subject_long" // Decree 30/2020, Annex VI: Subject S500
	}
	if doc.State != domain.DocumentDraft {
		return doc, faults
	}
	doc.Type = domain.DocumentType(f.line("type"))
	if !slices.Contains(documentTypes, doc.Type) {
		faults["type"] = "facts.type"
	}
	doc.Urgency = domain.Urgency(f.line("urgency"))
	if !slices.Contains(urgencies, doc.Urgency) {
		faults["urgency"] = "facts.urgency"
	}
	doc.SignerPosition = domain.Position(f.line("signer_position"))
	if !slices.Contains(signerPositions, doc.SignerPosition) {
		faults["signer_position"] = "facts.signer"
	}
	doc.ConsultedUnits = f.ids("consulted_units")
	doc.Sectors = f.values["sectors"]
	doc.LegalNormative = f.values.Get("legal_normative") == "yes"
	return doc, faults
}

// postPlan shows the route the facts in the form would lead to, keeping nothing.
func (w *Web) postPlan(rq *request) error {
	doc, now, err := w.ownDraft(rq)
	if err != nil {
		return err
	}
	if !now {
		return &domain.Error{Code: domain.ErrConflict, Key: "draft.under_way"}
	}
	f, err := rq.form()
	if err != nil {
		return err
	}
	doc, _ = facts(f, doc)
	d, err := w.directory(rq, nil, rq.now)
	if err != nil {
		return err
	}
	p := &PlanPage{}
	if p.Plan, _, err = w.plan(rq, d, doc); err != nil {
		return err
	}
	return w.page(rq, "plan", p, "")
}

// postFacts keeps the facts and shows the route they lead to.
func (w *Web) postFacts(rq *request) error {
	_, _, again, err := w.keepFacts(rq)
	if err != nil || again {
		return err
	}
	rq.leave("done.facts")
	return rq.to("/documents/" + rq.c.Param("id") + "/submit#route")
}

// keepFacts writes what the form says. again means that the form has been shown
// once more with its faults, or that there is nothing to keep.
func (w *Web) keepFacts(rq *request) (f *form, doc domain.Document, again bool, err error) {
	doc, now, err := w.ownDraft(rq)
	if err != nil {
		return nil, doc, false, err
	}
	if !now {
		return nil, doc, true, rq.to("/documents/" + doc.ID)
	}
	if f, err = rq.form(); err != nil {
		return nil, doc, false, err
	}
	doc, faults := facts(f, doc)
	if len(faults) > 0 {
		return f, doc, true, w.submitAgain(rq, doc, "", faults, nil)
	}
	if err := w.Store.UpdateDraft(rq.ctx, doc); err != nil {
		return f, doc, true, w.submitAgain(rq, doc, "", nil, err)
	}
	return f, doc, false, nil
}

// submitAgain shows the page with what was typed and what was wrong with it.
func (w *Web) submitAgain(rq *request, typed domain.Document, token string, faults map[string]string, cause error) error {
	p, err := w.submitPage(rq)
	if err != nil {
		return err
	}
	if p == nil { // somebody was faster, in another window
		return rq.to("/documents/" + typed.ID)
	}
	if len(faults) > 0 {
		d, err := w.directory(rq, nil, rq.now)
		if err != nil {
			return err
		}
		p.Facts, p.Faults = factsForm(d, typed), door.Fields(rq.lang, faults, nil)
	}
	told := door.Problem{Status: http.StatusUnprocessableEntity}
	if cause != nil {
		if door.Ours(cause) {
			return cause
		}
		if kept := keptToken(token, cause); kept != "" {
			p.Token = kept
		}
		if told = door.Tell(rq.lang, cause); told.Refusal != nil {
			p.Refusal = &told
		} else if p.Problem = told.What; len(told.Fields) > 0 {
			p.Faults = told.Fields
		}
	}
	w.show(rq, told.Status, "submit", p, rq.T("submit.title"))
	return nil
}

// postSubmit keeps the facts and submits, provided the route they lead to is the
// one that was on the page.
func (w *Web) postSubmit(rq *request) error {
	f, doc, again, err := w.keepFacts(rq)
	if err != nil || again {
		return err
	}
	if doc.State == domain.DocumentDraft {
		plan, err := w.Decisions.Plan(rq.ctx, *rq.actor, doc)
		if err != nil {
			return w.submitAgain(rq, doc, "", nil, err)
		}
		if planDigest(plan) != f.values.Get("plan") {
			rq.leave("done.plan_changed")
			return rq.to("/documents/" + doc.ID + "/submit#route")
		}
	}
	token := f.token()
	receipt, err := w.Decisions.Decide(rq.ctx, route.Command{
		Token: token, DocumentID: doc.ID, Act: route.ActSubmit, Actor: *rq.actor, Door: domain.DoorPage, VersionID: f.id("version_id"),
	})
	if err != nil {
		return w.submitAgain(rq, doc, token, nil, err)
	}
	rq.leave(doneKey(route.ActSubmit, receipt))
	return rq.to("/documents/" + doc.ID)
}

func doneKey(act domain.Act, r route.Receipt) string {
	if r.Pending {
		return "done.pending"
	}
	return "done." + string(act)
}
