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


-- +goose StatementBegin
CREATE FUNCTION numbers_checked() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM number_watch WHERE checked_start = pg_postmaster_start_time()) THEN
        RAISE EXCEPTION 'the numbers given before have not been held against the routes since the server started'
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN true;
END $$;
-- +goose StatementEnd

-- +goose Down
DROP FUNCTION numbers_checked;
DROP TABLE number_watch;
