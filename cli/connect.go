package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	temporallog "go.temporal.io/sdk/log"
	"google.golang.org/protobuf/types/known/durationpb"

	"trinhky/activities"
	"trinhky/api"
	"trinhky/api/auth"
	"trinhky/api/gateway"
	"trinhky/api/rest"
	"trinhky/api/web"
	"trinhky/internal/calendar"
	"trinhky/internal/config"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/pdf"
	"trinhky/internal/regulation"
	"trinhky/internal/telemetry"
	"trinhky/storage"
	"trinhky/storage/files"
	"trinhky/worker"
)

// retention is how long Temporal keeps the history of an ended route. The record
// of what happened is PostgreSQL's, for good.
const retention = 30 * 24 * time.Hour

// servers are the program's parts, wired.
type servers struct {
	cfg       config.Config
	log       *slog.Logger
	policy    regulation.Policy
	form      format.Checker
	store     *storage.Store // for what people read and enter
	record    *storage.Store // for what is recorded of their decisions
	files     *files.Store
	converter *pdf.Client
	temporal  client.Client
	build     string
	gateway   *gateway.Gateway
	intake    *intake.Service
	telemetry *telemetry.Telemetry
}

func connect(ctx context.Context, cfg config.Config, log *slog.Logger) (_ *servers, err error) {
	s := &servers{cfg: cfg, log: log}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if s.telemetry, err = telemetry.New(log); err != nil {
		return nil, err
	}
	if err = s.telemetry.Trace(ctx, Version); err != nil {
		return nil, err
	}
	if s.policy, err = regulation.Load(cfg.Preset); err != nil {
		return nil, err
	}
	office, err := officeOf(s.policy)
	if err != nil {
		return nil, err
	}
	s.form = format.NewChecker(office)
	if s.store, err = storage.Open(ctx, cfg.DatabaseURL.Reveal(), storage.ForPages(cfg.PageConnections), storage.WithTraces(s.telemetry.Tracers())); err != nil {
		return nil, err
	}
	if s.record, err = storage.Open(ctx, cfg.DatabaseURL.Reveal(), storage.ForRecording(cfg.RecordConnections), storage.WithTraces(s.telemetry.Tracers())); err != nil {
		return nil, err
	}
	s.telemetry.Figures.MustRegister(poolFigures("pages", s.store)...)
	s.telemetry.Figures.MustRegister(poolFigures("recording", s.record)...)
	if s.files, err = files.Open(ctx, files.Config{
		Endpoint: cfg.S3Endpoint, AccessKey: cfg.S3AccessKey.Reveal(), SecretKey: cfg.S3SecretKey.Reveal(), Bucket: cfg.S3Bucket,
	}); err != nil {
		return nil, err
	}
	if s.converter, err = pdf.New(cfg.GotenbergURL, &http.Client{}, cfg.Renders); err != nil {
		return nil, err
	}
	if s.build, err = buildOf(cfg); err != nil {
		return nil, err
	}
	// Lazy: while Temporal is away people can still read.
	options := gateway.ClientOptions(cfg.TemporalAddr, cfg.TemporalNamespace, log)
	options.MetricsHandler = s.telemetry.Temporal()
	if options.Interceptors, err = s.telemetry.TemporalTraces(); err != nil {
		return nil, err
	}
	if s.temporal, err = client.NewLazyClient(options); err != nil {
		return nil, fmt.Errorf("temporal: %w", err)
	}
	s.gateway = gateway.New(s.temporal, s.record, gateway.Rules{
		Terms:  s.policy.Route,
		Policy: s.policy.Ref(),
		Series: s.policy.NumberSeries,
	}, log)
	s.intake = intake.New(s.store, s.files, s.form, s.gateway, time.Now, log)
	return s, nil
}

func (s *servers) close() {
	if s.temporal != nil {
		s.temporal.Close()
	}
	if s.telemetry != nil {
		if err := s.telemetry.Close(context.Background()); err != nil {
			s.log.Warn("figures not closed", "error", err)
		}
	}
	for _, store := range []*storage.Store{s.record, s.store} {
		if store != nil {
			store.Close()
		}
	}
}

// startWorkers makes sure of the namespace and begins polling.
func (s *servers) startWorkers(ctx context.Context) (*worker.Workers, error) {
	if err := s.registerNamespace(ctx); err != nil {
		return nil, err
	}
	workers := worker.New(s.temporal, &activities.Activities{
		Store: s.record, Files: s.files, Converter: s.converter, Form: s.form, Now: time.Now,
	}, worker.Options{Renders: s.cfg.Renders, Build: s.build})
	return workers, workers.Start()
}

// registerNamespace makes the namespace where it is missing, waiting for a
// Temporal that is still starting.
func (s *servers) registerNamespace(ctx context.Context) error {
	c, err := client.NewNamespaceClient(client.Options{HostPort: s.cfg.TemporalAddr, Logger: temporallog.NewStructuredLogger(s.log)})
	if err != nil {
		return fmt.Errorf("temporal at %s: %w", s.cfg.TemporalAddr, err)
	}
	defer c.Close()
	err = c.Register(ctx, &workflowservice.RegisterNamespaceRequest{
		Namespace: s.cfg.TemporalNamespace, WorkflowExecutionRetentionPeriod: durationpb.New(retention),
	})
	var exists *serviceerror.NamespaceAlreadyExists
	if err != nil && !errors.As(err, &exists) {
		return fmt.Errorf("register namespace %s: %w", s.cfg.TemporalNamespace, err)
	}
	return s.awaitNamespace(ctx)
}

// awaitNamespace waits until the server's own caches know the namespace.
func (s *servers) awaitNamespace(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	ticker := time.NewTicker(200 * time.Millisecond)
	defer ticker.Stop()
	for {
		_, err := s.temporal.DescribeWorkflowExecution(ctx, "nobody", "")
		var missing *serviceerror.NotFound
		if err == nil || errors.As(err, &missing) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("namespace %s: %w", s.cfg.TemporalNamespace, err)
		case <-ticker.C:
		}
	}
}

// handler builds the pages and the API.
func (s *servers) handler() (http.Handler, error) {
	doors, err := auth.New(auth.Deps{
		Store: s.store, Sessions: s.store.SessionStore(), Idle: s.cfg.SessionIdle, Lifetime: s.cfg.SessionLifetime,
		Secure: s.cfg.CookiesSecure(), Now: time.Now, Log: s.log,
	})
	if err != nil {
		return nil, err
	}
	metrics := api.NewMetrics(s.telemetry.Figures)
	decisions := metrics.Count(s.gateway)
	pages, err := web.New(web.Deps{
		Store: s.store, Decisions: decisions, Intake: s.intake, Files: s.files, Sessions: doors, Tokens: doors.Tokens(),
		Calendar: calendar.Vietnam(), Terms: s.policy.Route, Form: s.form, Secure: s.cfg.CookiesSecure(), Now: time.Now, Log: s.log,
	})
	if err != nil {
		return nil, err
	}
	machines, err := rest.New(rest.Deps{
		Spec: api.Spec, Store: s.store, Decisions: decisions, Intake: s.intake, Files: s.files, Sessions: doors, Tokens: doors.Tokens(),
		Calendar: calendar.Vietnam(), Form: s.form, Now: time.Now, Log: s.log,
	})
	if err != nil {
		return nil, err
	}
	return api.New(api.Deps{
		Pages: pages, API: machines, Doors: doors, Metrics: metrics, Checks: s.checks(), Tracers: s.telemetry.Tracers(), PublicURL: s.cfg.PublicURL, Now: time.Now, Log: s.log,
	})
}

// checks name the servers the program stands on. Without PostgreSQL nothing can
// be shown; without the others people still read, and writing says so.
func (s *servers) checks() []api.Check {
	return []api.Check{
		{Name: "postgres", Needed: true, Ping: s.store.Ping},
		{Name: "temporal", Ping: s.gateway.Ready},
		{Name: "object store", Ping: s.files.Ping},
		{Name: "gotenberg", Ping: s.converter.Ping},
	}
}
