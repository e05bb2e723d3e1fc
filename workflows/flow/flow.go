// Package flow carries a case of any kind through its life: it takes people's
// acts in order, has each written to the record before it is answered, waits out
// whatever the record waits for, takes over what only the record knows, rings the
// alarms, and begins a new run before the old one grows too long. What is special
// to a kind, its state and its rules, is a Case.
package flow

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// Case is one case: its state and the rules of its kind. C is an act of a person,
// T a transition to be recorded, A what the record answers, R the receipt that a
// person gets. Every method is pure: it looks at no clock and touches nothing
// outside but what ctx gives back the same on every replay.
type Case[C, T, A, R any] interface {
	// Seq is the place of the newest change in the order of the case, 0 before the
	// first.
	Seq() int
	// Over reports whether nothing can happen any more.
	Over() bool
	// Allowed is nil where the act is allowed now, and otherwise the refusal as an
	// error that travels to whoever acted.
	Allowed(cmd C, now time.Time) error
	// Ready reports whether the act can be judged now; working says that the system
	// is at its work. The act waits until then: nobody confirms the form of a file
	// that is still being checked.
	Ready(cmd C, working bool) bool
	// Apply changes the state by an act and returns the transition that goes to the
	// record, or changes nothing and returns the refusal as Allowed does.
	Apply(ctx workflow.Context, cmd C, now time.Time) (*T, error)
	// NextAlarm is when Ring must be asked next; false where no clock runs.
	NextAlarm() (at time.Time, running bool)
	// Ring changes the state by the earliest thing that has fallen due; nil where
	// nothing has.
	Ring(ctx workflow.Context, now time.Time) *T
	// Work is what the system itself must do in this state; nil for nothing.
	Work() Work[T]
	// Taken takes in what the record answered to a transition.
	Taken(t T, answer A) Outcome[T, R]
	// Held are the transitions that an earlier run left, oldest first, each one place
	// behind the other and the last one at Seq.
	Held() []T
	// Again is the error with which the workflow begins its next run in this state,
	// leaving it the transitions held.
	Again(ctx workflow.Context, held []T) error
}

// Outcome is what came of recording a transition.
type Outcome[T, R any] struct {
	// Receipt is what whoever acted gets; nil where there is none: the record holds
	// what the case did not know, nothing was written, and the act is to be put to
	// the state that holds.
	Receipt *R
	// Overtaken says that the case goes on from the record.
	Overtaken bool
	// Behind is set where nothing was written because the record has lost what came
	// before: the number of transitions it still has.
	Behind *int
	// Written is the transition as it is written again should the record lose it:
	// with what was given to it then.
	Written T
}

// Held is what a case has on record, for whoever holds the two against each other.
type Held[T any] struct {
	Seq         int `json:"seq"`         // place of the newest transition known to be on record
	Transitions []T `json:"transitions"` // those behind the place asked for, as far back as they are held
}

// Work is something the system does, such as making the files of an issued
// document. It changes the state by what came of it and returns the transition,
// nil where there is none. Its error is one of the program.
type Work[T any] func(ctx workflow.Context) (*T, error)

// Options say how a flow runs.
type Options struct {
	// Update is the name of the Update that carries people's acts.
	Update string
	// Record is the name of the activity that records a transition.
	Record string
	// FirstAct is how long a case waits for the act it was begun with: one whose
	// first act was refused has nothing to wait for.
	FirstAct time.Duration
	// RunLength is after how many transitions a new run begins, where the engine has
	// not asked for one before.
	RunLength int
	// Held is the name of the Query that tells what the case has on record; its
	// argument is a place in the order.
	Held string
	// Hold is how many transitions are held, so that a record put back to an older
	// copy is made whole again.
	Hold int
	// Waits is how the record and other servers are waited for.
	Waits Waits
}

// The changes of the flow that a case begun before them does not make on replay.
const (
	changeWait     = "wait-for-servers"
	changeContinue = "continue-when-suggested"
)

