package site

import (
	"strconv"
	"strings"
	"time"

	"trinhky/internal/calendar"
	"trinhky/internal/route"
)

// Due is a due time with how far away it is in working days, and where its
// count is explained.
type Due struct {
	At   time.Time
	Text string // "còn 2 ngày làm việc"
	Late bool
	Soon bool   // due on this day
	Href string // the explanation; empty where there is none
}

func (s *Site) Due(visit *Visit, documentID string, step route.Step) *Due {
	if step.DueAt.IsZero() {
		return nil
	}
	d := s.DueAt(visit, step.DueAt)
	d.Href = "/documents/" + documentID + "/due/" + step.Key + "/" + strconv.Itoa(step.Round)
	return &d
}

func (s *Site) DueAt(visit *Visit, at time.Time) Due {
	today, day := calendar.DateOf(visit.Now), calendar.DateOf(at)
	d := Due{At: at, Late: !at.After(visit.Now)}
	days := s.Calendar.WorkingDaysBetween(today, day)
	switch {
	case d.Late && days == 0:
		d.Text = visit.T("due.late_today")
	case d.Late:
		d.Text = visit.T("due.late", "Count", -days)
	case days == 0:
		d.Soon, d.Text = true, visit.T("due.today")
	default:
		d.Text = visit.T("due.left", "Count", days)
	}
	return d
}

// Spent tells working time in days of office hours and hours.
func (s *Site) Spent(visit *Visit, from, to time.Time) string {
	return s.Working(visit, s.Calendar.WorkingTimeBetween(from, to, s.Hours))
}

func (s *Site) Working(visit *Visit, d time.Duration) string {
	day := s.workingDay()
	days, rest := int(d/day), d%day
	hours, minutes := int(rest/time.Hour), int(rest%time.Hour/time.Minute)
	var parts []string
	if days > 0 {
		parts = append(parts, visit.T("spent.days", "Count", days))
	}
	if hours > 0 {
		parts = append(parts, visit.T("spent.hours", "Count", hours))
	}
	if days == 0 && (minutes > 0 || hours == 0) {
		parts = append(parts, visit.T("spent.minutes", "Count", minutes))
	}
	return strings.Join(parts, " ")
}

// workingDay is how long the office works on a day.
func (s *Site) workingDay() time.Duration {
	var total time.Duration
	for _, i := range s.Hours.Intervals {
		total += time.Duration(i.Close-i.Open) * time.Minute
	}
	if total == 0 {
		total = 24 * time.Hour
	}
	return total
}
