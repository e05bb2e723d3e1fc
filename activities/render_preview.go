package activities

import (
	"context"
	"errors"
	"fmt"

	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/spool"
)

// RenderPreview makes the PDF in which people read an uploaded file, once. A
// file that the converter refuses for good, or twice takes all its time over, is
// given up: the .docx can still be downloaded.
func (a *Activities) RenderPreview(ctx context.Context, sha256 string) error {
	p := startPulse(ctx)
	err := a.preview(ctx, sha256)
	if so := p.end(err); err != nil {
		return giveUp(fmt.Errorf("preview of %s: %w", sha256, err), so)
	}
	return nil
}

func (a *Activities) preview(ctx context.Context, sha256 string) error {
	if _, made, err := a.Store.Preview(ctx, sha256); err != nil || made {
		return err
	}
	draft, size, err := spool.Copy(ctx, a.Files, sha256)
	if err != nil {
		return err
	}
	defer draft.Close()
	marked, err := spool.New()
	if err != nil {
		return err
	}
	defer marked.Close()
	source := marked
	if err := edit.MarkPlaces(ctx, marked, draft, size, opc.Limits{}); err != nil {
		var unfit *opc.Error
		if !errors.As(err, &unfit) {
			return fmt.Errorf("mark the places of the paragraphs: %w", err)
		}
		source = draft // a signed file, say: it is read without places rather than not at all
	}
	pdf, err := a.convert(ctx, source, a.Converter.ConvertWithPlaces)
	if err != nil {
		return err
	}
	return a.Store.SavePreview(ctx, sha256, pdf.SHA256, a.Now().UTC())
}
