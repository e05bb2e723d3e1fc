package activities

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"go.temporal.io/sdk/activity"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
)

// Sizes and kinds of what is stored for an issued document.
const (
	maxStored = 256 << 20 // bytes; a 50 MB draft never makes more
	mediaDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	mediaPDF  = "application/pdf"
)

// ict is Vietnam's time, in which documents are dated.
var ict = time.FixedZone("ICT", 7*3600)

// PublishIssued writes number and date into the signed draft, makes its PDF/A-2b
// and stores both under their hashes. While the converter or the store is away
// it fails with the reason kept for the page, and is tried again; the same order
// always gives the same .docx.
func (a *Activities) PublishIssued(ctx context.Context, order domain.PublicationOrder) (domain.IssuedFiles, error) {
	defer beat(ctx)()
	files, err := a.publish(ctx, order)
	if err != nil {
		if note := a.Store.PublicationNote(ctx, order.DocumentID, waitsFor(err), a.Now().UTC()); note != nil {
			err = errors.Join(err, note)
		}
		return domain.IssuedFiles{}, fmt.Errorf("publish document %s: %w", order.DocumentID, err)
	}
	return files, nil
}

func (a *Activities) publish(ctx context.Context, order domain.PublicationOrder) (domain.IssuedFiles, error) {
	draft, size, done, err := a.spool(ctx, order.VersionSHA256)
	if err != nil {
		return domain.IssuedFiles{}, err
	}
	defer done()
	stamped, doneStamped, err := scratch()
	if err != nil {
		return domain.IssuedFiles{}, err
	}
	defer doneStamped()
	date := order.Number.Date.In(ict)
	if err := docx.Stamp(ctx, stamped, draft, size, docx.Issue{
		Number: order.Number.Number, Notation: order.Number.Notation, Year: date.Year(), Month: int(date.Month()), Day: date.Day(),
	}, docx.Limits{}); err != nil {
		return domain.IssuedFiles{}, fmt.Errorf("write number and date: %w", err)
	}
	var files domain.IssuedFiles
	if _, err := stamped.Seek(0, io.SeekStart); err != nil {
		return domain.IssuedFiles{}, fmt.Errorf("read the numbered draft: %w", err)
	}
	if files.DocxSHA256, err = a.keep(ctx, stamped, mediaDocx); err != nil {
		return domain.IssuedFiles{}, err
	}
	if files.PDFSHA256, err = a.convert(ctx, stamped); err != nil {
		return domain.IssuedFiles{}, err
	}
	return files, nil
}

// RenderPreview makes the PDF in which people read an uploaded file, once.
func (a *Activities) RenderPreview(ctx context.Context, sha256 string) error {
	defer beat(ctx)()
	if _, made, err := a.Store.Preview(ctx, sha256); err != nil || made {
		return err
	}
	draft, _, done, err := a.spool(ctx, sha256)
	if err != nil {
		return err
	}
	defer done()
	pdf, err := a.convert(ctx, draft)
	if err != nil {
		return fmt.Errorf("preview of %s: %w", sha256, err)
	}
	return a.Store.SavePreview(ctx, sha256, pdf, a.Now().UTC())
}

// seekable is a spooled .docx.
type seekable interface {
	io.ReaderAt
	io.Seeker
}

// convert makes and stores the PDF of a .docx that holds nothing outside itself.
func (a *Activities) convert(ctx context.Context, document seekable) (sha256 string, err error) {
	size, err := document.Seek(0, io.SeekEnd)
	if err != nil {
		return "", fmt.Errorf("measure the document: %w", err)
	}
	sealed, doneSealed, err := scratch()
	if err != nil {
		return "", err
	}
	defer doneSealed()
	if err := docx.StripExternal(ctx, sealed, document, size, docx.Limits{}); err != nil {
		return "", fmt.Errorf("strip external links: %w", err)
	}
	if _, err := sealed.Seek(0, io.SeekStart); err != nil {
		return "", fmt.Errorf("read the stripped document: %w", err)
	}
	pdf, donePDF, err := scratch()
	if err != nil {
		return "", err
	}
	defer donePDF()
	if err := a.Converter.Convert(ctx, sealed, pdf); err != nil {
		return "", err
	}
	if _, err := pdf.Seek(0, io.SeekStart); err != nil {
		return "", fmt.Errorf("read the PDF: %w", err)
	}
	return a.keep(ctx, pdf, mediaPDF)
}

func (a *Activities) keep(ctx context.Context, r io.Reader, mediaType string) (string, error) {
	sha, size, err := a.Files.Put(ctx, r, maxStored)
	if err != nil {
		return "", err
	}
	return sha, a.Store.RecordFile(ctx, sha, size, mediaType, a.Now().UTC())
}

// waitsFor is the message key that tells people what the issue is waiting for.
func waitsFor(err error) string {
	var known *domain.Error
	if errors.As(err, &known) && known.Code == domain.ErrUnavailable {
		return "publication.server_away"
	}
	return "publication.failed"
}

// beat tells Temporal that the activity is alive, so that a killed worker's work
// is taken over soon. The returned function ends it.
func beat(ctx context.Context) (stop func()) {
	if !activity.IsActivity(ctx) {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		ticker := time.NewTicker(5 * time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				activity.RecordHeartbeat(ctx)
			}
		}
	}()
	return cancel
}
