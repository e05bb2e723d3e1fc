package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"time"

	"trinhky/worker"
)

// renders is how many conversions run at once on either side: one LibreOffice
// works on one file at a time.
const renders = 1

// render lets the worker for rendering begin on the routes that wait for their
// files, measures the first n of them, and then the converter alone with the
// same file. It begins only now so that LibreOffice takes no time from either
// side of the routes.
func (s *site) render(ctx context.Context, n int) (*Rendering, error) {
	if err := s.converter.Convert(ctx, bytes.NewReader(s.docx), io.Discard); err != nil {
		return nil, fmt.Errorf("warm up the converter: %w", err)
	}
	w := worker.NewRendering(s.temporal, s.activities, worker.Options{RenderQueue: s.renderQueue(), Renders: renders})
	began := time.Now()
	if err := w.Start(); err != nil {
		return nil, fmt.Errorf("start the worker for rendering: %w", err)
	}
	err := s.issued(ctx, n)
	took := time.Since(began)
	w.Stop()
	if err != nil {
		return nil, err
	}

	began = time.Now()
	for range n {
		if err := s.converter.Convert(ctx, bytes.NewReader(s.docx), io.Discard); err != nil {
			return nil, fmt.Errorf("call the converter: %w", err)
		}
	}
	bare := time.Since(began)
	r := &Rendering{
		Conversions: n, AtOnce: renders, Took: Micros(took), BareTook: Micros(bare), FileSizeByte: int64(len(s.docx)),
		PerMinute: perUnit(n, took, time.Minute), BarePerMin: perUnit(n, bare, time.Minute),
	}
	r.Ratio = ratio(r.PerMinute, r.BarePerMin)
	return r, nil
}

// issued waits until n documents have their issued files.
func (s *site) issued(ctx context.Context, n int) error {
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		var made int
		if err := s.sql.QueryRow(ctx, "SELECT count(*) FROM issued_files").Scan(&made); err != nil {
			return fmt.Errorf("count the issued files: %w", err)
		}
		if made >= n {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}
