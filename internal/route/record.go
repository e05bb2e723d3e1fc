package route

import (
	"encoding/json"
	"fmt"
	"time"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// Transition is everything that one accepted act, or one event of the system,
// changed. It is recorded in one transaction under (document, seq), so that
// recording it twice changes nothing.
type Transition struct {
	DocumentID string               `json:"document_id"`
	Seq        int                  `json:"seq"` // 1 for the submission
	Event      domain.Event         `json:"event"`
	Act        domain.Act           `json:"act,omitempty"`        // empty for events of the system
	Token      string               `json:"token,omitempty"`      // the form's token
	RequestID  string               `json:"request_id,omitempty"` // the request it came in by, as its person can quote it
	StepKey    string               `json:"step_key,omitempty"`   // the step acted on
	Round      int                  `json:"round,omitempty"`
	PersonID   string               `json:"person_id,omitempty"`
	UnitID     string               `json:"unit_id,omitempty"` // for which unit the person acted
	Door       domain.Door          `json:"door"`
	At         time.Time            `json:"at"`
	VersionID  string               `json:"version_id,omitempty"`
	DraftID    string               `json:"draft_id,omitempty"` // the version that counts from now on; empty for the newest
	Text       string               `json:"text,omitempty"`
	State      domain.DocumentState `json:"state"`             // of the document, after
	Steps      []Step               `json:"steps,omitempty"`   // every step that is new or changed, whole
	Duties     []domain.Duty        `json:"duties,omitempty"`  // every duty that is new or changed, whole
	Notices    []domain.Notice      `json:"notices,omitempty"` // who is told
	Number     *NumberOrder         `json:"number,omitempty"`  // take a number in the same transaction
	Files      *IssuedFiles         `json:"files,omitempty"`   // the issued files, once made
	Policy     *domain.PolicyRef    `json:"policy,omitempty"`  // on the first transition
	Terms      json.RawMessage      `json:"terms,omitempty"`   // with the policy: what the case is begun under, whole
	// Facts, Digest and Changed say what an act is given to.
	Facts   *Facts `json:"facts,omitempty"`   // what is submitted, with a submission
	Digest  string `json:"digest,omitempty"`  // of the facts as they are on the route
	Changed []Part `json:"changed,omitempty"` // what a submission changed since the one before
	// Again marks a transition that is written once more because its record was
	// lost. What follows says what it was about, should that be lost too.
	Again    bool             `json:"again,omitempty"`
	Document *domain.Document `json:"document,omitempty"` // the facts, with the first transition
	Version  *domain.Version  `json:"version,omitempty"`  // the version that was submitted
	Contents []domain.Content `json:"contents,omitempty"` // every file it names
}

// Particulars are what the record of a document needs and its route does not hold.
type Particulars struct {
	Policy   domain.PolicyRef // the preset the route runs under
	Series   string           // in which the document is numbered
	Notation string           // its ký hiệu as the dossier has it now
	// Terms are what the case is begun under, whole, and Document the facts it was
	// planned by; asked for by the first transition only.
	Terms    json.RawMessage
	Document *domain.Document
}

// Record gives a change its place in the route's order and the steps it opened
// their times, and returns all that is to be written of it. times are those of
// the opened steps, one for one.
func (r *Route) Record(c *Change, times []Times, p Particulars) Transition {
	for n, i := range c.Opened {
		s := &r.Steps[i]
		s.DueAt, s.RemindAt, s.EscalateAt, s.IdleAt = times[n].Due, times[n].RemindAt, times[n].Escalate, times[n].Idle
	}
	r.Seq++
	t := Transition{
		DocumentID: r.DocumentID, Seq: r.Seq, Event: c.Event, StepKey: c.StepKey, Round: c.Round, UnitID: c.UnitID,
		Door: domain.DoorSystem, At: c.At, VersionID: r.VersionID, DraftID: r.draftThatCounts(), Text: c.Text, State: r.State,
		Notices: c.Notices, Files: c.Files,
	}
	for _, i := range c.Touched {
		s := r.Steps[i]
		t.Steps = append(t.Steps, s)
		if !s.OpenedAt.IsZero() {
			t.Duties = append(t.Duties, DutyOf(*r, s))
		}
	}
	if r.Seq == 1 {
		// The plan is written whole with the submission.
		t.Steps, t.Policy, t.Terms, t.Document = append([]Step(nil), r.Steps...), &p.Policy, p.Terms, p.Document
	}
	if c.Files != nil {
		t.Contents = c.Files.Contents
	}
	if cmd := c.Command; cmd != nil {
		t.Act, t.Token, t.PersonID, t.Door, t.Text = cmd.Act, cmd.Token, cmd.Actor.PersonID, cmd.Door, cmd.Text
		t.Version, t.Contents, t.Facts, t.Changed = cmd.Version, cmd.Contents, cmd.Facts, c.Changed
		t.Digest = r.Facts.Digest()
		if cmd.Act == ActIssue {
			t.Number = p.order(r.LegalNormative, c.At)
		}
	}
	return t
}

// WrittenAgain is the transition as it is written should its record be lost: with
// the number it was given, which it keeps instead of taking another.
func (t Transition) WrittenAgain(n *domain.IssuedNumber) Transition {
	t.Again = true
	if t.Number != nil && n != nil {
		order := *t.Number
		order.Given = n.Number
		t.Number = &order
	}
	return t
}

// order asks for the number of a document that is issued at the time (Decree
// 30/2020, Article 15).
func (p Particulars) order(legalNormative bool, at time.Time) *NumberOrder {
	year, month, day := at.In(calendar.ICT).Date()
	return &NumberOrder{
		Series: p.Series, Year: year, Notation: regulation.NotationOf(p.Notation, legalNormative, year),
		Date: time.Date(year, month, day, 0, 0, 0, 0, calendar.ICT),
	}
}

// NumberOrder asks for the next number of a series (Decree 30/2020, Article 15).
type NumberOrder struct {
	Series   string    `json:"series"`
	Year     int       `json:"year"`
	Notation string    `json:"notation"`
	Date     time.Time `json:"date"` // midnight ICT of the date of issue
	// Given is the number itself where it was answered before and its record has
	// been lost: it is the document's own and is not taken again.
	Given int `json:"given,omitempty"`
}

// IssuedFiles are the files of an issued document by content.
type IssuedFiles struct {
	DocxSHA256 string `json:"docx_sha256"`
	PDFSHA256  string `json:"pdf_sha256"`
	// Contents are both, as the object store has them; none in files made before
	// they were told.
	Contents []domain.Content `json:"contents,omitempty"`
}

// Recorded is the answer of recording a transition.
type Recorded struct {
	Number  *domain.IssuedNumber `json:"number,omitempty"`
	Already bool                 `json:"already,omitempty"` // it had been recorded before
	// Receipt is the answer the act was given the first time, where the record has
	// its form under another place in the order or another time.
	Receipt *Receipt `json:"receipt,omitempty"`
	// Behind is set where nothing was written because the record has lost what came
	// before: the number of transitions it still has.
	Behind *int `json:"behind,omitempty"`
	// OnRecord is set where nothing was written because the record has what the
	// route does not know: the route goes on from there.
	OnRecord *OnRecord `json:"standing,omitempty"`
}

// OnRecord is where a document is by its record.
type OnRecord struct {
	Route    Route                `json:"route"`
	Notation string               `json:"notation"`
	Number   *domain.IssuedNumber `json:"number,omitempty"`
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
	Event domain.Event
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
	DocumentID    string              `json:"document_id"`
	VersionSHA256 string              `json:"version_sha256"`
	Number        domain.IssuedNumber `json:"number"`
}

// RecordBehind says that the record of a document has lost transitions that its
// route has made: its server was put back to an older copy.
type RecordBehind struct {
	DocumentID string
	Has        int // transitions on record
	Arriving   int // the one that was to follow
}

func (e *RecordBehind) Error() string {
	return fmt.Sprintf("the record of document %s ends at transition %d; %d cannot follow on it", e.DocumentID, e.Has, e.Arriving)
}

// FactsChanged says that somebody has changed the dossier since it was planned by.
type FactsChanged struct{ DocumentID string }

func (e *FactsChanged) Error() string {
	return fmt.Sprintf("document %s has changed since it was planned by", e.DocumentID)
}

// PlanChanged says that the route a submission would take is not the one that was
// shown.
type PlanChanged struct {
	DocumentID string
	Keys       []string // of the steps that have come, gone, or changed their holder or days
}

func (e *PlanChanged) Error() string {
	return fmt.Sprintf("the plan of document %s is not the one that was shown: %v", e.DocumentID, e.Keys)
}
