-- The statements of RecordTransition, in the order in which they are sent. They
-- go to the server together and take effect together.

-- name: RecordTransition :exec
-- A second recording of (document, seq), or of a form, fails here and undoes nothing.
INSERT INTO transitions (document_id, seq, event, act, token, step_key, round, person_id, unit_id, door, at, version_id, body, state)
VALUES (@document_id, @seq, @event, @act, @token, @step_key, @round, @person_id, @unit_id, @door, @at, @version_id, @body, @state);

-- name: MoveDocument :exec
UPDATE documents SET state = @state, seq = @seq, publication_note = '',
    submitted_version_id = coalesce(sqlc.narg('version_id'), submitted_version_id)
WHERE id = @id;

-- name: BeginRoute :exec
UPDATE documents SET state = @state, seq = @seq, submitted_at = @at, submitted_version_id = @version_id,
    policy_id = @policy_id, policy_version = @policy_version, policy_sha256 = @policy_sha256
WHERE id = @id;

-- name: SaveSteps :exec
-- All steps of a transition in one statement, as rows in JSON: to begin a
-- statement costs more than a row. What the plan fixed when it named a step
-- stays; the rest follows the route.
INSERT INTO steps (document_id, key, round, ordinal, kind, stage, unit_id, position, person_id, state, working_days, legal_basis,
    opened_at, due_at, remind_at, escalate_at, idle_at, reminded, due_noticed, escalated, decided_at, decided_by, form,
    version_id, verdict, body, file_sha256, answer, answer_body, priority)
SELECT d.id, r.key, r.round, r.ordinal, r.kind, r.stage, r.unit_id, r.position, r.person_id, r.state, r.working_days, r.legal_basis,
    r.opened_at, r.due_at, r.remind_at, r.escalate_at, r.idle_at, r.reminded, r.due_noticed, r.escalated, r.decided_at, r.decided_by, r.form,
    r.version_id, r.verdict, r.body, r.file_sha256, r.answer, r.answer_body,
    CASE WHEN r.kind IN ('initials', 'signature') THEN array_position(ARRAY['express', 'very_urgent', 'urgent', 'normal'], d.urgency) - 1 ELSE 3 END
FROM documents d, jsonb_populate_recordset(NULL::steps, @steps::jsonb) AS r
WHERE d.id = @document_id
ON CONFLICT (document_id, key, round) DO UPDATE SET state = excluded.state, person_id = excluded.person_id,
    opened_at = excluded.opened_at, due_at = excluded.due_at, remind_at = excluded.remind_at, escalate_at = excluded.escalate_at,
    idle_at = excluded.idle_at, reminded = excluded.reminded, due_noticed = excluded.due_noticed, escalated = excluded.escalated,
    decided_at = excluded.decided_at, decided_by = excluded.decided_by, form = excluded.form, version_id = excluded.version_id,
    verdict = excluded.verdict, body = excluded.body, file_sha256 = excluded.file_sha256, answer = excluded.answer,
    answer_body = excluded.answer_body, priority = excluded.priority;

-- name: EndCustody :exec
UPDATE custody SET held_to = @at
WHERE document_id = @document_id AND held_to IS NULL
    AND (unit_id, step_key, round) IS DISTINCT FROM (sqlc.narg('unit_id')::uuid, @step_key::text, @round::integer);

-- name: BeginCustody :exec
INSERT INTO custody (document_id, from_seq, unit_id, step_key, round, held_from)
SELECT @document_id, @seq::integer, @unit_id::uuid, @step_key::text, @round::integer, @at::timestamptz
WHERE NOT EXISTS (SELECT 1 FROM custody c WHERE c.document_id = @document_id AND c.held_to IS NULL);

-- name: NotifyPerson :exec
INSERT INTO notices (account_id, document_id, kind, step_key, round, at)
SELECT a.id, @document_id, @kind, @step_key, @round, @at FROM accounts a
WHERE a.person_id = @person_id AND a.disabled_at IS NULL;

-- name: NotifyHolders :exec
-- Everybody who holds the position at the time, by appointment or delegation,
-- but the one who acted.
INSERT INTO notices (account_id, document_id, kind, step_key, round, at)
SELECT a.id, @document_id, @kind, @step_key, @round, @at::timestamptz FROM accounts a
WHERE a.disabled_at IS NULL AND a.person_id IS DISTINCT FROM sqlc.narg('actor_id')::uuid AND a.person_id IN (
    SELECT h.person_id FROM appointments h WHERE h.unit_id = @unit_id AND h.position = @position
        AND h.valid_from <= @at::timestamptz AND (h.valid_to IS NULL OR h.valid_to > @at::timestamptz)
    UNION ALL
    SELECT g.to_person_id FROM delegations g WHERE g.unit_id = @unit_id AND g.position = @position
        AND g.valid_from <= @at::timestamptz AND (g.valid_to IS NULL OR g.valid_to > @at::timestamptz));

-- name: RecordIssuedFiles :exec
INSERT INTO issued_files (document_id, docx_sha256, pdf_sha256, made_at) VALUES (@document_id, @docx_sha256, @pdf_sha256, @made_at);

-- name: TakeNumber :one
-- The last statement before the commit: the series is locked from here until
-- then, and a rollback gives the number back.
WITH next AS (
    INSERT INTO number_series AS s (series, year, last) VALUES (@series, @year, 1)
    ON CONFLICT (series, year) DO UPDATE SET last = s.last + 1
    RETURNING s.last
)
INSERT INTO numbers (document_id, seq, series, year, number, notation, issued_on)
SELECT @document_id, @seq, @series, @year, next.last, @notation, @issued_on FROM next
RETURNING number;

-- name: NumberOf :one
SELECT * FROM numbers WHERE document_id = @document_id;

-- name: TransitionsInTheWay :many
-- What the record has at the place or of the form of a transition.
SELECT * FROM transitions WHERE document_id = @document_id AND (seq = @seq OR token = sqlc.narg('token')::text) ORDER BY seq;

-- name: TransitionByToken :one
SELECT * FROM transitions t WHERE t.document_id = @document_id AND t.token = @token::text;

-- name: SetPublicationNote :exec
UPDATE documents SET publication_note = @note WHERE id = @id AND state = 'numbered' AND publication_note <> @note;

-- name: RecordRefusal :execrows
INSERT INTO refusals (id, token, code, clause, document_id, person_id, unit_id, act, step_attempted, step_due, door, at, note, evidence, recorded_by)
VALUES (@id, @token, @code, @clause, @document_id, @person_id, @unit_id, @act, @step_attempted, @step_due, @door, @at, @note, @evidence, @recorded_by)
ON CONFLICT DO NOTHING;

-- name: RefusalOfToken :one
SELECT * FROM refusals WHERE document_id IS NOT DISTINCT FROM sqlc.narg('document_id')::uuid AND token = @token::text;
