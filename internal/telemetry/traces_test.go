package telemetry_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"trinhky/internal/telemetry"

	"github.com/stretchr/testify/require"
)

func TestNothingIsTracedUntilTheEnvironmentNamesACollector(t *testing.T) {
	var sent atomic.Int64
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/traces" {
			sent.Add(1)
		}
	}))
	defer collector.Close()
	quiet, _ := begin(t)
	require.NoError(t, quiet.Trace(context.Background(), "test"))
	require.Nil(t, quiet.Tracers())
	carried, err := quiet.TemporalTraces()
	require.NoError(t, err)
	require.Empty(t, carried)

	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	tel, err := telemetry.New(slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	require.NoError(t, tel.Trace(context.Background(), "test"))
	carried, err = tel.TemporalTraces()
	require.NoError(t, err)
	require.Len(t, carried, 1)
	_, span := tel.Tracers().Tracer("test").Start(context.Background(), "request")
	span.End()
	require.NoError(t, tel.Close(context.Background()))
	require.Equal(t, int64(1), sent.Load(), "what is in hand is sent at the end")
}
