-- +goose Up
-- People read, and decide on, the version that the route carries. An upload that
-- comes in at the moment of the submission, too late to go with it, is the newest
-- all the same: it counts only once the dossier lies with its drafter again.
CREATE OR REPLACE VIEW dossiers AS
SELECT d.id, d.type, d.subject, d.notation, d.urgency, d.unit_id, d.drafter_id, d.signer_position, d.consulted_units,
    d.sectors, d.recipients, d.legal_normative, d.search, d.state, d.seq, d.created_at, d.submitted_at,
    d.submitted_version_id, d.policy_version, d.policy_sha256, d.publication_note,
    v.id AS version_id, v.ordinal AS version_ordinal, v.sha256 AS version_sha256, v.file_name AS version_file_name,
    f.size AS version_size, v.uploaded_by AS version_uploaded_by, v.uploaded_at AS version_uploaded_at,
    coalesce(n.series, '')::text AS series, coalesce(n.year, 0)::integer AS number_year, coalesce(n.number, 0)::integer AS number,
    coalesce(n.notation, '')::text AS number_notation, coalesce(n.issued_on, '0001-01-01')::date AS issued_on,
    coalesce(i.docx_sha256, '')::text AS issued_docx_sha256, coalesce(i.pdf_sha256, '')::text AS issued_pdf_sha256
FROM documents d
JOIN versions v ON v.document_id = d.id AND CASE
    WHEN d.state IN ('on_route', 'numbered', 'issued')
        AND NOT EXISTS (SELECT 1 FROM steps s WHERE s.document_id = d.id AND s.kind = 'answers' AND s.state = 'open')
    THEN v.id = d.submitted_version_id ELSE v.ordinal = d.versions END
JOIN files f ON f.sha256 = v.sha256
LEFT JOIN numbers n ON n.document_id = d.id
LEFT JOIN issued_files i ON i.document_id = d.id;

-- +goose Down
CREATE OR REPLACE VIEW dossiers AS
SELECT d.id, d.type, d.subject, d.notation, d.urgency, d.unit_id, d.drafter_id, d.signer_position, d.consulted_units,
    d.sectors, d.recipients, d.legal_normative, d.search, d.state, d.seq, d.created_at, d.submitted_at,
    d.submitted_version_id, d.policy_version, d.policy_sha256, d.publication_note,
    v.id AS version_id, v.ordinal AS version_ordinal, v.sha256 AS version_sha256, v.file_name AS version_file_name,
    f.size AS version_size, v.uploaded_by AS version_uploaded_by, v.uploaded_at AS version_uploaded_at,
    coalesce(n.series, '')::text AS series, coalesce(n.year, 0)::integer AS number_year, coalesce(n.number, 0)::integer AS number,
    coalesce(n.notation, '')::text AS number_notation, coalesce(n.issued_on, '0001-01-01')::date AS issued_on,
    coalesce(i.docx_sha256, '')::text AS issued_docx_sha256, coalesce(i.pdf_sha256, '')::text AS issued_pdf_sha256
FROM documents d
JOIN versions v ON v.document_id = d.id AND v.ordinal = d.versions
JOIN files f ON f.sha256 = v.sha256
LEFT JOIN numbers n ON n.document_id = d.id
LEFT JOIN issued_files i ON i.document_id = d.id;
