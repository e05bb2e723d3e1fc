// Package worker registers workflows and activities with Temporal workers, and
// nothing else.
package worker

import (
	"fmt"
	"sync"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"trinhky/activities"
	"trinhky/workflows"
)

// Options size the workers. Zero values take the defaults.
type Options struct {
	TaskQueue   string // people's decisions; default workflows.TaskQueue
	RenderQueue string // slow work; default workflows.RenderTaskQueue
	// Build is which build of the program this is, for the engine; empty leaves the
	// worker out of all versioning, as in tests and benchmarks.
	Build string
	// Renders is how many conversions of a kind run at once: one LibreOffice works
	// on one file at a time, so it is the number of Gotenberg replicas. Default 1.
	// Where both kinds wait, the converter's client lets the issued ones go first.
	Renders int
}

func (o Options) renderQueue() string {
	if o.RenderQueue == "" {
		return workflows.RenderTaskQueue
	}
	return o.RenderQueue
}

// rendering are the options of the workers behind the converter.
func (o Options) rendering() worker.Options {
	return versioned(worker.Options{MaxConcurrentActivityExecutionSize: max(o.Renders, 1), WorkerStopTimeout: stopTime}, o.Build)
}

// stopTime is how long a stop waits for what is in hand: longer than work is tried
// within a workflow's own task (flow.Patient.Try), so that nothing of a decision is
// cut short. A conversion that takes longer is made again by another worker.
const stopTime = 20 * time.Second

// DecisionOptions are those of the worker for decisions. How many ask for work
// at a time follows the load: with the SDK's fixed two, a decision among thirty
// at once waited seconds for its turn.
var DecisionOptions = worker.Options{
	WorkflowTaskPollerBehavior: worker.NewPollerBehaviorAutoscaling(worker.PollerBehaviorAutoscalingOptions{}),
	WorkerStopTimeout:          stopTime,
}

// Workers are the running three: for decisions, for issued files, for reading
// copies.
type Workers struct {
	decisions worker.Worker
	rendering worker.Worker
	previews  worker.Worker
}

// New registers everything on the three queues.
func New(c client.Client, a *activities.Activities, o Options) *Workers {
	return &Workers{NewDecisions(c, a, o), NewRendering(c, a, o), newPreviews(c, a, o)}
}

// NewDecisions is the worker for people's decisions alone.
func NewDecisions(c client.Client, a *activities.Activities, o Options) worker.Worker {
	queue := o.TaskQueue
	if queue == "" {
		queue = workflows.TaskQueue
	}
	w := worker.New(c, queue, versioned(DecisionOptions, o.Build))
	w.RegisterWorkflowWithOptions(workflows.DocumentRoute, workflow.RegisterOptions{Name: "DocumentRoute"})
	w.RegisterActivityWithOptions(a.RecordTransition, activity.RegisterOptions{Name: workflows.RecordTransition})
	w.RegisterActivityWithOptions(a.CheckFormat, activity.RegisterOptions{Name: workflows.CheckFormat})
	return w
}

// NewRendering is the worker for issued files alone. It also ends the reading
// copies that were begun when they shared its queue.
func NewRendering(c client.Client, a *activities.Activities, o Options) worker.Worker {
	w := worker.New(c, o.renderQueue(), o.rendering())
	w.RegisterActivityWithOptions(a.PublishIssued, activity.RegisterOptions{Name: workflows.PublishIssued})
	registerPreviews(w, a)
	return w
}

func newPreviews(c client.Client, a *activities.Activities, o Options) worker.Worker {
	w := worker.New(c, workflows.PreviewQueue(o.renderQueue()), o.rendering())
	registerPreviews(w, a)
	return w
}

func registerPreviews(w worker.Worker, a *activities.Activities) {
	w.RegisterWorkflowWithOptions(workflows.Preview, workflow.RegisterOptions{Name: "Preview"})
	w.RegisterActivityWithOptions(a.RenderPreview, activity.RegisterOptions{Name: workflows.RenderPreview})
}

// Start begins polling. All workers run, or none.
func (w *Workers) Start() error {
	if err := w.decisions.Start(); err != nil {
		return fmt.Errorf("start the worker for decisions: %w", err)
	}
	if err := w.rendering.Start(); err != nil {
		w.decisions.Stop()
		return fmt.Errorf("start the worker for rendering: %w", err)
	}
	if err := w.previews.Start(); err != nil {
		w.rendering.Stop()
		w.decisions.Stop()
		return fmt.Errorf("start the worker for reading copies: %w", err)
	}
	return nil
}

// Stop lets what is in hand finish and then stops polling.
func (w *Workers) Stop() {
	var stopping sync.WaitGroup
	for _, one := range []worker.Worker{w.previews, w.rendering, w.decisions} {
		stopping.Go(one.Stop)
	}
	stopping.Wait()
}
