-- name: HoldKey :one
INSERT INTO idempotency_keys (token, content, used_at) VALUES (@token, @content, @used_at)
ON CONFLICT (token) DO UPDATE SET token = excluded.token RETURNING content;

-- name: ForgetKeys :exec
DELETE FROM idempotency_keys WHERE used_at < @before;
