package flow_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"trinhky/workflows/flow"
)

const day = 24 * time.Hour

func TestAnActIsAnsweredOnceItIsOnRecord(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	one := s.at(time.Second, "one")
	refused := s.at(2*time.Second, "no")
	last := s.at(3*time.Second, "close")
	require.NoError(t, s.run(ledgerInput{}))
	require.Equal(t, 1, one.place)
	require.ErrorContains(t, refused.rejection, "not allowed")
	require.Equal(t, 2, last.place)
	require.Equal(t, []string{"one", "close"}, s.book.texts())
}

func TestACaseWhoseFirstActWasRefusedEndsByItself(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.at(time.Second, "no")
	require.NoError(t, s.run(ledgerInput{}))
	require.Empty(t, s.book.texts())
	require.Less(t, s.env.Now().Sub(morning), 2*time.Minute)
}

func TestAnAcceptedActWaitsForAWeekAndIsThenRecorded(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	back := morning.Add(7 * day)
	s.book.away = func(now time.Time) bool { return now.Before(back) }
	one := s.at(time.Second, "one")
	two := s.at(day, "two")
	var answered time.Time
	one.whenDone = func() { answered = s.env.Now() }
	s.at(8*day, "close")
	require.NoError(t, s.run(ledgerInput{}))
	require.Equal(t, []string{"one", "two", "close"}, s.book.texts())
	require.NoError(t, one.err)
	require.Equal(t, 1, one.place)
	require.Equal(t, 2, two.place)
	require.WithinDuration(t, back, answered, flow.Patient.Every+time.Second, "it goes on as soon as the record is back")
}

// Before, one local activity covered all tries, and a reminder that fell due in an
// outage ended the whole case.
func TestAnAlarmThatRingsWhileTheRecordIsAwayIsRecordedAfterwardsAndTheCaseGoesOn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.book.away = func(now time.Time) bool {
		return now.After(morning.Add(time.Hour)) && now.Before(morning.Add(3*day))
	}
	s.at(time.Second, "one")
	s.at(4*day, "close")
	require.NoError(t, s.run(ledgerInput{Alarms: []time.Time{morning.Add(day), morning.Add(2 * day)}}))
	require.Equal(t, []string{"one", "alarm", "alarm", "close"}, s.book.texts())
}

func TestWhatTheSystemDoesWaitsForItsServerAndAnActThatNeedsItWaitsWithIt(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.book.away = func(now time.Time) bool {
		return now.After(morning.Add(2*time.Second)) && now.Before(morning.Add(day))
	}
	s.at(time.Second, "one")
	s.at(time.Minute, "after")
	s.at(2*day, "close")
	require.NoError(t, s.run(ledgerInput{Work: []string{"check"}}))
	require.Equal(t, []string{"one", "check", "after", "close"}, s.book.texts())
}

func TestWhatAnOperatorGivesUpByHandIsTriedAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.book.awayFor, s.book.fault = 5, temporal.NewNonRetryableApplicationError("given up by hand", "operator", nil)
	one := s.at(time.Second, "one")
	s.at(time.Hour, "close")
	require.NoError(t, s.run(ledgerInput{}))
	require.Equal(t, 1, one.place)
	require.Equal(t, []string{"one", "close"}, s.book.texts())
}

func TestActsAreRecordedInTheOrderInWhichTheyWereAccepted(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	slow := make(chan struct{})
	s.book.slow[1] = slow
	s.at(time.Second, "one")
	s.at(time.Second, "two")
	s.at(time.Second, "three").meanwhile = func() { close(slow) }
	s.at(time.Hour, "close")
	require.NoError(t, s.run(ledgerInput{}))
	require.Equal(t, []string{"one", "two", "three", "close"}, s.book.texts())
}

func TestWhereTheRecordIsAheadTheCaseGoesOnFromItAndTheActIsPutToWhatHolds(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.book.ahead[2] = []string{"one", "lost", "lost too"}
	s.at(time.Second, "one")
	two := s.at(2*time.Second, "two")
	s.at(3*time.Second, "close")
	require.NoError(t, s.run(ledgerInput{}))
	require.Equal(t, 4, two.place)
	require.Equal(t, []line{{1, "one"}, {4, "two"}, {5, "close"}}, s.book.lines)
}

