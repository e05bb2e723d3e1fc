package activities

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/pdf"
)

// How slow work goes on after a failure. While a server is away it follows the
// workflow's own policy; what fails over the file itself is not worth the
// converter's time every minute.
const (
	heartbeat = 5 * time.Second
	// nowAndThen is when a file that failed is tried again, for good or after
	// often failures: a newer converter may read it.
	nowAndThen = time.Hour
	often      = 8  // failures of the converter over one file
	tooOften   = 24 // failures after which a reading copy is given up
	tooSlow    = 2  // times it took all the time there is, after which it is too
)

// tries is how often the converter failed over one file: without saying whose
// fault it was, and by running out of time.
type tries struct {
	Failed int `json:"failed"`
	Slow   int `json:"slow"`
}

// pulse tells Temporal that slow work is alive, so that a killed worker's work is
// taken over soon. It carries the tries from one to the next.
type pulse struct {
	tries
	ctx   context.Context
	stop  context.CancelFunc
	beats sync.WaitGroup
}

func startPulse(ctx context.Context) *pulse {
	p := &pulse{ctx: ctx, stop: func() {}}
	if !activity.IsActivity(ctx) {
		return p
	}
	if activity.HasHeartbeatDetails(ctx) && activity.GetHeartbeatDetails(ctx, &p.tries) != nil {
		p.tries = tries{} // of an older program: the count begins anew
	}
	beating, stop := context.WithCancel(ctx)
	p.stop = stop
	p.beats.Go(func() {
		ticker := time.NewTicker(heartbeat)
		defer ticker.Stop()
		for {
			select {
			case <-beating.Done():
				return
			case <-ticker.C:
				activity.RecordHeartbeat(ctx, p.tries)
			}
		}
	})
	return p
}

// end stops the beat and returns how often the converter has failed over this
// file, this try included. One that is away has not failed over it.
func (p *pulse) end(err error) tries {
	p.stop()
	p.beats.Wait()
	switch {
	case errors.Is(err, pdf.ErrTime):
		p.Slow++
	case errors.Is(err, pdf.ErrFailed):
		p.Failed++
	default:
		return p.tries
	}
	if activity.IsActivity(p.ctx) {
		activity.RecordHeartbeat(p.ctx, p.tries)
	}
	return p.tries
}

// hopeless reports whether the same file will fail the same way again.
func hopeless(err error) bool {
	if _, broken := errors.AsType[*opc.Error](err); broken {
		return true
	}
	code := domain.CodeOf(err)
	return code == domain.ErrUnsupported || code == domain.ErrTooLarge
}

// later has work that must be done in the end tried again without haste, where
// haste is in vain.
func later(err error, so tries) error {
	if !hopeless(err) && so.Failed < often && so.Slow < tooSlow {
		return err
	}
	return temporal.NewApplicationErrorWithOptions(err.Error(), "later", temporal.ApplicationErrorOptions{NextRetryDelay: nowAndThen, Cause: err})
}

// giveUp is later for work that may stay undone.
func giveUp(err error, so tries) error {
	if hopeless(err) || so.Failed >= tooOften || so.Slow >= tooSlow {
		return temporal.NewNonRetryableApplicationError(err.Error(), "given up", err)
	}
	return later(err, so)
}
