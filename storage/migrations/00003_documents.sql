-- +goose Up
-- Dossiers, their files and the numbers they are issued under.

-- What is only ever added to refuses every other statement.
-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to, never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
-- +goose StatementEnd

CREATE TABLE files (
    sha256      text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size        bigint NOT NULL CHECK (size > 0), -- bytes
    media_type  text NOT NULL CHECK (media_type <> ''),
    recorded_at timestamptz NOT NULL
);

CREATE TABLE documents (
    id              uuid PRIMARY KEY,
    type            text NOT NULL CHECK (type IN ('nghi-quyet', 'quyet-dinh', 'chi-thi', 'quy-che', 'quy-dinh', 'thong-cao',
        'thong-bao', 'huong-dan', 'chuong-trinh', 'ke-hoach', 'phuong-an', 'de-an', 'du-an', 'bao-cao', 'bien-ban', 'to-trinh',
        'hop-dong', 'cong-van', 'cong-dien', 'ban-ghi-nho', 'ban-thoa-thuan', 'giay-uy-quyen', 'giay-moi', 'giay-gioi-thieu',
        'giay-nghi-phep', 'phieu-gui', 'phieu-chuyen', 'phieu-bao', 'thu-cong')),
    subject         text NOT NULL,
    notation        text NOT NULL,
    urgency         text NOT NULL CHECK (urgency IN ('normal', 'urgent', 'very_urgent', 'express')),
    unit_id         uuid NOT NULL REFERENCES units,
    drafter_id      uuid NOT NULL REFERENCES persons,
    signer_position text NOT NULL CHECK (signer_position IN ('chair', 'vice_chair', 'chief_of_office', 'format_checker',
        'office_specialist', 'records_clerk', 'unit_head', 'drafter', 'internal_affairs', 'administrator')),
    consulted_units uuid[] NOT NULL,
    sectors         text[] NOT NULL,
    recipients      text[] NOT NULL,
    legal_normative boolean NOT NULL,
    search          text NOT NULL, -- subject and notation without Vietnamese marks, lower case
    created_at      timestamptz NOT NULL,
    draft_token     text NOT NULL CHECK (draft_token <> ''), -- of the form it was made with
    versions        integer NOT NULL CHECK (versions > 0), -- ordinal of the newest

    state                text NOT NULL CHECK (state IN ('draft', 'on_route', 'returned', 'numbered', 'issued', 'withdrawn')),
    seq                  integer NOT NULL DEFAULT 0 CHECK (seq >= 0), -- transitions recorded
    submitted_at         timestamptz,
    submitted_version_id uuid, -- the version the route carries
    policy_id            text,
    policy_version       text,
    policy_sha256        text,
    publication_note     text NOT NULL DEFAULT '', -- message key: what the issued files wait for

    UNIQUE (drafter_id, draft_token),
    CONSTRAINT submitted_has_transitions CHECK ((state = 'draft') = (seq = 0)),
    CONSTRAINT submitted_carries_version_and_policy CHECK (state = 'draft'
        OR num_nonnulls(submitted_at, submitted_version_id, policy_id, policy_version, policy_sha256) = 5),
    CONSTRAINT submitted_has_subject CHECK (state = 'draft' OR subject <> ''),
    CONSTRAINT note_while_numbered CHECK (state = 'numbered' OR publication_note = '')
) WITH (fillfactor = 80);
CREATE INDEX documents_newest ON documents (created_at DESC, id DESC);
CREATE INDEX documents_of_unit ON documents (unit_id, created_at DESC, id DESC);

-- The facts of a document change on the drafter's desk only, and an issued or
-- withdrawn document not at all (Decree 30/2020, Article 18).
-- +goose StatementBegin
CREATE FUNCTION guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('issued', 'withdrawn') THEN
        RAISE EXCEPTION 'document % is closed', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.seq NOT IN (OLD.seq, OLD.seq + 1) THEN
        RAISE EXCEPTION 'document % goes from transition % to %', OLD.id, OLD.seq, NEW.seq USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.seq = OLD.seq AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'document % changes its state without a transition', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state NOT IN ('draft', 'returned')
        AND (NEW.type, NEW.subject, NEW.notation, NEW.urgency, NEW.signer_position, NEW.consulted_units, NEW.sectors, NEW.recipients, NEW.legal_normative)
        IS DISTINCT FROM (OLD.type, OLD.subject, OLD.notation, OLD.urgency, OLD.signer_position, OLD.consulted_units, OLD.sectors, OLD.recipients, OLD.legal_normative) THEN
        RAISE EXCEPTION 'document % is on its route', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.unit_id, NEW.drafter_id, NEW.created_at) IS DISTINCT FROM (OLD.unit_id, OLD.drafter_id, OLD.created_at) THEN
        RAISE EXCEPTION 'document % changes its origin', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER guard BEFORE UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION guard_document();
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON documents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Nothing is added to a document that has its number or is closed. The row lock
-- makes an upload and the numbering follow one another.
-- +goose StatementBegin
CREATE FUNCTION guard_upload() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current text;
BEGIN
    SELECT state INTO current FROM documents WHERE id = NEW.document_id FOR SHARE;
    IF current IN ('numbered', 'issued', 'withdrawn') THEN
        RAISE EXCEPTION 'document % takes no more files', NEW.document_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd

