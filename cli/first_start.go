package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"trinhky/api/auth"
	"trinhky/internal/config"
	"trinhky/internal/demo"
	"trinhky/internal/organisation"
)

// firstStart fills an empty installation with its organisation and accounts. How
// to sign in is printed for the person at the terminal, never logged.
func (s *servers) firstStart(ctx context.Context) error {
	// Two processes may begin side by side; only one of them makes passwords.
	return s.store.Exclusively(ctx, "first-start", func(ctx context.Context) error {
		filled, err := organisation.FirstStart(ctx, s.store, organisation.Start{
			Policy: s.policy, Demo: s.cfg.Demo == config.On, Password: s.cfg.DemoPassword.Reveal(),
			Hash: auth.HashPassword, Out: os.Stdout, Now: time.Now().UTC(),
		})
		if filled {
			s.log.Info("organisation filled", "demo", s.cfg.Demo)
		}
		return err
	})
}

// fillDemo takes the demo's documents to their steps. It runs beside the workers
// it needs, and goes on where an earlier start was cut short.
func (s *servers) fillDemo(ctx context.Context) {
	if s.cfg.Demo != config.On {
		return
	}
	o, err := organisation.Demo(s.policy.ID)
	if err == nil {
		err = s.store.Exclusively(ctx, "demo", func(ctx context.Context) error {
			return (&demo.Filler{Organisation: o, Decisions: s.gateway, Intake: s.intake, Log: s.log}).Fill(ctx)
		})
	}
	switch {
	case err == nil:
		s.log.Info("demo is ready")
	case errors.Is(err, context.Canceled):
	default:
		s.log.Error("demo was not filled", "error", fmt.Sprint(err))
	}
}
