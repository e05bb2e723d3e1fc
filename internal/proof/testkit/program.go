package testkit

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var buildProgram = sync.OnceValues(func() (string, error) {
	_, here, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(here), "..", "..", "..")
	dir, err := os.MkdirTemp("", "trinhky-program-*")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "trinhky")
	build := exec.CommandContext(context.Background(), "go", "build", "-o", binary, ".")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return binary, nil
})

// Program is one running process of the product.
type Program struct {
	t    testing.TB
	name string
	args []string
	env  []string
	cmd  *exec.Cmd
	done chan struct{}
	mu   sync.Mutex
	out  strings.Builder
	URL  string // of the API, empty for a worker
}

// NewProgram builds the program and describes a process of it. Nothing runs
// before Start. The environment is the given one alone, apart from PATH and HOME.
func NewProgram(t testing.TB, env map[string]string, args ...string) *Program {
	t.Helper()
	p := &Program{t: t, name: strings.Join(args, " "), args: args}
	for k, v := range env {
		p.env = append(p.env, k+"="+v)
	}
	for _, k := range []string{"PATH", "HOME", "TMPDIR"} {
		if v, ok := os.LookupEnv(k); ok {
			p.env = append(p.env, k+"="+v)
		}
	}
	if addr := env["TRINHKY_HTTP_ADDR"]; addr != "" {
		p.URL = "http://" + addr
	}
	t.Cleanup(func() {
		if p.cmd != nil {
			p.Kill()
		}
		if t.Failed() {
			t.Logf("output of trinhky %s:\n%s", p.name, p.tail())
		}
	})
	return p
}

// Start runs the process, again if need be.
func (p *Program) Start() {
	p.t.Helper()
	binary, err := buildProgram()
	require.NoError(p.t, err)
	cmd := exec.CommandContext(context.Background(), binary, p.args...)
	cmd.Env = p.env
	out, err := cmd.StdoutPipe()
	require.NoError(p.t, err)
	cmd.Stderr = cmd.Stdout
	require.NoError(p.t, cmd.Start())
	done := make(chan struct{})
	p.cmd, p.done = cmd, done
	go func() {
		defer close(done)
		lines := bufio.NewReader(out)
		for {
			line, err := lines.ReadString('\n')
			p.mu.Lock()
			p.out.WriteString(line)
			p.mu.Unlock()
			if err != nil {
				break
			}
		}
		_ = cmd.Wait() // killed or stopped: the test says what it expects
	}()
}

// Output is all the process has printed so far.
func (p *Program) Output() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.String()
}

func (p *Program) tail() string {
	out := p.Output()
	if len(out) > 8000 {
		out = "…" + out[len(out)-8000:]
	}
	return out
}

// Kill ends the process with SIGKILL.
func (p *Program) Kill() {
	p.t.Helper()
	_ = p.cmd.Process.Kill() // it may have ended by itself
	<-p.done
}

// Freeze stops the process where it is; Thaw lets it go on.
func (p *Program) Freeze() { p.signal(syscall.SIGSTOP) }

// Thaw lets a frozen process go on.
func (p *Program) Thaw() { p.signal(syscall.SIGCONT) }

func (p *Program) signal(s syscall.Signal) {
	p.t.Helper()
	require.NoError(p.t, p.cmd.Process.Signal(s))
}

// Stop asks the process to end and requires that it does.
func (p *Program) Stop() {
	p.t.Helper()
	require.NoError(p.t, p.cmd.Process.Signal(os.Interrupt))
	select {
	case <-p.done:
	case <-time.After(40 * time.Second):
		require.Fail(p.t, "the program did not stop", p.tail())
	}
}

// Ready waits until the API says that it and every server it needs are ready.
func (p *Program) Ready() {
	p.t.Helper()
	require.Eventually(p.t, func() bool { return p.get("/readyz") == http.StatusOK }, 90*time.Second, 100*time.Millisecond, p.tail())
}

// Alive waits until the API answers at all.
func (p *Program) Alive() {
	p.t.Helper()
	require.Eventually(p.t, func() bool { return p.get("/healthz") == http.StatusOK }, 60*time.Second, 100*time.Millisecond, p.tail())
}

func (p *Program) get(path string) int {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.URL+path, nil)
	require.NoError(p.t, err)
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return 0
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
	return resp.StatusCode
}

// FreeAddr is a loopback address nobody listens on.
func FreeAddr(t testing.TB) string {
	t.Helper()
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	addr := l.Addr().String()
	require.NoError(t, l.Close())
	return addr
}
