// Package intake takes uploaded files in: it measures them, looks at what they
// really are, refuses state secrets before a byte is stored, checks the format
// of drafts, and keeps each under its content.
package intake

import (
	"context"
	"io"
	"log/slog"
	"time"

	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/route"
)

// Store is where what came in is written down.
type Store interface {
	CreateDraft(ctx context.Context, token string, d domain.Document, v domain.Version) (domain.Document, error)
	AddVersion(ctx context.Context, token string, v domain.Version) (domain.Version, error)
	AddAnnex(ctx context.Context, token string, a domain.Annex) (domain.Annex, error)
	Document(ctx context.Context, v domain.Viewer, id string) (domain.Document, error)
	Route(ctx context.Context, documentID string) (route.Route, error)
	RecordFile(ctx context.Context, sha256 string, size int64, mediaType string, now time.Time) error
	SaveFormatCheck(ctx context.Context, c domain.FormatCheck) error
}

// Files is the object store.
type Files interface {
	Put(ctx context.Context, r io.Reader, maxSize int64) (sha256 string, size int64, err error)
}

// Checker is the Decree 30 format checker.
type Checker interface {
	Check(ctx context.Context, r io.ReaderAt, size int64) (format.Result, error)
	Ruleset() string
}

// Previews makes reading copies of drafts.
type Previews interface {
	RequestPreview(ctx context.Context, sha256 string) error
}

// Service takes files in.
type Service struct {
	store    Store
	files    Files
	checker  Checker
	previews Previews
	now      func() time.Time
	log      *slog.Logger
}

// New returns a Service on the given parts.
func New(store Store, files Files, checker Checker, previews Previews, now func() time.Time, log *slog.Logger) *Service {
	return &Service{store, files, checker, previews, now, log}
}

// Upload is a file at the door.
type Upload struct {
	FileName string
	Body     io.Reader
	// Ordinal is the only place among the versions in which it is wanted, for a file
	// made from the one before; 0 for any.
	Ordinal int
}

// Facts are what a drafter says of a document.
type Facts struct {
	Type           domain.DocumentType `json:"type"`
	Subject        string              `json:"subject"`
	Notation       string              `json:"notation"`
	Urgency        domain.Urgency      `json:"urgency"`
	SignerPosition domain.Position     `json:"signer_position"`
	ConsultedUnits []string            `json:"consulted_units"`
	Sectors        []string            `json:"sectors"`
	Recipients     []string            `json:"recipients"`
	LegalNormative bool                `json:"legal_normative"`
}
