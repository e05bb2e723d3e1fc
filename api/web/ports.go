package web

import (
	"context"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/api/door"
	"trinhky/internal/domain"
)

// Store is what the pages read, and the few things they write that are not acts
// on a route.
type Store interface {
	door.Units
	door.Dossiers
	door.Inbox
	door.Tracking
	door.Register
	door.Notices
	UnitHolders(ctx context.Context, unitID string, p domain.Position, at time.Time) ([]domain.Person, error)
	Persons(ctx context.Context, ids []string) ([]domain.Person, error)
	File(ctx context.Context, sha256 string) (size int64, mediaType string, err error)
	SetLanguage(ctx context.Context, accountID, lang string) error
}

// Sessions signs people in and out, and knows who is there.
type Sessions interface {
	door.Sessions
	Actor(c *gin.Context) (domain.Actor, bool)
}
