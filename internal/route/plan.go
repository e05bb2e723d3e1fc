package route

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// Organisation is what the rules need to know of the units at one time.
type Organisation struct {
	Units []domain.Unit // valid at the time asked
}

// Unit returns the unit with the id, or nil.
func (o Organisation) Unit(id string) *domain.Unit {
	for i := range o.Units {
		if o.Units[i].ID == id {
			return &o.Units[i]
		}
	}
	return nil
}

// First returns the first unit of a kind, or nil.
func (o Organisation) First(kind domain.UnitKind) *domain.Unit {
	for i := range o.Units {
		if o.Units[i].Kind == kind {
			return &o.Units[i]
		}
	}
	return nil
}

// Reason says why a step stands in the plan, or why one does not.
type Reason struct {
	StepKey  string `json:"step_key"`
	ClauseID string `json:"clause"`
	Code     string `json:"code"` // message key under "plan."
	UnitID   string `json:"unit_id,omitempty"`
}

// Plan is the route a document will take, shown before it is submitted.
type Plan struct {
	Steps   []Step   `json:"steps"`
	Reasons []Reason `json:"reasons"`
}

// SectorJustice is the sector whose unit appraises every legal normative draft.
const SectorJustice = "tu-phap"

// The key of a step is its kind. Where there may be several of a kind, it goes on
// to say which: "consultation:TCKH".
const (
	KeyDrafting  = string(StepDrafting)
	KeyClearance = string(StepClearance)
	KeyFormat    = string(StepFormat)
	KeyAnswers   = string(StepAnswers)
	KeySignature = string(StepSignature)
)

// keyOf is the key of one of several steps of a kind.
func keyOf(kind StepKind, which string) string { return string(kind) + ":" + which }

// planner gathers the steps of one route in order.
type planner struct {
	doc    domain.Document
	org    Organisation
	terms  regulation.RouteTerms
	unit   domain.Unit // drafting unit
	office domain.Unit
	top    domain.Unit // leadership
	head   bool        // the drafter heads the drafting unit
	plan   Plan
	faults map[string]string
}

// PlanOf computes the route of a document from its facts: clearance by the
// drafting unit's head (Decree 30/2020, Article 12.1), format check by another
// (Article 12.2), opinions of the units asked (letter §4), appraisal where more
// than one sector is touched (letter §1) or the draft is legal normative,
// review by the Office, initials and signature (Article 13), number and issue
// (Articles 15, 18). The drafter is the person who drafted; their appointments
// tell whether somebody above them must clear the draft. Faults of the facts
// come back together as a domain.Error of code invalid.
func PlanOf(doc domain.Document, drafter domain.Actor, org Organisation, terms regulation.RouteTerms, now time.Time) (Plan, error) {
	p := &planner{doc: doc, org: org, terms: terms, faults: map[string]string{}}
	if err := p.setup(drafter, now); err != nil {
		return Plan{}, err
	}
	p.clearance()
	p.format()
	p.consultation()
	p.appraisal()
	p.review()
	p.initials()
	p.signature()
	p.issue()
	if len(p.faults) > 0 {
		return Plan{}, &domain.Error{Code: domain.ErrInvalid, Key: "plan.invalid", Fields: p.faults}
	}
	return p.plan, nil
}

func (p *planner) setup(drafter domain.Actor, now time.Time) error {
	unit, office, top := p.org.Unit(p.doc.UnitID), p.org.First(domain.UnitOffice), p.org.First(domain.UnitLeadership)
	switch {
	case unit == nil:
		return &domain.Error{Code: domain.ErrInvalid, Key: "plan.invalid", Fields: map[string]string{"unit_id": "plan.unit_unknown"}}
	case office == nil || top == nil:
		return &domain.Error{Code: domain.ErrInvalid, Key: "plan.organisation"}
	case unit.Kind == domain.UnitLeadership:
		return &domain.Error{Code: domain.ErrInvalid, Key: "plan.invalid", Fields: map[string]string{"unit_id": "plan.unit_leadership"}}
	}
	p.unit, p.office, p.top = *unit, *office, *top
	p.head = drafter.Holds(unit.ID, headOf(*unit), now)
	return nil
}

// headOf is the position that heads a unit.
func headOf(u domain.Unit) domain.Position {
	if u.Kind == domain.UnitOffice {
		return domain.PositionChiefOfOffice
	}
	return domain.PositionUnitHead
}

// superiorOf is who is told, or acts, above the head of a unit: the leader in
// charge of it, else the Chair.
func (p *planner) superiorOf(u domain.Unit) domain.Addressee {
	if u.Supervisor != "" {
		return domain.Addressee{UnitID: p.top.ID, Position: domain.PositionViceChair, PersonID: u.Supervisor}
	}
	return domain.Addressee{UnitID: p.top.ID, Position: domain.PositionChair}
}

