package storage

import (
	"context"
	"fmt"
	"hash/fnv"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Exclusively runs the work while no other process that names the same lock does
// so. It waits for its turn as long as the context lasts. The lock ends with the
// process that held it.
func (s *Store) Exclusively(ctx context.Context, name string, work func(ctx context.Context) error) error {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte("trinhky/" + name)) // never fails
	key := int64(hash.Sum64() >> 1)              // half of the range is plenty
	return s.pool.AcquireFunc(ctx, func(conn *pgxpool.Conn) error {
		// The turn may be long in coming, whatever a statement of this pool may take.
		for _, bound := range []string{"lock_timeout", "statement_timeout"} {
			if _, err := conn.Exec(ctx, "SET "+bound+" = 0"); err != nil {
				return known(fmt.Sprintf("wait for the lock %s", name), err)
			}
			defer func() { _, _ = conn.Exec(context.WithoutCancel(ctx), "RESET "+bound) }()
		}
		if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", key); err != nil {
			return known(fmt.Sprintf("wait for the lock %s", name), err)
		}
		// Whatever became of the context, the connection goes back without the lock.
		defer func() { _, _ = conn.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", key) }()
		return work(ctx)
	})
}
