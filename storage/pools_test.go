package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/storage"
)

func open(t *testing.T, url string, opts ...storage.Option) *storage.Store {
	t.Helper()
	s, err := storage.Open(context.Background(), url, opts...)
	require.NoError(t, err)
	t.Cleanup(s.Close)
	return s
}

// A locked record is one that is away: the act is written at another try.
func TestARecordThatIsLockedIsUnavailableSoonAndTakesTheSameActLater(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	submission := journey(t, db, c).Transition(c.Drafter, route.ActSubmit)
	store := open(t, db.URL, storage.ForRecording(2), storage.WithBounds(storage.Bounds{Statement: time.Minute, Lock: 100 * time.Millisecond}))
	other, err := db.Raw.Begin()
	require.NoError(t, err)
	_, err = other.Exec("LOCK TABLE transitions IN ACCESS EXCLUSIVE MODE")
	require.NoError(t, err)
	_, err = store.RecordTransition(context.Background(), submission)
	hasCode(t, err, domain.ErrUnavailable)
	require.ErrorContains(t, err, "lock timeout")
	require.NoError(t, other.Rollback())
	recorded, err := store.RecordTransition(context.Background(), submission)
	require.NoError(t, err)
	require.False(t, recorded.Already, "the first try left nothing behind")
}

func TestAStatementThatTakesTooLongIsGivenUp(t *testing.T) {
	t.Parallel()
	db, _ := start(t)
	store := open(t, db.URL, storage.ForPages(1), storage.WithBounds(storage.Bounds{Statement: time.Millisecond, Lock: time.Minute}))
	other, err := db.Raw.Begin()
	require.NoError(t, err)
	_, err = other.Exec("LOCK TABLE units IN ACCESS EXCLUSIVE MODE")
	require.NoError(t, err)
	_, err = store.Units(context.Background(), testkit.Morning)
	hasCode(t, err, domain.ErrUnavailable)
	require.ErrorContains(t, err, "statement timeout")
	require.NoError(t, other.Rollback())
}

func TestATurnIsWaitedForBeyondTheBoundsOfStatements(t *testing.T) {
	t.Parallel()
	db, _ := start(t)
	bounds := storage.Bounds{Statement: 50 * time.Millisecond, Lock: 50 * time.Millisecond}
	first, second := open(t, db.URL, storage.ForPages(1)), open(t, db.URL, storage.ForPages(1), storage.WithBounds(bounds))
	held, release, done := make(chan struct{}), make(chan struct{}), make(chan error, 2)
	go func() {
		done <- first.Exclusively(context.Background(), "turn", func(context.Context) error {
			close(held)
			<-release
			return nil
		})
	}()
	<-held
	go func() {
		done <- second.Exclusively(context.Background(), "turn", func(context.Context) error { return nil })
	}()
	require.Eventually(t, func() bool {
		var waits bool
		require.NoError(t, db.Raw.QueryRow(`SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
			AND wait_event = 'advisory' AND now() - query_start > interval '200 ms')`).Scan(&waits))
		return waits
	}, time.Minute, 10*time.Millisecond, "it waits four times as long as a statement may take")
	close(release)
	require.NoError(t, <-done)
	require.NoError(t, <-done)

	lock, err := db.Raw.Begin()
	require.NoError(t, err)
	_, err = lock.Exec("LOCK TABLE units IN ACCESS EXCLUSIVE MODE")
	require.NoError(t, err)
	_, err = second.Units(context.Background(), testkit.Morning)
	hasCode(t, err, domain.ErrUnavailable) // the bounds hold again on the same connection
	require.NoError(t, lock.Rollback())
}

func TestRecordingHasItsConnectionsWhilePagesWaitForTheirs(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	pages, recording := open(t, db.URL, storage.ForPages(1)), open(t, db.URL, storage.ForRecording(1))
	submission := journey(t, db, c).Transition(c.Drafter, route.ActSubmit)
	busy, release, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		done <- pages.Exclusively(context.Background(), "all of it", func(context.Context) error {
			close(busy)
			<-release
			return nil
		})
	}()
	<-busy
	require.Equal(t, storage.Pool{Max: 1, InUse: 1}, storage.Pool{Max: pages.Pool().Max, InUse: pages.Pool().InUse, Idle: pages.Pool().Idle})
	impatient, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	_, err := pages.Units(impatient, testkit.Morning)
	hasCode(t, err, domain.ErrUnavailable)
	_, err = recording.RecordTransition(context.Background(), submission)
	require.NoError(t, err)
	close(release)
	require.NoError(t, <-done)
	var names []string
	rows, err := db.Raw.Query("SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'trinhky %' ORDER BY 1")
	require.NoError(t, err)
	defer rows.Close()
	for rows.Next() {
		var name string
		require.NoError(t, rows.Scan(&name))
		names = append(names, name)
	}
	require.NoError(t, rows.Err())
	require.Equal(t, []string{"trinhky pages", "trinhky recording"}, names)
}
