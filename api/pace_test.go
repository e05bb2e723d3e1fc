package api

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
)

func TestTheTimeForABodyGrowsWithWhatHasCome(t *testing.T) {
	t.Parallel()
	var due []time.Time
	p := &paced{
		body:     io.NopCloser(iotest.OneByteReader(strings.NewReader("abc"))),
		deadline: func(at time.Time) error { due = append(due, at); return nil },
		grace:    time.Minute, least: 2,
	}
	_, err := io.ReadAll(p)
	require.NoError(t, err)
	require.Len(t, due, 5)
	for i := range 4 {
		require.Equal(t, time.Minute+time.Duration(i)*time.Second/2, due[i].Sub(p.began), "two bytes a second after a minute")
	}
	require.Zero(t, due[4], "once it has come, no time runs")
	p = &paced{body: io.NopCloser(strings.NewReader("abc")), deadline: func(time.Time) error { return http.ErrNotSupported }, least: 1}
	all, err := io.ReadAll(p)
	require.NoError(t, err)
	require.Equal(t, "abc", string(all))
}

func TestABodyThatOnlyDripsIsCutOff(t *testing.T) {
	t.Parallel()
	fault := make(chan error, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connection := http.NewResponseController(w)
		_, err := io.ReadAll(&paced{body: r.Body, deadline: connection.SetReadDeadline, grace: 100 * time.Millisecond, least: 1 << 20})
		fault <- err
		if err != nil {
			w.WriteHeader(http.StatusRequestTimeout)
		}
	}))
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	require.NoError(t, err)
	defer conn.Close()
	_, err = fmt.Fprint(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\ndrip")
	require.NoError(t, err)
	var known *domain.Error
	require.True(t, errors.As(<-fault, &known))
	require.Equal(t, domain.ErrSlow, known.Code)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.Equal(t, http.StatusRequestTimeout, answer.StatusCode)
}
