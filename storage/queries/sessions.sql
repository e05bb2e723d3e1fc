-- name: SessionOf :one
SELECT data FROM sessions WHERE token = @token AND expiry > @at;

-- name: SaveSession :exec
INSERT INTO sessions (token, data, expiry) VALUES (@token, @data, @expiry)
ON CONFLICT (token) DO UPDATE SET data = excluded.data, expiry = excluded.expiry;

-- name: EndSession :exec
DELETE FROM sessions WHERE token = @token;

-- name: ForgetEndedSessions :exec
DELETE FROM sessions WHERE expiry <= @at;
