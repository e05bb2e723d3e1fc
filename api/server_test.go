package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/requestid"
	"trinhky/internal/route"
)

// site is a few routes that show what the chain in front of them does.
type site struct {
	routes map[string]gin.HandlerFunc // by key
	rules  auth.Rules
	name   string
}

func (s site) Mount(r gin.IRouter) {
	for key, handler := range s.routes {
		method, path, _ := strings.Cut(key, " ")
		r.Handle(method, path, handler)
	}
}
func (s site) Rules() auth.Rules { return s.rules }

func (s site) Fail(c *gin.Context, err error) {
	status := http.StatusInternalServerError
	var known *domain.Error
	switch {
	case errors.Is(err, auth.ErrSignIn):
		status = http.StatusUnauthorized
	case errors.As(err, &known):
		status = map[domain.ErrorCode]int{domain.ErrNotFound: 404, domain.ErrForbidden: 403}[known.Code]
	}
	c.String(status, s.name)
}

// nobody finds no visitor.
type nobody struct{}

func (nobody) Identify(func(*gin.Context, error)) gin.HandlerFunc { return func(*gin.Context) {} }

type server struct {
	deps Deps
	log  *lockedBuffer

	figures *prometheus.Registry
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newServer() *server {
	log, figures := &lockedBuffer{}, prometheus.NewRegistry()
	ok := func(c *gin.Context) { c.String(http.StatusOK, "ok") }
	return &server{log: log, figures: figures, deps: Deps{
		Pages: site{name: "page", routes: map[string]gin.HandlerFunc{
			"GET /page/:id": ok, "POST /page": ok, "GET /panic": func(*gin.Context) { panic("secret cause") },
			"GET /locked": ok, "POST /body": func(c *gin.Context) {
				if _, err := io.ReadAll(c.Request.Body); err != nil {
					c.String(http.StatusRequestEntityTooLarge, "too large")
				}
			},
		}, rules: auth.Rules{
			"GET /page/:id": auth.Everybody, "POST /page": auth.Everybody, "GET /panic": auth.Everybody, "GET /locked": auth.SignedIn,
			"POST /body": auth.Everybody,
		}},
		API: site{name: "problem", routes: map[string]gin.HandlerFunc{
			"POST /api/x": ok, "GET /api/panic": func(*gin.Context) { panic(errors.New("x")) },
			"GET /api/broken": func(c *gin.Context) { c.String(http.StatusOK, "half"); panic("x") },
		}, rules: auth.Rules{"POST /api/x": auth.Everybody, "GET /api/panic": auth.Everybody, "GET /api/broken": auth.Everybody}},
		Doors: nobody{}, Metrics: NewMetrics(figures), Now: time.Now, Log: slog.New(requestid.Logged(slog.NewJSONHandler(log, nil))),
	}}
}

func (s *server) ask(t *testing.T, method, path string, body io.Reader, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	handler, err := New(s.deps)
	require.NoError(t, err)
	r := httptest.NewRequest(method, path, body)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

func TestARouteWithoutARuleStopsTheStart(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(auth.Rules){
		"no rule":       func(r auth.Rules) { delete(r, "GET /locked") },
		"the zero rule": func(r auth.Rules) { r["GET /locked"] = auth.Rule{} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer()
			change(s.deps.Pages.Rules())
			_, err := New(s.deps)
			require.ErrorContains(t, err, "GET /locked")
		})
	}
	t.Run("two rules", func(t *testing.T) {
		t.Parallel()
		s := newServer()
		s.deps.API.Rules()["GET /locked"] = auth.Everybody
		_, err := New(s.deps)
		require.ErrorContains(t, err, "GET /locked")
	})
	t.Run("a part is missing", func(t *testing.T) {
		t.Parallel()
		s := newServer()
		s.deps.Doors = nil
		_, err := New(s.deps)
		require.Error(t, err)
	})
}

func TestAGuestIsStoppedAtTheDoorAndToldInTheFormOfTheSite(t *testing.T) {
	t.Parallel()
	s := newServer()
	r := s.ask(t, "GET", "/locked", nil)
	require.Equal(t, http.StatusUnauthorized, r.Code)
	require.Equal(t, "page", r.Body.String())
	for path, want := range map[string]string{"/nowhere": "page", "/api/nowhere": "problem"} {
		r = s.ask(t, "GET", path, nil)
		require.Equal(t, http.StatusNotFound, r.Code)
		require.Equal(t, want, r.Body.String())
	}
}

func TestEveryAnswerCarriesTheHeadersOfSafety(t *testing.T) {
	t.Parallel()
	s := newServer()
	for _, path := range []string{"/page/1", "/nowhere", "/api/nowhere", "/healthz", "/panic"} {
		h := s.ask(t, "GET", path, nil).Header()
		require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), path)
		require.Contains(t, h.Get("Content-Security-Policy"), "default-src 'none'")
		require.Equal(t, "same-origin", h.Get("Referrer-Policy"))
		require.Equal(t, "no-store", h.Get("Cache-Control"))
		require.NotEmpty(t, h.Get("X-Request-Id"))
		require.Empty(t, h.Get("Strict-Transport-Security"))
	}
	s.deps.PublicURL = "https://trinhky.example"
	require.NotEmpty(t, s.ask(t, "GET", "/page/1", nil).Header().Get("Strict-Transport-Security"))
}

