package domain

import (
	"fmt"
	"time"
)

// RefusalCode says which rule stood in the way.
type RefusalCode string

// Refusal codes.
const (
	RefusedOutOfOrder     RefusalCode = "out_of_order"    // before its turn (letter §4)
	RefusedNotYours       RefusalCode = "not_yours"       // the step belongs to somebody else
	RefusedOwnAct         RefusalCode = "own_act"         // nobody approves what they submitted
	RefusedSamePerson     RefusalCode = "same_person"     // who decided the one step does not decide the other
	RefusedAlreadyDecided RefusalCode = "already_decided" // nobody acts twice
	RefusedVersionChanged RefusalCode = "version_changed" // the draft is not the one that was read
	RefusedUnchanged      RefusalCode = "unchanged"       // a returned draft comes back unchanged
	RefusedReasonMissing  RefusalCode = "reason_missing"  // a return, a refusal or an opinion needs its text
	RefusedAnswersMissing RefusalCode = "answers_missing" // every opinion must be answered
	RefusedVerdict        RefusalCode = "verdict_missing" // the act needs a verdict it knows
	RefusedClosed         RefusalCode = "closed"          // the document is issued or withdrawn
	RefusedNotSubmitted   RefusalCode = "not_submitted"   // the document is still a draft
	RefusedFactsChanged   RefusalCode = "facts_changed"   // the dossier is not the one that was planned by
	RefusedTooLate        RefusalCode = "too_late"        // the step was closed by silence or the number is given
)

// OfForm reports that the act was the person's to do and only what came with it was
// not whole, or was read on a page of before: an answer to them, and no attempt
// that the Office should know of.
func (c RefusalCode) OfForm() bool {
	return c == RefusedReasonMissing || c == RefusedVerdict || c == RefusedAnswersMissing || c == RefusedVersionChanged
}

// Refusal is an act that was not allowed. It is an answer to the person and a
// fact for the Office (product capability D9).
type Refusal struct {
	ID            string      `json:"id"`
	Token         string      `json:"token,omitempty"`
	Code          RefusalCode `json:"code"`
	ClauseID      string      `json:"clause"`        // id in internal/regulation's table of clauses
	Case          CaseRef     `json:"case,omitzero"` // none where a paper seen outside has no dossier here
	PersonID      string      `json:"person_id,omitempty"`
	UnitID        string      `json:"unit_id"`
	Act           Act         `json:"act"`
	StepAttempted string      `json:"step_attempted,omitempty"` // step key
	StepDue       string      `json:"step_due,omitempty"`       // key of the step whose turn it was
	Door          Door        `json:"door"`
	At            time.Time   `json:"at"`
	Note          string      `json:"note,omitempty"`            // what the Office saw, for DoorOutside
	EvidenceSHA   string      `json:"evidence_sha256,omitempty"` // its proof
	RecordedBy    string      `json:"recorded_by,omitempty"`     // person id, for DoorOutside
}

// Error makes a Refusal an error for the log; people read the catalogue's text.
func (r *Refusal) Error() string {
	return fmt.Sprintf("refused %s on %s %s: %s (%s), due step %q", r.Act, r.Case.Kind, r.Case.ID, r.Code, r.ClauseID, r.StepDue)
}
