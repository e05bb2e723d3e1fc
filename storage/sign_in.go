package storage

import (
	"context"
	"time"

	"trinhky/storage/internal/sqlcgen"
)

// failuresKept is how long wrong passwords are remembered; no throttle looks
// further back.
const failuresKept = 24 * time.Hour

// RecordSignInFailure remembers a wrong password.
func (s *Store) RecordSignInFailure(ctx context.Context, username, ip string, now time.Time) error {
	var w writes
	q := sqlcgen.New(&w)
	w.add(q.ForgetSignInFailures(ctx, now.Add(-failuresKept)))
	w.add(q.RecordSignInFailure(ctx, sqlcgen.RecordSignInFailureParams{Username: username, Ip: ip, At: now}))
	return known("record a wrong password", w.send(ctx, s.pool))
}

// SignInFailures counts the wrong passwords since a time, for a username and
// from an address.
func (s *Store) SignInFailures(ctx context.Context, username, ip string, since time.Time) (byUser, byIP int, err error) {
	row, err := s.q.SignInFailures(ctx, sqlcgen.SignInFailuresParams{Username: username, Since: since, Ip: ip})
	return int(row.ByUser), int(row.ByIp), known("count wrong passwords", err)
}

// ClearSignInFailures forgets the wrong passwords of a username.
func (s *Store) ClearSignInFailures(ctx context.Context, username string) error {
	return known("forget wrong passwords", s.q.ClearSignInFailures(ctx, username))
}
