package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

const (
	// unsubmittedLife ends a route whose first submission was refused after the
	// workflow had been started for it.
	unsubmittedLife = time.Minute
	// runLength bounds one run well below Temporal's limits of 2,000 updates and
	// 51,200 events; a longer route continues as new.
	runLength = 400
)

// documentRoute is one document between its submission and its issue.
type documentRoute struct {
	in        RouteInput
	terms     regulation.RouteTerms
	recorded  int  // Seq of the newest transition known to be on record
	overruled int  // how often the record had what the route did not know
	checking  bool // the automatic format check is under way
	checked   int  // round of the format step that has been checked
	begun     int  // Seq at which this run began
}

// DocumentRoute takes a document from its submission to its issue or withdrawal.
// People act through the Update "Decide"; between acts it keeps the clocks of
// the open steps.
func DocumentRoute(ctx workflow.Context, in RouteInput) error {
	r := &documentRoute{in: in, terms: in.Terms, recorded: in.Route.Seq, begun: in.Route.Seq}
	ctx = recordOptions(ctx)
	err := workflow.SetUpdateHandlerWithOptions(ctx, UpdateDecide, r.decide, workflow.UpdateHandlerOptions{Validator: r.validate})
	if err != nil {
		return err
	}
	return r.run(ctx)
}

func (r *documentRoute) run(ctx workflow.Context) error {
	if r.in.Route.Seq == 0 {
		submitted, err := awaitFor(ctx, unsubmittedLife, func() bool { return r.in.Route.Seq > 0 })
		if err != nil {
			return err
		}
		if !submitted {
			return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
		}
	}
	for !r.ended() {
		var err error
		switch {
		case r.unchecked():
			err = r.checkFormat(ctx)
		case r.in.Route.State == domain.DocumentNumbered:
			err = r.publish(ctx)
		case r.in.Route.Seq-r.begun >= runLength:
			err = r.continueAsNew(ctx)
		default:
			err = r.await(ctx)
		}
		if err != nil {
			return err
		}
	}
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
}

func (r *documentRoute) ended() bool {
	return route.Over(r.in.Route.State)
}

// validate is the authority on order: a refused act goes back with its clause
// and never enters history.
func (r *documentRoute) validate(ctx workflow.Context, cmd route.Command) error {
	if refusal := route.Allowed(r.in.Route, cmd, workflow.Now(ctx)); refusal != nil {
		return refused(refusal)
	}
	return nil
}

// decide carries out an allowed act. Where the record overrules the state in which
// it was allowed, the act is put to the state that holds.
func (r *documentRoute) decide(ctx workflow.Context, cmd route.Command) (route.Receipt, error) {
	for {
		receipt, err := r.carryOut(recordOptions(ctx), cmd)
		if err != nil {
			return route.Receipt{}, err
		}
		if receipt != nil {
			return *receipt, nil
		}
	}
}

// carryOut changes the route before its first blocking call, so a second act meets
// the new state, not the old one. The receipt is nil where the act was overruled.
func (r *documentRoute) carryOut(ctx workflow.Context, cmd route.Command) (*route.Receipt, error) {
	if cmd.Act == route.ActConfirmFormat {
		// Nobody confirms the form before the file itself has been checked, not even
		// in the moment in which the step opens.
		if err := workflow.Await(ctx, func() bool { return !r.checking && !r.unchecked() }); err != nil {
			return nil, err
		}
	}
	change, refusal := route.Apply(&r.in.Route, cmd, r.terms, workflow.Now(ctx))
	if refusal != nil {
		return nil, refused(refusal)
	}
	t := r.transition(ctx, change)
	if cmd.Act == route.ActSubmit && cmd.Notation != "" {
		r.in.Notation = cmd.Notation // a returned draft may come back under another notation
	}
	return r.record(ctx, t)
}

// transition gives the change its place in the order and its steps their times.
// The calendar is data that changes with each year's notices, so what it says is
// kept in history.
func (r *documentRoute) transition(ctx workflow.Context, change *route.Change) route.Transition {
	var times []route.Times
	if len(change.Opened) > 0 {
		counted := workflow.SideEffect(ctx, func(workflow.Context) any {
			return route.TimesOfOpened(r.in.Route, change, r.terms, calendar.Vietnam())
		})
		if err := counted.Get(&times); err != nil || len(times) != len(change.Opened) {
			// Our own two types disagree: a fault of the program, which must stop here
			// and not run on without due times.
			panic("due times cannot be read back from history")
		}
	}
	return r.in.Route.Record(change, times, r.in.particulars())
}

