package site

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/api/auth"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/regulation"
	"trinhky/internal/tidy"
)

// Visit is somebody at an address: who, in which language, at what time.
type Visit struct {
	Gin    *gin.Context
	Ctx    context.Context
	Actor  *domain.Actor // nil before sign-in
	Viewer domain.Viewer
	Lang   string
	Now    time.Time
	flash  *Flash // what the visit before left to say
	units  map[time.Time][]domain.Unit
	secure bool
}

func (s *Site) visit(c *gin.Context) *Visit {
	visit := &Visit{Gin: c, Ctx: c.Request.Context(), Lang: languageOf(c), Now: s.Now(), secure: s.Secure}
	if a, ok := s.Sessions.Actor(c); ok {
		visit.Actor = &a
		visit.Viewer = regulation.Sees(a, visit.Now)
	}
	return visit
}

func (visit *Visit) visitor() *auth.Visitor {
	if visit.Actor == nil {
		return nil
	}
	return &auth.Visitor{Actor: *visit.Actor}
}

// To answers a form: 303, so that loading again does not send it again.
func (visit *Visit) To(path string) error {
	visit.Gin.Redirect(http.StatusSeeOther, path)
	return nil
}

// Query is a value of the address on one line.
func (visit *Visit) Query(name string) string {
	return tidy.Line(visit.Gin.Query(name))
}

// Next is this page with another cursor.
func (visit *Visit) Next(after string) string {
	u := *visit.Gin.Request.URL
	values := u.Query()
	values.Set("after", after)
	u.RawQuery = values.Encode()
	return u.RequestURI()
}

// T is the text under a key of the catalogues, with args as pairs.
func (visit *Visit) T(key string, pairs ...any) string {
	return locale.T(visit.Lang, key, pairsOf(pairs))
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
