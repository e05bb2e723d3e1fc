package workflows_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/workflows"
)

// morning is Tuesday 5 March 2024, 09:00 in Vietnam.
var morning = time.Date(2024, 3, 5, 2, 0, 0, 0, time.UTC)

func term(days int) regulation.Term {
	return regulation.Term{WorkingDays: days, UrgentWorkingDays: 1, Basis: "x"}
}

var terms = regulation.RouteTerms{
	Clearance: term(1), Format: term(1), Consultation: term(5), Answers: term(2), Appraisal: term(5), Review: term(3),
	ReviewLegalNormative: term(5), Initials: term(1), Signature: term(3), Issue: term(1), Revision: term(3),
	RemindBefore: regulation.Numbers{Values: []int{1}}, EscalateAfter: regulation.Number{Value: 1}, StalledAfter: regulation.Number{Value: 3},
	SilenceIsConsent: regulation.Flag{Value: true}, AfterHoursNextDay: regulation.Flag{Value: true},
	OfficeHoursSetting: regulation.Hours{Intervals: []string{"07:00-11:00", "13:00-17:00"}},
}

func person(id, unit string, p domain.Position) domain.Actor {
	return domain.Actor{PersonID: id, UnitID: unit, Appointments: []domain.Appointment{{UnitID: unit, Position: p, ValidFrom: morning.AddDate(-1, 0, 0)}}}
}

var (
	drafter = person("drafter", "home", domain.PositionDrafter)
	head    = person("head", "home", domain.PositionUnitHead)
	checker = person("checker", "office", domain.PositionFormatChecker)
	finance = person("finance-head", "finance", domain.PositionUnitHead)
	justice = person("justice-head", "justice", domain.PositionUnitHead)
	land    = person("land-head", "land", domain.PositionUnitHead)
	chief   = person("chief", "office", domain.PositionChiefOfOffice)
	vice    = person("vice1", "top", domain.PositionViceChair)
	clerk   = person("clerk", "office", domain.PositionRecordsClerk)
)

// input is a letter of the home division that finance is asked about.
func input(t *testing.T) workflows.RouteInput {
	t.Helper()
	return asking(t, "finance")
}

// asking is a letter of the home division that the units are asked about.
func asking(t *testing.T, units ...string) workflows.RouteInput {
	t.Helper()
	return drafted(t, func(doc *domain.Document) { doc.ConsultedUnits = units })
}

// drafted is a letter of the home division, with something about it otherwise.
func drafted(t *testing.T, otherwise func(*domain.Document)) workflows.RouteInput {
	t.Helper()
	doc := domain.Document{
		ID: "doc", Type: domain.TypeOfficialLetter, UnitID: "home", DrafterID: "drafter", Urgency: domain.UrgencyNormal,
		SignerPosition: domain.PositionViceChair, Version: domain.Version{ID: "v1", SHA256: "sha1"},
	}
	otherwise(&doc)
	plan, err := route.PlanOf(doc, drafter, route.Organisation{Units: []domain.Unit{
		{ID: "top", Code: "LD", Kind: domain.UnitLeadership},
		{ID: "office", Code: "VP", Kind: domain.UnitOffice},
		{ID: "home", Code: "NV", Kind: domain.UnitDivision, Supervisor: "vice1", Sectors: []string{"noi-vu"}},
		{ID: "finance", Code: "TCKH", Kind: domain.UnitDivision, Sectors: []string{"tai-chinh"}},
		{ID: "justice", Code: "TP", Kind: domain.UnitDivision},
		{ID: "land", Code: "TNMT", Kind: domain.UnitDivision},
	}}, terms, morning)
	require.NoError(t, err)
	return workflows.RouteInput{
		Route: route.New(doc, plan), Terms: terms, Policy: domain.PolicyRef{ID: "p", Version: "1", SHA256: "s"},
		Series: "cong-van", Notation: "UBND-VP", RenderQueue: workflows.RenderTaskQueue,
	}
}

// quiet keeps the SDK's own chatter out of the tests' output.
var quiet = log.NewStructuredLogger(slog.New(slog.DiscardHandler))

// world stands in for what the activities touch, so that days pass in moments.
type world struct {
	mu         sync.Mutex
	recorded   []route.Transition
	held       map[int]chan struct{}  // by seq: PostgreSQL is slow until it is closed
	ahead      map[int]route.Recorded // by seq: what is answered where the record is ahead of the route
	format     route.FormatOutcome    // what the checker finds in the first version
	checks     map[string]int         // how often each file was checked
	checking   chan struct{}          // the checker is slow until it is closed
	renderErrs int                    // how often the converter is away first
}

