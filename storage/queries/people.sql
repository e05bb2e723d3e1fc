-- name: SavePerson :exec
INSERT INTO persons (id, name) VALUES (@id, @name)
ON CONFLICT (id) DO UPDATE SET name = excluded.name;

-- name: Persons :many
SELECT * FROM persons WHERE id = ANY (@ids::uuid[]) ORDER BY name, id;

-- name: SaveUnit :exec
INSERT INTO units (id, code, name, name_en, kind, sectors, supervisor, valid_from, valid_to)
VALUES (@id, @code, @name, @name_en, @kind, @sectors, @supervisor, @valid_from, @valid_to)
ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, name_en = excluded.name_en, kind = excluded.kind,
    sectors = excluded.sectors, supervisor = excluded.supervisor, valid_from = excluded.valid_from, valid_to = excluded.valid_to;

-- name: Units :many
SELECT * FROM units WHERE valid_from <= @at AND (valid_to IS NULL OR valid_to > @at)
ORDER BY array_position(ARRAY['leadership', 'office', 'division', 'ward'], kind), code;

-- name: SaveAppointment :exec
INSERT INTO appointments (person_id, unit_id, position, valid_from, valid_to)
VALUES (@person_id, @unit_id, @position, @valid_from, @valid_to)
ON CONFLICT (person_id, unit_id, position, valid_from) DO UPDATE SET valid_to = excluded.valid_to;

-- name: SaveDelegation :exec
INSERT INTO delegations (id, unit_id, position, from_person_id, to_person_id, form, paper, valid_from, valid_to)
VALUES (@id, @unit_id, @position, @from_person_id, @to_person_id, @form, @paper, @valid_from, @valid_to)
ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, position = excluded.position, from_person_id = excluded.from_person_id,
    to_person_id = excluded.to_person_id, form = excluded.form, paper = excluded.paper, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to;

-- name: UnitHolders :many
SELECT p.id, p.name FROM persons p
WHERE p.id IN (SELECT a.person_id FROM appointments a
    WHERE a.unit_id = @unit_id AND a.position = @position AND a.valid_from <= @at AND (a.valid_to IS NULL OR a.valid_to > @at))
ORDER BY p.name, p.id;

-- name: AppointmentsOf :many
SELECT unit_id, position, valid_from, valid_to FROM appointments
WHERE person_id = @person_id AND valid_from <= @at AND (valid_to IS NULL OR valid_to > @at)
ORDER BY ordinal;

-- name: DelegationsTo :many
SELECT id, unit_id, position, from_person_id, to_person_id, form, paper, valid_from, valid_to FROM delegations
WHERE to_person_id = @person_id AND valid_from <= @at AND (valid_to IS NULL OR valid_to > @at)
ORDER BY valid_from, id;

-- name: AccountOf :one
SELECT id FROM accounts WHERE person_id = @person_id AND disabled_at IS NULL ORDER BY username LIMIT 1;
