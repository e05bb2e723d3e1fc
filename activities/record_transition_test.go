package activities_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/workflows/flow"
)

// record runs the activity as a worker does, and returns what it logged.
func (h *hands) record(t route.Transition) (route.Recorded, []byte) {
	h.t.Helper()
	var logged bytes.Buffer
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.NewJSONHandler(&logged, &slog.HandlerOptions{Level: slog.LevelWarn}))))
	suite.SetContextPropagators([]workflow.ContextPropagator{flow.RequestPropagator()})
	header, err := converter.GetDefaultDataConverter().ToPayload("7KQ2M-X9TRD")
	require.NoError(h.t, err)
	suite.SetHeader(&commonpb.Header{Fields: map[string]*commonpb.Payload{"request": header}})
	answer, err := suite.NewTestActivityEnvironment().ExecuteLocalActivity(h.RecordTransition, t)
	require.NoError(h.t, err)
	var recorded route.Recorded
	require.NoError(h.t, answer.Get(&recorded))
	return recorded, logged.Bytes()
}

// behind is a route whose newest act is on record while the route stands before it.
func (h *hands) behind() (j *testkit.Journey, onRecord route.Transition) {
	h.t.Helper()
	j = testkit.NewJourney(h.t, h.db.Store, h.c, testkit.Draft(h.t, h.db.Store, h.c)).UpTo(route.StepReview)
	before := j.Route
	before.Steps = append([]route.Step(nil), j.Route.Steps...)
	onRecord = j.Transition(h.c.Chief, route.ActReview)
	recorded, logged := h.record(onRecord)
	require.Equal(h.t, route.Recorded{}, recorded)
	require.Empty(h.t, logged)
	j.Route = before
	return j, onRecord
}

func (h *hands) standing(documentID string) *route.OnRecord {
	h.t.Helper()
	standing, err := h.db.Store.OnRecord(context.Background(), documentID)
	require.NoError(h.t, err)
	return &standing
}

func TestAnActInAPlaceThatAnotherHasIsAnsweredWithTheStandingAndLoggedExactly(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	j, first := h.behind()
	other := j.Transition(h.c.Chief, route.ActReturn)
	recorded, logged := h.record(other)
	require.Equal(t, route.Recorded{OnRecord: h.standing(j.Doc.ID)}, recorded)
	require.Equal(t, first.Seq, recorded.OnRecord.Route.Seq)

	var line map[string]any
	require.NoError(t, json.Unmarshal(logged, &line), "one line")
	for name, want := range map[string]any{
		"level": "ERROR", "document": j.Doc.ID, "seq": float64(first.Seq), "recorded_event": "reviewed", "recorded_token": first.Token,
		"arriving_event": "returned", "arriving_token": other.Token, "request_id": "7KQ2M-X9TRD",
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
	require.Equal(t, route.Recorded{
		Already: true, Receipt: &route.Receipt{DocumentID: j.Doc.ID, Seq: first.Seq, State: domain.DocumentOnRoute}, OnRecord: h.standing(j.Doc.ID),
	}, recorded)
	require.Empty(t, logged, "a repeat is nothing to worry about")

	recorded, _ = h.record(first)
	require.Equal(t, route.Recorded{Already: true}, recorded, "the very same is on record, as the route has it")
}
