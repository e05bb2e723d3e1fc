package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"trinhky/internal/domain"
	"trinhky/storage/internal/sqlcgen"
)

// AccountByID returns an account, a disabled one too.
func (s *Store) AccountByID(ctx context.Context, id string) (domain.Account, error) {
	row, err := s.q.AccountByID(ctx, id)
	return domain.Account(row), known("read account", err)
}

// AccountByUsername returns an account, a disabled one too. Usernames are kept
// in lower case.
func (s *Store) AccountByUsername(ctx context.Context, username string) (domain.Account, error) {
	row, err := s.q.AccountByUsername(ctx, username)
	return domain.Account(row), known("read account", err)
}

// CountAccounts tells an empty installation from one in use.
func (s *Store) CountAccounts(ctx context.Context) (int, error) {
	n, err := s.q.CountAccounts(ctx)
	return int(n), known("count accounts", err)
}

// SaveAccount writes an account anew or over the one with the same id; conflict
// where another has its username.
func (s *Store) SaveAccount(ctx context.Context, a domain.Account) error {
	return known("save account", s.q.SaveAccount(ctx, sqlcgen.SaveAccountParams(a)))
}

// SetLanguage keeps in which language an account reads: vi or en.
func (s *Store) SetLanguage(ctx context.Context, accountID, lang string) error {
	n, err := s.q.SetLanguage(ctx, sqlcgen.SetLanguageParams{Language: lang, ID: accountID})
	if err == nil && n == 0 {
		err = pgx.ErrNoRows
	}
	return known("set language", err)
}
