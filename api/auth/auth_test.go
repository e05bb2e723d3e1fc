package auth

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"
	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// fakeStore holds accounts and what the doors keep, in memory.
type fakeStore struct {
	mu       sync.Mutex
	accounts map[string]domain.Account // by username
	actors   map[string]domain.Actor   // by account id
	failures []failure
	tokens   map[string]domain.AccessToken // by hash
	broken   error
}

type failure struct {
	username, ip string
	at           time.Time
}

func notFound() error { return &domain.Error{Code: domain.ErrNotFound} }

func (s *fakeStore) AccountByUsername(_ context.Context, username string) (domain.Account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok := s.accounts[username]; ok {
		return a, s.broken
	}
	return domain.Account{}, notFound()
}

func (s *fakeStore) AccountByID(_ context.Context, id string) (domain.Account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.accounts {
		if a.ID == id {
			return a, s.broken
		}
	}
	return domain.Account{}, notFound()
}

func (s *fakeStore) ActorByAccount(_ context.Context, id string, now time.Time) (domain.Actor, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	actor := s.actors[id]
	var held []domain.Appointment
	for _, a := range actor.Appointments {
		if actor.Holds(a.UnitID, a.Position, now) {
			held = append(held, a)
		}
	}
	actor.Appointments = held
	return actor, nil
}

func (s *fakeStore) RecordSignInFailure(_ context.Context, username, ip string, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, failure{username, ip, now})
	return nil
}

func (s *fakeStore) SignInFailures(_ context.Context, username, ip string, since time.Time) (byUser, byIP int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.failures {
		if f.at.Before(since) {
			continue
		}
		if f.username == username {
			byUser++
		}
		if f.ip == ip {
			byIP++
		}
	}
	return byUser, byIP, s.broken
}

func (s *fakeStore) ClearSignInFailures(_ context.Context, username string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var rest []failure
	for _, f := range s.failures {
		if f.username != username {
			rest = append(rest, f)
		}
	}
	s.failures = rest
	return nil
}

func (s *fakeStore) EndSessions(_ context.Context, accountID string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, a := range s.accounts {
		if a.ID == accountID {
			a.SessionEpoch++
			s.accounts[name] = a
		}
	}
	return s.broken
}

func (s *fakeStore) CreateToken(_ context.Context, t domain.AccessToken, hash []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[string(hash)] = t
	return nil
}

func (s *fakeStore) TokenByHash(_ context.Context, hash []byte, _ time.Time) (domain.AccessToken, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t, ok := s.tokens[string(hash)]; ok {
		return t, nil
	}
	return domain.AccessToken{}, notFound()
}

func (s *fakeStore) Tokens(_ context.Context, accountID string) ([]domain.AccessToken, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []domain.AccessToken
	for _, t := range s.tokens {
		if t.AccountID == accountID {
			out = append(out, t)
		}
	}
	return out, nil
}

func (s *fakeStore) RevokeToken(_ context.Context, accountID, tokenID string, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for hash, t := range s.tokens {
		if t.ID == tokenID && t.AccountID == accountID {
			t.RevokedAt = &now
			s.tokens[hash] = t
			return nil
		}
	}
	return notFound()
}

func (s *fakeStore) change(username string, f func(*domain.Account)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.accounts[username]
	f(&a)
	s.accounts[username] = a
}

const password = "mật khẩu dài"

// door is a small site with the doors in front.
type door struct {
	last    http.Header
	t       *testing.T
	store   *fakeStore
	handler http.Handler
	doors   *Doors
	now     time.Time
	cookies map[string]*http.Cookie
}

