-- +goose Up
-- The route of each document: what happened, what is due and with whom.

-- Every accepted act and every event of the system, in its order. This is the
-- audit: rows are added, never changed.
CREATE TABLE transitions (
    document_id uuid NOT NULL REFERENCES documents,
    seq         integer NOT NULL CHECK (seq > 0),
    event       text NOT NULL CHECK (event IN ('submitted', 'resubmitted', 'cleared', 'format_confirmed', 'format_failed',
        'opinion_given', 'closed_by_silence', 'opinions_answered', 'appraised', 'reviewed', 'initialled', 'signed', 'returned',
        'numbered', 'issued', 'withdrawn', 'reminded', 'fell_due', 'escalated')),
    act         text CHECK (act IN ('submit', 'clear', 'confirm_format', 'give_opinion', 'answer_opinions', 'appraise',
        'review', 'initial', 'sign', 'return', 'issue', 'withdraw')),
    token       text CHECK (token <> ''),
    step_key    text CHECK (step_key <> ''),
    round       integer NOT NULL CHECK (round >= 0),
    person_id   uuid REFERENCES persons,
    unit_id     uuid,
    door        text NOT NULL CHECK (door IN ('page', 'api', 'outside', 'system')),
    at          timestamptz NOT NULL,
    version_id  uuid,
    body        text NOT NULL,
    state       text NOT NULL CHECK (state IN ('on_route', 'returned', 'numbered', 'issued', 'withdrawn')),
    PRIMARY KEY (document_id, seq),
    CONSTRAINT act_of_a_person CHECK ((act IS NULL) = (person_id IS NULL) AND (act IS NULL) = (door = 'system'))
);
CREATE UNIQUE INDEX transitions_once ON transitions (document_id, token) WHERE token IS NOT NULL;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON transitions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE steps (
    document_id  uuid NOT NULL REFERENCES documents,
    key          text NOT NULL CHECK (key <> ''),
    round        integer NOT NULL CHECK (round > 0),
    ordinal      integer NOT NULL, -- place in which the plan named it
    kind         text NOT NULL CHECK (kind IN ('drafting', 'clearance', 'format', 'consultation', 'answers', 'appraisal',
        'review', 'initials', 'signature', 'issue', 'publication')),
    stage        integer NOT NULL,
    unit_id      uuid NOT NULL REFERENCES units,
    position     text NOT NULL CHECK (position IN ('chair', 'vice_chair', 'chief_of_office', 'format_checker',
        'office_specialist', 'records_clerk', 'unit_head', 'drafter', 'internal_affairs', 'administrator')),
    person_id    uuid REFERENCES persons,
    state        text NOT NULL CHECK (state IN ('waiting', 'open', 'done', 'silent', 'skipped', 'returned', 'voided', 'cancelled')),
    working_days integer NOT NULL CHECK (working_days >= 0),
    legal_basis  text NOT NULL,
    opened_at    timestamptz,
    due_at       timestamptz,
    remind_at    timestamptz[] NOT NULL,
    escalate_at  timestamptz,
    idle_at      timestamptz,
    reminded     integer NOT NULL CHECK (reminded >= 0),
    due_noticed  boolean NOT NULL,
    escalated    boolean NOT NULL,
    decided_at   timestamptz,
    decided_by   uuid REFERENCES persons,
    form         text NOT NULL CHECK (form IN ('', 'head', 'TM.', 'KT.', 'TL.', 'TUQ.', 'Q.')),
    version_id   uuid,
    verdict      text NOT NULL CHECK (verdict IN ('', 'agree', 'agree_with_changes', 'disagree', 'pass', 'fail', 'no_answer', 'deemed_consent')),
    body         text NOT NULL,
    file_sha256  text REFERENCES files,
    answer       text NOT NULL CHECK (answer IN ('', 'accepted', 'explained')),
    answer_body  text NOT NULL,

    -- 0 to 3: in a leader's queue the most urgent comes first.
    priority     smallint NOT NULL CHECK (priority BETWEEN 0 AND 3),
    -- Whose inbox an open step lies in: a named person's own, or that of whoever
    -- holds the position. The system's own steps lie in nobody's.
    desk         text GENERATED ALWAYS AS (CASE
        WHEN kind = 'publication' THEN NULL
        WHEN kind IN ('drafting', 'answers') AND person_id IS NOT NULL THEN 'person:' || person_id
        WHEN person_id IS NOT NULL THEN unit_id || ':' || position || ':' || person_id
        ELSE unit_id || ':' || position END) STORED,
    -- From here on the Office's list of stalled steps shows it.
    stalled_at   timestamptz GENERATED ALWAYS AS (least(due_at, idle_at)) STORED,

    PRIMARY KEY (document_id, key, round),
    CONSTRAINT open_runs CHECK (state <> 'open' OR num_nonnulls(opened_at, due_at, escalate_at, idle_at) = 4),
    CONSTRAINT decided_when_closed CHECK ((state IN ('waiting', 'open')) = (decided_at IS NULL)),
    CONSTRAINT decided_by_somebody CHECK (decided_by IS NULL OR decided_at IS NOT NULL)
) WITH (fillfactor = 80);
CREATE INDEX steps_on_desk ON steps (desk, priority, due_at, document_id, key, round) WHERE state = 'open';
CREATE INDEX steps_stalled ON steps (stalled_at, document_id, key, round) WHERE state = 'open';
CREATE INDEX steps_of_unit ON steps (unit_id, document_id) WHERE opened_at IS NOT NULL; -- whose turn has come
CREATE INDEX steps_by_content ON steps (file_sha256) WHERE file_sha256 IS NOT NULL;
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whose working hours ran: at any moment of a route exactly one unit's.
CREATE TABLE custody (
    document_id uuid NOT NULL REFERENCES documents,
    from_seq    integer NOT NULL, -- the transition it began with
    unit_id     uuid NOT NULL REFERENCES units,
    step_key    text NOT NULL CHECK (step_key <> ''),
    round       integer NOT NULL CHECK (round > 0),
    held_from   timestamptz NOT NULL,
    held_to     timestamptz CHECK (held_to >= held_from),
    PRIMARY KEY (document_id, from_seq)
);
CREATE UNIQUE INDEX custody_one_holder ON custody (document_id) WHERE held_to IS NULL;
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON custody FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE notices (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id  uuid NOT NULL REFERENCES accounts,
    document_id uuid NOT NULL REFERENCES documents,
    kind        text NOT NULL CHECK (kind IN ('your_turn', 'reminder', 'due', 'escalation', 'returned', 'silence', 'issued', 'withdrawn', 'voided')),
    step_key    text NOT NULL,
    round       integer NOT NULL,
    at          timestamptz NOT NULL,
    read_at     timestamptz
);
CREATE INDEX notices_of_account ON notices (account_id, id DESC);
CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL;

