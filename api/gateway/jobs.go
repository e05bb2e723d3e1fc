package gateway

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"

	"trinhky/internal/domain"
	"trinhky/workflows"
)

// JobKind says what a job of the converter makes.
type JobKind string

// The kinds of job. Issued files go before reading copies and are never given up.
const (
	JobIssue JobKind = "issue" // ID is the document's
	JobCopy  JobKind = "copy"  // ID is the SHA-256 of the file that is read
)

// Job is a file that waits for the converter, or is being made.
type Job struct {
	Kind    JobKind   `json:"kind"`
	ID      string    `json:"id"`
	Since   time.Time `json:"since"`
	Running bool      `json:"running"`
	Try     int       `json:"try"`
	Next    time.Time `json:"next,omitzero"` // of a job that failed: when it is tried again
	Failure string    `json:"failure,omitempty"`
}

// mostJobs bounds what is listed of each kind: an operator looks at the first ones.
const mostJobs = 500

// Jobs lists what waits for the converter, issued files first, the oldest first.
// It is for the operator; what people see of it stands in the record.
func (g *Gateway) Jobs(ctx context.Context) ([]Job, error) {
	waiting, err := g.store.UnpublishedDocuments(ctx, g.now().UTC(), mostJobs)
	if err != nil {
		return nil, err
	}
	var jobs []Job
	for _, d := range waiting {
		job := Job{Kind: JobIssue, ID: d.DocumentID, Since: d.Since}
		if err := g.look(ctx, workflows.DocumentRouteID(d.DocumentID), workflows.PublishIssued, &job); err != nil {
			return nil, err
		}
		jobs = append(jobs, job)
	}
	copies, err := g.temporal.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
		PageSize: mostJobs,
		Query: fmt.Sprintf("WorkflowType = 'Preview' AND ExecutionStatus = 'Running' AND TaskQueue IN ('%s', '%s')",
			workflows.PreviewQueue(g.renderQueue), g.renderQueue),
	})
	if err != nil {
		return nil, fmt.Errorf("list reading copies: %w", err)
	}
	for i := len(copies.GetExecutions()) - 1; i >= 0; i-- { // the newest come first
		run := copies.GetExecutions()[i]
		id := run.GetExecution().GetWorkflowId()
		job := Job{Kind: JobCopy, ID: strings.TrimPrefix(id, workflows.PreviewID("")), Since: run.GetStartTime().AsTime()}
		if err := g.look(ctx, id, workflows.RenderPreview, &job); err != nil {
			return nil, err
		}
		jobs = append(jobs, job)
	}
	return jobs, nil
}

// look fills in how the activity that makes the file fares. One that has ended
// meanwhile leaves the job as it is.
func (g *Gateway) look(ctx context.Context, workflowID, activity string, job *Job) error {
	run, err := g.temporal.DescribeWorkflowExecution(ctx, workflowID, "")
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		job.Failure = "no workflow"
		return nil
	}
	if err != nil {
		return fmt.Errorf("look at %s: %w", workflowID, err)
	}
	for _, pending := range run.GetPendingActivities() {
		if pending.GetActivityType().GetName() == activity {
			job.fares(pending)
		}
	}
	return nil
}

func (j *Job) fares(a *workflowpb.PendingActivityInfo) {
	j.Running = a.GetState() == enums.PENDING_ACTIVITY_STATE_STARTED
	j.Try = int(a.GetAttempt())
	j.Failure = a.GetLastFailure().GetMessage()
	if !j.Running && j.Failure != "" {
		j.Next = a.GetScheduledTime().AsTime()
	}
}

// DropCopy gives a reading copy up, also one that is being made: its file can be
// downloaded, and is not asked for again. The error is a *domain.Error not_found
// where none waits.
func (g *Gateway) DropCopy(ctx context.Context, sha256 string) error {
	err := g.temporal.TerminateWorkflow(ctx, workflows.PreviewID(sha256), "", "dropped by the operator")
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		return &domain.Error{Code: domain.ErrNotFound, Key: "preview.no_job", Cause: err}
	}
	return err
}
