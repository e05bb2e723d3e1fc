package organisation

import (
	"context"
	"fmt"
	"io"

	"trinhky/internal/domain"
)

// Import brings an office's own organisation in, and again after each change of
// its file. Who has no account yet gets one with a random password, printed to
// out for the administrator to hand on; the passwords of the others stay.
func Import(ctx context.Context, store Store, o Organisation, hash func(password string) (string, error), out io.Writer) error {
	if err := Apply(ctx, store, o); err != nil {
		return err
	}
	for _, m := range o.Members {
		_, err := store.AccountByUsername(ctx, m.Username)
		if err == nil {
			continue
		}
		if domain.CodeOf(err) != domain.ErrNotFound {
			return fmt.Errorf("look for account %s: %w", m.Username, err)
		}
		password := randomPassword()
		hashed, err := hash(password)
		if err != nil {
			return fmt.Errorf("hash the password of %s: %w", m.Username, err)
		}
		account := domain.Account{ID: o.AccountID(m.Username), Username: m.Username, PersonID: m.Person.ID, PasswordHash: hashed, Language: "vi"}
		if err := store.SaveAccount(ctx, account); err != nil {
			return fmt.Errorf("save account %s: %w", m.Username, err)
		}
		if _, err := fmt.Fprintf(out, "%-40s %s\n", m.Username, password); err != nil {
			return err
		}
	}
	return nil
}
