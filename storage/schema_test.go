package storage_test

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/storage"
)

// try runs one statement and takes it back.
func try(t *testing.T, db *sql.DB, statement string, args ...any) error {
	t.Helper()
	tx, err := db.Begin()
	require.NoError(t, err)
	defer func() { require.NoError(t, tx.Rollback()) }()
	_, err = tx.Exec(statement, args...)
	return err
}

func refusedWith(t *testing.T, err error, code string) {
	t.Helper()
	var pg *pgconn.PgError
	require.ErrorAs(t, err, &pg)
	require.Equal(t, code, pg.Code, pg.Message)
}

const (
	restricted = "23001"
	checked    = "23514"
	notNull    = "23502"
	unique     = "23505"
)

func TestEveryEnumInTheSchemaHasTheValuesOfTheDomainAndNoOther(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c)
	draft := j.Doc.ID
	onRoute := journey(t, db, c).UpTo(route.StepClearance).Doc.ID
	positions := []string{"chair", "vice_chair", "chief_of_office", "format_checker", "office_specialist", "records_clerk", "unit_head", "drafter", "internal_affairs", "administrator"}
	for _, column := range []struct {
		name, statement, id string
		values              []string
	}{
		{"units.kind", "UPDATE units SET kind = $1 WHERE id = $2", c.Home.ID, []string{"leadership", "office", "division", "ward"}},
		{"appointments.position", "UPDATE appointments SET position = $1 WHERE person_id = $2", c.Head.PersonID, positions},
		{"accounts.language", "UPDATE accounts SET language = $1 WHERE id = $2", c.Head.AccountID, []string{"vi", "en"}},
		{"documents.type", "UPDATE documents SET type = $1 WHERE id = $2", draft, []string{
			"nghi-quyet", "quyet-dinh", "chi-thi", "quy-che", "quy-dinh", "thong-cao", "thong-bao", "huong-dan", "chuong-trinh", "ke-hoach",
			"phuong-an", "de-an", "du-an", "bao-cao", "bien-ban", "to-trinh", "hop-dong", "cong-van", "cong-dien", "ban-ghi-nho",
			"ban-thoa-thuan", "giay-uy-quyen", "giay-moi", "giay-gioi-thieu", "giay-nghi-phep", "phieu-gui", "phieu-chuyen", "phieu-bao", "thu-cong",
		}},
		{"documents.urgency", "UPDATE documents SET urgency = $1 WHERE id = $2", draft, []string{"normal", "urgent", "very_urgent", "express"}},
		{"documents.signer_position", "UPDATE documents SET signer_position = $1 WHERE id = $2", draft, positions},
		{"steps.kind", "UPDATE steps SET kind = $1 WHERE document_id = $2", onRoute, []string{
			"drafting", "clearance", "format", "consultation", "answers", "appraisal", "review", "initials", "signature", "issue", "publication",
		}},
		{"steps.position", "UPDATE steps SET position = $1 WHERE document_id = $2", onRoute, positions},
		{"steps.state", "UPDATE steps SET state = $1, decided_at = now() WHERE document_id = $2 AND decided_at IS NULL", onRoute, []string{"done", "silent", "skipped", "returned", "voided", "cancelled"}},
		{"steps.form", "UPDATE steps SET form = $1 WHERE document_id = $2 AND decided_at IS NULL", onRoute, []string{"", "head", "TM.", "KT.", "TL.", "TUQ.", "Q."}},
		{"steps.verdict", "UPDATE steps SET verdict = $1 WHERE document_id = $2 AND decided_at IS NULL", onRoute, []string{"", "agree", "agree_with_changes", "disagree", "pass", "fail", "no_answer", "deemed_consent"}},
		{"steps.answer", "UPDATE steps SET answer = $1 WHERE document_id = $2", onRoute, []string{"", "accepted", "explained"}},
	} {
		for _, value := range column.values {
			require.NoError(t, try(t, db.Raw, column.statement, value, column.id), "%s takes %q", column.name, value)
		}
		refusedWith(t, try(t, db.Raw, column.statement, "nonsense", column.id), checked)
	}
}

