package telemetry_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/telemetry"
)

func begin(t *testing.T) (*telemetry.Telemetry, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	tel, err := telemetry.New(slog.New(slog.NewTextHandler(&log, nil)))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tel.Close(context.Background())) })
	return tel, &log
}

func fetch(tel *telemetry.Telemetry) string {
	answer := httptest.NewRecorder()
	tel.Handler().ServeHTTP(answer, httptest.NewRequest("GET", "/metrics", nil))
	return answer.Body.String()
}

func TestWhatTemporalsSDKReportsIsFetchedInSeconds(t *testing.T) {
	t.Parallel()
	tel, _ := begin(t)
	sdk := tel.Temporal().WithTags(map[string]string{"task_queue": "trinhky"})
	sdk.Counter("temporal_workflow_task_execution_failed").Inc(2)
	sdk.Timer("temporal_activity_schedule_to_start_latency").Record(40 * time.Millisecond)
	sdk.Gauge("temporal_sticky_cache_size").Update(7)
	figures := fetch(tel)
	for _, line := range []string{
		`temporal_workflow_task_execution_failed_total{task_queue="trinhky"} 2`,
		`temporal_activity_schedule_to_start_latency_seconds_bucket{task_queue="trinhky",le="0.025"} 0`,
		`temporal_activity_schedule_to_start_latency_seconds_bucket{task_queue="trinhky",le="0.05"} 1`,
		`temporal_sticky_cache_size{task_queue="trinhky"} 7`,
		"go_goroutines ",
	} {
		require.Contains(t, figures, line)
	}
}

func TestAFigureThatCannotBeReadIsLeftOutAndCounted(t *testing.T) {
	t.Parallel()
	tel, log := begin(t)
	var away error
	tel.Watch(
		telemetry.Gauge{Name: "trinhky_waiting", Help: "Waiting.", Read: func(context.Context) (float64, error) { return 3, away }},
		telemetry.Gauge{Name: "trinhky_ready", Help: "Ready.", Read: func(context.Context) (float64, error) { return 1, nil }},
	)
	require.Contains(t, fetch(tel), "\ntrinhky_waiting 3\n")
	away = errors.New("the database is away")
	figures := fetch(tel)
	require.NotContains(t, figures, "\ntrinhky_waiting ")
	require.Contains(t, figures, "\ntrinhky_ready 1\n")
	require.Contains(t, log.String(), "the database is away")
	require.Contains(t, fetch(tel), `trinhky_figure_failures_total{figure="trinhky_waiting"}`)
	away = nil
	require.Contains(t, fetch(tel), "\ntrinhky_waiting 3\n")
}

func TestAFigureThatHangsDoesNotKeepTheOthers(t *testing.T) {
	t.Parallel()
	tel, _ := begin(t)
	tel.Watch(telemetry.Gauge{Name: "trinhky_hanging", Help: "Hanging.", Read: func(ctx context.Context) (float64, error) {
		<-ctx.Done()
		return 0, ctx.Err()
	}})
	require.Contains(t, fetch(tel), "go_goroutines ")
}
