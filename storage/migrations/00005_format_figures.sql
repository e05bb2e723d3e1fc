-- +goose Up
-- How drafts fare at the format step: the first answer each document got there,
-- from the check or from a person. The yearly figures of units count it.
CREATE INDEX transitions_of_format ON transitions (at DESC, document_id DESC)
    WHERE event IN ('format_confirmed', 'format_failed') OR event = 'returned' AND step_key = 'format';

CREATE VIEW first_format_answers AS
SELECT t.document_id, t.at, t.event = 'format_confirmed' AS passed, CASE t.event WHEN 'format_confirmed' THEN '' ELSE t.body END AS reasons
FROM transitions t
WHERE (t.event IN ('format_confirmed', 'format_failed') OR t.event = 'returned' AND t.step_key = 'format')
    AND NOT EXISTS (SELECT 1 FROM transitions e WHERE e.document_id = t.document_id AND e.seq < t.seq
        AND (e.event IN ('format_confirmed', 'format_failed') OR e.event = 'returned' AND e.step_key = 'format'));

-- +goose Down
DROP VIEW first_format_answers;
DROP INDEX transitions_of_format;
