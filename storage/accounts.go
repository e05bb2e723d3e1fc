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
	return account(row), known("read account", err)
}

// AccountByUsername returns an account, a disabled one too. Usernames are kept
// in lower case.
func (s *Store) AccountByUsername(ctx context.Context, username string) (domain.Account, error) {
	row, err := s.q.AccountByUsername(ctx, username)
	return account(row), known("read account", err)
}

// CountAccounts tells an empty installation from one in use.
func (s *Store) CountAccounts(ctx context.Context) (int, error) {
	n, err := s.q.CountAccounts(ctx)
	return int(n), known("count accounts", err)
}

// SaveAccount writes an account anew or over the one with the same id; conflict
// where another has its username.
func (s *Store) SaveAccount(ctx context.Context, a domain.Account) error {
	return known("save account", s.q.SaveAccount(ctx, sqlcgen.SaveAccountParams{
		ID: a.ID, Username: a.Username, PersonID: a.PersonID, PasswordHash: a.PasswordHash, Language: a.Language, DisabledAt: a.DisabledAt,
	}))
}

// SetLanguage keeps in which language an account reads: vi or en.
func (s *Store) SetLanguage(ctx context.Context, accountID, lang string) error {
	n, err := s.q.SetLanguage(ctx, sqlcgen.SetLanguageParams{Language: lang, ID: accountID})
	if err == nil && n == 0 {
		err = pgx.ErrNoRows
	}
	return known("set language", err)
}

// EndSessions ends every session of the account.
func (s *Store) EndSessions(ctx context.Context, accountID string) error {
	n, err := s.q.EndSessions(ctx, accountID)
	if err == nil && n == 0 {
		err = pgx.ErrNoRows
	}
	return known("end sessions", err)
}

func account(r sqlcgen.Account) domain.Account {
	return domain.Account{
		ID: r.ID, Username: r.Username, PersonID: r.PersonID, PasswordHash: r.PasswordHash, Language: r.Language, DisabledAt: r.DisabledAt,
		SessionEpoch: int(r.SessionEpoch),
	}
}