func newWorld() *world { return &world{checks: map[string]int{}, ahead: map[int]route.Recorded{}} }

func (w *world) RecordTransition(_ context.Context, t route.Transition) (route.Recorded, error) {
	if slow := w.held[t.Seq]; slow != nil {
		<-slow
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if answer, ok := w.ahead[t.Seq]; ok {
		delete(w.ahead, t.Seq)
		return answer, nil
	}
	w.recorded = append(w.recorded, t)
	if t.Number != nil {
		return route.Recorded{Number: &domain.IssuedNumber{Series: t.Number.Series, Year: t.Number.Year, Number: 288, Notation: t.Number.Notation, Date: t.Number.Date}}, nil
	}
	return route.Recorded{}, nil
}

func (w *world) CheckFormat(_ context.Context, sha string) (route.FormatOutcome, error) {
	w.mu.Lock()
	w.checks[sha]++
	w.mu.Unlock()
	if w.checking != nil {
		<-w.checking
	}
	if sha == "sha1" {
		return w.format, nil
	}
	return route.FormatOutcome{}, nil
}

func (w *world) PublishIssued(context.Context, route.PublicationOrder) (route.IssuedFiles, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.renderErrs > 0 {
		w.renderErrs--
		return route.IssuedFiles{}, errors.New("converter is away")
	}
	return route.IssuedFiles{DocxSHA256: "d", PDFSHA256: "p"}, nil
}

func (w *world) events() []domain.Event {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []domain.Event
	for _, t := range w.recorded {
		out = append(out, t.Event)
	}
	return out
}

// stage is one test route under Temporal's clock, which skips waiting time.
type stage struct {
	t     *testing.T
	in    workflows.RouteInput
	env   *testsuite.TestWorkflowEnvironment
	world *world
}

func newStage(t *testing.T) *stage {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(quiet)
	env := suite.NewTestWorkflowEnvironment()
	env.SetStartTime(morning)
	env.SetTestTimeout(20 * time.Second)
	w := newWorld()
	for name, fn := range map[string]any{
		workflows.RecordTransition: w.RecordTransition, workflows.CheckFormat: w.CheckFormat, workflows.PublishIssued: w.PublishIssued,
	} {
		env.RegisterActivityWithOptions(fn, activity.RegisterOptions{Name: name})
	}
	return &stage{t, input(t), env, w}
}

// answer gathers what an Update came back with.
type answer struct {
	accepted, completed bool
	receipt             route.Receipt
	rejection, err      error
	meanwhile, then     func() // happen once it is accepted, and once it is completed
}

func (a *answer) Accept() {
	a.accepted = true
	if a.meanwhile != nil {
		a.meanwhile()
	}
}
func (a *answer) Reject(err error) { a.rejection = err }
func (a *answer) Complete(receipt any, err error) {
	a.completed, a.err = true, err
	a.receipt, _ = receipt.(route.Receipt)
	if a.then != nil {
		a.then()
	}
}

// at carries out an act after so much of the route's time.
func (s *stage) at(after time.Duration, who domain.Actor, act domain.Act, change ...func(*route.Command)) *answer {
	a := &answer{}
	s.env.RegisterDelayedCallback(func() { s.now(a, who, act, change...) }, after)
	return a
}

func (s *stage) now(a *answer, who domain.Actor, act domain.Act, change ...func(*route.Command)) {
	cmd := command(string(act)+who.PersonID+s.env.Now().String(), who, act, change...)
	s.env.UpdateWorkflow(workflows.UpdateDecide, cmd.Token, a, cmd)
}

func command(token string, who domain.Actor, act domain.Act, change ...func(*route.Command)) route.Command {
	cmd := route.Command{Token: token, DocumentID: "doc", Act: act, Actor: who, Door: domain.DoorPage}
	switch act {
	case route.ActGiveOpinion:
		cmd.Verdict = route.VerdictAgree
	case route.ActSubmit:
		cmd.VersionID, cmd.VersionSHA = "v1", "sha1"
	case route.ActReturn:
		cmd.Text = "thiếu căn cứ"
	default:
	}
	for _, c := range change {
		c(&cmd)
	}
	return cmd
}

func (s *stage) run() error {
	s.env.ExecuteWorkflow(workflows.DocumentRoute, s.in)
	require.True(s.t, s.env.IsWorkflowCompleted())
	return s.env.GetWorkflowError()
}

func refusal(t *testing.T, err error) domain.Refusal {
	t.Helper()
	var application *temporal.ApplicationError
	require.ErrorAs(t, err, &application)
	require.Equal(t, workflows.RefusalType, application.Type())
	var r domain.Refusal
	require.NoError(t, application.Details(&r))
	return r
}
