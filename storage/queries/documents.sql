-- Who sees a dossier: the Office and the leaders; its drafter and their unit; a
-- unit whose turn on its route has come.

-- name: DocumentInScope :one
SELECT * FROM dossiers d
WHERE d.id = @id AND (@sees_all::boolean OR d.drafter_id = @person_id::uuid OR d.unit_id = ANY (@unit_ids::uuid[])
    OR EXISTS (SELECT 1 FROM duties w WHERE w.case_id = d.id AND w.unit_id = ANY (@unit_ids::uuid[])));

-- name: DocumentsInScope :many
-- The scope is gathered once, and not asked anew of every document passed over.
SELECT * FROM dossiers d
WHERE (@sees_all::boolean OR d.id IN (
        SELECT o.id FROM documents o WHERE o.drafter_id = @person_id::uuid
        UNION ALL SELECT o.id FROM documents o WHERE o.unit_id = ANY (@unit_ids::uuid[])
        UNION ALL SELECT w.case_id FROM duties w WHERE w.unit_id = ANY (@unit_ids::uuid[])))
    AND (sqlc.narg('state')::text IS NULL OR d.state = sqlc.narg('state'))
    AND (sqlc.narg('unit_id')::uuid IS NULL OR d.unit_id = sqlc.narg('unit_id'))
    AND (sqlc.narg('pattern')::text IS NULL OR d.search LIKE sqlc.narg('pattern'))
    AND (d.created_at, d.id) < (@before::timestamptz, @before_id::uuid)
ORDER BY d.created_at DESC, d.id DESC
LIMIT @page;

-- name: DocumentOfToken :one
SELECT * FROM dossiers d
WHERE d.id = (SELECT o.id FROM documents o WHERE o.drafter_id = @drafter_id AND o.draft_token = @token);

-- name: CreateDraft :execrows
INSERT INTO documents (id, type, subject, notation, urgency, unit_id, drafter_id, signer_position, consulted_units, sectors,
    recipients, legal_normative, search, created_at, draft_token, versions)
VALUES (@id, @type, @subject, @notation, @urgency, @unit_id, @drafter_id, @signer_position, @consulted_units, @sectors,
    @recipients, @legal_normative, @search, @created_at, @draft_token, 1)
ON CONFLICT DO NOTHING;

-- name: CreateCase :exec
INSERT INTO cases (id, kind, unit_id, state, created_at) VALUES (@id, @kind, @unit_id, @state, @created_at);

-- name: UpdateDraft :execrows
UPDATE documents d SET type = @type, subject = @subject, notation = @notation, urgency = @urgency, signer_position = @signer_position,
    consulted_units = @consulted_units, sectors = @sectors, recipients = @recipients, legal_normative = @legal_normative, search = @search,
    revision = d.revision + 1
FROM cases c
WHERE d.id = @id AND c.id = d.id AND d.drafter_id = @drafter_id AND (c.state = 'draft' OR c.state = 'returned'
    -- What the route was planned by stays once it has begun.
    AND d.type = @type AND d.urgency = @urgency AND d.signer_position = @signer_position AND d.consulted_units = @consulted_units
    AND d.sectors = @sectors AND d.legal_normative = @legal_normative);

-- name: LockForUpload :one
-- Nothing happens to the document while an upload is being decided on.
SELECT d.versions FROM documents d JOIN cases c ON c.id = d.id WHERE d.id = @id FOR UPDATE;

-- name: CountVersion :exec
-- What is uploaded lies with its drafter: it is the draft that counts.
UPDATE documents SET versions = @versions, revision = revision + 1, version_id = @version_id WHERE id = @id;

-- name: AddVersion :exec
INSERT INTO versions (id, document_id, ordinal, sha256, file_name, uploaded_by, uploaded_at, token)
VALUES (@id, @document_id, @ordinal, @sha256, @file_name, @uploaded_by, @uploaded_at, @token);

