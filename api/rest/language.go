package rest

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
	"golang.org/x/text/language"

	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

// The first is the answer where no other suits.
var languages = language.NewMatcher([]language.Tag{language.Vietnamese, language.English})

// languageOf is the language a request asks to be answered in.
func languageOf(r *http.Request) string {
	tag, _ := language.MatchStrings(languages, r.Header.Get("Accept-Language"))
	if base, _ := tag.Base(); base.String() == domain.English {
		return domain.English
	}
	return domain.Vietnamese
}

type languageKey struct{}

func inLanguage(c *gin.Context) {
	lang := languageOf(c.Request)
	c.Header("Content-Language", lang)
	c.Writer.Header().Add("Vary", "Accept-Language")
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), languageKey{}, lang))
}

func langOf(ctx context.Context) string {
	lang, _ := ctx.Value(languageKey{}).(string)
	return locale.Known(lang)
}
