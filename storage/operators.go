package storage

import (
	"context"
	"time"
)

// CountStalled is how many duties are past their due time, or without an act for
// too long.
func (s *Store) CountStalled(ctx context.Context, at time.Time) (int, error) {
	n, err := s.q.CountStalled(ctx, at.UTC())
	return int(n), known("count what is stalled", err)
}

// Unpublished is how many documents have their number and wait for their issued
// files, and since when the first of them does; since is at where none waits.
func (s *Store) Unpublished(ctx context.Context, at time.Time) (documents int, since time.Time, err error) {
	row, err := s.q.Unpublished(ctx, at.UTC())
	return int(row.Documents), row.Since, known("count what is not published", err)
}
