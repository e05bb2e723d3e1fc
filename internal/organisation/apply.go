package organisation

import (
	"context"
	"fmt"

	"trinhky/internal/domain"
)

// Store is where an organisation is kept. Every Save writes a row anew or over
// the one with the same id.
type Store interface {
	SavePerson(ctx context.Context, p domain.Person) error
	SaveUnit(ctx context.Context, u domain.Unit) error
	SaveAppointment(ctx context.Context, personID string, a domain.Appointment) error
	SaveDelegation(ctx context.Context, d domain.Delegation) error
	SaveAccount(ctx context.Context, a domain.Account) error
	// AccountByUsername gives a domain.Error of code not_found for nobody.
	AccountByUsername(ctx context.Context, username string) (domain.Account, error)
}

// Apply puts the organisation into the store without its accounts. Doing it
// again changes nothing; what the file no longer names stays, ended by its
// valid_to and never deleted, for old documents still show it.
func Apply(ctx context.Context, store Store, o Organisation) error {
	for _, m := range o.Members {
		if err := store.SavePerson(ctx, m.Person); err != nil {
			return fmt.Errorf("save person %s: %w", m.Username, err)
		}
	}
	for _, u := range o.Units {
		if err := store.SaveUnit(ctx, u); err != nil {
			return fmt.Errorf("save unit %s: %w", u.Code, err)
		}
	}
	for _, m := range o.Members {
		for _, a := range m.Appointments {
			if err := store.SaveAppointment(ctx, m.Person.ID, a); err != nil {
				return fmt.Errorf("save appointment of %s: %w", m.Username, err)
			}
		}
	}
	for _, d := range o.Delegations {
		if err := store.SaveDelegation(ctx, d); err != nil {
			return fmt.Errorf("save delegation %s: %w", d.Paper, err)
		}
	}
	return nil
}

// saveAccounts gives every member an account with the password hash. The
// administrator's comes last: where it stands, all the others do.
func saveAccounts(ctx context.Context, store Store, o Organisation, hash string) error {
	save := func(m Member) error {
		err := store.SaveAccount(ctx, domain.Account{
			ID: o.AccountID(m.Username), Username: m.Username, PersonID: m.Person.ID, PasswordHash: hash, Language: "vi",
		})
		if err != nil {
			return fmt.Errorf("save account %s: %w", m.Username, err)
		}
		return nil
	}
	var last []Member
	for _, m := range o.Members {
		if m.Username == AdministratorUsername {
			last = append(last, m)
			continue
		}
		if err := save(m); err != nil {
			return err
		}
	}
	for _, m := range last {
		if err := save(m); err != nil {
			return err
		}
	}
	return nil
}