func newDoor(t *testing.T) *door {
	t.Helper()
	hash, err := HashPassword(password)
	require.NoError(t, err)
	start := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	d := &door{t: t, now: start, cookies: map[string]*http.Cookie{}, store: &fakeStore{
		accounts: map[string]domain.Account{"chuyenvien": {ID: "a1", Username: "chuyenvien", PersonID: "p1", PasswordHash: hash}},
		actors: map[string]domain.Actor{"a1": {AccountID: "a1", PersonID: "p1", UnitID: "u1", Appointments: []domain.Appointment{
			{UnitID: "u1", Position: domain.PositionDrafter, ValidFrom: start.AddDate(-1, 0, 0)},
		}}},
		tokens: map[string]domain.AccessToken{},
	}}
	d.doors, err = New(Deps{
		Store: d.store, Sessions: memstore.NewWithCleanupInterval(0), Idle: 2 * time.Hour, Lifetime: 12 * time.Hour,
		Now: func() time.Time { return d.now }, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	fail := func(c *gin.Context, err error) {
		var known *domain.Error
		switch {
		case errors.Is(err, ErrSignIn):
			c.String(http.StatusUnauthorized, "sign in")
		case errors.As(err, &known):
			c.String(map[domain.ErrorCode]int{
				domain.ErrForbidden: http.StatusForbidden, domain.ErrThrottled: http.StatusTooManyRequests,
				domain.ErrUnavailable: http.StatusServiceUnavailable,
			}[known.Code], "%s", known.Key)
		default:
			c.String(http.StatusInternalServerError, "%v", err)
		}
	}
	rules := Rules{
		"POST /in": Everybody, "POST /out": SignedIn, "GET /me": SignedIn, "GET /api/me": SignedIn, "POST /api/me": SignedIn,
		"POST /out-everywhere": SignedIn,
		"GET /draft":           Permission(regulation.PermDraft), "GET /admin": Permission(regulation.PermAdmin),
	}
	r.Use(d.doors.Identify(fail), rules.Guard(func() time.Time { return d.now }, fail))
	me := func(c *gin.Context) {
		actor, ok := d.doors.Actor(c)
		c.String(http.StatusOK, "%s %v", actor.PersonID, ok)
	}
	r.POST("/in", func(c *gin.Context) {
		if _, err := d.doors.SignIn(c, c.PostForm("username"), c.PostForm("password")); err != nil {
			fail(c, err)
			return
		}
		me(c)
	})
	r.POST("/out", func(c *gin.Context) {
		if err := d.doors.SignOut(c); err != nil {
			fail(c, err)
		}
	})
	r.POST("/out-everywhere", func(c *gin.Context) {
		if err := d.doors.SignOutEverywhere(c); err != nil {
			fail(c, err)
		}
	})
	r.POST("/api/me", me)
	for _, path := range []string{"/me", "/api/me", "/draft", "/admin", "/forgotten"} {
		r.GET(path, me)
	}
	require.Equal(t, []string{"GET /forgotten"}, rules.Missing(r.Routes()))
	d.handler = r
	return d
}

func (d *door) ask(method, path string, form url.Values, header ...string) (int, string) {
	d.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	for _, c := range d.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	d.last = w.Header()
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(d.cookies, c.Name)
		} else {
			d.cookies[c.Name] = c
		}
	}
	return w.Code, w.Body.String()
}

func (d *door) signIn(username, password string) (int, string) {
	d.t.Helper()
	return d.ask(http.MethodPost, "/in", url.Values{"username": {username}, "password": {password}})
}

func (d *door) status(path string, header ...string) int {
	d.t.Helper()
	code, _ := d.ask(http.MethodGet, path, nil, header...)
	return code
}

func TestAPersonSignsInAndOut(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	require.Equal(t, http.StatusUnauthorized, d.status("/me"))
	code, body := d.signIn(" ChuyenVien ", password)
	require.Equal(t, http.StatusOK, code)
	require.Equal(t, "p1 true", body)
	cookie := d.cookies["trinhky"]
	require.True(t, cookie.HttpOnly)
	require.Equal(t, http.SameSiteLaxMode, cookie.SameSite)
	require.Zero(t, cookie.MaxAge)
	require.Equal(t, http.StatusOK, d.status("/me"))

	code, _ = d.ask(http.MethodPost, "/out", nil)
	require.Equal(t, http.StatusOK, code)
	require.Equal(t, `"cache"`, d.last.Get("Clear-Site-Data"), "the next at the same desk finds nothing")
	require.Empty(t, d.cookies)
	d.cookies["trinhky"] = cookie
	require.Equal(t, http.StatusUnauthorized, d.status("/me"), "the old cookie opens nothing")
}

