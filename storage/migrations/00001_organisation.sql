-- +goose Up
-- Units, positions and people with their times of validity. Nothing here is
-- deleted: what has ended still explains old documents.

CREATE TABLE persons (
    id   uuid PRIMARY KEY,
    name text NOT NULL CHECK (name <> '')
);

CREATE TABLE units (
    id         uuid PRIMARY KEY,
    code       text NOT NULL CHECK (code <> ''),
    name       text NOT NULL CHECK (name <> ''),
    name_en    text NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('leadership', 'office', 'division', 'ward')),
    sectors    text[] NOT NULL,
    supervisor uuid REFERENCES persons,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    CHECK (valid_to > valid_from)
);

CREATE TABLE appointments (
    ordinal    bigint GENERATED ALWAYS AS IDENTITY, -- the first one is the person's chief unit
    person_id  uuid NOT NULL REFERENCES persons,
    unit_id    uuid NOT NULL REFERENCES units,
    position   text NOT NULL CHECK (position IN ('chair', 'vice_chair', 'chief_of_office', 'format_checker',
        'office_specialist', 'records_clerk', 'unit_head', 'drafter', 'internal_affairs', 'administrator')),
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    PRIMARY KEY (person_id, unit_id, position, valid_from),
    CHECK (valid_to > valid_from)
);
CREATE INDEX appointments_of_unit ON appointments (unit_id, position);

-- Written authority to act in another's position (Decree 30/2020, Article 13.3).
CREATE TABLE delegations (
    id             uuid PRIMARY KEY,
    unit_id        uuid NOT NULL REFERENCES units,
    position       text NOT NULL CHECK (position IN ('chair', 'vice_chair', 'chief_of_office', 'format_checker',
        'office_specialist', 'records_clerk', 'unit_head', 'drafter', 'internal_affairs', 'administrator')),
    from_person_id uuid NOT NULL REFERENCES persons,
    to_person_id   uuid NOT NULL REFERENCES persons,
    form           text NOT NULL CHECK (form IN ('KT.', 'TUQ.')),
    paper          text NOT NULL CHECK (paper <> ''),
    valid_from     timestamptz NOT NULL,
    valid_to       timestamptz,
    CHECK (to_person_id <> from_person_id),
    CHECK (valid_to > valid_from)
);
CREATE INDEX delegations_of_unit ON delegations (unit_id, position);
CREATE INDEX delegations_to_person ON delegations (to_person_id);

CREATE TABLE accounts (
    id            uuid PRIMARY KEY,
    username      text NOT NULL UNIQUE CHECK (username <> '' AND username = lower(username)),
    person_id     uuid NOT NULL REFERENCES persons,
    password_hash text NOT NULL CHECK (password_hash <> ''),
    language      text NOT NULL CHECK (language IN ('vi', 'en')),
    disabled_at   timestamptz
);
CREATE INDEX accounts_of_person ON accounts (person_id);

-- +goose Down
DROP TABLE accounts, delegations, appointments, units, persons;
