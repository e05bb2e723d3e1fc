-- +goose Up
-- The request that an act came in by, as its person can quote it. Acts from before
-- and events of the system have none.
ALTER TABLE transitions ADD COLUMN request_id text CHECK (request_id <> '');

-- +goose Down
ALTER TABLE transitions DROP COLUMN request_id;
