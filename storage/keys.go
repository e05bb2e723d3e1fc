package storage

import (
	"bytes"
	"context"
	"time"

	"trinhky/internal/domain"
	"trinhky/storage/internal/sqlcgen"
)

// keyLife is how long a key is remembered; nobody repeats a call after a year.
const keyLife = 366 * 24 * time.Hour

// HoldKey remembers that the token stands for what was sent, by its SHA-256. The
// error is invalid where it stood for something else before.
func (s *Store) HoldKey(ctx context.Context, token string, content []byte, now time.Time) error {
	if err := s.q.ForgetKeys(ctx, now.Add(-keyLife)); err != nil {
		return known("forget old keys", err)
	}
	first, err := s.q.HoldKey(ctx, sqlcgen.HoldKeyParams{Token: token, Content: content, UsedAt: now})
	if err == nil && !bytes.Equal(first, content) {
		return &domain.Error{Code: domain.ErrInvalid, Key: "request.key_reused", Fields: map[string]string{"Idempotency-Key": "request.key_reused"}}
	}
	return known("hold key", err)
}
