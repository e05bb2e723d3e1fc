package faults

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
)

// A new build of the worker takes over from an old one in the middle of routes:
// first beside it and promoted, then without a word, when the old one is simply
// gone. Nothing is lost, doubled or stuck.
func TestANewBuildTakesOverInTheMiddleOfRoutes(t *testing.T) {
	y := open(t)
	p := y.people()
	current := func() string {
		described, err := y.engine.WorkerDeploymentClient().GetHandle("trinhky").Describe(t.Context(), client.WorkerDeploymentDescribeOptions{})
		if err != nil || described.Info.RoutingConfig.CurrentVersion == nil {
			return ""
		}
		return described.Info.RoutingConfig.CurrentVersion.BuildID
	}
	require.NotEmpty(t, current(), "the first build promotes itself")
	stop := make(chan struct{})
	wait := p.busy(atOnce, rand.New(rand.NewPCG(*seed, 1)), stop)
	for _, build := range []string{"second", "third"} {
		y.in.Env["TRINHKY_BUILD"] = build
		next := y.in.Process("worker")
		next.Start()
		promote := y.in.Process("promote")
		promote.Start()
		y.eventually(time.Minute, build+" becomes the current build", func() bool { return current() == build })
		y.worker.Stop()
		y.worker = next
	}
	// The next one is only started; nobody promotes it.
	y.in.Env["TRINHKY_BUILD"] = "fourth"
	y.worker.Kill()
	y.worker = y.in.Process("worker")
	y.worker.Start()
	y.eventually(4*time.Minute, "the fourth takes the place of one whose workers are gone", func() bool { return current() == "fourth" })
	close(stop)
	wait()
	y.settled(p, 2*time.Minute)
	y.check(p)
}