func TestTheDatabaseRefusesImpossibleRows(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	draft := testkit.Draft(t, db.Store, c).ID
	j := journey(t, db, c).UpTo(route.StepPublication)
	open := journey(t, db, c).UpTo(route.StepClearance).Doc.ID
	annex := "INSERT INTO annexes (id, document_id, kind, sha256, file_name, uploaded_by, uploaded_at, token) SELECT gen_random_uuid(), $1, 'attachment', sha256, 'a.pdf', uploaded_by, now(), 't' FROM versions LIMIT 1"
	for name, row := range map[string]struct {
		code      string
		statement string
		args      []any
	}{
		"a number twice in one series and year":      {unique, "INSERT INTO numbers (document_id, seq, series, year, number, notation, issued_on) SELECT $1, 1, series, year, number, notation, issued_on FROM numbers", []any{open}},
		"a second number for a document":             {unique, "INSERT INTO numbers (document_id, seq, series, year, number, notation, issued_on) SELECT document_id, 1, series, year, number + 1, notation, issued_on FROM numbers", nil},
		"a number of another year than its date":     {checked, "INSERT INTO numbers (document_id, seq, series, year, number, notation, issued_on) SELECT $1, 1, series, year, 7, notation, issued_on + 400 FROM numbers", []any{open}},
		"number zero":                                {checked, "INSERT INTO numbers (document_id, seq, series, year, number, notation, issued_on) SELECT $1, 1, series, year, 0, notation, issued_on FROM numbers", []any{open}},
		"a changed number":                           {restricted, "UPDATE numbers SET number = 5", nil},
		"a deleted number":                           {restricted, "DELETE FROM numbers", nil},
		"a changed transition":                       {restricted, "UPDATE transitions SET body = 'x'", nil},
		"a deleted transition":                       {restricted, "DELETE FROM transitions", nil},
		"emptied transitions":                        {restricted, "TRUNCATE transitions", nil},
		"a changed version":                          {restricted, "UPDATE versions SET file_name = 'x'", nil},
		"a deleted version":                          {restricted, "DELETE FROM versions", nil},
		"a changed refusal":                          {restricted, "UPDATE refusals SET note = 'x'", nil},
		"a deleted step":                             {restricted, "DELETE FROM steps", nil},
		"a deleted document":                         {restricted, "DELETE FROM documents", nil},
		"a second clock of one duty at once":         {unique, "INSERT INTO clocks (case_id, key, round, unit_id, ran_from) SELECT case_id, key, round, unit_id, now() FROM clocks WHERE case_id = $1 AND ran_to IS NULL", []any{open}},
		"a clock that ends before it began":          {checked, "UPDATE clocks SET ran_to = ran_from - interval '1 second' WHERE case_id = $1", []any{open}},
		"a deleted clock":                            {restricted, "DELETE FROM clocks", nil},
		"a duty without its due time":                {notNull, "UPDATE duties SET due_at = NULL WHERE case_id = $1", []any{open}},
		"a duty that ends without an outcome":        {checked, "UPDATE duties SET closed_at = now() WHERE case_id = $1", []any{open}},
		"a duty that is over and changes":            {restricted, "UPDATE duties SET due_at = now() WHERE closed_at IS NOT NULL", nil},
		"a deleted duty":                             {restricted, "DELETE FROM duties", nil},
		"what was decided, rewritten":                {restricted, "UPDATE steps SET verdict = 'disagree' WHERE decided_at IS NOT NULL", nil},
		"the text of a decision, rewritten":          {restricted, "UPDATE steps SET body = 'x' WHERE decided_at IS NOT NULL", nil},
		"a decision given to another person":         {restricted, "UPDATE steps SET decided_by = $1 WHERE decided_at IS NOT NULL", []any{c.Clerk.PersonID}},
		"a decision at another time":                 {restricted, "UPDATE steps SET decided_at = decided_at + interval '1 day' WHERE decided_at IS NOT NULL", nil},
		"a decided step taken up again":              {restricted, "UPDATE steps SET state = 'open', decided_at = NULL WHERE decided_at IS NOT NULL", nil},
		"an open step that is decided":               {checked, "UPDATE steps SET decided_at = now() WHERE document_id = $1 AND state = 'open'", []any{open}},
		"a done step that is not decided":            {checked, "UPDATE steps SET state = 'done' WHERE document_id = $1 AND state = 'open'", []any{open}},
		"an act without a person":                    {checked, "INSERT INTO transitions (case_id, seq, event, act, round, door, at, body, state) VALUES ($1, 9, 'cleared', 'clear', 1, 'page', now(), '', 'on_route')", []any{open}},
		"a draft with transitions":                   {checked, "UPDATE cases SET seq = 1 WHERE id = $1", []any{draft}},
		"a submission without policy":                {checked, "UPDATE cases SET seq = 1, state = 'on_route', begun_at = now() WHERE id = $1", []any{draft}},
		"a state changed without a transition":       {restricted, "UPDATE cases SET state = 'returned' WHERE id = $1", []any{open}},
		"a case closed without a transition":         {restricted, "UPDATE cases SET closed_at = now() WHERE id = $1", []any{open}},
		"a transition skipped":                       {restricted, "UPDATE cases SET seq = seq + 2 WHERE id = $1", []any{open}},
		"a case of another unit":                     {restricted, "UPDATE cases SET unit_id = $2 WHERE id = $1", []any{open, c.Office.ID}},
		"a deleted case":                             {restricted, "DELETE FROM cases", nil},
		"facts changed on the route":                 {restricted, "UPDATE documents SET subject = 'x' WHERE id = $1", []any{open}},
		"facts changed under a number":               {restricted, "UPDATE documents SET recipients = '{}' WHERE id = $1", []any{j.Doc.ID}},
		"a document given to another drafter":        {restricted, "UPDATE documents SET drafter_id = $2 WHERE id = $1", []any{draft, c.Head.PersonID}},
		"a file added under a number":                {restricted, annex, []any{j.Doc.ID}},
		"a note on a document that waits for nobody": {checked, "UPDATE documents SET publication_note = 'x' WHERE id = $1", []any{open}},
		"a hash that is none":                        {checked, "INSERT INTO files (sha256, size, media_type, recorded_at) VALUES ('ABC', 1, 'x', now())", nil},
		"an empty file":                              {checked, "INSERT INTO files (sha256, size, media_type, recorded_at) VALUES (repeat('0', 64), 0, 'x', now())", nil},
		"a unit that ends before it begins":          {checked, "UPDATE units SET valid_to = valid_from WHERE id = $1", []any{c.Home.ID}},
		"a delegation to oneself":                    {checked, "INSERT INTO delegations VALUES (gen_random_uuid(), $1, 'chair', $2, $2, 'TUQ.', '1/GUQ', now())", []any{c.Home.ID, c.Head.PersonID}},
		"a delegation without its paper":             {checked, "INSERT INTO delegations VALUES (gen_random_uuid(), $1, 'chair', $2, $3, 'TUQ.', '', now())", []any{c.Home.ID, c.Chair.PersonID, c.Head.PersonID}},
		"an attempt outside without proof":           {checked, "INSERT INTO refusals VALUES (gen_random_uuid(), NULL, 'out_of_order', 'x', NULL, NULL, $1, 'sign', '', '', 'outside', now(), 'seen', NULL, $2)", []any{c.Home.ID, c.Chief.PersonID}},
		"an upper-case username":                     {checked, "UPDATE accounts SET username = 'Head' WHERE id = $1", []any{c.Head.AccountID}},
	} {
		err := try(t, db.Raw, row.statement, row.args...)
		require.Error(t, err, name)
		var pg *pgconn.PgError
		require.True(t, errors.As(err, &pg), name)
		require.Equal(t, row.code, pg.Code, "%s: %s", name, pg.Message)
	}
	for name, row := range map[string]struct {
		statement string
		args      []any
	}{
		"the next number":                  {"INSERT INTO numbers (document_id, seq, series, year, number, notation, issued_on) SELECT $1, 1, series, year, number + 1, notation, issued_on FROM numbers", []any{open}},
		"the end of a clock":               {"UPDATE clocks SET ran_to = ran_from WHERE case_id = $1", []any{open}},
		"an approval that loses its force": {"UPDATE steps SET state = 'voided' WHERE state = 'done'", nil},
		"a decided step":                   {"UPDATE steps SET state = 'done', decided_at = now() WHERE document_id = $1 AND state = 'open'", []any{open}},
		"facts changed on the desk":        {"UPDATE documents SET subject = 'x' WHERE id = $1", []any{draft}},
		"an annex on the route":            {annex, []any{open}},
		"a note while the files are made":  {"UPDATE documents SET publication_note = 'x' WHERE id = $1", []any{j.Doc.ID}},
		"a delegation with its paper":      {"INSERT INTO delegations VALUES (gen_random_uuid(), $1, 'chair', $2, $3, 'TUQ.', '1/GUQ', now())", []any{c.Home.ID, c.Chair.PersonID, c.Head.PersonID}},
		"the issue":                        {"UPDATE cases SET state = 'issued', seq = seq + 1, closed_at = now() WHERE id = $1", []any{j.Doc.ID}},
	} {
		require.NoError(t, try(t, db.Raw, row.statement, row.args...), name)
	}
}

