-- +goose Up
-- One spine for every kind of process. A case is the head of each: its place in
-- the order and its state. A duty is what waits for somebody, a clock is whose
-- working time ran for it. What is special to a kind (documents, steps) refers to
-- its case. No word of one kind stands in a CHECK here, so another kind needs no
-- ALTER: the recorder takes only words that the kind's own table of acts knows.

CREATE TABLE cases (
    id            uuid PRIMARY KEY,
    kind          text NOT NULL CHECK (kind ~ '^[a-z_]+$'),
    unit_id       uuid NOT NULL REFERENCES units, -- whose case it is
    state         text NOT NULL CHECK (state ~ '^[a-z_]+$'),
    seq           integer NOT NULL DEFAULT 0 CHECK (seq >= 0), -- transitions recorded
    created_at    timestamptz NOT NULL,
    begun_at      timestamptz, -- of the first transition
    closed_at     timestamptz, -- of the last one
    policy_id     text,
    policy_version text,
    policy_sha256 text,
    -- What the case was begun under beyond its rows, whole: a running case can be
    -- started again from its record alone.
    terms         jsonb,
    CONSTRAINT begun_by_a_transition CHECK ((seq = 0) = (begun_at IS NULL)),
    CONSTRAINT begun_under_a_policy CHECK (seq = 0 OR num_nonnulls(policy_id, policy_version, policy_sha256) = 3),
    CONSTRAINT closed_after_it_began CHECK (closed_at IS NULL OR closed_at >= begun_at)
) WITH (fillfactor = 80);
CREATE INDEX cases_open ON cases (kind, id) WHERE begun_at IS NOT NULL AND closed_at IS NULL;

INSERT INTO cases (id, kind, unit_id, state, seq, created_at, begun_at, closed_at, policy_id, policy_version, policy_sha256)
SELECT d.id, 'document', d.unit_id, d.state, d.seq, d.created_at, d.submitted_at,
    CASE WHEN d.state IN ('issued', 'withdrawn') THEN greatest(d.submitted_at,
        (SELECT t.at FROM transitions t WHERE t.document_id = d.id AND t.seq = d.seq)) END,
    d.policy_id, d.policy_version, d.policy_sha256
FROM documents d;

-- +goose StatementBegin
CREATE FUNCTION guard_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'case % is closed', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.seq NOT IN (OLD.seq, OLD.seq + 1) THEN
        RAISE EXCEPTION 'case % goes from transition % to %', OLD.id, OLD.seq, NEW.seq USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.seq = OLD.seq AND (NEW.state, NEW.closed_at) IS DISTINCT FROM (OLD.state, OLD.closed_at) THEN
        RAISE EXCEPTION 'case % changes its state without a transition', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.kind, NEW.unit_id, NEW.created_at) IS DISTINCT FROM (OLD.kind, OLD.unit_id, OLD.created_at) THEN
        RAISE EXCEPTION 'case % changes its origin', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER guard BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION guard_case();
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON cases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Transitions, notices and refusals are of any case.
ALTER TABLE transitions DISABLE TRIGGER keep;
ALTER TABLE transitions
    DROP CONSTRAINT transitions_document_id_fkey,
    DROP CONSTRAINT transitions_event_check,
    DROP CONSTRAINT transitions_act_check,
    DROP CONSTRAINT transitions_state_check;
ALTER TABLE transitions RENAME COLUMN document_id TO case_id;
ALTER TABLE transitions
    ADD FOREIGN KEY (case_id) REFERENCES cases,
    ADD CHECK (event ~ '^[a-z_]+$'),
    ADD CHECK (act ~ '^[a-z_]+$'),
    ADD CHECK (state ~ '^[a-z_]+$');
ALTER TABLE transitions ENABLE TRIGGER keep;

ALTER TABLE notices DROP CONSTRAINT notices_document_id_fkey, DROP CONSTRAINT notices_kind_check;
ALTER TABLE notices RENAME COLUMN document_id TO case_id;
ALTER TABLE notices ADD FOREIGN KEY (case_id) REFERENCES cases, ADD CHECK (kind ~ '^[a-z_]+$');

