package api

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// Metrics counts what goes through the doors.
type Metrics struct {
	requests  *prometheus.CounterVec
	durations *prometheus.HistogramVec
	decisions *prometheus.CounterVec
	refusals  *prometheus.CounterVec
}

// NewMetrics adds counters that stand at zero to the figures of the process.
func NewMetrics(figures prometheus.Registerer) *Metrics {
	m := &Metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "trinhky_http_requests_total", Help: "Requests answered.",
		}, []string{"method", "route", "status"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "trinhky_http_request_duration_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"method", "route"}),
		decisions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "trinhky_decisions_total", Help: "Acts accepted on routes, those sent again included.",
		}, []string{"act", "door"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "trinhky_refusals_total", Help: "Acts refused by a rule.",
		}, []string{"code", "door"}),
	}
	figures.MustRegister(m.requests, m.durations, m.decisions, m.refusals)
	return m
}

// methods are those counted by name; a caller may send any word.
var methods = map[string]bool{
	http.MethodGet: true, http.MethodHead: true, http.MethodPost: true, http.MethodPut: true, http.MethodPatch: true, http.MethodDelete: true,
}

func (m *Metrics) observe(method, r string, status int, took time.Duration) {
	if !methods[method] {
		method = "other"
	}
	m.requests.WithLabelValues(method, r, strconv.Itoa(status)).Inc()
	m.durations.WithLabelValues(method, r).Observe(took.Seconds())
}

// Count returns the same door to the workflows with its decisions counted.
func (m *Metrics) Count(d door.Decisions) door.Decisions { return counted{d, m} }

type counted struct {
	door.Decisions
	metrics *Metrics
}

func (c counted) Decide(ctx context.Context, cmd route.Command) (route.Receipt, error) {
	receipt, err := c.Decisions.Decide(ctx, cmd)
	if err == nil {
		c.metrics.decisions.WithLabelValues(string(cmd.Act), string(cmd.Door)).Inc()
	} else if refusal, refused := errors.AsType[*domain.Refusal](err); refused {
		c.metrics.refusals.WithLabelValues(string(refusal.Code), string(cmd.Door)).Inc()
	}
	return receipt, err
}
