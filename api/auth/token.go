package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"trinhky/internal/domain"
	"trinhky/internal/tidy"
)

// tokenPrefix lets people, and scanners of leaked secrets, tell what a token is.
const tokenPrefix = "tk_"

// Bounds of a personal access token.
const (
	MaxTokenDays = 366 // one year
	MaxSignDays  = 1   // of one that signs
	maxTokenName = 100 // characters
)

// Tokens keeps the personal access tokens of the API.
type Tokens struct{ doors *Doors }

// Tokens returns the keeper of access tokens.
func (d *Doors) Tokens() Tokens { return Tokens{d} }

// List returns the tokens of an account, without their secrets.
func (t Tokens) List(ctx context.Context, accountID string) ([]domain.AccessToken, error) {
	return t.doors.Store.Tokens(ctx, accountID)
}

// Create makes a token of a scope that lives for the number of days, at most
// MaxTokenDays, or MaxSignDays where it may sign, and no longer than the password
// it is made under. The plain token is returned once; only its hash is kept. A
// request that came by a token gets a *domain.Error of code forbidden, so that a
// leaked token cannot outlive itself; a wrong name, scope or number of days is
// invalid.
func (t Tokens) Create(
	ctx context.Context, actor domain.Actor, name string, scope domain.TokenScope, days int,
) (plain string, token domain.AccessToken, err error) {
	if v := VisitorOf(ctx); v != nil && v.Scope != "" {
		return "", domain.AccessToken{}, &domain.Error{Code: domain.ErrForbidden, Key: "token.session_only"}
	}
	name = tidy.Line(name)
	faults := map[string]string{}
	if name == "" || utf8.RuneCountInString(name) > maxTokenName {
		faults["name"] = "token.name"
	}
	switch {
	case !slices.Contains(scopes, scope):
		faults["scope"] = "token.scope"
	case scope == domain.TokenSign && days > MaxSignDays:
		faults["days"] = "token.sign_days"
	}
	if days < 1 || days > MaxTokenDays {
		faults["days"] = "token.days"
	}
	if len(faults) > 0 {
		return "", domain.AccessToken{}, &domain.Error{Code: domain.ErrInvalid, Key: "token.invalid", Fields: faults}
	}
	account, err := t.doors.Store.AccountByID(ctx, actor.AccountID)
	if err != nil {
		return "", domain.AccessToken{}, err
	}
	secret := make([]byte, 32)
	// Never returns an error, see crypto/rand.
	_, _ = rand.Read(secret)
	plain = tokenPrefix + base64.RawURLEncoding.EncodeToString(secret)
	now := t.doors.Now().UTC()
	token = domain.AccessToken{
		ID: uuid.Must(uuid.NewV7()).String(), AccountID: actor.AccountID, Name: name, Scope: scope, MadeUnder: passwordPrint(account),
		CreatedAt: now, ExpiresAt: now.Add(time.Duration(days) * 24 * time.Hour),
	}
	if err := t.doors.Store.CreateToken(ctx, token, hashToken(plain)); err != nil {
		return "", domain.AccessToken{}, err
	}
	return plain, token, nil
}

// Revoke ends one of the actor's own tokens.
func (t Tokens) Revoke(ctx context.Context, actor domain.Actor, tokenID string) error {
	return t.doors.Store.RevokeToken(ctx, actor.AccountID, tokenID, t.doors.Now().UTC())
}

// hashToken needs no salt and no slowness: a token is 256 random bits.
func hashToken(plain string) []byte {
	sum := sha256.Sum256([]byte(plain))
	return sum[:]
}

// byToken returns who an Authorization header belongs to. The error is ErrSignIn
// for a token that is not ours, has expired, was revoked or was made under another
// password.
func (d *Doors) byToken(ctx context.Context, authorization string) (*Visitor, error) {
	scheme, plain, _ := strings.Cut(authorization, " ")
	plain = strings.TrimSpace(plain)
	if !strings.EqualFold(scheme, "Bearer") || !strings.HasPrefix(plain, tokenPrefix) {
		return nil, ErrSignIn
	}
	now := d.Now().UTC()
	token, err := d.Store.TokenByHash(ctx, hashToken(plain), now)
	if domain.CodeOf(err) == domain.ErrNotFound {
		return nil, ErrSignIn
	}
	if err != nil {
		return nil, err
	}
	if token.RevokedAt != nil || !now.Before(token.ExpiresAt) {
		return nil, ErrSignIn
	}
	account, err := d.Store.AccountByID(ctx, token.AccountID)
	if domain.CodeOf(err) == domain.ErrNotFound || err == nil && token.MadeUnder != passwordPrint(account) {
		return nil, ErrSignIn
	}
	if err != nil {
		return nil, err
	}
	v, err := d.visitor(ctx, account)
	if err != nil {
		return nil, err
	}
	v.Scope = token.Scope
	return v, nil
}
