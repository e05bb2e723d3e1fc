// Package account is the pages of a person's own: signing in and out, language,
// notices, what they hold, their sessions and access tokens.
package account

import (
	"context"
	"embed"
	"net/http"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/api/web/site"
)

// Pages are the templates and styles of this area.
//
//go:embed *.html *.css
var Pages embed.FS

// Store is what the area reads, and the few things it keeps.
type Store interface {
	door.Notices
	SetLanguage(ctx context.Context, accountID, lang string) error
}

// Area is the pages of a person's own.
type Area struct {
	*site.Site
	Store    Store
	Sessions door.Sessions
	Tokens   door.Tokens
}

// New makes the area within the frame.
func New(frame *site.Site, store Store, sessions door.Sessions, tokens door.Tokens) *Area {
	return &Area{Site: frame, Store: store, Sessions: sessions, Tokens: tokens}
}

// Routes says who may come where.
func (a *Area) Routes() []site.Route {
	var (
		everybody = auth.Everybody
		signedIn  = auth.SignedIn
	)
	return []site.Route{
		{Method: http.MethodGet, Path: "/", Who: everybody, Answer: a.getHome},
		{Method: http.MethodGet, Path: "/sign-in", Who: everybody, Answer: a.getSignIn},
		{Method: http.MethodPost, Path: "/sign-in", Who: everybody, Answer: a.postSignIn},
		{Method: http.MethodPost, Path: "/sign-out", Who: signedIn, Answer: a.postSignOut},
		{Method: http.MethodPost, Path: "/language", Who: everybody, Answer: a.postLanguage},
		{Method: http.MethodGet, Path: "/notices", Who: signedIn, Answer: a.getNotices},
		{Method: http.MethodPost, Path: "/notices/read", Who: signedIn, Answer: a.postNoticesRead},
		{Method: http.MethodGet, Path: "/account", Who: signedIn, Answer: a.getAccount},
		{Method: http.MethodPost, Path: "/account/sessions/end", Who: signedIn, Answer: a.postSessionsEnd},
		{Method: http.MethodPost, Path: "/account/tokens", Who: signedIn, Answer: a.postToken},
		{Method: http.MethodPost, Path: "/account/tokens/:token/revoke", Who: signedIn, Answer: a.postTokenRevoke},
	}
}
