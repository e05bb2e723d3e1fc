package testkit

import (
	"io"
	"net"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// Proxy is a network between a program and a server that can be cut. While it is
// cut nothing passes and nothing is refused, as when a cable is pulled: what was
// connected hangs, and what connects anew hangs too.
type Proxy struct {
	Addr   string
	target string

	mu      sync.Mutex
	whole   chan struct{} // closed while nothing is cut
	closing chan struct{}
}

// NewProxy listens on an address of its own and passes everything to the target
// until the test ends.
func NewProxy(t testing.TB, target string) *Proxy {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	p := &Proxy{Addr: listener.Addr().String(), target: target, whole: make(chan struct{}), closing: make(chan struct{})}
	close(p.whole)
	var open sync.WaitGroup
	open.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() { p.pass(conn) })
		}
	})
	t.Cleanup(func() {
		close(p.closing)
		require.NoError(t, listener.Close())
		open.Wait()
	})
	return p
}

// Cut stops everything from passing.
func (p *Proxy) Cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.whole = make(chan struct{})
}

// Mend lets everything pass again.
func (p *Proxy) Mend() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.whole)
}

// wait blocks while the network is cut; false at the end of the test.
func (p *Proxy) wait() bool {
	p.mu.Lock()
	whole := p.whole
	p.mu.Unlock()
	select {
	case <-whole:
		return true
	case <-p.closing:
		return false
	}
}

func (p *Proxy) pass(client net.Conn) {
	defer func() { _ = client.Close() }() // whoever is left learns it from the other side
	if !p.wait() {
		return
	}
	server, err := net.Dial("tcp", p.target) //nolint:noctx // ends with the connection it stands for
	if err != nil {
		return
	}
	defer func() { _ = server.Close() }()
	ended := make(chan struct{}, 2)
	for _, way := range [][2]net.Conn{{client, server}, {server, client}} {
		go func() {
			defer func() { ended <- struct{}{} }()
			p.copy(way[1], way[0])
		}()
	}
	select {
	case <-ended:
	case <-p.closing:
	}
}

func (p *Proxy) copy(to io.Writer, from io.Reader) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if !p.wait() {
			return
		}
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
