package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"trinhky/internal/domain"
)

// answersHead lets whatever answers GET answer HEAD too. The server sends no body
// to a HEAD, whatever a handler writes.
func answersHead(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			get := *r
			get.Method = http.MethodGet
			r = &get
		}
		next.ServeHTTP(w, r)
	})
}

// otherMethods answers an address that is there, but not for this method. Gin has
// set Allow to what it registered.
func otherMethods(fail func(*gin.Context, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		h := c.Writer.Header()
		allowed := strings.Split(h.Get("Allow"), ", ")
		if slices.Contains(allowed, http.MethodGet) {
			allowed = append(allowed, http.MethodHead)
		}
		allowed = append(allowed, http.MethodOptions)
		slices.Sort(allowed)
		h.Set("Allow", strings.Join(allowed, ", "))
		if c.Request.Method == http.MethodOptions {
			// No header of CORS: other sites have no business here.
			c.AbortWithStatus(http.StatusNoContent)
			return
		}
		fail(c, &domain.Error{Code: domain.ErrMethod})
	}
}

// elsewhere answers an address where nothing is. One that ends in a slash too
// many is sent to the one without, which never leads out of the site.
func elsewhere(fail func(*gin.Context, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		path := c.Request.URL.Path
		if trimmed := "/" + strings.Trim(path, "/"); c.Request.Method == http.MethodGet && strings.HasSuffix(path, "/") && trimmed != path {
			target := *c.Request.URL
			target.Path, target.RawPath = trimmed, ""
			c.Redirect(http.StatusPermanentRedirect, target.RequestURI())
			return
		}
		fail(c, &domain.Error{Code: domain.ErrNotFound})
	}
}
