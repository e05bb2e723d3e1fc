package workflows_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"trinhky/workflows"
)

// Every history ever recorded must still replay: a change of the workflow that
// breaks one would stop the documents that are under way.
func TestRecordedHistoriesReplay(t *testing.T) {
	t.Parallel()
	histories, err := filepath.Glob("testdata/histories/*.json")
	require.NoError(t, err)
	for _, route := range []string{"happy", "returned", "silent", "withdrawn", "overruled"} {
		recorded, err := filepath.Glob("testdata/histories/" + route + "-*.json")
		require.NoError(t, err)
		require.NotEmpty(t, recorded, "no history of a %s route: make record", route)
	}
	for _, history := range histories {
		t.Run(filepath.Base(history), func(t *testing.T) {
			t.Parallel()
			info, err := os.Stat(history)
			require.NoError(t, err)
			require.Positive(t, info.Size())
			replayer := worker.NewWorkflowReplayer()
			replayer.RegisterWorkflowWithOptions(workflows.DocumentRoute, workflow.RegisterOptions{Name: "DocumentRoute"})
			require.NoError(t, replayer.ReplayWorkflowHistoryFromJSONFile(quiet, history))
		})
	}
}
