package telemetry

import (
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.temporal.io/sdk/contrib/opentelemetry"
	"go.temporal.io/sdk/interceptor"
)

// endpoints are the variables by which OpenTelemetry's own convention names a
// collector; its exporter reads them, and all that goes with them, by itself.
var endpoints = []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"}

// Trace sends traces to the collector that the environment names. Where it names
// none, nothing is traced.
func (t *Telemetry) Trace(ctx context.Context, version string) error {
	named := false
	for _, variable := range endpoints {
		named = named || os.Getenv(variable) != ""
	}
	if !named {
		return nil
	}
	collector, err := otlptracehttp.New(ctx)
	if err != nil {
		return fmt.Errorf("collector of traces: %w", err)
	}
	return t.TraceTo(sdktrace.NewBatchSpanProcessor(collector), version)
}

// TraceTo sends traces to the processor.
func (t *Telemetry) TraceTo(processor sdktrace.SpanProcessor, version string) error {
	program, err := resource.Merge(
		resource.NewSchemaless(attribute.String("service.name", "trinhky"), attribute.String("service.version", version)),
		resource.Environment(), // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win
	)
	if err != nil {
		return fmt.Errorf("traces: %w", err)
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { t.log.Warn("trace not sent", "error", err) }))
	t.traces = sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(processor), sdktrace.WithResource(program))
	return nil
}

// Tracers is where the parts of the program get their tracers; nil where nothing
// is traced.
func (t *Telemetry) Tracers() trace.TracerProvider {
	if t.traces == nil {
		return nil
	}
	return t.traces
}

// TemporalTraces are the interceptors that carry a trace over Temporal: from
// whoever sends an Update to the workflow and the activities it is done by.
func (t *Telemetry) TemporalTraces() ([]interceptor.ClientInterceptor, error) {
	if t.traces == nil {
		return nil, nil
	}
	carried, err := opentelemetry.NewTracingInterceptor(opentelemetry.TracerOptions{
		Tracer: t.traces.Tracer("temporal"), DisableBaggage: true, AllowInvalidParentSpans: true,
	})
	if err != nil {
		return nil, fmt.Errorf("traces over Temporal: %w", err)
	}
	return []interceptor.ClientInterceptor{carried}, nil
}
