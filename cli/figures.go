package cli

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"trinhky/internal/telemetry"
	"trinhky/storage"
)

// recordFigures are read in the record by the process that works for all of them,
// the worker.
func (s *servers) recordFigures() []telemetry.Gauge {
	return []telemetry.Gauge{
		{
			Name: "trinhky_stalled_duties", Help: "Duties past their due time, or without an act for too long.",
			Read: func(ctx context.Context) (float64, error) {
				n, err := s.record.CountStalled(ctx, time.Now())
				return float64(n), err
			},
		},
		{
			Name: "trinhky_unpublished_documents", Help: "Documents that have their number and wait for their issued files.",
			Read: func(ctx context.Context) (float64, error) {
				n, _, err := s.record.Unpublished(ctx, time.Now())
				return float64(n), err
			},
		},
		{
			Name: "trinhky_unpublished_oldest_seconds", Help: "How long the first of the unpublished documents has waited.",
			Read: func(ctx context.Context) (float64, error) {
				now := time.Now()
				_, since, err := s.record.Unpublished(ctx, now)
				return now.Sub(since).Seconds(), err
			},
		},
	}
}

// poolFigures tell how busy the connections of one pool are.
func poolFigures(name string, store *storage.Store) []prometheus.Collector {
	gauge := func(figure, help string, read func(storage.Pool) int) prometheus.Collector {
		return prometheus.NewGaugeFunc(
			prometheus.GaugeOpts{Name: figure, Help: help, ConstLabels: prometheus.Labels{"pool": name}},
			func() float64 { return float64(read(store.Pool())) },
		)
	}
	counter := func(figure, help string, read func(storage.Pool) float64) prometheus.Collector {
		return prometheus.NewCounterFunc(
			prometheus.CounterOpts{Name: figure, Help: help, ConstLabels: prometheus.Labels{"pool": name}},
			func() float64 { return read(store.Pool()) },
		)
	}
	return []prometheus.Collector{
		gauge("trinhky_pool_max_connections", "Connections to the database that the pool may have.", func(p storage.Pool) int { return p.Max }),
		gauge("trinhky_pool_busy_connections", "Connections that run a statement now.", func(p storage.Pool) int { return p.InUse }),
		gauge("trinhky_pool_idle_connections", "Connections that wait for one.", func(p storage.Pool) int { return p.Idle }),
		counter("trinhky_pool_waits_total", "How often a statement had to wait for a connection.", func(p storage.Pool) float64 { return float64(p.Waits) }),
		counter("trinhky_pool_wait_seconds_total", "How long statements waited for a connection.", func(p storage.Pool) float64 { return p.Waited.Seconds() }),
	}
}
