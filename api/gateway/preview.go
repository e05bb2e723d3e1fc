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
// *domain.Error of code unavailable when the engine is away, and unsupported
// (key preview.refused) when the file has been given up for good.
func (g *Gateway) RequestPreview(ctx context.Context, sha256 string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	id := workflows.PreviewID(sha256)
	_, err := g.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: id, TaskQueue: workflows.PreviewQueue(g.renderQueue), WorkflowExecutionErrorWhenAlreadyStarted: true,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
	}, workflows.Preview, sha256)
	var over *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &over) {
		run, err := g.temporal.DescribeWorkflowExecution(ctx, id, over.RunId)
		if err == nil && givenUp(run.GetWorkflowExecutionInfo().GetStatus()) {
			return &domain.Error{Code: domain.ErrUnsupported, Key: "preview.refused"}
		}
		return previewFault(sha256, err)
	}
	return previewFault(sha256, err)
}

// givenUp reports that a reading copy will never be: the converter could not make
// it, or the operator dropped it.
func givenUp(status enums.WorkflowExecutionStatus) bool {
	return status == enums.WORKFLOW_EXECUTION_STATUS_FAILED || status == enums.WORKFLOW_EXECUTION_STATUS_TERMINATED
}

func previewFault(sha256 string, err error) error {
	if err == nil {
		return nil
	}
	return &domain.Error{Code: domain.ErrUnavailable, Key: "preview.unavailable", Cause: fmt.Errorf("preview of %s: %w", sha256, err)}
}

// Ready reports whether Temporal answers.
func (g *Gateway) Ready(ctx context.Context) error {
	_, err := g.temporal.CheckHealth(ctx, &client.CheckHealthRequest{})
	return err
}
