package faults

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/deploy/local"
)

// atOnce is how many errands are under way at a time.
const atOnce = 6

// strike takes one or two processes away for a while.
type strike struct {
	victims []victim
}

type victim struct {
	name   string
	freeze bool // stopped where it is, and not killed
	away   time.Duration
}

// plan is the order of strikes that belongs to a seed: the same seed, the same
// strikes.
func plan(random *rand.Rand, kills int, longest time.Duration) []strike {
	names := []string{api, worker, local.Postgres, local.EnginePostgres, local.Temporal, local.Minio, local.Gotenberg}
	var strikes []strike
	for kills > 0 {
		order := random.Perm(len(names))
		var s strike
		for range min(kills, 1+random.IntN(3)/2) { // every third time two
			s.victims = append(s.victims, victim{
				name: names[order[len(s.victims)]], freeze: random.IntN(5) < 2,
				// Most are short; some are as long as they may be.
				away: time.Second + time.Duration(random.Int64N(int64(longest-time.Second)+1))/time.Duration(1+random.IntN(3)),
			})
		}
		kills -= len(s.victims)
		strikes = append(strikes, s)
	}
	return strikes
}

func (s strike) String() string {
	var parts []string
	for _, v := range s.victims {
		how := "killed"
		if v.freeze {
			how = "stopped"
		}
		parts = append(parts, v.name+" "+how+" for "+v.away.Round(100*time.Millisecond).String())
	}
	return strings.Join(parts, ", ")
}

func (y *yard) strike(s strike) {
	y.t.Helper()
	y.t.Log(s)
	var away sync.WaitGroup
	for _, v := range s.victims {
		if v.freeze {
			y.freeze(v.name)
		} else {
			y.kill(v.name)
		}
	}
	for _, v := range s.victims {
		away.Go(func() {
			<-time.After(v.away)
			if v.freeze {
				y.thaw(v.name)
			}
		})
	}
	away.Wait()
	// The engine before what stands on it.
	for _, name := range []string{local.EnginePostgres, local.Postgres, local.Minio, local.Gotenberg, local.Temporal, worker, api} {
		for _, v := range s.victims {
			if v.name == name && !v.freeze {
				y.revive(name)
			}
		}
	}
}

func TestTheSameSeedStrikesTheSame(t *testing.T) {
	t.Parallel()
	one := plan(rand.New(rand.NewPCG(7, 0)), 200, 90*time.Second)
	require.Equal(t, one, plan(rand.New(rand.NewPCG(7, 0)), 200, 90*time.Second))
	struck, pairs := 0, 0
	for _, s := range one {
		struck += len(s.victims)
		if len(s.victims) == 2 {
			pairs++
			require.NotEqual(t, s.victims[0].name, s.victims[1].name)
		}
		for _, v := range s.victims {
			require.GreaterOrEqual(t, v.away, time.Second)
			require.LessOrEqual(t, v.away, 90*time.Second)
		}
	}
	require.Equal(t, 200, struck)
	require.Positive(t, pairs)
}

// People work on; processes die without warning or hang, singly and two at a time,
// and come back. Afterwards every answered decision is on record once and no
// other, and every document stands where its acts left it.
func TestNothingIsLostDoubledOrStuckWhileProcessesDieAndHang(t *testing.T) {
	y := open(t)
	random := rand.New(rand.NewPCG(*seed, 0))
	strikes := plan(random, *kills, *longest)
	p := y.people()
	stop := make(chan struct{})
	wait := p.busy(atOnce, random, stop)
	for _, s := range strikes {
		<-time.After(time.Second + time.Duration(random.Int64N(int64(2*time.Second))))
		y.strike(s)
	}
	close(stop)
	y.api.Ready()
	wait()
	y.settled(p, 5*time.Minute)
	y.check(p)
	t.Logf("%d documents, %d decisions, %d strikes", len(p.errands), len(p.answered), len(strikes))
}
