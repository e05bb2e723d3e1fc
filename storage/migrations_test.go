package storage_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pressly/goose/v3"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/storage"
)

// filled is a database as an earlier program left it: migrated as far as it knew,
// with documents at every step.
func filled(t *testing.T, version int64, fixture string) (url string, raw *sql.DB, migrations *goose.Provider) {
	t.Helper()
	url = testkit.EmptyDatabase(t)
	raw, err := sql.Open("pgx", url)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, raw.Close()) })
	migrations, err = goose.NewProvider(goose.DialectPostgres, raw, storage.Migrations())
	require.NoError(t, err)
	_, err = migrations.UpTo(t.Context(), version)
	require.NoError(t, err)
	rows, err := os.ReadFile(fixture)
	require.NoError(t, err)
	_, err = raw.Exec(string(rows))
	require.NoError(t, err)
	return url, raw, migrations
}

func TestADatabaseFilledBeforeCasesKeepsEveryRouteAndItsTimes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	url, raw, migrations := filled(t, 6, "testdata/filled-00006.sql")
	count := func(statement string) (n int) {
		require.NoError(t, raw.QueryRow(statement).Scan(&n), statement)
		return n
	}
	documents, transitions := count("SELECT count(*) FROM documents"), count("SELECT count(*) FROM transitions")
	opened := count("SELECT count(*) FROM steps WHERE opened_at IS NOT NULL")
	open := count("SELECT count(*) FROM steps WHERE state = 'open'")
	require.Positive(t, open)
	before := map[string]string{}
	states, err := raw.Query("SELECT id, state || ' ' || seq FROM documents")
	require.NoError(t, err)
	defer states.Close()
	for states.Next() {
		var id, at string
		require.NoError(t, states.Scan(&id, &at))
		before[id] = at
	}
	require.NoError(t, states.Err())

	_, err = migrations.Up(ctx)
	require.NoError(t, err)
	require.Equal(t, documents, count("SELECT count(*) FROM cases WHERE kind = 'document'"))
	require.Equal(t, transitions, count("SELECT count(*) FROM transitions t JOIN cases c ON c.id = t.case_id"))
	require.Equal(t, opened, count("SELECT count(*) FROM duties"))
	require.Equal(t, open, count("SELECT count(*) FROM duties WHERE closed_at IS NULL"))
	require.Equal(t, opened, count("SELECT count(*) FROM clocks"), "one a duty")
	require.Zero(t, count(`SELECT count(*) FROM clocks c JOIN duties w USING (case_id, key, round)
		WHERE (c.ran_from, c.ran_to) IS DISTINCT FROM (w.opened_at, w.closed_at)`))
	require.Zero(t, count("SELECT count(*) FROM cases WHERE (state IN ('issued', 'withdrawn')) <> (closed_at IS NOT NULL)"))
	for id, at := range before {
		var now string
		require.NoError(t, raw.QueryRow("SELECT state || ' ' || seq FROM cases WHERE id = $1", id).Scan(&now))
		require.Equal(t, at, now)
	}

	// And it goes on: every open document is taken to its issue or stays with its drafter.
	store, err := storage.Open(ctx, url)
	require.NoError(t, err)
	t.Cleanup(store.Close)
	committee := testkit.CommitteeOf(t, store)
	going := 0
	for id := range before {
		doc, err := store.Document(ctx, domain.Viewer{SeesAll: true}, id)
		require.NoError(t, err)
		if doc.State != domain.DocumentOnRoute {
			continue
		}
		going++
		j := testkit.ResumeJourney(t, store, committee, doc)
		for doc.State == domain.DocumentOnRoute {
			require.NotEmpty(t, j.Route.Open())
			step := j.Route.Steps[j.Route.Open()[0]]
			require.False(t, step.DueAt.IsZero(), "%s of %s", step.Key, id)
			j.ActOn(step)
			doc, err = store.Document(ctx, domain.Viewer{SeesAll: true}, id)
			require.NoError(t, err)
		}
		require.Equal(t, domain.DocumentNumbered, doc.State)
	}
	require.GreaterOrEqual(t, going, 8)
	require.Zero(t, count("SELECT count(*) FROM duties WHERE closed_at IS NULL AND kind NOT IN ('publication', 'drafting')"))
	stalled, _, err := store.Stalled(ctx, route.TrackingFilter{Now: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)})
	require.NoError(t, err)
	require.NotEmpty(t, stalled)
}

func TestTheWayBackFromCasesKeepsTheRows(t *testing.T) {
	t.Parallel()
	_, raw, migrations := filled(t, 6, "testdata/filled-00006.sql")
	picture := func() (all []string) {
		rows, err := raw.Query(`SELECT d.id || d.state || d.seq || d.submitted_at || coalesce(d.policy_sha256, '') FROM documents d WHERE d.state <> 'draft'
			UNION ALL SELECT s.document_id || s.key || s.round || s.state || coalesce(s.desk, '') || coalesce(s.due_at::text, '') || s.priority FROM steps s ORDER BY 1`)
		require.NoError(t, err)
		defer rows.Close()
		for rows.Next() {
			var row string
			require.NoError(t, rows.Scan(&row))
			all = append(all, row)
		}
		require.NoError(t, rows.Err())
		return all
	}
	before := picture()
	_, err := migrations.Up(t.Context())
	require.NoError(t, err)
	_, err = migrations.DownTo(t.Context(), 6)
	require.NoError(t, err)
	require.Equal(t, before, picture())
}

