package storage_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/storage"
)

func start(t *testing.T) (testkit.DB, testkit.Committee) {
	t.Helper()
	db := testkit.Database(t)
	return db, testkit.Organisation(t, db.Store)
}

func journey(t *testing.T, db testkit.DB, c testkit.Committee) *testkit.Journey {
	t.Helper()
	return testkit.NewJourney(t, db.Store, c, testkit.Draft(t, db.Store, c))
}

func hasCode(t *testing.T, err error, code domain.ErrorCode) {
	t.Helper()
	var known *domain.Error
	require.ErrorAs(t, err, &known)
	require.Equal(t, code, known.Code, err)
}

// everyRow is a picture of all that a recording writes.
func everyRow(t *testing.T, db testkit.DB) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, table := range []string{"transitions", "cases", "documents", "steps", "duties", "clocks", "notices", "numbers", "number_series", "issued_files"} {
		var rows string
		require.NoError(t, db.Raw.QueryRow("SELECT coalesce(string_agg(r::text, chr(10) ORDER BY r::text), '') FROM "+table+" r").Scan(&rows))
		all[table] = rows
	}
	return all
}

func TestAWholeRouteIsReadBackAsItWasRecorded(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepPublication)
	r, err := db.Store.Route(context.Background(), j.Doc.ID)
	require.NoError(t, err)
	require.Equal(t, j.Route, r)
}

func TestRecordingATransitionTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepIssue)
	t7 := j.Transition(c.Clerk, route.ActIssue)
	first := j.Record(t7)
	require.False(t, first.Already)
	require.Equal(t, &domain.IssuedNumber{
		Series: t7.Number.Series, Year: 2024, Number: 1, Notation: "UBND-NV", Date: time.Date(2024, 3, 5, 0, 0, 0, 0, calendar.ICT),
	}, first.Number)
	before := everyRow(t, db)
	again := j.Record(t7)
	require.True(t, again.Already)
	require.Equal(t, first.Number, again.Number, "the answer of the first time")
	require.Equal(t, before, everyRow(t, db))
}

func TestAnOlderTransitionRecordedAgainLeavesTheNewerAlone(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c)
	submission := j.Transition(c.Drafter, route.ActSubmit)
	j.Record(submission)
	j.Act(c.Head, route.ActClear)
	before := everyRow(t, db)
	require.True(t, j.Record(submission).Already)
	require.Equal(t, before, everyRow(t, db))
}

func TestOfManyRecordingsOfOneSeqExactlyOneHappens(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepIssue)
	issue := j.Transition(c.Clerk, route.ActIssue)
	var mu sync.Mutex
	var wg sync.WaitGroup
	firsts, answers := 0, map[int]bool{}
	for range 20 {
		wg.Go(func() {
			recorded, err := db.Store.RecordTransition(context.Background(), issue)
			mu.Lock()
			defer mu.Unlock()
			if err == nil && recorded.Number != nil {
				answers[recorded.Number.Number] = true
				if !recorded.Already {
					firsts++
				}
			}
		})
	}
	wg.Wait()
	require.Equal(t, 1, firsts)
	require.Equal(t, map[int]bool{1: true}, answers)
	var last int
	require.NoError(t, db.Raw.QueryRow("SELECT last FROM number_series").Scan(&last))
	require.Equal(t, 1, last, "the losers gave their numbers back")
}

func TestARecordThatSkipsATransitionIsRefusedWhole(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepClearance)
	before := everyRow(t, db)
	skipping := j.Transition(c.Head, route.ActClear)
	skipping.Seq++
	_, err := db.Store.RecordTransition(context.Background(), skipping)
	hasCode(t, err, domain.ErrConflict)
	require.Equal(t, before, everyRow(t, db))
}

func TestAClosedDocumentTakesNoTransition(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepReview)
	j.Act(c.Drafter, route.ActWithdraw)
	before := everyRow(t, db)
	_, err := db.Store.RecordTransition(context.Background(), route.Transition{
		DocumentID: j.Doc.ID, Seq: j.Route.Seq + 1, Event: route.EventReminded, Door: domain.DoorSystem, At: j.Now, State: domain.DocumentOnRoute,
	})
	hasCode(t, err, domain.ErrConflict)
	require.Equal(t, before, everyRow(t, db))
}

