package domain

import "time"

// NoticeKind says why somebody is told.
type NoticeKind string

// Kinds of notices.
const (
	NoticeYourTurn   NoticeKind = "your_turn"
	NoticeReminder   NoticeKind = "reminder"
	NoticeDue        NoticeKind = "due"
	NoticeEscalation NoticeKind = "escalation"
	NoticeReturned   NoticeKind = "returned"
	NoticeSilence    NoticeKind = "silence"
	NoticeIssued     NoticeKind = "issued"
	NoticeWithdrawn  NoticeKind = "withdrawn"
	NoticeVoided     NoticeKind = "voided"
)

// Notice is addressed to a person, or to whoever holds a position in a unit
// when it is written.
type Notice struct {
	Kind     NoticeKind `json:"kind"`
	PersonID string     `json:"person_id,omitempty"`
	UnitID   string     `json:"unit_id,omitempty"`
	Position Position   `json:"position,omitempty"`
	StepKey  string     `json:"step_key,omitempty"`
	Round    int        `json:"round,omitempty"`
}

// StoredNotice is a notice as one account reads it.
type StoredNotice struct {
	ID      string     `json:"id"`
	Case    CaseRef    `json:"case"`
	Subject string     `json:"subject"`
	Kind    NoticeKind `json:"kind"`
	StepKey string     `json:"step_key,omitempty"`
	DueAt   *time.Time `json:"due_at,omitempty"`
	At      time.Time  `json:"at"`
	ReadAt  *time.Time `json:"read_at,omitempty"`
}
