package domain

import (
	"fmt"
	"time"
)

// Transition is everything that one accepted act, or one event of the system,
// changed. It is recorded in one transaction under (document, seq), so that
// recording it twice changes nothing.
type Transition struct {
	DocumentID string        `json:"document_id"`
	Seq        int           `json:"seq"` // 1 for the submission
	Event      Event         `json:"event"`
	Act        Act           `json:"act,omitempty"`      // empty for events of the system
	Token      string        `json:"token,omitempty"`    // the form's token
	StepKey    string        `json:"step_key,omitempty"` // the step acted on
	Round      int           `json:"round,omitempty"`
	PersonID   string        `json:"person_id,omitempty"`
	UnitID     string        `json:"unit_id,omitempty"` // for which unit the person acted
	Door       Door          `json:"door"`
	At         time.Time     `json:"at"`
	VersionID  string        `json:"version_id,omitempty"`
	Text       string        `json:"text,omitempty"`
	State      DocumentState `json:"state"`             // of the document, after
	Steps      []Step        `json:"steps,omitempty"`   // every step that is new or changed, whole
	Holder     Holder        `json:"holder"`            // whose clock runs from At on
	Notices    []Notice      `json:"notices,omitempty"` // who is told
	Number     *NumberOrder  `json:"number,omitempty"`  // take a number in the same transaction
	Files      *IssuedFiles  `json:"files,omitempty"`   // the issued files, once made
	Policy     *PolicyRef    `json:"policy,omitempty"`  // on the first transition
}

// Event names what happened, in the past tense of the route.
type Event string

// Events. Accepted acts bear the act's name as their event.
const (
	EventSubmitted    Event = "submitted"
	EventResubmitted  Event = "resubmitted"
	EventCleared      Event = "cleared"
	EventFormatPassed Event = "format_confirmed"
	EventFormatFailed Event = "format_failed" // turned away by the automatic check
	EventOpinionGiven Event = "opinion_given"
	EventSilence      Event = "closed_by_silence"
	EventAnswered     Event = "opinions_answered"
	EventAppraised    Event = "appraised"
	EventReviewed     Event = "reviewed"
	EventInitialled   Event = "initialled"
	EventSigned       Event = "signed"
	EventReturned     Event = "returned"
	EventNumbered     Event = "numbered"
	EventIssued       Event = "issued"
	EventWithdrawn    Event = "withdrawn"
	EventReminded     Event = "reminded"
	EventFellDue      Event = "fell_due"
	EventEscalated    Event = "escalated"
)

// Holder is whose working hours are running: exactly one unit at any time.
// Where several units are asked in parallel it is the first that has not answered.
type Holder struct {
	UnitID  string `json:"unit_id,omitempty"` // empty when nobody's clock runs any more
	StepKey string `json:"step_key,omitempty"`
	Round   int    `json:"round,omitempty"`
}

// NumberOrder asks for the next number of a series (Decree 30/2020, Article 15).
type NumberOrder struct {
	Series   string    `json:"series"`
	Year     int       `json:"year"`
	Notation string    `json:"notation"`
	Date     time.Time `json:"date"` // midnight ICT of the date of issue
}

// IssuedFiles are the files of an issued document by content.
type IssuedFiles struct {
	DocxSHA256 string `json:"docx_sha256"`
	PDFSHA256  string `json:"pdf_sha256"`
}

// PolicyRef names the preset a route runs under.
type PolicyRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

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
	ID         string     `json:"id"`
	DocumentID string     `json:"document_id"`
	Subject    string     `json:"subject"`
	Kind       NoticeKind `json:"kind"`
	StepKey    string     `json:"step_key,omitempty"`
	DueAt      *time.Time `json:"due_at,omitempty"`
	At         time.Time  `json:"at"`
	ReadAt     *time.Time `json:"read_at,omitempty"`
}

// Recorded is the answer of recording a transition.
type Recorded struct {
	Number  *IssuedNumber `json:"number,omitempty"`
	Already bool          `json:"already,omitempty"` // it had been recorded before
	// Receipt is the answer the act was given the first time, where the record has
	// its form under another place in the order or another time.
	Receipt *Receipt `json:"receipt,omitempty"`
	// Standing is set where nothing was written because the record has what the
	// route does not know: the route goes on from there.
	Standing *Standing `json:"standing,omitempty"`
}

// Standing is where a document stands by its record.
type Standing struct {
	Route    Route         `json:"route"`
	Notation string        `json:"notation"`
	Number   *IssuedNumber `json:"number,omitempty"`
}

// OtherAct says that a place in a document's order is taken by another act than
// the one that was to be recorded there.
type OtherAct struct {
	DocumentID string
	Seq        int
	Recorded   ActMark
	Arriving   ActMark
}

// ActMark tells one act from another: what happened, and by which form. The
// system's own events have no token.
type ActMark struct {
	Event Event
	Token string
}

func (e *OtherAct) Error() string {
	return fmt.Sprintf("transition %d of document %s is recorded as %q of form %q; %q of form %q cannot take its place",
		e.Seq, e.DocumentID, e.Recorded.Event, e.Recorded.Token, e.Arriving.Event, e.Arriving.Token)
}

// FormatOutcome is what the automatic check says of one file.
type FormatOutcome struct {
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
	Reasons  string `json:"reasons,omitempty"` // the errors in words, one a line
}

// PublicationOrder names what must be made into issued files.
type PublicationOrder struct {
	DocumentID    string       `json:"document_id"`
	VersionSHA256 string       `json:"version_sha256"`
	Number        IssuedNumber `json:"number"`
}
