package web

import (
	"errors"
	"net/http"
	"net/url"

	"trinhky/api/auth"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/regulation"
)

// FailurePage tells what happened, which rule, and what to do next.
type FailurePage struct {
	Frame
	Status  int
	What    string
	Todo    string
	Refusal *RefusalView
	Back    string
}

// RefusalView is a refused act as a person reads it.
type RefusalView struct {
	What   string
	Todo   string
	Clause string
}

// statusOf maps an error to its HTTP status, here once for all pages.
func statusOf(err error) int {
	var refusal *domain.Refusal
	if errors.As(err, &refusal) {
		return http.StatusConflict
	}
	var known *domain.Error
	if !errors.As(err, &known) {
		return http.StatusInternalServerError
	}
	switch known.Code {
	case domain.ErrInvalid:
		return http.StatusUnprocessableEntity
	case domain.ErrNotFound:
		return http.StatusNotFound
	case domain.ErrForbidden:
		return http.StatusForbidden
	case domain.ErrConflict:
		return http.StatusConflict
	case domain.ErrTooLarge:
		return http.StatusRequestEntityTooLarge
	case domain.ErrUnsupported:
		return http.StatusUnsupportedMediaType
	case domain.ErrUnavailable:
		return http.StatusServiceUnavailable
	case domain.ErrThrottled:
		return http.StatusTooManyRequests
	case domain.ErrMethod:
		return http.StatusMethodNotAllowed
	case domain.ErrSlow:
		return http.StatusRequestTimeout
	}
	return http.StatusInternalServerError
}

// fail shows the error to the person and, where it is our fault, logs its cause.
func (w *Web) fail(rq *request, err error) {
	if errors.Is(err, auth.ErrSignIn) {
		w.askToSignIn(rq)
		return
	}
	status := statusOf(err)
	if status >= http.StatusInternalServerError {
		w.Log.ErrorContext(rq.ctx, "page failed", "method", rq.c.Request.Method, "path", rq.c.FullPath(), "status", status, "error", err)
	}
	w.retryAfter(rq, status, err)
	code := domain.ErrorCode("internal")
	p := FailurePage{Status: status, Back: "/"}
	var known *domain.Error
	var refusal *domain.Refusal
	switch {
	case errors.As(err, &refusal):
		p.Refusal = w.refusalView(rq, refusal)
		p.What, p.Todo = p.Refusal.What, p.Refusal.Todo
		code = "refused"
		if refusal.DocumentID != "" {
			p.Back = "/documents/" + refusal.DocumentID
		}
	case errors.As(err, &known):
		code = known.Code
		p.What = locale.Error(rq.lang, known)
	}
	if p.What == "" {
		p.What = locale.T(rq.lang, "error.code."+string(code), nil)
	}
	if p.Todo == "" {
		p.Todo = locale.T(rq.lang, "error.todo."+string(code), nil)
	}
	w.show(rq, status, "failure", &p, locale.T(rq.lang, "failure.title."+string(code), nil))
}

// retryAfter tells programs what the page tells people.
func (w *Web) retryAfter(rq *request, status int, err error) {
	if status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests {
		rq.c.Header("Retry-After", domain.RetryAfter(err))
	}
}

// messageOf is the text of an error for the person who filled in a form.
func messageOf(rq *request, err error) string {
	var known *domain.Error
	if errors.As(err, &known) {
		return locale.Error(rq.lang, known)
	}
	return locale.T(rq.lang, "error.code.internal", nil)
}

func (w *Web) refusalView(rq *request, r *domain.Refusal) *RefusalView {
	what, todo := locale.Refusal(rq.lang, r.Code, map[string]any{
		"Act":  actName(rq.lang, r.Act),
		"Step": stepName(rq.lang, r.StepAttempted),
		"Due":  stepName(rq.lang, r.StepDue),
	})
	return &RefusalView{What: what, Todo: todo, Clause: clauseText(rq.lang, r.ClauseID)}
}

func clauseText(lang, id string) string {
	if id == "" {
		return ""
	}
	return regulation.Clause(id).In(lang)
}

// askToSignIn sends a visitor to the sign-in page, and back afterwards where the
// visit was only reading.
func (w *Web) askToSignIn(rq *request) {
	target := "/sign-in"
	if rq.c.Request.Method == http.MethodGet && rq.c.Request.URL.Path != "/" {
		target += "?next=" + url.QueryEscape(rq.c.Request.URL.RequestURI())
	}
	rq.c.Redirect(http.StatusSeeOther, target)
}
