package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"trinhky/internal/domain"
	"trinhky/storage/internal/sqlcgen"
)

// Units returns the units that stand at the time: leaders, Office, divisions,
// wards, each by code.
func (s *Store) Units(ctx context.Context, at time.Time) ([]domain.Unit, error) {
	rows, err := s.q.Units(ctx, at)
	if err != nil {
		return nil, known("read units", err)
	}
	units := make([]domain.Unit, len(rows))
	for i, r := range rows {
		units[i] = domain.Unit{
			ID: r.ID, Code: r.Code, Name: r.Name, NameEN: r.NameEn, Kind: domain.UnitKind(r.Kind), Sectors: r.Sectors,
			Supervisor: orEmpty(r.Supervisor), ValidFrom: r.ValidFrom, ValidTo: r.ValidTo,
		}
	}
	return units, nil
}

// UnitHolders returns who holds the position in the unit at the time, by name.
func (s *Store) UnitHolders(ctx context.Context, unitID string, p domain.Position, at time.Time) ([]domain.Person, error) {
	rows, err := s.q.UnitHolders(ctx, sqlcgen.UnitHoldersParams{UnitID: unitID, Position: string(p), At: at})
	return persons(rows), known("read the holders of a position", err)
}

// Persons returns the people with the ids, by name. Unknown ids are left out.
func (s *Store) Persons(ctx context.Context, ids []string) ([]domain.Person, error) {
	rows, err := s.q.Persons(ctx, list(ids))
	return persons(rows), known("read people", err)
}

func persons(rows []sqlcgen.Person) []domain.Person {
	out := make([]domain.Person, len(rows))
	for i, r := range rows {
		out[i] = domain.Person(r)
	}
	return out
}

// ActorByAccount returns the person behind an account with the appointments and
// delegations valid at the time, and no others. A disabled account is not found.
func (s *Store) ActorByAccount(ctx context.Context, accountID string, now time.Time) (domain.Actor, error) {
	p, err := s.q.PersonOfAccount(ctx, accountID)
	if err != nil {
		return domain.Actor{}, known("read the person of an account", err)
	}
	return s.actor(ctx, domain.Actor{AccountID: accountID, PersonID: p.ID, Name: p.Name}, now)
}

// ActorByPerson returns a person as ActorByAccount does; the account is empty
// for somebody who has none in use.
func (s *Store) ActorByPerson(ctx context.Context, personID string, now time.Time) (domain.Actor, error) {
	people, err := s.q.Persons(ctx, []string{personID})
	if err == nil && len(people) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return domain.Actor{}, known("read a person", err)
	}
	account, err := s.q.AccountOf(ctx, personID)
	if _, err := found("read the account of a person", err); err != nil {
		return domain.Actor{}, err
	}
	return s.actor(ctx, domain.Actor{AccountID: account, PersonID: personID, Name: people[0].Name}, now)
}

func (s *Store) actor(ctx context.Context, a domain.Actor, now time.Time) (domain.Actor, error) {
	var held []sqlcgen.AppointmentsOfRow
	var given []sqlcgen.Delegation
	var b pgx.Batch
	collect(&b, &held, sqlcgen.AppointmentsOf, a.PersonID, now)
	collect(&b, &given, sqlcgen.DelegationsTo, a.PersonID, now)
	if err := s.pool.SendBatch(ctx, &b).Close(); err != nil {
		return domain.Actor{}, known("read what a person holds", err)
	}
	for _, h := range held {
		a.Appointments = append(a.Appointments, domain.Appointment{
			UnitID: h.UnitID, Position: domain.Position(h.Position), ValidFrom: h.ValidFrom, ValidTo: h.ValidTo,
		})
	}
	if len(a.Appointments) > 0 {
		a.UnitID = a.Appointments[0].UnitID
	}
	for _, d := range given {
		a.Delegations = append(a.Delegations, domain.Delegation{
			ID: d.ID, UnitID: d.UnitID, Position: domain.Position(d.Position), FromPersonID: d.FromPersonID, ToPersonID: d.ToPersonID,
			Form: domain.SignatureForm(d.Form), Paper: d.Paper, ValidFrom: d.ValidFrom, ValidTo: d.ValidTo,
		})
	}
	return a, nil
}

// SavePerson writes a person anew or over the one with the same id.
func (s *Store) SavePerson(ctx context.Context, p domain.Person) error {
	return known("save person", s.q.SavePerson(ctx, sqlcgen.SavePersonParams(p)))
}

// SaveUnit writes a unit anew or over the one with the same id.
func (s *Store) SaveUnit(ctx context.Context, u domain.Unit) error {
	return known("save unit", s.q.SaveUnit(ctx, sqlcgen.SaveUnitParams{
		ID: u.ID, Code: u.Code, Name: u.Name, NameEn: u.NameEN, Kind: string(u.Kind), Sectors: list(u.Sectors),
		Supervisor: orNull(u.Supervisor), ValidFrom: u.ValidFrom, ValidTo: u.ValidTo,
	}))
}

// SaveAppointment writes an appointment. The same position of the same day can
// only be given another end.
func (s *Store) SaveAppointment(ctx context.Context, personID string, a domain.Appointment) error {
	return known("save appointment", s.q.SaveAppointment(ctx, sqlcgen.SaveAppointmentParams{
		PersonID: personID, UnitID: a.UnitID, Position: string(a.Position), ValidFrom: a.ValidFrom, ValidTo: a.ValidTo,
	}))
}

// SaveDelegation writes a delegation anew or over the one with the same id.
func (s *Store) SaveDelegation(ctx context.Context, d domain.Delegation) error {
	return known("save delegation", s.q.SaveDelegation(ctx, sqlcgen.SaveDelegationParams{
		ID: d.ID, UnitID: d.UnitID, Position: string(d.Position), FromPersonID: d.FromPersonID, ToPersonID: d.ToPersonID,
		Form: string(d.Form), Paper: d.Paper, ValidFrom: d.ValidFrom, ValidTo: d.ValidTo,
	}))
}
