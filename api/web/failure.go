package web

import (
	"errors"
	"net/http"
	"net/url"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/internal/locale"
)

// FailurePage tells what happened, which rule, and what to do next.
type FailurePage struct {
	Frame
	door.Problem
	Back string
}

// fail shows the error to the person and, where it is our fault, logs its cause.
func (w *Web) fail(rq *request, err error) {
	if errors.Is(err, auth.ErrSignIn) {
		w.askToSignIn(rq)
		return
	}
	p := FailurePage{Problem: door.Tell(rq.lang, err), Back: "/"}
	if p.Status >= http.StatusInternalServerError {
		w.Log.ErrorContext(rq.ctx, "page failed", "method", rq.c.Request.Method, "path", rq.c.FullPath(), "status", p.Status, "error", err)
	}
	title := p.Code
	if p.Refusal != nil {
		title = "refused"
		if p.Refusal.DocumentID != "" {
			p.Back = "/documents/" + p.Refusal.DocumentID
		}
	}
	rq.retryAfter(err)
	w.show(rq, p.Status, "failure", &p, locale.T(rq.lang, "failure.title."+title, nil))
}

// retryAfter tells programs what the page tells people.
func (rq *request) retryAfter(err error) {
	if seconds := door.RetryAfter(err); seconds != "" {
		rq.c.Header("Retry-After", seconds)
	}
}

// messageOf is the text of an error for the person who filled in a form.
func messageOf(rq *request, err error) string { return door.Tell(rq.lang, err).What }

// askToSignIn sends a visitor to the sign-in page, and back afterwards where the
// visit was only reading.
func (w *Web) askToSignIn(rq *request) {
	target := "/sign-in"
	if rq.c.Request.Method == http.MethodGet && rq.c.Request.URL.Path != "/" {
		target += "?next=" + url.QueryEscape(rq.c.Request.URL.RequestURI())
	}
	rq.c.Redirect(http.StatusSeeOther, target)
}
