package storage

import (
	"strconv"
	"time"

	"github.com/exaring/otelpgx"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.opentelemetry.io/otel/trace"
)

// Bounds are how long one statement may take, and may wait for a lock, before the
// database gives it up with an error that says: try again.
type Bounds struct{ Statement, Lock time.Duration }

// The bounds of the two kinds of connections. A page that waits is given up on: a
// person does better with a word that it did not work now. What is recorded was
// accepted already; the workflow tries again for as long as it takes, and a try
// that ends by itself, within the five seconds that the first one has, leaves the
// connection whole.
var (
	PageBounds   = Bounds{Statement: 15 * time.Second, Lock: 5 * time.Second}
	RecordBounds = Bounds{Statement: 20 * time.Second, Lock: 3 * time.Second}
)

// idleInTransaction ends a transaction whose program has gone silent, with the
// locks it holds.
const idleInTransaction = time.Minute

// ForPages are connections for what people read and enter, apart from those by
// which decisions are recorded: however many pages wait, a decision does not.
func ForPages(conns int) Option { return pool("trinhky pages", conns, PageBounds) }

// ForRecording are connections for what the workflows record, and for the
// gateway.
func ForRecording(conns int) Option { return pool("trinhky recording", conns, RecordBounds) }

// WithBounds sets other bounds.
func WithBounds(b Bounds) Option {
	return func(c *pgxpool.Config) {
		params := c.ConnConfig.RuntimeParams
		params["statement_timeout"] = milliseconds(b.Statement)
		params["lock_timeout"] = milliseconds(b.Lock)
		params["idle_in_transaction_session_timeout"] = milliseconds(idleInTransaction)
	}
}

// WithTraces has every statement traced, without what it was asked with.
func WithTraces(tracers trace.TracerProvider) Option {
	return func(c *pgxpool.Config) {
		if tracers != nil {
			c.ConnConfig.Tracer = otelpgx.NewTracer(otelpgx.WithTracerProvider(tracers))
		}
	}
}

func pool(name string, conns int, b Bounds) Option {
	return func(c *pgxpool.Config) {
		c.MaxConns = int32(conns)
		c.ConnConfig.RuntimeParams["application_name"] = name
		WithBounds(b)(c)
	}
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// Pool is how busy the connections are.
type Pool struct {
	Max, InUse, Idle int
	Waits            int64         // how often somebody had to wait for one, since the start
	Waited           time.Duration // how long all of them together
}

// Pool reports how busy the connections are now.
func (s *Store) Pool() Pool {
	now := s.pool.Stat()
	return Pool{
		Max: int(now.MaxConns()), InUse: int(now.AcquiredConns()), Idle: int(now.IdleConns()),
		Waits: now.EmptyAcquireCount(), Waited: now.EmptyAcquireWaitTime(),
	}
}
