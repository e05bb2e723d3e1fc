package route

import (
	"time"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// Times are the moments of a step, counted once when it opens.
type Times struct {
	Due      time.Time   `json:"due"`
	RemindAt []time.Time `json:"remind_at,omitempty"`
	Escalate time.Time   `json:"escalate"`
	Idle     time.Time   `json:"idle"`
}

// TimesOf counts the moments of a step opened at the given time, in working
// days (Civil Code 2015, Article 147; product capability D10): reminders before
// the due time that still lie ahead, the due time, the escalation after it, and
// when the step counts as stalled if nobody acts.
func TimesOf(s Step, terms regulation.RouteTerms, cal *calendar.Calendar) Times {
	hours := terms.OfficeHours()
	due := cal.Due(s.OpenedAt, s.WorkingDays, hours)
	t := Times{Due: due.At}
	for _, days := range terms.RemindBefore.Values {
		at := hours.Opening(cal.Add(due.Date, -days).Date)
		if at.After(s.OpenedAt) && at.Before(t.Due) {
			t.RemindAt = append(t.RemindAt, at)
		}
	}
	t.Escalate = hours.Closing(cal.Add(due.Date, terms.EscalateAfter.Value).Date)
	t.Idle = cal.Due(s.OpenedAt, terms.StalledAfter.Value, hours).At
	return t
}

// TimesOfOpened counts the moments of the steps that a change opened, one for one.
func TimesOfOpened(r Route, c *Change, terms regulation.RouteTerms, cal *calendar.Calendar) []Times {
	times := make([]Times, 0, len(c.Opened))
	for _, i := range c.Opened {
		times = append(times, TimesOf(r.Steps[i], terms, cal))
	}
	return times
}

// NextAlarm is when the route must look at its clocks again; false when nothing
// is running.
func NextAlarm(r Route) (time.Time, bool) {
	var next time.Time
	for _, i := range r.Open() {
		if at, ok := alarmOf(r.Steps[i]); ok && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next, !next.IsZero()
}

// alarmOf is the next moment of one open step.
func alarmOf(s Step) (time.Time, bool) {
	switch {
	case s.DueAt.IsZero():
		return time.Time{}, false
	case s.DueNoticed && s.Escalated:
		return time.Time{}, false
	case s.DueNoticed:
		return s.EscalateAt, !s.EscalateAt.IsZero()
	case s.Reminded < len(s.RemindAt):
		return s.RemindAt[s.Reminded], true
	}
	return s.DueAt, true
}

// Ring carries out the earliest alarm that has come: a reminder, the due notice,
// the escalation to the step's superior, or the closing of a consultation by
// silence. It returns nil when none has come. When the system was away past
// several moments of one step, only the last of them happens, once.
func Ring(r *Route, terms regulation.RouteTerms, now time.Time) *Change {
	for _, i := range r.Open() {
		s := &r.Steps[i]
		at, ok := alarmOf(*s)
		if !ok || at.After(now) {
			continue
		}
		if now.Before(s.DueAt) {
			c := begin(r, EventReminded, now)
			for s.Reminded < len(s.RemindAt) && !s.RemindAt[s.Reminded].After(now) {
				s.Reminded++
			}
			c.at(i)
			c.touch(i)
			c.tellHolder(domain.NoticeReminder, i)
			return &c.out
		}
		s.Reminded = len(s.RemindAt)
		if s.Kind == StepConsultation {
			return silence(r, i, terms, now)
		}
		return overdue(r, i, now)
	}
	return nil
}

func overdue(r *Route, i int, now time.Time) *Change {
	s := &r.Steps[i]
	event := EventFellDue
	if !now.Before(s.EscalateAt) {
		event = EventEscalated
	}
	c := begin(r, event, now)
	c.at(i)
	c.touch(i)
	first := !s.DueNoticed
	s.DueNoticed = true
	if first {
		c.tellHolder(domain.NoticeDue, i)
	}
	if event == EventEscalated {
		s.Escalated = true
		if s.Superior != nil {
			c.tell(domain.Notice{Kind: domain.NoticeEscalation, PersonID: s.Superior.PersonID, UnitID: s.Superior.UnitID, Position: s.Superior.Position, StepKey: s.Key, Round: s.Round})
		}
	}
	return &c.out
}

// silence closes a consultation at its due time without an answer. Whether that
// counts as consent is a setting with its legal basis, and never so for legal
// normative documents.
func silence(r *Route, i int, terms regulation.RouteTerms, now time.Time) *Change {
	c := begin(r, EventSilence, now)
	c.at(i)
	s := &r.Steps[i]
	s.Verdict, s.VersionID, s.DueNoticed = VerdictNoAnswer, r.VersionID, true
	if terms.SilenceIsConsent.Value && !r.LegalNormative {
		s.Verdict = VerdictDeemedConsent
	}
	c.close(i, StepSilent, "")
	c.tellHolder(domain.NoticeSilence, i)
	c.tell(domain.Notice{Kind: domain.NoticeSilence, PersonID: r.SubmitterID, StepKey: s.Key, Round: s.Round})
	if c.stageDone(s.Stage) {
		c.advance()
	}
	return &c.out
}
