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
	"golang.org/x/sync/errgroup"

	"trinhky/api"
	"trinhky/internal/config"
	"trinhky/worker"
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
		var beside sync.WaitGroup
		defer beside.Wait()
		beside.Go(func() { worker.Guard(ctx, s.temporal, s.build, log) })
		beside.Go(func() { s.fillDemo(ctx) })
		beside.Go(func() { s.watchNumbers(ctx) })
	}
	if run&serveWorker != 0 {
		s.telemetry.Watch(s.recordFigures()...)
	}
	handler := api.Health(s.checks(), log)
	if run&serveAPI != 0 {
		if handler, err = s.handler(); err != nil {
			return err
		}
	}
	return s.listen(ctx, handler)
}

// listen serves people, and where it is set operators, until the context ends or
// one of the two cannot be served.
func (s *servers) listen(ctx context.Context, handler http.Handler) error {
	serving, ctx := errgroup.WithContext(ctx)
	serving.Go(func() error { return s.answer(ctx, "http_addr", s.cfg.HTTPAddr, handler) })
	if s.cfg.MetricsAddr != "" {
		figures := http.NewServeMux()
		figures.Handle("GET /metrics", s.telemetry.Handler())
		serving.Go(func() error { return s.answer(ctx, "metrics_addr", s.cfg.MetricsAddr, figures) })
	}
	return serving.Wait()
}

// answer serves HTTP at the address of a setting until the context ends; requests
// in hand are then given the configured time to finish.
func (s *servers) answer(ctx context.Context, setting, addr string, handler http.Handler) error {
	cfg, log := s.cfg, s.log
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 10 * time.Minute, WriteTimeout: 10 * time.Minute,
		IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("listen on %s (%s changes it): %w", addr, config.Variable(setting), err)
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	log.Info("listening", "addr", listener.Addr().String(), "setting", setting)
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
