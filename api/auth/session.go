package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gin-gonic/gin"

	"trinhky/internal/domain"
)

// What a session holds.
const (
	keyAccount  = "account"  // account id
	keyPassword = "password" // fingerprint of what it was signed in under
	keySince    = "since"    // Unix seconds of the sign-in
	keySeen     = "seen"     // Unix seconds of the last use, to the minute
)

// seenStep is how exactly the last use is kept: a session is written once a
// minute and not once a page.
const seenStep = time.Minute

func newSessions(d Deps) *scs.SessionManager {
	m := scs.New()
	m.Store = d.Sessions
	m.Lifetime = d.Lifetime
	m.HashTokenInStore = true // a stolen table opens no session
	m.Cookie.Name = "trinhky"
	if d.Secure {
		m.Cookie.Name = "__Host-trinhky"
	}
	m.Cookie.HttpOnly, m.Cookie.SameSite, m.Cookie.Secure = true, http.SameSiteLaxMode, d.Secure
	m.Cookie.Persist = false // closing the browser of a shared PC signs out
	return m
}

// load puts the session of the request, or an empty one, into its context.
func (d *Doors) load(c *gin.Context) error {
	token := ""
	if cookie, err := c.Request.Cookie(d.sessions.Cookie.Name); err == nil {
		token = cookie.Value
	}
	ctx, err := d.sessions.Load(c.Request.Context(), token)
	if err != nil {
		return unavailable(err)
	}
	c.Request = c.Request.WithContext(ctx)
	return nil
}

// bySession returns who the session belongs to, or nil. A session that is over
// is destroyed.
func (d *Doors) bySession(c *gin.Context) (*Visitor, error) {
	ctx := c.Request.Context()
	id := d.sessions.GetString(ctx, keyAccount)
	if id == "" {
		return nil, nil
	}
	now := d.Now()
	since, seen := time.Unix(d.sessions.GetInt64(ctx, keySince), 0), time.Unix(d.sessions.GetInt64(ctx, keySeen), 0)
	if now.Sub(seen) >= d.Idle || now.Sub(since) >= d.Lifetime {
		return nil, d.destroy(c)
	}
	account, err := d.Store.AccountByID(ctx, id)
	if err != nil && domain.CodeOf(err) != domain.ErrNotFound {
		return nil, err
	}
	if err != nil || fingerprint(account) != d.sessions.GetString(ctx, keyPassword) {
		return nil, d.destroy(c)
	}
	v, err := d.visitor(ctx, account)
	if domain.CodeOf(err) == domain.ErrForbidden || domain.CodeOf(err) == domain.ErrNotFound {
		return nil, d.destroy(c)
	}
	if err != nil {
		return nil, err
	}
	if now.Sub(seen) >= seenStep {
		d.sessions.Put(ctx, keySeen, now.Unix())
		if _, _, err := d.sessions.Commit(ctx); err != nil {
			return nil, unavailable(err)
		}
	}
	return v, nil
}

// begin starts a new session under a new token, so that one made before the
// sign-in opens nothing after it.
func (d *Doors) begin(c *gin.Context, v *Visitor) error {
	ctx := c.Request.Context()
	if err := d.sessions.RenewToken(ctx); err != nil {
		return unavailable(err)
	}
	d.sessions.Put(ctx, keyAccount, v.Account.ID)
	d.sessions.Put(ctx, keyPassword, fingerprint(v.Account))
	d.sessions.Put(ctx, keySince, d.Now().Unix())
	d.sessions.Put(ctx, keySeen, d.Now().Unix())
	token, expiry, err := d.sessions.Commit(ctx)
	if err != nil {
		return unavailable(err)
	}
	d.sessions.WriteSessionCookie(ctx, c.Writer, token, expiry)
	c.Request = c.Request.WithContext(WithVisitor(ctx, v))
	return nil
}

func (d *Doors) destroy(c *gin.Context) error {
	ctx := c.Request.Context()
	if err := d.sessions.Destroy(ctx); err != nil {
		return unavailable(err)
	}
	d.sessions.WriteSessionCookie(ctx, c.Writer, "", time.Time{})
	c.Request = c.Request.WithContext(WithVisitor(ctx, nil))
	return nil
}

// SignOut ends the session of the request, and has the browser forget what it
// kept: the next at the same desk finds nothing.
func (d *Doors) SignOut(c *gin.Context) error {
	c.Header("Clear-Site-Data", `"cache"`)
	return d.destroy(c)
}

// SignOutEverywhere ends every session of the person, the present one too. Access
// tokens are ended one by one.
func (d *Doors) SignOutEverywhere(c *gin.Context) error {
	v := VisitorOf(c.Request.Context())
	if v == nil {
		return ErrSignIn
	}
	if err := d.Store.EndSessions(c.Request.Context(), v.Account.ID); err != nil {
		return err
	}
	d.Log.InfoContext(c.Request.Context(), "signed out everywhere", "account_id", v.Account.ID)
	return d.SignOut(c)
}

// Actor returns who the request comes from; ok is false for a guest.
func (d *Doors) Actor(c *gin.Context) (domain.Actor, bool) { return ActorOf(c.Request.Context()) }

// passwordPrint changes when the password does, which ends what was begun with the
// old one.
func passwordPrint(a domain.Account) string {
	sum := sha256.Sum256([]byte(a.PasswordHash))
	return hex.EncodeToString(sum[:8])
}

// fingerprint is what a session was begun under.
func fingerprint(a domain.Account) string {
	return passwordPrint(a) + "." + strconv.Itoa(a.SessionEpoch)
}

func unavailable(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &domain.Error{Code: domain.ErrUnavailable, Key: "sign_in.unavailable", Cause: err}
}

// Identify finds who each request comes from: by access token under /api, by
// session everywhere. fail answers where neither can be looked up, or a token
// is not one of ours.
func (d *Doors) Identify(fail func(*gin.Context, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := d.load(c); err != nil {
			fail(c, err)
			c.Abort()
			return
		}
		v, err := d.who(c)
		if err != nil {
			fail(c, err)
			c.Abort()
			return
		}
		c.Request = c.Request.WithContext(WithVisitor(c.Request.Context(), v))
	}
}

func (d *Doors) who(c *gin.Context) (*Visitor, error) {
	authorization := c.GetHeader("Authorization")
	if authorization != "" && strings.HasPrefix(c.Request.URL.Path, "/api/") {
		return d.byToken(c.Request.Context(), authorization)
	}
	return d.bySession(c)
}
