// Package web serves the pages. They stand in areas, each with its addresses, and
// with the handler, template and style of a page side by side; what all share
// stands in site. Handlers read what stands there, ask internal/route what is
// allowed, and carry acts to the gateway; every form works without JavaScript and
// answers with a redirect, so that a page can be loaded again without acting twice.
package web

import (
	"errors"
	"log/slog"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/api/web/account"
	"trinhky/api/web/document"
	"trinhky/api/web/office"
	"trinhky/api/web/site"
	"trinhky/internal/calendar"
	"trinhky/internal/format"
	"trinhky/internal/regulation"
)

// Store is what the areas read, and the few things they write that are not acts
// on a route.
type Store interface {
	site.Store
	document.Store
	office.Store
	account.Store
}

// Sessions signs people in and out, and knows who is there.
type Sessions interface {
	site.Sessions
	door.Sessions
}

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
	*site.Site
	areas []site.Area
}

// New reads every template and style. The error names the first that is broken,
// missing or belongs to no page.
func New(d Deps) (*Web, error) {
	if d.Store == nil || d.Decisions == nil || d.Intake == nil || d.Tokens == nil {
		return nil, errors.New("web: a part is missing from Deps")
	}
	frame, err := site.New(site.Deps{
		Store: d.Store, Files: d.Files, Sessions: d.Sessions, Calendar: d.Calendar, Hours: d.Terms.OfficeHours(), Secure: d.Secure,
		Now: d.Now, Log: d.Log,
	}, document.Pages, office.Pages, account.Pages)
	if err != nil {
		return nil, err
	}
	return &Web{Site: frame, areas: []site.Area{
		document.New(frame, d.Store, d.Decisions, d.Intake, d.Form),
		office.New(frame, d.Store, d.Decisions, d.Intake),
		account.New(frame, d.Store, d.Sessions, d.Tokens),
	}}, nil
}

// Mount adds every page to the router.
func (w *Web) Mount(r gin.IRouter) {
	w.MountAssets(r)
	for _, area := range w.areas {
		w.Site.Mount(r, area)
	}
}

// Rules says who may use each page, for the guard in front of them and for the
// test that walks every route as everybody.
func (w *Web) Rules() auth.Rules {
	rules := site.AssetRules()
	for _, area := range w.areas {
		for _, route := range area.Routes() {
			rules[auth.Key(route.Method, route.Path)] = route.Who
		}
	}
	return rules
}
