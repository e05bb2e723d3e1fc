package bench

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"golang.org/x/sync/errgroup"

	"trinhky/workflows"
)

// started remembers the workflows a run began, so that none is left behind.
type started struct {
	mu  sync.Mutex
	ids []string
}

func (s *started) add(workflowID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids = append(s.ids, workflowID)
}

func (s *started) all() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.ids...)
}

// terminators is how many workflows are ended at once.
const terminators = 20

// endWorkflows ends what still runs: open routes, and numbered ones whose files
// nobody will make. No worker is left for them.
func (s *site) endWorkflows(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(terminators)
	for _, id := range s.started.all() {
		group.Go(func() error {
			err := s.temporal.TerminateWorkflow(ctx, id, "", "the benchmark is over")
			var gone *serviceerror.NotFound
			if err != nil && !errors.As(err, &gone) {
				return fmt.Errorf("end workflow %s: %w", id, err)
			}
			return nil
		})
	}
	return group.Wait()
}

// timerRuns reports whether a timer of the document's route is running: one that
// was started and neither fired nor was cancelled.
func (s *site) timerRuns(ctx context.Context, documentID string) (bool, error) {
	events := s.temporal.GetWorkflowHistory(ctx, workflows.DocumentRouteID(documentID), "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	running := 0
	for events.HasNext() {
		event, err := events.Next()
		if err != nil {
			return false, fmt.Errorf("read the history of document %s: %w", documentID, err)
		}
		switch event.GetEventType() {
		case enums.EVENT_TYPE_TIMER_STARTED:
			running++
		case enums.EVENT_TYPE_TIMER_CANCELED, enums.EVENT_TYPE_TIMER_FIRED:
			running--
		default:
		}
	}
	return running > 0, nil
}
