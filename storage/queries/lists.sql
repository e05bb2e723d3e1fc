-- Lists people work from. Each goes on after the last row of the page before
-- (keyset), so that rows that come and go between two pages shift nothing.

-- name: Inbox :many
-- Each desk is read in its own order, no further than the page is long.
SELECT sqlc.embed(s), sqlc.embed(w), d.subject, d.type, d.urgency, d.unit_id AS drafting_unit_id, u.name AS drafting_unit_name
FROM unnest(@desks::text[]) AS t (desk)
CROSS JOIN LATERAL (
    SELECT i.case_id, i.key, i.round FROM duties i
    WHERE i.desk = t.desk AND i.closed_at IS NULL AND (@any_kind::boolean OR i.kind = ANY (@kinds::text[]))
        AND (i.priority, i.due_at, i.case_id, i.key, i.round)
            > (@priority::smallint, @due_at::timestamptz, @case_id::uuid, @key::text, @round::integer)
    ORDER BY i.priority, i.due_at, i.case_id, i.key, i.round
    LIMIT @page
) AS p
JOIN duties w ON w.case_id = p.case_id AND w.key = p.key AND w.round = p.round
JOIN steps s ON s.document_id = p.case_id AND s.key = p.key AND s.round = p.round
JOIN documents d ON d.id = s.document_id
JOIN units u ON u.id = d.unit_id
ORDER BY w.priority, w.due_at, w.case_id, w.key, w.round
LIMIT @page;

-- name: Stalled :many
WITH p AS MATERIALIZED (
    SELECT i.case_id, i.key, i.round FROM duties i
    WHERE i.closed_at IS NULL AND i.stalled_at < @at::timestamptz
        AND (i.stalled_at, i.case_id, i.key, i.round) > (@stalled_at::timestamptz, @case_id::uuid, @key::text, @round::integer)
        AND (sqlc.narg('unit_id')::uuid IS NULL OR i.unit_id = sqlc.narg('unit_id'))
        AND (sqlc.narg('kind')::text IS NULL OR i.kind = sqlc.narg('kind'))
        AND (sqlc.narg('due_from')::timestamptz IS NULL OR i.due_at >= sqlc.narg('due_from'))
        AND (sqlc.narg('due_to')::timestamptz IS NULL OR i.due_at < sqlc.narg('due_to'))
    ORDER BY i.stalled_at, i.case_id, i.key, i.round
    LIMIT @page
)
SELECT sqlc.embed(s), sqlc.embed(w), d.subject, d.type, d.urgency, u.name AS unit_name, h.names::text[] AS holders
FROM p
JOIN duties w ON w.case_id = p.case_id AND w.key = p.key AND w.round = p.round
JOIN steps s ON s.document_id = p.case_id AND s.key = p.key AND s.round = p.round
JOIN documents d ON d.id = s.document_id
JOIN units u ON u.id = w.unit_id
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT n.name ORDER BY n.name), '{}') AS names FROM persons n
    WHERE n.id = w.person_id OR w.desk IS NOT NULL AND w.person_id IS NULL AND n.id IN (
        SELECT a.person_id FROM appointments a WHERE a.unit_id = w.unit_id AND a.position = w.position
            AND a.valid_from <= @at::timestamptz AND (a.valid_to IS NULL OR a.valid_to > @at::timestamptz)
        UNION ALL
        SELECT g.to_person_id FROM delegations g WHERE g.unit_id = w.unit_id AND g.position = w.position
            AND g.valid_from <= @at::timestamptz AND (g.valid_to IS NULL OR g.valid_to > @at::timestamptz))
) AS h
ORDER BY w.stalled_at, w.case_id, w.key, w.round;

-- name: OutOfOrder :many
SELECT sqlc.embed(r), c.kind AS case_kind, d.subject, u.name AS unit_name, p.name AS person_name
FROM refusals r
JOIN units u ON u.id = r.unit_id
LEFT JOIN cases c ON c.id = r.case_id
LEFT JOIN documents d ON d.id = r.case_id
LEFT JOIN persons p ON p.id = r.person_id
WHERE r.code = 'out_of_order' AND (r.at, r.id) < (@before::timestamptz, @before_id::uuid)
    AND (sqlc.narg('unit_id')::uuid IS NULL OR r.unit_id = sqlc.narg('unit_id'))
    AND (sqlc.narg('kind')::text IS NULL OR split_part(r.step_attempted, ':', 1) = sqlc.narg('kind'))
    AND (sqlc.narg('from')::timestamptz IS NULL OR r.at >= sqlc.narg('from'))
    AND (sqlc.narg('to')::timestamptz IS NULL OR r.at < sqlc.narg('to'))
ORDER BY r.at DESC, r.id DESC
LIMIT @page;

-- name: Register :many
SELECT n.document_id, n.series, n.year, n.number, n.notation, n.issued_on, d.type, d.subject, d.unit_id, u.name AS unit_name,
    d.recipients, c.state, i.docx_sha256, i.pdf_sha256, coalesce(g.name, '')::text AS signer_name
FROM numbers n
JOIN documents d ON d.id = n.document_id
JOIN cases c ON c.id = d.id
JOIN units u ON u.id = d.unit_id
LEFT JOIN issued_files i ON i.document_id = n.document_id
LEFT JOIN LATERAL (
    SELECT p.name FROM steps s JOIN persons p ON p.id = s.decided_by
    WHERE s.document_id = n.document_id AND s.kind = 'signature' AND s.state = 'done' ORDER BY s.round DESC LIMIT 1
) AS g ON true
WHERE (n.issued_on, n.series, n.number) < (@before::date, @before_series::text, @before_number::integer)
    AND (sqlc.narg('year')::integer IS NULL OR n.year = sqlc.narg('year'))
    AND (sqlc.narg('series')::text IS NULL OR n.series = sqlc.narg('series'))
    AND (sqlc.narg('pattern')::text IS NULL OR d.search LIKE sqlc.narg('pattern'))
ORDER BY n.issued_on DESC, n.series DESC, n.number DESC
LIMIT @page;

-- name: Notices :many
SELECT n.id, n.case_id, c.kind AS case_kind, d.subject, n.kind, n.step_key, w.due_at, n.at, n.read_at
FROM notices n
JOIN cases c ON c.id = n.case_id
JOIN documents d ON d.id = n.case_id
LEFT JOIN duties w ON w.case_id = n.case_id AND w.key = n.step_key AND w.round = n.round
WHERE n.account_id = @account_id AND n.id < @before
ORDER BY n.id DESC
LIMIT @page;

-- name: UnreadNotices :one
SELECT count(*) FROM notices WHERE account_id = @account_id AND read_at IS NULL;

-- name: MarkAllNoticesRead :exec
UPDATE notices SET read_at = @at::timestamptz WHERE account_id = @account_id AND read_at IS NULL;

-- name: MarkNoticesRead :exec
UPDATE notices SET read_at = @at::timestamptz
WHERE account_id = @account_id AND read_at IS NULL AND id = ANY (@ids::bigint[]);
