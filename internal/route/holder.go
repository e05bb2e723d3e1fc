package route

import (
	"time"

	"trinhky/internal/domain"
)

// holds reports whether the step is the actor's: by name, by position, or by a
// written delegation valid now (Article 13.3).
func (q question) holds(s *Step) bool {
	_, ok := standing(q.cmd.Actor, s, q.now)
	return ok
}

// standing is how the actor stands in a step: with which form of authority.
func standing(a domain.Actor, s *Step, now time.Time) (domain.SignatureForm, bool) {
	if s.Kind == StepPublication {
		return "", false // the system's own
	}
	if s.PersonID != "" {
		if a.PersonID == s.PersonID && (s.Kind == StepAnswers || s.Kind == StepDrafting || a.Holds(s.UnitID, s.Position, now)) {
			return formOf(s), true
		}
	} else if a.Holds(s.UnitID, s.Position, now) {
		return formOf(s), true
	}
	if s.Kind == StepAnswers || s.Kind == StepDrafting {
		return "", false
	}
	if d := a.DelegatedFor(s.UnitID, s.Position, now); d != nil && (s.PersonID == "" || d.FromPersonID == s.PersonID) {
		return d.Form, true
	}
	return "", false
}

// formOf is the form in which the holder of the position signs (Article 13).
func formOf(s *Step) domain.SignatureForm {
	if s.Kind != StepSignature {
		return ""
	}
	switch s.Position {
	case domain.PositionChair:
		return domain.FormTM
	case domain.PositionViceChair:
		return domain.FormKT
	case domain.PositionChiefOfOffice:
		return domain.FormTL
	case domain.PositionFormatChecker, domain.PositionOfficeSpecialist, domain.PositionRecordsClerk, domain.PositionUnitHead,
		domain.PositionDrafter, domain.PositionInternalAffairs, domain.PositionAdministrator:
		return ""
	}
	return ""
}
