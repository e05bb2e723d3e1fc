package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"
)

// Report is what a run found.
type Report struct {
	Documents   int        `json:"documents"`   // routes of each side in each round
	Concurrency int        `json:"concurrency"` // routes under way at once
	Floor       Measure    `json:"floor"`       // all rounds together
	Limit       Measure    `json:"limit"`
	Product     Measure    `json:"product"`
	Ratio       Hundredths `json:"ratio"`            // routes/s of the product over the floor's, median of the rounds
	OfLimit     Hundredths `json:"ratio_over_limit"` // the same over the limit's
	Rounds      []Round    `json:"rounds"`
	Alone       *Alone     `json:"alone,omitempty"`
	Rendering   *Rendering `json:"rendering,omitempty"`
	Integrity   Integrity  `json:"integrity"`
	Open        *Reading   `json:"open,omitempty"`
}

// Round is one measure of all sides.
type Round struct {
	Floor   Measure    `json:"floor"`
	Limit   Measure    `json:"limit"`
	Product Measure    `json:"product"`
	Ratio   Hundredths `json:"ratio"`
	OfLimit Hundredths `json:"ratio_over_limit"`
}

// Alone is what a decision takes while nothing else goes on.
type Alone struct {
	Floor     Measure    `json:"floor"`
	Limit     Measure    `json:"limit"`
	Product   Measure    `json:"product"`
	OverFloor Hundredths `json:"p50_over_floor"`
	OverLimit Hundredths `json:"p50_over_limit"`
}

// Rendering compares the making of issued files with the converter alone.
type Rendering struct {
	Conversions  int        `json:"conversions"`
	AtOnce       int        `json:"at_once"`
	PerMinute    Hundredths `json:"conversions_per_minute"` // number, date, PDF/A, both files stored and recorded
	BarePerMin   Hundredths `json:"bare_per_minute"`        // Gotenberg called with the same file
	Ratio        Hundredths `json:"ratio"`
	Took         Micros     `json:"elapsed_us"`
	BareTook     Micros     `json:"bare_elapsed_us"`
	FileSizeByte int64      `json:"docx_bytes"`
}

// Integrity is what the database holds after the measure.
type Integrity struct {
	Routes      int      `json:"routes"`      // that took all seven decisions, warm-up included
	Transitions int      `json:"transitions"` // recorded for people's decisions
	Numbers     int      `json:"numbers"`     // given, each once and without a gap
	Notices     int      `json:"notices"`
	SentAgain   int      `json:"sent_again"` // forms answered too late and sent again with the same token
	Faults      []string `json:"faults"`
}

// Reading is how pages read while many routes are open.
type Reading struct {
	Routes     int    `json:"open_routes"`
	OpenSteps  int    `json:"open_steps"`
	Timers     int    `json:"running_timers"` // of a sample of open routes, how many have one
	Sampled    int    `json:"timers_sampled"`
	PrimaryKey Read   `json:"primary_key"`
	Pages      []Read `json:"pages"`
}

// Read is one kind of read.
type Read struct {
	Name     string     `json:"name"`
	Reads    int        `json:"reads"`
	P50      Micros     `json:"p50_us"`
	P99      Micros     `json:"p99_us"`
	RatioP50 Hundredths `json:"p50_over_primary_key"`
	RatioP99 Hundredths `json:"p99_over_primary_key"`
}

// Micros is a duration that JSON shows in whole microseconds.
type Micros time.Duration

// MarshalJSON writes whole microseconds.
func (m Micros) MarshalJSON() ([]byte, error) {
	return strconv.AppendInt(nil, time.Duration(m).Microseconds(), 10), nil
}

// String shows milliseconds with three decimals.
func (m Micros) String() string {
	us := time.Duration(m).Microseconds()
	return fmt.Sprintf("%d.%03d ms", us/1000, us%1000)
}

// JSON writes the report for programs.
func (r Report) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// Text writes the report for people.
func (r Report) Text(w io.Writer) error {
	p := printer{w: w}
	p.line("Whole routes of %d decisions, %d at once, %d routes a side in each of %d rounds", decisions, r.Concurrency, r.Documents, len(r.Rounds))
	p.sides(r.Floor, r.Limit, r.Product)
	p.line("  product over floor %s, over limit %s (routes/s, medians of the rounds)", r.Ratio, r.OfLimit)
	if x := r.Alone; x != nil {
		p.line("One at a time, %d routes a side", x.Product.Routes)
		p.sides(x.Floor, x.Limit, x.Product)
		p.line("  product over floor %s, over limit %s (p50 of a decision)", x.OverFloor, x.OverLimit)
	}
	if x := r.Rendering; x != nil {
		p.line("Rendering, %d files, %d at once", x.Conversions, x.AtOnce)
		p.line("  issued files   %8s a minute", x.PerMinute)
		p.line("  Gotenberg bare %8s a minute", x.BarePerMin)
		p.line("  ratio          %8s", x.Ratio)
	}
	i := r.Integrity
	p.line("Integrity: %d routes, %d decisions recorded, %d numbers, %d notices, %d forms sent again, %d faults",
		i.Routes, i.Transitions, i.Numbers, i.Notices, i.SentAgain, len(i.Faults))
	for _, fault := range i.Faults {
		p.line("  %s", fault)
	}
	if x := r.Open; x != nil {
		p.line("Reading with %d open routes (%d open steps; a timer runs in %d of %d looked at)", x.Routes, x.OpenSteps, x.Timers, x.Sampled)
		p.line("                          p50           p99      over a primary key: p50     p99")
		for _, read := range append([]Read{x.PrimaryKey}, x.Pages...) {
			p.line("  %-14s %12s  %12s  %23s %7s", read.Name, read.P50, read.P99, read.RatioP50, read.RatioP99)
		}
	}
	return p.err
}

// printer keeps the first error of many lines.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *printer) sides(floor, limit, product Measure) {
	p.line("                routes/s    decision p50    decision p99")
	for _, side := range []struct {
		name string
		Measure
	}{{"floor", floor}, {"limit", limit}, {"product", product}} {
		p.line("  %-8s   %11s  %14s  %14s", side.name, side.PerSecond, side.P50, side.P99)
	}
}
