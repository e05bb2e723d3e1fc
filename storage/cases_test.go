package storage_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/storage"
)

// restarted makes the database look as if its server had been started anew since
// the routes were last held against their records.
func restarted(t *testing.T, db testkit.DB) {
	t.Helper()
	_, err := db.Raw.Exec("UPDATE number_watch SET checked_start = checked_start - interval '1 hour'")
	require.NoError(t, err)
}

func TestNoNumberIsGivenAfterAStartOfTheServerUntilThoseAnsweredAreChecked(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c).UpTo(route.StepIssue)
	restarted(t, db)
	checked, started, err := db.Store.NumbersChecked(ctx)
	require.NoError(t, err)
	require.False(t, checked)
	before := everyRow(t, db)
	issue := j.Transition(c.Clerk, route.ActIssue)
	_, err = db.Store.RecordTransition(ctx, issue)
	hasCode(t, err, domain.ErrUnavailable)
	require.Equal(t, before, everyRow(t, db), "and nothing of the act is written")
	require.NoError(t, db.Store.CheckNumbers(ctx, started.Add(-time.Hour)), "of a start before this one")
	checked, _, err = db.Store.NumbersChecked(ctx)
	require.NoError(t, err)
	require.False(t, checked)
	require.NoError(t, db.Store.CheckNumbers(ctx, started))
	require.Equal(t, 1, j.Record(issue).Number.Number)
}

func TestANumberAnsweredBeforeItsRecordWasLostIsKeptAndNotGivenAgain(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	lost := journey(t, db, c).UpTo(route.StepIssue)
	next := journey(t, db, c).UpTo(route.StepIssue)
	issue := lost.Transition(c.Clerk, route.ActIssue)
	issue.Number.Given = 288
	restarted(t, db)
	recorded := lost.Record(issue)
	require.Equal(t, 288, recorded.Number.Number, "even while no new number is given")
	_, started, err := db.Store.NumbersChecked(context.Background())
	require.NoError(t, err)
	require.NoError(t, db.Store.CheckNumbers(context.Background(), started))
	require.Equal(t, 289, next.Act(c.Clerk, route.ActIssue).Number.Number)
	require.Equal(t, recorded.Number, lost.Record(issue).Number, "recorded twice it is the same")
}

func TestARecordThatHasLostTransitionsSaysWhereItEnds(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepClearance)
	j.Transition(c.Head, route.ActClear) // made, and lost
	before := everyRow(t, db)
	_, err := db.Store.RecordTransition(context.Background(), j.Transition(c.Checker, route.ActConfirmFormat))
	var behind *route.RecordBehind
	require.True(t, errors.As(err, &behind), err)
	require.Equal(t, route.RecordBehind{DocumentID: j.Doc.ID, Has: 1, Arriving: 3}, *behind)
	require.Equal(t, before, everyRow(t, db))
}

func TestTheDoctorsListsNameWhatIsLeftBehindAndNothingElse(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	open, numbered, over := journey(t, db, c).UpTo(route.StepReview), journey(t, db, c).UpTo(route.StepPublication), journey(t, db, c).UpTo(route.StepReview)
	over.Act(c.Drafter, route.ActWithdraw)
	testkit.Draft(t, db.Store, c)

	var all []string
	for after := ""; ; {
		page, err := db.Store.OpenCases(ctx, domain.KindDocument, after)
		require.NoError(t, err)
		if len(page) == 0 {
			break
		}
		for _, one := range page {
			all = append(all, one.ID)
			after = one.ID
		}
	}
	require.ElementsMatch(t, []string{open.Doc.ID, numbered.Doc.ID}, all, "neither a draft nor what is over")

	waits, err := db.Store.UnpublishedDocuments(ctx, numbered.Now.Add(time.Hour), 10)
	require.NoError(t, err)
	require.Len(t, waits, 1)
	require.Equal(t, numbered.Doc.ID, waits[0].DocumentID)
	waits, err = db.Store.UnpublishedDocuments(ctx, numbered.Now.Add(-time.Hour), 10)
	require.NoError(t, err)
	require.Empty(t, waits, "one that has only just begun to wait is none")

	due := open.Route.Step("review").DueAt
	past, err := db.Store.DutiesPastAlarm(ctx, due.Add(time.Hour), 10)
	require.NoError(t, err)
	keys := map[string]string{}
	for _, w := range past {
		keys[w.CaseID] = w.Key
	}
	require.Equal(t, "review", keys[open.Doc.ID])
	past, err = db.Store.DutiesPastAlarm(ctx, open.Now, 10)
	require.NoError(t, err)
	require.Empty(t, past)

	stray := testkit.Content(t, db.Store, "nobody's")
	files, err := db.Store.FilesWithoutOwner(ctx, testkit.Morning.Add(time.Hour), 10)
	require.NoError(t, err)
	require.Equal(t, []storage.FileWithoutOwner{{SHA256: stray, RecordedAt: testkit.Morning}}, files)
	_, err = db.Store.BegunUnder(ctx, uuid.NewString())
	hasCode(t, err, domain.ErrNotFound)
}
