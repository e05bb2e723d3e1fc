package calendar

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"trinhky/internal/domain"
)

// Kind says why a day is worked or not.
type Kind string

// The kinds of day. Workday and Weekend follow from the day of the week; all
// the others come from a table.
const (
	Workday         Kind = "workday"
	Weekend         Kind = "weekend"
	Holiday         Kind = "holiday"          // named in the Labour Code art. 112 or a resolution
	CompensatoryOff Kind = "compensatory_off" // for a holiday on a weekend, Labour Code art. 111(3)
	SwapOff         Kind = "swap_off"         // weekday exchanged for a make-up workday
	MakeupWorkday   Kind = "makeup_workday"   // weekend day worked in exchange
	Local           Kind = "local"            // day off of one province or office
)

// Working reports whether the office works on a day of this kind.
func (k Kind) Working() bool { return k == Workday || k == MakeupWorkday }

// Status says how far a year's table can be trusted.
type Status string

// A year is official once its notices are issued, provisional while its days
// are only foreseen, and missing when there is no table: only weekends count.
const (
	Official    Status = "official"
	Provisional Status = "provisional"
	Missing     Status = "missing"
)

// Day is one day of the table that differs from the ordinary week, or a holiday
// on a weekend.
type Day struct {
	Date Date `json:"date"`
	Kind Kind `json:"kind"`
	// For is the other day of a pair: the weekend holiday a compensatory day
	// stands for, or the two sides of a swap.
	For        Date        `json:"for,omitzero"`
	Name       domain.Text `json:"name"`
	LegalBasis string      `json:"legal_basis"`
	// Status is the year's unless the table gives the day its own.
	Status Status `json:"status,omitempty"`
}

// Undecided is a change that was proposed and not decided when the table was
// made; a count that crosses one of its days carries a warning.
type Undecided struct {
	Dates []Date      `json:"dates"`
	Note  domain.Text `json:"note"`
}

// Year is one year's table.
type Year struct {
	Year      int         `json:"year"`
	Status    Status      `json:"status"`
	Days      []Day       `json:"days"`
	Undecided []Undecided `json:"undecided,omitempty"`
}

type table struct {
	Version string `json:"version"`
	Years   []Year `json:"years"`
}

func parseTable(data []byte) (table, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var t table
	if err := decoder.Decode(&t); err != nil {
		return table{}, fmt.Errorf("calendar: table: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return table{}, errors.New("calendar: table: more text after the table")
	}
	if err := t.check(); err != nil {
		return table{}, fmt.Errorf("calendar: table: %w", err)
	}
	for _, year := range t.Years {
		for i := range year.Days {
			year.Days[i].Status = cmp.Or(year.Days[i].Status, year.Status)
		}
	}
	return t, nil
}

// check refuses a table that would count wrongly or explain badly.
func (t table) check() error {
	if strings.TrimSpace(t.Version) == "" {
		return errors.New("version is empty")
	}
	if len(t.Years) == 0 {
		return errors.New("no years")
	}
	days := make(map[Date]Day)
	for i, year := range t.Years {
		if i > 0 && year.Year <= t.Years[i-1].Year {
			return fmt.Errorf("year %d is out of order or given twice", year.Year)
		}
		if err := year.check(); err != nil {
			return fmt.Errorf("year %d: %w", year.Year, err)
		}
		for _, day := range year.Days {
			days[day.Date] = day
		}
	}
	for _, year := range t.Years {
		for _, day := range year.Days {
			if err := day.checkPair(days[day.For]); err != nil {
				return fmt.Errorf("%s: %w", day.Date, err)
			}
		}
	}
	return nil
}

func (y Year) check() error {
	if y.Status != Official && y.Status != Provisional {
		return fmt.Errorf("status %q is neither official nor provisional", y.Status)
	}
	if len(y.Days) == 0 {
		return errors.New("no days")
	}
	for i, day := range y.Days {
		if day.Date.Year != y.Year {
			return fmt.Errorf("%q is not a day of this year", day.Date)
		}
		if i > 0 && !day.Date.After(y.Days[i-1].Date) {
			return fmt.Errorf("%s is out of order or given twice", day.Date)
		}
		if err := day.check(); err != nil {
			return fmt.Errorf("%s: %w", day.Date, err)
		}
	}
	for _, u := range y.Undecided {
		elsewhere := slices.ContainsFunc(u.Dates, func(d Date) bool { return d.Year != y.Year })
		if len(u.Dates) == 0 || elsewhere || blank(u.Note.VI, u.Note.EN) {
			return fmt.Errorf("undecided days %v need dates of this year and notes in both languages", u.Dates)
		}
	}
	return nil
}

func (d Day) check() error {
	if blank(d.Name.VI, d.Name.EN, d.LegalBasis) {
		return errors.New("names in both languages and a legal basis are needed")
	}
	if d.Status != "" && d.Status != Official && d.Status != Provisional {
		return fmt.Errorf("status %q is neither official nor provisional", d.Status)
	}
	switch d.Kind {
	case Holiday:
		return nil
	case CompensatoryOff, SwapOff:
		if isWeekend(d.Date) {
			return fmt.Errorf("%s on a weekend", d.Kind)
		}
		return nil
	case MakeupWorkday:
		if !isWeekend(d.Date) {
			return fmt.Errorf("%s on a weekday", d.Kind)
		}
		return nil
	default:
		return fmt.Errorf("kind %q has no place in the national table", d.Kind)
	}
}

// checkPair holds the two sides of a compensation or a swap together: a swap
// written on one side only would give a day off that nobody works for.
func (d Day) checkPair(other Day) error {
	switch {
	case d.Kind == Holiday && !d.For.IsZero():
		return errors.New("a holiday stands for no other day")
	case d.Kind == CompensatoryOff && (other.Kind != Holiday || !isWeekend(other.Date) || !d.Date.After(other.Date)):
		return fmt.Errorf("%q is not an earlier holiday on a weekend", d.For)
	case d.Kind == SwapOff && (other.Kind != MakeupWorkday || other.For != d.Date),
		d.Kind == MakeupWorkday && (other.Kind != SwapOff || other.For != d.Date):
		return fmt.Errorf("%q is not the other side of this swap", d.For)
	}
	return nil
}

func isWeekend(d Date) bool {
	weekday := d.Weekday()
	return weekday == time.Saturday || weekday == time.Sunday
}

func blank(texts ...string) bool {
	return slices.ContainsFunc(texts, func(s string) bool { return strings.TrimSpace(s) == "" })
}
