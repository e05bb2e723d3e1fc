package office

import (
	"slices"
	"time"

	"trinhky/api/door"
	"trinhky/api/gateway"
	"trinhky/api/web/site"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/internal/tidy"
)

// OutsidePage records an act out of order that the Office saw outside the
// system, such as a paper carried straight to a leader.
type OutsidePage struct {
	site.Frame
	Token   string
	Doc     *domain.Document
	Units   []site.Choice
	UnitID  string
	People  []site.Choice
	Acts    []site.Choice
	Steps   []site.Choice // whose turn it may have been
	At      string        // yyyy-mm-ddThh:mm, as browsers send times
	Note    string
	Problem string
	Faults  map[string]string
}

func (a *Area) getOutside(visit *site.Visit) error {
	p, err := a.outsidePage(visit, visit.Query("document"), visit.Query("unit"))
	if err != nil {
		return err
	}
	return a.Page(visit, "outside", p, visit.T("outside.title"))
}

// outsidePage is about one dossier, or about a paper that has none here.
func (a *Area) outsidePage(visit *site.Visit, documentID, unitID string) (*OutsidePage, error) {
	p := &OutsidePage{
		Token: site.NewToken(), Acts: site.Choices(visit, "act.", route.ActsSeenOutside(), route.ActSign),
		At: visit.Now.In(calendar.ICT).Format("2006-01-02T15:04"),
	}
	d, err := a.Directory(visit, nil, visit.Now)
	if err != nil {
		return nil, err
	}
	if documentID != "" {
		dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, documentID, route.Parts{Route: true})
		if err != nil {
			return nil, err
		}
		p.Doc = &dossier.Document
		if unitID == "" {
			unitID = dossier.Document.UnitID
		}
		for _, i := range dossier.Route.Open() {
			key := dossier.Route.Steps[i].Key
			p.Steps = append(p.Steps, site.Choice{ID: key, Name: door.StepName(visit.Lang, key)})
		}
	}
	if len(p.Steps) == 0 {
		p.Steps = site.Choices(visit, "step.", route.StepKinds(), "")
	}
	p.Steps[0].Chosen = true
	p.UnitID = unitID
	for _, u := range d.List() {
		if u.Kind != domain.UnitLeadership {
			p.Units = append(p.Units, site.Choice{ID: u.ID, Name: door.UnitName(visit.Lang, u), Chosen: u.ID == unitID})
		}
	}
	if unitID == "" {
		return p, nil
	}
	seen := map[string]bool{}
	for _, position := range []domain.Position{domain.PositionUnitHead, domain.PositionChiefOfOffice, domain.PositionDrafter} {
		people, err := a.Site.Store.UnitHolders(visit.Ctx, unitID, position, visit.Now)
		if err != nil {
			return nil, err
		}
		for _, person := range people {
			if !seen[person.ID] {
				seen[person.ID] = true
				p.People = append(p.People, site.Choice{ID: person.ID, Name: person.Name})
			}
		}
	}
	return p, nil
}

func (a *Area) postOutside(visit *site.Visit) error {
	f, err := visit.Form()
	if err != nil {
		return err
	}
	attempt := gateway.OutsideAttempt{
		Token: f.Token(), DocumentID: f.ID("document"), UnitID: f.ID("unit"), PersonID: f.ID("person"),
		Act: domain.Act(f.Line("act")), StepDue: f.Line("step_due"),
	}
	if attempt.At, err = time.ParseInLocation("2006-01-02T15:04", f.Line("at"), calendar.ICT); err != nil {
		attempt.At = time.Time{} // the gateway says what is wrong with it
	}
	if attempt.Note, err = f.Text("note"); err != nil {
		return a.outsideAgain(visit, f, err)
	}
	// Everything is looked at before the file is kept, so that a form with a
	// mistake leaves no evidence without its record behind.
	faults := map[string]string{}
	for name, wrong := range map[string]bool{
		"unit": attempt.UnitID == "", "note": attempt.Note == "", "at": attempt.At.IsZero() || attempt.At.After(visit.Now), "evidence": f.File == nil,
		"act": !slices.Contains(route.ActsSeenOutside(), attempt.Act),
	} {
		if wrong {
			faults[name] = "outside." + name
		}
	}
	if len(faults) > 0 {
		return a.outsideAgain(visit, f, &domain.Error{Code: domain.ErrInvalid, Key: "outside.invalid", Fields: faults})
	}
	annex, err := a.Intake.AddAnnex(visit.Ctx, *visit.Actor, attempt.DocumentID, attempt.Token, domain.AnnexEvidence, *f.File)
	if err != nil {
		return a.outsideAgain(visit, f, err)
	}
	attempt.EvidenceSHA = annex.SHA256
	if _, err := a.Decisions.RecordOutside(visit.Ctx, *visit.Actor, attempt); err != nil {
		return a.outsideAgain(visit, f, err)
	}
	visit.Leave("done.outside")
	return visit.To("/tracking?tab=" + tabOutOfOrder)
}

func (a *Area) outsideAgain(visit *site.Visit, f *site.Form, cause error) error {
	told := door.Tell(visit.Lang, cause)
	if door.Ours(cause) || told.Refusal != nil {
		return cause
	}
	p, err := a.outsidePage(visit, f.ID("document"), f.ID("unit"))
	if err != nil {
		return err
	}
	p.Problem, p.Faults = told.What, told.Fields
	p.Note = tidy.Text(f.Values.Get("note"))
	site.Choose(p.Acts, f.Line("act"))
	site.Choose(p.Steps, f.Line("step_due"))
	site.Choose(p.People, f.ID("person"))
	if at := f.Line("at"); at != "" {
		p.At = at
	}
	a.Show(visit, told.Status, "outside", p, visit.T("outside.title"))
	return nil
}
