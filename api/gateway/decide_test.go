package gateway_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/intake"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/regulation"
	"trinhky/internal/requestid"
	"trinhky/internal/route"
	"trinhky/workflows"
)

func TestD1ToD8EveryDecisionOfARouteIsRecordedInItsOrderAndTheDocumentIssued(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	var number *domain.IssuedNumber
	for i, cmd := range s.way(doc) {
		receipt := s.act(cmd)
		require.Equal(t, i+1, receipt.Seq, cmd.Act)
		require.Equal(t, doc.ID, receipt.DocumentID)
		require.False(t, receipt.Pending)
		number = receipt.Number
	}
	require.Equal(t, 1, number.Number)
	require.Equal(t, "UBND-NV", number.Notation)

	s.eventually("issued", func() bool { return s.dossier(doc).Document.State == domain.DocumentIssued })
	d := s.dossier(doc)
	var events []domain.Event
	for i, h := range d.History {
		require.Equal(t, i+1, h.Seq)
		events = append(events, h.Event)
	}
	require.Equal(t, []domain.Event{
		route.EventSubmitted, route.EventCleared, route.EventFormatPassed, route.EventOpinionGiven, route.EventReviewed, route.EventSigned,
		route.EventNumbered, route.EventIssued,
	}, events)
	require.True(t, number.Date.Equal(d.Document.Number.Date))
	number.Date = d.Document.Number.Date
	require.Equal(t, *number, *d.Document.Number)
	require.Equal(t, s.rules.Policy.Version, d.Document.PolicyVersion)
	require.Equal(t, s.rules.Policy.SHA256, d.Document.PolicySHA256)
	require.Empty(t, d.Refusals)
	for _, held := range d.Clocks {
		require.NotNil(t, held.To, "nobody's clock runs any more: %s", held.StepKey)
	}
	for _, sha := range []string{d.Document.IssuedDocxSHA, d.Document.IssuedPDFSHA} {
		_, err := s.files.Stat(context.Background(), sha)
		require.NoError(t, err)
	}
	s.eventually("the workflow ends", func() bool {
		_, status := s.run(workflows.DocumentRouteID(doc.ID))
		return status == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED
	})
}

func TestTheSameFormSentManyTimesAtOnceIsOneDecisionWithOneAnswer(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	way := s.way(doc)
	for seq, cmd := range way[:3] {
		receipts := make([]route.Receipt, 10)
		faults := make([]error, len(receipts))
		var all sync.WaitGroup
		for i := range receipts {
			all.Go(func() { receipts[i], faults[i] = s.Decide(context.Background(), cmd) })
		}
		all.Wait()
		for i := range receipts {
			require.NoError(t, faults[i], cmd.Act)
			require.Equal(t, receipts[0], receipts[i], cmd.Act)
			require.Equal(t, seq+1, receipts[i].Seq)
		}
	}
	d := s.dossier(doc)
	require.Len(t, d.History, 3)
	require.Empty(t, d.Refusals)
}

func TestAFormSentAgainGetsItsFirstAnswerWhateverHasHappenedSince(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	stop := s.working()
	doc := s.draft()
	submit := form(doc, s.c.Drafter, route.ActSubmit, func(c *route.Command) { c.VersionID = doc.Version.ID })
	clear := form(doc, s.c.Head, route.ActClear)
	back := form(doc, s.c.Checker, route.ActReturn)
	submitted, cleared, returned := s.act(submit), s.act(clear), s.act(back)

	// Another version lies there now, and other workers run.
	s.newVersion(doc)
	stop()
	s.working()
	require.Equal(t, submitted, s.act(submit))
	require.Equal(t, cleared, s.act(clear))

	// The route is over.
	s.act(form(doc, s.c.Drafter, route.ActWithdraw))
	s.eventually("the workflow ends", func() bool {
		_, status := s.run(workflows.DocumentRouteID(doc.ID))
		return status == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED
	})
	require.Equal(t, submitted, s.act(submit))
	require.Equal(t, cleared, s.act(clear))
	require.Equal(t, returned, s.act(back))
	d := s.dossier(doc)
	require.Len(t, d.History, 4)
	require.Empty(t, d.Refusals)
}