-- Acts that a rule stood against, and attempts the Office saw outside the system.
CREATE TABLE refusals (
    id             uuid PRIMARY KEY,
    token          text CHECK (token <> ''),
    code           text NOT NULL CHECK (code IN ('out_of_order', 'not_yours', 'own_act', 'already_decided', 'version_changed',
        'unchanged', 'format_errors', 'reason_missing', 'answers_missing', 'verdict_missing', 'closed', 'not_submitted', 'too_late')),
    clause         text NOT NULL CHECK (clause <> ''),
    document_id    uuid REFERENCES documents, -- none where a paper has no dossier here
    person_id      uuid REFERENCES persons,
    unit_id        uuid NOT NULL REFERENCES units,
    act            text NOT NULL CHECK (act IN ('submit', 'clear', 'confirm_format', 'give_opinion', 'answer_opinions',
        'appraise', 'review', 'initial', 'sign', 'return', 'issue', 'withdraw')),
    step_attempted text NOT NULL,
    step_due       text NOT NULL,
    door           text NOT NULL CHECK (door IN ('page', 'api', 'outside')),
    at             timestamptz NOT NULL,
    note           text NOT NULL,
    evidence       text REFERENCES files,
    recorded_by    uuid REFERENCES persons,
    CONSTRAINT outside_is_proved CHECK ((door = 'outside') = (evidence IS NOT NULL) AND (door = 'outside') = (recorded_by IS NOT NULL)
        AND (door = 'outside') = (note <> '')),
    CONSTRAINT own_act_has_its_person CHECK (door = 'outside' OR (person_id IS NOT NULL AND document_id IS NOT NULL))
);
CREATE UNIQUE INDEX refusals_once ON refusals (document_id, token) NULLS NOT DISTINCT WHERE token IS NOT NULL;
CREATE INDEX refusals_of_document ON refusals (document_id, at);
CREATE INDEX refusals_out_of_order ON refusals (at DESC, id DESC) WHERE code = 'out_of_order';
CREATE INDEX refusals_by_content ON refusals (evidence) WHERE evidence IS NOT NULL;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON refusals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE refusals, notices, custody, steps, transitions;
