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

var readServers = sync.OnceValues(func() (Servers, error) { return serversOf(local.Test) })

func serversOf(kind local.Kind) (Servers, error) {
	opts, err := local.FromEnvironment(kind)
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
}

// RealServers returns where the test servers are. A test that needs them fails
// where they have not been started: a skipped test proves nothing.
func RealServers(t testing.TB) Servers {
	t.Helper()
	servers, err := readServers()
	require.NoError(t, err, "the test servers have not been started: run make test, or make test-servers once and then go test")
	return servers
}

// OwnServers are the servers of the fault suite, which no other test uses, and
// the power over them. Every server runs again when the test ends.
func OwnServers(t testing.TB) (Servers, *local.Stack) {
	t.Helper()
	servers, err := serversOf(local.Faults)
	require.NoError(t, err, "the servers of the fault suite have not been started: run make faults, or stack up -faults -detach once and then go test")
	opts, err := local.FromEnvironment(local.Faults)
	require.NoError(t, err)
	stack, err := local.Open(opts, io.Discard)
	require.NoError(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
		defer cancel()
		_, err := stack.Up(ctx)
		require.NoError(t, err, "bring the servers back")
	})
	return servers, stack
}