func (p *planner) chief() domain.Addressee {
	return domain.Addressee{UnitID: p.office.ID, Position: domain.PositionChiefOfOffice}
}

func (p *planner) chair() domain.Addressee {
	return domain.Addressee{UnitID: p.top.ID, Position: domain.PositionChair}
}

// add plans the only step of a kind.
func (p *planner) add(kind StepKind, who domain.Addressee, term regulation.Term, superior domain.Addressee, reason Reason) {
	p.step(string(kind), kind, who, term, superior, reason)
}

// addOf plans one of several steps of a kind.
func (p *planner) addOf(kind StepKind, which string, who domain.Addressee, term regulation.Term, superior domain.Addressee, reason Reason) {
	p.step(keyOf(kind, which), kind, who, term, superior, reason)
}

// step plans a step. Its reason is the clause that orders steps of its kind, unless
// it has one of its own.
func (p *planner) step(key string, kind StepKind, who domain.Addressee, term regulation.Term, superior domain.Addressee, reason Reason) {
	days := term.WorkingDays
	if p.doc.Urgency != domain.UrgencyNormal && p.doc.Urgency != "" {
		days = term.UrgentWorkingDays
	}
	step := Step{State: StepWaiting, Planned: Planned{
		Key: key, Round: 1, Kind: kind, Stage: stageOf(kind), UnitID: who.UnitID, Position: who.Position, PersonID: who.PersonID,
		WorkingDays: days, LegalBasis: term.Basis,
	}}
	if superior != (domain.Addressee{}) && superior != who {
		step.Superior = &superior
	}
	reason.StepKey = key
	if reason.ClauseID == "" {
		reason.ClauseID = ClauseOf(kind)
	}
	p.plan.Steps = append(p.plan.Steps, step)
	p.plan.Reasons = append(p.plan.Reasons, reason)
}

func (p *planner) clearance() {
	who := domain.Addressee{UnitID: p.unit.ID, Position: headOf(p.unit)}
	superior := p.superiorOf(p.unit)
	reason := Reason{Code: "clearance", UnitID: p.unit.ID}
	if p.head {
		// The submitter never approves their own act: the leader in charge clears it.
		who, superior, reason.Code = superior, p.chair(), "clearance_by_superior"
	}
	p.add(StepClearance, who, p.terms.Clearance, superior, reason)
}

func (p *planner) format() {
	who := domain.Addressee{UnitID: p.office.ID, Position: domain.PositionFormatChecker}
	p.add(StepFormat, who, p.terms.Format, p.chief(), Reason{Code: "format", UnitID: p.office.ID})
	if p.terms.FormatByAnother.Value {
		p.plan.Steps[len(p.plan.Steps)-1].OtherThan = KeyClearance
	}
}

