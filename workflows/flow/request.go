package flow

import (
	"context"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/workflow"

	"trinhky/internal/requestid"
)

// requestHeader is the header in which a person's request travels with their
// Update, to what the workflow and its activities do for it.
const requestHeader = "request"

// RequestPropagator carries the name of the request over Temporal: clients and
// workers have it alike.
func RequestPropagator() workflow.ContextPropagator { return requests{} }

// RequestID is the request in whose course the workflow acts; empty for what it
// does by its own clock.
func RequestID(ctx workflow.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// byItself is the workflow's own course: the request that began it is not what
// rings its alarms.
func byItself(ctx workflow.Context) workflow.Context {
	return workflow.WithValue(ctx, requestKey{}, "")
}

type (
	requests   struct{}
	requestKey struct{}
)

// Inject is of workflow.ContextPropagator.
func (requests) Inject(ctx context.Context, into workflow.HeaderWriter) error {
	return put(requestid.Of(ctx), into)
}

// InjectFromWorkflow is of workflow.ContextPropagator.
func (requests) InjectFromWorkflow(ctx workflow.Context, into workflow.HeaderWriter) error {
	return put(RequestID(ctx), into)
}

// Extract is of workflow.ContextPropagator.
func (requests) Extract(ctx context.Context, from workflow.HeaderReader) (context.Context, error) {
	id, err := got(from)
	return requestid.With(ctx, id), err
}

// ExtractToWorkflow is of workflow.ContextPropagator.
func (requests) ExtractToWorkflow(ctx workflow.Context, from workflow.HeaderReader) (workflow.Context, error) {
	id, err := got(from)
	return workflow.WithValue(ctx, requestKey{}, id), err
}

func put(id string, into workflow.HeaderWriter) error {
	if id == "" {
		return nil
	}
	payload, err := converter.GetDefaultDataConverter().ToPayload(id)
	if err == nil {
		into.Set(requestHeader, payload)
	}
	return err
}

// got is nothing where the sender was a program that named no requests.
func got(from workflow.HeaderReader) (id string, err error) {
	if payload, there := from.Get(requestHeader); there {
		err = converter.GetDefaultDataConverter().FromPayload(payload, &id)
	}
	return id, err
}
