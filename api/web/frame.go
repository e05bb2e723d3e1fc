package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
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
}

// NavItem is an entry of the main menu.
type NavItem struct {
	Key     string // message key under "nav."
	Href    string
	Current bool
}

func (f *Frame) frame() *Frame { return f }

// framed is any page: a struct that embeds Frame.
type framed interface{ frame() *Frame }

// page shows a page with status 200.
func (w *Web) page(rq *request, name string, p framed, title string) error {
	w.show(rq, http.StatusOK, name, p, title)
	return nil
}

// show fills the frame, runs the template into a buffer and only then writes:
// a page comes whole or not at all.
func (w *Web) show(rq *request, status int, name string, p framed, title string) {
	w.fillFrame(rq, p.frame(), title)
	var out bytes.Buffer
	if err := w.pages.execute(&out, rq.lang, name, p); err != nil {
		w.Log.ErrorContext(rq.ctx, "render page", "page", name, "error", err)
		rq.c.Data(http.StatusInternalServerError, "text/plain; charset=utf-8", []byte(locale.T(rq.lang, "error.code.internal", nil)))
		return
	}
	rq.c.Data(status, "text/html; charset=utf-8", out.Bytes())
}

func (w *Web) fillFrame(rq *request, f *Frame, title string) {
	f.Lang, f.Title, f.Now = rq.lang, title, rq.now
	f.Here = "/"
	if rq.c.Request.Method == http.MethodGet {
		f.Here = rq.c.Request.URL.RequestURI()
	}
	f.Flash = rq.flash
	if f.Flash == nil {
		f.Flash = rq.takeFlash()
	}
	if rq.actor == nil {
		return
	}
	f.Person = rq.actor.Name
	f.Nav = navOf(rq)
	// The rest of the frame may fail without taking the page with it.
	units, err := w.unitsAt(rq, rq.now)
	if err != nil {
		w.Log.WarnContext(rq.ctx, "frame: units", "error", err)
	}
	for _, u := range units {
		if u.ID == rq.actor.UnitID {
			f.MyUnit = door.UnitName(rq.lang, u)
		}
	}
	if f.Unread, err = w.Store.UnreadNotices(rq.ctx, rq.actor.AccountID); err != nil {
		w.Log.WarnContext(rq.ctx, "frame: unread notices", "error", err)
	}
}

func navOf(rq *request) []NavItem {
	here := rq.c.Request.URL.Path
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
		if e.permission == "" || regulation.Can(*rq.actor, e.permission, rq.now) {
			nav = append(nav, NavItem{Key: e.key, Href: e.href, Current: here == e.href})
		}
	}
	return nav
}

// Flash is one line that the visit before left for this one: what was done.
type Flash struct {
	Key     string
	Subject string
	Wait    bool // accepted, but not finished
}

const flashCookie = "trinhky_flash"

// flashKeys are the only things a flash may say, so that a cookie made elsewhere
// cannot put words into our mouth.
var flashKeys = map[string]bool{
	"done.pending": true, "done.uploaded": true, "done.version": true, "done.annex": true, "done.facts": true,
	"done.plan_changed": true, "done.outside": true, "done.read": true, "done.revoked": true, "done.queue_empty": true, "done.fixed": true,
}

func init() {
	for _, act := range route.Acts() {
		flashKeys["done."+string(act)] = true
	}
}

// leave says key on the next page.
func (rq *request) leave(key string) {
	rq.cookie(flashCookie, url.QueryEscape(key), 60)
}

func (rq *request) takeFlash() *Flash {
	cookie, err := rq.c.Request.Cookie(flashCookie)
	if err != nil {
		return nil
	}
	rq.cookie(flashCookie, "", -1)
	key, err := url.QueryUnescape(cookie.Value)
	if err != nil || !flashKeys[key] {
		return nil
	}
	return &Flash{Key: key, Wait: key == "done.pending" || key == "done.plan_changed"}
}

const languageCookie = "trinhky_lang"

// languageOf is the language of a visit: the one chosen, else Vietnamese.
func languageOf(c *gin.Context) string {
	if cookie, err := c.Request.Cookie(languageCookie); err == nil {
		return locale.Known(cookie.Value)
	}
	return domain.Vietnamese
}

func (rq *request) keepLanguage(lang string) {
	rq.lang = locale.Known(lang)
	rq.cookie(languageCookie, rq.lang, 365*24*60*60)
}

// cookie sets one of the two small cookies of the pages: the language and the
// line for the next page. Neither says who somebody is.
func (rq *request) cookie(name, value string, seconds int) {
	//nolint:gosec // Secure follows how the site is reached; nothing here is worth stealing
	http.SetCookie(rq.c.Writer, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: rq.secure,
	})
}

// postLanguage switches the language and goes back to where the person was.
func (w *Web) postLanguage(rq *request) error {
	rq.keepLanguage(rq.c.PostForm("lang"))
	if rq.actor != nil {
		if err := w.Store.SetLanguage(rq.ctx, rq.actor.AccountID, rq.lang); err != nil {
			return fmt.Errorf("keep language: %w", err)
		}
	}
	return rq.to(within(rq.c.PostForm("back")))
}

// within keeps a redirect inside this site.
func within(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || len(path) == 0 || path[0] != '/' || (len(path) > 1 && (path[1] == '/' || path[1] == '\\')) {
		return "/"
	}
	return path
}

// T is the text under a key of the catalogues, with args as pairs.
func (rq *request) T(key string, pairs ...any) string {
	return locale.T(rq.lang, key, pairsOf(pairs))
}

func pairsOf(pairs []any) map[string]any {
	if len(pairs) == 0 {
		return nil
	}
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			args[name] = pairs[i+1]
		}
	}
	return args
}