func TestSigningInMakesANewToken(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	d.signIn("chuyenvien", password)
	before := *d.cookies["trinhky"]
	d.signIn("chuyenvien", password)
	require.NotEqual(t, before.Value, d.cookies["trinhky"].Value)
	d.cookies["trinhky"] = &before
	require.Equal(t, http.StatusUnauthorized, d.status("/me"))
}

func TestAWrongNameAndAWrongPasswordGetTheSameAnswer(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	code1, body1 := d.signIn("chuyenvien", "wrong")
	code2, body2 := d.signIn("nobody", password)
	require.Equal(t, http.StatusForbidden, code1)
	require.Equal(t, []any{code1, body1}, []any{code2, body2})
	for _, c := range []struct{ username, password string }{{"", ""}, {strings.Repeat("a", 200), "x"}, {"chuyenvien", strings.Repeat("a", 5000)}} {
		code, body := d.signIn(c.username, c.password)
		require.Equal(t, []any{code1, body1}, []any{code, body})
	}
}

func TestTooManyWrongTriesCloseTheAccountForAWhile(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	for range throttleAccount {
		code, _ := d.signIn("chuyenvien", "wrong")
		require.Equal(t, http.StatusForbidden, code)
	}
	code, body := d.signIn("chuyenvien", password)
	require.Equal(t, http.StatusTooManyRequests, code)
	require.Equal(t, "sign_in.throttled", body)
	d.now = d.now.Add(throttleWindow + time.Second)
	code, _ = d.signIn("chuyenvien", password)
	require.Equal(t, http.StatusOK, code)
	require.Empty(t, d.store.failures, "a right password clears the count")
}

func TestGuessesSideBySideDoNotPassTheThrottle(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	var wg sync.WaitGroup
	for range 3 * throttleAccount {
		wg.Go(func() { _, _ = d.doors.prove(t.Context(), "chuyenvien", "wrong", "10.0.0.1") })
	}
	wg.Wait()
	require.Less(t, len(d.store.failures), throttleAccount+passwordsAtOnce)
}

func TestTooManyWrongTriesFromOneAddressCloseTheAddress(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	for range throttleAddress {
		d.store.failures = append(d.store.failures, failure{"somebody", "192.0.2.1", d.now})
	}
	code, _ := d.signIn("chuyenvien", password)
	require.Equal(t, http.StatusTooManyRequests, code)
}

func TestASessionEnds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		happens func(*door)
		want    int
	}{
		"used within the idle time it goes on": {func(d *door) { d.now = d.now.Add(119 * time.Minute) }, http.StatusOK},
		"after the idle time":                  {func(d *door) { d.now = d.now.Add(2 * time.Hour) }, http.StatusUnauthorized},
		"after its lifetime however busy": {func(d *door) {
			for range 12 {
				d.now = d.now.Add(time.Hour)
				d.status("/me")
			}
		}, http.StatusUnauthorized},
		"when the account is disabled": {func(d *door) {
			d.store.change("chuyenvien", func(a *domain.Account) { a.DisabledAt = &d.now })
		}, http.StatusUnauthorized},
		"when the account is gone": {func(d *door) { delete(d.store.accounts, "chuyenvien") }, http.StatusUnauthorized},
		"when the password changed": {func(d *door) {
			d.store.change("chuyenvien", func(a *domain.Account) { a.PasswordHash = "another" })
		}, http.StatusUnauthorized},
		"when the last appointment ended": {func(d *door) {
			d.store.actors["a1"].Appointments[0].ValidTo = &d.now
		}, http.StatusUnauthorized},
		"not when the store is away, which says so": {func(d *door) { d.store.broken = &domain.Error{Code: domain.ErrUnavailable} }, http.StatusServiceUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDoor(t)
			d.signIn("chuyenvien", password)
			c.happens(d)
			require.Equal(t, c.want, d.status("/me"))
		})
	}
}

