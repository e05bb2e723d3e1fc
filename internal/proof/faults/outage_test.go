package faults

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"trinhky/deploy/local"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/storage"
	"trinhky/workflows"
)

// afterwards is how soon everything must go on once the record is back.
const afterwards = time.Minute

// An outage of the record alone, longer than every time limit there is, at the
// very moment of every act there is, of an alarm, of the automatic format check
// and of the last record of a publication. Before, a local activity was given up
// after 30 seconds, and ten of eleven documents were dead for good.
func TestWhatWasAcceptedOutlastsAnOutageOfTheRecord(t *testing.T) {
	y := open(t)
	p := y.people()
	for _, o := range []struct {
		name string
		away func(*yard) (back func())
	}{
		{"locked", (*yard).lock},
		{"cut off from the worker", func(y *yard) func() { y.network.Cut(); return y.network.Mend }},
	} {
		t.Run(o.name, func(t *testing.T) {
			before := y.poised(p)
			files := y.numbered(p)
			alarmed := y.alarmed(p, time.Now().Add(5*time.Second))

			back := o.away(y)
			y.thaw(local.Gotenberg)
			var acting sync.WaitGroup
			faults := make(chan error, len(before))
			for i, e := range before {
				acting.Go(func() { faults <- p.decide(e, straight[i]) })
			}
			said := len(p.answers())
			<-time.After(*outage)
			require.Len(t, p.answers(), said, "nothing is said to be done before it is on record")

			back()
			began := time.Now()
			acting.Wait()
			close(faults)
			for err := range faults {
				require.NoError(t, err)
			}
			y.eventually(afterwards-time.Since(began), "the alarm is recorded too", func() bool {
				return len(y.column("SELECT 1 FROM transitions WHERE case_id = $1 AND event = 'closed_by_silence'", alarmed.id)) == 1
			})
			y.eventually(afterwards-time.Since(began), "and the publication", func() bool {
				return len(y.column("SELECT 1 FROM cases WHERE id = $1 AND state = 'issued'", files.id)) == 1
			})
			t.Logf("after %s away everything went on within %s", *outage, time.Since(began).Round(100*time.Millisecond))
			require.Less(t, time.Since(began), afterwards)

			for i, e := range before {
				require.NoError(t, p.upTo(e, len(straight), i+1))
			}
			require.NoError(t, p.upTo(alarmed, len(alarmed.acts), 3))
			y.settled(p, 2*time.Minute)
			y.check(p)
			for _, e := range append(before, alarmed, files) {
				require.Less(t, y.events(e.id), 150, "document %s", e.id)
			}
		})
	}
}

// poised are documents that stand before each act there is, in order.
func (y *yard) poised(p *people) []*errand {
	y.t.Helper()
	var before []*errand
	for n := range straight {
		e, err := p.draft(straight, n)
		require.NoError(y.t, err)
		require.NoError(y.t, p.upTo(e, n, 0))
		before = append(before, e)
	}
	return before
}

// numbered is a document whose files are being made; Gotenberg stands still.
func (y *yard) numbered(p *people) *errand {
	y.t.Helper()
	y.freeze(local.Gotenberg)
	e, err := p.draft(straight, 100)
	require.NoError(y.t, err)
	require.NoError(y.t, p.run(e))
	return e
}

// alarmed is a document whose consultation falls due in a moment. Its workflow is
// begun again where it stands, with an earlier due time: days are too long to wait.
func (y *yard) alarmed(p *people, due time.Time) *errand {
	y.t.Helper()
	ctx := context.Background()
	asked := []act{submit, clear, confirm}
	e, err := p.draft(append(asked, review, sign, issue), 101)
	require.NoError(y.t, err)
	require.NoError(y.t, p.upTo(e, len(asked), 0))

	store, err := storage.Open(ctx, y.direct)
	require.NoError(y.t, err)
	defer store.Close()
	on, err := store.OnRecord(ctx, e.id)
	require.NoError(y.t, err)
	for i := range on.Route.Steps {
		if s := &on.Route.Steps[i]; s.Kind == route.StepConsultation {
			s.RemindAt, s.DueAt = nil, due
		}
	}
	policy, err := regulation.Load(y.in.Env["TRINHKY_PRESET"])
	require.NoError(y.t, err)
	require.NoError(y.t, y.engine.TerminateWorkflow(ctx, workflows.DocumentRouteID(e.id), "", "begun again with an earlier due time"))
	_, err = y.engine.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: workflows.DocumentRouteID(e.id), TaskQueue: workflows.TaskQueue},
		workflows.DocumentRoute, workflows.RouteInput{
			Route: on.Route, Terms: policy.Route, Policy: policy.Ref(), Series: policy.NumberSeries(domain.TypeOfficialLetter, false),
			Notation: on.Notation, RenderQueue: workflows.RenderTaskQueue,
		})
	require.NoError(y.t, err)
	return e
}

// lock holds the tables of the record as a migration does or a careless session,
// so that nothing can be written while everything can be read, but for the kept
// format checks, which the check waits for.
func (y *yard) lock() (unlock func()) {
	y.t.Helper()
	tx, err := y.record.BeginTx(context.Background(), nil)
	require.NoError(y.t, err)
	for _, statement := range []string{
		"LOCK TABLE cases, transitions, steps, duties, clocks, issued_files IN EXCLUSIVE MODE",
		"LOCK TABLE format_checks IN ACCESS EXCLUSIVE MODE",
	} {
		_, err = tx.ExecContext(context.Background(), statement)
		require.NoError(y.t, err)
	}
	return func() { require.NoError(y.t, tx.Rollback()) }
}

// events counts the history of a document's workflow.
func (y *yard) events(documentID string) int {
	y.t.Helper()
	run, err := y.engine.DescribeWorkflowExecution(y.t.Context(), workflows.DocumentRouteID(documentID), "")
	require.NoError(y.t, err)
	return int(run.GetWorkflowExecutionInfo().GetHistoryLength())
}
