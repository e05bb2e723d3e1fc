// Package workflows says what must happen to a document and by when: durable
// timers, update validators, no I/O. What touches the world is an activity.
package workflows

import (
	"encoding/json"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/workflows/flow"
)

// Task queues. Rendering takes seconds and one LibreOffice works on one file at
// a time, so it never shares a queue with people's decisions.
const (
	TaskQueue       = "trinhky"
	RenderTaskQueue = "trinhky-render"
)

// PreviewQueue is the queue of the reading copies beside one for rendering: what
// is issued never stands in one line with what is only read.
func PreviewQueue(renderQueue string) string { return renderQueue + "-preview" }

// UpdateDecide is the name of the Update that carries every human act.
const UpdateDecide = "Decide"

// QueryHeld is the name of the Query that tells what a route has on record behind
// a place in its order.
const QueryHeld = "Held"

// RefusalType is the type of the application error that carries a
// domain.Refusal in its details.
const RefusalType = "refusal"

// DocumentRouteID is the workflow id of a document's route.
func DocumentRouteID(documentID string) string { return "document:" + documentID }

// DocumentOfRoute is the document whose route bears the workflow id.
func DocumentOfRoute(workflowID string) (documentID string, ok bool) {
	return strings.CutPrefix(workflowID, DocumentRouteID(""))
}

// PreviewID is the workflow id that makes the reading copy of one file.
func PreviewID(sha256 string) string { return "preview:" + sha256 }

// RouteInput is all that decides a document's route. It carries the whole state,
// so the same struct serves a new route and one that continues as new, and it
// carries the policy's numbers, so a running case keeps the rules it began under.
type RouteInput struct {
	Route       route.Route           `json:"route"`
	Terms       regulation.RouteTerms `json:"terms"`
	Policy      domain.PolicyRef      `json:"policy"`
	Series      string                `json:"series"`             // number series the document will be numbered in
	Notation    string                `json:"notation"`           // ký hiệu, such as "UBND-VP"
	Document    *domain.Document      `json:"document,omitempty"` // the facts it was planned by, until the first transition
	RenderQueue string                `json:"render_queue"`
	Number      *domain.IssuedNumber  `json:"number,omitempty"` // once given
	// Held are the newest transitions on record, for the next run of a long route.
	Held []route.Transition `json:"held,omitempty"`
}

// Held is what a route has on record, the answer of QueryHeld.
type Held = flow.Held[route.Transition]

// particulars are what the record of the document needs beyond its route. With
// the first transition goes all that the case is begun under, so that it can be
// started again from its record alone.
func (in RouteInput) particulars() route.Particulars {
	p := route.Particulars{Policy: in.Policy, Series: in.Series, Notation: in.Notation}
	if in.Route.Seq > 0 {
		return p
	}
	p.Document = in.Document
	in.Route, in.Document, in.Held = route.Route{}, nil, nil
	terms, err := json.Marshal(in) //workflowcheck:ignore // our own struct without a map: the same every time
	if err != nil {
		panic("the terms of a route cannot be written: " + err.Error()) // our own struct of plain values
	}
	p.Terms = terms
	return p
}

// Names of the activities. They are the method names of activities.Activities;
// a test there holds the two together.
const (
	RecordTransition = "RecordTransition"
	CheckFormat      = "CheckFormat"
	PublishIssued    = "PublishIssued"
	RenderPreview    = "RenderPreview"
)

// renderOptions are for the slow work behind Gotenberg: it waits as long as the
// converter or the store is away. A try has time for the turn of another file, a
// minute and a half each, and for the way there and back.
func renderOptions(ctx workflow.Context, queue string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:           queue,
		StartToCloseTimeout: 5 * time.Minute,
		HeartbeatTimeout:    30 * time.Second,
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: time.Minute,
		},
	})
}

func refused(r *domain.Refusal) error {
	return temporal.NewNonRetryableApplicationError(r.Error(), RefusalType, nil, *r)
}
