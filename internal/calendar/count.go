package calendar

import (
	"slices"
	"time"

	"trinhky/internal/domain"
)

// MaxWorkingDays bounds what a person may ask to count, about four years:
// callers that take the number from outside refuse more. The functions here do
// not enforce it; their cost and their explanation grow with the number.
const MaxWorkingDays = 1000

// DayStep is one calendar day passed while counting.
type DayStep struct {
	Date       Date        `json:"date"`
	Working    bool        `json:"working"`
	Kind       Kind        `json:"kind"`
	Name       domain.Text `json:"name"`
	LegalBasis string      `json:"legal_basis"`
	// Count is how many working days are counted so far, this day included; 0
	// for days passed before the counting starts.
	Count int `json:"count"`
}

// TableRef says which table a result was counted with.
type TableRef struct {
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// Result is a counted day or instant with everything needed to explain it.
type Result struct {
	// From is the day the question was asked from; Start is the day that is not
	// counted. They differ only when something handed in after office hours
	// counts as handed in on the next working day.
	From  Date `json:"from"`
	Start Date `json:"start"`
	// WorkingDays is the number counted, negative when counted backward.
	WorkingDays int  `json:"working_days"`
	Date        Date `json:"date"`
	// At is the due instant in UTC, the end of office hours on Date. Only Due
	// sets it.
	At time.Time `json:"at,omitzero"`
	// Steps are the days passed, in the direction of counting, Date the last.
	Steps    []DayStep `json:"steps"`
	Warnings []Warning `json:"warnings"`
	Table    TableRef  `json:"table"`
}

// Add counts n working days from a day that is itself not counted (Civil Code
// 2015 art. 147), so the answer is always a working day. A negative n counts
// backward, for "at least n working days before". With n = 0 the answer is the
// day itself or, when it is off, the next working day (art. 148).
func (c *Calendar) Add(from Date, n int) Result {
	r := Result{From: from, Start: from, WorkingDays: n}
	r.Date, r.Steps = c.walk(nil, from, n)
	return c.finish(r)
}

// walk appends the days passed to steps and returns the day reached.
func (c *Calendar) walk(steps []DayStep, from Date, n int) (Date, []DayStep) {
	direction, left := 1, n
	if n < 0 {
		direction, left = -1, -n
	}
	day, count := from, 0
	if n == 0 {
		for {
			steps = append(steps, c.step(day, 0))
			if steps[len(steps)-1].Working {
				return day, steps
			}
			day = day.AddDays(1)
		}
	}
	for count < left {
		day = day.AddDays(direction)
		step := c.step(day, count)
		if step.Working {
			count++
			step.Count = count
		}
		steps = append(steps, step)
	}
	return day, steps
}

// Between counts the working days after from up to and including to, so that
// Between(d, Add(d, n).Date) counts n. When to is earlier the count is negative
// and mirrors Add with a negative number.
func (c *Calendar) Between(from, to Date) Result {
	direction := 1
	if to.Before(from) {
		direction = -1
	}
	r := Result{From: from, Start: from, Date: to}
	count := 0
	for day := from; day != to; {
		day = day.AddDays(direction)
		step := c.step(day, count)
		if step.Working {
			count++
			step.Count = count
		}
		r.Steps = append(r.Steps, step)
	}
	r.WorkingDays = direction * count
	return c.finish(r)
}

// WorkingDaysBetween is the count of Between without its explanation.
func (c *Calendar) WorkingDaysBetween(from, to Date) int {
	direction := 1
	if to.Before(from) {
		direction = -1
	}
	count := 0
	for day := from; day != to; {
		day = day.AddDays(direction)
		if c.IsWorkingDay(day) {
			count += direction
		}
	}
	return count
}

func (c *Calendar) step(d Date, count int) DayStep {
	day := c.Day(d)
	return DayStep{
		Date: d, Working: day.Kind.Working(), Kind: day.Kind,
		Name: day.Name, LegalBasis: day.LegalBasis,
		Count: count,
	}
}

// finish adds what every result carries: the doubts about the days passed and
// the table they came from.
func (c *Calendar) finish(r Result) Result {
	if r.Steps == nil {
		r.Steps = []DayStep{}
	}
	r.Warnings = c.warnings(r.Steps)
	r.Table = TableRef{Version: c.version, SHA256: c.sha256}
	return r
}

func (c *Calendar) warnings(steps []DayStep) []Warning {
	warnings := []Warning{}
	if len(steps) == 0 {
		return warnings
	}
	first, last := steps[0].Date, steps[len(steps)-1].Date
	if last.Before(first) {
		first, last = last, first
	}
	for number := first.Year; number <= last.Year; number++ {
		i, found := c.yearIndex(number)
		if !found {
			warnings = append(warnings, missingYear(number))
			continue
		}
		year := c.years[i]
		switch year.Status {
		case Missing:
			warnings = append(warnings, missingYear(number))
		case Provisional:
			warnings = append(warnings, provisionalYear(number))
		case Official:
		}
		for _, u := range year.Undecided {
			passed := func(d Date) bool { return !d.Before(first) && !d.After(last) }
			if slices.ContainsFunc(u.Dates, passed) {
				warnings = append(warnings, Warning{Year: number, Code: WarnUndecided, Text: u.Note})
			}
		}
	}
	return warnings
}
