// Package api joins the doors: pages, JSON API and health behind one
// chain of middleware. Gin ends under this folder.
package api

import (
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"go.opentelemetry.io/otel/trace"

	"trinhky/api/auth"
)

// Spec is the contract of the JSON API.
//
//go:embed openapi.yaml
var Spec []byte

// Site is a set of routes with who may call each, and the way it tells errors.
type Site interface {
	Mount(gin.IRouter)
	Rules() auth.Rules
	Fail(*gin.Context, error)
}

// Doors finds who is at the door.
type Doors interface {
	Identify(fail func(*gin.Context, error)) gin.HandlerFunc
}

// Deps is what the server joins. PublicURL may be empty; all else is required.
type Deps struct {
	Pages     Site
	API       Site // everything under /api/
	Doors     Doors
	Metrics   *Metrics
	Checks    []Check              // the servers the program stands on
	Tracers   trace.TracerProvider // nil where nothing is traced
	PublicURL string               // the address people type, where a proxy stands in front
	Now       func() time.Time
	Log       *slog.Logger
}

// New returns the handler of the whole server. It fails where a route does not
// say who may call it.
func New(d Deps) (http.Handler, error) {
	engine, err := build(d)
	if err != nil {
		return nil, err
	}
	return answersHead(engine), nil
}

// build returns the engine, whose routes a test walks.
func build(d Deps) (*gin.Engine, error) {
	if d.Pages == nil || d.API == nil || d.Doors == nil || d.Metrics == nil || d.Now == nil || d.Log == nil {
		return nil, errors.New("api: a part is missing from Deps")
	}
	crossOrigin, err := sameOrigin(d.PublicURL)
	if err != nil {
		return nil, err
	}
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	// What stands before us is not trusted to say who the client is.
	if err := engine.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	// Gin's own redirects would pass by what stands in front of every answer.
	engine.RedirectTrailingSlash, engine.HandleMethodNotAllowed = false, true
	engine.ContextWithFallback = true // handlers are given the context of their request
	rules := auth.Rules{
		auth.Key(http.MethodGet, healthPath): auth.Everybody, auth.Key(http.MethodGet, readyPath): auth.Everybody,
	}
	fail := func(c *gin.Context, err error) {
		if underAPI(c) {
			d.API.Fail(c, err)
		} else {
			d.Pages.Fail(c, err)
		}
		c.Abort()
	}
	engine.Use(requestID)
	if d.Tracers != nil {
		engine.Use(traced(d.Tracers))
	}
	engine.Use(
		observe(d.Log, d.Metrics, d.Now), recovered(d.Log, fail), secured(strings.HasPrefix(d.PublicURL, "https://")), limited, keepsPace,
		crossOriginGuard(crossOrigin, fail),
	)
	engine.NoRoute(d.Doors.Identify(fail), elsewhere(fail))
	engine.NoMethod(d.Doors.Identify(fail), otherMethods(fail))
	// Health asks for nobody, so it answers while the database is away.
	health := engine.Group("", rules.Guard(d.Now, fail))
	health.GET(healthPath, alive)
	health.GET(readyPath, ready(d.Checks, d.Log))

	site := engine.Group("", d.Doors.Identify(fail), rules.Guard(d.Now, fail))
	for _, part := range []Site{d.Pages, d.API} {
		part.Mount(site)
		for key, rule := range part.Rules() {
			if _, twice := rules[key]; twice {
				return nil, fmt.Errorf("api: the route %s has two rules", key)
			}
			rules[key] = rule
		}
	}
	if missing := rules.Missing(engine.Routes()); len(missing) > 0 {
		return nil, fmt.Errorf("api: routes that do not say who may call them: %s", strings.Join(missing, ", "))
	}
	return engine, nil
}

func underAPI(c *gin.Context) bool { return strings.HasPrefix(c.Request.URL.Path, "/api/") }
