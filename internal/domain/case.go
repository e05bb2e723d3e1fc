package domain

import "time"

// CaseKind is a kind of business process.
type CaseKind string

// KindDocument is a document between its draft and its issue.
const KindDocument CaseKind = "document"

// CaseRef names one case of any process.
type CaseRef struct {
	Kind CaseKind `json:"kind"`
	ID   string   `json:"id"`
}

// DocumentRef names a document's case.
func DocumentRef(id string) CaseRef { return CaseRef{KindDocument, id} }

// Duty is what waits for somebody in a case: from the moment it is theirs until
// it is done or taken from them. Inbox, tracking, alarms and figures read duties
// and nothing else, whatever the kind of the case.
type Duty struct {
	Key      string   `json:"key"`   // stable name within the case
	Round    int      `json:"round"` // 1 for the first time
	Kind     string   `json:"kind"`  // what is to be done
	UnitID   string   `json:"unit_id"`
	Position Position `json:"position"`
	PersonID string   `json:"person_id,omitempty"` // where one named person must act
	Desk     string   `json:"desk,omitempty"`      // whose inbox it lies in; empty for what the system does itself
	Priority int      `json:"priority"`            // 0 to 3; 0 comes first
	Clock
	ClosedAt time.Time `json:"closed_at,omitzero"`
	Outcome  string    `json:"outcome,omitempty"` // how it ended
}

// Clock is when something came up for somebody, when they are told that it waits,
// and what they have been told. All times are counted once, when it comes up.
type Clock struct {
	OpenedAt   time.Time   `json:"opened_at,omitzero"`
	DueAt      time.Time   `json:"due_at,omitzero"`
	RemindAt   []time.Time `json:"remind_at,omitempty"` // ascending, all before DueAt
	EscalateAt time.Time   `json:"escalate_at,omitzero"`
	IdleAt     time.Time   `json:"idle_at,omitzero"` // stalled from here if nobody has acted
	Reminded   int         `json:"reminded,omitempty"`
	DueNoticed bool        `json:"due_noticed,omitempty"`
	Escalated  bool        `json:"escalated,omitempty"`
}

// PersonDesk is the inbox of one person, wherever they belong.
func PersonDesk(personID string) string { return "person:" + personID }

// PositionDesk is the inbox of whoever holds a position in a unit, and with a
// person that of this holder alone.
func PositionDesk(unitID string, p Position, personID string) string {
	desk := unitID + ":" + string(p)
	if personID != "" {
		desk += ":" + personID
	}
	return desk
}
