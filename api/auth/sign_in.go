package auth

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/text/unicode/norm"

	"trinhky/internal/domain"
)

// Throttle of wrong passwords. A person mistypes a few times; eight in a quarter
// of an hour make 768 guesses a day, nothing against twelve letters. An address
// may be a whole office behind one line, so it has more.
const (
	throttleWindow  = 15 * time.Minute
	throttleAccount = 8
	throttleAddress = 60
)

const maxUsername = 100 // bytes

// SignIn lets the person in and begins a session. Errors are *domain.Error:
// forbidden for a wrong name or password alike, for a disabled account and for a
// person without any appointment; throttled after too many wrong tries.
func (d *Doors) SignIn(c *gin.Context, username, password string) (domain.Account, error) {
	v, err := d.prove(c.Request.Context(), username, password, c.ClientIP())
	if err != nil {
		return domain.Account{}, err
	}
	return v.Account, d.begin(c, v)
}

// prove checks a name and password and returns who they belong to.
func (d *Doors) prove(ctx context.Context, username, password, address string) (*Visitor, error) {
	username = strings.ToLower(strings.TrimSpace(norm.NFC.String(username)))
	wrong := &domain.Error{Code: domain.ErrForbidden, Key: "sign_in.wrong"}
	if username == "" || len(username) > maxUsername || len(password) > MaxPassword {
		return nil, wrong
	}
	select {
	case d.checking <- struct{}{}:
		defer func() { <-d.checking }()
	case <-ctx.Done():
		return nil, unavailable(ctx.Err())
	}
	now := d.Now().UTC()
	byUser, byAddress, err := d.Store.SignInFailures(ctx, username, address, now.Add(-throttleWindow))
	if err != nil {
		return nil, err
	}
	if byUser >= throttleAccount || byAddress >= throttleAddress {
		// The password is not looked at: a guess in this time learns nothing.
		return nil, &domain.Error{Code: domain.ErrThrottled, Key: "sign_in.throttled", Args: map[string]any{"Minutes": int(throttleWindow.Minutes())}}
	}
	account, err := d.Store.AccountByUsername(ctx, username)
	known := err == nil
	if err != nil && domain.CodeOf(err) != domain.ErrNotFound {
		return nil, err
	}
	hash := account.PasswordHash
	if !known {
		hash = nobodysHash()
	}
	right, err := verifyPassword(hash, password)
	if err != nil {
		return nil, fmt.Errorf("password of account %s: %w", account.ID, err)
	}
	if !known || !right {
		if err := d.Store.RecordSignInFailure(ctx, username, address, now); err != nil {
			return nil, err
		}
		d.Log.WarnContext(ctx, "sign-in refused", "address", address, "account_id", account.ID)
		return nil, wrong
	}
	v, err := d.visitor(ctx, account)
	if err != nil {
		return nil, err
	}
	if err := d.Store.ClearSignInFailures(ctx, username); err != nil {
		return nil, err
	}
	d.Log.InfoContext(ctx, "signed in", "account_id", account.ID)
	return v, nil
}
