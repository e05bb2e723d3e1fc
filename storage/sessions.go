package storage

import (
	"context"
	"time"

	"github.com/alexedwards/scs/v2"

	"trinhky/storage/internal/sqlcgen"
)

// SessionStore keeps the sessions of signed-in people. scs has a store of its
// own for pgx, but that one knows no context: a page would wait for a database
// that is away long after the person has left.
func (s *Store) SessionStore() scs.CtxStore { return sessions{s} }

type sessions struct{ store *Store }

// FindCtx returns what the session holds; false for one that is over.
func (s sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	data, err := s.store.q.SessionOf(ctx, sqlcgen.SessionOfParams{Token: token, At: time.Now()})
	exists, err := found("read session", err)
	return data, exists, err
}

// CommitCtx writes the session, and sweeps out those that are over.
func (s sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	var w writes
	q := sqlcgen.New(&w)
	w.add(q.ForgetEndedSessions(ctx, time.Now()))
	w.add(q.SaveSession(ctx, sqlcgen.SaveSessionParams{Token: token, Data: data, Expiry: expiry}))
	return known("save session", w.send(ctx, s.store.pool))
}

// DeleteCtx ends the session.
func (s sessions) DeleteCtx(ctx context.Context, token string) error {
	return known("end session", s.store.q.EndSession(ctx, token))
}

// Find, Commit and Delete are for callers without a context; scs has none.

// Find is FindCtx.
func (s sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx.
func (s sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx.
func (s sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
