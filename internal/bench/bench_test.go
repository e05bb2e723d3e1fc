package bench_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/bench"
	"trinhky/internal/config"
	"trinhky/internal/proof/testkit"
)

func settings(t *testing.T) config.Config {
	t.Helper()
	servers := testkit.RealServers(t)
	return config.Config{
		DatabaseURL: config.Secret(servers.DatabaseURL), TemporalAddr: servers.TemporalAddr, TemporalNamespace: testkit.Namespace(t, servers),
		S3Endpoint: servers.S3Endpoint, S3AccessKey: config.Secret(servers.S3AccessKey), S3SecretKey: config.Secret(servers.S3SecretKey),
		S3Bucket:     "trinhky",
		GotenbergURL: servers.GotenbergURL, Preset: "ubnd-thanh-pho-2024",
	}
}

func TestEveryRouteOfARunHasItsNumberOnceAndNoDecisionIsLost(t *testing.T) {
	t.Parallel()
	var progress bytes.Buffer
	report, err := bench.Run(t.Context(), settings(t), bench.Options{
		Documents: 6, Concurrency: 3, Rounds: 2, Alone: 3, Conversions: 1, Open: 12, Progress: &progress, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err, progress.String())
	require.Empty(t, report.Integrity.Faults)
	const routes = 3 + 2*6 + 3 // of the warm-up, of both rounds and alone
	require.Equal(t, routes, report.Integrity.Routes)
	require.Equal(t, routes*7, report.Integrity.Transitions)
	require.Equal(t, routes, report.Integrity.Numbers)
	require.GreaterOrEqual(t, report.Integrity.Notices, routes*6, "whoever is next is told")
	for _, side := range []bench.Measure{report.Floor, report.Limit, report.Product} {
		require.Equal(t, 2*6, side.Routes)
		require.Equal(t, 2*6*7, side.Decisions)
		require.Positive(t, side.PerSecond)
		require.Positive(t, side.P50)
		require.GreaterOrEqual(t, side.P99, side.P50)
	}
	require.Len(t, report.Rounds, 2)
	require.Positive(t, report.Ratio)
	require.Positive(t, report.OfLimit)
	require.Equal(t, 3, report.Alone.Product.Routes)
	require.Positive(t, report.Alone.OverLimit)
	require.Equal(t, 1, report.Rendering.Conversions)
	require.Equal(t, 12, report.Open.OpenSteps, "a route of one consulted unit has one open step")
	require.Equal(t, report.Open.Sampled, report.Open.Timers, "every open route has its timer")

	var text, asJSON bytes.Buffer
	require.NoError(t, report.Text(&text))
	require.Contains(t, text.String(), "0 faults")
	require.NoError(t, report.JSON(&asJSON))
	require.True(t, json.Valid(asJSON.Bytes()))
}
