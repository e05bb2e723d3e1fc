// Package rest serves the JSON API. Its interface is made out of
// ../openapi.yaml, in contract/; a handler parses, asks storage or the gateway, and shapes the
// answer, one resource a file. Every rule, and every refusal, is the pages' own.
package rest

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/gin-gonic/gin"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/api/rest/contract"
	"trinhky/internal/calendar"
	"trinhky/internal/format"
	"trinhky/internal/mending"
)

// Deps is what the API stands on. All of it is required.
type Deps struct {
	Spec      []byte // openapi.yaml
	Store     Store
	Decisions door.Decisions
	Intake    door.Intake
	Files     door.Files
	Sessions  door.Sessions
	Tokens    door.Tokens
	Calendar  *calendar.Calendar
	Form      format.Checker // the rules findings are shown of
	Now       func() time.Time
	Log       *slog.Logger
}

// API is the JSON API, ready to be mounted.
type API struct {
	Deps
	spec    *openapi3.T
	rules   auth.Rules
	docs    docs
	mending *mending.Service
}

var _ contract.StrictServerInterface = (*API)(nil)

// New reads the contract. The error names the operation that does not say who
// may call it, or what else is wrong with it.
func New(d Deps) (*API, error) {
	if d.Store == nil || d.Decisions == nil || d.Intake == nil || d.Files == nil || d.Sessions == nil || d.Tokens == nil ||
		d.Calendar == nil || d.Now == nil || d.Log == nil {
		return nil, errors.New("rest: a part is missing from Deps")
	}
	loader := openapi3.NewLoader()
	spec, err := loader.LoadFromData(d.Spec)
	if err != nil {
		return nil, fmt.Errorf("read the contract of the API: %w", err)
	}
	if err := spec.Validate(loader.Context); err != nil {
		return nil, fmt.Errorf("the contract of the API: %w", err)
	}
	a := &API{Deps: d, spec: spec, mending: mending.New(d.Files, d.Form), rules: auth.Rules{
		auth.Key(http.MethodGet, docsPath): auth.Everybody, auth.Key(http.MethodGet, docsStylePath): auth.Everybody,
		auth.Key(http.MethodGet, specPath): auth.Everybody,
	}}
	for path, item := range spec.Paths.Map() {
		for method, operation := range item.Operations() {
			text, _ := operation.Extensions["x-access"].(string)
			rule, err := auth.ParseRule(text)
			if err != nil {
				return nil, fmt.Errorf("%s %s in the contract of the API: %w", method, path, err)
			}
			a.rules[auth.Key(method, ginPath(a.base()+path))] = rule
		}
	}
	if a.docs, err = newDocs(spec, a.base()); err != nil {
		return nil, err
	}
	return a, nil
}

func (a *API) base() string { return a.spec.Servers[0].URL }

// ginPath writes /documents/{id} as /documents/:id.
func ginPath(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// Rules says who may call each route of the API.
func (a *API) Rules() auth.Rules { return a.rules }

// Mount adds every operation to the router.
func (a *API) Mount(r gin.IRouter) {
	r.GET(docsPath, a.getDocs)
	r.GET(docsStylePath, a.getDocsStyle)
	r.GET(specPath, a.getSpec)
	refuse := func(c *gin.Context, err error) { a.Fail(c, requestFault(err)) }
	handler := contract.NewStrictHandlerWithOptions(a, nil, contract.StrictGinServerOptions{
		RequestErrorHandlerFunc: refuse,
		HandlerErrorFunc:        a.Fail,
		ResponseErrorHandlerFunc: func(c *gin.Context, err error) {
			// The status has been sent: cutting the connection is all that tells the caller.
			a.Log.ErrorContext(c.Request.Context(), "answer broke off", "path", c.FullPath(), "error", err)
			c.Abort()
			if c.Writer.Written() {
				panic(http.ErrAbortHandler)
			}
			a.Fail(c, err)
		},
	})
	contract.RegisterHandlersWithOptions(r.Group("", inLanguage, a.validate()), handler, contract.GinServerOptions{
		BaseURL:      a.base(),
		ErrorHandler: func(c *gin.Context, err error, _ int) { refuse(c, err) },
	})
}
