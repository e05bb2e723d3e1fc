package cli_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/proof/testkit"
)

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	answer, err := http.Get(url)
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, string(body)
}

func TestFiguresAreFetchedAtAnAddressOfTheirOwnAndNowhereElse(t *testing.T) {
	t.Parallel()
	in := testkit.NewInstallation(t)
	in.Migrate()
	in.Env["TRINHKY_DEMO"], in.Env["TRINHKY_METRICS_ADDR"] = "off", testkit.FreeAddr(t)
	program := in.Process("all")
	program.Start()
	program.Ready()
	status, _ := get(t, in.URL+"/metrics")
	require.Equal(t, http.StatusNotFound, status)
	status, _ = get(t, "http://"+in.Env["TRINHKY_METRICS_ADDR"]+"/readyz")
	require.Equal(t, http.StatusNotFound, status)
	var figures string
	require.Eventually(t, func() bool {
		_, figures = get(t, "http://"+in.Env["TRINHKY_METRICS_ADDR"]+"/metrics")
		return len(figures) > 0 && containsAll(figures,
			"\ntrinhky_stalled_duties 0\n", "\ntrinhky_unpublished_documents 0\n", "\ntrinhky_unpublished_oldest_seconds ",
			`trinhky_pool_max_connections{pool="pages"} 20`, `trinhky_pool_busy_connections{pool="recording"}`,
			`trinhky_http_requests_total{method="GET",route="/readyz",status="200"}`,
			"temporal_request_latency_seconds_bucket{", `temporal_num_pollers{`, `temporal_worker_task_slots_available{`,
		)
	}, time.Minute, 200*time.Millisecond, "api and worker report what they do")
	program.Stop()
}

func containsAll(text string, parts ...string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}
