package route

import (
	"slices"
	"time"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// Change is what an act or an event of the system did to a route. Touched and
// Opened index into the route's steps; opened steps still need their times, and
// the change its place in the order (Route.Record).
type Change struct {
	Event   domain.Event
	At      time.Time
	Command *Command // of the act; nil for an event of the system
	StepKey string
	Round   int
	UnitID  string // for which unit the person acted
	Touched []int
	Opened  []int
	Notices []domain.Notice
	Text    string       // what the system has to say of its event
	Files   *IssuedFiles // of a document that is issued
	Changed []Part       // what a submission changed since the one before
}

// change gathers a Change while the route is being altered.
type change struct {
	r   *Route
	out Change
	now time.Time
}

func begin(r *Route, event domain.Event, now time.Time) *change {
	return &change{r: r, out: Change{Event: event, At: now}, now: now}
}

func (c *change) touch(i int) {
	for _, t := range c.out.Touched {
		if t == i {
			return
		}
	}
	c.out.Touched = append(c.out.Touched, i)
}

func (c *change) tell(n domain.Notice) { c.out.Notices = append(c.out.Notices, n) }

func (c *change) tellHolder(kind domain.NoticeKind, i int) {
	s := c.r.Steps[i]
	c.tell(domain.Notice{Kind: kind, PersonID: s.PersonID, UnitID: s.UnitID, Position: s.Position, StepKey: s.Key, Round: s.Round})
}

// at names the step the change is about.
func (c *change) at(i int) {
	c.out.StepKey, c.out.Round, c.out.UnitID = c.r.Steps[i].Key, c.r.Steps[i].Round, c.r.Steps[i].UnitID
}

// close ends a step.
func (c *change) close(i int, state StepState, by string) {
	s := &c.r.Steps[i]
	s.State, s.DecidedAt, s.DecidedBy = state, c.now, by
	c.touch(i)
}

// again appends the next round of a step that was taken.
func (c *change) again(i int) {
	next := Step{Planned: c.r.Steps[i].Planned, State: StepWaiting}
	next.Round++
	c.r.Steps = append(c.r.Steps, next)
	c.touch(len(c.r.Steps) - 1)
}

func (c *change) open(i int) {
	s := &c.r.Steps[i]
	s.State, s.OpenedAt = StepOpen, c.now
	c.touch(i)
	c.out.Opened = append(c.out.Opened, i)
	if s.Kind != StepPublication {
		c.tellHolder(domain.NoticeYourTurn, i)
	}
}

// advance opens the first stage that has not been passed, skipping the drafter's
// answers where no opinion asks for one.
func (c *change) advance() {
	for {
		stage := -1
		for i := range c.r.Steps {
			s := &c.r.Steps[i]
			if c.r.Step(s.Key) == s && !s.Passed() && s.Kind != StepDrafting && (stage < 0 || s.Stage < stage) {
				stage = s.Stage
			}
		}
		if stage < 0 {
			return
		}
		if i := c.r.place(KeyAnswers); i >= 0 && c.r.Steps[i].Stage == stage && len(OpinionsToAnswer(*c.r)) == 0 {
			c.close(i, StepSkipped, "")
			continue
		}
		for i := range c.r.Steps {
			if s := &c.r.Steps[i]; s.Stage == stage && s.State == StepWaiting {
				c.open(i)
			}
		}
		return
	}
}

// Apply carries out an act that is allowed. Where it is not, the route stays as it
// was, and the refusal says why.
func Apply(r *Route, cmd Command, terms regulation.RouteTerms, now time.Time) (*Change, *domain.Refusal) {
	step, refusal := question{*r, cmd, now}.answer()
	if refusal != nil {
		return nil, refusal
	}
	var c *Change
	switch {
	case cmd.Act == ActSubmit:
		c = submit(r, cmd, now)
	case cmd.Act == ActWithdraw:
		c = withdraw(r, cmd, now)
	case cmd.Act == ActReturn, cmd.Act == ActAppraise && cmd.Verdict == VerdictFail:
		c = giveBack(r, step, cmd, terms, now)
	default:
		c = decide(r, step, cmd, now)
	}
	c.Command = &cmd
	return c, nil
}

func submit(r *Route, cmd Command, now time.Time) *Change {
	c := begin(r, EventSubmitted, now)
	c.out.StepKey, c.out.Round, c.out.UnitID = KeyDrafting, 1, r.DraftingUnitID
	if r.State == domain.DocumentReturned {
		c.out.Event = EventResubmitted
		for _, i := range r.Open() {
			if r.Steps[i].Kind == StepDrafting {
				c.close(i, StepDone, cmd.Actor.PersonID)
				r.Steps[i].VersionID = cmd.VersionID
				c.at(i)
			}
		}
	}
	c.carry(cmd)
	r.State = domain.DocumentOnRoute
	c.advance()
	return &c.out
}

// carry makes the route carry what is submitted. Approvals given to what has
// changed no longer hold and must be given again (Decree 30/2020, Article 11.2);
// opinions stand, since taking them in is why drafts change, unless whoever
// returned the dossier asked to consult anew (giveBack marks that).
func (c *change) carry(cmd Command) {
	old := c.r.VersionID
	var changed []Part
	if f := cmd.Facts; f != nil {
		changed = c.r.ChangedBy(*f)
		c.r.Facts, c.r.Revision = *f, f.Revision
	}
	if cmd.VersionID != "" && cmd.VersionID != old {
		c.r.VersionID, c.r.VersionSHA256 = cmd.VersionID, cmd.VersionSHA
		if !slices.Contains(changed, PartFile) {
			changed = append([]Part{PartFile}, changed...)
		}
	}
	c.out.Changed = changed
	for i, n := 0, len(c.r.Steps); i < n; i++ {
		s := &c.r.Steps[i]
		if s.State == StepDone && s.VersionID == old && c.r.Step(s.Key) == s && Voided(changed, s.Kind) {
			by := s.DecidedBy
			s.State = StepVoided
			c.touch(i)
			c.tell(domain.Notice{Kind: domain.NoticeVoided, PersonID: by, StepKey: s.Key, Round: s.Round})
			c.again(i)
		}
	}
}

func withdraw(r *Route, cmd Command, now time.Time) *Change {
	c := begin(r, EventWithdrawn, now)
	c.out.UnitID = r.DraftingUnitID
	for i := range r.Steps {
		switch r.Steps[i].State {
		case StepOpen:
			c.tellHolder(domain.NoticeWithdrawn, i)
			c.close(i, StepCancelled, cmd.Actor.PersonID)
		case StepWaiting:
			c.close(i, StepCancelled, cmd.Actor.PersonID)
		case StepDone, StepSilent, StepSkipped, StepReturned, StepVoided, StepCancelled:
		}
	}
	r.State = domain.DocumentWithdrawn
	return &c.out
}

// giveBack returns the dossier to the drafter: the deciding step's clock stops
// and the drafter's starts. Steps open beside it are taken again later.
func giveBack(r *Route, i int, cmd Command, terms regulation.RouteTerms, now time.Time) *Change {
	c := begin(r, EventReturned, now)
	c.at(i)
	stamp(r, i, cmd, now)
	c.close(i, StepReturned, cmd.Actor.PersonID)
	c.again(i)
	c.toDrafter(i, terms)
	if cmd.ConsultAgain {
		for j, n := 0, len(r.Steps); j < n; j++ {
			s := &r.Steps[j]
			asked := s.Kind == StepConsultation || s.Kind == StepAnswers
			if asked && s.Passed() && r.Step(s.Key) == s {
				s.State = StepVoided
				c.touch(j)
				c.again(j)
			}
		}
	}
	return &c.out
}

// toDrafter closes whatever else is open and opens the drafter's own step.
func (c *change) toDrafter(from int, terms regulation.RouteTerms) {
	for _, j := range c.r.Open() {
		if j != from {
			c.close(j, StepVoided, "")
			c.again(j)
		}
	}
	round := 1
	if d := c.r.Step(KeyDrafting); d != nil {
		round = d.Round + 1
	}
	days := terms.Revision.WorkingDays
	if c.r.Urgency != domain.UrgencyNormal && c.r.Urgency != "" {
		days = terms.Revision.UrgentWorkingDays
	}
	c.r.Steps = append(c.r.Steps, Step{
		Planned: Planned{
			Key: KeyDrafting, Round: round, Kind: StepDrafting, Stage: stageOf(StepDrafting), UnitID: c.r.DraftingUnitID,
			Position: domain.PositionDrafter, PersonID: c.r.SubmitterID, WorkingDays: days, LegalBasis: terms.Revision.Basis,
			Superior: superiorOfDrafter(c.r),
		},
		State: StepOpen, Clock: domain.Clock{OpenedAt: c.now},
	})
	i := len(c.r.Steps) - 1
	c.touch(i)
	c.out.Opened = append(c.out.Opened, i)
	c.tellHolder(domain.NoticeReturned, i)
	c.r.State = domain.DocumentReturned
}

// superiorOfDrafter is whoever answers for the drafter's work by clearing it.
func superiorOfDrafter(r *Route) *domain.Addressee {
	clearance := r.Step(KeyClearance)
	if clearance == nil {
		return nil
	}
	return &domain.Addressee{UnitID: clearance.UnitID, Position: clearance.Position, PersonID: clearance.PersonID}
}

// FailFormat turns the dossier away at the format step because the checker found
// errors in the file (letter §4; Decree 30/2020, Annex I). reasons is what the
// drafter reads. It returns nil when no format step is open.
func FailFormat(r *Route, reasons string, terms regulation.RouteTerms, now time.Time) *Change {
	for _, i := range r.Open() {
		if r.Steps[i].Kind != StepFormat {
			continue
		}
		c := begin(r, EventFormatFailed, now)
		c.at(i)
		c.out.Text = reasons
		r.Steps[i].Verdict, r.Steps[i].Text, r.Steps[i].VersionID = VerdictFail, reasons, r.VersionID
		c.close(i, StepReturned, "")
		c.again(i)
		c.toDrafter(i, terms)
		return &c.out
	}
	return nil
}

// stamp writes on the step what its holder decided.
func stamp(r *Route, i int, cmd Command, now time.Time) {
	s := &r.Steps[i]
	s.VersionID, s.Verdict, s.Text, s.FileSHA256 = r.VersionID, cmd.Verdict, cmd.Text, cmd.FileSHA256
	s.Form, _ = holds(cmd.Actor, s, now)
}

func decide(r *Route, i int, cmd Command, now time.Time) *Change {
	c := begin(r, ofAct(cmd.Act).event, now)
	c.at(i)
	stamp(r, i, cmd, now)
	c.close(i, StepDone, cmd.Actor.PersonID)
	switch cmd.Act {
	case ActAnswerOpinions:
		c.answer(cmd.Answers)
		c.carry(cmd)
		r.Steps[i].VersionID = r.VersionID
	case ActIssue:
		r.State = domain.DocumentNumbered
	}
	if c.stageDone(r.Steps[i].Stage) {
		c.advance()
	}
	return &c.out
}

// answer writes the drafter's answers beside the opinions they answer.
func (c *change) answer(answers []OpinionAnswer) {
	for _, a := range answers {
		for _, i := range OpinionsToAnswer(*c.r) {
			if s := &c.r.Steps[i]; s.Key == a.StepKey {
				s.Answer, s.AnswerText = a.Kind, a.Text
				c.touch(i)
			}
		}
	}
}

// stageDone reports whether nothing of the stage is open any more.
func (c *change) stageDone(stage int) bool {
	for _, i := range c.r.Open() {
		if c.r.Steps[i].Stage == stage {
			return false
		}
	}
	return true
}

// Publish ends the route once the issued files are there.
func Publish(r *Route, files IssuedFiles, now time.Time) *Change {
	c := begin(r, EventIssued, now)
	c.out.Files = &files
	for _, i := range r.Open() {
		if r.Steps[i].Kind == StepPublication {
			c.at(i)
			c.close(i, StepDone, "")
			r.Steps[i].VersionID = r.VersionID
		}
	}
	r.State = domain.DocumentIssued
	c.tell(domain.Notice{Kind: domain.NoticeIssued, PersonID: r.SubmitterID})
	if s := r.Step(KeyClearance); s != nil {
		c.tell(domain.Notice{Kind: domain.NoticeIssued, PersonID: s.DecidedBy})
	}
	if s := r.Step(KeySignature); s != nil {
		c.tell(domain.Notice{Kind: domain.NoticeIssued, PersonID: s.DecidedBy})
	}
	return &c.out
}
