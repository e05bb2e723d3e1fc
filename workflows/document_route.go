package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/workflows/flow"
)

// routeFlow says how a document's case runs.
var routeFlow = flow.Options{
	Update: UpdateDecide, Record: RecordTransition, FirstAct: time.Minute, RunLength: 400,
	Held: QueryHeld, Hold: 50, Waits: flow.Patient,
}

// documentRoute is one document between its submission and its issue. It is a
// case of package flow, which asks it for what is special to a document.
type documentRoute struct {
	in        RouteInput
	terms     regulation.RouteTerms
	checked   int // round of the format step that has been checked
	overtaken int // how often the record had what the route did not know
	held      []route.Transition
}

// DocumentRoute takes a document from its submission to its issue or withdrawal.
// People act through the Update "Decide"; between acts it keeps the clocks of
// the open steps.
func DocumentRoute(ctx workflow.Context, in RouteInput) error {
	held := in.Held
	in.Held = nil // the flow's from here on
	return flow.Run(ctx, &documentRoute{in: in, terms: in.Terms, held: held}, routeFlow)
}

func (r *documentRoute) Seq() int { return r.in.Route.Seq }

func (r *documentRoute) Over() bool { return route.Over(r.in.Route.State) }

func (r *documentRoute) Allowed(cmd route.Command, now time.Time) error {
	if refusal := route.Allowed(r.in.Route, cmd, now); refusal != nil {
		return refused(refusal)
	}
	return nil
}

// Ready lets nobody confirm the form before the file itself has been checked, not
// even in the moment in which the step opens.
func (r *documentRoute) Ready(cmd route.Command, working bool) bool {
	return cmd.Act != route.ActConfirmFormat || (!working && !r.unchecked())
}

func (r *documentRoute) Apply(ctx workflow.Context, cmd route.Command, now time.Time) (*route.Transition, error) {
	change, refusal := route.Apply(&r.in.Route, cmd, r.terms, now)
	if refusal != nil {
		return nil, refused(refusal)
	}
	t := r.transition(ctx, change)
	t.RequestID = flow.RequestID(ctx)
	if cmd.Act == route.ActSubmit && cmd.Notation != "" {
		r.in.Notation = cmd.Notation // a returned draft may come back under another notation
	}
	return t, nil
}

// transition gives the change its place in the order and its steps their times.
// The calendar is data that changes with each year's notices, so what it says is
// kept in history.
func (r *documentRoute) transition(ctx workflow.Context, change *route.Change) *route.Transition {
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
	t := r.in.Route.Record(change, times, r.in.particulars())
	return &t
}

func (r *documentRoute) NextAlarm() (time.Time, bool) { return route.NextAlarm(r.in.Route) }

func (r *documentRoute) Ring(ctx workflow.Context, now time.Time) *route.Transition {
	change := route.Ring(&r.in.Route, r.terms, now)
	if change == nil {
		return nil
	}
	return r.transition(ctx, change)
}

func (r *documentRoute) Taken(t route.Transition, recorded route.Recorded) flow.Outcome[route.Transition, route.Receipt] {
	if recorded.Behind != nil {
		return flow.Outcome[route.Transition, route.Receipt]{Behind: recorded.Behind}
	}
	if on := recorded.OnRecord; on != nil && on.Route.Seq == 0 {
		// The draft was changed before its submission was recorded: nothing has
		// happened, and what was planned holds no longer.
		r.in.Route.Seq, r.in.Route.State, r.in.Route.Revision = 0, domain.DocumentDraft, on.Route.Revision
		r.overtaken++
		return flow.Outcome[route.Transition, route.Receipt]{Overtaken: true}
	} else if on != nil {
		route.TakeOver(&r.in.Route, on.Route)
		r.in.Notation, r.in.Number = on.Notation, on.Number
		r.checked = 0 // what was checked may have been another version
		r.overtaken++
		return flow.Outcome[route.Transition, route.Receipt]{Receipt: recorded.Receipt, Overtaken: true}
	}
	if recorded.Number != nil {
		r.in.Number = recorded.Number
	}
	return flow.Outcome[route.Transition, route.Receipt]{
		Receipt: &route.Receipt{DocumentID: t.DocumentID, Seq: t.Seq, State: t.State, Number: recorded.Number},
		Written: t.WrittenAgain(recorded.Number),
	}
}

func (r *documentRoute) Held() []route.Transition { return r.held }

func (r *documentRoute) Work() flow.Work[route.Transition] {
	switch {
	case r.unchecked():
		return r.checkFormat
	case r.numbered():
		return r.publish
	}
	return nil
}

// unchecked reports whether the format step is open and its file not yet checked.
func (r *documentRoute) unchecked() bool {
	step := r.in.Route.Step(route.KeyFormat)
	return step != nil && step.State == route.StepOpen && step.Round != r.checked
}

// checkFormat has the file of the open format step checked; one with errors is
// turned away at once with its reasons.
func (r *documentRoute) checkFormat(ctx workflow.Context) (*route.Transition, error) {
	r.checked = r.in.Route.Step(route.KeyFormat).Round
	overtaken := r.overtaken
	var outcome route.FormatOutcome
	if err := routeFlow.Waits.Do(ctx, CheckFormat, r.in.Route.VersionSHA256, &outcome); err != nil {
		return nil, err
	}
	if outcome.Errors == 0 || r.overtaken != overtaken {
		return nil, nil
	}
	change := route.FailFormat(&r.in.Route, outcome.Reasons, r.terms, workflow.Now(ctx))
	if change == nil {
		return nil, nil // withdrawn or returned while the check ran
	}
	return r.transition(ctx, change), nil
}

func (r *documentRoute) numbered() bool { return r.in.Route.State == domain.DocumentNumbered }

// publish makes the issued files, however long the converter or the store is
// away, and then ends the route. The number was taken before and stays.
func (r *documentRoute) publish(ctx workflow.Context) (*route.Transition, error) {
	if err := workflow.Await(ctx, func() bool { return r.in.Number != nil || !r.numbered() }); err != nil || !r.numbered() {
		return nil, err
	}
	var files route.IssuedFiles
	in := route.PublicationOrder{DocumentID: r.in.Route.DocumentID, VersionSHA256: r.in.Route.VersionSHA256, Number: *r.in.Number}
	if err := workflow.ExecuteActivity(renderOptions(ctx, r.in.RenderQueue), PublishIssued, in).Get(ctx, &files); err != nil {
		return nil, err
	}
	return r.transition(ctx, route.Publish(&r.in.Route, files, workflow.Now(ctx))), nil
}

// Again starts a fresh run with the same state.
func (r *documentRoute) Again(ctx workflow.Context, held []route.Transition) error {
	in := r.in
	in.Held = held
	return workflow.NewContinueAsNewError(ctx, DocumentRoute, in)
}