func TestArticle18AnIssuedDocumentNeverChanges(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c).UpTo(route.StepPublication)
	sha := testkit.Content(t, db.Store, "pdf")
	j.Record(j.Publication(testkit.Content(t, db.Store, "docx"), sha))
	for _, statement := range []string{
		"UPDATE documents SET subject = 'x'", "UPDATE cases SET seq = seq + 1", "UPDATE cases SET state = 'withdrawn', seq = seq + 1",
		"UPDATE documents SET versions = 2", "UPDATE issued_files SET pdf_sha256 = docx_sha256", "DELETE FROM issued_files", "DELETE FROM documents",
	} {
		refusedWith(t, try(t, db.Raw, statement), restricted)
	}
	_, err := db.Store.AddVersion(ctx, "t", domain.Version{DocumentID: j.Doc.ID, SHA256: sha, FileName: "a.docx", UploadedBy: c.Drafter.PersonID, UploadedAt: j.Now})
	hasCode(t, err, domain.ErrConflict)
	_, err = db.Store.AddAnnex(ctx, "t", domain.Annex{DocumentID: j.Doc.ID, Kind: domain.AnnexAttachment, SHA256: sha, FileName: "a.pdf", UploadedBy: c.Drafter.PersonID, UploadedAt: j.Now})
	hasCode(t, err, domain.ErrConflict)
	j.Doc.Subject = "x"
	hasCode(t, db.Store.UpdateDraft(ctx, j.Doc), domain.ErrConflict)
}

