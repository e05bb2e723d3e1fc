package local

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Names of the servers, as Start, Stop and Kill take them.
const (
	Postgres       = "postgres"
	EnginePostgres = "engine-postgres"
	Temporal       = "temporal"
	Minio          = "minio"
	Standin        = "versitygw"
	Gotenberg      = "gotenberg"
	Product        = "trinhky"
)

// A server is one process of the stack.
type server struct {
	name  string
	title string
	// ports by what they serve, each checked to be free before the start.
	ports map[string]int
	// prepare makes the server's files; it is run before every start and
	// changes nothing the second time.
	prepare func(context.Context) error
	// command names the process; its context never ends, for servers outlive
	// whoever started them.
	command func(context.Context) (*exec.Cmd, error)
	// memory is what each of its processes may fill with data of its own, in
	// bytes: one that wants more ends, and the machine goes on. PostgreSQL, whose
	// memory is shared and set apart, has no such limit (0).
	memory uint64
	// out, where set, takes the standard output apart from the log.
	out     string
	healthy func(context.Context) error
	// settle runs once the server is healthy (databases, schemas); like
	// prepare it may be repeated.
	settle func(context.Context) error
	// stop asks for an orderly end, within stopTime.
	stop     syscall.Signal
	stopTime time.Duration
	// startTime is how long the server may take to become healthy.
	startTime time.Duration
}

// prlimit, of every Debian, sets a limit and becomes the program it limits.
const prlimit = "/usr/bin/prlimit"

// Stack is one instance of all servers.
type Stack struct {
	opts     Options
	secrets  secrets
	servers  []*server
	progress io.Writer
}

// Open prepares the folder of an instance; it starts nothing. Progress lines
// go to out.
func Open(o Options, out io.Writer) (*Stack, error) {
	for _, dir := range []string{o.binDir(), o.InstanceDir(), filepath.Join(o.InstanceDir(), "log"), filepath.Join(o.InstanceDir(), "pid")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, fmt.Errorf("%w (was an earlier start made by another user? remove the folder, or choose another with TRINHKY_LOCAL_DIR)", err)
		}
	}
	s := &Stack{opts: o, progress: out}
	var err error
	if s.secrets, err = loadSecrets(filepath.Join(o.InstanceDir(), "secrets")); err != nil {
		return nil, err
	}
	s.servers = []*server{s.postgres(), s.temporal(), s.minio(), s.gotenberg()}
	switch o.Kind {
	case Test:
		s.servers = append(s.servers, s.standin())
	case Faults:
		s.servers = slices.Insert(s.servers, 0, s.enginePostgres())
	case Run:
	}
	return s, nil
}

// AddProduct lets the stack run the program itself, as the last server.
func (s *Stack) AddProduct() { s.servers = append(s.servers, s.product()) }

// Up starts every server that does not run, in order, each only when the one
// before is healthy, and writes the environment file. It reports whether it
// started any.
func (s *Stack) Up(ctx context.Context) (started bool, err error) {
	unlock, err := lock(filepath.Join(s.opts.InstanceDir(), "lock"))
	if err != nil {
		return false, err
	}
	defer unlock()
	for _, srv := range s.servers {
		if _, running := s.process(srv); !running {
			if err := s.portsFree(ctx, srv); err != nil {
				return false, err
			}
		}
	}
	if err := s.writeEnv(); err != nil {
		return false, err
	}
	for _, srv := range s.servers {
		fresh, err := s.start(ctx, srv)
		started = started || fresh
		if err != nil {
			return started, err
		}
	}
	return started, nil
}

// Start starts one server by name and waits until it is healthy. A server that
// runs already is left alone.
func (s *Stack) Start(ctx context.Context, name string) error {
	srv, err := s.find(name)
	if err != nil {
		return err
	}
	_, err = s.start(ctx, srv)
	return err
}

