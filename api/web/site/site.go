// Package site is what every page stands in: the frame with its menu, forms and
// what was typed into them, failures, the line that says what was done, templates,
// styles and the words they call. Pages themselves stand in areas beside it.
package site

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
)

// Deps is what the frame stands on. All of it is required but Secure.
type Deps struct {
	Store    Store
	Files    door.Files
	Sessions Sessions
	Calendar *calendar.Calendar
	Hours    calendar.OfficeHours
	Secure   bool // the site is reached over https only
	Now      func() time.Time
	Log      *slog.Logger
}

// Store names units and people, and counts what the frame shows.
type Store interface {
	door.Units
	UnitHolders(ctx context.Context, unitID string, p domain.Position, at time.Time) ([]domain.Person, error)
	Persons(ctx context.Context, ids []string) ([]domain.Person, error)
	UnreadNotices(ctx context.Context, accountID string) (int, error)
}

// Sessions knows who is there.
type Sessions interface {
	Actor(c *gin.Context) (domain.Actor, bool)
}

// Site is the frame, ready for the areas.
type Site struct {
	Deps
	pages  pageSets
	assets assets
}

// Area is a part of the site: its addresses, and what answers there.
type Area interface {
	Routes() []Route
}

// Route is one address of the pages: who may come, and what answers.
type Route struct {
	Method, Path string
	Who          auth.Rule
	Answer       func(*Visit) error
}

// New reads the templates and styles of the areas, each from its folder. The error
// names the first that is broken or stands twice.
func New(d Deps, folders ...fs.FS) (*Site, error) {
	if d.Store == nil || d.Files == nil || d.Sessions == nil || d.Calendar == nil || d.Now == nil || d.Log == nil {
		return nil, errors.New("site: a part is missing from Deps")
	}
	folders = append([]fs.FS{own}, folders...)
	bundled, err := loadAssets(folders)
	if err != nil {
		return nil, err
	}
	pages, err := loadPages(folders, bundled)
	if err != nil {
		return nil, err
	}
	return &Site{Deps: d, pages: pages, assets: bundled}, nil
}

// Mount adds the addresses of an area to the router.
func (s *Site) Mount(r gin.IRouter, area Area) {
	for _, route := range area.Routes() {
		r.Handle(route.Method, route.Path, s.handle(route))
	}
}

// MountAssets adds the files that pages bring along, and says who may have them.
func (s *Site) MountAssets(r gin.IRouter) { r.GET(assetRoute, s.serveAsset) }

// AssetRules says who may have the files that pages bring along.
func AssetRules() auth.Rules { return auth.Rules{auth.Key(http.MethodGet, assetRoute): auth.Everybody} }

// NotFound answers an address where nothing is.
func (s *Site) NotFound(c *gin.Context) {
	s.Fail(c, &domain.Error{Code: domain.ErrNotFound})
}

// Fail shows an error as a page, for those who stand in front of the pages.
func (s *Site) Fail(c *gin.Context, err error) {
	secure(c)
	s.fail(s.visit(c), err)
}

// handle wraps a route: headers, who is at the door, and one place for errors.
// The rule is asked here as well as by the guard in front, so that no page
// depends on how it was mounted.
func (s *Site) handle(route Route) gin.HandlerFunc {
	return func(c *gin.Context) {
		secure(c)
		visit := s.visit(c)
		err := route.Who.Check(visit.visitor(), visit.Now)
		if err == nil {
			err = route.Answer(visit)
		}
		if err != nil {
			s.fail(visit, err)
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
