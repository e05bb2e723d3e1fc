package cli

import (
	"context"
	"time"
)

// watchEvery is how soon after a start of the database the routes are held against
// their records. It asks one row.
const watchEvery = 2 * time.Second

// watchNumbers lets numbers be given again after each start of the database, once
// every route has been held against its record. It runs until the context ends.
func (s *servers) watchNumbers(ctx context.Context) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		if err := s.gateway.CheckNumbers(ctx); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "no number is given: routes and records could not be compared; tried again", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