func TestATransitionOfAnUnknownDocumentIsInvalid(t *testing.T) {
	t.Parallel()
	db, _ := start(t)
	_, err := db.Store.RecordTransition(context.Background(), route.Transition{
		DocumentID: uuid.NewString(), Seq: 1, Event: route.EventReminded, Door: domain.DoorSystem, At: testkit.Morning, State: domain.DocumentOnRoute,
	})
	hasCode(t, err, domain.ErrInvalid)
}

func TestTheSubmissionBindsTheDocumentToItsPolicyAndVersion(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c)
	submission := j.Transition(c.Drafter, route.ActSubmit)
	j.Record(submission)
	doc, err := db.Store.Document(context.Background(), domain.Viewer{SeesAll: true}, j.Doc.ID)
	require.NoError(t, err)
	require.Equal(t, domain.DocumentOnRoute, doc.State)
	require.Equal(t, submission.At, *doc.SubmittedAt)
	require.Equal(t, submission.Policy.Version, doc.PolicyVersion)
	require.Equal(t, submission.Policy.SHA256, doc.PolicySHA256)
	require.Equal(t, j.Doc.Version, doc.Version)
}

func TestTheAnswerOfAnAcceptedFormIsFoundByItsToken(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c).UpTo(route.StepIssue)
	issue := j.Transition(c.Clerk, route.ActIssue)
	_, found, err := db.Store.TransitionByToken(ctx, j.Doc.ID, issue.Token)
	require.NoError(t, err)
	require.False(t, found)
	recorded := j.Record(issue)
	receipt, found, err := db.Store.TransitionByToken(ctx, j.Doc.ID, issue.Token)
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, route.Receipt{DocumentID: j.Doc.ID, Seq: issue.Seq, State: domain.DocumentNumbered, Number: recorded.Number}, receipt)
	_, found, err = db.Store.TransitionByToken(ctx, uuid.NewString(), issue.Token)
	require.NoError(t, err)
	require.False(t, found, "a token belongs to one document")
}

func TestATokenIsSpentOnce(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c)
	submission := j.Transition(c.Drafter, route.ActSubmit)
	j.Record(submission)
	clear := j.Transition(c.Head, route.ActClear, func(cmd *route.Command) { cmd.Token = submission.Token })
	before := everyRow(t, db)
	_, err := db.Store.RecordTransition(context.Background(), clear)
	hasCode(t, err, domain.ErrConflict)
	var clash *route.OtherAct
	require.False(t, errors.As(err, &clash), "its place is free, the form is somebody else's")
	require.Equal(t, before, everyRow(t, db))
}

func TestD10EveryMomentOfARouteBelongsToExactlyOneStage(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepReview)
	j.Act(c.Chief, route.ActReturn)
	j.Act(c.Drafter, route.ActSubmit)
	j.Act(c.Chief, route.ActReview)
	j.Act(c.ViceChair, route.ActSign)
	j.Act(c.Clerk, route.ActIssue)
	j.Record(j.Publication(testkit.Content(t, db.Store, "docx"), testkit.Content(t, db.Store, "pdf")))
	d, err := db.Store.Dossier(context.Background(), domain.Viewer{SeesAll: true}, j.Doc.ID, route.Whole("any"))
	require.NoError(t, err)
	units := make([]string, len(d.Clocks))
	for i, ran := range d.Clocks {
		units[i] = ran.UnitID
		require.NotNil(t, ran.To, "nobody's clock runs after the issue")
		if i > 0 {
			require.Equal(t, *d.Clocks[i-1].To, ran.From, "no gap and no overlap")
		}
	}
	waitingForServers := ""
	require.Equal(t, []string{c.Home.ID, c.Office.ID, c.Finance.ID, c.Office.ID, c.Home.ID, c.Office.ID, c.Leadership.ID, c.Office.ID, waitingForServers}, units)
	require.Equal(t, *d.Document.SubmittedAt, d.Clocks[0].From)
	require.Equal(t, j.Now, *d.Clocks[len(units)-1].To)
}

