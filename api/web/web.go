// Package web serves the pages. Each page is a file here with its template and
// style of the same name under pages/, and a struct that its template is filled
// from. Handlers read what stands there, ask internal/regulation what is allowed,
// and carry acts to the gateway; every form works without JavaScript and answers
// with a redirect, so that a page can be loaded again without acting twice.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/mending"
	"trinhky/internal/regulation"
	"trinhky/internal/tidy"
)

// Deps is what the pages stand on. All of it is required but Secure.
type Deps struct {
	Store     Store
	Decisions door.Decisions
	Intake    door.Intake
	Files     door.Files
	Sessions  Sessions
	Tokens    door.Tokens
	Calendar  *calendar.Calendar
	Terms     regulation.RouteTerms // of the preset new routes begin under
	Form      format.Checker        // the rules findings are shown of
	Secure    bool                  // the site is reached over https only
	Now       func() time.Time
	Log       *slog.Logger
}

// Web is the set of pages, ready to be mounted.
type Web struct {
	Deps
	pages   pageSets
	assets  assets
	hours   calendar.OfficeHours
	mending *mending.Service
}

// New reads every template and style. The error names the first that is broken,
// missing or belongs to no page.
func New(d Deps) (*Web, error) {
	if d.Store == nil || d.Decisions == nil || d.Intake == nil || d.Files == nil || d.Sessions == nil || d.Tokens == nil ||
		d.Calendar == nil || d.Now == nil || d.Log == nil {
		return nil, errors.New("web: a part is missing from Deps")
	}
	bundled, err := loadAssets(source)
	if err != nil {
		return nil, err
	}
	pages, err := loadPages(source, bundled)
	if err != nil {
		return nil, err
	}
	return &Web{Deps: d, pages: pages, assets: bundled, hours: d.Terms.OfficeHours(), mending: mending.New(d.Files, d.Form)}, nil
}

// Mount adds every page to the router.
func (w *Web) Mount(r gin.IRouter) {
	r.GET(assetRoute, w.serveAsset)
	for _, p := range w.routes() {
		r.Handle(p.method, p.path, w.handle(p))
	}
}

// NotFound answers an address where nothing is.
func (w *Web) NotFound(c *gin.Context) {
	w.Fail(c, &domain.Error{Code: domain.ErrNotFound})
}

// Rules says who may use each page, for the guard in front of them and for the
// test that walks every route as everybody.
func (w *Web) Rules() auth.Rules {
	rules := auth.Rules{auth.Key(http.MethodGet, assetRoute): auth.Everybody}
	for _, p := range w.routes() {
		rules[auth.Key(p.method, p.path)] = p.who
	}
	return rules
}

// Fail shows an error as a page, for those who stand in front of the pages.
func (w *Web) Fail(c *gin.Context, err error) {
	secure(c)
	w.fail(w.request(c), err)
}

// address is one route of the pages: who may come, and what answers.
type address struct {
	method, path string
	who          auth.Rule
	answer       func(*request) error
}

