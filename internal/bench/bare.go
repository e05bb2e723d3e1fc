package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
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
	bareUpdate    = "Decide"
	floorWorkflow = "BenchFloor"
	limitWorkflow = "BenchLimit"
	floorActivity = "BenchNothing"
	limitActivity = "BenchInsert"
	floorTimer    = 24 * time.Hour
)

// floorRoute is the least that a durable route of seven decisions can be:
// nothing is decided and nothing is recorded. A timer of 24 hours runs until
// each decision and is cancelled by it. A decision is an Update that answers
// when its no-op ordinary activity is done, as the product's answers when its
// record is written.
func floorRoute(ctx workflow.Context) error {
	taken := 0
	err := workflow.SetUpdateHandlerWithOptions(ctx, bareUpdate, func(ctx workflow.Context, command string) (string, error) {
		taken++
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
		return command, workflow.ExecuteActivity(ctx, floorActivity).Get(ctx, nil)
	}, workflow.UpdateHandlerOptions{Validator: acceptAll})
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

// limitRoute is the least that seven recorded decisions can be: each is an Update
// that answers when one local activity has inserted one row. No rule is asked
// and no clock runs.
func limitRoute(ctx workflow.Context) error {
	taken := 0
	err := workflow.SetUpdateHandlerWithOptions(ctx, bareUpdate, func(ctx workflow.Context, command string) (string, error) {
		taken++
		ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: time.Minute})
		return command, workflow.ExecuteLocalActivity(ctx, limitActivity, workflow.GetInfo(ctx).WorkflowExecution.ID, taken).Get(ctx, nil)
	}, workflow.UpdateHandlerOptions{Validator: acceptAll})
	if err != nil {
		return err
	}
	return workflow.Await(ctx, func() bool { return taken == decisions && workflow.AllHandlersFinished(ctx) })
}

func acceptAll(workflow.Context, string) error { return nil }

func nothing(context.Context) error { return nil }

// limitTable holds one row a decision of the limit.
const limitTable = "CREATE TABLE bench_limit (route text NOT NULL, seq integer NOT NULL, PRIMARY KEY (route, seq))"

// inserts is the one statement of the limit. Run again it changes nothing, as
// the product's record.
type inserts struct{ pool *pgxpool.Pool }

func (i inserts) insert(ctx context.Context, route string, seq int) error {
	_, err := i.pool.Exec(ctx, "INSERT INTO bench_limit (route, seq) VALUES ($1, $2) ON CONFLICT DO NOTHING", route, seq)
	if err != nil {
		return fmt.Errorf("insert decision %d of %s: %w", seq, route, err)
	}
	return nil
}

// bare runs routes that decide nothing: the floor and the limit.
type bare struct {
	temporal client.Client
	queue    string
	workflow string
	worker   sdk.Worker
	started  *started
}

// newFloor registers the bare workflow under the options the product's own
// worker of decisions has.
func newFloor(c client.Client, queue string, options sdk.Options, begun *started) *bare {
	w := sdk.New(c, queue, options)
	w.RegisterWorkflowWithOptions(floorRoute, workflow.RegisterOptions{Name: floorWorkflow})
	w.RegisterActivityWithOptions(nothing, activity.RegisterOptions{Name: floorActivity})
	return &bare{c, queue, floorWorkflow, w, begun}
}

// newLimit registers the workflow that records and does nothing else, under the
// same options.
func newLimit(c client.Client, queue string, options sdk.Options, pool *pgxpool.Pool, begun *started) *bare {
	w := sdk.New(c, queue, options)
	w.RegisterWorkflowWithOptions(limitRoute, workflow.RegisterOptions{Name: limitWorkflow})
	w.RegisterActivityWithOptions(inserts{pool}.insert, activity.RegisterOptions{Name: limitActivity})
	return &bare{c, queue, limitWorkflow, w, begun}
}

// prepare has nothing to do: a bare route needs no draft.
func (b *bare) prepare(context.Context, int) error { return nil }

// route takes one bare route from its first Update to its last. The workflow is
// started with the first Update, as the product starts its own.
func (b *bare) route(ctx context.Context, _ int, decided func(time.Duration)) error {
	id := b.queue + ":" + uuid.NewString()
	b.started.add(id)
	for i := range decisions {
		err := timed(decided, func() error {
			update := client.UpdateWorkflowOptions{
				UpdateID: uuid.NewString(), WorkflowID: id, UpdateName: bareUpdate, Args: []any{"decision"},
				WaitForStage: client.WorkflowUpdateStageAccepted,
			}
			var handle client.WorkflowUpdateHandle
			var err error
			if i == 0 {
				handle, err = b.temporal.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
					StartWorkflowOperation: b.temporal.NewWithStartWorkflowOperation(client.StartWorkflowOptions{
						ID: id, TaskQueue: b.queue, WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
					}, b.workflow),
					UpdateOptions: update,
				})
			} else {
				handle, err = b.temporal.UpdateWorkflow(ctx, update)
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
