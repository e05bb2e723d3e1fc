package calendar

import "time"

// Due is the instant a period of n working days from start ends: the day of
// start is not counted, and the period ends when the office closes on its last
// day. With LateIsNextDay, a start after closing or on a day off counts as the
// next working day; that day is then the one not counted.
//
// A negative n gives the last instant to have something done "at least n
// working days before" start, and lateness plays no part. With n = 0 the period
// ends when the office next closes, whatever LateIsNextDay says: staying on the
// same day would put the due time before the start.
func (c *Calendar) Due(start time.Time, n int, hours OfficeHours) Result {
	from := DateOf(start)
	r := Result{From: from, Start: from, WorkingDays: n}
	late := start.After(hours.Closing(from))
	outsideHours := late || !c.IsWorkingDay(from)
	switch {
	case n == 0 && late, n >= 0 && outsideHours && hours.LateIsNextDay:
		first := from
		if late {
			first = from.AddDays(1)
		}
		r.Start, r.Steps = c.walk(nil, first, 0)
		r.Date = r.Start
		if n > 0 {
			r.Date, r.Steps = c.walk(r.Steps, r.Start, n)
		}
	default:
		r.Date, r.Steps = c.walk(nil, from, n)
	}
	r.At = hours.Closing(r.Date)
	return c.finish(r)
}

// WorkingTimeBetween is the time within office hours on working days from one
// instant to a later one, 0 when to is not after from. It adds up: the time of
// two neighbouring stretches is the time of the whole, so that every working
// hour of a dossier belongs to exactly one holder.
func (c *Calendar) WorkingTimeBetween(from, to time.Time, hours OfficeHours) time.Duration {
	if !to.After(from) {
		return 0
	}
	var total time.Duration
	for day, last := DateOf(from), DateOf(to); !day.After(last); day = day.AddDays(1) {
		if !c.IsWorkingDay(day) {
			continue
		}
		for _, interval := range hours.intervals() {
			open, closing := day.At(interval.Open), day.At(interval.Close)
			if open.Before(from) {
				open = from
			}
			if closing.After(to) {
				closing = to
			}
			if closing.After(open) {
				total += closing.Sub(open)
			}
		}
	}
	return total
}
