package workflows_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/workflows"
)

// While nobody works on the route its deadline passes, on the real server. When
// the worker is back, the reminder or the closing happens, once.
func TestWhatFellDueDuringAnOutageHappensOnceAfterIt(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		clock func(s *route.Step, soon time.Time)
		want  domain.Event
	}{
		{"a consultation closes by silence", func(s *route.Step, soon time.Time) { s.DueAt = soon }, route.EventSilence},
		{"a reminder goes out", func(s *route.Step, soon time.Time) {
			s.RemindAt, s.DueAt = []time.Time{soon}, soon.Add(time.Hour)
		}, route.EventReminded},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := testkit.Temporal(t)
			queue := "outage-" + uuid.NewString()
			w := newWorld()
			first := outageWorker(t, c, queue, w)

			soon := time.Now().Add(4 * time.Second).UTC()
			in := underConsultation(t, soon, tt.clock)
			in.RenderQueue = queue
			id := workflows.DocumentRouteID(uuid.NewString())
			run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: id, TaskQueue: queue}, workflows.DocumentRoute, in)
			require.NoError(t, err)
			require.Eventually(t, func() bool { return timerStarted(t, c, id) }, 20*time.Second, 50*time.Millisecond, "the clock runs")
			first.Stop()
			require.Eventually(t, func() bool { return time.Now().After(soon.Add(2 * time.Second)) }, 20*time.Second, 50*time.Millisecond)
			require.Empty(t, w.events(), "nothing happens while nobody works")

			second := outageWorker(t, c, queue, w)
			defer second.Stop()
			require.Eventually(t, func() bool { return len(w.events()) > 0 }, 30*time.Second, 50*time.Millisecond)
			handle, err := c.UpdateWorkflow(t.Context(), client.UpdateWorkflowOptions{
				UpdateID: uuid.NewString(), WorkflowID: id, UpdateName: workflows.UpdateDecide, WaitForStage: client.WorkflowUpdateStageCompleted,
				Args: []any{route.Command{Token: "t", DocumentID: "doc", Act: route.ActWithdraw, Actor: drafter, Door: domain.DoorPage}},
			})
			require.NoError(t, err)
			require.NoError(t, handle.Get(t.Context(), nil))
			require.NoError(t, run.Get(t.Context(), nil))
			require.Equal(t, []domain.Event{tt.want, route.EventWithdrawn}, w.events())
		})
	}
}

// underConsultation is a route that has come as far as the opinions, as one that
// continues as new is handed on.
func underConsultation(t *testing.T, soon time.Time, clock func(*route.Step, time.Time)) workflows.RouteInput {
	t.Helper()
	in := input(t)
	in.Route.State, in.Route.Seq = domain.DocumentOnRoute, 3
	for i := range in.Route.Steps {
		s := &in.Route.Steps[i]
		switch s.Kind {
		case route.StepClearance, route.StepFormat:
			s.State, s.VersionID = route.StepDone, "v1"
		case route.StepConsultation:
			s.State, s.OpenedAt, s.EscalateAt = route.StepOpen, soon.Add(-time.Hour), soon.Add(48*time.Hour)
			clock(s, soon)
		default:
		}
	}
	return in
}

func outageWorker(t *testing.T, c client.Client, queue string, world *world) worker.Worker {
	t.Helper()
	w := worker.New(c, queue, worker.Options{})
	w.RegisterWorkflowWithOptions(workflows.DocumentRoute, workflow.RegisterOptions{Name: "DocumentRoute"})
	for name, fn := range map[string]any{
		workflows.RecordTransition: world.RecordTransition, workflows.CheckFormat: world.CheckFormat, workflows.PublishIssued: world.PublishIssued,
	} {
		w.RegisterActivityWithOptions(fn, activity.RegisterOptions{Name: name})
	}
	require.NoError(t, w.Start())
	return w
}

func timerStarted(t *testing.T, c client.Client, id string) bool {
	t.Helper()
	events := c.GetWorkflowHistory(t.Context(), id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		require.NoError(t, err)
		if event.GetTimerStartedEventAttributes() != nil {
			return true
		}
	}
	return false
}