ALTER TABLE refusals DROP CONSTRAINT refusals_document_id_fkey, DROP CONSTRAINT refusals_act_check, DROP CONSTRAINT refusals_code_check;
ALTER TABLE refusals RENAME COLUMN document_id TO case_id;
ALTER TABLE refusals ADD FOREIGN KEY (case_id) REFERENCES cases, ADD CHECK (act ~ '^[a-z_]+$'), ADD CHECK (code ~ '^[a-z_]+$');
ALTER INDEX refusals_of_document RENAME TO refusals_of_case;

-- What waits for somebody: from the moment it is theirs until it is done or
-- taken from them. Inbox, stalled, alarms and figures read this table and no other.
CREATE TABLE duties (
    case_id     uuid NOT NULL REFERENCES cases,
    key         text NOT NULL CHECK (key <> ''),
    round       integer NOT NULL CHECK (round > 0),
    kind        text NOT NULL CHECK (kind ~ '^[a-z_]+$'), -- what is to be done
    unit_id     uuid NOT NULL REFERENCES units,
    position    text NOT NULL,
    person_id   uuid REFERENCES persons, -- where one named person must act
    desk        text CHECK (desk <> ''), -- whose inbox it lies in; none for what the system does itself
    priority    smallint NOT NULL CHECK (priority BETWEEN 0 AND 3), -- 0 comes first
    opened_at   timestamptz NOT NULL,
    due_at      timestamptz NOT NULL,
    remind_at   timestamptz[] NOT NULL,
    escalate_at timestamptz NOT NULL,
    idle_at     timestamptz NOT NULL,
    reminded    integer NOT NULL DEFAULT 0 CHECK (reminded >= 0),
    due_noticed boolean NOT NULL DEFAULT false,
    escalated   boolean NOT NULL DEFAULT false,
    closed_at   timestamptz,
    outcome     text NOT NULL DEFAULT '' CHECK (outcome ~ '^[a-z_]*$'),
    -- From here on the Office's list of what is stalled shows it.
    stalled_at  timestamptz GENERATED ALWAYS AS (least(due_at, idle_at)) STORED,
    PRIMARY KEY (case_id, key, round),
    CONSTRAINT closed_with_an_outcome CHECK ((closed_at IS NULL) = (outcome = '')),
    CONSTRAINT closed_after_opened CHECK (closed_at >= opened_at)
) WITH (fillfactor = 80);

INSERT INTO duties (case_id, key, round, kind, unit_id, position, person_id, desk, priority, opened_at, due_at, remind_at, escalate_at,
    idle_at, reminded, due_noticed, escalated, closed_at, outcome)
SELECT document_id, key, round, kind, unit_id, position, person_id, desk, priority, opened_at, due_at, remind_at, escalate_at, idle_at,
    reminded, due_noticed, escalated, CASE WHEN decided_at IS NOT NULL THEN greatest(decided_at, opened_at) END, CASE WHEN decided_at IS NULL THEN '' ELSE
        -- What was decided and then lost its force was done all the same.
        CASE WHEN state <> 'voided' THEN state WHEN decided_by IS NOT NULL THEN 'done'
            WHEN verdict IN ('no_answer', 'deemed_consent') THEN 'silent' ELSE state END END
FROM steps WHERE opened_at IS NOT NULL AND due_at IS NOT NULL;

CREATE INDEX duties_on_desk ON duties (desk, priority, due_at, case_id, key, round) WHERE closed_at IS NULL;
CREATE INDEX duties_stalled ON duties (stalled_at, case_id, key, round) WHERE closed_at IS NULL;
CREATE INDEX duties_of_unit ON duties (unit_id, case_id); -- whose turn has come

