package account_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
	"trinhky/internal/locale"
)

func TestSigningIn(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	require.Equal(t, "/sign-in?next=%2Ftracking%3Ftab%3Doverdue", o.As("").Get("/tracking?tab=overdue").Location)
	require.Equal(t, "/sign-in", o.As("").Get("/").Location)
	v := o.As("").Post("/sign-in", url.Values{"username": {webtest.Drafter}, "password": {"sai"}})
	require.Equal(t, http.StatusForbidden, v.Status)
	page := webtest.Read(t, v)
	require.Contains(t, page.Find(`[data-testid="problem"]`).Text(), locale.T("vi", "error.sign_in.wrong", nil))
	require.Equal(t, webtest.Drafter, page.Find("#username").AttrOr("value", ""))
	require.Empty(t, page.Find("#password").AttrOr("value", ""))
	require.Equal(t, "/work", o.As(webtest.Drafter).Get("/").Location)
	require.Equal(t, "/sign-in", o.As(webtest.Drafter).Post("/sign-out", url.Values{}).Location)
}

func TestTheLanguageIsKeptAndThePersonStaysWhereTheyWere(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	v := o.As(webtest.Drafter).Post("/language", url.Values{"lang": {"en"}, "back": {"/documents?text=a"}})
	require.Equal(t, "/documents?text=a", v.Location)
	require.Contains(t, v.Header.Get("Set-Cookie"), "trinhky_lang=en")
	require.Contains(t, o.In(webtest.Drafter, "en").Get("/work").Body, "My work")
	require.Contains(t, o.In(webtest.Drafter, "fr").Get("/work").Body, "Việc của tôi")
}

func TestNoticesAreCountedUntilTheyAreRead(t *testing.T) {
	t.Parallel()
	s := webtest.NewScene(t)
	page := webtest.Read(t, s.As(webtest.Drafter).Get("/notices"))
	require.Contains(t, page.Find(`[data-testid="notices"] .count`).Text(), "1")
	id := page.Find(".unread [name=id]").AttrOr("value", "")
	v := s.As(webtest.Drafter).Post("/notices/read", url.Values{"id": {id}, "document": {s.Signing.Document.ID}})
	require.Equal(t, "/documents/"+s.Signing.Document.ID, v.Location, "opening a notice is one press")
	require.Zero(t, webtest.Read(t, s.As(webtest.Drafter).Get("/notices")).Find(".unread, .count").Length())
	require.Equal(t, http.StatusUnprocessableEntity, s.As(webtest.Drafter).Post("/notices/read", url.Values{}).Status)
}

func TestAnAccessTokenIsShownOnce(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	v := o.As(webtest.Drafter).Post("/account/tokens", url.Values{"name": {"Báo cáo"}, "scope": {"read"}, "days": {"90"}})
	require.Equal(t, "tk_bimat", webtest.Read(t, v).Find(`[data-testid="plain-token"]`).Text())
	require.NotContains(t, o.As(webtest.Drafter).Get("/account").Body, "tk_bimat")
	out := o.As(webtest.Drafter).Post("/account/sessions/end", url.Values{})
	require.Equal(t, []any{http.StatusSeeOther, "/sign-in", 1}, []any{out.Status, out.Location, o.Ended})
	again := o.As(webtest.Drafter).Post("/account/tokens", url.Values{"name": {""}, "scope": {"act"}, "days": {"90"}})
	require.Equal(t, http.StatusUnprocessableEntity, again.Status)
	require.Equal(t, "act", webtest.Read(t, again).Find("#scope option[selected]").AttrOr("value", ""), "what was chosen stays")
	require.Equal(t, "90", webtest.Read(t, again).Find("#days option[selected]").AttrOr("value", ""))
	v = o.As(webtest.Drafter).Post("/account/tokens/"+o.AccessTokens[0].ID+"/revoke", url.Values{})
	require.Equal(t, "/account", v.Location)
	require.NotNil(t, o.AccessTokens[0].RevokedAt)
}
