-- The statements of RecordTransition, in the order in which they are sent. They
-- go to the server together and take effect together.

-- name: RecordTransition :exec
-- A second recording of (case, seq), or of a form, fails here and undoes nothing.
INSERT INTO transitions (case_id, seq, event, act, token, step_key, round, person_id, unit_id, door, at, version_id, body, state, request_id, digest, changed)
VALUES (@case_id, @seq, @event, @act, @token, @step_key, @round, @person_id, @unit_id, @door, @at, @version_id, @body, @state, @request_id, @digest, @changed);

-- name: MoveCase :exec
UPDATE cases SET state = @state, seq = @seq, closed_at = sqlc.narg('closed_at') WHERE id = @id;

-- name: BeginCase :exec
UPDATE cases SET state = @state, seq = @seq, begun_at = @at, policy_id = @policy_id, policy_version = @policy_version,
    policy_sha256 = @policy_sha256, terms = @terms
WHERE id = @id;

-- name: CarryVersion :exec
-- The version the route carries from now on, and the draft that counts: the one
-- given, or the newest. What publication waited for is over.
UPDATE documents d SET publication_note = '', submitted_version_id = n.carried, version_id = n.draft
FROM (SELECT o.id, coalesce(sqlc.narg('version_id')::uuid, o.submitted_version_id) AS carried, coalesce(sqlc.narg('draft_id')::uuid, v.id) AS draft
    FROM documents o JOIN versions v ON v.document_id = o.id AND v.ordinal = o.versions WHERE o.id = @id) n
WHERE d.id = n.id AND (d.publication_note <> '' OR (d.submitted_version_id, d.version_id) IS DISTINCT FROM (n.carried, n.draft));

-- name: SubmitFacts :exec
-- What is submitted is what the plan was made by: nobody has changed the dossier
-- since.
UPDATE documents d SET submitted_facts = @facts WHERE d.id = @id AND unchanged_since(@id, @revision);

-- name: RestoreFacts :exec
-- Of a submission whose record was lost.
UPDATE documents d SET submitted_facts = @facts, revision = greatest(d.revision, @revision::integer) WHERE d.id = @id;

-- name: SaveSteps :exec
-- All steps of a transition in one statement, as rows in JSON: to begin a
-- statement costs more than a row. What the plan fixed when it named a step
-- stays; the rest follows the route.
INSERT INTO steps (document_id, key, round, ordinal, kind, stage, unit_id, position, person_id, state, working_days, legal_basis,
    decided_at, decided_by, form, version_id, verdict, body, file_sha256, answer, answer_body, superior, other_than)
SELECT r.document_id, r.key, r.round, r.ordinal, r.kind, r.stage, r.unit_id, r.position, r.person_id, r.state, r.working_days, r.legal_basis,
    r.decided_at, r.decided_by, r.form, r.version_id, r.verdict, r.body, r.file_sha256, r.answer, r.answer_body, r.superior, r.other_than
FROM jsonb_populate_recordset(NULL::steps, @steps::jsonb) AS r
ON CONFLICT (document_id, key, round) DO UPDATE SET state = excluded.state, person_id = excluded.person_id,
    decided_at = excluded.decided_at, decided_by = excluded.decided_by, form = excluded.form, version_id = excluded.version_id,
    verdict = excluded.verdict, body = excluded.body, file_sha256 = excluded.file_sha256, answer = excluded.answer,
    answer_body = excluded.answer_body;

-- name: SaveDuties :exec
-- What waits, and what no longer does. A duty that is over stays as it ended.
INSERT INTO duties (case_id, key, round, kind, unit_id, position, person_id, desk, priority, opened_at, due_at, remind_at, escalate_at,
    idle_at, reminded, due_noticed, escalated, closed_at, outcome)
SELECT r.case_id, r.key, r.round, r.kind, r.unit_id, r.position, r.person_id, r.desk, r.priority, r.opened_at, r.due_at, r.remind_at,
    r.escalate_at, r.idle_at, r.reminded, r.due_noticed, r.escalated, r.closed_at, r.outcome
