package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"trinhky/internal/domain"
	"trinhky/storage/internal/sqlcgen"
)

// OpenCase is a case that has begun and is not over.
type OpenCase struct {
	ID  string
	Seq int // transitions on record
}

// OpenCases returns the cases of a kind that are under way, by id, behind the one
// with the id given; a page is at most as long as lists are.
func (s *Store) OpenCases(ctx context.Context, kind domain.CaseKind, after string) ([]OpenCase, error) {
	rows, err := s.q.OpenCases(ctx, sqlcgen.OpenCasesParams{Kind: string(kind), After: orNobody(after), Page: int32(pageSize(0))})
	out := make([]OpenCase, len(rows))
	for i, r := range rows {
		out[i] = OpenCase{ID: r.ID, Seq: int(r.Seq)}
	}
	return out, known("list open cases", err)
}

// BegunUnder is what a case was begun under.
type BegunUnder struct {
	Kind   domain.CaseKind
	Seq    int
	Over   bool
	Policy domain.PolicyRef
	Terms  json.RawMessage // nil for a case begun before terms were kept
}

// BegunUnder returns what a case was begun under, or not_found.
func (s *Store) BegunUnder(ctx context.Context, caseID string) (BegunUnder, error) {
	r, err := s.q.BegunUnder(ctx, caseID)
	return BegunUnder{
		Kind: domain.CaseKind(r.Kind), Seq: int(r.Seq), Over: r.ClosedAt != nil, Terms: r.Terms,
		Policy: domain.PolicyRef{ID: orEmpty(r.PolicyID), Version: orEmpty(r.PolicyVersion), SHA256: orEmpty(r.PolicySha256)},
	}, known(fmt.Sprintf("read what case %s was begun under", caseID), err)
}

// TransitionCount returns how many transitions of a case are on record.
func (s *Store) TransitionCount(ctx context.Context, caseID string) (int, error) {
	n, err := s.q.CaseSeq(ctx, caseID)
	return int(n), known(fmt.Sprintf("read the place of case %s", caseID), err)
}

// LastBegunOrClosed is the newest moment at which a case on record began or ended;
// the start of the server where there is none.
func (s *Store) LastBegunOrClosed(ctx context.Context) (time.Time, error) {
	at, err := s.q.LastBegunOrClosed(ctx)
	return at, known("read the newest moment on record", err)
}

// NumbersChecked reports whether numbers may be given: every number answered
// before this start of the server has been held against its route. started is
// that start, for CheckNumbers.
func (s *Store) NumbersChecked(ctx context.Context) (checked bool, started time.Time, err error) {
	r, err := s.q.NumbersChecked(ctx)
	return r.Checked, r.Started, known("read whether numbers are checked", err)
}

// CheckNumbers notes that every route has been held against its record since the
// server's start given. It does nothing where the server has started anew since.
func (s *Store) CheckNumbers(ctx context.Context, started time.Time) error {
	_, err := s.q.CheckNumbers(ctx, started)
	return known("note that numbers are checked", err)
}

// DutyPastAlarm is an open duty of which a moment has come without anything
// happening.
type DutyPastAlarm struct {
	CaseID string    `json:"case_id"`
	Key    string    `json:"key"`
	Round  int       `json:"round"`
	DueAt  time.Time `json:"due_at"`
}

// DutiesPastAlarm returns open duties whose reminder, due time or escalation lies
// before the time given and has not happened.
func (s *Store) DutiesPastAlarm(ctx context.Context, before time.Time, limit int) ([]DutyPastAlarm, error) {
	rows, err := s.q.DutiesPastAlarm(ctx, sqlcgen.DutiesPastAlarmParams{Before: before, Page: int32(limit)})
	out := make([]DutyPastAlarm, len(rows))
	for i, r := range rows {
		out[i] = DutyPastAlarm{CaseID: r.CaseID, Key: r.Key, Round: int(r.Round), DueAt: r.DueAt}
	}
	return out, known("look for duties past their alarm", err)
}

// UnpublishedDocument has its number and not its files.
type UnpublishedDocument struct {
	DocumentID string    `json:"document_id"`
	Series     string    `json:"series"`
	Year       int       `json:"year"`
	Number     int       `json:"number"`
	Note       string    `json:"note,omitempty"` // message key: what the files wait for
	Since      time.Time `json:"since"`
}

// UnpublishedDocuments returns those numbered before the time whose files are not
// there, longest first.
func (s *Store) UnpublishedDocuments(ctx context.Context, before time.Time, limit int) ([]UnpublishedDocument, error) {
	rows, err := s.q.UnpublishedDocuments(ctx, sqlcgen.UnpublishedDocumentsParams{Before: before, Page: int32(limit)})
	out := make([]UnpublishedDocument, len(rows))
	for i, r := range rows {
		out[i] = UnpublishedDocument{DocumentID: r.ID, Series: r.Series, Year: int(r.Year), Number: int(r.Number), Note: r.PublicationNote, Since: r.OpenedAt}
	}
	return out, known("look for unpublished documents", err)
}

// FileWithoutOwner is content that nothing names.
type FileWithoutOwner struct {
	SHA256     string    `json:"sha256"`
	RecordedAt time.Time `json:"recorded_at"`
}

// FilesWithoutOwner returns content taken in before the time that nothing names.
func (s *Store) FilesWithoutOwner(ctx context.Context, before time.Time, limit int) ([]FileWithoutOwner, error) {
	rows, err := s.q.FilesWithoutOwner(ctx, sqlcgen.FilesWithoutOwnerParams{Before: before, Page: int32(limit)})
	out := make([]FileWithoutOwner, len(rows))
	for i, r := range rows {
		out[i] = FileWithoutOwner{SHA256: r.Sha256, RecordedAt: r.RecordedAt}
	}
	return out, known("look for files without owner", err)
}
