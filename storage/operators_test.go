package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

func TestWhatIsStalledIsCountedAsTheOfficesListHasIt(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepReview)
	journey(t, db, c) // a draft waits for nobody
	due := j.Route.Step("review").DueAt
	for at, want := range map[time.Time]int{testkit.Morning: 0, due.AddDate(0, 1, 0): 1} {
		n, err := db.Store.CountStalled(context.Background(), at)
		require.NoError(t, err)
		require.Equal(t, want, n)
		rows, _, err := db.Store.Stalled(context.Background(), route.TrackingFilter{Now: at})
		require.NoError(t, err)
		require.Len(t, rows, want)
	}
}

func TestADocumentIsUnpublishedFromItsNumberToItsFiles(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	now := testkit.Morning.AddDate(0, 1, 0)
	waiting := func() (int, time.Time) {
		n, since, err := db.Store.Unpublished(context.Background(), now)
		require.NoError(t, err)
		return n, since
	}
	first := journey(t, db, c).UpTo(route.StepIssue)
	n, since := waiting()
	require.Zero(t, n)
	require.Equal(t, now, since, "nothing has waited")
	first.Act(c.Clerk, route.ActIssue)
	second := journey(t, db, c).UpTo(route.StepIssue)
	second.Now = second.Now.Add(time.Hour)
	second.Act(c.Clerk, route.ActIssue)
	n, since = waiting()
	require.Equal(t, 2, n)
	require.Equal(t, first.Now, since)
	first.Record(first.Publication(testkit.Content(t, db.Store, "docx"), testkit.Content(t, db.Store, "pdf")))
	n, since = waiting()
	require.Equal(t, 1, n)
	require.Equal(t, second.Now, since)
}
