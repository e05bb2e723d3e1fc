package local

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// product is the program itself: migrations first, then api and worker in one
// process. What it prints for people (how to sign in) goes to a file of its
// own beside its log, which Announcements returns.
func (s *Stack) product() *server {
	return &server{
		name:  Product,
		title: "trinhky",
		ports: map[string]int{"service": s.opts.port(productPort), "figures": s.opts.port(metricsPort)},
		prepare: func(ctx context.Context) error {
			cmd := exec.CommandContext(ctx, s.opts.bin("trinhky"), "migrate")
			cmd.Dir = s.opts.Root
			cmd.Env = s.ProductEnv()
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("migrate: %w\n%s", err, out)
			}
			return nil
		},
		command: func(ctx context.Context) (*exec.Cmd, error) {
			cmd := exec.CommandContext(ctx, s.opts.bin("trinhky"), "all")
			cmd.Dir = s.opts.Root
			cmd.Env = s.ProductEnv()
			return cmd, nil
		},
		memory: 2 << 30,
		settle: func(ctx context.Context) error {
			cmd := exec.CommandContext(ctx, s.opts.bin("trinhky"), "promote")
			cmd.Dir = s.opts.Root
			cmd.Env = s.ProductEnv()
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("promote: %w\n%s", err, out)
			}
			return nil
		},
		out:       s.announcementFile(),
		healthy:   httpHealth("http://" + s.opts.address(productPort) + "/readyz"),
		stop:      syscall.SIGTERM,
		stopTime:  60 * time.Second,
		startTime: 5 * time.Minute, // the first start fills the demo organisation
	}
}

func (s *Stack) announcementFile() string { return s.dir("log", "trinhky.out") }

// Announcements returns what the program printed for people since its start, and
// forgets it: a password that is printed once must not lie in a file.
func (s *Stack) Announcements() (string, error) {
	data, err := os.ReadFile(s.announcementFile())
	if err != nil {
		return "", err
	}
	return string(data), os.Truncate(s.announcementFile(), 0)
}

// ProductEnv is the environment the program runs in: the servers' small one,
// the settings the person made, and over them where this instance's servers are.
func (s *Stack) ProductEnv() []string {
	env := s.serverEnv(s.opts.InstanceDir())
	ours := s.Environment()
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		_, replaced := ours[strings.TrimSuffix(name, "_FILE")]
		// Where traces go is told by OpenTelemetry's own variables.
		if (strings.HasPrefix(name, "TRINHKY_") || strings.HasPrefix(name, "OTEL_")) && !replaced {
			env = append(env, pair)
		}
	}
	for name, value := range ours {
		env = append(env, name+"="+value)
	}
	return env
}
