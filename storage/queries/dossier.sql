-- The parts of one dossier. They are sent together; the scope is in the query of
-- the document itself, without which the parts are thrown away.

-- name: RouteDocument :one
SELECT d.id, c.state, d.drafter_id, d.unit_id, d.urgency, d.legal_normative, c.seq, d.notation, d.revision, d.submitted_facts, v.id AS version_id, v.sha256 AS version_sha256
FROM documents d
JOIN cases c ON c.id = d.id
JOIN versions v ON v.id = coalesce(d.submitted_version_id, d.version_id)
WHERE d.id = @id;

-- name: StepsOf :many
SELECT * FROM steps WHERE document_id = @document_id ORDER BY stage, ordinal;

-- name: DutiesOf :many
SELECT * FROM duties WHERE case_id = @case_id;

-- name: VersionsOf :many
SELECT v.id, v.document_id, v.ordinal, v.sha256, v.file_name, f.size, v.uploaded_by, v.uploaded_at
FROM versions v JOIN files f USING (sha256) WHERE v.document_id = @document_id ORDER BY v.ordinal;

-- name: AnnexesOf :many
SELECT a.id, a.document_id, a.kind, a.sha256, a.file_name, f.media_type, f.size, a.uploaded_by, a.uploaded_at
FROM annexes a JOIN files f USING (sha256) WHERE a.document_id = @document_id ORDER BY a.uploaded_at, a.id;

-- name: HistoryOf :many
SELECT t.seq, t.event, t.act, t.step_key, t.round, p.name AS person_name, u.name AS unit_name, t.version_id, t.body, t.door, t.at, t.changed
FROM transitions t
LEFT JOIN persons p ON p.id = t.person_id
LEFT JOIN units u ON u.id = t.unit_id
WHERE t.case_id = @case_id ORDER BY t.seq;

-- name: RefusalsOf :many
SELECT * FROM refusals WHERE case_id = @case_id::uuid ORDER BY at, id;

-- name: FormatCheckOfDossier :one
-- Of the version that stands in front.
SELECT c.sha256, c.ruleset, c.errors, c.warnings, c.report, c.checked_at
FROM dossiers d
JOIN format_checks c ON c.sha256 = d.version_sha256 AND c.ruleset = @ruleset
WHERE d.id = @document_id;

-- name: ClocksOf :many
SELECT * FROM clocks WHERE case_id = @case_id ORDER BY ran_from, key, round;
