package activities

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"trinhky/internal/domain"
)

// RefusedForGood is the type of the failure of work that must succeed and that no
// waiting for a server will bring about. It shows on the pending activity.
const RefusedForGood = "refused for good"

// refusedPause is when refused work is tried again: a mended program or database
// may take it.
const refusedPause = 5 * time.Minute

// persist has the engine try work that must succeed again: soon while a server is
// away, and in its own time, loudly, where it is refused. what tells the log
// which work it is.
func persist(ctx context.Context, err error, what ...any) error {
	if err == nil || ctx.Err() != nil || domain.CodeOf(err) == domain.ErrUnavailable || !activity.IsActivity(ctx) {
		return err
	}
	logger(ctx).Error("what must succeed is refused for good and stays waiting; the program or its database must be mended",
		append(what, "error", err)...)
	return temporal.NewApplicationErrorWithOptions(err.Error(), RefusedForGood, temporal.ApplicationErrorOptions{NextRetryDelay: refusedPause, Cause: err})
}