func TestWhoMayNotComeInIsToldOnlyAfterTheRightPassword(t *testing.T) {
	t.Parallel()
	for key, happens := range map[string]func(*door){
		"sign_in.disabled":       func(d *door) { d.store.change("chuyenvien", func(a *domain.Account) { a.DisabledAt = &d.now }) },
		"sign_in.no_appointment": func(d *door) { d.store.actors["a1"].Appointments[0].ValidTo = &d.now },
	} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			d := newDoor(t)
			happens(d)
			code, body := d.signIn("chuyenvien", "wrong")
			require.Equal(t, http.StatusForbidden, code)
			require.Equal(t, "sign_in.wrong", body)
			code, body = d.signIn("chuyenvien", password)
			require.Equal(t, http.StatusForbidden, code)
			require.Equal(t, key, body)
		})
	}
}

func TestARouteAsksForItsPermissionAndOneWithoutARuleIsShut(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	d.signIn("chuyenvien", password)
	require.Equal(t, http.StatusOK, d.status("/draft"))
	require.Equal(t, http.StatusForbidden, d.status("/admin"))
	require.Equal(t, http.StatusForbidden, d.status("/forgotten"))
	require.Equal(t, http.StatusNotFound, d.status("/nowhere"))
}

func TestATokenOpensTheAPIAndNothingElse(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	actor := d.store.actors["a1"]
	plain, token, err := d.doors.Tokens().Create(t.Context(), actor, " máy\u202e tính ", domain.TokenAct, 30)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(plain, "tk_"))
	require.Equal(t, "máy tính", token.Name)
	for hash := range d.store.tokens {
		require.NotContains(t, hash, plain)
		require.Len(t, hash, 32)
	}
	bearer := []string{"Authorization", "Bearer " + plain}
	require.Equal(t, http.StatusOK, d.status("/api/me", bearer...))
	require.Equal(t, http.StatusUnauthorized, d.status("/me", bearer...))
	require.Equal(t, http.StatusUnauthorized, d.status("/api/me", "Authorization", "Bearer tk_guess"))
	require.Equal(t, http.StatusUnauthorized, d.status("/api/me", "Authorization", "Basic "+plain))

	t.Run("until it expires", func(t *testing.T) {
		d.now = d.now.Add(30 * 24 * time.Hour)
		require.Equal(t, http.StatusUnauthorized, d.status("/api/me", bearer...))
		d.now = d.now.Add(-time.Hour)
		require.Equal(t, http.StatusOK, d.status("/api/me", bearer...))
	})
	t.Run("and not for a person who holds nothing", func(t *testing.T) {
		d.store.actors["a1"].Appointments[0].ValidTo = &d.now
		require.Equal(t, http.StatusForbidden, d.status("/api/me", bearer...))
		d.store.actors["a1"].Appointments[0].ValidTo = nil
	})
	t.Run("until the password is another", func(t *testing.T) {
		account := d.store.accounts["chuyenvien"]
		kept := account.PasswordHash
		account.PasswordHash = "another"
		d.store.accounts["chuyenvien"] = account
		require.Equal(t, http.StatusUnauthorized, d.status("/api/me", bearer...))
		account.PasswordHash = kept
		d.store.accounts["chuyenvien"] = account
	})
	t.Run("until its owner revokes it", func(t *testing.T) {
		require.Error(t, d.doors.Tokens().Revoke(t.Context(), domain.Actor{AccountID: "a2"}, token.ID))
		require.Equal(t, http.StatusOK, d.status("/api/me", bearer...))
		require.NoError(t, d.doors.Tokens().Revoke(t.Context(), actor, token.ID))
		require.Equal(t, http.StatusUnauthorized, d.status("/api/me", bearer...))
	})
}