// Down stops every server in the reverse order of starting.
func (s *Stack) Down(ctx context.Context) error {
	unlock, err := lock(filepath.Join(s.opts.InstanceDir(), "lock"))
	if err != nil {
		return err
	}
	defer unlock()
	var errs []error
	for _, srv := range slices.Backward(s.servers) {
		errs = append(errs, s.stop(ctx, srv))
	}
	return errors.Join(errs...)
}

// Stop ends one server by name in an orderly way.
func (s *Stack) Stop(ctx context.Context, name string) error {
	srv, err := s.find(name)
	if err != nil {
		return err
	}
	return s.stop(ctx, srv)
}

// Kill ends one server and all processes it started with SIGKILL, as a crash
// would, and returns when they are gone. Start brings it back.
func (s *Stack) Kill(ctx context.Context, name string) error {
	srv, err := s.find(name)
	if err != nil {
		return err
	}
	p, running := s.process(srv)
	if !running {
		return fmt.Errorf("%s is not running", srv.title)
	}
	if err := kill(ctx, p.family()); err != nil {
		return err
	}
	return os.Remove(s.pidFile(srv))
}

// Freeze stops one server and all processes it started where they are, as a
// machine does that hangs; Thaw lets them go on.
func (s *Stack) Freeze(name string) error { return s.signal(name, syscall.SIGSTOP) }

// Thaw lets a frozen server go on.
func (s *Stack) Thaw(name string) error { return s.signal(name, syscall.SIGCONT) }

func (s *Stack) signal(name string, signal syscall.Signal) error {
	srv, err := s.find(name)
	if err != nil {
		return err
	}
	p, running := s.process(srv)
	if !running {
		return fmt.Errorf("%s is not running", srv.title)
	}
	for _, member := range p.family() {
		// One that ended meanwhile is of no interest.
		if err := syscall.Kill(member.pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("%s: signal process %d: %w", srv.title, member.pid, err)
		}
	}
	return nil
}

// Status is what Stack.Status says of one server.
type Status struct {
	Name, Title, Address, Log string
	Pid                       int
	Running                   bool
	// Fault is why a running server is not healthy.
	Fault error
}

// Status reports every server, in order of starting.
func (s *Stack) Status(ctx context.Context) []Status {
	all := make([]Status, 0, len(s.servers))
	for _, srv := range s.servers {
		p, running := s.process(srv)
		st := Status{Name: srv.name, Title: srv.title, Address: srv.address(), Log: s.logFile(srv), Pid: p.pid, Running: running}
		if running {
			ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
			st.Fault = srv.healthy(ctx)
			cancel()
		}
		all = append(all, st)
	}
	return all
}

// Watch returns when ctx ends (nil) or the program itself has ended (an
// error). Another server that ends is reported once with the end of its log;
// the rest goes on, and the program waits for it to come back.
func (s *Stack) Watch(ctx context.Context) error {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	gone := map[string]bool{}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		for _, srv := range s.servers {
			_, running := s.process(srv)
			switch {
			case running && gone[srv.name]:
				s.say(srv, "is back")
			case !running && !gone[srv.name]:
				if srv.name == Product {
					return fmt.Errorf("%s has ended.\n  %s", srv.title, tail(s.logFile(srv)))
				}
				s.say(srv, "HAS ENDED. Start it again with: %s start %s\n  %s", s.opts.bin("stack"), srv.name, tail(s.logFile(srv)))
			}
			gone[srv.name] = !running
		}
	}
}

