package route

import (
	"time"

	"trinhky/internal/domain"
)

// holds reports whether the step is the actor's: by name, by position, or by a
// written delegation valid now (Article 13.3); and in which form they sign it.
func holds(a domain.Actor, s *Step, now time.Time) (form domain.SignatureForm, theirs bool) {
	step := ofStep(s.Kind)
	if step.act == "" {
		return "", false // the system's own
	}
	if s.PersonID != "" {
		if a.PersonID == s.PersonID && (step.is(personal) || a.Holds(s.UnitID, s.Position, now)) {
			return formOf(s), true
		}
	} else if a.Holds(s.UnitID, s.Position, now) {
		return formOf(s), true
	}
	if step.is(personal) {
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
	default:
		return "" // nobody else signs
	}
}
