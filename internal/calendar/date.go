package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// ICT is Vietnam's time zone: UTC+7 all year. It is fixed so that the answer
// never depends on the time-zone files of the machine.
var ICT = time.FixedZone("ICT", 7*60*60)

const dateLayout = "2006-01-02"

// Date is a calendar day without a time of day, so that no time zone can move
// it. The zero Date means "no date". Dates are comparable with ==.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns the given day; days outside the month roll over as in
// [time.Date].
func NewDate(year int, month time.Month, day int) Date {
	return fromMidnight(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// ParseDate reads YYYY-MM-DD strictly: no other form, no 30 February.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(dateLayout, text)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("calendar: date %q is not a day written YYYY-MM-DD", text)
	}
	return fromMidnight(t), nil
}

// DateOf is the day in Vietnam at the instant t.
func DateOf(t time.Time) Date { return fromMidnight(t.In(ICT)) }

// Midnight is the start of the day in Vietnam at the instant t, told in
// Vietnam's own time, in which the date on a document is a date.
func Midnight(t time.Time) time.Time {
	year, month, day := t.In(ICT).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, ICT)
}

func fromMidnight(t time.Time) Date {
	year, month, day := t.Date()
	return Date{Year: year, Month: month, Day: day}
}

func (d Date) midnightUTC() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// AddDays moves by calendar days; n may be negative.
func (d Date) AddDays(n int) Date { return NewDate(d.Year, d.Month, d.Day+n) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnightUTC().Weekday() }

// Compare is -1, 0 or 1 as d is before, the same as or after other.
func (d Date) Compare(other Date) int {
	return cmp.Or(
		cmp.Compare(d.Year, other.Year),
		cmp.Compare(d.Month, other.Month),
		cmp.Compare(d.Day, other.Day))
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// IsZero reports whether d is "no date".
func (d Date) IsZero() bool { return d == Date{} }

// At is the instant, in UTC, when the clock in Vietnam shows c on day d.
// 24:00 is midnight at the end of the day.
func (d Date) At(c Clock) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, int(c), 0, 0, ICT).UTC()
}

// String is YYYY-MM-DD, or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes YYYY-MM-DD. The zero Date is empty text and not an error,
// because an optional date must not break a whole payload.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	if d.Year < 1 || d.Year > 9999 || NewDate(d.Year, d.Month, d.Day) != d {
		return nil, fmt.Errorf("calendar: %s is not a day of the calendar", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