func TestAnAddressTellsWhatItTakes(t *testing.T) {
	t.Parallel()
	s := newServer()
	for path, c := range map[string]struct{ method, allow, site string }{
		"/page/1": {"POST", "GET, HEAD, OPTIONS", "page"},
		"/page":   {"DELETE", "OPTIONS, POST", "page"},
		"/api/x":  {"GET", "OPTIONS, POST", "problem"},
	} {
		r := s.ask(t, c.method, path, nil)
		require.Equal(t, http.StatusMethodNotAllowed, r.Code, path)
		require.Equal(t, c.allow, r.Header().Get("Allow"), path)
		require.Equal(t, c.site, r.Body.String())
		require.Equal(t, "nosniff", r.Header().Get("X-Content-Type-Options"))
		r = s.ask(t, "OPTIONS", path, nil, "Origin", "https://evil.example", "Access-Control-Request-Method", "POST")
		require.Equal(t, http.StatusNoContent, r.Code, path)
		require.Equal(t, c.allow, r.Header().Get("Allow"), path)
		require.Empty(t, r.Header().Get("Access-Control-Allow-Origin"), "other sites have no business here")
	}
}

func TestHeadAnswersAsGetWithoutTheBody(t *testing.T) {
	t.Parallel()
	handler, err := New(newServer().deps)
	require.NoError(t, err)
	real := httptest.NewServer(handler)
	defer real.Close()
	res, err := http.Head(real.URL + "/page/1")
	require.NoError(t, err)
	body, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	require.Equal(t, http.StatusOK, res.StatusCode)
	require.Empty(t, body)
	require.EqualValues(t, len("ok"), res.ContentLength)
	res, err = http.Head(real.URL + "/locked")
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	require.Equal(t, http.StatusUnauthorized, res.StatusCode, "and is guarded alike")
}

func TestASlashTooManyLeadsBackWithTheHeadersOfSafety(t *testing.T) {
	t.Parallel()
	s := newServer()
	for from, to := range map[string]string{"/page/1/": "/page/1", "/page/1//?q=1": "/page/1?q=1", "//evil.example/": "/evil.example"} {
		r := s.ask(t, "GET", from, nil)
		require.Equal(t, http.StatusPermanentRedirect, r.Code, from)
		require.Equal(t, to, r.Header().Get("Location"))
		require.Equal(t, "nosniff", r.Header().Get("X-Content-Type-Options"))
		require.Equal(t, "no-store", r.Header().Get("Cache-Control"))
		require.NotEmpty(t, r.Header().Get("X-Request-Id"))
	}
}

