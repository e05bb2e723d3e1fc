package flow

import (
	"time"

	"trinhky/internal/requestid"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// Waits is how short work on a server is tried: first within the workflow's own
// task, which is quick and cheap; where the server does not answer in time, by an
// ordinary activity that the engine tries again for as long as it takes. That one
// costs the history the same few events whether the server is away for a minute
// or for a month.
type Waits struct {
	// Try is how long the work is tried within the workflow's task, all tries
	// together.
	Try time.Duration
	// Attempt is how long a later try may take. One that hangs on a server that is
	// gone is given up then.
	Attempt time.Duration
	// Every is the longest pause between later tries. With Attempt it bounds how
	// long after a server's return the work goes on.
	Every time.Duration
	// Mended is how often a record is asked again that only an operator can mend.
	Mended time.Duration
}

// Patient are the waits of the product: a person waits ten seconds for an answer,
// and within a minute of a server's return everything goes on.
var Patient = Waits{Try: 5 * time.Second, Attempt: 30 * time.Second, Every: 20 * time.Second, Mended: 10 * time.Minute}

// Do carries out an activity, however long the server it needs is away. The error
// is that of a workflow that is ended from outside.
func (w Waits) Do(ctx workflow.Context, activity string, in, out any) error {
	err := workflow.ExecuteLocalActivity(w.now(ctx), activity, in).Get(ctx, out)
	if err == nil || ctx.Err() != nil {
		return err
	}
	if workflow.GetVersion(ctx, changeWait, workflow.DefaultVersion, 1) == workflow.DefaultVersion {
		return err // as it was answered when it was first carried out
	}
	for {
		err := workflow.ExecuteActivity(w.later(ctx), activity, in).Get(ctx, out)
		if err == nil || ctx.Err() != nil {
			return err
		}
		// The engine gives up by itself never, but an operator can end a try by hand.
		workflow.GetLogger(ctx).Error("an activity that must succeed was given up; it is tried again",
			"activity", activity, requestid.Key, RequestID(ctx), "error", err)
		if err := workflow.Sleep(ctx, w.Every); err != nil {
			return err
		}
	}
}

// now are the options of the first tries. No pause between them is so long that
// the SDK would rather start a timer on the server, which costs about six events.
func (w Waits) now(ctx workflow.Context) workflow.Context {
	return workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: w.Try, ScheduleToCloseTimeout: w.Try,
		RetryPolicy: &temporal.RetryPolicy{InitialInterval: 200 * time.Millisecond, BackoffCoefficient: 2, MaximumInterval: time.Second},
	})
}

// later are the options of all further tries: no number and no time ends them.
func (w Waits) later(ctx workflow.Context) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: w.Attempt,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: min(time.Second, w.Every), BackoffCoefficient: 2, MaximumInterval: w.Every},
	})
}
