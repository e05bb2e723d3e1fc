-- +goose Up
-- For what a caller of the API used a key the first time. What was done under it
-- is found by its token; this tells the same call from another one.
CREATE TABLE idempotency_keys (
    token   text PRIMARY KEY CHECK (token <> ''),
    content bytea NOT NULL CHECK (length(content) = 32), -- SHA-256 of what was sent
    used_at timestamptz NOT NULL
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (used_at);

-- +goose Down
DROP TABLE idempotency_keys;