func TestATokenOfBeforeScopesStillActsAndEndsWithItsPassword(t *testing.T) {
	t.Parallel()
	url, raw, migrations := filled(t, 6, "testdata/filled-00006.sql")
	_, err := migrations.UpTo(t.Context(), 8)
	require.NoError(t, err)
	hash := sha256.Sum256([]byte("tk_before"))
	var account, password string
	require.NoError(t, raw.QueryRow(`WITH a AS (SELECT id, password_hash FROM accounts ORDER BY username LIMIT 1)
		INSERT INTO access_tokens (id, account_id, name, hash, created_at, expires_at)
		SELECT $1, a.id, 'báo cáo', $2, $3, $3::timestamptz + interval '90 days' FROM a
		RETURNING account_id, (SELECT password_hash FROM a)`, uuid.NewString(), hash[:], testkit.Morning).Scan(&account, &password))
	_, err = migrations.Up(t.Context())
	require.NoError(t, err)
	store, err := storage.Open(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(store.Close)
	token, err := store.TokenByHash(t.Context(), hash[:], testkit.Morning)
	require.NoError(t, err)
	sum := sha256.Sum256([]byte(password))
	require.Equal(t, domain.TokenAct, token.Scope, "what could do everything keeps all but the signature")
	require.Equal(t, hex.EncodeToString(sum[:8]), token.MadeUnder, "as package auth writes it")
	kept, err := store.AccountByID(t.Context(), account)
	require.NoError(t, err)
	require.Zero(t, kept.SessionEpoch)
}

func TestADatabaseFilledBeforeKeepsTheDraftThatCountsOfEveryDocument(t *testing.T) {
	t.Parallel()
	_, raw, migrations := filled(t, 6, "testdata/filled-00006.sql")
	_, err := migrations.UpTo(t.Context(), 11)
	require.NoError(t, err)
	// Each has a newer upload than the one its route may carry.
	_, err = raw.ExecContext(t.Context(), `ALTER TABLE versions DISABLE TRIGGER USER; ALTER TABLE documents DISABLE TRIGGER USER;
		INSERT INTO versions (id, document_id, ordinal, sha256, file_name, uploaded_by, uploaded_at, token)
		SELECT gen_random_uuid(), v.document_id, v.ordinal + 1, v.sha256, 'b.docx', v.uploaded_by, v.uploaded_at, 'newer'
		FROM versions v JOIN documents d ON d.id = v.document_id AND d.versions = v.ordinal;
		UPDATE documents SET versions = versions + 1;
		ALTER TABLE versions ENABLE TRIGGER USER; ALTER TABLE documents ENABLE TRIGGER USER`)
	require.NoError(t, err)
	picture := func() map[string]string {
		counts := map[string]string{}
		rows, err := raw.QueryContext(t.Context(), "SELECT id, state || ' ' || version_ordinal || ' ' || version_id FROM dossiers")
		require.NoError(t, err)
		defer rows.Close()
		for rows.Next() {
			var id, version string
			require.NoError(t, rows.Scan(&id, &version))
			counts[id] = version
		}
		require.NoError(t, rows.Err())
		return counts
	}
	before := picture()
	require.Greater(t, len(before), 8)
	_, err = migrations.Up(t.Context())
	require.NoError(t, err)
	require.Equal(t, before, picture())
	_, err = migrations.DownTo(t.Context(), 11)
	require.NoError(t, err)
	require.Equal(t, before, picture())
}

func TestTheRecordTakesOnlyActsThatTheTableOfTheRouteKnows(t *testing.T) {
	t.Parallel()
	db, committee := start(t)
	j := testkit.NewJourney(t, db.Store, committee, testkit.Draft(t, db.Store, committee))
	first := j.Transition(committee.Drafter, route.ActSubmit)
	for _, wrong := range []func(*route.Transition){
		func(tr *route.Transition) { tr.Event = "approved" },
		func(tr *route.Transition) { tr.Act = "approve" },
	} {
		tr := first
		wrong(&tr)
		_, err := db.Store.RecordTransition(t.Context(), tr)
		require.Equal(t, domain.ErrInvalid, domain.CodeOf(err))
	}
	j.Record(first)
}

func TestTransitionsOfBeforeNameNoRequestAndStayAsTheyWere(t *testing.T) {
	t.Parallel()
	_, raw, migrations := filled(t, 6, "testdata/filled-00006.sql")
	_, err := migrations.UpTo(t.Context(), 10)
	require.NoError(t, err)
	all := func() (n int, digest string) {
		require.NoError(t, raw.QueryRow(`SELECT count(*), md5(string_agg(concat_ws('|', case_id, seq, event, act, token, step_key, round, person_id,
			unit_id, door, at, version_id, body, state), ';' ORDER BY case_id, seq)) FROM transitions`).Scan(&n, &digest))
		return n, digest
	}
	n, before := all()
	require.Positive(t, n)
	_, err = migrations.UpTo(t.Context(), 11)
	require.NoError(t, err)
	_, after := all()
	require.Equal(t, before, after)
	var named int
	require.NoError(t, raw.QueryRow("SELECT count(request_id) FROM transitions").Scan(&named))
	require.Zero(t, named)
	_, err = migrations.DownTo(t.Context(), 10)
	require.NoError(t, err)
	_, back := all()
	require.Equal(t, before, back)
}
