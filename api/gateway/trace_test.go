package gateway_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.temporal.io/sdk/client"

	"trinhky/activities"
	"trinhky/api/gateway"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/telemetry"
	"trinhky/storage"
	"trinhky/worker"
)

func TestOneTraceGoesFromTheRequestThroughUpdateAndActivityToTheStatement(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	told := tracetest.NewInMemoryExporter()
	tel, err := telemetry.New(quiet)
	require.NoError(t, err)
	require.NoError(t, tel.TraceTo(sdktrace.NewSimpleSpanProcessor(told), "test"))
	store, err := storage.Open(context.Background(), s.db.URL, storage.ForRecording(4), storage.WithTraces(tel.Tracers()))
	require.NoError(t, err)
	t.Cleanup(store.Close)
	servers := testkit.RealServers(t)
	options := gateway.ClientOptions(servers.TemporalAddr, testkit.Namespace(t, servers), quiet)
	options.Interceptors, err = tel.TemporalTraces()
	require.NoError(t, err)
	c, err := client.DialContext(context.Background(), options)
	require.NoError(t, err)
	t.Cleanup(c.Close)
	w := worker.New(c, &activities.Activities{Store: store, Files: s.files, Now: time.Now}, worker.Options{TaskQueue: s.queue, RenderQueue: s.queue + "-render"})
	require.NoError(t, w.Start())
	t.Cleanup(w.Stop)

	doc := s.draft()
	way := s.way(doc)
	told.Reset()
	for _, cmd := range way[:2] { // one begins the route, one goes to it
		ctx, request := tel.Tracers().Tracer("test").Start(context.Background(), "request")
		_, err = s.at(c).Decide(ctx, cmd)
		require.NoError(t, err)
		request.End()
		var names []string
		s.eventually("the trace reaches the statement", func() bool {
			names = nil
			for _, span := range told.GetSpans() {
				if span.SpanContext.TraceID() == request.SpanContext().TraceID() {
					names = append(names, span.Name)
				}
			}
			has := func(part string) bool {
				return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, part) })
			}
			return has("Update") && has("HandleUpdate:Decide") && has("RunActivity:RecordTransition") && has("INSERT")
		})
	}
	for _, span := range told.GetSpans() {
		for _, a := range span.Attributes {
			require.NotContains(t, a.Value.String(), doc.Subject, "%s tells no more than its statement", span.Name)
		}
	}
}
