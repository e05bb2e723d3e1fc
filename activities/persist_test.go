package activities_test

import (
	"bytes"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"trinhky/activities"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/storage"
)

// failing runs the activity as the engine does and returns how it is told to go on
// and what was logged.
func (h *hands) failing(t route.Transition) (failure *temporal.ApplicationError, logged string) {
	h.t.Helper()
	var out bytes.Buffer
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelWarn}))))
	env := suite.NewTestActivityEnvironment()
	env.RegisterActivity(h.RecordTransition)
	_, err := env.ExecuteActivity(h.RecordTransition, t)
	require.ErrorAs(h.t, err, &failure)
	return failure, out.String()
}

func TestAWriteThatTheDatabaseRefusesIsToldApartLoudAndNeverGivenUp(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	j := testkit.NewJourney(h.t, h.db.Store, h.c, testkit.Draft(h.t, h.db.Store, h.c))
	impossible := j.Transition(h.c.Drafter, route.ActSubmit)
	impossible.PersonID = uuid.NewString() // no such person
	failure, logged := h.failing(impossible)
	require.Equal(t, activities.RefusedForGood, failure.Type())
	require.False(t, failure.NonRetryable())
	require.Equal(t, 5*time.Minute, failure.NextRetryDelay(), "without haste")
	require.Contains(t, logged, "level=ERROR")
	require.Contains(t, logged, j.Doc.ID)
	require.Contains(t, logged, "foreign key")
}

func TestAWriteForWhichTheDatabaseIsAwayIsTriedAgainSoon(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	j := testkit.NewJourney(h.t, h.db.Store, h.c, testkit.Draft(h.t, h.db.Store, h.c))
	submission := j.Transition(h.c.Drafter, route.ActSubmit)
	away, err := storage.Open(t.Context(), h.db.URL)
	require.NoError(t, err)
	away.Close()
	h.Store = away
	failure, logged := h.failing(submission)
	require.NotEqual(t, activities.RefusedForGood, failure.Type())
	require.Zero(t, failure.NextRetryDelay())
	require.NotContains(t, logged, "refused for good")
}