// Flow is one case under way.
type Flow[C, T, A, R any] struct {
	it        Case[C, T, A, R]
	o         Options
	begun     int // place at which this run began
	recorded  int // place of the newest transition known to be on record
	overtaken int // how often the record had what the case did not know
	working   bool
	held      []T // the newest transitions on record, each one place behind the other
}

// Run takes people's acts and keeps the clocks until the case is over or its next
// run begins. Its error is the latter, or one of the program itself; no server
// that is away ends it, nor a write that the record refuses.
func Run[C, T, A, R any](ctx workflow.Context, it Case[C, T, A, R], o Options) error {
	f := &Flow[C, T, A, R]{it: it, o: o, begun: it.Seq(), recorded: it.Seq(), held: it.Held()}
	err := workflow.SetUpdateHandlerWithOptions(ctx, o.Update, f.decide, workflow.UpdateHandlerOptions{Validator: f.validate})
	if err != nil {
		return err
	}
	if err := workflow.SetQueryHandler(ctx, o.Held, f.behind); err != nil {
		return err
	}
	ctx = byItself(ctx)
	if it.Seq() == 0 {
		if _, err := awaitFor(ctx, o.FirstAct, func() bool { return it.Seq() > 0 }); err != nil {
			return err
		}
	}
	for it.Seq() > 0 && !it.Over() {
		if err := f.step(ctx); err != nil {
			return err
		}
	}
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
}

// step does the system's work where there is some, and otherwise waits.
func (f *Flow[C, T, A, R]) step(ctx workflow.Context) error {
	if work := f.it.Work(); work != nil {
		return f.work(ctx, work)
	}
	if f.long(ctx) {
		return f.again(ctx)
	}
	return f.await(ctx)
}

func (f *Flow[C, T, A, R]) work(ctx workflow.Context, work Work[T]) error {
	f.working = true
	defer func() { f.working = false }()
	t, err := work(ctx)
	if err != nil || t == nil {
		return err
	}
	_, err = f.record(ctx, *t)
	return err
}

// validate is the authority on order: a refused act goes back with its clause
// and never enters history.
func (f *Flow[C, T, A, R]) validate(ctx workflow.Context, cmd C) error {
	return f.it.Allowed(cmd, workflow.Now(ctx))
}

// decide carries out an allowed act. Where the record overtakes the state in which
// it was allowed, the act is put to the state that holds.
func (f *Flow[C, T, A, R]) decide(ctx workflow.Context, cmd C) (R, error) {
	var none R
	for {
		if err := workflow.Await(ctx, func() bool { return f.it.Ready(cmd, f.working) }); err != nil {
			return none, err
		}
		// Applied before the first blocking call, so that a second act meets the new
		// state, not the old one.
		t, err := f.it.Apply(ctx, cmd, workflow.Now(ctx))
		if err != nil {
			return none, err
		}
		receipt, err := f.record(ctx, *t)
		if err != nil {
			return none, err
		}
		if receipt != nil {
			return *receipt, nil
		}
	}
}

// record writes the transition just made once the one before it is written, and
// returns its receipt. A lock would not keep this order: of several that wait for
// one, any may come next. Where the record has what the case does not know, the
// case goes on from the record, and every change that is not on record yet is void
// with the state it was made in: its receipt is nil, and whoever made it looks
// again.
func (f *Flow[C, T, A, R]) record(ctx workflow.Context, t T) (*R, error) {
	place, overtaken := f.it.Seq(), f.overtaken
	if err := workflow.Await(ctx, func() bool { return f.recorded == place-1 || f.overtaken != overtaken }); err != nil {
		return nil, err
	}
	if f.overtaken != overtaken {
		return nil, nil
	}
	for {
		var answer A
		if err := f.o.Waits.Do(ctx, f.o.Record, t, &answer); err != nil {
			return nil, err
		}
		o := f.it.Taken(t, answer)
		switch {
		case o.Overtaken:
			f.recorded, f.held = f.it.Seq(), nil
			f.overtaken++
			return o.Receipt, nil
		case o.Behind != nil:
			if err := f.catchUp(ctx, *o.Behind); err != nil {
				return nil, err
			}
		default:
			f.recorded = place
			f.hold(o.Written)
			return o.Receipt, nil
		}
	}
}

