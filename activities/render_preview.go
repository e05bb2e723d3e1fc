package activities

import (
	"context"
	"fmt"
)

// RenderPreview makes the PDF in which people read an uploaded file, once. A
// file that the converter refuses for good is given up: the .docx can still be
// downloaded.
func (a *Activities) RenderPreview(ctx context.Context, sha256 string) error {
	p := startPulse(ctx)
	err := a.preview(ctx, sha256)
	if failed := p.end(err); err != nil {
		return giveUp(fmt.Errorf("preview of %s: %w", sha256, err), failed)
	}
	return nil
}

func (a *Activities) preview(ctx context.Context, sha256 string) error {
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
		return err
	}
	return a.Store.SavePreview(ctx, sha256, pdf, a.Now().UTC())
}
