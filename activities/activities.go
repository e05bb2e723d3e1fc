// Package activities touches the world for the workflows: it records steps,
// checks formats, renders and stores files. Every activity may run twice.
package activities

import (
	"context"
	"io"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/log"

	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/requestid"
	"trinhky/internal/route"
)

// Store is what the activities write in PostgreSQL.
type Store interface {
	RecordTransition(ctx context.Context, t route.Transition) (route.Recorded, error)
	OnRecord(ctx context.Context, documentID string) (route.OnRecord, error)
	FormatCheck(ctx context.Context, sha256, ruleset string) (*domain.FormatCheck, error)
	SaveFormatCheck(ctx context.Context, c domain.FormatCheck) error
	PublicationNote(ctx context.Context, documentID, note string) error
	RecordFile(ctx context.Context, sha256 string, size int64, mediaType string, now time.Time) error
	Preview(ctx context.Context, sourceSHA string) (pdfSHA string, ok bool, err error)
	SavePreview(ctx context.Context, sourceSHA, pdfSHA string, now time.Time) error
}

// Files is the object store.
type Files interface {
	Put(ctx context.Context, r io.Reader, maxSize int64) (sha256 string, size int64, err error)
	Get(ctx context.Context, sha256 string) (io.ReadCloser, int64, error)
}

// Converter makes a PDF/A-2b of a .docx, for the record or for the screen, where
// links lead to its bookmarks.
type Converter interface {
	Convert(ctx context.Context, docx io.Reader, w io.Writer) error
	ConvertWithPlaces(ctx context.Context, docx io.Reader, w io.Writer) error
}

// Activities is what the worker registers; its methods are the activities.
type Activities struct {
	Store     Store
	Files     Files
	Converter Converter
	Form      format.Checker // the rules a draft is checked by
	Now       func() time.Time
}

// logger has every line of an activity name the request it is done for.
func logger(ctx context.Context) log.Logger {
	if id := requestid.Of(ctx); id != "" {
		return log.With(activity.GetLogger(ctx), requestid.Key, id)
	}
	return activity.GetLogger(ctx)
}
