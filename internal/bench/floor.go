package bench

import (
	"context"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// decisions is how many a whole route takes: submit, clear, confirm the format,
// give an opinion, review, sign, issue.
const decisions = 7

const (
	floorUpdate   = "Decide"
	floorWorkflow = "BenchFloor"
	floorActivity = "BenchNothing"
	floorTimer    = 24 * time.Hour
)

// floorRoute is the least that a durable route of seven decisions can be:
// nothing is decided and nothing is recorded. A timer of 24 hours runs until
// each decision and is cancelled by it. A decision is an Update that answers
// when its no-op ordinary activity is done, as the product's answers when its
// record is written.
func floorRoute(ctx workflow.Context) error {
	taken := 0
	err := workflow.SetUpdateHandlerWithOptions(ctx, floorUpdate, func(ctx workflow.Context, command string) (string, error) {
		taken++
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
		if err := workflow.ExecuteActivity(ctx, floorActivity).Get(ctx, nil); err != nil {
			return "", err
		}
		return command, nil
	}, workflow.UpdateHandlerOptions{Validator: func(workflow.Context, string) error { return nil }})
	if err != nil {
		return err
	}
	for taken < decisions {
		seen := taken
		timed, cancel := workflow.WithCancel(ctx)
		workflow.NewTimer(timed, floorTimer)
		if err := workflow.Await(ctx, func() bool { return taken > seen }); err != nil {
			return err
		}
		cancel()
	}
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
}

func nothing(context.Context) error { return nil }

// floor runs bare routes.
type floor struct {
	temporal client.Client
	queue    string
	worker   sdk.Worker
	started  *started
}

// newFloor registers the bare workflow under the options the product's own
// worker of decisions has.
func newFloor(c client.Client, queue string, options sdk.Options, begun *started) *floor {
	w := sdk.New(c, queue, options)
	w.RegisterWorkflowWithOptions(floorRoute, workflow.RegisterOptions{Name: floorWorkflow})
	w.RegisterActivityWithOptions(nothing, activity.RegisterOptions{Name: floorActivity})
	return &floor{c, queue, w, begun}
}

// prepare has nothing to do: a bare route needs no draft.
func (f *floor) prepare(context.Context, int) error { return nil }

// route takes one bare route from its first Update to its last. The workflow is
// started with the first Update, as the product starts its own.
func (f *floor) route(ctx context.Context, _ int, decided func(time.Duration)) error {
	id := f.queue + ":" + uuid.NewString()
	f.started.add(id)
	for i := range decisions {
		err := timed(decided, func() error {
			update := client.UpdateWorkflowOptions{
				UpdateID: uuid.NewString(), WorkflowID: id, UpdateName: floorUpdate, Args: []any{"decision"},
				WaitForStage: client.WorkflowUpdateStageAccepted,
			}
			var handle client.WorkflowUpdateHandle
			var err error
			if i == 0 {
				handle, err = f.temporal.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
					StartWorkflowOperation: f.temporal.NewWithStartWorkflowOperation(client.StartWorkflowOptions{
						ID: id, TaskQueue: f.queue, WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
					}, floorWorkflow),
					UpdateOptions: update,
				})
			} else {
				handle, err = f.temporal.UpdateWorkflow(ctx, update)
			}
			if err != nil {
				return err
			}
			return handle.Get(ctx, nil)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// timed carries out one decision and tells how long it took.
func timed(decided func(time.Duration), decide func() error) error {
	began := time.Now()
	if err := decide(); err != nil {
		return err
	}
	decided(time.Since(began))
	return nil
}