func (p *planner) consultation() {
	asked := 0
	seen := map[string]bool{}
	for _, id := range p.doc.ConsultedUnits {
		u := p.org.Unit(id)
		if u == nil || u.Kind == domain.UnitLeadership {
			p.faults["consulted_units"] = "plan.consulted_unknown"
			continue
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		if u.ID == p.unit.ID {
			// A unit is never asked for an opinion on its own draft.
			p.plan.Reasons = append(p.plan.Reasons, Reason{StepKey: keyOf(StepConsultation, u.Code), ClauseID: regulation.ClauseOwnWork, Code: "own_unit_not_asked", UnitID: u.ID})
			continue
		}
		asked++
		p.addOf(StepConsultation, u.Code, domain.Addressee{UnitID: u.ID, Position: headOf(*u)},
			p.terms.Consultation, p.superiorOf(*u), Reason{Code: "consultation", UnitID: u.ID})
	}
	if asked == 0 {
		p.plan.Reasons = append(p.plan.Reasons, Reason{StepKey: string(StepConsultation), ClauseID: regulation.ClauseOpinions, Code: "no_consultation"})
		return
	}
	p.add(StepAnswers, domain.Addressee{UnitID: p.unit.ID, Position: domain.PositionDrafter, PersonID: p.doc.DrafterID},
		p.terms.Answers, domain.Addressee{UnitID: p.unit.ID, Position: headOf(p.unit)}, Reason{Code: "answers", UnitID: p.unit.ID})
}

func (p *planner) appraisal() {
	type ask struct {
		unit   domain.Unit
		reason Reason
	}
	var asks []ask
	add := func(sector string, clause, code string) {
		u := p.unitOfSector(sector)
		if u == nil {
			p.faults["sectors"] = "plan.sector_without_unit"
			return
		}
		if u.ID == p.unit.ID {
			return // its own sector: its head has cleared the draft already
		}
		for _, a := range asks {
			if a.unit.ID == u.ID {
				return
			}
		}
		asks = append(asks, ask{*u, Reason{ClauseID: clause, Code: code, UnitID: u.ID}})
	}
	if p.doc.LegalNormative {
		add(SectorJustice, regulation.ClauseAppraisalLaw, "appraisal_legal_normative")
	}
	if len(distinct(p.doc.Sectors)) > 1 {
		for _, s := range distinct(p.doc.Sectors) {
			add(s, regulation.ClauseCrossSector, "appraisal_cross_sector")
		}
	}
	if len(asks) == 0 {
		p.plan.Reasons = append(p.plan.Reasons, Reason{StepKey: string(StepAppraisal), ClauseID: regulation.ClauseCrossSector, Code: "no_appraisal"})
	}
	for _, a := range asks {
		p.addOf(StepAppraisal, a.unit.Code, domain.Addressee{UnitID: a.unit.ID, Position: headOf(a.unit)},
			p.terms.Appraisal, p.superiorOf(a.unit), a.reason)
	}
}

func (p *planner) unitOfSector(sector string) *domain.Unit {
	for i := range p.org.Units {
		for _, s := range p.org.Units[i].Sectors {
			if s == sector {
				return &p.org.Units[i]
			}
		}
	}
	return nil
}

func (p *planner) review() {
	term := p.terms.Review
	if p.doc.LegalNormative {
		term = p.terms.ReviewLegalNormative
	}
	p.add(StepReview, p.chief(), term, p.chair(), Reason{Code: "review", UnitID: p.office.ID})
}

// initials puts the leaders in charge of the drafting and appraising units
// before the Chair, side by side: leaders of the same rank act in any order.
func (p *planner) initials() {
	if p.doc.SignerPosition != domain.PositionChair {
		return
	}
	var leaders []string
	for _, s := range p.plan.Steps {
		u := p.org.Unit(s.UnitID)
		if u == nil || (s.Kind != StepClearance && s.Kind != StepAppraisal) {
			continue
		}
		supervisor := u.Supervisor
		if s.Kind == StepClearance {
			supervisor = p.unit.Supervisor
		}
		if supervisor != "" {
			leaders = append(leaders, supervisor)
		}
	}
	for i, person := range distinct(leaders) {
		p.addOf(StepInitials, strconv.Itoa(i+1),
			domain.Addressee{UnitID: p.top.ID, Position: domain.PositionViceChair, PersonID: person},
			p.terms.Initials, p.chair(), Reason{Code: "initials", UnitID: p.top.ID})
	}
}

func (p *planner) signature() {
	var who domain.Addressee
	superior := p.chair()
	switch p.doc.SignerPosition {
	case domain.PositionChair:
		who = p.chair()
	case domain.PositionViceChair:
		who = domain.Addressee{UnitID: p.top.ID, Position: domain.PositionViceChair, PersonID: p.unit.Supervisor}
	case domain.PositionChiefOfOffice:
		who = p.chief()
	default:
		p.faults["signer_position"] = "plan.signer_unknown"
		return
	}
	p.add(StepSignature, who, p.terms.Signature, superior, Reason{Code: "signature", UnitID: who.UnitID})
}

func (p *planner) issue() {
	clerk := domain.Addressee{UnitID: p.office.ID, Position: domain.PositionRecordsClerk}
	p.add(StepIssue, clerk, p.terms.Issue, p.chief(), Reason{Code: "issue", UnitID: p.office.ID})
	p.add(StepPublication, clerk, p.terms.Issue, p.chief(), Reason{Code: "publication", UnitID: p.office.ID})
}

func distinct(in []string) []string {
	var out []string
	for _, s := range in {
		found := false
		for _, o := range out {
			found = found || o == s
		}
		if !found {
			out = append(out, s)
		}
	}
	return out
}

// New is the state of a document before its first submission: every step
// planned, none open.
func New(doc domain.Document, plan Plan) Route {
	return Route{
		DocumentID: doc.ID, State: domain.DocumentDraft, SubmitterID: doc.DrafterID, DraftingUnitID: doc.UnitID,
		Urgency: doc.Urgency, LegalNormative: doc.LegalNormative,
		VersionID: doc.Version.ID, VersionSHA256: doc.Version.SHA256, Steps: plan.Steps, Revision: doc.Revision,
	}
}

// Marks are what a plan says of each of its steps, in a form to be compared: the
// plan that was shown is the plan that runs.
func (p Plan) Marks() []string {
	out := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		out[i] = fmt.Sprintf("%s %s %s %s %d", s.Key, s.UnitID, s.Position, s.PersonID, s.WorkingDays)
	}
	return out
}

// Differs are the keys of the steps in which the plan is another than the one that
// was shown: those that have come, gone, or changed their holder or their days.
func (p Plan) Differs(shown []string) []string {
	marks := p.Marks()
	var out []string
	for _, mark := range append(slices.Clone(marks), shown...) {
		key, _, _ := strings.Cut(mark, " ")
		if (!slices.Contains(marks, mark) || !slices.Contains(shown, mark)) && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}