-- +goose StatementBegin
CREATE FUNCTION guard_duty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'duty % of case % is over', OLD.key, OLD.case_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER guard BEFORE UPDATE ON duties FOR EACH ROW EXECUTE FUNCTION guard_duty();
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON duties FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whose working time ran for a duty. Units asked side by side each have their own;
-- waiting for a server is nobody's, and has no unit.
CREATE TABLE clocks (
    case_id  uuid NOT NULL,
    key      text NOT NULL,
    round    integer NOT NULL,
    unit_id  uuid REFERENCES units,
    ran_from timestamptz NOT NULL,
    ran_to   timestamptz CHECK (ran_to >= ran_from),
    PRIMARY KEY (case_id, key, round, ran_from),
    FOREIGN KEY (case_id, key, round) REFERENCES duties
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX clocks_one_running ON clocks (case_id, key, round) WHERE ran_to IS NULL;
INSERT INTO clocks (case_id, key, round, unit_id, ran_from, ran_to)
SELECT case_id, key, round, CASE kind WHEN 'publication' THEN NULL ELSE unit_id END, opened_at, closed_at FROM duties;
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON clocks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DROP VIEW dossiers;
DROP TABLE custody;

-- A document keeps its facts and files; its case keeps the rest.
DROP TRIGGER guard ON documents;
ALTER TABLE documents
    DROP CONSTRAINT submitted_has_transitions,
    DROP CONSTRAINT submitted_carries_version_and_policy,
    DROP CONSTRAINT submitted_has_subject,
    DROP CONSTRAINT note_while_numbered,
    DROP COLUMN state, DROP COLUMN seq, DROP COLUMN submitted_at,
    DROP COLUMN policy_id, DROP COLUMN policy_version, DROP COLUMN policy_sha256;
ALTER TABLE documents
    -- A form sent twice makes one document, which is known before its case is made.
    ADD FOREIGN KEY (id) REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT submitted_has_subject CHECK (submitted_version_id IS NULL OR subject <> '');

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current text;
BEGIN
    SELECT state INTO current FROM cases WHERE id = OLD.id;
    IF current IN ('issued', 'withdrawn') THEN
        RAISE EXCEPTION 'document % is closed', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.publication_note <> '' AND current <> 'numbered' THEN
        RAISE EXCEPTION 'document % waits for no files', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF current NOT IN ('draft', 'returned')
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

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_upload() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current text;
BEGIN
    SELECT state INTO current FROM cases WHERE id = NEW.document_id FOR SHARE;
    IF current IN ('numbered', 'issued', 'withdrawn') THEN
        RAISE EXCEPTION 'document % takes no more files', NEW.document_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd

-- A step keeps the plan and what was decided; its duty keeps when and for whom it
-- waited. What was decided stays as it was written: a later return may take its
-- force, and the drafter's answer to an opinion is added to it.
DROP INDEX steps_on_desk, steps_stalled, steps_of_unit;
ALTER TABLE steps DROP CONSTRAINT open_runs, DROP COLUMN desk, DROP COLUMN stalled_at;
ALTER TABLE steps
    DROP COLUMN opened_at, DROP COLUMN due_at, DROP COLUMN remind_at, DROP COLUMN escalate_at, DROP COLUMN idle_at,
    DROP COLUMN reminded, DROP COLUMN due_noticed, DROP COLUMN escalated, DROP COLUMN priority,
    ADD COLUMN superior jsonb; -- who is told when the step stays overdue
-- +goose StatementBegin
CREATE FUNCTION guard_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.decided_at IS NOT NULL AND (NEW.decided_at, NEW.decided_by, NEW.form, NEW.version_id, NEW.verdict, NEW.body, NEW.file_sha256, NEW.unit_id, NEW.person_id)
        IS DISTINCT FROM (OLD.decided_at, OLD.decided_by, OLD.form, OLD.version_id, OLD.verdict, OLD.body, OLD.file_sha256, OLD.unit_id, OLD.person_id) THEN
        RAISE EXCEPTION 'what was decided at step % of document % stays', OLD.key, OLD.document_id USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.decided_at IS NOT NULL AND NEW.state NOT IN (OLD.state, 'voided') THEN
        RAISE EXCEPTION 'step % of document % is over', OLD.key, OLD.document_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER guard BEFORE UPDATE ON steps FOR EACH ROW EXECUTE FUNCTION guard_step();

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

-- +goose Down
DROP VIEW dossiers;
DROP TRIGGER guard ON steps;
DROP FUNCTION guard_step;
ALTER TABLE steps
    DROP COLUMN superior,
    ADD COLUMN opened_at timestamptz, ADD COLUMN due_at timestamptz, ADD COLUMN remind_at timestamptz[] NOT NULL DEFAULT '{}',
    ADD COLUMN escalate_at timestamptz, ADD COLUMN idle_at timestamptz, ADD COLUMN reminded integer NOT NULL DEFAULT 0 CHECK (reminded >= 0),
    ADD COLUMN due_noticed boolean NOT NULL DEFAULT false, ADD COLUMN escalated boolean NOT NULL DEFAULT false,
    ADD COLUMN priority smallint NOT NULL DEFAULT 3 CHECK (priority BETWEEN 0 AND 3);
UPDATE steps s SET opened_at = w.opened_at, due_at = w.due_at, remind_at = w.remind_at, escalate_at = w.escalate_at, idle_at = w.idle_at,
    reminded = w.reminded, due_noticed = w.due_noticed, escalated = w.escalated, priority = w.priority
FROM duties w WHERE w.case_id = s.document_id AND w.key = s.key AND w.round = s.round;
ALTER TABLE steps
    ADD COLUMN desk text GENERATED ALWAYS AS (CASE
        WHEN kind = 'publication' THEN NULL
        WHEN kind IN ('drafting', 'answers') AND person_id IS NOT NULL THEN 'person:' || person_id
        WHEN person_id IS NOT NULL THEN unit_id || ':' || position || ':' || person_id
        ELSE unit_id || ':' || position END) STORED,
    ADD COLUMN stalled_at timestamptz GENERATED ALWAYS AS (least(due_at, idle_at)) STORED,
    ADD CONSTRAINT open_runs CHECK (state <> 'open' OR num_nonnulls(opened_at, due_at, escalate_at, idle_at) = 4);
CREATE INDEX steps_on_desk ON steps (desk, priority, due_at, document_id, key, round) WHERE state = 'open';
CREATE INDEX steps_stalled ON steps (stalled_at, document_id, key, round) WHERE state = 'open';
CREATE INDEX steps_of_unit ON steps (unit_id, document_id) WHERE opened_at IS NOT NULL;

ALTER TABLE refusals DROP CONSTRAINT refusals_case_id_fkey, DROP CONSTRAINT refusals_act_check, DROP CONSTRAINT refusals_code_check;
ALTER TABLE refusals RENAME COLUMN case_id TO document_id;
ALTER INDEX refusals_of_case RENAME TO refusals_of_document;
ALTER TABLE refusals
    ADD FOREIGN KEY (document_id) REFERENCES documents,
    ADD CHECK (act IN ('submit', 'clear', 'confirm_format', 'give_opinion', 'answer_opinions', 'appraise', 'review', 'initial', 'sign', 'return', 'issue', 'withdraw')),
    ADD CHECK (code IN ('out_of_order', 'not_yours', 'own_act', 'already_decided', 'version_changed', 'unchanged', 'format_errors',
        'reason_missing', 'answers_missing', 'verdict_missing', 'closed', 'not_submitted', 'too_late'));
ALTER TABLE notices DROP CONSTRAINT notices_case_id_fkey, DROP CONSTRAINT notices_kind_check;
ALTER TABLE notices RENAME COLUMN case_id TO document_id;
ALTER TABLE notices
    ADD FOREIGN KEY (document_id) REFERENCES documents,
    ADD CHECK (kind IN ('your_turn', 'reminder', 'due', 'escalation', 'returned', 'silence', 'issued', 'withdrawn', 'voided'));
ALTER TABLE transitions DROP CONSTRAINT transitions_case_id_fkey, DROP CONSTRAINT transitions_event_check,
    DROP CONSTRAINT transitions_act_check, DROP CONSTRAINT transitions_state_check;
ALTER TABLE transitions RENAME COLUMN case_id TO document_id;
ALTER TABLE transitions
    ADD FOREIGN KEY (document_id) REFERENCES documents,
    ADD CHECK (event IN ('submitted', 'resubmitted', 'cleared', 'format_confirmed', 'format_failed', 'opinion_given', 'closed_by_silence',
        'opinions_answered', 'appraised', 'reviewed', 'initialled', 'signed', 'returned', 'numbered', 'issued', 'withdrawn', 'reminded', 'fell_due', 'escalated')),
    ADD CHECK (act IN ('submit', 'clear', 'confirm_format', 'give_opinion', 'answer_opinions', 'appraise', 'review', 'initial', 'sign', 'return', 'issue', 'withdraw')),
    ADD CHECK (state IN ('on_route', 'returned', 'numbered', 'issued', 'withdrawn'));

DROP TRIGGER guard ON documents;
ALTER TABLE documents
    DROP CONSTRAINT documents_id_fkey, DROP CONSTRAINT submitted_has_subject,
    ADD COLUMN state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'on_route', 'returned', 'numbered', 'issued', 'withdrawn')),
    ADD COLUMN seq integer NOT NULL DEFAULT 0 CHECK (seq >= 0), ADD COLUMN submitted_at timestamptz,
    ADD COLUMN policy_id text, ADD COLUMN policy_version text, ADD COLUMN policy_sha256 text;
