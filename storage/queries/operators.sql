-- What operators watch.

-- name: CountStalled :one
SELECT count(*) FROM duties WHERE closed_at IS NULL AND stalled_at < @at::timestamptz;

-- name: Unpublished :one
SELECT count(*) AS documents, coalesce(min(opened_at), @at::timestamptz)::timestamptz AS since
FROM duties WHERE closed_at IS NULL AND kind = 'publication';
