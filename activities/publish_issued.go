package activities

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"trinhky/internal/calendar"
	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/pdf"
	"trinhky/internal/route"
	"trinhky/internal/spool"
)

// Sizes and kinds of what is stored for an issued document.
const (
	maxStored = 256 << 20 // bytes; a 50 MB draft never makes more
	mediaPDF  = "application/pdf"
)

// noteTime bounds the note of what an issue waits for.
const noteTime = 5 * time.Second

// PublishIssued writes number and date into the signed draft, makes its PDF/A-2b
// and stores both under their hashes. The same order always gives the same
// .docx. When it fails, what it waits for is kept for the page, and it is tried
// again: soon while a server is away, now and then when the file itself is at
// fault, for the number is given and the document must be issued.
func (a *Activities) PublishIssued(ctx context.Context, order route.PublicationOrder) (route.IssuedFiles, error) {
	p := startPulse(ctx)
	files, err := a.publish(ctx, order)
	so := p.end(err)
	if err != nil {
		if !errors.Is(ctx.Err(), context.Canceled) { // a worker that stops says nothing of the document
			err = errors.Join(err, a.note(ctx, order.DocumentID, waitsFor(err)))
		}
		return route.IssuedFiles{}, later(fmt.Errorf("publish document %s: %w", order.DocumentID, err), so)
	}
	return files, nil
}

// note keeps what the issue waits for, even when the time for the try is over.
func (a *Activities) note(ctx context.Context, documentID, key string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTime)
	defer cancel()
	return a.Store.PublicationNote(ctx, documentID, key)
}

func (a *Activities) publish(ctx context.Context, order route.PublicationOrder) (route.IssuedFiles, error) {
	draft, size, err := spool.Copy(ctx, a.Files, order.VersionSHA256)
	if err != nil {
		return route.IssuedFiles{}, err
	}
	defer draft.Close()
	stamped, err := spool.New()
	if err != nil {
		return route.IssuedFiles{}, err
	}
	defer stamped.Close()
	date := order.Number.Date.In(calendar.ICT)
	if err := edit.Stamp(ctx, stamped, draft, size, edit.Issue{
		Number: order.Number.Number, Notation: order.Number.Notation, Year: date.Year(), Month: int(date.Month()), Day: date.Day(),
	}, opc.Limits{}); err != nil {
		return route.IssuedFiles{}, fmt.Errorf("write number and date: %w", err)
	}
	if _, err := stamped.Seek(0, io.SeekStart); err != nil {
		return route.IssuedFiles{}, fmt.Errorf("read the numbered draft: %w", err)
	}
	issued, err := a.keep(ctx, stamped, docx.MediaType)
	if err != nil {
		return route.IssuedFiles{}, err
	}
	pdf, err := a.convert(ctx, stamped, a.Converter.Convert)
	if err != nil {
		return route.IssuedFiles{}, err
	}
	return route.IssuedFiles{DocxSHA256: issued.SHA256, PDFSHA256: pdf.SHA256, Contents: []domain.Content{issued, pdf}}, nil
}

// seekable is a spooled .docx.
type seekable interface {
	io.ReaderAt
	io.Seeker
}

// convert makes and stores the PDF of a .docx without anything that lies outside
// it; with is the method of the converter.
func (a *Activities) convert(ctx context.Context, document seekable, with func(context.Context, io.Reader, io.Writer) error) (domain.Content, error) {
	size, err := document.Seek(0, io.SeekEnd)
	if err != nil {
		return domain.Content{}, fmt.Errorf("measure the document: %w", err)
	}
	sealed, err := spool.New()
	if err != nil {
		return domain.Content{}, err
	}
	defer sealed.Close()
	if err := edit.PrintCopy(ctx, sealed, document, size, opc.Limits{}); err != nil {
		return domain.Content{}, fmt.Errorf("make the copy to print: %w", err)
	}
	if _, err := sealed.Seek(0, io.SeekStart); err != nil {
		return domain.Content{}, fmt.Errorf("read the copy to print: %w", err)
	}
	pdf, err := spool.New()
	if err != nil {
		return domain.Content{}, err
	}
	defer pdf.Close()
	if err := with(ctx, sealed, pdf); err != nil {
		return domain.Content{}, err
	}
	if _, err := pdf.Seek(0, io.SeekStart); err != nil {
		return domain.Content{}, fmt.Errorf("read the PDF: %w", err)
	}
	return a.keep(ctx, pdf, mediaPDF)
}

func (a *Activities) keep(ctx context.Context, r io.Reader, mediaType string) (domain.Content, error) {
	sha, size, err := a.Files.Put(ctx, r, maxStored)
	if err != nil {
		return domain.Content{}, err
	}
	return domain.Content{SHA256: sha, Size: size, MediaType: mediaType}, a.Store.RecordFile(ctx, sha, size, mediaType, a.Now().UTC())
}

// waitsFor is the message key that tells people what the issue is waiting for.
func waitsFor(err error) string {
	var broken *opc.Error
	if errors.As(err, &broken) {
		if broken.Code == opc.CodeLayout || broken.Code == opc.CodeSigned {
			return "publication." + string(broken.Code)
		}
		return "publication.refused"
	}
	switch {
	case errors.Is(err, pdf.ErrFailed), errors.Is(err, pdf.ErrTime):
		return "publication.failed"
	case domain.CodeOf(err) == domain.ErrUnavailable:
		return "publication.server_away"
	case hopeless(err):
		return "publication.refused"
	}
	return "publication.failed"
}
