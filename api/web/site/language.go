package site

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

const languageCookie = "trinhky_lang"

// languageOf is the language of a visit: the one chosen, else Vietnamese.
func languageOf(c *gin.Context) string {
	if cookie, err := c.Request.Cookie(languageCookie); err == nil {
		return locale.Known(cookie.Value)
	}
	return domain.Vietnamese
}

// KeepLanguage chooses the language of this visit and the next ones.
func (visit *Visit) KeepLanguage(lang string) {
	visit.Lang = locale.Known(lang)
	visit.cookie(languageCookie, visit.Lang, 365*24*60*60)
}

// cookie sets one of the two small cookies of the pages: the language and the
// line for the next page. Neither says who somebody is.
func (visit *Visit) cookie(name, value string, seconds int) {
	//nolint:gosec // Secure follows how the site is reached; nothing here is worth stealing
	http.SetCookie(visit.Gin.Writer, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: visit.secure,
	})
}

// Within keeps a redirect inside this site.
func Within(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || len(path) == 0 || path[0] != '/' || (len(path) > 1 && (path[1] == '/' || path[1] == '\\')) {
		return "/"
	}
	return path
}
