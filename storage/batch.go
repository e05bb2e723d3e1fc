package storage

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// writes gathers statements of the generated queries instead of running them,
// and sends them in one round trip as one transaction: all take effect, or none.
type writes struct {
	batch pgx.Batch
	err   error
}

// Exec queues the statement; what it did is known only after send.
func (w *writes) Exec(_ context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	w.batch.Queue(sql, args...)
	return pgconn.CommandTag{}, nil
}

var errNotQueued = errors.New("a query that returns rows cannot be queued")

// Query refuses: rows cannot be had before the batch is sent.
func (w *writes) Query(context.Context, string, ...any) (pgx.Rows, error) {
	return nil, errNotQueued
}

// QueryRow refuses, as Query does.
func (w *writes) QueryRow(context.Context, string, ...any) pgx.Row { return noRow{} }

type noRow struct{}

func (noRow) Scan(...any) error { return errNotQueued }

// add keeps the first error of queueing.
func (w *writes) add(err error) { w.err = errors.Join(w.err, err) }

func (w *writes) send(ctx context.Context, pool *pgxpool.Pool) error {
	if w.err != nil {
		return w.err
	}
	// Outside an open transaction a batch is a transaction of its own.
	return pool.SendBatch(ctx, &w.batch).Close()
}

// collect queues a query whose rows land in into, which is filled once the
// batch has been sent and closed.
func collect[T any](b *pgx.Batch, into *[]T, sql string, args ...any) {
	b.Queue(sql, args...).Query(func(rows pgx.Rows) error {
		all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[T])
		*into = all
		return err
	})
}
