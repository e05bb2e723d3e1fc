package testkit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // to make and drop databases
	"github.com/stretchr/testify/require"

	"trinhky/storage"
)

// DB is a test's own database. Store has the schema of the program; Raw speaks
// SQL past it, for tests of what the database itself refuses.
type DB struct {
	Store *storage.Store
	URL   string
	Raw   *sql.DB
}

// Database gives the test a fresh, migrated database of its own, dropped when
// the test ends. Tests with one may run in parallel.
func Database(t testing.TB) DB {
	t.Helper()
	url := freshDatabase(t, RealServers(t).DatabaseURL, template(t))
	ctx := context.Background()
	store, err := storage.Open(ctx, url, storage.WithMaxConns(8))
	require.NoError(t, err)
	t.Cleanup(store.Close)
	// The template may be older than the server's last start; no number was ever
	// given in this copy of it.
	_, started, err := store.NumbersChecked(ctx)
	require.NoError(t, err)
	require.NoError(t, store.CheckNumbers(ctx, started))
	raw, err := sql.Open("pgx", url)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, raw.Close()) })
	return DB{Store: store, URL: url, Raw: raw}
}

// Copy makes a copy of the database as it is now. What it returns puts the database
// back to that copy, as a restored backup does: everything since is lost, and
// whoever is connected must connect again.
func (db DB) Copy(t testing.TB) (putBack func()) {
	t.Helper()
	u, err := url.Parse(db.URL)
	require.NoError(t, err)
	name := strings.TrimPrefix(u.Path, "/")
	admin := connectAdmin(t, RealServers(t).DatabaseURL)
	run := func(statement string) error {
		_, err := admin.ExecContext(context.Background(), statement)
		return err
	}
	// PostgreSQL copies only what nobody is connected to, and the program connects
	// again whenever it likes.
	clone := func(from, to string) {
		require.Eventually(t, func() bool {
			return run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"+from+"'") == nil &&
				run("CREATE DATABASE "+to+" TEMPLATE "+from+" STRATEGY file_copy") == nil
		}, time.Minute, 20*time.Millisecond, "copy the database")
	}
	kept := name + "_copy"
	clone(name, kept)
	t.Cleanup(func() { require.NoError(t, run("DROP DATABASE IF EXISTS "+kept+" WITH (FORCE)")) })
	return func() {
		require.NoError(t, run("DROP DATABASE "+name+" WITH (FORCE)"))
		clone(kept, name)
		// A restored server has been started anew; this one runs on for the others.
		require.Eventually(t, func() bool {
			_, err := db.Raw.ExecContext(context.Background(), "UPDATE number_watch SET checked_start = checked_start - interval '1 hour'")
			return err == nil
		}, time.Minute, 20*time.Millisecond, "connect to the copy")
		answered := 0
		require.Eventually(t, func() bool {
			answered++
			if _, err := db.Store.CountAccounts(context.Background()); err != nil {
				answered = 0
			}
			return answered == 20 // more than there are connections to find broken
		}, time.Minute, 5*time.Millisecond, "read the copy")
	}
}

// EmptyDatabase gives the test a database without any schema and returns its
// address. It is dropped when the test ends.
func EmptyDatabase(t testing.TB) string {
	t.Helper()
	return freshDatabase(t, RealServers(t).DatabaseURL, "")
}

// templateLock is the number of the advisory lock under which one process makes
// the template while the others wait.
const templateLock = 0x7472696e686b79

var templates sync.Map // name → ready

// template is the name of a database with the present schema, made once and
// kept: cloning it takes a fraction of what migrating does.
func template(t testing.TB) string {
	t.Helper()
	hash := sha256.New()
	files, err := fs.Glob(storage.Migrations(), "*.sql")
	require.NoError(t, err)
	for _, name := range files {
		text, err := fs.ReadFile(storage.Migrations(), name)
		require.NoError(t, err)
		_, _ = fmt.Fprintf(hash, "%s\n%s\n", name, text)
	}
	name := "trinhky_template_" + hex.EncodeToString(hash.Sum(nil))[:12]
	if _, ready := templates.Load(name); ready {
		return name
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	own := RealServers(t).DatabaseURL
	admin := connectAdmin(t, own)
	conn, err := admin.Conn(ctx)
	require.NoError(t, err, "the test servers' PostgreSQL does not answer: make test-servers")
	defer func() { require.NoError(t, conn.Close()) }()
	_, err = conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", templateLock)
	require.NoError(t, err)
	var exists bool
	require.NoError(t, conn.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", name).Scan(&exists))
	if !exists {
		// A half-made template must never be cloned, so it takes its name last.
		draft := name + "_draft"
		_, err = conn.ExecContext(ctx, "DROP DATABASE IF EXISTS "+draft+" WITH (FORCE)")
		require.NoError(t, err)
		_, err = conn.ExecContext(ctx, "CREATE DATABASE "+draft)
		require.NoError(t, err)
		require.NoError(t, storage.Migrate(ctx, databaseURL(t, own, draft), slog.New(slog.DiscardHandler)))
		_, err = conn.ExecContext(ctx, "ALTER DATABASE "+draft+" RENAME TO "+name)
		require.NoError(t, err)
	}
	_, err = conn.ExecContext(ctx, "SELECT pg_advisory_unlock($1)", templateLock)
	require.NoError(t, err)
	templates.Store(name, true)
	return name
}

func freshDatabase(t testing.TB, own, from string) string {
	t.Helper()
	admin := connectAdmin(t, own)
	name := "t_" + strings.ToLower(rand.Text())
	statement := "CREATE DATABASE " + name //nolint:gosec // the name is made above, and cannot be a parameter
	if from != "" {
		// A copy of the files is cheaper than the log of every page.
		statement += " TEMPLATE " + from + " STRATEGY file_copy"
	}
	ctx := context.Background()
	_, err := admin.ExecContext(ctx, statement)
	require.NoError(t, err, "make a database on the test servers' PostgreSQL: make test-servers")
	t.Cleanup(func() {
		// FORCE ends what a killed program left behind, but may not end the
		// server's own vacuum, which the plain statement asks to stop.
		require.Eventually(t, func() bool {
			_, err := admin.ExecContext(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
			if err != nil {
				_, err = admin.ExecContext(ctx, "DROP DATABASE IF EXISTS "+name)
			}
			return err == nil
		}, time.Minute, 100*time.Millisecond, "drop the test's database")
	})
	return databaseURL(t, own, name)
}

func connectAdmin(t testing.TB, own string) *sql.DB {
	t.Helper()
	admin, err := sql.Open("pgx", own)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, admin.Close()) })
	return admin
}

func databaseURL(t testing.TB, own, name string) string {
	t.Helper()
	u, err := url.Parse(own)
	require.NoError(t, err)
	u.Path = "/" + name
	return u.String()
}
