package route

import (
	"time"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// OnlyDrafter is the rule that whoever drafted a document changes and submits it, and nobody else
// (Decree 30/2020, Article 10). It returns nil or a *domain.Error of code forbidden.
func OnlyDrafter(drafterID, personID string) error {
	if drafterID != personID {
		return &domain.Error{Code: domain.ErrForbidden, Key: "draft.not_yours"}
	}
	return nil
}

// AtDesk reports whether a document lies on its drafter's desk, to be submitted.
func AtDesk(state domain.DocumentState) bool {
	return state == domain.DocumentDraft || state == domain.DocumentReturned
}

// WithDrafter reports whether the draft may become another: on its drafter's desk,
// and while opinions are being answered (Decree 30/2020, Article 11.2: an approved
// draft is changed only to be approved anew).
func (r *Route) WithDrafter() bool {
	if AtDesk(r.State) {
		return true
	}
	answers := r.Step(KeyAnswers)
	return answers != nil && answers.State == StepOpen
}

// draftThatCounts is the version on the route while others read it. While the draft
// may become another, and once it was withdrawn, it is the one that came last, and
// empty here.
func (r *Route) draftThatCounts() string {
	if r.WithDrafter() || r.State == domain.DocumentWithdrawn {
		return ""
	}
	return r.VersionID
}

// MayAddVersion reports whether the person may bring another version of the draft
// now. It returns nil or a *domain.Error: forbidden for anybody but the drafter,
// conflict while the draft lies with others.
func MayAddVersion(r Route, personID string) error {
	if err := OnlyDrafter(r.SubmitterID, personID); err != nil {
		return err
	}
	if !r.WithDrafter() {
		return &domain.Error{Code: domain.ErrConflict, Key: "draft.fixed"}
	}
	return nil
}

// MayAddAnnex reports whether the actor may bring a file of the kind now, and
// whether it becomes part of the dossier: the papers of the submission come from
// the drafter (Decree 30/2020, Article 10), a unit's paper with its opinion
// (letter §4), the proof of an attempt outside from the Office (letter, closing).
// Errors are *domain.Error: forbidden, conflict while the draft lies with others,
// invalid for a kind there is not.
func MayAddAnnex(r Route, kind domain.AnnexKind, actor domain.Actor, now time.Time) (attach bool, err error) {
	switch kind {
	case domain.AnnexSubmission, domain.AnnexAttachment:
		err := MayAddVersion(r, actor.PersonID)
		return err == nil, err
	case domain.AnnexOpinion:
		// An opinion out of turn is refused by the route, and recorded there; its
		// file never becomes part of the dossier.
		return mayOpine(r, actor, now), nil
	case domain.AnnexEvidence:
		if !regulation.Can(actor, regulation.PermRecordOutside, now) {
			return false, &domain.Error{Code: domain.ErrForbidden, Key: "outside.office_only"}
		}
		// What has ended is frozen; the record of the attempt keeps the evidence.
		return !Over(r.State), nil
	}
	return false, &domain.Error{Code: domain.ErrInvalid, Key: "annex.kind"}
}

func mayOpine(r Route, actor domain.Actor, now time.Time) bool {
	for _, o := range MayDo(r, actor, now) {
		if o.Refusal == nil && Opines(o.Act) {
			return true
		}
	}
	return false
}

// Overtaken is the rule that what is submitted is the draft that was read. Another
// that has come in the meantime is read first (Decree 30/2020, Article 11.2).
func Overtaken(cmd Command, doc domain.Document, now time.Time) *domain.Refusal {
	switch {
	case cmd.VersionID != "" && cmd.VersionID != doc.Version.ID:
		return refuse(cmd, domain.RefusedVersionChanged, regulation.ClauseChanged, now)
	case cmd.Act == ActSubmit && cmd.Revision != 0 && cmd.Revision != doc.Revision:
		return refuse(cmd, domain.RefusedFactsChanged, regulation.ClauseChanged, now)
	}
	return nil
}
