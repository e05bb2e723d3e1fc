package flow_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"trinhky/internal/proof/testkit"
	"trinhky/workflows/flow"
)

// ledger is the simplest case there is: people write lines into it until one of
// them says "close"; "no" is never allowed, and what fell due is a line too.
type ledger struct {
	in    ledgerInput
	waits flow.Waits
	held  []line
}

type ledgerInput struct {
	Lines  []string
	Alarms []time.Time // ascending
	Work   []string    // what the system must do, in order
	Held   []line
}

type line struct {
	Place int
	Text  string
}

// answer is what the record says: the lines it holds, where they are not those of
// the case.
type answer struct {
	OnRecord []string
	Behind   *int
}

func (l *ledger) Seq() int   { return len(l.in.Lines) }
func (l *ledger) Over() bool { return l.Seq() > 0 && l.in.Lines[l.Seq()-1] == "close" }

func (l *ledger) Allowed(text string, _ time.Time) error {
	if text == "no" || l.Over() {
		return temporal.NewNonRetryableApplicationError("not allowed", "refusal", nil)
	}
	return nil
}

// Ready keeps "after" waiting while the system works.
func (l *ledger) Ready(text string, working bool) bool {
	return text != "after" || (!working && len(l.in.Work) == 0)
}

func (l *ledger) write(text string) *line {
	l.in.Lines = append(l.in.Lines, text)
	return &line{l.Seq(), text}
}

func (l *ledger) Apply(_ workflow.Context, text string, now time.Time) (*line, error) {
	if err := l.Allowed(text, now); err != nil {
		return nil, err
	}
	return l.write(text), nil
}

func (l *ledger) NextAlarm() (time.Time, bool) {
	if len(l.in.Alarms) == 0 {
		return time.Time{}, false
	}
	return l.in.Alarms[0], true
}

func (l *ledger) Ring(_ workflow.Context, now time.Time) *line {
	if len(l.in.Alarms) == 0 || now.Before(l.in.Alarms[0]) {
		return nil
	}
	l.in.Alarms = l.in.Alarms[1:]
	return l.write("alarm")
}

func (l *ledger) Work() flow.Work[line] {
	if len(l.in.Work) == 0 {
		return nil
	}
	return func(ctx workflow.Context) (*line, error) {
		what := l.in.Work[0]
		l.in.Work = l.in.Work[1:]
		if err := l.waits.Do(ctx, "work", what, nil); err != nil {
			return nil, err
		}
		return l.write(what), nil
	}
}

func (l *ledger) Taken(t line, a answer) flow.Outcome[line, int] {
	if a.OnRecord != nil {
		l.in.Lines = a.OnRecord
		return flow.Outcome[line, int]{Overtaken: true}
	}
	return flow.Outcome[line, int]{Receipt: &t.Place, Behind: a.Behind, Written: t}
}

func (l *ledger) Held() []line { return l.held }

func (l *ledger) Again(ctx workflow.Context, held []line) error {
	in := l.in
	in.Held = held
	return workflow.NewContinueAsNewError(ctx, keepLedger, in)
}

// soon are waits for tests on the real engine.
var soon = flow.Waits{Try: 500 * time.Millisecond, Attempt: 5 * time.Second, Every: 50 * time.Millisecond}

func keepLedger(ctx workflow.Context, in ledgerInput) error     { return keep(ctx, in, flow.Patient) }
func keepLedgerSoon(ctx workflow.Context, in ledgerInput) error { return keep(ctx, in, soon) }

func keep(ctx workflow.Context, in ledgerInput, waits flow.Waits) error {
	return flow.Run(ctx, &ledger{in: in, waits: waits, held: in.Held}, flow.Options{
		Update: "write", Record: "record", FirstAct: time.Minute, RunLength: 20, Held: "held", Hold: 5, Waits: waits,
	})
}

var errAway = errors.New("the record is away")

// book is the record, which can be away.
type book struct {
	mu      sync.Mutex
	lines   []line
	tries   int
	awayFor int                      // so many tries fail
	away    func(now time.Time) bool // or all of a time
	now     func() time.Time
	ahead   map[int][]string      // by place: the record holds these lines instead
	slow    map[int]chan struct{} // by place: written once it is closed
	fault   error                 // what a try fails with; errAway where it is nil
	mayLose bool                  // it is put back to older copies, and must not have gaps
}

// loses puts the book back to an older copy.
func (b *book) loses(lines int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines = b.lines[:len(b.lines)-lines]
}

func (b *book) Record(ctx context.Context, t line) (answer, error) {
	if slow := b.slow[t.Place]; slow != nil {
		select {
		case <-slow:
		case <-ctx.Done():
			return answer{}, ctx.Err()
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.try(); err != nil {
		return answer{}, err
	}
	if lines, ok := b.ahead[t.Place]; ok {
		delete(b.ahead, t.Place)
		return answer{OnRecord: lines}, nil
	}
	for _, known := range b.lines {
		if known == t {
			return answer{}, nil
		}
	}
	if n := len(b.lines); n < t.Place-1 && b.mayLose {
		return answer{Behind: &n}, nil
	}
	b.lines = append(b.lines, t)
	return answer{}, nil
}

func (b *book) try() error {
	b.tries++
	if b.awayFor > 0 {
		b.awayFor--
	} else if b.away == nil || !b.away(b.now()) {
		return nil
	}
	if b.fault != nil {
		return b.fault
	}
	return errAway
}

func (b *book) Work(context.Context, string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.try()
}

func (b *book) texts() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []string
	for i, l := range b.lines {
		if l.Place != i+1 && len(b.ahead) == 0 {
			return append(out, "out of order")
		}
		out = append(out, l.Text)
	}
	return out
}

var morning = time.Date(2024, 3, 5, 2, 0, 0, 0, time.UTC)

// stage is a ledger under the engine's clock, which skips waiting time.
type stage struct {
	t    *testing.T
	env  *testsuite.TestWorkflowEnvironment
	book *book
}

func newStage(t *testing.T) *stage {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(testkit.Quiet())
	env := suite.NewTestWorkflowEnvironment()
	env.SetStartTime(morning)
	env.SetTestTimeout(30 * time.Second)
	env.RegisterWorkflow(keepLedger)
	b := &book{now: env.Now, ahead: map[int][]string{}, slow: map[int]chan struct{}{}}
	env.RegisterActivityWithOptions(b.Record, activity.RegisterOptions{Name: "record"})
	env.RegisterActivityWithOptions(b.Work, activity.RegisterOptions{Name: "work"})
	return &stage{t, env, b}
}

// reply gathers what came of one act.
type reply struct {
	place               int
	rejection, err      error
	completed           bool
	meanwhile, whenDone func()
}

func (r *reply) Accept() {
	if r.meanwhile != nil {
		r.meanwhile()
	}
}
func (r *reply) Reject(err error) { r.rejection = err }
func (r *reply) Complete(place any, err error) {
	r.completed, r.err = true, err
	r.place, _ = place.(int)
	if r.whenDone != nil {
		r.whenDone()
	}
}

func (s *stage) at(after time.Duration, text string) *reply {
	r := &reply{}
	s.env.RegisterDelayedCallback(func() { s.env.UpdateWorkflow("write", text+after.String(), r, text) }, after)
	return r
}

func (s *stage) run(in ledgerInput) error {
	s.env.ExecuteWorkflow(keepLedger, in)
	require.True(s.t, s.env.IsWorkflowCompleted())
	return s.env.GetWorkflowError()
}
