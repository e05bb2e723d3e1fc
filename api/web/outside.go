package web

import (
	"slices"
	"strings"
	"time"

	"trinhky/api/door"
	"trinhky/api/gateway"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/internal/tidy"
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

func (w *Web) getOutside(rq *request) error {
	p, err := w.outsidePage(rq, rq.query("document"), rq.query("unit"))
	if err != nil {
		return err
	}
	return w.page(rq, "outside", p, rq.T("outside.title"))
}

// outsidePage is about one dossier, or about a paper that has none here.
func (w *Web) outsidePage(rq *request, documentID, unitID string) (*OutsidePage, error) {
	p := &OutsidePage{Token: newToken(), Acts: route.ActsSeenOutside(), Act: route.ActSign, At: rq.now.In(calendar.ICT).Format("2006-01-02T15:04")}
	d, err := w.directory(rq, nil, rq.now)
	if err != nil {
		return nil, err
	}
	if documentID != "" {
		dossier, err := w.Store.Dossier(rq.ctx, rq.view, documentID, route.Parts{Route: true})
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
	}
	if len(p.Steps) == 0 {
		for _, kind := range route.StepKinds() {
			p.Steps = append(p.Steps, string(kind))
		}
	}
	p.Step = p.Steps[0]
	p.UnitID = unitID
	for _, u := range d.list() {
		if u.Kind != domain.UnitLeadership {
			p.Units = append(p.Units, Choice{u.ID, door.UnitName(rq.lang, u), u.ID == unitID})
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
	if a.At, err = time.ParseInLocation("2006-01-02T15:04", f.line("at"), calendar.ICT); err != nil {
		a.At = time.Time{} // the gateway says what is wrong with it
	}
	if a.Note, err = f.text("note"); err != nil {
		return w.outsideAgain(rq, f, err)
	}
	// Everything is looked at before the file is kept, so that a form with a
	// mistake leaves no evidence without its record behind.
	faults := map[string]string{}
	for name, wrong := range map[string]bool{
		"unit": a.UnitID == "", "note": a.Note == "", "at": a.At.IsZero() || a.At.After(rq.now), "evidence": f.file == nil,
		"act": !slices.Contains(route.ActsSeenOutside(), a.Act),
	} {
		if wrong {
			faults[name] = "outside." + name
		}
	}
	if len(faults) > 0 {
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
	told := door.Tell(rq.lang, cause)
	if door.Ours(cause) || told.Refusal != nil {
		return cause
	}
	p, err := w.outsidePage(rq, f.id("document"), f.id("unit"))
	if err != nil {
		return err
	}
	p.Problem, p.Faults = told.What, told.Fields
	p.Act, p.Note = domain.Act(f.line("act")), tidy.Text(f.values.Get("note"))
	if at := f.line("at"); at != "" {
		p.At = at
	}
	for i := range p.People {
		p.People[i].Chosen = p.People[i].ID == f.id("person")
	}
	w.show(rq, told.Status, "outside", p, rq.T("outside.title"))
	return nil
}

// getEvidence gives out the proof of an attempt, which may belong to no dossier.
func (w *Web) getEvidence(rq *request) error {
	sha := rq.c.Param("sha")
	visible, err := w.Store.FileVisible(rq.ctx, rq.view, sha)
	if err != nil {
		return err
	}
	if !visible {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	_, mediaType, err := w.Store.File(rq.ctx, sha)
	if err != nil {
		return err
	}
	rq.c.Header("Content-Security-Policy", "default-src 'none'; sandbox")
	return w.send(rq, sha, stored{evidenceName(sha, mediaType), mediaType}, "attachment")
}

// evidenceName names a file known only by its content.
func evidenceName(sha, mediaType string) string {
	name := "bang-chung-" + sha[:min(8, len(sha))]
	for kind, extension := range map[string]string{
		"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "wordprocessingml": ".docx", "spreadsheetml": ".xlsx",
	} {
		if strings.Contains(mediaType, kind) {
			return name + extension
		}
	}
	return name
}