CREATE TABLE versions (
    id          uuid PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES documents,
    ordinal     integer NOT NULL CHECK (ordinal > 0),
    sha256      text NOT NULL REFERENCES files,
    file_name   text NOT NULL CHECK (file_name <> ''),
    uploaded_by uuid NOT NULL REFERENCES persons,
    uploaded_at timestamptz NOT NULL,
    token       text NOT NULL CHECK (token <> ''),
    UNIQUE (document_id, ordinal),
    UNIQUE (document_id, token)
);
CREATE INDEX versions_by_content ON versions (sha256);
CREATE TRIGGER guard BEFORE INSERT ON versions FOR EACH ROW EXECUTE FUNCTION guard_upload();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE annexes (
    id          uuid PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES documents,
    kind        text NOT NULL CHECK (kind IN ('submission', 'attachment', 'opinion', 'evidence')),
    sha256      text NOT NULL REFERENCES files,
    file_name   text NOT NULL CHECK (file_name <> ''),
    uploaded_by uuid NOT NULL REFERENCES persons,
    uploaded_at timestamptz NOT NULL,
    token       text NOT NULL CHECK (token <> ''),
    UNIQUE (document_id, token)
);
CREATE INDEX annexes_by_content ON annexes (sha256);
CREATE TRIGGER guard BEFORE INSERT ON annexes FOR EACH ROW EXECUTE FUNCTION guard_upload();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON annexes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A check belongs to a file's content and a version of the rules, so another
-- document with the same file has it too.
CREATE TABLE format_checks (
    sha256     text NOT NULL REFERENCES files,
    ruleset    text NOT NULL CHECK (ruleset <> ''),
    errors     integer NOT NULL CHECK (errors >= 0),
    warnings   integer NOT NULL CHECK (warnings >= 0),
    report     jsonb NOT NULL,
    checked_at timestamptz NOT NULL,
    PRIMARY KEY (sha256, ruleset)
);

CREATE TABLE previews (
    source_sha256 text PRIMARY KEY REFERENCES files,
    pdf_sha256    text NOT NULL REFERENCES files,
    made_at       timestamptz NOT NULL
);
CREATE INDEX previews_by_content ON previews (pdf_sha256);

-- The last number given in a series of a year. Its row lock is what puts two
-- signatures at the same moment one after the other.
CREATE TABLE number_series (
    series text NOT NULL CHECK (series <> ''),
    year   integer NOT NULL CHECK (year BETWEEN 2000 AND 9999),
    last   integer NOT NULL CHECK (last > 0),
    PRIMARY KEY (series, year)
);

-- The register of issued documents has two halves, each only added to: the
-- number when it is given, the files when they are made.
CREATE TABLE numbers (
    document_id uuid PRIMARY KEY REFERENCES documents,
    seq         integer NOT NULL, -- the transition it was given in
    series      text NOT NULL,
    year        integer NOT NULL,
    number      integer NOT NULL CHECK (number > 0),
    notation    text NOT NULL,
    issued_on   date NOT NULL,
    FOREIGN KEY (series, year) REFERENCES number_series,
    CONSTRAINT number_once UNIQUE (series, year, number),
    CHECK (extract(year FROM issued_on) = year)
);
CREATE INDEX numbers_newest ON numbers (issued_on DESC, series DESC, number DESC);
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON numbers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE issued_files (
    document_id uuid PRIMARY KEY REFERENCES numbers,
    docx_sha256 text NOT NULL REFERENCES files,
    pdf_sha256  text NOT NULL REFERENCES files,
    made_at     timestamptz NOT NULL
);
CREATE INDEX issued_files_by_docx ON issued_files (docx_sha256);
CREATE INDEX issued_files_by_pdf ON issued_files (pdf_sha256);
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON issued_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A document as people read it. Without a number, number is 0; without files
-- their hashes are empty.
CREATE VIEW dossiers AS
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

-- +goose Down
DROP VIEW dossiers;
DROP TABLE issued_files, numbers, number_series, previews, format_checks, annexes, versions, documents, files;
DROP FUNCTION guard_upload, guard_document, refuse_change;
