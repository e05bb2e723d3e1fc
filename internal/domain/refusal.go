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
	RefusedAlreadyDecided RefusalCode = "already_decided" // nobody acts twice
	RefusedVersionChanged RefusalCode = "version_changed" // the draft is not the one that was read
	RefusedUnchanged      RefusalCode = "unchanged"       // a returned draft comes back unchanged
	RefusedFormat         RefusalCode = "format_errors"   // Decree 30 format errors stand
	RefusedReasonMissing  RefusalCode = "reason_missing"  // a return, a refusal or an opinion needs its text
	RefusedAnswersMissing RefusalCode = "answers_missing" // every opinion must be answered
	RefusedVerdict        RefusalCode = "verdict_missing" // the act needs a verdict it knows
	RefusedClosed         RefusalCode = "closed"          // the document is issued or withdrawn
	RefusedNotSubmitted   RefusalCode = "not_submitted"   // the document is still a draft
	RefusedTooLate        RefusalCode = "too_late"        // the step was closed by silence or the number is given
)

// Refusal is an act that was not allowed. It is an answer to the person and a
// fact for the Office (product capability D9).
type Refusal struct {
	ID            string      `json:"id"`
	Token         string      `json:"token,omitempty"`
	Code          RefusalCode `json:"code"`
	ClauseID      string      `json:"clause"` // id in internal/regulation's table of clauses
	DocumentID    string      `json:"document_id,omitempty"`
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
	return fmt.Sprintf("refused %s on document %s: %s (%s), due step %q", r.Act, r.DocumentID, r.Code, r.ClauseID, r.StepDue)
}

// ErrorCode is the category of an error that is not a refusal by rule.
type ErrorCode string

// Error categories. Anything else is internal and its text never reaches a person.
const (
	ErrInvalid     ErrorCode = "invalid"     // the input is wrong; Fields says where
	ErrNotFound    ErrorCode = "not_found"   // or not for this person to see
	ErrForbidden   ErrorCode = "forbidden"   // known, and not theirs to do
	ErrConflict    ErrorCode = "conflict"    // somebody else was first
	ErrTooLarge    ErrorCode = "too_large"   // a file over the limit
	ErrUnsupported ErrorCode = "unsupported" // a kind of file we do not take
	ErrUnavailable ErrorCode = "unavailable" // a server we stand on is away; nothing was lost
	ErrThrottled   ErrorCode = "throttled"   // too many tries
)

// Error carries the category and message key for the person, and the cause for the log.
type Error struct {
	Code   ErrorCode
	Key    string            // message key in the catalogues, such as "upload.encrypted"
	Fields map[string]string // field name → message key
	Args   map[string]any    // values for the message
	Cause  error
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("%s (%s): %v", e.Code, e.Key, e.Cause)
	}
	return fmt.Sprintf("%s (%s)", e.Code, e.Key)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }
