package bench

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"go.temporal.io/sdk/client"

	"trinhky/activities"
	"trinhky/api/gateway"
	"trinhky/internal/config"
	"trinhky/internal/docx"
	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/organisation"
	"trinhky/internal/pdf"
	"trinhky/internal/regulation"
	"trinhky/storage"
	"trinhky/storage/files"
	"trinhky/worker"
)

// site is the product on a database, a bucket and task queues of its own.
type site struct {
	cfg     config.Config
	name    string
	docx    []byte // what every draft holds
	fileSHA string

	temporal   client.Client
	store      *storage.Store
	sql        *pgxpool.Pool // for what the product itself never asks
	converter  *pdf.Client
	activities *activities.Activities

	floor   *bare
	limit   *bare
	product *product
	started started
	undo    []func(context.Context) error // in the order in which it was made
}

// build makes everything a run needs. What it has made when it fails is in the
// returned site, to be removed.
func build(ctx context.Context, cfg config.Config, log *slog.Logger) (*site, error) {
	name := "bench_" + strings.ToLower(rand.Text()[:10])
	s := &site{cfg: cfg, name: name}
	policy, err := regulation.Load(cfg.Preset)
	if err != nil {
		return s, err
	}
	demo, err := organisation.Demo(policy.ID)
	if err != nil {
		return s, err
	}
	if s.converter, err = pdf.New(cfg.GotenbergURL, &http.Client{}, renders); err != nil {
		return s, err
	}
	if err := s.database(ctx, log); err != nil {
		return s, err
	}
	bucket, err := s.bucket(ctx)
	if err != nil {
		return s, err
	}
	if s.temporal, err = client.DialContext(ctx, gateway.ClientOptions(cfg.TemporalAddr, cfg.TemporalNamespace, log)); err != nil {
		return s, fmt.Errorf("temporal at %s: %w", cfg.TemporalAddr, err)
	}
	s.undo = append(s.undo, func(context.Context) error { s.temporal.Close(); return nil })

	s.activities = &activities.Activities{Store: s.store, Files: bucket, Converter: s.converter, Now: time.Now}
	if err := s.fill(ctx, demo, bucket); err != nil {
		return s, fmt.Errorf("fill the database of the benchmark: %w", err)
	}
	who, err := peopleOf(demo)
	if err != nil {
		return s, err
	}
	g := gateway.New(s.temporal, s.store, gateway.Rules{Terms: policy.Route, Policy: policy.Ref(), Series: policy.NumberSeries}, log,
		gateway.WithTaskQueues(s.queue(), s.renderQueue()))
	s.product = &product{
		people: who, store: s.store, gateway: g, started: &s.started,
		file: domain.Version{SHA256: s.fileSHA, FileName: "du-thao.docx", Size: int64(len(s.docx))},
	}
	s.floor = newFloor(s.temporal, s.name+"_floor", worker.DecisionOptions, &s.started)
	s.limit = newLimit(s.temporal, s.name+"_limit", worker.DecisionOptions, s.sql, &s.started)
	decisions := worker.NewDecisions(s.temporal, s.activities, worker.Options{TaskQueue: s.queue()})
	for _, w := range []interface {
		Start() error
		Stop()
	}{decisions, s.floor.worker, s.limit.worker} {
		if err := w.Start(); err != nil {
			return s, fmt.Errorf("start a worker: %w", err)
		}
		s.undo = append(s.undo, func(context.Context) error { w.Stop(); return nil })
	}
	s.undo = append(s.undo, s.endWorkflows)
	return s, nil
}

func (s *site) queue() string       { return s.name }
func (s *site) renderQueue() string { return s.name + "_render" }

// remove takes everything away again, newest first.
func (s *site) remove(ctx context.Context) error {
	var faults []error
	for i := len(s.undo) - 1; i >= 0; i-- {
		if err := s.undo[i](ctx); err != nil {
			faults = append(faults, err)
		}
	}
	s.undo = nil
	return errors.Join(faults...)
}

