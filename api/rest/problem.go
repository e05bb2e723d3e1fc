package rest

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"trinhky/api/door"
	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
	"trinhky/internal/requestid"
)

const problemType = "application/problem+json"

// problemOf puts an answer of both doors into the contract's form.
func problemOf(told door.Problem) contract.Problem {
	p := contract.Problem{
		Type: docsPath + "#" + told.Code, Status: told.Status, Code: told.Code, Title: told.What, Todo: told.Todo, Fields: told.Fields,
	}
	if told.ClauseID != "" {
		p.Clause = &contract.Clause{ID: told.ClauseID, Text: told.Clause}
	}
	if told.Refusal != nil {
		record := shown(*told.Refusal)
		p.Refusal = &record
	}
	return p
}

// Fail answers with the problem the error is, and logs the cause of those that
// are our own fault.
func (a *API) Fail(c *gin.Context, err error) {
	if held, ok := errors.AsType[notModified](err); ok {
		c.Header("ETag", held.etag)
		c.AbortWithStatus(http.StatusNotModified)
		return
	}
	lang := languageOf(c.Request)
	p := problemOf(door.Tell(lang, err))
	p.RequestID = requestid.Of(c.Request.Context())
	if p.Status >= http.StatusInternalServerError {
		a.Log.ErrorContext(c.Request.Context(), "API call failed", "method", c.Request.Method, "path", c.FullPath(), "status", p.Status, "error", err)
	}
	h := c.Writer.Header()
	h.Set("Content-Type", problemType)
	h.Set("Content-Language", lang)
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="trinhky"`)
	}
	if seconds := door.RetryAfter(err); seconds != "" {
		h.Set("Retry-After", seconds)
	}
	c.JSON(p.Status, p)
	c.Abort()
}

// NotFound answers an address under /api where nothing is.
func (a *API) NotFound(c *gin.Context) { a.Fail(c, &domain.Error{Code: domain.ErrNotFound}) }
