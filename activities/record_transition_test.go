package activities_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
)

// record runs the activity as a worker does, and returns what it logged.
func (h *hands) record(t domain.Transition) (domain.Recorded, []byte) {
	h.t.Helper()
	var logged bytes.Buffer
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.NewJSONHandler(&logged, &slog.HandlerOptions{Level: slog.LevelWarn}))))
	answer, err := suite.NewTestActivityEnvironment().ExecuteLocalActivity(h.RecordTransition, t)
	require.NoError(h.t, err)
	var recorded domain.Recorded
	require.NoError(h.t, answer.Get(&recorded))
	return recorded, logged.Bytes()
}

// behind is a route whose newest act is on record while the route stands before it.
func (h *hands) behind() (j *testkit.Journey, onRecord domain.Transition) {
	h.t.Helper()
	j = testkit.NewJourney(h.t, h.db.Store, h.c, testkit.Draft(h.t, h.db.Store, h.c)).UpTo(domain.StepReview)
	before := j.Route
	before.Steps = append([]domain.Step(nil), j.Route.Steps...)
	onRecord = j.Transition(h.c.Chief, domain.ActReview)
	recorded, logged := h.record(onRecord)
	require.Equal(h.t, domain.Recorded{}, recorded)
	require.Empty(h.t, logged)
	j.Route = before
	return j, onRecord
}

func (h *hands) standing(documentID string) *domain.Standing {
	h.t.Helper()
	standing, err := h.db.Store.Standing(context.Background(), documentID)
	require.NoError(h.t, err)
	return &standing
}

func TestAnActInAPlaceThatAnotherHasIsAnsweredWithTheStandingAndLoggedExactly(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	j, first := h.behind()
	other := j.Transition(h.c.Chief, domain.ActReturn)
	recorded, logged := h.record(other)
	require.Equal(t, domain.Recorded{Standing: h.standing(j.Doc.ID)}, recorded)
	require.Equal(t, first.Seq, recorded.Standing.Route.Seq)

	var line map[string]any
	require.NoError(t, json.Unmarshal(logged, &line), "one line")
	for name, want := range map[string]any{
		"level": "ERROR", "document": j.Doc.ID, "seq": float64(first.Seq), "recorded_event": "reviewed", "recorded_token": first.Token,
		"arriving_event": "returned", "arriving_token": other.Token,
	} {
		require.Equal(t, want, line[name], name)
	}
}

func TestAFormOnRecordAtAnotherTimeIsAnsweredWithItsReceiptAndTheStanding(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	j, first := h.behind()
	again := first
	again.At = first.At.Add(time.Second)
	recorded, logged := h.record(again)
	require.Equal(t, domain.Recorded{
		Already: true, Receipt: &domain.Receipt{DocumentID: j.Doc.ID, Seq: first.Seq, State: domain.DocumentOnRoute}, Standing: h.standing(j.Doc.ID),
	}, recorded)
	require.Empty(t, logged, "a repeat is nothing to worry about")

	recorded, _ = h.record(first)
	require.Equal(t, domain.Recorded{Already: true}, recorded, "the very same is on record, as the route has it")
}
