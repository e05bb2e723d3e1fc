package activities

import (
	"context"

	"trinhky/internal/domain"
)

// RecordTransition writes one transition of a route in one transaction, under
// (document, seq): recording it again changes nothing and gives the same answer.
func (a *Activities) RecordTransition(ctx context.Context, t domain.Transition) (domain.Recorded, error) {
	return a.Store.RecordTransition(ctx, t)
}
