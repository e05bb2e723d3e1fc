-- name: SaveAccount :exec
INSERT INTO accounts (id, username, person_id, password_hash, language, disabled_at)
VALUES (@id, @username, @person_id, @password_hash, @language, @disabled_at)
ON CONFLICT (id) DO UPDATE SET username = excluded.username, person_id = excluded.person_id,
    password_hash = excluded.password_hash, language = excluded.language, disabled_at = excluded.disabled_at;

-- name: AccountByID :one
SELECT * FROM accounts WHERE id = @id;

-- name: AccountByUsername :one
SELECT * FROM accounts WHERE username = @username;

-- name: CountAccounts :one
SELECT count(*) FROM accounts;

-- name: SetLanguage :execrows
UPDATE accounts SET language = @language WHERE id = @id;

-- name: EndSessions :execrows
UPDATE accounts SET session_epoch = session_epoch + 1 WHERE id = @id;

-- name: RecordSignInFailure :exec
INSERT INTO sign_in_failures (username, ip, at) VALUES (@username, @ip, @at);

-- name: ForgetSignInFailures :exec
DELETE FROM sign_in_failures WHERE at < @before;

-- name: SignInFailures :one
SELECT (SELECT count(*) FROM sign_in_failures u WHERE u.username = @username AND u.at >= @since) AS by_user,
    (SELECT count(*) FROM sign_in_failures i WHERE i.ip = @ip AND i.at >= @since) AS by_ip;

-- name: ClearSignInFailures :exec
DELETE FROM sign_in_failures WHERE username = @username;

-- name: CreateToken :exec
INSERT INTO access_tokens (id, account_id, name, scope, made_under, hash, created_at, expires_at)
VALUES (@id, @account_id, @name, @scope, @made_under, @hash, @created_at, @expires_at);

-- name: TokenByHash :one
SELECT id, account_id, name, scope, made_under, created_at, expires_at, last_used_at, revoked_at FROM access_tokens
WHERE hash = @hash AND revoked_at IS NULL AND expires_at > @at;

-- name: TouchToken :exec
UPDATE access_tokens SET last_used_at = @at WHERE id = @id AND (last_used_at IS NULL OR last_used_at <= @unless_since::timestamptz);

-- name: Tokens :many
SELECT id, account_id, name, scope, made_under, created_at, expires_at, last_used_at, revoked_at FROM access_tokens
WHERE account_id = @account_id ORDER BY created_at DESC, id DESC;

-- name: RevokeToken :execrows
UPDATE access_tokens SET revoked_at = coalesce(revoked_at, @at) WHERE id = @id AND account_id = @account_id;

-- name: PersonOfAccount :one
SELECT p.id, p.name FROM accounts a JOIN persons p ON p.id = a.person_id WHERE a.id = @account_id AND a.disabled_at IS NULL;