func TestTheLogHasOneLineARequestAndNoNamesOrTokens(t *testing.T) {
	t.Parallel()
	s := newServer()
	answer := s.ask(t, "GET", "/page/to-trinh-mat?token=tk_secret&q=Nguyen", nil, "Authorization", "Bearer tk_secret", "X-Request-Id", "forged\nline")
	var line map[string]any
	require.NoError(t, json.Unmarshal([]byte(s.log.String()), &line), "one line")
	require.Equal(t, "/page/:id", line["route"])
	require.EqualValues(t, 200, line["status"])
	require.Equal(t, answer.Header().Get("X-Request-Id"), line["request_id"])
	for _, word := range []string{"tk_secret", "Nguyen", "to-trinh-mat", "forged"} {
		require.NotContains(t, s.log.String(), word)
	}
}

func TestAPanicIsAnAnswerWithoutItsCause(t *testing.T) {
	t.Parallel()
	s := newServer()
	for path, want := range map[string]string{"/panic": "page", "/api/panic": "problem"} {
		r := s.ask(t, "GET", path, nil)
		require.Equal(t, http.StatusInternalServerError, r.Code)
		require.Equal(t, want, r.Body.String())
	}
	require.Contains(t, s.log.String(), "secret cause", "the log has it")
	require.PanicsWithError(t, http.ErrAbortHandler.Error(), func() { s.ask(t, "GET", "/api/broken", nil) }, "an answer half sent is cut off")
}

func TestABodyHasItsLimit(t *testing.T) {
	t.Parallel()
	s := newServer()
	big := strings.Repeat("x", door.MaxBody+1)
	require.Equal(t, http.StatusRequestEntityTooLarge, s.ask(t, "POST", "/body", strings.NewReader(big)).Code)
	require.Equal(t, http.StatusOK, s.ask(t, "POST", "/body", strings.NewReader(big[1:])).Code)
	require.Equal(t, http.StatusOK, s.ask(t, "POST", "/body", strings.NewReader(big), "Content-Type", "multipart/form-data; boundary=x").Code)
}

func TestAnotherSiteCannotActWithAPersonsCookie(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path   string
		header []string
		want   int
	}{
		"our own form":                   {"/page", []string{"Sec-Fetch-Site", "same-origin"}, 200},
		"a program without a browser":    {"/page", nil, 200},
		"another site":                   {"/page", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		"a sister site":                  {"/page", []string{"Sec-Fetch-Site", "same-site"}, 403},
		"an old browser, another origin": {"/page", []string{"Origin", "https://evil.example"}, 403},
		"our public address":             {"/page", []string{"Origin", "https://trinhky.example", "Sec-Fetch-Site", "cross-site"}, 200},
		"the API with a cookie":          {"/api/x", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		"the API with a token":           {"/api/x", []string{"Sec-Fetch-Site", "cross-site", "Authorization", "Bearer tk_x"}, 200},
		"a page with a token":            {"/page", []string{"Sec-Fetch-Site", "cross-site", "Authorization", "Bearer tk_x"}, 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer()
			s.deps.PublicURL = "https://trinhky.example"
			require.Equal(t, c.want, s.ask(t, "POST", c.path, nil, c.header...).Code)
		})
	}
	s := newServer()
	s.deps.PublicURL = "::"
	_, err := New(s.deps)
	require.Error(t, err)
}

