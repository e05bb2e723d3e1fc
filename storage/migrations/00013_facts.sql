-- +goose Up
-- What people approve is one thing: the file, the facts on the paper and what goes
-- with it. The dossier counts its changes; a submission says which count it was
-- planned by and keeps what it submitted; each act says what it was given to.
ALTER TABLE documents
    ADD COLUMN revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
    ADD COLUMN submitted_facts jsonb; -- none on one submitted before they were kept
ALTER TABLE transitions
    ADD COLUMN digest text CHECK (digest ~ '^[0-9a-f]{64}$'),
    ADD COLUMN changed text[] NOT NULL DEFAULT '{}'; -- the parts that a submission changed

-- +goose StatementBegin
CREATE FUNCTION unchanged_since(document uuid, planned integer) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    now_at integer;
BEGIN
    SELECT revision INTO now_at FROM documents WHERE id = document;
    IF now_at <> planned THEN
        RAISE EXCEPTION 'document % is at revision %, not %', document, now_at, planned USING ERRCODE = 'TK001';
    END IF;
    RETURN true;
END $$;
-- +goose StatementEnd

CREATE OR REPLACE VIEW dossiers AS
SELECT d.id, d.type, d.subject, d.notation, d.urgency, d.unit_id, d.drafter_id, d.signer_position, d.consulted_units,
    d.sectors, d.recipients, d.legal_normative, d.search, c.state, c.seq, d.created_at, c.begun_at AS submitted_at,
    d.submitted_version_id, c.policy_version, c.policy_sha256, d.publication_note,
    v.id AS version_id, v.ordinal AS version_ordinal, v.sha256 AS version_sha256, v.file_name AS version_file_name,
    f.size AS version_size, v.uploaded_by AS version_uploaded_by, v.uploaded_at AS version_uploaded_at,
    coalesce(n.series, '')::text AS series, coalesce(n.year, 0)::integer AS number_year, coalesce(n.number, 0)::integer AS number,
    coalesce(n.notation, '')::text AS number_notation, coalesce(n.issued_on, '0001-01-01')::date AS issued_on,
    coalesce(i.docx_sha256, '')::text AS issued_docx_sha256, coalesce(i.pdf_sha256, '')::text AS issued_pdf_sha256,
    d.revision
FROM documents d
JOIN cases c ON c.id = d.id
JOIN versions v ON v.id = d.version_id
JOIN files f ON f.sha256 = v.sha256
LEFT JOIN numbers n ON n.document_id = d.id
LEFT JOIN issued_files i ON i.document_id = d.id;

-- +goose Down
DROP FUNCTION unchanged_since;
ALTER TABLE transitions DROP COLUMN digest, DROP COLUMN changed;
DROP VIEW dossiers;
ALTER TABLE documents DROP COLUMN revision, DROP COLUMN submitted_facts;
CREATE VIEW dossiers AS
SELECT d.id, d.type, d.subject, d.notation, d.urgency, d.unit_id, d.drafter_id, d.signer_position, d.consulted_units,
    d.sectors, d.recipients, d.legal_normative, d.search, c.state, c.seq, d.created_at, c.begun_at AS submitted_at,
    d.submitted_version_id, c.policy_version, c.policy_sha256, d.publication_note,
    v.id AS version_id, v.ordinal AS version_ordinal, v.sha256 AS version_sha256, v.file_name AS version_file_name,
    f.size AS version_size, v.uploaded_by AS version_uploaded_by, v.uploaded_at AS version_uploaded_at,
    coalesce(n.series, '')::text AS series, coalesce(n.year, 0)::integer AS number_year, coalesce(n.number, 0)::integer AS number,
    coalesce(n.notation, '')::text AS number_notation, coalesce(n.issued_on, '0001-01-01')::date AS issued_on,
    coalesce(i.docx_sha256, '')::text AS issued_docx_sha256, coalesce(i.pdf_sha256, '')::text AS issued_pdf_sha256
FROM documents d
JOIN cases c ON c.id = d.id
JOIN versions v ON v.id = d.version_id
JOIN files f ON f.sha256 = v.sha256
LEFT JOIN numbers n ON n.document_id = d.id
LEFT JOIN issued_files i ON i.document_id = d.id;