// hold keeps a transition that is on record now, and lets go of the oldest.
func (f *Flow[C, T, A, R]) hold(t T) {
	f.held = append(f.held, t)
	if n := len(f.held) - f.o.Hold; n > 0 {
		f.held = append([]T(nil), f.held[n:]...)
	}
}

// behind returns what is held behind a place.
func (f *Flow[C, T, A, R]) behind(place int) (Held[T], error) {
	first := f.recorded - len(f.held) // the place before the oldest one held
	return Held[T]{Seq: f.recorded, Transitions: f.held[min(max(place-first, 0), len(f.held)):]}, nil
}

// catchUp writes on a record that was put back to an older copy, from the place it
// still has. One that has lost more than is held cannot be mended from here: the
// case waits, and says so, until it is.
func (f *Flow[C, T, A, R]) catchUp(ctx workflow.Context, has int) error {
	log := workflow.GetLogger(ctx)
	if has < f.recorded-len(f.held) {
		log.Error("the record has lost more than its case holds; nothing is written until it is mended", "has", has, "made", f.recorded, "held", len(f.held))
		return workflow.Sleep(ctx, f.o.Waits.Mended)
	}
	lost, err := f.behind(has)
	if err != nil {
		return err
	}
	log.Error("the record has lost transitions; they are written again", "has", has, "made", f.recorded)
	for _, t := range lost.Transitions {
		var answer A
		if err := f.o.Waits.Do(ctx, f.o.Record, t, &answer); err != nil {
			return err
		}
	}
	return nil
}

// await sleeps until the case changes or its next alarm comes, and then rings it.
func (f *Flow[C, T, A, R]) await(ctx workflow.Context) error {
	seq, overtaken := f.it.Seq(), f.overtaken
	changed := func() bool { return f.it.Seq() != seq || f.overtaken != overtaken }
	at, running := f.it.NextAlarm()
	if !running {
		return workflow.Await(ctx, changed)
	}
	if wait := at.Sub(workflow.Now(ctx)); wait > 0 {
		acted, err := awaitFor(ctx, wait, changed)
		if err != nil || acted {
			return err
		}
	}
	if t := f.it.Ring(ctx, workflow.Now(ctx)); t != nil {
		_, err := f.record(ctx, *t)
		return err
	}
	return nil
}

// awaitFor blocks until the condition holds, or until so much time has passed,
// and reports which. It takes its timer back: workflow.AwaitWithTimeout would
// leave one behind for every act, each to wake the case for nothing later.
func awaitFor(ctx workflow.Context, wait time.Duration, condition func() bool) (held bool, err error) {
	timed, cancel := workflow.WithCancel(ctx)
	defer cancel()
	timer := workflow.NewTimer(timed, wait)
	err = workflow.Await(ctx, func() bool { return condition() || timer.IsReady() })
	return condition(), err
}

// long reports whether the run should make way for the next: its history would
// otherwise reach what the engine allows, 2,000 Updates and 51,200 events.
func (f *Flow[C, T, A, R]) long(ctx workflow.Context) bool {
	if f.it.Seq()-f.begun >= f.o.RunLength {
		return true
	}
	return workflow.GetInfo(ctx).GetContinueAsNewSuggested() &&
		workflow.GetVersion(ctx, changeContinue, workflow.DefaultVersion, 1) != workflow.DefaultVersion
}

// again begins the next run in the same state, once no act is under way. It
// returns nil where the system has work first that an act waits for.
func (f *Flow[C, T, A, R]) again(ctx workflow.Context) error {
	done := func() bool { return workflow.AllHandlersFinished(ctx) }
	if err := workflow.Await(ctx, func() bool { return done() || f.it.Work() != nil }); err != nil {
		return err
	}
	if !done() {
		return nil
	}
	return f.it.Again(ctx, f.held)
}