func TestReadinessNamesEachServer(t *testing.T) {
	t.Parallel()
	up := func(context.Context) error { return nil }
	down := func(context.Context) error { return errors.New("password in the cause") }
	hangs := func(context.Context) error { select {} }
	for name, c := range map[string]struct {
		database, temporal func(context.Context) error
		status             int
		word               string
	}{
		"all up":             {up, up, 200, "ok"},
		"one away":           {up, down, 200, "degraded"},
		"the needed one":     {down, up, 503, "unavailable"},
		"one does not reply": {up, hangs, 200, "degraded"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer()
			s.deps.Checks = []Check{{Name: "postgres", Needed: true, Ping: c.database}, {Name: "temporal", Ping: c.temporal}}
			r := s.ask(t, "GET", "/readyz", nil)
			body := r.Body.String()
			require.Equal(t, c.status, r.Code)
			var answer struct {
				Status  string
				Servers []serverState
			}
			require.NoError(t, json.Unmarshal([]byte(body), &answer))
			require.Equal(t, c.word, answer.Status)
			require.Equal(t, "postgres", answer.Servers[0].Name)
			require.Equal(t, "temporal", answer.Servers[1].Name)
			require.NotContains(t, body, "password")
			require.Equal(t, http.StatusOK, s.ask(t, "GET", "/healthz", nil).Code, "the process itself is alive")
		})
	}
}

type decider struct {
	door.Decisions
	err error
}

func (d decider) Decide(context.Context, route.Command) (route.Receipt, error) {
	return route.Receipt{Seq: 3}, d.err
}

func TestRequestsDecisionsAndRefusalsAreCounted(t *testing.T) {
	t.Parallel()
	s := newServer()
	m := s.deps.Metrics
	cmd := route.Command{Act: route.ActSign, Door: domain.DoorAPI}
	receipt, err := m.Count(decider{}).Decide(t.Context(), cmd)
	require.NoError(t, err)
	require.Equal(t, 3, receipt.Seq)
	_, err = m.Count(decider{err: &domain.Refusal{Code: domain.RefusedOutOfOrder}}).Decide(t.Context(), cmd)
	require.Error(t, err)
	_, err = m.Count(decider{err: errors.New("away")}).Decide(t.Context(), cmd)
	require.Error(t, err)
	s.ask(t, "GET", "/page/1", nil)
	s.ask(t, "BREW", "/page/1", nil)

	require.Equal(t, http.StatusNotFound, s.ask(t, "GET", "/metrics", nil).Code, "figures are not for everybody")
	answer := httptest.NewRecorder()
	promhttp.HandlerFor(s.figures, promhttp.HandlerOpts{}).ServeHTTP(answer, httptest.NewRequest("GET", "/metrics", nil))
	for _, line := range []string{
		`trinhky_decisions_total{act="sign",door="api"} 1`, `trinhky_refusals_total{code="out_of_order",door="api"} 1`,
		`trinhky_http_requests_total{method="GET",route="/page/:id",status="200"} 1`,
		`trinhky_http_requests_total{method="other",route="none",status="405"} 1`,
		`trinhky_http_request_duration_seconds_count{method="GET",route="/page/:id"} 1`,
	} {
		require.Contains(t, answer.Body.String(), line)
	}
}

func TestARequestIsTracedByItsRouteAndItsName(t *testing.T) {
	t.Parallel()
	s := newServer()
	told := tracetest.NewInMemoryExporter()
	s.deps.Tracers = sdktrace.NewTracerProvider(sdktrace.WithSyncer(told))
	answer := s.ask(t, "GET", "/page/to-trinh-mat?q=Nguyen", nil)
	s.ask(t, "GET", "/panic", nil)
	spans := told.GetSpans()
	require.Len(t, spans, 2)
	require.Equal(t, "GET /page/:id", spans[0].Name)
	require.Contains(t, spans[0].Attributes, attribute.String("request_id", answer.Header().Get("X-Request-Id")))
	require.Equal(t, codes.Error, spans[1].Status.Code)
	for _, a := range spans[0].Attributes {
		require.NotContains(t, a.Value.String(), "mat")
		require.NotContains(t, a.Value.String(), "Nguyen")
	}
}
