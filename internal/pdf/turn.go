package pdf

import (
	"context"
	"sync"
)

// turns lets so many conversions run at once as there are converters, and those
// that somebody waits for with a number given before those made for the screen.
// Waiting here and not at the converter, a document's own time begins when its
// conversion does: what another one took is never counted against it.
type turns struct {
	mu     sync.Mutex
	free   int
	urgent []chan struct{}
	others []chan struct{}
}

// take waits for a turn. The error is the context's.
func (t *turns) take(ctx context.Context, urgent bool) error {
	t.mu.Lock()
	if t.free > 0 {
		t.free--
		t.mu.Unlock()
		return nil
	}
	mine := make(chan struct{}, 1)
	line := &t.others
	if urgent {
		line = &t.urgent
	}
	*line = append(*line, mine)
	t.mu.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
		t.leave(line, mine)
		return ctx.Err()
	}
}

// leave takes somebody out of the line; a turn given meanwhile goes on.
func (t *turns) leave(line *[]chan struct{}, mine chan struct{}) {
	t.mu.Lock()
	for i, one := range *line {
		if one == mine {
			*line = append((*line)[:i:i], (*line)[i+1:]...)
			t.mu.Unlock()
			return
		}
	}
	t.mu.Unlock()
	t.give()
}

// give ends a turn and begins the next.
func (t *turns) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, line := range []*[]chan struct{}{&t.urgent, &t.others} {
		if len(*line) > 0 {
			(*line)[0] <- struct{}{}
			*line = (*line)[1:]
			return
		}
	}
	t.free++
}
