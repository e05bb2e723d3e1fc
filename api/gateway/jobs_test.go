package gateway_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/api/gateway"
	"trinhky/internal/domain"
)

func TestTheOperatorSeesWhatWaitsForTheConverterAndDropsACopy(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	ctx := context.Background()
	first := s.draft().Version.SHA256 // which asks for the copy
	second := notStored()
	require.NoError(t, s.RequestPreview(ctx, second))
	jobs := func() (of map[string]gateway.Job) {
		list, err := s.Jobs(ctx)
		require.NoError(t, err)
		of = map[string]gateway.Job{}
		for _, j := range list {
			of[j.ID] = j
		}
		return of
	}
	s.eventually("both wait", func() bool { return len(jobs()) == 2 })
	require.Equal(t, gateway.JobCopy, jobs()[first].Kind)
	require.False(t, jobs()[first].Running, "nobody works")

	known(t, s.DropCopy(ctx, strings.Repeat("cd", 32)), domain.ErrNotFound, "preview.no_job")
	require.NoError(t, s.DropCopy(ctx, second))
	s.eventually("one waits", func() bool { return len(jobs()) == 1 })
	require.Contains(t, jobs(), first)
	known(t, s.RequestPreview(ctx, second), domain.ErrUnsupported, "preview.refused")

	s.working()
	s.eventually("none waits", func() bool { return len(jobs()) == 0 })
	_, made, err := s.db.Store.Preview(ctx, first)
	require.NoError(t, err)
	require.True(t, made, "the other one is made")
}

func TestTheOperatorSeesWhyACopyIsNotMade(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	sha := notStored()
	require.NoError(t, s.RequestPreview(context.Background(), sha))
	s.eventually("tried", func() bool {
		list, err := s.Jobs(context.Background())
		require.NoError(t, err)
		return len(list) == 1 && list[0].Try > 1 && strings.Contains(list[0].Failure, sha) && (list[0].Running || !list[0].Next.IsZero())
	})
	require.NoError(t, s.DropCopy(context.Background(), sha))
}

// notStored is the hash of a file of the test's own that no store has: the engine,
// which all tests share, remembers every copy it was asked for.
func notStored() string { return strings.ReplaceAll(uuid.NewString()+uuid.NewString(), "-", "") }
