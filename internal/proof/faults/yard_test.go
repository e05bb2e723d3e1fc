// Package faults takes servers away in the middle of routes: it kills them, stops
// them where they are, cuts them off and locks them, and then has a checker that
// is not the program look at what is left. It runs on servers of its own.
//
//	make faults ARGS="--kills 200 --seed 7 --longest 90s --outage 5m"
package faults

import (
	"database/sql"
	"flag"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"trinhky/deploy/local"
	"trinhky/internal/proof/testkit"
)

var (
	kills   = flag.Int("kills", 8, "how many processes are killed or stopped")
	seed    = flag.Uint64("seed", 1, "which of the random runs")
	longest = flag.Duration("longest", 6*time.Second, "how long a process is away at most")
	outage  = flag.Duration("outage", 45*time.Second, "how long the record is locked or cut off")
)

// Processes of the product, beside the servers of package local.
const (
	api    = "api"
	worker = "worker"
)

// yard is the product as an API and a worker process on servers of its own, with
// the worker's way to the record through a network that can be cut.
type yard struct {
	t       *testing.T
	in      *testkit.Installation
	stack   *local.Stack
	servers testkit.Servers
	api     *testkit.Program
	worker  *testkit.Program
	network *testkit.Proxy
	direct  string        // the record's address past the network
	record  *sql.DB       // past the program, and past the network
	engine  client.Client // past the program
}

func open(t *testing.T) *yard {
	t.Helper()
	y := &yard{t: t}
	y.servers, y.stack = testkit.OwnServers(t)
	y.in = testkit.NewInstallationOn(t, y.servers)
	y.in.Migrate()

	address, err := url.Parse(y.in.Env["TRINHKY_DATABASE_URL"])
	require.NoError(t, err)
	y.direct = address.String()
	y.record, err = sql.Open("pgx", y.direct)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, y.record.Close()) })

	y.network = testkit.NewProxy(t, address.Host)
	y.api = y.in.Process("api")
	address.Host = y.network.Addr
	y.in.Env["TRINHKY_DATABASE_URL"] = address.String()
	y.worker = y.in.Process("worker")

	y.worker.Start()
	y.api.Start()
	y.api.Ready()
	y.worker.DemoReady()
	y.engine, err = client.Dial(client.Options{HostPort: y.servers.TemporalAddr, Namespace: y.in.Env["TRINHKY_TEMPORAL_NAMESPACE"], Logger: testkit.Quiet()})
	require.NoError(t, err)
	t.Cleanup(y.engine.Close)
	return y
}

// kill ends a process without warning; revive brings it back.
func (y *yard) kill(name string) {
	y.t.Helper()
	switch name {
	case api:
		y.api.Kill()
	case worker:
		y.worker.Kill()
	default:
		require.NoError(y.t, y.stack.Kill(y.t.Context(), name))
	}
}

func (y *yard) revive(name string) {
	y.t.Helper()
	switch name {
	case api:
		y.api.Start()
	case worker:
		y.worker.Start()
	default:
		require.NoError(y.t, y.stack.Start(y.t.Context(), name))
	}
}

// freeze stops a process where it is; thaw lets it go on.
func (y *yard) freeze(name string) {
	y.t.Helper()
	switch name {
	case api:
		y.api.Freeze()
	case worker:
		y.worker.Freeze()
	default:
		require.NoError(y.t, y.stack.Freeze(name))
	}
}

func (y *yard) thaw(name string) {
	y.t.Helper()
	switch name {
	case api:
		y.api.Thaw()
	case worker:
		y.worker.Thaw()
	default:
		require.NoError(y.t, y.stack.Thaw(name))
	}
}

// eventually waits for what must come.
func (y *yard) eventually(within time.Duration, what string, condition func() bool) {
	y.t.Helper()
	require.Eventually(y.t, condition, within, 100*time.Millisecond, what)
}