// database makes the scratch database beside the product's own and migrates it.
func (s *site) database(ctx context.Context, log *slog.Logger) error {
	own, err := url.Parse(s.cfg.DatabaseURL.Reveal())
	if err != nil {
		return errors.New("the database address cannot be read")
	}
	scratch := *own
	scratch.Path = "/" + s.name
	if err := s.onOwnDatabase(ctx, "CREATE DATABASE "+s.name); err != nil {
		return fmt.Errorf("make the database of the benchmark: %w", err)
	}
	s.undo = append(s.undo, func(ctx context.Context) error {
		if err := s.onOwnDatabase(ctx, "DROP DATABASE "+s.name+" WITH (FORCE)"); err != nil {
			return fmt.Errorf("drop the database of the benchmark: %w", err)
		}
		return nil
	})
	if err := storage.Migrate(ctx, scratch.String(), log); err != nil {
		return err
	}
	if s.store, err = storage.Open(ctx, scratch.String()); err != nil {
		return err
	}
	s.undo = append(s.undo, func(context.Context) error { s.store.Close(); return nil })
	pool, err := pgxpool.ParseConfig(scratch.String())
	if err != nil {
		return fmt.Errorf("read the address of the benchmark's database: %w", err)
	}
	pool.MaxConns = storage.MaxConns // the limit has as many as the product
	if s.sql, err = pgxpool.NewWithConfig(ctx, pool); err != nil {
		return fmt.Errorf("open the database of the benchmark: %w", err)
	}
	s.undo = append(s.undo, func(context.Context) error { s.sql.Close(); return nil })
	if _, err := s.sql.Exec(ctx, limitTable); err != nil {
		return fmt.Errorf("make the table of the limit: %w", err)
	}
	return nil
}

func (s *site) onOwnDatabase(ctx context.Context, statement string) error {
	conn, err := pgx.Connect(ctx, s.cfg.DatabaseURL.Reveal())
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

// bucket opens a store of files in a bucket of its own.
func (s *site) bucket(ctx context.Context) (*files.Store, error) {
	// Named after the program's own: its key reaches no other.
	name := s.cfg.S3Bucket + "-" + strings.ReplaceAll(s.name, "_", "-")
	store, err := files.Open(ctx, files.Config{
		Endpoint: s.cfg.S3Endpoint, AccessKey: s.cfg.S3AccessKey.Reveal(), SecretKey: s.cfg.S3SecretKey.Reveal(), Bucket: name,
	})
	if err != nil {
		return nil, err
	}
	endpoint, err := url.Parse(s.cfg.S3Endpoint)
	if err != nil {
		return nil, fmt.Errorf("the address of the S3 store: %w", err)
	}
	bare, err := minio.New(endpoint.Host, &minio.Options{
		Creds: credentials.NewStaticV4(s.cfg.S3AccessKey.Reveal(), s.cfg.S3SecretKey.Reveal(), ""), Secure: endpoint.Scheme == "https",
	})
	if err != nil {
		return nil, fmt.Errorf("the S3 store: %w", err)
	}
	if err := store.Ping(ctx); err != nil {
		return nil, err
	}
	s.undo = append(s.undo, func(ctx context.Context) error {
		for gone := range bare.RemoveObjects(ctx, name, bare.ListObjects(ctx, name, minio.ListObjectsOptions{Recursive: true}), minio.RemoveObjectsOptions{}) {
			return fmt.Errorf("remove %s from the bucket of the benchmark: %w", gone.ObjectName, gone.Err)
		}
		if err := bare.RemoveBucket(ctx, name); err != nil {
			return fmt.Errorf("remove the bucket of the benchmark: %w", err)
		}
		return nil
	})
	return store, nil
}

// fill puts the demo organisation and the one draft file into the scratch
// database. The file is checked as an upload is.
func (s *site) fill(ctx context.Context, demo organisation.Organisation, bucket *files.Store) error {
	if err := organisation.Apply(ctx, s.store, demo); err != nil {
		return err
	}
	for _, m := range demo.Members {
		// Nobody can sign in with a hash that is none.
		account := domain.Account{ID: demo.AccountID(m.Username), Username: m.Username, PersonID: m.Person.ID, PasswordHash: "none", Language: "vi"}
		if err := s.store.SaveAccount(ctx, account); err != nil {
			return err
		}
	}
	s.docx = docxgen.LetterDraft().Bytes()
	sum, size, err := bucket.Put(ctx, bytes.NewReader(s.docx), int64(len(s.docx)))
	if err != nil {
		return err
	}
	s.fileSHA = sum
	if err := s.store.RecordFile(ctx, sum, size, docx.MediaType, time.Now().UTC()); err != nil {
		return err
	}
	outcome, err := s.activities.CheckFormat(ctx, sum)
	if err == nil && outcome.Errors > 0 {
		err = fmt.Errorf("the draft has format errors: %s", outcome.Reasons)
	}
	return err
}