func TestAFormSentWhileNoWorkerRunsIsDecidedOnceWhenOneComes(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	doc := s.draft()
	submit := form(doc, s.c.Drafter, route.ActSubmit)
	hurry, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_, err := s.Decide(hurry, submit)
	known(t, err, domain.ErrUnavailable, "decision.unconfirmed")
	require.Empty(t, s.dossier(doc).History)

	stop := s.working()
	first := s.act(submit)
	require.Equal(t, 1, first.Seq)
	stop()
	clear := form(doc, s.c.Head, route.ActClear)
	answer := make(chan error, 1)
	go func() {
		_, err := s.Decide(context.Background(), clear)
		answer <- err
	}()
	s.working()
	require.NoError(t, <-answer)
	require.Equal(t, 2, s.act(clear).Seq)
	require.Len(t, s.dossier(doc).History, 2)
}

func TestD9AnActBeforeItsTurnIsRefusedWithItsClauseAndLeavesOneRow(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	s.act(form(doc, s.c.Drafter, route.ActSubmit))
	began := time.Now().UTC().Add(-time.Second)
	sign := form(doc, s.c.ViceChair, route.ActSign, func(c *route.Command) { c.Door = domain.DoorAPI })
	refusal := s.refused(sign)
	require.Equal(t, domain.RefusedOutOfOrder, refusal.Code)
	require.Equal(t, regulation.ClauseOrder, refusal.ClauseID)
	require.Equal(t, route.KeySignature, refusal.StepAttempted)
	require.Equal(t, route.KeyClearance, refusal.StepDue)
	require.Equal(t, s.c.ViceChair.PersonID, refusal.PersonID)
	require.Equal(t, s.c.Leadership.ID, refusal.UnitID)
	require.Equal(t, domain.DoorAPI, refusal.Door)
	require.WithinRange(t, refusal.At, began, time.Now().UTC().Add(time.Second))
	require.Equal(t, refusal.ID, s.refused(sign).ID, "the same form again is the same refusal")

	rows := s.dossier(doc).Refusals
	require.Len(t, rows, 1)
	refusal.At, rows[0].At = refusal.At.Truncate(time.Microsecond), rows[0].At.Truncate(time.Microsecond)
	require.Equal(t, refusal, rows[0])
	tracked, _, err := s.db.Store.OutOfOrder(context.Background(), route.TrackingFilter{Now: time.Now().UTC()})
	require.NoError(t, err)
	require.Len(t, tracked, 1)
	require.Equal(t, domain.DocumentRef(doc.ID), tracked[0].Refusal.Case)

	require.Equal(t, domain.RefusedOutOfOrder, s.refused(form(doc, s.c.ViceChair, route.ActSign)).Code, "another try is another row")
	require.Len(t, s.dossier(doc).Refusals, 2)
	require.Len(t, s.dossier(doc).History, 1, "and none of them is history")
}

func TestAnActOnADraftIsRefusedAndRecordedAndStartsNothing(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	for name, c := range map[string]struct {
		act  domain.Act
		who  domain.Actor
		code domain.RefusalCode
	}{
		"signed":    {route.ActSign, s.c.ViceChair, domain.RefusedOutOfOrder},
		"reviewed":  {route.ActReview, s.c.Chief, domain.RefusedOutOfOrder},
		"cleared":   {route.ActClear, s.c.Head, domain.RefusedOutOfOrder},
		"numbered":  {route.ActIssue, s.c.Clerk, domain.RefusedOutOfOrder},
		"withdrawn": {route.ActWithdraw, s.c.Drafter, domain.RefusedNotSubmitted},
		"of others": {route.ActSign, s.c.Chair, domain.RefusedNotYours},
	} {
		doc := s.draft()
		refusal := s.refused(form(doc, c.who, c.act))
		require.Equal(t, c.code, refusal.Code, name)
		if c.code == domain.RefusedOutOfOrder {
			require.Equal(t, route.KeyDrafting, refusal.StepDue, name)
		}
		rows := s.dossier(doc).Refusals
		require.Len(t, rows, 1, name)
		require.Equal(t, c.act, rows[0].Act, name)
		require.Empty(t, s.dossier(doc).History, name)
		s.noWorkflow(doc)
	}
}

func TestADraftWhoseFactsAreNotCompleteStillAnswersAnActOnIt(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	doc := s.draft(func(f *intake.Facts) { f.Sectors = []string{"noi-vu", "vu-tru"} })
	_, err := s.Decide(context.Background(), form(doc, s.c.Drafter, route.ActSubmit))
	known(t, err, domain.ErrInvalid, "plan.invalid")
	require.Equal(t, domain.RefusedNotYours, s.refused(form(doc, s.c.ViceChair, route.ActSign)).Code)
	s.noWorkflow(doc)
}

