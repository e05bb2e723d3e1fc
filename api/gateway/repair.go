package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"trinhky/internal/domain"
	"trinhky/storage"
	"trinhky/workflows"
)

// Repair is what was done for a case.
type Repair string

// What a repair may come to.
const (
	RepairStarted Repair = "started"  // its workflow runs again, from the record
	RepairNothing Repair = "nothing"  // it runs, and its record is whole
	RepairOver    Repair = "over"     // nothing more happens to it
	RepairWritten Repair = "recorded" // what its workflow holds and its record had lost is on record again
)

// RepairRoute brings a document's workflow and its record together. A workflow that
// is missing is started from the record, where the document stands; a record that
// has lost what the workflow holds is written on. Done twice it changes nothing.
func (g *Gateway) RepairRoute(ctx context.Context, documentID string) (Repair, error) {
	written, err := g.catchUp(ctx, documentID)
	var missing *serviceerror.NotFound
	switch {
	case errors.As(err, &missing):
	case err != nil:
		return "", err
	case written > 0:
		return RepairWritten, nil
	}
	begun, err := g.store.BegunUnder(ctx, documentID)
	if err != nil {
		return "", err
	}
	switch {
	case begun.Kind != domain.KindDocument || begun.Seq == 0:
		return "", &domain.Error{Code: domain.ErrConflict, Key: "repair.not_begun"}
	case begun.Over:
		return RepairOver, nil
	}
	in, err := g.inputFromRecord(ctx, documentID, begun)
	if err != nil {
		return "", err
	}
	_, err = g.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: workflows.DocumentRouteID(documentID), TaskQueue: g.taskQueue, WorkflowTaskTimeout: patience / 2,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_FAIL, WorkflowExecutionErrorWhenAlreadyStarted: true,
	}, workflows.DocumentRoute, in)
	var running *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &running) {
		return RepairNothing, nil
	}
	if err != nil {
		return "", fmt.Errorf("start the route of document %s again: %w", documentID, err)
	}
	return RepairStarted, nil
}

// inputFromRecord is all that decides a document's route, as its record has it.
func (g *Gateway) inputFromRecord(ctx context.Context, documentID string, begun storage.BegunUnder) (workflows.RouteInput, error) {
	on, err := g.store.OnRecord(ctx, documentID)
	if err != nil {
		return workflows.RouteInput{}, err
	}
	var in workflows.RouteInput
	if len(begun.Terms) > 0 {
		if err := json.Unmarshal(begun.Terms, &in); err != nil {
			return workflows.RouteInput{}, fmt.Errorf("read the terms of document %s: %w", documentID, err)
		}
	} else if in, err = g.termsOfPreset(ctx, documentID, begun.Policy); err != nil {
		return workflows.RouteInput{}, err
	}
	in.Route, in.Notation, in.Number = on.Route, on.Notation, on.Number
	in.RenderQueue = g.renderQueue
	return in, nil
}

// termsOfPreset are for a document that was begun before its terms were kept: those
// of the preset it names, which must be the very one in force.
func (g *Gateway) termsOfPreset(ctx context.Context, documentID string, policy domain.PolicyRef) (workflows.RouteInput, error) {
	if policy != g.rules.Policy {
		return workflows.RouteInput{}, &domain.Error{
			Code: domain.ErrConflict, Key: "repair.other_preset",
			Cause: fmt.Errorf("document %s was begun under %s %s (%s), and %s %s (%s) is in force",
				documentID, policy.ID, policy.Version, policy.SHA256, g.rules.Policy.ID, g.rules.Policy.Version, g.rules.Policy.SHA256),
		}
	}
	doc, err := g.store.Document(ctx, everything, documentID)
	if err != nil {
		return workflows.RouteInput{}, err
	}
	return workflows.RouteInput{Terms: g.rules.Terms, Policy: policy, Series: g.rules.Series(doc.Type, doc.LegalNormative)}, nil
}

// catchUp writes to the record what a document's workflow holds and the record has
// lost, and returns how many transitions that was. A workflow that the engine does
// not know is a *serviceerror.NotFound.
func (g *Gateway) catchUp(ctx context.Context, documentID string) (int, error) {
	has, err := g.store.TransitionCount(ctx, documentID)
	var known *domain.Error
	if errors.As(err, &known) && known.Code == domain.ErrNotFound {
		has = 0 // the whole document is lost; its first transition says what it was
	} else if err != nil {
		return 0, err
	}
	held, err := g.held(ctx, documentID, has)
	if err != nil {
		return 0, err
	}
	for n, t := range held.Transitions {
		if t.Seq != has+n+1 {
			return n, fmt.Errorf("document %s: its record ends at transition %d and its workflow holds them from %d on only", documentID, has, t.Seq)
		}
		if _, err := g.store.RecordTransition(ctx, t); err != nil {
			return n, err
		}
		g.log.WarnContext(ctx, "a transition that the record had lost is on record again", "document", documentID, "seq", t.Seq, "event", string(t.Event))
	}
	return len(held.Transitions), nil
}

// held asks a document's workflow for what it has made after a place in its order.
func (g *Gateway) held(ctx context.Context, documentID string, after int) (workflows.Held, error) {
	answer, err := g.temporal.QueryWorkflow(ctx, workflows.DocumentRouteID(documentID), "", workflows.QueryHeld, after)
	if err != nil {
		return workflows.Held{}, fmt.Errorf("ask the workflow of document %s what it holds: %w", documentID, err)
	}
	var held workflows.Held
	return held, answer.Get(&held)
}
