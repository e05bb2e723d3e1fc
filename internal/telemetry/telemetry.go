// Package telemetry tells operators how the program fares: figures, which a
// Prometheus server fetches, and traces, which a collector is sent.
package telemetry

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	otelprometheus "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/sdk/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.temporal.io/sdk/contrib/opentelemetry"
)

// Telemetry is what one process tells.
type Telemetry struct {
	Figures *prometheus.Registry
	meters  *metric.MeterProvider
	traces  *sdktrace.TracerProvider // nil where nobody collects them
	log     *slog.Logger
	failed  *prometheus.CounterVec
}

// seconds are the bounds of the SDK's histograms: a decision takes some
// milliseconds, and what waits longer than a minute is told by other figures.
var seconds = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}

// New returns the figures of the Go runtime and of the process, and room for
// more.
func New(log *slog.Logger) (*Telemetry, error) {
	t := &Telemetry{
		Figures: prometheus.NewRegistry(), log: log,
		failed: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "trinhky_figure_failures_total", Help: "Figures that could not be read when they were fetched.",
		}, []string{"figure"}),
	}
	t.Figures.MustRegister(t.failed, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	exporter, err := otelprometheus.New(otelprometheus.WithRegisterer(t.Figures), otelprometheus.WithoutScopeInfo(), otelprometheus.WithoutTargetInfo())
	if err != nil {
		return nil, fmt.Errorf("figures of Temporal's SDK: %w", err)
	}
	t.meters = metric.NewMeterProvider(metric.WithReader(exporter), metric.WithView(metric.NewView(
		metric.Instrument{Unit: "s"}, metric.Stream{Aggregation: metric.AggregationExplicitBucketHistogram{Boundaries: seconds}},
	)))
	return t, nil
}

// Temporal is where the SDK's clients and workers report their own figures.
func (t *Telemetry) Temporal() opentelemetry.MetricsHandler {
	return opentelemetry.NewMetricsHandler(opentelemetry.MetricsHandlerOptions{
		Meter: t.meters.Meter("temporal"), UseMonotonicCounters: true,
		OnError: func(err error) { t.log.Warn("figure of Temporal's SDK refused", "error", err) },
	})
}

// Handler gives the figures out in the form of Prometheus.
func (t *Telemetry) Handler() http.Handler {
	return promhttp.HandlerFor(t.Figures, promhttp.HandlerOpts{Registry: t.Figures})
}

// Gauge is a figure that is read anew whenever it is fetched.
type Gauge struct {
	Name, Help string
	Read       func(context.Context) (float64, error)
}

// Watch adds figures. One that cannot be read is left out of the answer, and
// counted: an old value would look like a good one.
func (t *Telemetry) Watch(gauges ...Gauge) {
	for _, g := range gauges {
		t.failed.WithLabelValues(g.Name)
		t.Figures.MustRegister(&watched{g, prometheus.NewDesc(g.Name, g.Help, nil, nil), t})
	}
}

// readTime bounds the reading of one figure, well within the time that a
// Prometheus server waits for all of them.
const readTime = 3 * time.Second

type watched struct {
	Gauge
	desc *prometheus.Desc
	of   *Telemetry
}

// Describe is of prometheus.Collector.
func (w *watched) Describe(into chan<- *prometheus.Desc) { into <- w.desc }

// Collect is of prometheus.Collector.
func (w *watched) Collect(into chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), readTime)
	defer cancel()
	value, err := w.Read(ctx)
	if err != nil {
		w.of.failed.WithLabelValues(w.Name).Inc()
		w.of.log.Warn("figure not read", "figure", w.Name, "error", err)
		return
	}
	into <- prometheus.MustNewConstMetric(w.desc, prometheus.GaugeValue, value)
}

// Close sends what has not been sent and lets go of the rest.
func (t *Telemetry) Close(ctx context.Context) error {
	var traces error
	if t.traces != nil {
		traces = t.traces.Shutdown(ctx)
	}
	return errors.Join(traces, t.meters.Shutdown(ctx))
}
