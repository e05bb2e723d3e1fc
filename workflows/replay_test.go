package workflows_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"trinhky/workflows"
)

// Every history ever recorded must still replay: a change of the workflow that
// breaks one would stop the documents that are under way. And it must still send
// out what it sent then, transition by transition: Temporal compares commands and
// not their inputs, so that a changed rule would replay without a word and decide
// otherwise what was decided long ago.
func TestRecordedHistoriesReplayAndSendWhatTheySent(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"happy", "returned", "silent", "withdrawn", "overruled", "appraised", "failed", "late"} {
		recorded, err := filepath.Glob("testdata/histories/" + way + "-*.json")
		require.NoError(t, err)
		require.NotEmpty(t, recorded, "no history of a %s route: make record", way)
	}
	for _, history := range histories(t) {
		t.Run(filepath.Base(history), func(t *testing.T) {
			t.Parallel()
			kept, err := os.ReadFile(sentFile(history))
			require.NoError(t, err, "what this history sent has not been kept: make record")
			var before, now any
			require.NoError(t, json.Unmarshal(kept, &before))
			require.NoError(t, json.Unmarshal(replay(t, history), &now))
			require.NotEmpty(t, now)
			require.Empty(t, cmp.Diff(before, now, cmpopts.IgnoreMapEntries(derived)))
		})
	}
}

// derived are parts of a transition that follow from the rest of it: whose clock
// ran, as it was kept before there were duties, and the duties and terms that are
// kept since.
func derived(key string, _ any) bool {
	return slices.Contains([]string{"holder", "duties", "terms", "draft_id", "changed"}, key)
}

func histories(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("testdata/histories/*.json")
	require.NoError(t, err)
	return found
}

// sentFile is where what a history sent is kept.
func sentFile(history string) string {
	return filepath.Join("testdata", "sent", strings.TrimPrefix(history, filepath.Join("testdata", "histories")))
}

// replay runs a history through the workflow as it is now and returns, as JSON,
// what it sends to its activities in order.
func replay(t *testing.T, history string) []byte {
	t.Helper()
	listener := &listener{}
	replayer, err := worker.NewWorkflowReplayerWithOptions(worker.WorkflowReplayerOptions{Interceptors: []interceptor.WorkerInterceptor{listener}})
	require.NoError(t, err)
	replayer.RegisterWorkflowWithOptions(workflows.DocumentRoute, workflow.RegisterOptions{Name: "DocumentRoute"})
	require.NoError(t, replayer.ReplayWorkflowHistoryFromJSONFile(quiet, history))
	sent, err := json.MarshalIndent(listener.heard, "", " ")
	require.NoError(t, err)
	return sent
}

// sent is one thing that a workflow asks of an activity.
type sent struct {
	Activity string `json:"activity"`
	Input    any    `json:"input"`
}

// listener hears what a workflow sends to its activities.
type listener struct {
	interceptor.WorkerInterceptorBase
	heard []sent
}

func (l *listener) InterceptWorkflow(_ workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	in := &inbound{listener: l}
	in.Next = next
	return in
}

type inbound struct {
	interceptor.WorkflowInboundInterceptorBase
	listener *listener
}

func (i *inbound) Init(out interceptor.WorkflowOutboundInterceptor) error {
	o := &outbound{listener: i.listener}
	o.Next = out
	return i.Next.Init(o)
}

type outbound struct {
	interceptor.WorkflowOutboundInterceptorBase
	listener *listener
}

func (o *outbound) ExecuteLocalActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	o.hear(name, args)
	return o.Next.ExecuteLocalActivity(ctx, name, args...)
}

func (o *outbound) ExecuteActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	o.hear(name, args)
	return o.Next.ExecuteActivity(ctx, name, args...)
}

// hear keeps the input as it is now: the route goes on changing what it points to.
func (o *outbound) hear(name string, args []any) {
	encoded, err := json.Marshal(args) //workflowcheck:ignore // of the test, not of a workflow
	if err != nil {
		panic(err) // an activity's input that is not JSON cannot be sent either
	}
	o.listener.heard = append(o.listener.heard, sent{name, json.RawMessage(encoded)})
}
