package route

import (
	"trinhky/internal/domain"
)

// DutyOf is what waits for the holder of a step that has come up, or has waited.
func DutyOf(r Route, s Step) domain.Duty {
	d := domain.Duty{
		Key: s.Key, Round: s.Round, Kind: string(s.Kind), UnitID: s.UnitID, Position: s.Position, PersonID: s.PersonID,
		Desk: desk(s), Priority: priority(s.Kind, r.Urgency), Clock: s.Clock,
	}
	if s.Closed() {
		d.ClosedAt, d.Outcome = s.DecidedAt, string(s.State)
	}
	return d
}

// desk is whose inbox a step lies in: a named person's own where the work stays
// theirs in whatever position, that of the named holder of a position, or that of
// whoever holds it. What the system does itself lies in nobody's.
func desk(s Step) string {
	switch step := ofStep(s.Kind); {
	case step.act == "":
		return ""
	case s.PersonID != "" && step.is(personal):
		return domain.PersonDesk(s.PersonID)
	}
	return domain.PositionDesk(s.UnitID, s.Position, s.PersonID)
}

// leastPriority is that of everything but a leader's queue.
const leastPriority = 3

// priority puts the most urgent first in a leader's queue of initials and
// signatures; everything else goes by its due time alone.
func priority(kind StepKind, u domain.Urgency) int {
	if !ofStep(kind).is(signs) {
		return leastPriority
	}
	switch u {
	case domain.UrgencyExpress:
		return 0
	case domain.UrgencyVeryUrgent:
		return 1
	case domain.UrgencyUrgent:
		return 2
	case domain.UrgencyNormal:
	}
	return leastPriority
}

// Over reports whether nothing more can happen to a document: it is issued or
// withdrawn.
func Over(state domain.DocumentState) bool {
	return state == domain.DocumentIssued || state == domain.DocumentWithdrawn
}
