package flow_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"trinhky/internal/proof/testkit"
)

// A day away is 4,320 tries and a week 30,240. How many there are must not
// matter: the engine ends a run at 51,200 events.
func TestTheHistoryDoesNotGrowWithTheNumberOfTries(t *testing.T) {
	t.Parallel()
	for _, tries := range []int{4, 16} {
		t.Run(strconv.Itoa(tries), func(t *testing.T) {
			t.Parallel()
			require.Less(t, eventsOfAnOutage(t, tries), 30)
		})
	}
}

// eventsOfAnOutage is how many events one act costs for which the record is away
// for so many tries, on the real engine.
func eventsOfAnOutage(t *testing.T, tries int) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := testkit.Temporal(t)
	queue := "flow-" + uuid.NewString()
	b := &book{now: time.Now, awayFor: tries}
	w := worker.New(c, queue, worker.Options{})
	w.RegisterWorkflowWithOptions(keepLedgerSoon, workflow.RegisterOptions{Name: "ledger"})
	w.RegisterActivityWithOptions(b.Record, activity.RegisterOptions{Name: "record"})
	require.NoError(t, w.Start())
	defer w.Stop()

	run, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: queue, TaskQueue: queue}, "ledger", ledgerInput{})
	require.NoError(t, err)
	for _, text := range []string{"one", "close"} {
		handle, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
			UpdateID: text, WorkflowID: queue, UpdateName: "write", Args: []any{text}, WaitForStage: client.WorkflowUpdateStageCompleted,
		})
		require.NoError(t, err)
		require.NoError(t, handle.Get(ctx, nil))
	}
	require.NoError(t, run.Get(ctx, nil))
	require.Equal(t, []string{"one", "close"}, b.texts())
	require.Equal(t, tries+2, b.tries)

	var history historypb.History
	events := c.GetWorkflowHistory(ctx, queue, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		require.NoError(t, err)
		history.Events = append(history.Events, event)
	}
	replayer := worker.NewWorkflowReplayer()
	replayer.RegisterWorkflowWithOptions(keepLedgerSoon, workflow.RegisterOptions{Name: "ledger"})
	require.NoError(t, replayer.ReplayWorkflowHistory(testkit.Quiet(), &history))
	return len(history.Events)
}
