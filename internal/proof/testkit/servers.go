// Package testkit gives tests real servers, factories and a clock.
package testkit

import (
	"context"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/deploy/local"
)

// Servers are the addresses and credentials of the test servers, in the form
// the program's own configuration takes them.
type Servers struct {
	// DatabaseURL is the database trinhky; its role may create databases, and
	// a test that writes makes one of its own.
	DatabaseURL       string
	TemporalAddr      string
	TemporalNamespace string
	S3Endpoint        string
	// StandinEndpoint is a second S3 server, of another make, with the same keys.
	StandinEndpoint string
	S3AccessKey     string
	S3SecretKey     string
	GotenbergURL    string
	// Env holds the same and the rest by name of variable, to start the program with.
	Env map[string]string
}

var readServers = sync.OnceValues(func() (Servers, error) {
	opts, err := local.FromEnvironment(local.Test)
	if err != nil {
		return Servers{}, err
	}
	env, err := local.ReadEnv(opts.EnvFile())
	if err != nil {
		return Servers{}, err
	}
	return Servers{
		DatabaseURL:       env["TRINHKY_DATABASE_URL"],
		TemporalAddr:      env["TRINHKY_TEMPORAL_ADDR"],
		TemporalNamespace: env["TRINHKY_TEMPORAL_NAMESPACE"],
		S3Endpoint:        env["TRINHKY_S3_ENDPOINT"],
		StandinEndpoint:   env["TRINHKY_TEST_STANDIN_ENDPOINT"],
		S3AccessKey:       env["TRINHKY_S3_ACCESS_KEY"],
		S3SecretKey:       env["TRINHKY_S3_SECRET_KEY"],
		GotenbergURL:      env["TRINHKY_GOTENBERG_URL"],
		Env:               env,
	}, nil
})

// RealServers returns where the test servers are. A test that needs them fails
// where they have not been started: a skipped test proves nothing.
func RealServers(t testing.TB) Servers {
	t.Helper()
	servers, err := readServers()
	require.NoError(t, err, "the test servers have not been started: run make test, or make test-servers once and then go test")
	return servers
}

// ServerControl kills and restarts single test servers, by the names of
// package local (local.Postgres, local.Temporal, …).
type ServerControl struct {
	t     testing.TB
	stack *local.Stack
}

// ControlServers gives a test power over the servers all tests share, so it
// belongs only in a package that make test runs alone. Every server runs again
// when the test ends.
func ControlServers(t testing.TB) ServerControl {
	t.Helper()
	RealServers(t)
	opts, err := local.FromEnvironment(local.Test)
	require.NoError(t, err)
	stack, err := local.Open(opts, io.Discard)
	require.NoError(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
		defer cancel()
		_, err := stack.Up(ctx)
		require.NoError(t, err, "bring the test servers back")
	})
	return ServerControl{t, stack}
}

// Kill ends a server and everything it started with SIGKILL and returns when
// it is gone.
func (c ServerControl) Kill(name string) {
	c.t.Helper()
	require.NoError(c.t, c.stack.Kill(c.t.Context(), name))
}

// Start brings a server back and returns when it is healthy.
func (c ServerControl) Start(name string) {
	c.t.Helper()
	require.NoError(c.t, c.stack.Start(c.t.Context(), name))
}
