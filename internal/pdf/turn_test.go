package pdf

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func (t *turns) waiting() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.urgent) + len(t.others)
}

func TestWhatIsIssuedGoesBeforeWhatIsRead(t *testing.T) {
	t.Parallel()
	line := &turns{free: 1}
	require.NoError(t, line.take(t.Context(), false))
	order := make(chan string, 4)
	queue := func(name string, urgent bool) {
		before := line.waiting()
		go func() {
			if line.take(context.Background(), urgent) == nil {
				order <- name
				line.give()
			}
		}()
		require.Eventually(t, func() bool { return line.waiting() == before+1 }, time.Minute, time.Millisecond)
	}
	queue("copy 1", false)
	queue("issue 1", true)
	queue("copy 2", false)
	queue("issue 2", true)
	line.give()
	for _, want := range []string{"issue 1", "issue 2", "copy 1", "copy 2"} {
		require.Equal(t, want, <-order)
	}
}

func TestWhoLeavesTheLineTakesNoTurnAway(t *testing.T) {
	t.Parallel()
	line := &turns{free: 1}
	require.NoError(t, line.take(t.Context(), true))
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan error, 1)
	go func() { left <- line.take(ctx, true) }()
	require.Eventually(t, func() bool { return line.waiting() == 1 }, time.Minute, time.Millisecond)
	leave()
	require.ErrorIs(t, <-left, context.Canceled)
	line.give()
	require.NoError(t, line.take(t.Context(), false), "the turn is there for the next")
	// Called and gone in the same moment: the turn goes on.
	gone := make(chan struct{}, 1)
	gone <- struct{}{}
	line.leave(&line.urgent, gone)
	require.NoError(t, line.take(t.Context(), false))
}

func TestOneConverterWorksOnOneDocumentAtATime(t *testing.T) {
	t.Parallel()
	for converters, want := range map[int]int{1: 1, 3: 3} {
		atOnce, most := make(chan struct{}, 10), make(chan int, 20)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			atOnce <- struct{}{}
			most <- len(atOnce)
			<-time.After(time.Millisecond)
			<-atOnce
			_, _ = io.WriteString(w, "%PDF-1.7")
		}))
		c, err := New(server.URL, nil, converters)
		require.NoError(t, err)
		done := make(chan error, 12)
		for range 12 {
			go func() { done <- c.Convert(context.Background(), strings.NewReader("PK"), io.Discard) }()
		}
		for range 12 {
			require.NoError(t, <-done)
			require.LessOrEqual(t, <-most, want)
		}
		server.Close()
	}
}

func TestTimeThatRanOutIsToldApartFromOtherFailures(t *testing.T) {
	t.Parallel()
	status := http.StatusInternalServerError
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(status)
	}))
	defer server.Close()
	c := client(t, server.URL)
	convert := func() error { return c.Convert(t.Context(), strings.NewReader("PK"), io.Discard) }
	err := convert()
	require.ErrorIs(t, err, ErrFailed)
	require.NotErrorIs(t, err, ErrTime)
	c.workTime = 0 // however short it was, it took all its time
	require.ErrorIs(t, convert(), ErrTime)
	status = http.StatusServiceUnavailable
	require.ErrorIs(t, convert(), ErrTime)
	status = http.StatusBadRequest
	require.NotErrorIs(t, convert(), ErrTime)
}

// A conversion that somebody left is ended with its LibreOffice, which may still be
// there when the next one begins.
func TestAConversionThatWasLeftIsNotCountedAgainstTheNext(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	hold := true
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if hold {
			close(arrived)
			<-r.Context().Done()
			return
		}
		w.WriteHeader(http.StatusInternalServerError)
	}))
	defer server.Close()
	c := client(t, server.URL)
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan error, 1)
	go func() { left <- c.Convert(ctx, strings.NewReader("PK"), io.Discard) }()
	<-arrived
	leave()
	require.ErrorIs(t, <-left, ErrAway)
	hold = false
	err := c.Convert(t.Context(), strings.NewReader("PK"), io.Discard)
	require.ErrorIs(t, err, ErrAway)
	require.NotErrorIs(t, err, ErrFailed)
	require.ErrorIs(t, c.Convert(t.Context(), strings.NewReader("PK"), io.Discard), ErrFailed, "the one after is")
}

func TestTheConverterEndsADocumentWhenItsTimeIsOver(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile("../../deploy/gotenberg/unoconverter")
	require.NoError(t, err)
	limit := regexp.MustCompile(`(?m)^LIMIT = (\d+)`).FindSubmatch(script)
	require.NotNil(t, limit)
	seconds, err := strconv.Atoi(string(limit[1]))
	require.NoError(t, err)
	require.Equal(t, workTime, time.Duration(seconds)*time.Second)
	require.Less(t, workTime, convertTime)
}
