package site

import (
	"errors"
	"net/http"
	"net/url"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

// FailurePage tells what happened, which rule, and what to do next.
type FailurePage struct {
	Frame
	door.Problem
	Back string
}

// fail shows the error to the person and, where it is our fault, logs its cause.
func (s *Site) fail(visit *Visit, err error) {
	if errors.Is(err, auth.ErrSignIn) {
		s.askToSignIn(visit)
		return
	}
	p := FailurePage{Problem: door.Tell(visit.Lang, err), Back: "/"}
	if p.Status >= http.StatusInternalServerError {
		s.Log.ErrorContext(visit.Ctx, "page failed", "method", visit.Gin.Request.Method, "path", visit.Gin.FullPath(), "status", p.Status, "error", err)
	}
	title := p.Code
	if p.Refusal != nil {
		title = "refused"
		if p.Refusal.Case.Kind == domain.KindDocument {
			p.Back = "/documents/" + p.Refusal.Case.ID
		}
	}
	visit.RetryAfter(err)
	s.Show(visit, p.Status, "failure", &p, locale.T(visit.Lang, "failure.title."+title, nil))
}

// RetryAfter tells programs what the page tells people.
func (visit *Visit) RetryAfter(err error) {
	if seconds := door.RetryAfter(err); seconds != "" {
		visit.Gin.Header("Retry-After", seconds)
	}
}

// Message is the text of an error for the person who filled in a form.
func (visit *Visit) Message(err error) string { return door.Tell(visit.Lang, err).What }

// askToSignIn sends a visitor to the sign-in page, and back afterwards where the
// visit was only reading.
func (s *Site) askToSignIn(visit *Visit) {
	target := "/sign-in"
	if visit.Gin.Request.Method == http.MethodGet && visit.Gin.Request.URL.Path != "/" {
		target += "?next=" + url.QueryEscape(visit.Gin.Request.URL.RequestURI())
	}
	visit.Gin.Redirect(http.StatusSeeOther, target)
}
