package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

const (
	// reads of each kind are measured.
	reads = 1000
	// pageRows is how many rows the pages ask for.
	pageRows = 50
	// later is how far ahead the tracking list is asked about, so that every
	// open step is on it: its longest and hardest form.
	later = 60 * 24 * time.Hour
	// attempts: every so many routes see one act out of order, so that the list
	// of them is not empty.
	attempts = 20
	// timersSampled open routes are asked whether a timer runs.
	timersSampled = 50
)

// open starts routes through the gateway and leaves them at every step but the
// last in turn, in the hands of all who take part; then it measures what pages
// read, each read in turn beside a SELECT by primary key.
func (s *site) open(ctx context.Context, o Options, say func(string, ...any)) (*Reading, error) {
	say("Opening %d routes …", o.Open)
	if err := s.product.prepare(ctx, o.Open); err != nil {
		return nil, err
	}
	var opened atomic.Int64
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(o.Concurrency)
	for i := range o.Open {
		group.Go(func() error {
			if err := s.openOne(groupCtx, i); err != nil {
				return err
			}
			if n := opened.Add(1); n%1000 == 0 {
				say("  %d open", n)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	// Left to itself the server would count its rows within minutes.
	if _, err := s.sql.Exec(ctx, "ANALYZE"); err != nil {
		return nil, fmt.Errorf("analyze: %w", err)
	}
	report := &Reading{Routes: o.Open}
	if err := s.sql.QueryRow(ctx, "SELECT count(*) FROM duties w JOIN cases c ON c.id = w.case_id WHERE w.closed_at IS NULL AND c.state = 'on_route'").Scan(&report.OpenSteps); err != nil {
		return nil, fmt.Errorf("count the open steps: %w", err)
	}
	if err := s.timers(ctx, report); err != nil {
		return nil, err
	}
	say("Reading …")
	return report, s.measureReads(ctx, report)
}

func (s *site) openOne(ctx context.Context, i int) error {
	p := s.product
	doc, acts := p.ready[i], p.acts(i)
	if err := p.walk(ctx, doc, acts[:1+i%(decisions-1)], func(time.Duration) {}); err != nil {
		return err
	}
	if signed := i%(decisions-1) == decisions-2; signed || i%attempts != 0 {
		return nil
	}
	// The records clerk asks for a number before the signature.
	_, err := p.decide(ctx, doc, acts[decisions-1], uuid.NewString())
	var refusal *domain.Refusal
	if !errors.As(err, &refusal) {
		return fmt.Errorf("an act out of order on document %s was not refused: %w", doc.ID, err)
	}
	return nil
}

// timers looks at a sample of the open routes for a running timer.
func (s *site) timers(ctx context.Context, report *Reading) error {
	for range min(timersSampled, len(s.product.ready)) {
		doc := s.product.ready[rand.IntN(len(s.product.ready))] //nolint:gosec // a sample, not a secret
		running, err := s.timerRuns(ctx, doc.ID)
		if err != nil {
			return err
		}
		report.Sampled++
		if running {
			report.Timers++
		}
	}
	return nil
}

// measureReads takes the reads in turn, so that whatever else the machine does
// hits all of them.
func (s *site) measureReads(ctx context.Context, report *Reading) error {
	p := s.product
	now := time.Now().UTC()
	// Those whom open steps wait for: an empty inbox would make reading look quick.
	accounts := []string{p.people.formatChecker, p.people.chiefOfOffice, p.people.recordsClerk}
	for _, u := range p.people.units {
		accounts = append(accounts, u.head, u.leader)
	}
	var actors []domain.Actor
	for _, account := range accounts {
		actor, err := p.store.ActorByAccount(ctx, account, now)
		if err != nil {
			return err
		}
		actors = append(actors, actor)
	}
	office := regulation.Sees(actors[0], now) // sees every dossier
	kinds := []struct {
		name string
		read func(actor domain.Actor, doc domain.Document) error
	}{
		{"primary key", func(_ domain.Actor, doc domain.Document) error {
			var state string
			return s.sql.QueryRow(ctx, "SELECT state FROM cases WHERE id = $1", doc.ID).Scan(&state)
		}},
		{"inbox", func(actor domain.Actor, _ domain.Document) error {
			_, _, err := s.store.Inbox(ctx, actor, now, nil, pageRows, "")
			return err
		}},
		{"dossier", func(_ domain.Actor, doc domain.Document) error {
			_, err := s.store.Dossier(ctx, office, doc.ID, route.Whole(format.Ruleset))
			return err
		}},
		{"tracking", func(domain.Actor, domain.Document) error {
			_, _, err := s.store.Stalled(ctx, route.TrackingFilter{Now: now.Add(later), Limit: pageRows})
			return err
		}},
		{"out of order", func(domain.Actor, domain.Document) error {
			_, _, err := s.store.OutOfOrder(ctx, route.TrackingFilter{Now: now, Limit: pageRows})
			return err
		}},
	}
	took := make([][]time.Duration, len(kinds))
	for n := range reads + reads/10 {
		actor, doc := actors[n%len(actors)], p.ready[rand.IntN(len(p.ready))] //nolint:gosec // a sample, not a secret
		for k, kind := range kinds {
			began := time.Now()
			if err := kind.read(actor, doc); err != nil {
				return fmt.Errorf("read %s: %w", kind.name, err)
			}
			if n >= reads/10 { // the first tenth warms the caches
				took[k] = append(took[k], time.Since(began))
			}
		}
	}
	for k, kind := range kinds {
		slices.Sort(took[k])
		read := Read{Name: kind.name, Reads: len(took[k]), P50: Micros(quantile(took[k], 50)), P99: Micros(quantile(took[k], 99))}
		if k == 0 {
			report.PrimaryKey = read
		}
		read.RatioP50 = over(read.P50, report.PrimaryKey.P50)
		read.RatioP99 = over(read.P99, report.PrimaryKey.P99)
		if k == 0 {
			report.PrimaryKey = read
			continue
		}
		report.Pages = append(report.Pages, read)
	}
	return nil
}

func over(a, b Micros) Hundredths { return ratio(Hundredths(a), Hundredths(b)) }
