package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"trinhky/internal/domain"
	"trinhky/storage/internal/sqlcgen"
)

// tokenUseStep is how exactly the last use of a token is kept, so that a busy
// program does not write a row with every request.
const tokenUseStep = time.Minute

// CreateToken keeps a new token under the SHA-256 of its secret.
func (s *Store) CreateToken(ctx context.Context, t domain.AccessToken, hash []byte) error {
	return known("create token", s.q.CreateToken(ctx, sqlcgen.CreateTokenParams{
		ID: t.ID, AccountID: t.AccountID, Name: t.Name, Scope: string(t.Scope), MadeUnder: t.MadeUnder, Hash: hash, CreatedAt: t.CreatedAt, ExpiresAt: t.ExpiresAt,
	}))
}

// TokenByHash returns the token in use at the time and notes its use. A revoked
// or expired one is not found.
func (s *Store) TokenByHash(ctx context.Context, hash []byte, now time.Time) (domain.AccessToken, error) {
	row, err := s.q.TokenByHash(ctx, sqlcgen.TokenByHashParams{Hash: hash, At: now})
	if err != nil {
		return domain.AccessToken{}, known("read token", err)
	}
	if row.LastUsedAt == nil || now.Sub(*row.LastUsedAt) >= tokenUseStep {
		err = s.q.TouchToken(ctx, sqlcgen.TouchTokenParams{At: &now, ID: row.ID, UnlessSince: now.Add(-tokenUseStep)})
	}
	return accessToken(sqlcgen.TokensRow(row)), known("note the use of a token", err)
}

// Tokens returns the tokens of an account, newest first, ended ones too.
func (s *Store) Tokens(ctx context.Context, accountID string) ([]domain.AccessToken, error) {
	rows, err := s.q.Tokens(ctx, accountID)
	tokens := make([]domain.AccessToken, len(rows))
	for i, r := range rows {
		tokens[i] = accessToken(r)
	}
	return tokens, known("read tokens", err)
}

// RevokeToken ends a token of the account for good.
func (s *Store) RevokeToken(ctx context.Context, accountID, tokenID string, now time.Time) error {
	n, err := s.q.RevokeToken(ctx, sqlcgen.RevokeTokenParams{At: &now, ID: tokenID, AccountID: accountID})
	if err == nil && n == 0 {
		err = pgx.ErrNoRows
	}
	return known("revoke token", err)
}

func accessToken(r sqlcgen.TokensRow) domain.AccessToken {
	return domain.AccessToken{
		ID: r.ID, AccountID: r.AccountID, Name: r.Name, Scope: domain.TokenScope(r.Scope), MadeUnder: r.MadeUnder, CreatedAt: r.CreatedAt,
		ExpiresAt: r.ExpiresAt, LastUsedAt: r.LastUsedAt, RevokedAt: r.RevokedAt,
	}
}