func TestWhereTheRecordIsAheadAndTheCaseIsOverTheActIsRefused(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.book.ahead[2] = []string{"one", "close"}
	s.at(time.Second, "one")
	two := s.at(2*time.Second, "two")
	require.NoError(t, s.run(ledgerInput{}))
	require.ErrorContains(t, two.err, "not allowed")
	require.Equal(t, []line{{1, "one"}}, s.book.lines)
}

func TestALongRunMakesWayForTheNextOnceNothingIsUnderWay(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for i := range 25 {
		s.at(time.Duration(i+1)*time.Second, "line")
	}
	require.ErrorContains(t, s.run(ledgerInput{}), "continue as new")
	require.Len(t, s.book.lines, 20)
}

func TestARunWhoseHistoryGrewLongByOtherThingsMakesWayToo(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.at(time.Second, "one")
	s.env.RegisterDelayedCallback(func() { s.env.SetContinueAsNewSuggested(true) }, time.Minute)
	s.at(time.Hour, "two")
	s.at(2*time.Hour, "three")
	require.ErrorContains(t, s.run(ledgerInput{}), "continue as new")
	require.Equal(t, []string{"one", "two"}, s.book.texts())
}

func TestARecordPutBackToAnOlderCopyIsWrittenOnBeforeTheNextActIsAnswered(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.book.mayLose = true
	for i, text := range []string{"one", "two", "three", "four"} {
		s.at(time.Duration(i+1)*time.Second, text)
	}
	s.env.RegisterDelayedCallback(func() { s.book.loses(3) }, time.Minute)
	five := s.at(time.Hour, "five")
	s.at(2*time.Hour, "close")
	require.NoError(t, s.run(ledgerInput{}))
	require.Equal(t, 5, five.place)
	require.Equal(t, []string{"one", "two", "three", "four", "five", "close"}, s.book.texts())
}

func TestARecordThatLostMoreThanIsHeldIsLeftAloneUntilItIsMended(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.book.mayLose = true
	texts := []string{"1", "2", "3", "4", "5", "6", "7"}
	for i, text := range texts {
		s.at(time.Duration(i+1)*time.Second, text)
	}
	s.env.RegisterDelayedCallback(func() { s.book.loses(6) }, time.Minute)
	last := s.at(time.Hour, "close")
	mended := 3 * time.Hour
	s.env.RegisterDelayedCallback(func() {
		require.False(t, last.completed)
		s.book.mu.Lock()
		defer s.book.mu.Unlock()
		require.Len(t, s.book.lines, 1, "a gap is never written")
		for i, text := range texts[1:] {
			s.book.lines = append(s.book.lines, line{i + 2, text})
		}
	}, mended)
	require.NoError(t, s.run(ledgerInput{}))
	require.Equal(t, 8, last.place)
	require.Equal(t, append(texts, "close"), s.book.texts())
}

func TestWhatACaseHoldsIsToldAndGoesOverToItsNextRun(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	held := func(after int) (h flow.Held[line]) {
		answer, err := s.env.QueryWorkflow("held", after)
		require.NoError(t, err)
		require.NoError(t, answer.Get(&h))
		return h
	}
	for i := range 25 {
		s.at(time.Duration(i+1)*time.Second, "line")
	}
	s.env.RegisterDelayedCallback(func() {
		require.Equal(t, flow.Held[line]{Seq: 3, Transitions: []line{{2, "line"}, {3, "line"}}}, held(1))
		require.Empty(t, held(3).Transitions)
		require.Empty(t, held(9).Transitions)
	}, 3500*time.Millisecond)
	s.env.RegisterDelayedCallback(func() {
		require.Equal(t, []line{{6, "line"}, {7, "line"}, {8, "line"}, {9, "line"}, {10, "line"}}, held(0).Transitions, "no more than are held")
	}, 10500*time.Millisecond)
	var again *workflow.ContinueAsNewError
	require.ErrorAs(t, s.run(ledgerInput{}), &again)
	var in ledgerInput
	require.NoError(t, converter.GetDefaultDataConverter().FromPayloads(again.Input, &in))
	require.Equal(t, line{20, "line"}, in.Held[len(in.Held)-1])
	require.Len(t, in.Held, 5)
}
