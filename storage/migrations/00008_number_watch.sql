-- +goose Up
-- Whether every number that was answered is known to be on record. A database put
-- back to an older copy may have lost some, and would give them again; it cannot
-- be put back without being started anew. So after each start the routes are held
-- against their records first, and until then no number is given.
CREATE TABLE number_watch (
    one           boolean PRIMARY KEY DEFAULT true CHECK (one),
    checked_start timestamptz NOT NULL -- the server's start after which that was done
);
INSERT INTO number_watch (checked_start) VALUES (pg_postmaster_start_time());


-- +goose Down
DROP TABLE number_watch;
