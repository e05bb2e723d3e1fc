package route

import (
	"time"

	"trinhky/internal/domain"
)

// StepKind is one of the stations between draft and issue.
type StepKind string

// The stations, in the order of the working regulation.
const (
	StepDrafting     StepKind = "drafting"     // soạn thảo, chỉnh sửa sau khi bị trả lại
	StepClearance    StepKind = "clearance"    // thủ trưởng đơn vị soạn thảo duyệt nội dung
	StepFormat       StepKind = "format"       // kiểm tra thể thức
	StepConsultation StepKind = "consultation" // lấy ý kiến
	StepAnswers      StepKind = "answers"      // tiếp thu, giải trình
	StepAppraisal    StepKind = "appraisal"    // thẩm định
	StepReview       StepKind = "review"       // thẩm tra của Văn phòng
	StepInitials     StepKind = "initials"     // ký nháy
	StepSignature    StepKind = "signature"    // ký ban hành
	StepIssue        StepKind = "issue"        // cấp số, đóng dấu
	StepPublication  StepKind = "publication"  // making the issued files; done by the system
)

// StepState is what has become of a step.
type StepState string

// Step states. Waiting and open steps can still change; the rest are history.
const (
	StepWaiting   StepState = "waiting"   // its turn has not come
	StepOpen      StepState = "open"      // its holder must act
	StepDone      StepState = "done"      // decided
	StepSilent    StepState = "silent"    // closed at its due time without an answer
	StepSkipped   StepState = "skipped"   // nothing to decide
	StepReturned  StepState = "returned"  // decided by sending the dossier back
	StepVoided    StepState = "voided"    // its approval no longer holds: the draft changed
	StepCancelled StepState = "cancelled" // ended by a withdrawal
)

// Step is one station of one document's route. A step taken again after a
// return is a new row with the next round; the old one stays as history. Its parts
// lie flat in JSON, where histories and the contract have them.
type Step struct {
	Planned
	State StepState `json:"state"`
	domain.Clock
	Decision
	Answered
}

// Planned is what a step is before anything has happened on it: what is to be
// done, by whom and within which time.
type Planned struct {
	Key         string            `json:"key"` // stable name, such as "clearance" or "consultation:TCKH"
	Round       int               `json:"round"`
	Kind        StepKind          `json:"kind"`
	Stage       int               `json:"stage"` // steps of the same stage act in any order
	UnitID      string            `json:"unit_id"`
	Position    domain.Position   `json:"position"`
	PersonID    string            `json:"person_id,omitempty"` // set where one named person must act
	WorkingDays int               `json:"working_days"`
	LegalBasis  string            `json:"legal_basis"`          // basis of the number of days
	OtherThan   string            `json:"other_than,omitempty"` // key of the step whose decider may not decide this one
	Superior    *domain.Addressee `json:"superior,omitempty"`   // told when the step stays overdue
}

// Decision is what its holder decided on a step. Closed by the system, it has no
// person.
type Decision struct {
	DecidedAt  time.Time            `json:"decided_at,omitzero"`
	DecidedBy  string               `json:"decided_by,omitempty"` // person id
	Form       domain.SignatureForm `json:"form,omitempty"`       // how a signature or stand-in was given
	VersionID  string               `json:"version_id,omitempty"` // the version decided on
	Verdict    Verdict              `json:"verdict,omitempty"`
	Text       string               `json:"text,omitempty"` // opinion, appraisal or return reasons
	FileSHA256 string               `json:"file_sha256,omitempty"`
}

// Answered is what the drafter did with the opinion given on a step.
type Answered struct {
	Answer     AnswerKind `json:"answer,omitempty"`
	AnswerText string     `json:"answer_text,omitempty"`
}

// Closed reports whether nothing more will be decided on the step.
func (s Step) Closed() bool { return s.State != StepWaiting && s.State != StepOpen }

// Passed reports whether the route may go on past the step.
func (s Step) Passed() bool {
	return s.State == StepDone || s.State == StepSilent || s.State == StepSkipped
}

// Verdict is what a consulted or appraising unit, or the automatic format
// check, concluded.
type Verdict string

// Verdicts.
const (
	VerdictAgree            Verdict = "agree"
	VerdictAgreeWithChanges Verdict = "agree_with_changes"
	VerdictDisagree         Verdict = "disagree"
	VerdictPass             Verdict = "pass"
	VerdictFail             Verdict = "fail"
	VerdictNoAnswer         Verdict = "no_answer"
	VerdictDeemedConsent    Verdict = "deemed_consent"
)

// AnswerKind is how the drafter took an opinion (tiếp thu, giải trình).
type AnswerKind string

// Answers to an opinion.
const (
	AnswerAccepted  AnswerKind = "accepted"  // tiếp thu
	AnswerExplained AnswerKind = "explained" // giải trình
)

// Route is the whole state that decides what may happen next to a document.
// The workflow holds it; pages see a copy built from storage.
type Route struct {
	DocumentID     string               `json:"document_id"`
	State          domain.DocumentState `json:"state"`
	SubmitterID    string               `json:"submitter_id"` // person
	DraftingUnitID string               `json:"drafting_unit_id"`
	Urgency        domain.Urgency       `json:"urgency"`
	LegalNormative bool                 `json:"legal_normative"`
	VersionID      string               `json:"version_id"`
	VersionSHA256  string               `json:"version_sha256"`
	Steps          []Step               `json:"steps"`              // in order of stage, then plan; old rounds included
	Seq            int                  `json:"seq"`                // number of recorded transitions
	Facts          Facts                `json:"facts,omitzero"`     // as submitted; none on a document submitted before they were kept
	Revision       int                  `json:"revision,omitempty"` // the newest of the dossier that the route has heard of
}

// Step returns the newest round of the step with the key, or nil.
func (r *Route) Step(key string) *Step {
	if i := r.place(key); i >= 0 {
		return &r.Steps[i]
	}
	return nil
}

// place is where the newest round of the step with the key stands, or none.
func (r *Route) place(key string) int {
	found := none
	for i := range r.Steps {
		if r.Steps[i].Key == key && (found == none || r.Steps[i].Round > r.Steps[found].Round) {
			found = i
		}
	}
	return found
}

// Open returns the indexes of the open steps in route order.
func (r *Route) Open() []int {
	var open []int
	for i := range r.Steps {
		if r.Steps[i].State == StepOpen {
			open = append(open, i)
		}
	}
	return open
}
