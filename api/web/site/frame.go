package site

import (
	"bytes"
	"net/http"
	"time"

	"trinhky/api/door"
	"trinhky/internal/locale"
	"trinhky/internal/regulation"
	"trinhky/internal/requestid"
)

// Frame is what stands around every page. Each page's struct embeds it.
type Frame struct {
	Lang   string
	Title  string
	Here   string // this page's own address, for the language switch
	Person string // empty before sign-in
	MyUnit string
	Nav    []NavItem
	Unread int
	Flash  *Flash
	Now    time.Time
	// RequestID is what a person whose request failed can quote.
	RequestID string
}

// NavItem is an entry of the main menu.
type NavItem struct {
	Key     string // message key under "nav."
	Href    string
	Current bool
}

func (f *Frame) frame() *Frame { return f }

// Page is any page: a struct that embeds Frame.
type Page interface{ frame() *Frame }

// Page shows a page with status 200.
func (s *Site) Page(visit *Visit, name string, p Page, title string) error {
	s.Show(visit, http.StatusOK, name, p, title)
	return nil
}

// Show fills the frame, runs the template into a buffer and only then writes:
// a page comes whole or not at all.
func (s *Site) Show(visit *Visit, status int, name string, p Page, title string) {
	s.fillFrame(visit, p.frame(), title)
	if status >= http.StatusBadRequest {
		p.frame().RequestID = requestid.Of(visit.Ctx)
	}
	var out bytes.Buffer
	if err := s.pages.execute(&out, visit.Lang, name, p); err != nil {
		s.Log.ErrorContext(visit.Ctx, "render page", "page", name, "error", err)
		visit.Gin.Data(http.StatusInternalServerError, "text/plain; charset=utf-8", []byte(locale.T(visit.Lang, "error.code.internal", nil)))
		return
	}
	visit.Gin.Data(status, "text/html; charset=utf-8", out.Bytes())
}

func (s *Site) fillFrame(visit *Visit, f *Frame, title string) {
	f.Lang, f.Title, f.Now = visit.Lang, title, visit.Now
	f.Here = "/"
	if visit.Gin.Request.Method == http.MethodGet {
		f.Here = visit.Gin.Request.URL.RequestURI()
	}
	f.Flash = visit.flash
	if f.Flash == nil {
		f.Flash = visit.takeFlash()
	}
	if visit.Actor == nil {
		return
	}
	f.Person = visit.Actor.Name
	f.Nav = navOf(visit)
	// The rest of the frame may fail without taking the page with it.
	units, err := s.UnitsAt(visit, visit.Now)
	if err != nil {
		s.Log.WarnContext(visit.Ctx, "frame: units", "error", err)
	}
	for _, u := range units {
		if u.ID == visit.Actor.UnitID {
			f.MyUnit = door.UnitName(visit.Lang, u)
		}
	}
	if f.Unread, err = s.Store.UnreadNotices(visit.Ctx, visit.Actor.AccountID); err != nil {
		s.Log.WarnContext(visit.Ctx, "frame: unread notices", "error", err)
	}
}

func navOf(visit *Visit) []NavItem {
	here := visit.Gin.Request.URL.Path
	entries := []struct {
		key, href  string
		permission regulation.Permission
	}{
		{"work", "/work", ""},
		{"signing", "/signing", regulation.PermSigningQueue},
		{"upload", "/documents/new", regulation.PermDraft},
		{"documents", "/documents", ""},
		{"tracking", "/tracking", regulation.PermTracking},
		{"register", "/register", regulation.PermRegister},
	}
	var nav []NavItem
	for _, e := range entries {
		if e.permission == "" || regulation.Can(*visit.Actor, e.permission, visit.Now) {
			nav = append(nav, NavItem{Key: e.key, Href: e.href, Current: here == e.href})
		}
	}
	return nav
}