-- name: RestoreVersion :exec
WITH known AS (UPDATE documents SET versions = greatest(versions, @ordinal::integer) WHERE documents.id = @document_id::uuid)
INSERT INTO versions (id, document_id, ordinal, sha256, file_name, uploaded_by, uploaded_at, token)
VALUES (@id, @document_id::uuid, @ordinal::integer, @sha256, @file_name, @uploaded_by, @uploaded_at, @token)
ON CONFLICT DO NOTHING;

-- name: VersionOfToken :one
SELECT v.id, v.document_id, v.ordinal, v.sha256, v.file_name, f.size, v.uploaded_by, v.uploaded_at
FROM versions v JOIN files f USING (sha256) WHERE v.document_id = @document_id AND v.token = @token;

-- name: AddAnnex :execrows
INSERT INTO annexes (id, document_id, kind, sha256, file_name, uploaded_by, uploaded_at, token)
VALUES (@id, @document_id, @kind, @sha256, @file_name, @uploaded_by, @uploaded_at, @token)
ON CONFLICT (document_id, token) DO NOTHING;

-- name: CountAnnex :exec
-- What goes with the draft is part of what is approved; what comes with an opinion,
-- or proves an attempt, is not.
UPDATE documents SET revision = revision + 1 WHERE id = @id AND @kind::text IN ('submission', 'attachment');

-- name: AnnexOfToken :one
SELECT a.id, a.document_id, a.kind, a.sha256, a.file_name, f.media_type, f.size, a.uploaded_by, a.uploaded_at
FROM annexes a JOIN files f USING (sha256) WHERE a.document_id = @document_id AND a.token = @token;

-- name: RecordFile :exec
INSERT INTO files (sha256, size, media_type, recorded_at) VALUES (@sha256, @size, @media_type, @recorded_at)
ON CONFLICT (sha256) DO NOTHING;

-- name: FileOf :one
SELECT size, media_type FROM files WHERE sha256 = @sha256;

-- name: SaveFormatCheck :exec
INSERT INTO format_checks (sha256, ruleset, errors, warnings, report, checked_at)
VALUES (@sha256, @ruleset, @errors, @warnings, @report, @checked_at)
ON CONFLICT (sha256, ruleset) DO NOTHING;

-- name: FormatCheckOf :one
SELECT * FROM format_checks WHERE sha256 = @sha256 AND ruleset = @ruleset;

-- name: SavePreview :exec
INSERT INTO previews (source_sha256, pdf_sha256, made_at) VALUES (@source_sha256, @pdf_sha256, @made_at)
ON CONFLICT (source_sha256) DO NOTHING;

-- name: PreviewOf :one
SELECT pdf_sha256 FROM previews WHERE source_sha256 = @source_sha256;

-- name: FileVisible :one
WITH content AS (
    SELECT @sha256::text AS sha256
    UNION ALL
    SELECT p.source_sha256 FROM previews p WHERE p.pdf_sha256 = @sha256::text
), owner AS (
    SELECT v.document_id FROM versions v JOIN content c ON c.sha256 = v.sha256
    UNION SELECT a.document_id FROM annexes a JOIN content c ON c.sha256 = a.sha256
    UNION SELECT i.document_id FROM issued_files i JOIN content c ON c.sha256 = i.docx_sha256
    UNION SELECT i.document_id FROM issued_files i JOIN content c ON c.sha256 = i.pdf_sha256
    UNION SELECT s.document_id FROM steps s JOIN content c ON c.sha256 = s.file_sha256
    UNION SELECT r.case_id FROM refusals r JOIN content c ON c.sha256 = r.evidence WHERE r.case_id IS NOT NULL
)
SELECT (EXISTS (SELECT 1 FROM owner o JOIN documents d ON d.id = o.document_id
    WHERE @sees_all::boolean OR d.drafter_id = @person_id::uuid OR d.unit_id = ANY (@unit_ids::uuid[])
        OR EXISTS (SELECT 1 FROM duties w WHERE w.case_id = d.id AND w.unit_id = ANY (@unit_ids::uuid[])))
    -- Proof of an attempt without any dossier belongs to the Office alone.
    OR (@sees_all::boolean AND EXISTS (SELECT 1 FROM refusals r WHERE r.evidence = @sha256::text)))::boolean AS visible;