func TestTwoMigrationsAtOnceWaitForOneAnother(t *testing.T) {
	t.Parallel()
	url := testkit.EmptyDatabase(t)
	var wg sync.WaitGroup
	faults := make([]error, 3)
	for i := range faults {
		wg.Go(func() { faults[i] = storage.Migrate(context.Background(), url, slog.New(slog.DiscardHandler)) })
	}
	wg.Wait()
	require.Equal(t, make([]error, 3), faults)
	store, err := storage.Open(context.Background(), url)
	require.NoError(t, err)
	defer store.Close()
	n, err := store.CountAccounts(context.Background())
	require.NoError(t, err)
	require.Zero(t, n)
}

func TestEveryMigrationHasItsWayBack(t *testing.T) {
	t.Parallel()
	db := testkit.Database(t)
	names, err := fs.Glob(storage.Migrations(), "*.sql")
	require.NoError(t, err)
	for i := len(names) - 1; i >= 0; i-- {
		text, err := fs.ReadFile(storage.Migrations(), names[i])
		require.NoError(t, err)
		_, down, ok := strings.Cut(string(text), "-- +goose Down")
		require.True(t, ok, names[i])
		_, err = db.Raw.Exec(down)
		require.NoError(t, err, names[i])
	}
	var left int
	require.NoError(t, db.Raw.QueryRow("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'goose_db_version'").Scan(&left))
	require.Zero(t, left)
}
