-- +goose Up
-- Which version is the draft that counts is a rule of the route: an upload and each
-- transition say it, and readers take it as it stands.
ALTER TABLE documents ADD COLUMN version_id uuid REFERENCES versions;
ALTER TABLE documents DISABLE TRIGGER guard;
UPDATE documents d SET version_id = v.version_id FROM dossiers v WHERE v.id = d.id;
ALTER TABLE documents ENABLE TRIGGER guard;

DROP VIEW dossiers;
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

-- A step may be for another than whoever decided one before it.
ALTER TABLE steps ADD COLUMN other_than text CHECK (other_than <> '');

-- +goose Down
DROP VIEW dossiers;
ALTER TABLE steps DROP COLUMN other_than;
ALTER TABLE documents DROP COLUMN version_id;
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
JOIN versions v ON v.document_id = d.id AND CASE
    WHEN c.state IN ('on_route', 'numbered', 'issued')
        AND NOT EXISTS (SELECT 1 FROM duties w WHERE w.case_id = d.id AND w.kind = 'answers' AND w.closed_at IS NULL)
    THEN v.id = d.submitted_version_id ELSE v.ordinal = d.versions END
JOIN files f ON f.sha256 = v.sha256
LEFT JOIN numbers n ON n.document_id = d.id
LEFT JOIN issued_files i ON i.document_id = d.id;
