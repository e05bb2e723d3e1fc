// Package bench measures whole routes of the product beside a floor, the least
// that a durable route can be, on the same servers in the same run. It works in
// a database, a bucket and task queues of its own and removes them at the end.
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
	Rounds      int // each has both sides, in alternating order
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
	case o.Conversions < 0 || o.Open < 0:
		return fmt.Errorf("conversions and open routes cannot be negative")
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

// rounds measures both sides in turn, so that whatever else the machine does
// hits both: the floor first, then the product first, and so on.
func (s *site) rounds(ctx context.Context, o Options, report *Report, say func(string, ...any)) error {
	warmUp := max(o.Documents/5, min(o.Documents, o.Concurrency))
	say("Warming up: %d routes of each side …", warmUp)
	for _, side := range []side{s.floor, s.product} {
		if _, err := run(ctx, side, warmUp, o.Concurrency); err != nil {
			return fmt.Errorf("warm-up: %w", err)
		}
	}
	var floors, products []Measure
	var ratios []Hundredths
	for n := range o.Rounds {
		var round Round
		measure := func(side side, into *Measure, name string) error {
			m, err := run(ctx, side, o.Documents, o.Concurrency)
			if err != nil {
				return fmt.Errorf("round %d, %s: %w", n+1, name, err)
			}
			*into = m
			return nil
		}
		floor := func() error { return measure(s.floor, &round.Floor, "floor") }
		product := func() error { return measure(s.product, &round.Product, "product") }
		order := []func() error{floor, product}
		if n%2 == 1 {
			order = []func() error{product, floor}
		}
		for _, side := range order {
			if err := side(); err != nil {
				return err
			}
		}
		round.Ratio = ratio(round.Product.PerSecond, round.Floor.PerSecond)
		say("Round %d of %d: floor %s routes/s, product %s routes/s, ratio %s", n+1, o.Rounds, round.Floor.PerSecond, round.Product.PerSecond, round.Ratio)
		report.Rounds = append(report.Rounds, round)
		floors, products, ratios = append(floors, round.Floor), append(products, round.Product), append(ratios, round.Ratio)
	}
	report.Floor, report.Product, report.Ratio = together(floors), together(products), median(ratios)
	return nil
}
