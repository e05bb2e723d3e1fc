package api

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/requestid"
)

const requestIDHeader = "X-Request-Id"

// requestID names the request, for the log, for the record of what it does, and
// for whoever reports a fault. The name is ours: one from outside could forge
// lines of the log.
func requestID(c *gin.Context) {
	id := requestid.New()
	c.Header(requestIDHeader, id)
	c.Request = c.Request.WithContext(requestid.With(c.Request.Context(), id))
}

// traced begins the trace of a request, which goes on through the Update to the
// statement that records it. A trace from outside is not gone on with.
func traced(tracers trace.TracerProvider) gin.HandlerFunc {
	tracer := tracers.Tracer("trinhky/api")
	return func(c *gin.Context) {
		route := c.FullPath()
		ctx, span := tracer.Start(c.Request.Context(), strings.TrimSpace(c.Request.Method+" "+route), trace.WithSpanKind(trace.SpanKindServer),
			trace.WithAttributes(attribute.String("http.route", route), attribute.String(requestid.Key, requestid.Of(c.Request.Context()))))
		defer span.End()
		c.Request = c.Request.WithContext(ctx)
		c.Next()
		span.SetAttributes(attribute.Int("http.response.status_code", c.Writer.Status()))
		if c.Writer.Status() >= http.StatusInternalServerError {
			span.SetStatus(codes.Error, "")
		}
	}
}

// observe writes one line a request and counts it. The line has the route and
// not the address, so that no title, name or token comes into the log.
func observe(log *slog.Logger, m *Metrics, now func() time.Time) gin.HandlerFunc {
	return func(c *gin.Context) {
		start := now()
		defer func() {
			took := now().Sub(start)
			route := c.FullPath()
			if route == "" {
				route = "none"
			}
			m.observe(c.Request.Method, route, c.Writer.Status(), took)
			if route == healthPath || route == readyPath {
				return // asked every few seconds, by machines
			}
			account := ""
			if v := auth.VisitorOf(c.Request.Context()); v != nil {
				account = v.Account.ID
			}
			log.InfoContext(c.Request.Context(), "request",
				"method", c.Request.Method, "route", route,
				"status", c.Writer.Status(), "bytes", c.Writer.Size(), "duration_ms", took.Milliseconds(), "account_id", account)
		}()
		c.Next()
	}
}

// recovered turns a panic into an answer. The answer has no word of the cause.
func recovered(log *slog.Logger, fail func(*gin.Context, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if err, ok := cause.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(cause) // the server cuts the connection
			}
			log.ErrorContext(c.Request.Context(), "panic",
				"route", c.FullPath(), "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
			if c.Writer.Written() {
				panic(http.ErrAbortHandler)
			}
			fail(c, fmt.Errorf("panic: %v", cause))
		}()
		c.Next()
	}
}

// secured sets what holds for every answer; a page loosens its own policy.
func secured(https bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		h := c.Writer.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if https {
			h.Set("Strict-Transport-Security", "max-age="+strconv.Itoa(365*24*60*60))
		}
	}
}

// limited bounds the body of a request.
func limited(c *gin.Context) {
	limit := int64(door.MaxBody)
	if strings.HasPrefix(c.ContentType(), "multipart/") {
		limit = door.MaxUpload
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, limit)
}

func sameOrigin(publicURL string) (*http.CrossOriginProtection, error) {
	protection := http.NewCrossOriginProtection()
	if publicURL == "" {
		return protection, nil
	}
	if err := protection.AddTrustedOrigin(strings.TrimSuffix(publicURL, "/")); err != nil {
		return nil, fmt.Errorf("api: public address %s: %w", publicURL, err)
	}
	return protection, nil
}

// crossOriginGuard stops other sites from acting with a person's cookie. A call
// with a token brings no cookie's power, so it may come from anywhere.
func crossOriginGuard(protection *http.CrossOriginProtection, fail func(*gin.Context, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		if underAPI(c) && c.GetHeader("Authorization") != "" {
			return
		}
		if err := protection.Check(c.Request); err != nil {
			fail(c, &domain.Error{Code: domain.ErrForbidden, Key: "request.cross_origin", Cause: err})
		}
	}
}
