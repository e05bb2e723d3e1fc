package route

import (
	"time"

	"trinhky/internal/domain"
)

// InboxItem is one step that waits for the reader.
type InboxItem struct {
	DocumentID string              `json:"document_id"`
	Subject    string              `json:"subject"`
	Type       domain.DocumentType `json:"type"`
	Urgency    domain.Urgency      `json:"urgency"`
	UnitID     string              `json:"unit_id"` // drafting unit
	UnitName   string              `json:"unit_name"`
	Step       Step                `json:"step"`
}

// Parts are the parts of a dossier that a reader asks for. The document itself
// always comes.
type Parts struct {
	Route, Versions, Annexes, History, Refusals, Clocks bool
	Ruleset                                             string // the format check by these rules; empty for none
}

// Whole is every part of a dossier.
func Whole(ruleset string) Parts {
	return Parts{Route: true, Versions: true, Annexes: true, History: true, Refusals: true, Clocks: true, Ruleset: ruleset}
}

// Dossier is one document with all that stands on its page, or the parts of it
// that were asked for.
type Dossier struct {
	Document domain.Document     `json:"document"`
	Route    Route               `json:"route"`
	Versions []domain.Version    `json:"versions"`
	Annexes  []domain.Annex      `json:"annexes"`
	History  []HistoryItem       `json:"history"`
	Refusals []domain.Refusal    `json:"refusals"`
	Format   *domain.FormatCheck `json:"format,omitempty"` // of the document's Version
	Clocks   []Clock             `json:"clocks"`
}

// HistoryItem is one recorded transition as people read it.
type HistoryItem struct {
	Seq        int          `json:"seq"`
	Event      domain.Event `json:"event"`
	Act        domain.Act   `json:"act,omitempty"`
	StepKey    string       `json:"step_key,omitempty"`
	Round      int          `json:"round,omitempty"`
	PersonName string       `json:"person_name,omitempty"`
	UnitName   string       `json:"unit_name,omitempty"`
	VersionID  string       `json:"version_id,omitempty"`
	Text       string       `json:"text,omitempty"`
	Changed    []Part       `json:"changed,omitempty"` // what a submission changed since the one before
	Door       domain.Door  `json:"door"`
	At         time.Time    `json:"at"`
}

// Clock is an interval in which working time ran for one duty: a unit's, or
// nobody's where a server was waited for. Units asked side by side each have
// their own.
type Clock struct {
	UnitID  string     `json:"unit_id,omitempty"` // empty: nobody's
	StepKey string     `json:"step_key"`
	Round   int        `json:"round"`
	From    time.Time  `json:"from"`
	To      *time.Time `json:"to,omitempty"` // nil while it runs
}

// TrackingRow is a step past its due time, or one without any act for too long.
type TrackingRow struct {
	DocumentID string              `json:"document_id"`
	Subject    string              `json:"subject"`
	Type       domain.DocumentType `json:"type"`
	Urgency    domain.Urgency      `json:"urgency"`
	UnitID     string              `json:"unit_id"` // who holds it
	UnitName   string              `json:"unit_name"`
	Holders    []string            `json:"holders"` // names of those who can act
	Step       Step                `json:"step"`
	Overdue    bool                `json:"overdue"` // past due at the time asked
	Idle       bool                `json:"idle"`    // no act for the preset's number of working days
}

// TrackingFilter narrows the Office's lists. Zero values do not filter.
type TrackingFilter struct {
	UnitID   string
	StepKind StepKind
	From, To time.Time // of the due time, or of the attempt
	Now      time.Time // the time asked about
	Limit    int
	After    string // keyset cursor from the previous page
}
