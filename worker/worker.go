// Package worker registers workflows and activities with Temporal workers, and
// nothing else.
package worker

import (
	"errors"
	"fmt"

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
	// Renders is how many conversions run at once: one LibreOffice works on one
	// file at a time, so it is the number of Gotenberg replicas. Default 1.
	Renders int
}

// Workers are the running pair: one for decisions, one for rendering.
type Workers struct {
	decisions worker.Worker
	rendering worker.Worker
}

// New registers everything on the two queues.
func New(c client.Client, a *activities.Activities, o Options) *Workers {
	if o.TaskQueue == "" {
		o.TaskQueue = workflows.TaskQueue
	}
	if o.RenderQueue == "" {
		o.RenderQueue = workflows.RenderTaskQueue
	}
	if o.Renders == 0 {
		o.Renders = 1
	}
	decisions := worker.New(c, o.TaskQueue, worker.Options{})
	decisions.RegisterWorkflowWithOptions(workflows.DocumentRoute, workflow.RegisterOptions{Name: "DocumentRoute"})
	decisions.RegisterActivityWithOptions(a.RecordTransition, activity.RegisterOptions{Name: workflows.RecordTransition})
	decisions.RegisterActivityWithOptions(a.CheckFormat, activity.RegisterOptions{Name: workflows.CheckFormat})

	rendering := worker.New(c, o.RenderQueue, worker.Options{MaxConcurrentActivityExecutionSize: o.Renders})
	rendering.RegisterWorkflowWithOptions(workflows.Preview, workflow.RegisterOptions{Name: "Preview"})
	rendering.RegisterActivityWithOptions(a.PublishIssued, activity.RegisterOptions{Name: workflows.PublishIssued})
	rendering.RegisterActivityWithOptions(a.RenderPreview, activity.RegisterOptions{Name: workflows.RenderPreview})
	return &Workers{decisions, rendering}
}

// Start begins polling. Both workers run, or neither.
func (w *Workers) Start() error {
	if err := w.decisions.Start(); err != nil {
		return fmt.Errorf("start the worker for decisions: %w", err)
	}
	if err := w.rendering.Start(); err != nil {
		w.decisions.Stop()
		return errors.Join(fmt.Errorf("start the worker for rendering: %w", err))
	}
	return nil
}

// Stop lets what is in hand finish and then stops polling.
func (w *Workers) Stop() {
	w.rendering.Stop()
	w.decisions.Stop()
}
