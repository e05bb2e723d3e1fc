package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/route"
)

const day = 24 * time.Hour

func TestARouteGoesFromSubmissionToIssueInSevenDecisions(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.at(time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	s.at(3*time.Second, checker, route.ActConfirmFormat)
	s.at(4*time.Second, finance, route.ActGiveOpinion)
	s.at(5*time.Second, chief, route.ActReview)
	s.at(6*time.Second, vice, route.ActSign)
	s.at(7*time.Second, clerk, route.ActIssue)
	require.NoError(t, s.run())
	require.Equal(t, []domain.Event{
		route.EventSubmitted, route.EventCleared, route.EventFormatPassed, route.EventOpinionGiven, route.EventReviewed,
		route.EventSigned, route.EventNumbered, route.EventIssued,
	}, s.world.events())
	for i, tr := range s.world.recorded {
		require.Equal(t, i+1, tr.Seq)
	}
	first, last := s.world.recorded[0], s.world.recorded[7]
	require.Equal(t, "s", first.Policy.SHA256, "the route carries its policy")
	require.Len(t, first.Steps, 8, "the whole plan is written with the submission")
	require.Equal(t, &route.IssuedFiles{DocxSHA256: "d", PDFSHA256: "p"}, last.Files)
	require.Equal(t, domain.DocumentIssued, last.State)
}

func TestAnActBeforeItsTurnIsRefusedAtOnceWithItsClause(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.at(time.Second, drafter, route.ActSubmit)
	early := s.at(2*time.Second, vice, route.ActSign)
	s.at(3*time.Second, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.False(t, early.accepted)
	r := refusal(t, early.rejection)
	require.Equal(t, domain.RefusedOutOfOrder, r.Code)
	require.Equal(t, "signature", r.StepAttempted)
	require.Equal(t, "clearance", r.StepDue)
	require.Equal(t, []domain.Event{route.EventSubmitted, route.EventWithdrawn}, s.world.events(), "a refusal changes nothing")
}

func TestARouteWhoseSubmissionWasRefusedEndsByItself(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	foreign := s.at(time.Second, head, route.ActSubmit)
	require.NoError(t, s.run())
	require.Equal(t, domain.RefusedNotYours, refusal(t, foreign.rejection).Code)
	require.Empty(t, s.world.events())
}

func TestTheFaultyDraftIsTurnedAwayAtTheFormatStepWithReasons(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.world.format = route.FormatOutcome{Errors: 2, Reasons: "Tiêu ngữ dùng gạch ngang dài"}
	s.at(time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	early := s.at(3*time.Second, checker, route.ActConfirmFormat)
	same := s.at(4*time.Second, drafter, route.ActSubmit)
	s.at(5*time.Second, drafter, route.ActSubmit, func(c *route.Command) { c.VersionID, c.VersionSHA = "v2", "sha2" })
	s.at(6*time.Second, head, route.ActClear)
	s.at(7*time.Second, checker, route.ActConfirmFormat)
	s.at(8*time.Second, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.Equal(t, domain.RefusedOutOfOrder, refusal(t, early.rejection).Code)
	require.Equal(t, domain.RefusedUnchanged, refusal(t, same.rejection).Code)
	require.Equal(t, []domain.Event{
		route.EventSubmitted, route.EventCleared, route.EventFormatFailed, route.EventResubmitted, route.EventCleared,
		route.EventFormatPassed, route.EventWithdrawn,
	}, s.world.events())
	require.Equal(t, "Tiêu ngữ dùng gạch ngang dài", s.world.recorded[2].Text)
}

func TestAWithdrawalDuringTheAutomaticCheckEndsTheRoute(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.world.checking = make(chan struct{})
	s.at(time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	withdrawal := s.at(2*time.Second, drafter, route.ActWithdraw)
	withdrawal.then = func() { close(s.world.checking) }
	require.NoError(t, s.run())
	require.Equal(t, []domain.Event{route.EventSubmitted, route.EventCleared, route.EventWithdrawn}, s.world.events())
}

func TestRemindersDueNoticeAndEscalationComeByTheWorkingDayClock(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.at(0, drafter, route.ActSubmit) // Tuesday 09:00; clearance due Wednesday 17:00
	s.at(9*day, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.Equal(t, []domain.Event{route.EventSubmitted, route.EventFellDue, route.EventEscalated, route.EventWithdrawn}, s.world.events())
	require.Equal(t, time.Date(2024, 3, 6, 10, 0, 0, 0, time.UTC), s.world.recorded[1].At.UTC())
	require.Equal(t, time.Date(2024, 3, 7, 10, 0, 0, 0, time.UTC), s.world.recorded[2].At.UTC())
	require.Equal(t, "vice1", s.world.recorded[2].Notices[0].PersonID, "the escalation goes to the leader in charge")
}

func TestAConsultationClosesBySilenceAndTheRouteGoesOn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.at(time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	s.at(3*time.Second, checker, route.ActConfirmFormat)
	late := s.at(8*day, finance, route.ActGiveOpinion)
	s.at(8*day+time.Second, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.Equal(t, []domain.Event{
		route.EventSubmitted, route.EventCleared, route.EventFormatPassed, route.EventReminded, route.EventSilence, route.EventWithdrawn,
	}, s.world.events())
	require.Equal(t, domain.RefusedTooLate, refusal(t, late.rejection).Code)
}

func TestASecondDecisionDuringTheRecordOfTheFirstMeetsTheNewState(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.at(time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	second := s.at(2*time.Second, head, route.ActClear, func(c *route.Command) { c.Token = "another form" }) // while the first is being recorded
	s.at(day/12, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.Equal(t, domain.RefusedAlreadyDecided, refusal(t, second.rejection).Code)
	require.Equal(t, []domain.Event{route.EventSubmitted, route.EventCleared, route.EventWithdrawn}, s.world.events())
}

func TestActsThatWaitForTheRecordAreRecordedInTheOrderInWhichTheyWereAccepted(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.in = asking(t, "finance", "justice", "land")
	slow := make(chan struct{})
	s.world.held = map[int]chan struct{}{4: slow}
	s.at(time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	s.at(3*time.Second, checker, route.ActConfirmFormat)
	s.at(4*time.Second, finance, route.ActGiveOpinion)
	s.at(4*time.Second, justice, route.ActGiveOpinion)
	last := s.at(4*time.Second, land, route.ActGiveOpinion)
	last.meanwhile = func() { close(slow) }
	s.at(day/12, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.Len(t, s.world.recorded, 7)
	for i, unit := range []string{"finance", "justice", "land"} {
		require.Equal(t, 4+i, s.world.recorded[3+i].Seq)
		require.Equal(t, unit, s.world.recorded[3+i].UnitID)
	}
}

func TestIssueWaitsWhileTheConverterIsAwayAndTheNumberStays(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.world.renderErrs = 5
	s.at(time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	s.at(3*time.Second, checker, route.ActConfirmFormat)
	s.at(4*time.Second, finance, route.ActGiveOpinion)
	s.at(5*time.Second, chief, route.ActReview)
	s.at(6*time.Second, vice, route.ActSign)
	s.at(7*time.Second, clerk, route.ActIssue)
	again := s.at(8*time.Second, clerk, route.ActIssue)
	require.NoError(t, s.run())
	require.Equal(t, domain.RefusedClosed, refusal(t, again.rejection).Code)
	numbers := 0
	for _, tr := range s.world.recorded {
		if tr.Number != nil {
			numbers++
		}
	}
	require.Equal(t, 1, numbers)
	require.Equal(t, route.EventIssued, s.world.events()[len(s.world.events())-1])
}

func TestALongRouteContinuesAsNewWithItsState(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	at := time.Second
	step := func(who domain.Actor, act domain.Act) {
		s.at(at, who, act)
		at += time.Second
	}
	for range 250 {
		step(drafter, route.ActSubmit)
		step(head, route.ActReturn)
	}
	err := s.run()
	require.ErrorContains(t, err, "continue as new")
	require.GreaterOrEqual(t, len(s.world.recorded), 400)
}
