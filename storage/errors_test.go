package storage

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
)

func TestAServerThatIsAwayIsToldFromAWriteThatItRefuses(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]domain.ErrorCode{
		"08006": domain.ErrUnavailable, // connection lost
		"25006": domain.ErrUnavailable, // a standby
		"40001": domain.ErrUnavailable,
		"40P01": domain.ErrUnavailable,
		"53100": domain.ErrUnavailable, // disk full
		"53300": domain.ErrUnavailable, // too many connections
		"55P03": domain.ErrUnavailable, // locked
		"57014": domain.ErrUnavailable, // cancelled, by a time limit say
		"57P01": domain.ErrUnavailable, // shut down
		"58030": domain.ErrUnavailable, // the disk fails
		"23503": domain.ErrInvalid,
		"23514": domain.ErrInvalid,
		"23505": domain.ErrConflict,
		"23001": domain.ErrConflict,
		"42P01": domain.ErrInternal, // a table that is not there
		"XX001": domain.ErrInternal, // damaged data
	} {
		require.Equal(t, want, domain.CodeOf(known("write", &pgconn.PgError{Code: code})), code)
	}
	require.Equal(t, domain.ErrUnavailable, domain.CodeOf(known("write", context.DeadlineExceeded)))
	require.Equal(t, domain.ErrInternal, domain.CodeOf(known("write", errors.New("odd"))))
}

// Nothing listens, the password is another, the database is not there: whoever
// keeps the servers mends all of these, and what waits goes on.
func TestAServerThatLetsNobodyInIsAwayWhateverItsReason(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"28P01", "3D000", "57P03"} {
		refused := &pgconn.PgError{Code: code}
		err := errors.Join(refused, &pgconn.ConnectError{Config: &pgconn.Config{}})
		require.Equal(t, domain.ErrUnavailable, domain.CodeOf(known("write", err)), code)
	}
}
