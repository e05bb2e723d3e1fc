package rest

import (
	"context"
	"time"

	"trinhky/api/door"
	"trinhky/internal/domain"
)

// Store is what the API reads, and the few things it writes that are not acts
// on a route. Errors are *domain.Error.
type Store interface {
	door.Units
	door.Dossiers
	door.Inbox
	door.Tracking
	door.Register
	door.Notices
	ActorByPerson(ctx context.Context, personID string, now time.Time) (domain.Actor, error)
	FormatCheck(ctx context.Context, sha256, ruleset string) (*domain.FormatCheck, error)
	// HoldKey is invalid where the token was used before with other content.
	HoldKey(ctx context.Context, token string, content []byte, now time.Time) error
}
