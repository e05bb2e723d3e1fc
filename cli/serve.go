package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"trinhky/api"
	"trinhky/internal/config"
)

// parts says which halves of the program a process runs.
type parts uint

const (
	serveAPI parts = 1 << iota
	serveWorker
)

func newServe(name, short string, run parts, configFile *string) *cobra.Command {
	return &cobra.Command{
		Use: name, Short: short, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			needs := config.Needs(0)
			if run&serveAPI != 0 {
				needs |= config.API
			}
			if run&serveWorker != 0 {
				needs |= config.Worker | config.HTTP // for its health
			}
			cfg, err := config.Load(*configFile, needs)
			if err != nil {
				return err
			}
			return serve(cmd.Context(), cfg, run, config.NewLogger(os.Stderr, cfg.LogLevel))
		},
	}
}

// serve runs until the context ends, and then lets what is in hand finish.
func serve(ctx context.Context, cfg config.Config, run parts, log *slog.Logger) error {
	log.Info("starting", "version", Version, "preset", cfg.Preset)
	s, err := connect(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer s.close()
	log.Info("preset in force", "preset", s.policy.ID, "version", s.policy.Version, "sha256", s.policy.SHA256)
	if run&serveWorker != 0 {
		if err := s.firstStart(ctx); err != nil {
			return err
		}
		workers, err := s.startWorkers(ctx)
		if err != nil {
			return err
		}
		defer workers.Stop()
		var filling sync.WaitGroup
		defer filling.Wait()
		filling.Go(func() { s.fillDemo(ctx) })
	}
	handler := api.Health(s.checks(), api.NewMetrics(), log)
	if run&serveAPI != 0 {
		if handler, err = s.handler(); err != nil {
			return err
		}
	}
	return listen(ctx, cfg, handler, log)
}

// listen serves HTTP until the context ends; requests in hand are then given the
// configured time to finish.
func listen(ctx context.Context, cfg config.Config, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 10 * time.Minute, WriteTimeout: 10 * time.Minute,
		IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", cfg.HTTPAddr)
	if err != nil {
		return fmt.Errorf("listen on %s (TRINHKY_HTTP_ADDR changes it): %w", cfg.HTTPAddr, err)
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	log.Info("listening", "addr", listener.Addr().String())
	select {
	case err := <-failed:
		return fmt.Errorf("serve HTTP: %w", err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cfg.StopTimeout)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return fmt.Errorf("stop: requests still in hand after %s: %w", cfg.StopTimeout, err)
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
