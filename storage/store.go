// Package storage keeps everything people and reports read in PostgreSQL. Its
// methods take and return the words of internal/domain; times are UTC, and the
// time that matters is always given. Errors are *domain.Error where a person can
// be told something: not_found, conflict, invalid, forbidden, unavailable.
package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"trinhky/storage/internal/sqlcgen"
)

// MaxConns lets as many statements run at once as a small server of two to four
// cores answers well.
const MaxConns = 20

// Option changes how the database is opened.
type Option func(*pgxpool.Config)

// WithMaxConns sets the greatest number of connections; the default is 20.
func WithMaxConns(n int32) Option { return func(c *pgxpool.Config) { c.MaxConns = n } }

// Store is the database. It is safe for use by many at once.
type Store struct {
	pool *pgxpool.Pool
	q    *sqlcgen.Queries
}

// Open connects to the database at the postgres:// address and checks that it
// answers. It does not migrate; see Migrate.
func Open(ctx context.Context, url string, opts ...Option) (*Store, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", err)
	}
	cfg.MaxConns = MaxConns
	params := cfg.ConnConfig.RuntimeParams
	params["application_name"] = "trinhky"
	for _, o := range opts {
		o(cfg)
	}
	// Every query here is written for its indexes, whatever it is asked; planning
	// each one anew takes longer than running it.
	params["plan_cache_mode"] = "force_generic_plan"
	params["jit"] = "off"
	cfg.AfterConnect = readTimesInUTC
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, known("connect to the database", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, known("connect to the database", err)
	}
	return &Store{pool: pool, q: sqlcgen.New(pool)}, nil
}

// readTimesInUTC makes what is read the same wherever the program runs.
func readTimesInUTC(_ context.Context, conn *pgx.Conn) error {
	types := conn.TypeMap()
	at := &pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC}}
	types.RegisterType(at)
	types.RegisterType(&pgtype.Type{Name: "_timestamptz", OID: pgtype.TimestamptzArrayOID, Codec: &pgtype.ArrayCodec{ElementType: at}})
	return nil
}

// Close waits for what is in hand and lets the connections go.
func (s *Store) Close() { s.pool.Close() }

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return known("ping the database", s.pool.Ping(ctx)) }

// inTx runs the work in one transaction.
func (s *Store) inTx(ctx context.Context, work func(q *sqlcgen.Queries) error) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return work(s.q.WithTx(tx)) })
}
