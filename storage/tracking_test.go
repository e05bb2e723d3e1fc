package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

func TestD11AStepIsStalledPastItsDueTimeOrWithoutAnActForTooLong(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c).UpTo(route.StepReview)
	step := *j.Route.Step("review")
	require.True(t, step.IdleAt.Equal(step.DueAt) || step.IdleAt.Before(step.DueAt))
	at := func(now time.Time) []route.TrackingRow {
		rows, next, err := db.Store.Stalled(ctx, route.TrackingFilter{Now: now, StepKind: route.StepReview})
		require.NoError(t, err)
		require.Empty(t, next)
		return rows
	}
	require.Empty(t, at(step.IdleAt), "not at the moment itself")
	late := at(step.DueAt.Add(time.Second))
	require.Len(t, late, 1)
	require.Equal(t, route.TrackingRow{
		DocumentID: j.Doc.ID, Subject: j.Doc.Subject, Type: j.Doc.Type, Urgency: j.Doc.Urgency, UnitID: c.Office.ID, UnitName: c.Office.Name,
		Holders: []string{c.Chief.Name}, Step: step, Overdue: true, Idle: true,
	}, late[0])
	j.Act(c.Chief, route.ActReview)
	require.Empty(t, at(step.DueAt.Add(time.Second)), "somebody has acted")
}

func TestTheStalledListIsLongestFirstNarrowedAndKeepsItsPlace(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	for range 3 {
		journey(t, db, c).UpTo(route.StepClearance)
		journey(t, db, c).UpTo(route.StepConsultation)
	}
	now := testkit.Morning.AddDate(0, 2, 0)
	var last time.Time
	n, after := 0, ""
	for {
		rows, next, err := db.Store.Stalled(ctx, route.TrackingFilter{Now: now, Limit: 4, After: after})
		require.NoError(t, err)
		for _, r := range rows {
			at := r.Step.DueAt
			if r.Step.IdleAt.Before(at) {
				at = r.Step.IdleAt
			}
			require.False(t, at.Before(last))
			last = at
			n++
		}
		if after = next; after == "" {
			break
		}
	}
	require.Equal(t, 6, n)
	for filter, want := range map[route.TrackingFilter]int{
		{UnitID: c.Finance.ID}: 3, {StepKind: route.StepClearance}: 3, {UnitID: c.Finance.ID, StepKind: route.StepClearance}: 0,
		{From: now}: 0, {To: now}: 6, {From: testkit.Morning, To: now}: 6,
	} {
		filter.Now = now
		rows, _, err := db.Store.Stalled(ctx, filter)
		require.NoError(t, err)
		require.Len(t, rows, want, filter)
	}
}

func TestD9OnlyActsBeforeTheirTurnAreOnTheListOfThoseOutOfOrder(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c).UpTo(route.StepClearance)
	refuse := func(r domain.Refusal) domain.Refusal {
		t.Helper()
		recorded, err := db.Store.RecordRefusal(ctx, r)
		require.NoError(t, err)
		return recorded
	}
	early := domain.Refusal{
		Token: "form", Code: domain.RefusedOutOfOrder, ClauseID: "letter-4", Case: domain.DocumentRef(j.Doc.ID), PersonID: c.ViceChair.PersonID, UnitID: c.Leadership.ID,
		Act: route.ActSign, StepAttempted: "signature", StepDue: "clearance", Door: domain.DoorPage, At: testkit.Morning,
	}
	first := refuse(early)
	require.NotEmpty(t, first.ID)
	require.Equal(t, first, refuse(early), "the same form is one attempt")
	other := early
	other.Token, other.Code = "form 2", domain.RefusedNotYours
	refuse(other)
	paper := domain.Refusal{
		Code: domain.RefusedOutOfOrder, ClauseID: "letter-4", UnitID: c.Home.ID, Act: route.ActSign, Door: domain.DoorOutside, At: testkit.Morning.Add(time.Hour),
		Note: "Trình trực tiếp", EvidenceSHA: testkit.Content(t, db.Store, "scan"), RecordedBy: c.Chief.PersonID, Token: "form 3",
	}
	seen := refuse(paper)
	require.Equal(t, seen, refuse(paper), "also without a dossier")

	rows, next, err := db.Store.OutOfOrder(ctx, route.TrackingFilter{Limit: 1})
	require.NoError(t, err)
	require.Equal(t, []domain.OutOfOrderRow{{Refusal: seen, UnitName: c.Home.Name}}, rows)
	rows, next, err = db.Store.OutOfOrder(ctx, route.TrackingFilter{Limit: 1, After: next})
	require.NoError(t, err)
	require.Empty(t, next)
	require.Equal(t, []domain.OutOfOrderRow{{Refusal: first, Subject: j.Doc.Subject, UnitName: c.Leadership.Name, PersonName: c.ViceChair.Name}}, rows)
	for filter, want := range map[route.TrackingFilter]int{
		{UnitID: c.Home.ID}: 1, {StepKind: route.StepSignature}: 1, {From: testkit.Morning.Add(time.Minute)}: 1, {To: testkit.Morning.Add(time.Minute)}: 1, {UnitID: uuid.NewString()}: 0,
	} {
		rows, _, err := db.Store.OutOfOrder(ctx, filter)
		require.NoError(t, err)
		require.Len(t, rows, want, filter)
	}
	d, err := db.Store.Dossier(ctx, all, j.Doc.ID, route.Whole("any"))
	require.NoError(t, err)
	require.Len(t, d.Refusals, 2, "the dossier shows every refusal")
}
