package api

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

const (
	healthPath = "/healthz"
	readyPath  = "/readyz"
)

// Check asks one server the program stands on whether it answers.
type Check struct {
	Name string
	// Needed says that without it nothing can be served: the program is then not
	// ready, and a balancer asks another one.
	Needed bool
	Ping   func(context.Context) error
}

// patience bounds one check.
const patience = 2 * time.Second

// alive says that the process serves.
func alive(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "ok"}) }

type serverState struct {
	Name   string `json:"name"`
	State  string `json:"state"` // up or down
	Needed bool   `json:"needed"`
}

// ready names each server with its state. Causes are for the log.
func ready(checks []Check, log *slog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		states := make([]serverState, len(checks))
		var asking sync.WaitGroup
		for i, check := range checks {
			asking.Go(func() {
				ctx, cancel := context.WithTimeout(c.Request.Context(), patience)
				defer cancel()
				states[i] = serverState{Name: check.Name, State: "up", Needed: check.Needed}
				if err := ask(ctx, check.Ping); err != nil {
					states[i].State = "down"
					log.WarnContext(ctx, "server does not answer", "server", check.Name, "error", err)
				}
			})
		}
		asking.Wait()
		status, word := http.StatusOK, "ok"
		for _, s := range states {
			switch {
			case s.State == "up":
			case s.Needed:
				status, word = http.StatusServiceUnavailable, "unavailable"
			case status == http.StatusOK:
				word = "degraded"
			}
		}
		c.JSON(status, gin.H{"status": word, "servers": states})
	}
}

// ask returns when the context ends even if ping does not.
func ask(ctx context.Context, ping func(context.Context) error) error {
	answer := make(chan error, 1)
	go func() { answer <- ping(ctx) }()
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Health is the handler of a process that serves no pages: whether it lives, and
// whether its servers answer.
func Health(checks []Check, log *slog.Logger) http.Handler {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.GET(healthPath, alive)
	engine.GET(readyPath, ready(checks, log))
	return engine
}
