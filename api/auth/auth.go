// Package auth knows who is at the door: it signs people in, keeps their
// sessions and access tokens, and finds the actor of every request afresh from
// storage, so that what a person no longer holds ends at once.
package auth

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/alexedwards/scs/v2"

	"trinhky/internal/domain"
)

// Store is what the doors read and keep. Errors are *domain.Error.
type Store interface {
	AccountByUsername(ctx context.Context, username string) (domain.Account, error)
	AccountByID(ctx context.Context, id string) (domain.Account, error)
	// ActorByAccount returns the person with the appointments and delegations
	// valid at the time, and no others.
	ActorByAccount(ctx context.Context, accountID string, now time.Time) (domain.Actor, error)

	RecordSignInFailure(ctx context.Context, username, ip string, now time.Time) error
	SignInFailures(ctx context.Context, username, ip string, since time.Time) (byUser, byIP int, err error)
	ClearSignInFailures(ctx context.Context, username string) error
	EndSessions(ctx context.Context, accountID string) error

	CreateToken(ctx context.Context, t domain.AccessToken, hash []byte) error
	TokenByHash(ctx context.Context, hash []byte, now time.Time) (domain.AccessToken, error)
	Tokens(ctx context.Context, accountID string) ([]domain.AccessToken, error)
	RevokeToken(ctx context.Context, accountID, tokenID string, now time.Time) error
}

// Deps is what the doors stand on. All of it is required.
type Deps struct {
	Store    Store
	Sessions scs.Store
	Idle     time.Duration // a session nobody used for so long has ended
	Lifetime time.Duration // no session lasts longer
	Secure   bool          // send the session cookie over https only
	Now      func() time.Time
	Log      *slog.Logger
}

// Doors lets people in, by a session or by an access token.
type Doors struct {
	Deps
	sessions *scs.SessionManager
	// checking bounds how many passwords are checked at once: each check takes
	// the memory of argon2Memory, and a burst of guesses must not pass the
	// throttle side by side.
	checking chan struct{}
}

// passwordsAtOnce is small because a check takes a few hundredths of a second.
const passwordsAtOnce = 4

// New returns the doors.
func New(d Deps) (*Doors, error) {
	if d.Store == nil || d.Sessions == nil || d.Idle <= 0 || d.Lifetime <= 0 || d.Now == nil || d.Log == nil {
		return nil, errors.New("auth: a part is missing from Deps")
	}
	nobodysHash()
	return &Doors{Deps: d, sessions: newSessions(d), checking: make(chan struct{}, passwordsAtOnce)}, nil
}

// Visitor is who a request comes from.
type Visitor struct {
	Account domain.Account
	Actor   domain.Actor
	Scope   domain.TokenScope // of the access token they came by; empty for a session
}

type visitorKey struct{}

// WithVisitor puts who a request comes from into its context.
func WithVisitor(ctx context.Context, v *Visitor) context.Context {
	return context.WithValue(ctx, visitorKey{}, v)
}

// VisitorOf returns who the request comes from, or nil for a guest.
func VisitorOf(ctx context.Context) *Visitor {
	v, _ := ctx.Value(visitorKey{}).(*Visitor)
	return v
}

// ActorOf returns the actor of the request; ok is false for a guest, whose zero
// Actor holds and sees nothing.
func ActorOf(ctx context.Context) (a domain.Actor, ok bool) {
	if v := VisitorOf(ctx); v != nil {
		return v.Actor, true
	}
	return domain.Actor{}, false
}

// ErrSignIn says that a guest must sign in first.
var ErrSignIn = errors.New("sign in first")

// visitor looks the account up afresh. It returns a *domain.Error of code
// forbidden for an account that is disabled or whose person holds nothing now.
func (d *Doors) visitor(ctx context.Context, account domain.Account) (*Visitor, error) {
	if account.DisabledAt != nil && !account.DisabledAt.After(d.Now()) {
		return nil, &domain.Error{Code: domain.ErrForbidden, Key: "sign_in.disabled"}
	}
	actor, err := d.Store.ActorByAccount(ctx, account.ID, d.Now().UTC())
	if err != nil {
		return nil, err
	}
	if len(actor.Appointments)+len(actor.Delegations) == 0 {
		return nil, &domain.Error{Code: domain.ErrForbidden, Key: "sign_in.no_appointment"}
	}
	return &Visitor{Account: account, Actor: actor}, nil
}
