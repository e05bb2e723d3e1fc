package calendar

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Clock is a time of day in Vietnam as minutes after midnight, 0 to 1440.
type Clock int

const endOfDay Clock = 24 * 60

// ParseClock reads HH:MM strictly, 00:00 to 24:00.
func ParseClock(text string) (Clock, error) {
	if text == "24:00" {
		return endOfDay, nil
	}
	t, err := time.Parse("15:04", text)
	if err != nil || len(text) != len("15:04") {
		return 0, fmt.Errorf("calendar: time of day %q is not written HH:MM", text)
	}
	return Clock(t.Hour()*60 + t.Minute()), nil
}

// String is HH:MM.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// Interval is one stretch of office hours within a day. Its text form is
// HH:MM-HH:MM.
type Interval struct{ Open, Close Clock }

// MarshalText writes HH:MM-HH:MM.
func (i Interval) MarshalText() ([]byte, error) {
	return []byte(i.Open.String() + "-" + i.Close.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (i *Interval) UnmarshalText(text []byte) error {
	from, to, found := strings.Cut(string(text), "-")
	if !found {
		return fmt.Errorf("calendar: office hours %q are not written HH:MM-HH:MM", text)
	}
	open, err := ParseClock(from)
	if err != nil {
		return err
	}
	closing, err := ParseClock(to)
	if err != nil {
		return err
	}
	if closing <= open {
		return fmt.Errorf("calendar: office hours %q end before they begin", text)
	}
	*i = Interval{Open: open, Close: closing}
	return nil
}

// OfficeHours are the hours worked on every working day. Each province sets its
// own. No intervals means the whole day: a period then ends at 24:00 of its
// last day (Civil Code 2015 art. 148).
type OfficeHours struct {
	Intervals []Interval `json:"intervals" yaml:"intervals"`
	// LateIsNextDay makes what is handed in after the office closes, or on a day
	// off, count as handed in on the next working day.
	LateIsNextDay bool `json:"late_is_next_day" yaml:"late_is_next_day"`
}

// DefaultOfficeHours are those common in the Mekong delta, 07:00–11:00 and
// 13:00–17:00, late counting as the next working day.
func DefaultOfficeHours() OfficeHours {
	return OfficeHours{
		Intervals:     []Interval{{Open: 7 * 60, Close: 11 * 60}, {Open: 13 * 60, Close: 17 * 60}},
		LateIsNextDay: true,
	}
}

// Validate refuses hours out of order, overlapping, empty or outside the day.
// The other methods and the Calendar expect valid hours.
func (h OfficeHours) Validate() error {
	previous := Clock(0)
	for _, interval := range h.Intervals {
		if interval.Open < previous || interval.Close <= interval.Open || interval.Close > endOfDay {
			return errors.New("calendar: office hours must be in order, must not overlap, and must lie within one day")
		}
		previous = interval.Close
	}
	return nil
}

// Opening is the instant, in UTC, when the office opens on day d.
func (h OfficeHours) Opening(d Date) time.Time { return d.At(h.intervals()[0].Open) }

// Closing is the instant, in UTC, when the office closes on day d.
func (h OfficeHours) Closing(d Date) time.Time {
	intervals := h.intervals()
	return d.At(intervals[len(intervals)-1].Close)
}

func (h OfficeHours) intervals() []Interval {
	if len(h.Intervals) == 0 {
		return []Interval{{Open: 0, Close: endOfDay}}
	}
	return h.Intervals
}