func TestARefusedFirstSubmissionLeavesNoWorkflow(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	require.Equal(t, domain.RefusedNotYours, s.refused(form(doc, s.c.Head, route.ActSubmit)).Code)
	s.noWorkflow(doc)
	old := doc.Version.ID
	s.newVersion(doc)
	refusal := s.refused(form(doc, s.c.Drafter, route.ActSubmit, func(c *route.Command) { c.VersionID = old }))
	require.Equal(t, domain.RefusedVersionChanged, refusal.Code)
	require.Equal(t, regulation.ClauseChanged, refusal.ClauseID)
	s.noWorkflow(doc)
	require.Len(t, s.dossier(doc).Refusals, 1, "a stale page of one's own is no attempt")
	stale := func(c *route.Command) { c.VersionID = old }
	require.Equal(t, domain.RefusedVersionChanged, s.refused(form(doc, s.c.Head, route.ActSubmit, stale)).Code)
	require.Len(t, s.dossier(doc).Refusals, 2, "somebody else's is, whatever page they read")
	require.Equal(t, domain.DocumentDraft, s.dossier(doc).Document.State)

	s.act(form(doc, s.c.Drafter, route.ActSubmit))
	require.Equal(t, domain.DocumentOnRoute, s.dossier(doc).Document.State, "and stands in nobody's way")
}

func TestAFormThatIsNotWholeIsNoAttemptOnAPersonsRecord(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	s.act(form(doc, s.c.Drafter, route.ActSubmit))
	blank := func(c *route.Command) { c.Text = "  " }
	require.Equal(t, domain.RefusedReasonMissing, s.refused(form(doc, s.c.Head, route.ActReturn, blank)).Code)
	require.Equal(t, domain.RefusedVersionChanged, s.refused(form(doc, s.c.Head, route.ActClear, func(c *route.Command) { c.VersionID = uuid.NewString() })).Code)
	require.Empty(t, s.dossier(doc).Refusals)
	require.Equal(t, domain.RefusedOutOfOrder, s.refused(form(doc, s.c.Chief, route.ActReview, blank)).Code, "out of order stays what it is")
	require.Len(t, s.dossier(doc).Refusals, 1)
}

func TestNd30Article11ANewVersionAfterAReturnVoidsTheApprovalsOfTheOldOne(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	for _, cmd := range s.way(doc)[:4] {
		s.act(cmd)
	}
	s.act(form(doc, s.c.Chief, route.ActReturn))
	old := doc.Version.ID
	v2 := s.newVersion(doc)
	refusal := s.refused(form(doc, s.c.Drafter, route.ActSubmit, func(c *route.Command) { c.VersionID = old }))
	require.Equal(t, domain.RefusedVersionChanged, refusal.Code, "the version that is submitted is the newest")
	s.act(form(doc, s.c.Drafter, route.ActSubmit, func(c *route.Command) { c.VersionID = v2.ID }))

	r := s.dossier(doc).Route
	require.Equal(t, v2.ID, r.VersionID)
	states := map[string][]route.StepState{}
	for _, step := range r.Steps {
		states[step.Key] = append(states[step.Key], step.State)
	}
	require.Equal(t, []route.StepState{route.StepVoided, route.StepOpen}, states[route.KeyClearance])
	require.Equal(t, []route.StepState{route.StepVoided, route.StepWaiting}, states[route.KeyFormat])
	require.Equal(t, []route.StepState{route.StepReturned, route.StepWaiting}, states[string(route.StepReview)])
	require.Equal(t, []route.StepState{route.StepDone}, states["consultation:TCKH"], "an opinion stands")

	refusal = s.refused(form(doc, s.c.Head, route.ActClear, func(c *route.Command) { c.VersionID = old }))
	require.Equal(t, domain.RefusedVersionChanged, refusal.Code, "nobody approves what they have not read")
}

func TestWhoMayNotSeeADossierLearnsNothingOfItAndTheOfficeLearnsOfThem(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	draft, r, over := s.draft(), s.draft(), s.draft()
	submit := form(over, s.c.Drafter, route.ActSubmit)
	s.act(submit)
	s.act(form(over, s.c.Drafter, route.ActWithdraw))
	s.act(form(r, s.c.Drafter, route.ActSubmit))

	_, nothing := s.Decide(context.Background(), form(domain.Document{ID: uuid.NewString()}, s.c.JusticeHead, route.ActClear))
	known(t, nothing, domain.ErrNotFound, "storage.not_found")
	for name, doc := range map[string]domain.Document{"a draft": draft, "on its route": r, "over": over} {
		for _, who := range []domain.Actor{s.c.JusticeHead, s.c.ConsultedHead} {
			for _, act := range []domain.Act{route.ActSubmit, route.ActClear, route.ActGiveOpinion, route.ActReturn, route.ActWithdraw} {
				_, err := s.Decide(context.Background(), form(doc, who, act, func(c *route.Command) { c.VersionID = uuid.NewString() }))
				require.Error(t, err, "%s %s", name, act)
				known(t, err, domain.ErrNotFound, "storage.not_found")
			}
		}
		require.Len(t, s.dossier(doc).Refusals, 10, name)
	}
	// Nor by the token of somebody else's form.
	stolen := submit
	stolen.Actor, stolen.Act = s.c.JusticeHead, route.ActClear
	_, err := s.Decide(context.Background(), stolen)
	known(t, err, domain.ErrNotFound, "storage.not_found")
}

