-- Cases of every kind, for the doctor, the repair and the watch over numbers.

-- name: OpenCases :many
SELECT id, seq FROM cases WHERE kind = @kind AND begun_at IS NOT NULL AND closed_at IS NULL AND id > @after::uuid ORDER BY id LIMIT @page;

-- name: BegunUnder :one
SELECT kind, seq, state, closed_at, policy_id, policy_version, policy_sha256, terms FROM cases WHERE id = @id;

-- name: CaseSeq :one
SELECT seq FROM cases WHERE id = @id;

-- name: LastBegunOrClosed :one
-- The newest moment the record knows of, near enough; the server's own start
-- where it knows none.
SELECT coalesce(max(greatest(begun_at, closed_at)), pg_postmaster_start_time())::timestamptz AS at FROM cases;

-- name: NumbersChecked :one
SELECT checked_start = pg_postmaster_start_time() AS checked, pg_postmaster_start_time()::timestamptz AS started FROM number_watch;

-- name: CheckNumbers :execrows
UPDATE number_watch SET checked_start = @started WHERE @started = pg_postmaster_start_time();

-- name: DutiesPastAlarm :many
-- Open duties of which a moment has come and nothing has happened since.
SELECT case_id, key, round, due_at FROM duties
WHERE closed_at IS NULL AND ((due_at < @before::timestamptz AND NOT due_noticed)
    OR (escalate_at < @before AND NOT escalated)
    OR (reminded < cardinality(remind_at) AND due_at > @before AND remind_at[reminded + 1] < @before))
ORDER BY due_at, case_id, key LIMIT @page;

-- name: UnpublishedDocuments :many
-- Numbered documents whose files are not there, longest first.
SELECT c.id, n.number, n.series, n.year, d.publication_note, w.opened_at
FROM cases c
JOIN documents d ON d.id = c.id
JOIN numbers n ON n.document_id = c.id
JOIN duties w ON w.case_id = c.id AND w.kind = 'publication' AND w.closed_at IS NULL
WHERE c.state = 'numbered' AND w.opened_at < @before::timestamptz
ORDER BY w.opened_at, c.id LIMIT @page;

-- name: FilesWithoutOwner :many
-- Content that no dossier, check or proof names, though it was taken in long ago.
SELECT f.sha256, f.recorded_at FROM files f
WHERE f.recorded_at < @before::timestamptz
    AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.sha256 = f.sha256)
    AND NOT EXISTS (SELECT 1 FROM annexes a WHERE a.sha256 = f.sha256)
    AND NOT EXISTS (SELECT 1 FROM previews p WHERE p.source_sha256 = f.sha256 OR p.pdf_sha256 = f.sha256)
    AND NOT EXISTS (SELECT 1 FROM issued_files i WHERE i.docx_sha256 = f.sha256 OR i.pdf_sha256 = f.sha256)
    AND NOT EXISTS (SELECT 1 FROM steps s WHERE s.file_sha256 = f.sha256)
    AND NOT EXISTS (SELECT 1 FROM refusals r WHERE r.evidence = f.sha256)
ORDER BY f.recorded_at, f.sha256 LIMIT @page;
