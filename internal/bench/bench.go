// Package bench measures whole routes of the product beside two bare workflows on
// the same servers in the same run: a floor, the least that a durable route can
// be, and a limit, the least that recorded decisions can be. It works in a
// database, a bucket and task queues of its own and removes them at the end.
package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"trinhky/internal/config"
)

// Options say how much is measured.
type Options struct {
	Documents   int // routes of each side in each round
	Concurrency int // routes under way at once
	Rounds      int // each has all sides, in turning order
	Alone       int // routes a side with nothing beside them; 0 leaves that out
	Conversions int // issued PDFs whose making is measured; 0 leaves that out
	Open        int // open routes made for the measure of reading; 0 leaves that out
	Progress    io.Writer
	Log         *slog.Logger
}

// Faults are what is wrong with the options.
func (o Options) check() error {
	switch {
	case o.Documents < 1 || o.Concurrency < 1 || o.Rounds < 1:
		return fmt.Errorf("documents, concurrency and rounds must be at least 1")
	case o.Alone < 0 || o.Conversions < 0 || o.Open < 0:
		return fmt.Errorf("routes alone, conversions and open routes cannot be negative")
	}
	return nil
}

// cleaning is how long the removal of what was made may take, also after an
// interruption.
const cleaning = 3 * time.Minute

var errInterrupted = errors.New("đã dừng giữa chừng / interrupted")

// Run measures and verifies. What it made is removed again, also when the
// context ends early. The report is complete where the error is nil; its
// Integrity must be looked at.
func Run(ctx context.Context, cfg config.Config, o Options) (report Report, err error) {
	if err := o.check(); err != nil {
		return Report{}, err
	}
	say := func(format string, args ...any) { fmt.Fprintf(o.Progress, format+"\n", args...) }
	site, err := build(ctx, cfg, o.Log)
	defer func() {
		if ctx.Err() != nil {
			err = errInterrupted
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleaning)
		defer cancel()
		say("Removing what was made …")
		err = errors.Join(err, site.remove(ctx))
	}()
	if err != nil {
		return Report{}, err
	}

	report = Report{Documents: o.Documents, Concurrency: o.Concurrency}
	if err := site.rounds(ctx, o, &report, say); err != nil {
		return Report{}, err
	}
	if o.Alone > 0 {
		if report.Alone, err = site.alone(ctx, o.Alone, say); err != nil {
			return Report{}, err
		}
	}
	if o.Conversions > 0 {
		say("Rendering: %d issued files, then the same file through Gotenberg alone …", o.Conversions)
		if report.Rendering, err = site.render(ctx, min(o.Conversions, o.Documents*o.Rounds)); err != nil {
			return Report{}, err
		}
	}
	say("Verifying every route …")
	if report.Integrity, err = site.verify(ctx); err != nil {
		return Report{}, err
	}
	if o.Open > 0 {
		if report.Open, err = site.open(ctx, o, say); err != nil {
			return Report{}, err
		}
	}
	return report, nil
}

// rounds measures the sides in turn, each round beginning with another, so that
// whatever else the machine does hits all of them.
func (s *site) rounds(ctx context.Context, o Options, report *Report, say func(string, ...any)) error {
	warmUp := max(o.Documents/5, min(o.Documents, o.Concurrency))
	say("Warming up: %d routes of each side …", warmUp)
	for _, side := range []side{s.floor, s.limit, s.product} {
		if _, err := run(ctx, side, warmUp, o.Concurrency); err != nil {
			return fmt.Errorf("warm-up: %w", err)
		}
	}
	for n := range o.Rounds {
		round, err := s.round(ctx, n, o.Documents, o.Concurrency)
		if err != nil {
			return fmt.Errorf("round %d: %w", n+1, err)
		}
		say("Round %d of %d, routes/s: floor %s, limit %s, product %s; product over floor %s, over limit %s", n+1, o.Rounds,
			round.Floor.PerSecond, round.Limit.PerSecond, round.Product.PerSecond, round.Ratio, round.OfLimit)
		report.Rounds = append(report.Rounds, round)
	}
	var floors, limits, products []Measure
	var ratios, ofLimit []Hundredths
	for _, r := range report.Rounds {
		floors, limits, products = append(floors, r.Floor), append(limits, r.Limit), append(products, r.Product)
		ratios, ofLimit = append(ratios, r.Ratio), append(ofLimit, r.OfLimit)
	}
	report.Floor, report.Limit, report.Product = together(floors), together(limits), together(products)
	report.Ratio, report.OfLimit = median(ratios), median(ofLimit)
	return nil
}

// round measures every side once, the n-th first.
func (s *site) round(ctx context.Context, n, documents, concurrency int) (Round, error) {
	var r Round
	sides := []struct {
		name string
		side side
		into *Measure
	}{{"floor", s.floor, &r.Floor}, {"limit", s.limit, &r.Limit}, {"product", s.product, &r.Product}}
	for i := range sides {
		next := sides[(n+i)%len(sides)]
		m, err := run(ctx, next.side, documents, concurrency)
		if err != nil {
			return Round{}, fmt.Errorf("%s: %w", next.name, err)
		}
		*next.into = m
	}
	r.Ratio = ratio(r.Product.PerSecond, r.Floor.PerSecond)
	r.OfLimit = ratio(r.Product.PerSecond, r.Limit.PerSecond)
	return r, nil
}

// turns a lone measure is taken in, so that each side is asked early and late.
const turns = 3

// alone measures what a decision takes while nothing else goes on.
func (s *site) alone(ctx context.Context, routes int, say func(string, ...any)) (*Alone, error) {
	say("One at a time: %d routes of each side …", routes)
	var floors, limits, products []Measure
	for n := range turns {
		r, err := s.round(ctx, n, (routes+turns-1)/turns, 1)
		if err != nil {
			return nil, fmt.Errorf("one at a time: %w", err)
		}
		floors, limits, products = append(floors, r.Floor), append(limits, r.Limit), append(products, r.Product)
	}
	a := &Alone{Floor: together(floors), Limit: together(limits), Product: together(products)}
	a.OverFloor, a.OverLimit = over(a.Product.P50, a.Floor.P50), over(a.Product.P50, a.Limit.P50)
	return a, nil
}