func (w *Web) routes() []address {
	var (
		everybody = auth.Everybody
		signedIn  = auth.SignedIn
		drafters  = auth.Permission(regulation.PermDraft)
		signers   = auth.Permission(regulation.PermSigningQueue)
		trackers  = auth.Permission(regulation.PermTracking)
		recorders = auth.Permission(regulation.PermRecordOutside)
		readers   = auth.Permission(regulation.PermRegister)
	)
	return []address{
		{http.MethodGet, "/", everybody, w.getHome},
		{http.MethodGet, "/sign-in", everybody, w.getSignIn},
		{http.MethodPost, "/sign-in", everybody, w.postSignIn},
		{http.MethodPost, "/sign-out", signedIn, w.postSignOut},
		{http.MethodPost, "/language", everybody, w.postLanguage},

		{http.MethodGet, "/work", signedIn, w.getWork},
		{http.MethodGet, "/signing", signers, w.getSigning},

		{http.MethodGet, "/documents", signedIn, w.getDocuments},
		{http.MethodGet, "/documents/new", drafters, w.getUpload},
		{http.MethodPost, "/documents", drafters, w.postUpload},
		{http.MethodGet, "/documents/:id", signedIn, w.getDossier},
		{http.MethodGet, "/documents/:id/opinions", signedIn, w.getOpinions},
		{http.MethodGet, "/documents/:id/changes", signedIn, w.getChanges},
		{http.MethodGet, "/documents/:id/format", signedIn, w.getFormat},
		{http.MethodGet, "/documents/:id/format/fixed", signedIn, w.getFixed},
		{http.MethodPost, "/documents/:id/format/fixed", drafters, w.postFixed},
		{http.MethodGet, "/documents/:id/due/:step/:round", signedIn, w.getDue},
		{http.MethodGet, "/documents/:id/files/:sha", signedIn, w.getFile},
		{http.MethodGet, "/documents/:id/pdf/:sha", signedIn, w.getPDF},
		{http.MethodGet, "/documents/:id/submit", drafters, w.getSubmit},
		{http.MethodPost, "/documents/:id/facts", drafters, w.postFacts},
		{http.MethodPost, "/documents/:id/plan", drafters, w.postPlan},
		{http.MethodPost, "/documents/:id/submit", drafters, w.postSubmit},
		{http.MethodPost, "/documents/:id/versions", drafters, w.postVersion},
		{http.MethodPost, "/documents/:id/annexes", drafters, w.postAnnex},
		{http.MethodPost, "/documents/:id/acts/:act", signedIn, w.postAct},

		{http.MethodGet, "/tracking", trackers, w.getTracking},
		{http.MethodGet, "/tracking/format", trackers, w.getPasses},
		{http.MethodGet, "/tracking/export", trackers, w.getTrackingExport},
		{http.MethodGet, "/tracking/evidence/:sha", trackers, w.getEvidence},
		{http.MethodGet, "/tracking/outside", recorders, w.getOutside},
		{http.MethodPost, "/tracking/outside", recorders, w.postOutside},
		{http.MethodGet, "/register", readers, w.getRegister},

		{http.MethodGet, "/notices", signedIn, w.getNotices},
		{http.MethodPost, "/notices/read", signedIn, w.postNoticesRead},
		{http.MethodGet, "/account", signedIn, w.getAccount},
		{http.MethodPost, "/account/sessions/end", signedIn, w.postSessionsEnd},
		{http.MethodPost, "/account/tokens", signedIn, w.postToken},
		{http.MethodPost, "/account/tokens/:token/revoke", signedIn, w.postTokenRevoke},
	}
}

// handle wraps a route: headers, who is at the door, and one place for errors.
// The rule is asked here as well as by the guard in front, so that no page
// depends on how it was mounted.
func (w *Web) handle(p address) gin.HandlerFunc {
	return func(c *gin.Context) {
		secure(c)
		rq := w.request(c)
		err := p.who.Check(rq.visitor(), rq.now)
		if err == nil {
			err = p.answer(rq)
		}
		if err != nil {
			w.fail(rq, err)
		}
	}
}

// secure sets the headers of every page: nothing from elsewhere, no script or
// style but our own files, never inside another site's frame.
func secure(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "+
		"connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// request is one visit: who, in which language, at what time.
type request struct {
	c      *gin.Context
	ctx    context.Context
	actor  *domain.Actor // nil before sign-in
	view   domain.Viewer
	lang   string
	now    time.Time
	flash  *Flash // what the visit before left to say
	units  map[time.Time][]domain.Unit
	secure bool
}

func (w *Web) request(c *gin.Context) *request {
	rq := &request{c: c, ctx: c.Request.Context(), lang: languageOf(c), now: w.Now(), secure: w.Secure}
	if a, ok := w.Sessions.Actor(c); ok {
		rq.actor = &a
		rq.view = regulation.Sees(a, rq.now)
	}
	return rq
}

func (rq *request) visitor() *auth.Visitor {
	if rq.actor == nil {
		return nil
	}
	return &auth.Visitor{Actor: *rq.actor}
}

// to answers a form: 303, so that loading again does not send it again.
func (rq *request) to(path string) error {
	rq.c.Redirect(http.StatusSeeOther, path)
	return nil
}

// query is a value of the address on one line.
func (rq *request) query(name string) string {
	return tidy.Line(rq.c.Query(name))
}

// next is this page with another cursor.
func (rq *request) next(after string) string {
	u := *rq.c.Request.URL
	values := u.Query()
	values.Set("after", after)
	u.RawQuery = values.Encode()
	return u.RequestURI()
}
