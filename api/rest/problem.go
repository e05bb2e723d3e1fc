package rest

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"trinhky/api/auth"
	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

const problemType = "application/problem+json"

// statuses is the one table from the category of an error to its HTTP status.
var statuses = map[domain.ErrorCode]int{
	domain.ErrInvalid:     http.StatusUnprocessableEntity,
	domain.ErrNotFound:    http.StatusNotFound,
	domain.ErrForbidden:   http.StatusForbidden,
	domain.ErrConflict:    http.StatusConflict,
	domain.ErrTooLarge:    http.StatusRequestEntityTooLarge,
	domain.ErrUnsupported: http.StatusUnsupportedMediaType,
	domain.ErrUnavailable: http.StatusServiceUnavailable,
	domain.ErrThrottled:   http.StatusTooManyRequests,
	domain.ErrMethod:      http.StatusMethodNotAllowed,
	domain.ErrSlow:        http.StatusRequestTimeout,
	domain.ErrInternal:    http.StatusInternalServerError,
}

// refusedStatus is 403 where the act is not this person's at all, else 409: it
// does not suit the state of the dossier.
func refusedStatus(code domain.RefusalCode) int {
	if code == domain.RefusedNotYours || code == domain.RefusedOwnAct {
		return http.StatusForbidden
	}
	return http.StatusConflict
}

// codeSignIn is the code of the problem that is neither a refusal nor a domain.Error.
const codeSignIn = "sign_in"

// problemOf tells an error to a person. What is not a refusal, a domain.Error or
// auth.ErrSignIn is internal, and its text stays in the log.
func problemOf(lang string, err error) contract.Problem {
	var refusal *domain.Refusal
	var known *domain.Error
	switch {
	case errors.As(err, &refusal):
		return refusalProblem(lang, refusal)
	case errors.Is(err, auth.ErrSignIn):
		return contract.Problem{
			Status: http.StatusUnauthorized, Code: codeSignIn, Title: locale.T(lang, "error.code.sign_in", nil),
			Todo: locale.T(lang, "error.todo.sign_in", nil),
		}
	case errors.As(err, &known) && statuses[known.Code] != 0:
		p := contract.Problem{
			Status: statuses[known.Code], Code: string(known.Code), Title: locale.Error(lang, known),
			Todo: locale.T(lang, "error.todo."+string(known.Code), nil),
		}
		for field, key := range known.Fields {
			if p.Fields == nil {
				p.Fields = map[string]string{}
			}
			p.Fields[field] = fieldText(lang, key, known.Args)
		}
		return p
	}
	return contract.Problem{
		Status: http.StatusInternalServerError, Code: string(domain.ErrInternal), Title: locale.T(lang, "error.code.internal", nil),
		Todo: locale.T(lang, "error.todo.internal", nil),
	}
}

// fieldText is the text of a field's message key; a fault the contract found has
// its own words instead of a key.
func fieldText(lang, key string, args map[string]any) string {
	if locale.Has(lang, "error."+key) {
		return locale.T(lang, "error."+key, args)
	}
	return locale.T(lang, key, args)
}

func refusalProblem(lang string, r *domain.Refusal) contract.Problem {
	what, todo := locale.Refusal(lang, r.Code, map[string]any{
		"Act": locale.T(lang, "act."+string(r.Act), nil), "Step": stepName(lang, r.StepAttempted), "Due": stepName(lang, r.StepDue),
	})
	record := shown(*r)
	return contract.Problem{
		Status: refusedStatus(r.Code), Code: string(r.Code), Title: what, Todo: todo, Clause: clause(lang, r.ClauseID), Refusal: &record,
	}
}

// Fail answers with the problem the error is, and logs the cause of those that
// are our own fault.
func (a *API) Fail(c *gin.Context, err error) {
	lang := languageOf(c.Request)
	p := problemOf(lang, err)
	p.Type = docsPath + "#" + p.Code
	if id := c.Writer.Header().Get("X-Request-Id"); id != "" {
		p.Instance = "urn:uuid:" + id
	}
	if p.Status >= http.StatusInternalServerError {
		a.Log.ErrorContext(c.Request.Context(), "API call failed", "method", c.Request.Method, "path", c.FullPath(), "status", p.Status, "error", err)
	}
	h := c.Writer.Header()
	h.Set("Content-Type", problemType)
	h.Set("Content-Language", lang)
	switch p.Status {
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", `Bearer realm="trinhky"`)
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		h.Set("Retry-After", domain.RetryAfter(err))
	}
	c.JSON(p.Status, p)
	c.Abort()
}

// NotFound answers an address under /api where nothing is.
func (a *API) NotFound(c *gin.Context) { a.Fail(c, &domain.Error{Code: domain.ErrNotFound}) }
