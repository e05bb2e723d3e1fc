package calendar

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"trinhky/internal/domain"
)

// Explained is a result with its summary, the form given out as JSON.
type Explained struct {
	Result
	Summary domain.Text `json:"summary"`
}

// Explained adds the summary.
func (r Result) Explained() Explained {
	return Explained{Result: r, Summary: domain.Text{VI: r.Summary(domain.Vietnamese), EN: r.Summary(domain.English)}}
}

// Summary says in one line what was counted and what was left out, for example
// "3 ngày làm việc, trừ 30/4, 1/5, T7, CN".
func (r Result) Summary(lang string) string {
	w := wordsOf(lang)
	var b strings.Builder
	b.WriteString(r.counted(w))

	left, makeup := r.exceptions(w)
	if len(left) > 0 {
		b.WriteString(w.except + strings.Join(left, ", "))
	}
	if len(makeup) > 0 {
		b.WriteString(w.including + strings.Join(makeup, ", ") + w.makeup)
	}
	if r.Start != r.From {
		b.WriteString(w.movedBefore + w.fullDate(r.Start) + w.movedAfter)
	}
	return b.String()
}

func (r Result) counted(w words) string {
	n := r.WorkingDays
	switch {
	case n < 0:
		return w.workingDays(-n) + w.before + w.fullDate(r.Start)
	case n == 0 && len(r.Steps) > 0 && r.Steps[len(r.Steps)-1].Working:
		return w.within + w.fullDate(r.Date)
	default:
		return w.workingDays(n)
	}
}

// exceptions lists what makes the count differ from counting every day: named
// days off first, in order, then ordinary weekends, and the weekend days worked.
func (r Result) exceptions(w words) (left, makeup []string) {
	steps := slices.Clone(r.Steps)
	slices.SortFunc(steps, func(a, b DayStep) int { return a.Date.Compare(b.Date) })
	if r.WorkingDays > 0 {
		// Days passed before the counting starts have their own words.
		steps = slices.DeleteFunc(steps, func(s DayStep) bool { return !s.Date.After(r.Start) })
	}
	var named []Date
	saturday, sunday := false, false
	for _, step := range steps {
		switch {
		case step.Kind == MakeupWorkday:
			makeup = append(makeup, w.weekdays[step.Date.Weekday()]+" "+r.shortDate(w, step.Date))
		case step.Working:
		case step.Kind != Weekend:
			named = append(named, step.Date)
		case step.Date.Weekday() == time.Saturday:
			saturday = true
		default:
			sunday = true
		}
	}
	left = r.runs(w, named)
	if saturday {
		left = append(left, w.weekdays[time.Saturday])
	}
	if sunday {
		left = append(left, w.weekdays[time.Sunday])
	}
	return left, makeup
}

// runs writes three or more days in a row as one stretch, so that Tết does not
// fill the line.
func (r Result) runs(w words, days []Date) []string {
	var texts []string
	for len(days) > 0 {
		length := 1
		for length < len(days) && days[length] == days[0].AddDays(length) {
			length++
		}
		first, last := days[0], days[length-1]
		days = days[length:]
		switch {
		case length < 3:
			texts = append(texts, r.shortDate(w, first))
			if length == 2 {
				texts = append(texts, r.shortDate(w, last))
			}
		case first.Month == last.Month:
			texts = append(texts, strconv.Itoa(first.Day)+"–"+r.shortDate(w, last))
		default:
			texts = append(texts, w.dayMonth(first)+"–"+r.shortDate(w, last))
		}
	}
	return texts
}

// shortDate leaves out the year while it is the year the count starts in.
func (r Result) shortDate(w words, d Date) string {
	if d.Year == r.Start.Year {
		return w.dayMonth(d)
	}
	return w.fullDate(d)
}

// Explain tells the whole count, one day a line, then every doubt and the table
// used. It ends with a line break.
func (r Result) Explain(lang string) string {
	w := wordsOf(lang)
	var b strings.Builder
	b.WriteString(r.Summary(lang) + "\n")
	if !r.At.IsZero() {
		b.WriteString(w.due + r.At.In(ICT).Format("15:04 ") + w.fullDate(DateOf(r.At)) + "\n")
	}
	b.WriteString("\n")
	if len(r.Steps) == 0 || r.Steps[0].Date != r.From {
		note := w.notCounted
		if r.Start != r.From {
			note = w.late
		}
		writeRow(&b, w, r.From, "-", note)
	}
	for _, step := range r.Steps {
		count, note := "-", step.Name.In(w.lang)
		if step.Count > 0 && step.Working {
			count = strconv.Itoa(step.Count)
		}
		if step.Kind != Workday && step.Kind != Weekend {
			note += " (" + step.LegalBasis + ")"
		}
		if step.Date == r.Start && r.Start != r.From && r.WorkingDays != 0 {
			note += "; " + w.notCounted
		}
		writeRow(&b, w, step.Date, count, note)
	}
	b.WriteString("\n")
	for _, warning := range r.Warnings {
		b.WriteString(w.warning + warning.In(w.lang) + "\n")
	}
	b.WriteString(w.table + r.Table.Version + " (sha256 " + r.Table.SHA256 + ")\n")
	return b.String()
}

func writeRow(b *strings.Builder, w words, d Date, count, note string) {
	weekday := w.weekdays[d.Weekday()]
	b.WriteString("  " + weekday + " " + d.String() + strings.Repeat(" ", max(1, 5-len(count))) + count + "  " + note + "\n")
}

// Text lists a year's table, one day a line, with its legal basis.
func (y Year) Text(lang string) string {
	w := wordsOf(lang)
	var b strings.Builder
	b.WriteString(strconv.Itoa(y.Year) + ": " + w.statuses(y.Status) + "\n")
	for _, day := range y.Days {
		b.WriteString("  " + w.weekdays[day.Date.Weekday()] + " " + day.Date.String() + "  " +
			day.Name.In(w.lang) + " [" + string(day.Kind) + "] (" + day.LegalBasis + ")\n")
	}
	for _, u := range y.Undecided {
		b.WriteString(w.warning + u.Note.In(w.lang) + "\n")
	}
	switch y.Status {
	case Missing:
		warning := missingYear(y.Year)
		b.WriteString(w.warning + warning.In(w.lang) + "\n")
	case Provisional:
		warning := provisionalYear(y.Year)
		b.WriteString(w.warning + warning.In(w.lang) + "\n")
	case Official:
	}
	return b.String()
}
