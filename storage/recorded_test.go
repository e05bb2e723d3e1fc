package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

// forgotten is a document whose newest act is on record while the route stands
// before it: the engine was lost between the two.
func forgotten(t *testing.T, db testkit.DB, c testkit.Committee, act func(j *testkit.Journey) route.Transition) (*testkit.Journey, route.Transition) {
	t.Helper()
	j := journey(t, db, c).UpTo(route.StepReview)
	before := j.Route
	before.Steps = append([]route.Step(nil), j.Route.Steps...)
	recorded := act(j)
	j.Record(recorded)
	j.Route = before
	return j, recorded
}

func reviewed(c testkit.Committee) func(j *testkit.Journey) route.Transition {
	return func(j *testkit.Journey) route.Transition { return j.Transition(c.Chief, route.ActReview) }
}

func TestAnotherActInARecordedPlaceIsRefusedAndNamesBoth(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j, first := forgotten(t, db, c, reviewed(c))
	other := j.Transition(c.Chief, route.ActReturn)
	require.Equal(t, first.Seq, other.Seq)
	before := everyRow(t, db)
	_, err := db.Store.RecordTransition(context.Background(), other)
	hasCode(t, err, domain.ErrConflict)
	var clash *route.OtherAct
	require.ErrorAs(t, err, &clash)
	require.Equal(t, route.OtherAct{
		DocumentID: j.Doc.ID, Seq: first.Seq,
		Recorded: route.ActMark{Event: route.EventReviewed, Token: first.Token},
		Arriving: route.ActMark{Event: route.EventReturned, Token: other.Token},
	}, *clash)
	for _, exact := range []string{j.Doc.ID, "transition 5", "reviewed", first.Token, "returned", other.Token} {
		require.ErrorContains(t, err, exact)
	}
	require.Equal(t, before, everyRow(t, db))
}

func TestTheSameActOfAnotherFormInARecordedPlaceIsNoRepeat(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j, _ := forgotten(t, db, c, reviewed(c))
	_, err := db.Store.RecordTransition(context.Background(), j.Transition(c.Chief, route.ActReview))
	var clash *route.OtherAct
	require.ErrorAs(t, err, &clash)
}

func TestAnEventOfTheSystemInThePlaceOfAnActIsNoRepeat(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j, first := forgotten(t, db, c, reviewed(c))
	reminder := route.Transition{
		DocumentID: j.Doc.ID, Seq: first.Seq, Event: route.EventReminded, StepKey: first.StepKey, Round: first.Round,
		Door: domain.DoorSystem, At: first.At, State: domain.DocumentOnRoute,
	}
	_, err := db.Store.RecordTransition(context.Background(), reminder)
	var clash *route.OtherAct
	require.ErrorAs(t, err, &clash)
	require.Equal(t, route.ActMark{Event: route.EventReminded}, clash.Arriving)
}

// A form that the engine hands out anew, after a worker was lost, has another
// time: the record keeps the first, and says so.
func TestTheSameFormAtAnotherTimeGetsTheReceiptOfTheFirst(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j, first := forgotten(t, db, c, reviewed(c))
	again := j.Transition(c.Chief, route.ActReview, func(cmd *route.Command) { cmd.Token = first.Token })
	require.NotEqual(t, first.At, again.At)
	before := everyRow(t, db)
	require.Equal(t, route.Recorded{
		Already: true, Receipt: &route.Receipt{DocumentID: j.Doc.ID, Seq: first.Seq, State: domain.DocumentOnRoute},
	}, j.Record(again))
	require.Equal(t, before, everyRow(t, db))
}

func TestAFormThatIsOnRecordElsewhereGetsTheReceiptOfTheFirst(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c)
	first := j.Transition(c.Drafter, route.ActSubmit)
	j.Record(first)
	j.Act(c.Head, route.ActReturn)
	again := j.Transition(c.Drafter, route.ActSubmit, func(cmd *route.Command) { cmd.Token = first.Token })
	require.Equal(t, route.EventResubmitted, again.Event)
	before := everyRow(t, db)
	require.Equal(t, route.Recorded{
		Already: true, Receipt: &route.Receipt{DocumentID: j.Doc.ID, Seq: 1, State: domain.DocumentOnRoute},
	}, j.Record(again))
	require.Equal(t, before, everyRow(t, db))
}

func TestAFormSentAgainWithAnotherActGetsTheReceiptOfItsFirst(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j, first := forgotten(t, db, c, reviewed(c))
	again := j.Transition(c.Chief, route.ActReturn, func(cmd *route.Command) { cmd.Token = first.Token })
	before := everyRow(t, db)
	require.Equal(t, &route.Receipt{DocumentID: j.Doc.ID, Seq: first.Seq, State: domain.DocumentOnRoute}, j.Record(again).Receipt)
	require.Equal(t, before, everyRow(t, db))
}

func TestAReceiptOfTheFirstTimeBearsItsNumber(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepIssue)
	issue := j.Transition(c.Clerk, route.ActIssue)
	number := j.Record(issue).Number
	issue.At = issue.At.Add(time.Second)
	again := j.Record(issue)
	require.Equal(t, number, again.Number)
	require.Equal(t, number, again.Receipt.Number)
}

func TestWhereADocumentStandsIsReadFromItsRecord(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c).UpTo(route.StepIssue)
	on, err := db.Store.OnRecord(ctx, j.Doc.ID)
	require.NoError(t, err)
	require.Equal(t, domain.DocumentOnRoute, on.Route.State)
	require.Equal(t, j.Doc.Notation, on.Notation)
	require.Nil(t, on.Number)
	number := j.Act(c.Clerk, route.ActIssue).Number
	on, err = db.Store.OnRecord(ctx, j.Doc.ID)
	require.NoError(t, err)
	r, err := db.Store.Route(ctx, j.Doc.ID)
	require.NoError(t, err)
	require.Equal(t, route.OnRecord{Route: r, Notation: j.Doc.Notation, Number: number}, on)
	require.Equal(t, j.Route.Seq, on.Route.Seq)
	_, err = db.Store.OnRecord(ctx, "00000000-0000-0000-0000-00000000000a")
	hasCode(t, err, domain.ErrNotFound)
}
