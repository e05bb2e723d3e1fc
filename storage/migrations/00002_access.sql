-- +goose Up
-- Sessions (in the form alexedwards/scs asks for), wrong passwords and tokens.

CREATE TABLE sessions (
    token  text PRIMARY KEY,
    data   bytea NOT NULL,
    expiry timestamptz NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expiry);

CREATE TABLE sign_in_failures (
    username text NOT NULL,
    ip       text NOT NULL,
    at       timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_of_user ON sign_in_failures (username, at);
CREATE INDEX sign_in_failures_of_ip ON sign_in_failures (ip, at);
CREATE INDEX sign_in_failures_at ON sign_in_failures (at);

CREATE TABLE access_tokens (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL REFERENCES accounts,
    name         text NOT NULL CHECK (name <> ''),
    hash         bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    CHECK (expires_at > created_at)
);
CREATE INDEX access_tokens_of_account ON access_tokens (account_id, created_at DESC);

-- +goose Down
DROP TABLE access_tokens, sign_in_failures, sessions;
