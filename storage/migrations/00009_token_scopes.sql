-- +goose Up
-- What a token may be used for, and the password it was made under: it ends when
-- that is changed. Tokens of before could do everything but live for good.
ALTER TABLE access_tokens
    ADD COLUMN scope text NOT NULL DEFAULT 'act' CHECK (scope IN ('read', 'act', 'sign')),
    ADD COLUMN made_under text NOT NULL DEFAULT '', -- fingerprint of the password's hash
    ADD CONSTRAINT access_tokens_signing_is_brief CHECK (scope <> 'sign' OR expires_at <= created_at + interval '1 day');
UPDATE access_tokens t SET made_under = encode(substring(sha256(convert_to(a.password_hash, 'UTF8')) FOR 8), 'hex')
FROM accounts a WHERE a.id = t.account_id;
ALTER TABLE access_tokens ALTER COLUMN scope DROP DEFAULT, ALTER COLUMN made_under DROP DEFAULT,
    ADD CONSTRAINT access_tokens_made_under CHECK (made_under <> '');

-- Counted up when a person signs out everywhere: a session of a count before has
-- ended.
ALTER TABLE accounts ADD COLUMN session_epoch integer NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE accounts DROP COLUMN session_epoch;
ALTER TABLE access_tokens DROP CONSTRAINT access_tokens_signing_is_brief, DROP COLUMN made_under, DROP COLUMN scope;