func TestATokenForReadingOnlyReads(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	for scope, want := range map[domain.TokenScope]int{domain.TokenRead: http.StatusForbidden, domain.TokenAct: http.StatusOK, domain.TokenSign: http.StatusOK} {
		plain, _, err := d.doors.Tokens().Create(t.Context(), d.store.actors["a1"], "máy", scope, 1)
		require.NoError(t, err)
		bearer := []string{"Authorization", "Bearer " + plain}
		require.Equal(t, http.StatusOK, d.status("/api/me", bearer...))
		code, _ := d.ask(http.MethodPost, "/api/me", nil, bearer...)
		require.Equal(t, want, code, scope)
	}
}

func TestSigningOutEverywhereEndsEverySessionAndNoToken(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	plain, _, err := d.doors.Tokens().Create(t.Context(), d.store.actors["a1"], "máy", domain.TokenRead, 1)
	require.NoError(t, err)
	d.signIn("chuyenvien", password)
	elsewhere := d.cookies
	d.cookies = map[string]*http.Cookie{}
	d.signIn("chuyenvien", password)
	require.Equal(t, http.StatusOK, d.status("/me"))
	code, _ := d.ask(http.MethodPost, "/out-everywhere", nil)
	require.Equal(t, http.StatusOK, code)
	require.Equal(t, http.StatusUnauthorized, d.status("/me"))
	d.cookies = elsewhere
	require.Equal(t, http.StatusUnauthorized, d.status("/me"), "on the other machine too")
	require.Equal(t, http.StatusOK, d.status("/api/me", "Authorization", "Bearer "+plain))
	d.signIn("chuyenvien", password)
	require.Equal(t, http.StatusOK, d.status("/me"), "and signing in anew works")
}

func TestATokenThatIsRefusedIsNotReplacedByTheSession(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	d.signIn("chuyenvien", password)
	require.Equal(t, http.StatusOK, d.status("/api/me"))
	require.Equal(t, http.StatusUnauthorized, d.status("/api/me", "Authorization", "Bearer tk_guess"))
}

func TestTheBoundsOfAToken(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	for name, c := range map[string]struct {
		name   string
		scope  domain.TokenScope
		days   int
		fields []string
	}{
		"no name":        {"  ", domain.TokenRead, 1, []string{"name"}},
		"unseen name":    {"\u200b\u202e", domain.TokenRead, 1, []string{"name"}},
		"long name":      {strings.Repeat("ă", 101), domain.TokenAct, 1, []string{"name"}},
		"no days":        {"x", domain.TokenAct, 0, []string{"days"}},
		"over one year":  {"", domain.TokenAct, 367, []string{"days", "name"}},
		"no scope":       {"x", "", 1, []string{"scope"}},
		"signs too long": {"x", domain.TokenSign, 2, []string{"days"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := d.doors.Tokens().Create(t.Context(), domain.Actor{}, c.name, c.scope, c.days)
			var known *domain.Error
			require.ErrorAs(t, err, &known)
			require.Equal(t, domain.ErrInvalid, known.Code)
			require.Len(t, known.Fields, len(c.fields))
		})
	}
	ctx := WithVisitor(t.Context(), &Visitor{Scope: domain.TokenSign})
	_, _, err := d.doors.Tokens().Create(ctx, domain.Actor{}, "x", domain.TokenRead, 1)
	require.True(t, domain.CodeOf(err) == domain.ErrForbidden, "a token makes no tokens")
}

func TestRulesAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	for _, r := range []Rule{Everybody, SignedIn, Permission(regulation.PermAdmin)} {
		read, err := ParseRule(r.String())
		require.NoError(t, err)
		require.Equal(t, r, read)
	}
	for _, text := range []string{"", "anyone"} {
		_, err := ParseRule(text)
		require.Error(t, err)
	}
	require.Error(t, Rule{}.Check(&Visitor{}, time.Time{}), "the zero rule lets nobody through")
}
