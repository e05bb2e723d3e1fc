-- Figures of units, with the cases behind them.

-- name: FirstTimePasses :many
SELECT d.unit_id, u.name AS unit_name, count(*) AS checked, count(*) FILTER (WHERE a.passed) AS passed
FROM first_format_answers a
JOIN documents d ON d.id = a.document_id
JOIN units u ON u.id = d.unit_id
WHERE a.at >= @since::timestamptz AND a.at < @until::timestamptz
GROUP BY d.unit_id, u.name
ORDER BY u.name, d.unit_id;

-- name: FormatCases :many
SELECT a.document_id, d.subject, d.type, d.unit_id, u.name AS unit_name, a.at, a.passed::boolean AS passed, a.reasons::text AS reasons
FROM first_format_answers a
JOIN documents d ON d.id = a.document_id
JOIN units u ON u.id = d.unit_id
WHERE a.at >= @since::timestamptz AND a.at < @until::timestamptz
    AND (a.at, a.document_id) < (@before::timestamptz, @before_id::uuid)
    AND (sqlc.narg('unit_id')::uuid IS NULL OR d.unit_id = sqlc.narg('unit_id'))
    AND (sqlc.narg('passed')::boolean IS NULL OR a.passed = sqlc.narg('passed'))
ORDER BY a.at DESC, a.document_id DESC
LIMIT @page;