FROM jsonb_populate_recordset(NULL::duties, @duties::jsonb) AS r
ON CONFLICT (case_id, key, round) DO UPDATE SET unit_id = excluded.unit_id, position = excluded.position, person_id = excluded.person_id,
    desk = excluded.desk, priority = excluded.priority, due_at = excluded.due_at, remind_at = excluded.remind_at,
    escalate_at = excluded.escalate_at, idle_at = excluded.idle_at, reminded = excluded.reminded, due_noticed = excluded.due_noticed,
    escalated = excluded.escalated, closed_at = excluded.closed_at, outcome = excluded.outcome
WHERE duties.closed_at IS NULL;

-- name: StopClocks :exec
-- The clocks of duties that are over.
UPDATE clocks c SET ran_to = @at::timestamptz FROM duties w
WHERE c.case_id = @case_id AND c.ran_to IS NULL AND w.case_id = c.case_id AND w.key = c.key AND w.round = c.round AND w.closed_at IS NOT NULL;

-- name: StartClocks :exec
-- The clocks of duties that have just come to somebody; of what the system does
-- itself nobody's runs.
INSERT INTO clocks (case_id, key, round, unit_id, ran_from)
SELECT w.case_id, w.key, w.round, CASE WHEN w.desk IS NULL THEN NULL ELSE w.unit_id END, @at::timestamptz FROM duties w
WHERE w.case_id = @case_id AND w.closed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM clocks c WHERE c.case_id = w.case_id AND c.key = w.key AND c.round = w.round AND c.ran_to IS NULL);

-- name: NotifyPerson :exec
INSERT INTO notices (account_id, case_id, kind, step_key, round, at)
SELECT a.id, @case_id, @kind, @step_key, @round, @at FROM accounts a
WHERE a.person_id = @person_id AND a.disabled_at IS NULL;

-- name: NotifyHolders :exec
-- Everybody who holds the position at the time, by appointment or delegation,
-- but the one who acted.
INSERT INTO notices (account_id, case_id, kind, step_key, round, at)
SELECT a.id, @case_id, @kind, @step_key, @round, @at::timestamptz FROM accounts a
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
-- then, and a rollback gives the number back. It gives none while it is not sure
-- that every number given before is on record.
WITH next AS (
    INSERT INTO number_series AS s (series, year, last)
    SELECT @series::text, @year::integer, 1 WHERE numbers_checked()
    ON CONFLICT (series, year) DO UPDATE SET last = s.last + 1
    RETURNING s.last
)
INSERT INTO numbers (document_id, seq, series, year, number, notation, issued_on)
SELECT @document_id, @seq, @series, @year, next.last, @notation, @issued_on FROM next
RETURNING number;

-- name: KeepNumber :one
-- A number that was answered before its record was lost: it is the document's own.
WITH kept AS (
    INSERT INTO number_series AS s (series, year, last) VALUES (@series, @year, @number)
    ON CONFLICT (series, year) DO UPDATE SET last = greatest(s.last, excluded.last)
    RETURNING s.last
)
INSERT INTO numbers (document_id, seq, series, year, number, notation, issued_on)
SELECT @document_id, @seq, @series, @year, @number::integer, @notation, @issued_on FROM kept
RETURNING number;

-- name: NumberOf :one
SELECT * FROM numbers WHERE document_id = @document_id;

-- name: TransitionsInTheWay :many
-- What the record has at the place or of the form of a transition.
SELECT * FROM transitions WHERE case_id = @case_id AND (seq = @seq OR token = sqlc.narg('token')::text) ORDER BY seq;

-- name: TransitionByToken :one
SELECT * FROM transitions t WHERE t.case_id = @case_id AND t.token = @token::text;

-- name: SetPublicationNote :exec
UPDATE documents d SET publication_note = @note FROM cases c
WHERE d.id = @id AND c.id = d.id AND c.state = 'numbered' AND d.publication_note <> @note;

-- name: RecordRefusal :execrows
INSERT INTO refusals (id, token, code, clause, case_id, person_id, unit_id, act, step_attempted, step_due, door, at, note, evidence, recorded_by)
VALUES (@id, @token, @code, @clause, @case_id, @person_id, @unit_id, @act, @step_attempted, @step_due, @door, @at, @note, @evidence, @recorded_by)
ON CONFLICT DO NOTHING;

-- name: RefusalOfToken :one
SELECT * FROM refusals WHERE case_id IS NOT DISTINCT FROM sqlc.narg('case_id')::uuid AND token = @token::text;