func TestAFormWithoutATokenIsNotTaken(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	doc := s.draft()
	_, err := s.Decide(context.Background(), form(doc, s.c.Drafter, route.ActSubmit, func(c *route.Command) { c.Token = "" }))
	known(t, err, domain.ErrInvalid, "decision.token")
	require.Empty(t, s.dossier(doc).Refusals)
}

func TestWhileTemporalIsAwayAnActIsToldSoAndNothingIsLost(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	nobody, err := client.NewLazyClient(client.Options{HostPort: testkit.FreeAddr(t), Namespace: "nowhere", Logger: testkit.Quiet()})
	require.NoError(t, err)
	t.Cleanup(nobody.Close)
	away := s.at(nobody)
	doc := s.draft()
	for _, cmd := range s.way(doc)[:2] {
		began := time.Now()
		_, err := away.Decide(context.Background(), cmd)
		known(t, err, domain.ErrUnavailable, "decision.unconfirmed")
		require.Less(t, time.Since(began), 20*time.Second, "nobody waits longer")
		require.Empty(t, s.dossier(doc).Refusals)
		s.act(cmd) // the same form, once it is back
	}
	require.Len(t, s.dossier(doc).History, 2)
	known(t, away.RequestPreview(context.Background(), doc.Version.SHA256), domain.ErrUnavailable, "preview.unavailable")
	require.Error(t, away.Ready(context.Background()))
	require.NoError(t, s.Ready(context.Background()))
}

// A person quotes the request; the record says what it did.
func TestARequestIsFoundOnTheTransitionOfItsActAndOnNoOther(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	for i, cmd := range s.way(doc) {
		ctx := context.Background()
		if i > 0 { // one that comes from elsewhere names no request
			ctx = requestid.With(ctx, fmt.Sprintf("ACT0%d-00000", i))
		}
		_, err := s.Decide(ctx, cmd)
		require.NoError(t, err)
	}
	s.eventually("the document is issued", func() bool { return s.dossier(doc).Document.State == domain.DocumentIssued })
	rows, err := s.db.Raw.Query("SELECT event, coalesce(request_id, '') FROM transitions WHERE case_id = $1 ORDER BY seq", doc.ID)
	require.NoError(t, err)
	defer rows.Close()
	var found []string
	for rows.Next() {
		var event, request string
		require.NoError(t, rows.Scan(&event, &request))
		found = append(found, event+" "+request)
	}
	require.NoError(t, rows.Err())
	require.Equal(t, []string{
		"submitted ", "cleared ACT01-00000", "format_confirmed ACT02-00000", "opinion_given ACT03-00000", "reviewed ACT04-00000",
		"signed ACT05-00000", "numbered ACT06-00000", "issued ",
	}, found)
}

func TestTheRequestThatBeganARouteIsNotThatOfWhatTheRouteDoesByItself(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	faulty := docxgen.LetterDraft()
	faulty.Motto.Text = "Độc lập – Tự do – Hạnh phúc"
	up := intake.Upload{FileName: "288.docx", Body: s.letter(faulty)}
	doc, _, err := s.intake.Draft(context.Background(), s.c.Drafter, uuid.NewString(), up, nil)
	require.NoError(t, err)
	_, err = s.Decide(requestid.With(context.Background(), "BEGIN-00000"), form(doc, s.c.Drafter, route.ActSubmit))
	require.NoError(t, err)
	_, err = s.Decide(requestid.With(context.Background(), "CLEAR-00000"), form(doc, s.c.Head, route.ActClear))
	require.NoError(t, err)
	s.eventually("the check turns it away", func() bool { return s.dossier(doc).Document.State == domain.DocumentReturned })
	var requests string
	require.NoError(t, s.db.Raw.QueryRow(
		"SELECT string_agg(event || ' ' || coalesce(request_id, ''), ', ' ORDER BY seq) FROM transitions WHERE case_id = $1", doc.ID,
	).Scan(&requests))
	require.Equal(t, "submitted BEGIN-00000, cleared CLEAR-00000, format_failed ", requests)
}
