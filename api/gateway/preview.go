package gateway

import (
	"context"
	"errors"
	"fmt"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"trinhky/internal/domain"
	"trinhky/workflows"
)

// RequestPreview asks for the reading copy of a file. Asking again changes
// nothing while it is being made or once it is there. The error is a
// *domain.Error of code unavailable when the engine is away.
func (g *Gateway) RequestPreview(ctx context.Context, sha256 string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, err := g.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: workflows.PreviewID(sha256), TaskQueue: g.renderQueue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY,
	}, workflows.Preview, sha256)
	var started *serviceerror.WorkflowExecutionAlreadyStarted
	if err != nil && !errors.As(err, &started) {
		return &domain.Error{Code: domain.ErrUnavailable, Key: "preview.unavailable", Cause: fmt.Errorf("preview of %s: %w", sha256, err)}
	}
	return nil
}

// Ready reports whether Temporal answers.
func (g *Gateway) Ready(ctx context.Context) error {
	_, err := g.temporal.CheckHealth(ctx, &client.CheckHealthRequest{})
	return err
}