// record writes a transition once the one before it is written, and returns its
// receipt. A lock would not keep this order: of several that wait for one, any may
// come next. Where the record has what the route does not know, the route goes on
// from the record, and every change that is not on record yet is void with the
// state it was made in: its receipt is nil, and whoever made it looks again.
func (r *documentRoute) record(ctx workflow.Context, t route.Transition) (*route.Receipt, error) {
	overruled := r.overruled
	if err := workflow.Await(ctx, func() bool { return r.recorded == t.Seq-1 || r.overruled != overruled }); err != nil {
		return nil, err
	}
	if r.overruled != overruled {
		return nil, nil
	}
	var recorded route.Recorded
	if err := workflow.ExecuteLocalActivity(ctx, RecordTransition, t).Get(ctx, &recorded); err != nil {
		return nil, err
	}
	if recorded.OnRecord != nil {
		r.takeOver(*recorded.OnRecord)
		return recorded.Receipt, nil
	}
	r.recorded = t.Seq
	if recorded.Number != nil {
		r.in.Number = recorded.Number
	}
	return &route.Receipt{DocumentID: t.DocumentID, Seq: t.Seq, State: t.State, Number: recorded.Number}, nil
}

// takeOver has the route go on from where the document stands by its record.
func (r *documentRoute) takeOver(s route.OnRecord) {
	route.TakeOver(&r.in.Route, s.Route)
	r.in.Notation, r.in.Number = s.Notation, s.Number
	r.recorded = r.in.Route.Seq
	r.checked = 0 // what was checked may have been another version
	r.overruled++
}

// await sleeps until an act changes the route or the next alarm of an open step
// comes, and then rings it.
func (r *documentRoute) await(ctx workflow.Context) error {
	seq, overruled := r.in.Route.Seq, r.overruled
	changed := func() bool { return r.in.Route.Seq != seq || r.overruled != overruled }
	at, running := route.NextAlarm(r.in.Route)
	if !running {
		return workflow.Await(ctx, changed)
	}
	if wait := at.Sub(workflow.Now(ctx)); wait > 0 {
		acted, err := awaitFor(ctx, wait, changed)
		if err != nil || acted {
			return err
		}
	}
	if change := route.Ring(&r.in.Route, r.terms, workflow.Now(ctx)); change != nil {
		_, err := r.record(ctx, r.transition(ctx, change))
		return err
	}
	return nil
}

// awaitFor blocks until the condition holds, or until so much time has passed,
// and reports which. It takes its timer back: workflow.AwaitWithTimeout would
// leave one behind for every act, each to wake the route for nothing later.
func awaitFor(ctx workflow.Context, wait time.Duration, condition func() bool) (held bool, err error) {
	timed, cancel := workflow.WithCancel(ctx)
	defer cancel()
	timer := workflow.NewTimer(timed, wait)
	err = workflow.Await(ctx, func() bool { return condition() || timer.IsReady() })
	return condition(), err
}

// unchecked reports whether the format step is open and its file not yet checked.
func (r *documentRoute) unchecked() bool {
	step := r.in.Route.Step(route.KeyFormat)
	return step != nil && step.State == route.StepOpen && step.Round != r.checked
}

// checkFormat has the file of the open format step checked; one with errors is
// turned away at once with its reasons.
func (r *documentRoute) checkFormat(ctx workflow.Context) error {
	r.checked, r.checking = r.in.Route.Step(route.KeyFormat).Round, true
	overruled := r.overruled
	defer func() { r.checking = false }()
	var outcome route.FormatOutcome
	if err := workflow.ExecuteLocalActivity(ctx, CheckFormat, r.in.Route.VersionSHA256).Get(ctx, &outcome); err != nil {
		return err
	}
	if outcome.Errors == 0 || r.overruled != overruled {
		return nil
	}
	change := route.FailFormat(&r.in.Route, outcome.Reasons, r.terms, workflow.Now(ctx))
	if change == nil {
		return nil // withdrawn or returned while the check ran
	}
	_, err := r.record(ctx, r.transition(ctx, change))
	return err
}

// publish makes the issued files, however long the converter or the store is
// away, and then ends the route. The number was taken before and stays.
func (r *documentRoute) publish(ctx workflow.Context) error {
	numbered := func() bool { return r.in.Route.State == domain.DocumentNumbered }
	if err := workflow.Await(ctx, func() bool { return r.in.Number != nil || !numbered() }); err != nil || !numbered() {
		return err
	}
	var files route.IssuedFiles
	in := route.PublicationOrder{DocumentID: r.in.Route.DocumentID, VersionSHA256: r.in.Route.VersionSHA256, Number: *r.in.Number}
	if err := workflow.ExecuteActivity(renderOptions(ctx, r.in.RenderQueue), PublishIssued, in).Get(ctx, &files); err != nil {
		return err
	}
	_, err := r.record(ctx, r.transition(ctx, route.Publish(&r.in.Route, files, workflow.Now(ctx))))
	return err
}

// continueAsNew starts a fresh run with the same state, once no act is under way.
// It returns nil where the format must be checked first: an act waits for that.
func (r *documentRoute) continueAsNew(ctx workflow.Context) error {
	done := func() bool { return workflow.AllHandlersFinished(ctx) }
	if err := workflow.Await(ctx, func() bool { return done() || r.unchecked() }); err != nil {
		return err
	}
	if !done() {
		return nil
	}
	return workflow.NewContinueAsNewError(ctx, DocumentRoute, r.in)
}
