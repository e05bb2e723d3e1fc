package api

import (
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/internal/domain"
)

// A body that comes slower than the slowest line of an office is not waited for:
// each connection that only drips holds memory and a place.
const (
	paceGrace = 20 * time.Second // for a line that stalls, or a small body
	paceLeast = 8 << 10          // bytes a second
)

// paced is a body that has to keep coming. Its time is the machine's, for it
// bounds a connection.
type paced struct {
	body     io.ReadCloser
	deadline func(time.Time) error // of the connection; the zero time lifts it
	grace    time.Duration
	least    int64 // bytes a second
	began    time.Time
	read     int64
}

// keepsPace wraps the body of a request. Where the connection knows no deadline
// (a recorder of a test), nothing changes.
func keepsPace(c *gin.Context) {
	connection := http.NewResponseController(c.Writer)
	c.Request.Body = &paced{body: c.Request.Body, deadline: connection.SetReadDeadline, grace: paceGrace, least: paceLeast}
}

// Read returns a *domain.Error of code slow for a body that came too slowly.
func (p *paced) Read(b []byte) (int, error) {
	if p.began.IsZero() {
		p.began = time.Now()
	}
	due := p.began.Add(p.grace + time.Duration(p.read*int64(time.Second)/p.least))
	if err := p.deadline(due); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	n, err := p.body.Read(b)
	p.read += int64(n)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, &domain.Error{Code: domain.ErrSlow, Cause: err}
	case errors.Is(err, io.EOF):
		// The server goes on reading to learn whether the caller has left.
		_ = p.deadline(time.Time{}) // the worst is a connection that ends early
	}
	return n, err
}

func (p *paced) Close() error { return p.body.Close() }
