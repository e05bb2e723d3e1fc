package bench

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// side is one of those that are measured against each other.
type side interface {
	// prepare makes ready what n routes need, before any clock runs.
	prepare(ctx context.Context, n int) error
	// route takes the i-th prepared route through its seven decisions and tells
	// how long each took.
	route(ctx context.Context, i int, decided func(time.Duration)) error
}

// Measure is what one side did in one round, or in all of them.
type Measure struct {
	Routes    int        `json:"routes"`
	Decisions int        `json:"decisions"`
	Elapsed   Micros     `json:"elapsed_us"`
	PerSecond Hundredths `json:"routes_per_second"`
	P50       Micros     `json:"decision_p50_us"`
	P99       Micros     `json:"decision_p99_us"`

	took []time.Duration
}

// run takes n routes of a side with so many under way at once. The clock starts
// when everything is prepared and stops when the last route has its seventh
// decision.
func run(ctx context.Context, s side, n, concurrency int) (Measure, error) {
	if err := s.prepare(ctx, n); err != nil {
		return Measure{}, err
	}
	var mu sync.Mutex
	took := make([]time.Duration, 0, n*decisions)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(concurrency)
	began := time.Now()
	for i := range n {
		group.Go(func() error {
			err := s.route(ctx, i, func(d time.Duration) {
				mu.Lock()
				defer mu.Unlock()
				took = append(took, d)
			})
			if err != nil {
				return fmt.Errorf("route %d of %d: %w", i+1, n, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return Measure{}, err
	}
	return measured(n, time.Since(began), took), nil
}

func measured(routes int, elapsed time.Duration, took []time.Duration) Measure {
	slices.Sort(took)
	return Measure{
		Routes: routes, Decisions: len(took), Elapsed: Micros(elapsed),
		PerSecond: perUnit(routes, elapsed, time.Second), P50: Micros(quantile(took, 50)), P99: Micros(quantile(took, 99)), took: took,
	}
}

// together is the measure of several rounds of one side.
func together(rounds []Measure) Measure {
	var elapsed time.Duration
	var took []time.Duration
	routes := 0
	for _, m := range rounds {
		routes += m.Routes
		elapsed += time.Duration(m.Elapsed)
		took = append(took, m.took...)
	}
	return measured(routes, elapsed, took)
}

// quantile is the nearest-rank percentile of sorted durations, 0 for none.
func quantile(sorted []time.Duration, percent int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	rank := (len(sorted)*percent + 99) / 100
	return sorted[max(rank, 1)-1]
}

// median is the middle of some ratios, the lower one of two.
func median(of []Hundredths) Hundredths {
	if len(of) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(of))
	return sorted[(len(sorted)-1)/2]
}

// Hundredths is a number with two decimals that never was a float.
type Hundredths int64

func (h Hundredths) String() string {
	sign := ""
	if h < 0 {
		sign, h = "-", -h
	}
	return fmt.Sprintf("%s%d.%02d", sign, h/100, h%100)
}

// MarshalJSON writes a JSON number with two decimals.
func (h Hundredths) MarshalJSON() ([]byte, error) { return []byte(h.String()), nil }

// perUnit is how many a unit of time, rounded down; 0 where no time has passed.
func perUnit(count int, elapsed, unit time.Duration) Hundredths {
	if elapsed <= 0 {
		return 0
	}
	return Hundredths(int64(count) * 100 * unit.Microseconds() / max(elapsed.Microseconds(), 1))
}

// ratio is a over b, rounded down; 0 where there is no b.
func ratio(a, b Hundredths) Hundredths {
	if b <= 0 {
		return 0
	}
	return Hundredths(int64(a) * 100 / int64(b))
}