UPDATE documents d SET state = c.state, seq = c.seq, submitted_at = c.begun_at, policy_id = c.policy_id,
    policy_version = c.policy_version, policy_sha256 = c.policy_sha256
FROM cases c WHERE c.id = d.id;
ALTER TABLE documents
    ADD CONSTRAINT submitted_has_transitions CHECK ((state = 'draft') = (seq = 0)),
    ADD CONSTRAINT submitted_carries_version_and_policy CHECK (state = 'draft'
        OR num_nonnulls(submitted_at, submitted_version_id, policy_id, policy_version, policy_sha256) = 5),
    ADD CONSTRAINT submitted_has_subject CHECK (state = 'draft' OR subject <> ''),
    ADD CONSTRAINT note_while_numbered CHECK (state = 'numbered' OR publication_note = '');
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE OR REPLACE FUNCTION guard_upload() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER guard BEFORE UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION guard_document();

CREATE TABLE custody (
    document_id uuid NOT NULL REFERENCES documents,
    from_seq    integer NOT NULL,
    unit_id     uuid NOT NULL REFERENCES units,
    step_key    text NOT NULL CHECK (step_key <> ''),
    round       integer NOT NULL CHECK (round > 0),
    held_from   timestamptz NOT NULL,
    held_to     timestamptz CHECK (held_to >= held_from),
    PRIMARY KEY (document_id, from_seq)
);
-- One holder at a time, as it was kept before: of the clocks of one moment the first.
INSERT INTO custody (document_id, from_seq, unit_id, step_key, round, held_from, held_to)
SELECT DISTINCT ON (c.case_id, c.ran_from) c.case_id, coalesce((SELECT min(t.seq) FROM transitions t WHERE t.document_id = c.case_id AND t.at = c.ran_from), 0),
    w.unit_id, c.key, c.round, c.ran_from, c.ran_to
FROM clocks c JOIN duties w USING (case_id, key, round) ORDER BY c.case_id, c.ran_from, c.key;
CREATE UNIQUE INDEX custody_one_holder ON custody (document_id) WHERE held_to IS NULL;
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON custody FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DROP TABLE clocks, duties, cases;
DROP FUNCTION guard_duty, guard_case;

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
JOIN versions v ON v.document_id = d.id AND CASE
    WHEN d.state IN ('on_route', 'numbered', 'issued')
        AND NOT EXISTS (SELECT 1 FROM steps s WHERE s.document_id = d.id AND s.kind = 'answers' AND s.state = 'open')
    THEN v.id = d.submitted_version_id ELSE v.ordinal = d.versions END
JOIN files f ON f.sha256 = v.sha256
LEFT JOIN numbers n ON n.document_id = d.id
LEFT JOIN issued_files i ON i.document_id = d.id;