func TestD10UnitsAskedSideBySideAreEachTimedByTheirOwnClock(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := testkit.NewJourney(t, db.Store, c, testkit.Draft(t, db.Store, c, func(d *domain.Document) {
		d.ConsultedUnits = []string{c.Finance.ID, c.Justice.ID}
	})).UpTo(route.StepConsultation)
	asked := j.Now
	j.Act(c.ConsultedHead, route.ActGiveOpinion)
	first := j.Now
	j.Now = j.Now.Add(3 * time.Hour)
	j.Act(c.JusticeHead, route.ActGiveOpinion)
	second := j.Now
	d, err := db.Store.Dossier(context.Background(), domain.Viewer{SeesAll: true}, j.Doc.ID, route.Whole("any"))
	require.NoError(t, err)
	ran := map[string]route.Clock{}
	for _, clock := range d.Clocks {
		ran[clock.StepKey] = clock
	}
	require.Equal(t, route.Clock{UnitID: c.Finance.ID, StepKey: "consultation:TCKH", Round: 1, From: asked, To: &first}, ran["consultation:TCKH"])
	require.Equal(t, route.Clock{UnitID: c.Justice.ID, StepKey: "consultation:TP", Round: 1, From: asked, To: &second}, ran["consultation:TP"],
		"who answers late does not make the other late")
}

func TestAClockGoesOnWhileItsHolderStays(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepClearance)
	step := *j.Route.Step("clearance")
	step.DueNoticed = true
	j.Record(route.Transition{
		DocumentID: j.Doc.ID, Seq: 2, Event: route.EventFellDue, StepKey: "clearance", Round: 1, Door: domain.DoorSystem, At: j.Now.Add(time.Hour),
		State: domain.DocumentOnRoute, Steps: []route.Step{step}, Duties: []domain.Duty{route.DutyOf(j.Route, step)},
	})
	d, err := db.Store.Dossier(context.Background(), domain.Viewer{SeesAll: true}, j.Doc.ID, route.Whole("any"))
	require.NoError(t, err)
	require.Equal(t, []route.Clock{{UnitID: c.Home.ID, StepKey: "clearance", Round: 1, From: *d.Document.SubmittedAt}}, d.Clocks)
	require.True(t, d.Route.Step("clearance").DueNoticed)
}

func TestThePublicationNoteShowsWhileTheFilesAreMade(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	note := func(id string) string {
		doc, err := db.Store.Document(ctx, domain.Viewer{SeesAll: true}, id)
		require.NoError(t, err)
		return doc.PublicationNote
	}
	j := journey(t, db, c).UpTo(route.StepIssue)
	require.NoError(t, db.Store.PublicationNote(ctx, j.Doc.ID, "publication.server_away"))
	require.Empty(t, note(j.Doc.ID), "not before the number")
	j.Act(c.Clerk, route.ActIssue)
	require.NoError(t, db.Store.PublicationNote(ctx, j.Doc.ID, "publication.server_away"))
	require.Equal(t, "publication.server_away", note(j.Doc.ID))
	j.Record(j.Publication(testkit.Content(t, db.Store, "docx"), testkit.Content(t, db.Store, "pdf")))
	require.Empty(t, note(j.Doc.ID))
	require.NoError(t, db.Store.PublicationNote(ctx, j.Doc.ID, "publication.failed"), "a late try of the old activity")
	require.Empty(t, note(j.Doc.ID))
}

func TestADatabaseThatIsAwayIsUnavailable(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c)
	submission := j.Transition(c.Drafter, route.ActSubmit)
	other, err := storage.Open(context.Background(), db.URL)
	require.NoError(t, err)
	other.Close()
	_, err = other.RecordTransition(context.Background(), submission)
	hasCode(t, err, domain.ErrUnavailable)
	_, err = other.Units(context.Background(), testkit.Morning)
	hasCode(t, err, domain.ErrUnavailable)
	_, err = storage.Open(context.Background(), "postgres://nobody:x@127.0.0.1:1/none?sslmode=disable&connect_timeout=2")
	hasCode(t, err, domain.ErrUnavailable)
}