func (s *Stack) start(ctx context.Context, srv *server) (fresh bool, err error) {
	if _, running := s.process(srv); running {
		if err := wait(ctx, srv.startTime, srv.healthy); err != nil {
			return false, fmt.Errorf("%s runs but is not healthy: %w\n  %s", srv.title, err, tail(s.logFile(srv)))
		}
		s.say(srv, "already running on %s", srv.address())
		return false, nil
	}
	began := time.Now()
	s.say(srv, "starting …")
	// A server that was just killed may hold its port a moment longer.
	if err := wait(ctx, 5*time.Second, func(ctx context.Context) error { return s.portsFree(ctx, srv) }); err != nil {
		return false, err
	}
	if err := srv.prepare(ctx); err != nil {
		return false, fmt.Errorf("%s: %w", srv.title, err)
	}
	cmd, err := srv.command(context.WithoutCancel(ctx))
	if err != nil {
		return false, fmt.Errorf("%s: %w", srv.title, err)
	}
	if srv.memory > 0 {
		cmd.Path, cmd.Args = prlimit, slices.Concat([]string{prlimit, fmt.Sprintf("--data=%d", srv.memory), "--", cmd.Path}, cmd.Args[1:])
	}
	p, err := spawn(cmd, s.logFile(srv), srv.out, s.pidFile(srv))
	if err != nil {
		return false, fmt.Errorf("%s: %w\n  %s", srv.title, err, tail(s.logFile(srv)))
	}
	err = wait(ctx, srv.startTime, func(ctx context.Context) error {
		if !p.alive() {
			return finalError{errors.New("it ended while starting")}
		}
		return srv.healthy(ctx)
	})
	if err != nil {
		return true, fmt.Errorf("%s did not become healthy: %w\n  %s", srv.title, err, tail(s.logFile(srv)))
	}
	if srv.settle != nil {
		if err := srv.settle(ctx); err != nil {
			return true, fmt.Errorf("%s: %w", srv.title, err)
		}
	}
	s.say(srv, "ready on %s, %.1f s", srv.address(), time.Since(began).Seconds())
	return true, nil
}

func (s *Stack) stop(ctx context.Context, srv *server) error {
	p, running := s.process(srv)
	if !running {
		return nil
	}
	family := p.family()
	s.say(srv, "stopping …")
	if err := syscall.Kill(p.pid, srv.stop); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("%s: stop process %d: %w", srv.title, p.pid, err)
	}
	err := wait(ctx, srv.stopTime, func(context.Context) error {
		if p.alive() {
			return errors.New("still running")
		}
		return nil
	})
	if err != nil {
		s.say(srv, "did not stop in %s and is killed", srv.stopTime)
	}
	// What an ended server left behind must not hold its ports and files.
	if err := kill(ctx, family); err != nil {
		return fmt.Errorf("%s: %w", srv.title, err)
	}
	s.say(srv, "stopped")
	return os.Remove(s.pidFile(srv))
}

func (s *Stack) find(name string) (*server, error) {
	names := make([]string, 0, len(s.servers))
	for _, srv := range s.servers {
		if srv.name == name {
			return srv, nil
		}
		names = append(names, srv.name)
	}
	return nil, fmt.Errorf("no server %q; there are %s", name, strings.Join(names, ", "))
}

func (s *Stack) process(srv *server) (process, bool) { return readPid(s.pidFile(srv)) }

func (s *Stack) dir(parts ...string) string {
	return filepath.Join(append([]string{s.opts.InstanceDir()}, parts...)...)
}

func (s *Stack) pidFile(srv *server) string { return s.dir("pid", srv.name) }

func (s *Stack) logFile(srv *server) string { return s.dir("log", srv.name+".log") }

func (s *Stack) say(srv *server, format string, args ...any) {
	fmt.Fprintf(s.progress, "  %-11s %s\n", srv.title, fmt.Sprintf(format, args...))
}

func (srv *server) address() string { return fmt.Sprintf("127.0.0.1:%d", srv.ports["service"]) }

func (s *Stack) portsFree(ctx context.Context, srv *server) error {
	var config net.ListenConfig
	for what, port := range srv.ports {
		l, err := config.Listen(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			return fmt.Errorf("%s cannot have its port %d (%s): %w. Stop the program that holds it, or move all ports of this copy: TRINHKY_PORT_OFFSET=%d", srv.title, port, what, err, s.opts.Offset+offsetStep)
		}
		if err := l.Close(); err != nil {
			return err
		}
	}
	return nil
}

// lock keeps two orchestrators from working on one folder at once; the kernel
// frees it when the process ends.
func lock(file string) (unlock func(), err error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", file, err), f.Close())
	}
	return func() { _ = f.Close() }, nil
}
