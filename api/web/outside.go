package web

import (
	"errors"
	"net/http"
	"time"

	"trinhky/api/gateway"
	"trinhky/internal/domain"
)

// OutsidePage records an act out of order that the Office saw outside the
// system, such as a paper carried straight to a leader.
type OutsidePage struct {
	Frame
	Token   string
	Doc     *domain.Document
	Units   []Choice
	UnitID  string
	People  []Choice
	Acts    []domain.Act
	Steps   []string // keys of the steps whose turn it was
	Act     domain.Act
	Step    string
	At      string // yyyy-mm-ddThh:mm, as browsers send times
	Note    string
	Problem string
	Faults  map[string]string
}

// outsideActs are what somebody can be seen doing out of turn.
var outsideActs = []domain.Act{domain.ActSign, domain.ActInitial, domain.ActReview, domain.ActAppraise, domain.ActIssue}

func (w *Web) getOutside(rq *request) error {
	p, err := w.outsidePage(rq, rq.query("document"), rq.query("unit"))
	if err != nil {
		return err
	}
	return w.page(rq, "outside", p, rq.T("outside.title"))
}

// outsidePage needs a dossier: evidence belongs to one, and so does the step
// whose turn it was.
func (w *Web) outsidePage(rq *request, documentID, unitID string) (*OutsidePage, error) {
	p := &OutsidePage{Token: newToken(), Acts: outsideActs, At: rq.now.In(ict).Format("2006-01-02T15:04")}
	d, err := w.directory(rq, nil, rq.now)
	if err != nil {
		return nil, err
	}
	if documentID != "" {
		dossier, err := w.Store.Dossier(rq.ctx, rq.view, documentID, w.Ruleset)
		if err != nil {
			return nil, err
		}
		p.Doc = &dossier.Document
		if unitID == "" {
			unitID = dossier.Document.UnitID
		}
		for _, i := range dossier.Route.Open() {
			p.Steps = append(p.Steps, dossier.Route.Steps[i].Key)
		}
		if len(p.Steps) > 0 {
			p.Step = p.Steps[0]
		}
	}
	p.UnitID = unitID
	for _, u := range d.list() {
		if u.Kind != domain.UnitLeadership {
			p.Units = append(p.Units, Choice{u.ID, unitName(rq.lang, u), u.ID == unitID})
		}
	}
	if unitID == "" {
		return p, nil
	}
	seen := map[string]bool{}
	for _, position := range []domain.Position{domain.PositionUnitHead, domain.PositionChiefOfOffice, domain.PositionDrafter} {
		people, err := w.Store.UnitHolders(rq.ctx, unitID, position, rq.now)
		if err != nil {
			return nil, err
		}
		for _, person := range people {
			if !seen[person.ID] {
				seen[person.ID] = true
				p.People = append(p.People, Choice{ID: person.ID, Name: person.Name})
			}
		}
	}
	return p, nil
}

func (w *Web) postOutside(rq *request) error {
	f, err := rq.form()
	if err != nil {
		return err
	}
	a := gateway.OutsideAttempt{
		Token: f.token(), DocumentID: f.id("document"), UnitID: f.id("unit"), PersonID: f.id("person"),
		Act: domain.Act(f.line("act")), StepDue: f.line("step_due"),
	}
	if a.At, err = time.ParseInLocation("2006-01-02T15:04", f.line("at"), ict); err != nil {
		a.At = time.Time{} // the gateway says what is wrong with it
	}
	if a.Note, err = f.text("note"); err != nil {
		return w.outsideAgain(rq, f, err)
	}
	// Everything is looked at before the file is kept, so that a form with a
	// mistake leaves no evidence without its record behind.
	if f.file == nil || a.DocumentID == "" || a.UnitID == "" || a.Note == "" || a.At.IsZero() {
		faults := map[string]string{}
		for name, missing := range map[string]bool{
			"document": a.DocumentID == "", "unit": a.UnitID == "", "note": a.Note == "", "at": a.At.IsZero(), "evidence": f.file == nil,
		} {
			if missing {
				faults[name] = "outside." + name
			}
		}
		return w.outsideAgain(rq, f, &domain.Error{Code: domain.ErrInvalid, Key: "outside.invalid", Fields: faults})
	}
	annex, err := w.Intake.AddAnnex(rq.ctx, *rq.actor, a.DocumentID, a.Token, domain.AnnexEvidence, *f.file)
	if err != nil {
		return w.outsideAgain(rq, f, err)
	}
	a.EvidenceSHA = annex.SHA256
	if _, err := w.Decisions.RecordOutside(rq.ctx, *rq.actor, a); err != nil {
		return w.outsideAgain(rq, f, err)
	}
	rq.leave("done.outside")
	return rq.to("/tracking?tab=" + tabOutOfOrder)
}

func (w *Web) outsideAgain(rq *request, f *form, cause error) error {
	var known *domain.Error
	if !errors.As(cause, &known) || statusOf(cause) == http.StatusInternalServerError {
		return cause
	}
	p, err := w.outsidePage(rq, f.id("document"), f.id("unit"))
	if err != nil {
		return err
	}
	p.Problem, p.Faults = messageOf(rq, cause), translate(rq, known.Fields)
	p.Act, p.Note = domain.Act(f.line("act")), clean(f.values.Get("note"))
	if at := f.line("at"); at != "" {
		p.At = at
	}
	for i := range p.People {
		p.People[i].Chosen = p.People[i].ID == f.id("person")
	}
	w.show(rq, statusOf(cause), "outside", p, rq.T("outside.title"))
	return nil
}
