package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/workflows"
)

// deed is an act that is on record while the route has never heard of it: the
// engine was lost between the two.
type deed struct {
	who    domain.Actor
	act    domain.Act
	change func(*route.Command)
}

var (
	submitted = deed{who: drafter, act: route.ActSubmit}
	cleared   = deed{who: head, act: route.ActClear}
	confirmed = deed{who: checker, act: route.ActConfirmFormat}
	opinion   = deed{who: finance, act: route.ActGiveOpinion}
	reviewed  = deed{who: chief, act: route.ActReview}
	signed    = deed{who: vice, act: route.ActSign}
	issued    = deed{who: clerk, act: route.ActIssue}
)

func secondVersion(c *route.Command) { c.VersionID, c.VersionSHA = "v2", "sha2" }

// onRecord is where a document is after the deeds, as the record has it: a
// second apart, the first at the given time, and without the steps' superiors.
func onRecord(t *testing.T, in workflows.RouteInput, first time.Time, deeds ...deed) *route.OnRecord {
	t.Helper()
	r := in.Route
	r.Steps = append([]route.Step(nil), in.Route.Steps...)
	for i, d := range deeds {
		cmd := command("lost", d.who, d.act)
		if d.change != nil {
			d.change(&cmd)
		}
		change, refusal := route.Apply(&r, cmd, in.Terms, first.Add(time.Duration(i)*time.Second))
		require.Nil(t, refusal)
		r.Record(change, route.TimesOfOpened(r, change, in.Terms, calendar.Vietnam()), route.Particulars{})
	}
	for i := range r.Steps {
		r.Steps[i].Superior = nil
	}
	return &route.OnRecord{Route: r, Notation: in.Notation}
}

func (s *stage) onRecord(deeds ...deed) *route.OnRecord {
	s.t.Helper()
	return onRecord(s.t, s.in, morning.Add(time.Second), deeds...)
}

// seqs are the places of what was recorded.
func (w *world) seqs() []int {
	var out []int
	for _, t := range w.recorded {
		out = append(out, t.Seq)
	}
	return out
}

func TestAnActWhosePlaceIsTakenOnRecordIsRefusedWhereItIsNotAllowedThere(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.world.ahead[5] = route.Recorded{OnRecord: s.onRecord(submitted, cleared, confirmed, opinion, reviewed)}
	s.at(1*time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	s.at(3*time.Second, checker, route.ActConfirmFormat)
	s.at(4*time.Second, finance, route.ActGiveOpinion)
	late := s.at(5*time.Second, chief, route.ActReturn)
	sign := s.at(6*time.Second, vice, route.ActSign)
	s.at(7*time.Second, clerk, route.ActIssue)
	require.NoError(t, s.run())
	require.True(t, late.accepted, "the route knew no better")
	require.Equal(t, domain.RefusedNotYours, refusal(t, late.err).Code)
	require.Equal(t, route.Receipt{DocumentID: "doc", Seq: 6, State: domain.DocumentOnRoute}, sign.receipt)
	require.Equal(t, []int{1, 2, 3, 4, 6, 7, 8}, s.world.seqs(), "the fifth was on record before")
	require.Equal(t, route.EventIssued, s.world.recorded[6].Event)
}

func TestAnActWhosePlaceIsTakenOnRecordGetsTheNextWhereItIsAllowedThere(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.in = asking(t, "finance", "justice")
	ahead := s.onRecord(submitted, cleared, confirmed, opinion)
	ahead.Notation = "UBND-NV"
	s.world.ahead[4] = route.Recorded{OnRecord: ahead}
	s.at(1*time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	s.at(3*time.Second, checker, route.ActConfirmFormat)
	second := s.at(4*time.Second, justice, route.ActGiveOpinion)
	again := s.at(5*time.Second, finance, route.ActGiveOpinion)
	s.at(6*time.Second, chief, route.ActReview)
	s.at(7*time.Second, vice, route.ActSign)
	s.at(8*time.Second, clerk, route.ActIssue)
	require.NoError(t, s.run())
	require.NoError(t, second.err)
	require.Equal(t, 5, second.receipt.Seq)
	require.Equal(t, domain.RefusedAlreadyDecided, refusal(t, again.rejection).Code, "the route knows now what is on record")
	require.Equal(t, []int{1, 2, 3, 5, 6, 7, 8, 9}, s.world.seqs())
	require.Equal(t, "UBND-NV", s.world.recorded[6].Number.Notation)
}

func TestAFormThatIsOnRecordElsewhereGetsItsFirstReceiptAndChangesNothing(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	first := route.Receipt{DocumentID: "doc", Seq: 1, State: domain.DocumentOnRoute}
	s.world.ahead[3] = route.Recorded{Already: true, Receipt: &first, OnRecord: s.onRecord(submitted, deed{who: head, act: route.ActReturn})}
	s.at(1*time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActReturn)
	again := s.at(3*time.Second, drafter, route.ActSubmit)
	s.at(4*time.Second, drafter, route.ActSubmit)
	s.at(5*time.Second, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.NoError(t, again.err)
	require.Equal(t, first, again.receipt)
	require.Equal(t, []domain.Event{route.EventSubmitted, route.EventReturned, route.EventResubmitted, route.EventWithdrawn}, s.world.events())
	require.Equal(t, []int{1, 2, 3, 4}, s.world.seqs())
}

// A worker was lost over an act, and another carries it out anew: the clocks are
// those that people were shown.
func TestAFormThatIsOnRecordAtAnotherTimeKeepsTheClocksOfTheRecord(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	first := route.Receipt{DocumentID: "doc", Seq: 1, State: domain.DocumentOnRoute}
	yesterday := onRecord(t, s.in, morning.Add(-day), submitted)
	s.world.ahead[1] = route.Recorded{Already: true, Receipt: &first, OnRecord: yesterday}
	again := s.at(time.Second, drafter, route.ActSubmit)
	s.at(2*day, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.Equal(t, first, again.receipt)
	require.Equal(t, []domain.Event{route.EventFellDue, route.EventEscalated, route.EventWithdrawn}, s.world.events())
	require.Equal(t, []int{2, 3, 4}, s.world.seqs())
	require.Equal(t, yesterday.Route.Step(route.KeyClearance).DueAt.UTC(), s.world.recorded[0].At.UTC())
	require.Equal(t, "vice1", s.world.recorded[1].Notices[0].PersonID, "whom to tell is not on record and yet not forgotten")
}

func TestAnAlarmWhosePlaceIsTakenOnRecordIsDroppedAndTheRouteLooksAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.world.ahead[2] = route.Recorded{OnRecord: onRecord(t, s.in, morning.Add(day), submitted, cleared)}
	s.at(0, drafter, route.ActSubmit) // clearance due Wednesday 17:00; on record it was cleared before
	s.at(2*day, checker, route.ActConfirmFormat)
	s.at(2*day+time.Second, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.Equal(t, []domain.Event{route.EventSubmitted, route.EventFormatPassed, route.EventWithdrawn}, s.world.events())
	require.Equal(t, []int{1, 3, 4}, s.world.seqs())
	require.Equal(t, 1, s.world.checks["sha1"], "the format step that is open on record is checked")
}

func TestAFormatFailureWhosePlaceIsTakenOnRecordIsDropped(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.world.format = route.FormatOutcome{Errors: 1, Reasons: "sai phông"}
	s.world.ahead[3] = route.Recorded{OnRecord: s.onRecord(submitted, cleared, deed{who: drafter, act: route.ActWithdraw})}
	s.at(1*time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	require.NoError(t, s.run(), "what is withdrawn on record is over")
	require.Equal(t, []int{1, 2}, s.world.seqs())
}

func TestAPublicationThatIsOnRecordEndsTheRoute(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	over := s.onRecord(submitted, cleared, confirmed, opinion, reviewed, signed, issued)
	route.Publish(&over.Route, route.IssuedFiles{}, morning)
	over.Route.Seq++
	s.world.ahead[8] = route.Recorded{Already: true, Receipt: &route.Receipt{DocumentID: "doc", Seq: 8, State: domain.DocumentIssued}, OnRecord: over}
	for i, d := range []deed{submitted, cleared, confirmed, opinion, reviewed, signed, issued} {
		s.at(time.Duration(i+1)*time.Second, d.who, d.act)
	}
	require.NoError(t, s.run())
	require.Equal(t, []int{1, 2, 3, 4, 5, 6, 7}, s.world.seqs())
}

func TestAnIssueThatIsOnRecordKeepsItsNumberAndIsPublished(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	ahead := s.onRecord(submitted, cleared, confirmed, opinion, reviewed, signed, issued)
	ahead.Number = &domain.IssuedNumber{Series: "cong-van", Year: 2024, Number: 17, Notation: "UBND-VP"}
	receipt := route.Receipt{DocumentID: "doc", Seq: 7, State: domain.DocumentNumbered, Number: ahead.Number}
	s.world.ahead[7] = route.Recorded{Already: true, Receipt: &receipt, OnRecord: ahead}
	var issue *answer
	for i, d := range []deed{submitted, cleared, confirmed, opinion, reviewed, signed, issued} {
		issue = s.at(time.Duration(i+1)*time.Second, d.who, d.act)
	}
	require.NoError(t, s.run())
	require.Equal(t, receipt, issue.receipt)
	require.Equal(t, []int{1, 2, 3, 4, 5, 6, 8}, s.world.seqs())
}

// The route waits for the number of an issue that then turns out never to have been.
func TestAnIssueWhosePlaceIsTakenByAReturnLeavesTheRouteWithTheDrafter(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.world.ahead[7] = route.Recorded{OnRecord: s.onRecord(submitted, cleared, confirmed, opinion, reviewed, signed, deed{who: clerk, act: route.ActReturn})}
	var issue *answer
	for i, d := range []deed{submitted, cleared, confirmed, opinion, reviewed, signed, issued} {
		issue = s.at(time.Duration(i+1)*time.Second, d.who, d.act)
	}
	s.at(4*day, drafter, route.ActSubmit)
	s.at(4*day+time.Second, clerk, route.ActIssue)
	require.NoError(t, s.run())
	require.Equal(t, domain.RefusedOutOfOrder, refusal(t, issue.err).Code)
	require.Equal(t, []domain.Event{
		route.EventReminded, route.EventFellDue, route.EventResubmitted, route.EventNumbered, route.EventIssued,
	}, s.world.events()[6:], "the drafter's clock runs, and the route goes on")
	require.Equal(t, []int{1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12}, s.world.seqs())
}

func TestActsMadeInAStateThatTheRecordOverrulesArePutToTheStateThatHolds(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.in = asking(t, "finance", "justice", "land")
	slow := make(chan struct{})
	s.world.held = map[int]chan struct{}{4: slow}
	s.world.ahead[4] = route.Recorded{OnRecord: s.onRecord(submitted, cleared, confirmed, opinion)}
	s.at(1*time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	s.at(3*time.Second, checker, route.ActConfirmFormat)
	again := s.at(4*time.Second, finance, route.ActGiveOpinion)
	second := s.at(4*time.Second, justice, route.ActGiveOpinion)
	third := s.at(4*time.Second, land, route.ActGiveOpinion)
	third.meanwhile = func() { close(slow) }
	s.at(5*time.Hour, chief, route.ActReview)
	s.at(5*time.Hour+time.Second, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.Equal(t, domain.RefusedAlreadyDecided, refusal(t, again.err).Code)
	require.ElementsMatch(t, []int{5, 6}, []int{second.receipt.Seq, third.receipt.Seq})
	require.Equal(t, []int{1, 2, 3, 5, 6, 7, 8}, s.world.seqs())
	require.Equal(t, route.EventReviewed, s.world.recorded[5].Event, "every unit has answered")
}

func TestActsMadeInAStateThatTheRecordOverrulesAreRefusedWhereItIsOver(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.in = asking(t, "finance", "justice")
	slow := make(chan struct{})
	s.world.held = map[int]chan struct{}{4: slow}
	s.world.ahead[4] = route.Recorded{OnRecord: s.onRecord(submitted, cleared, confirmed, deed{who: drafter, act: route.ActWithdraw})}
	s.at(1*time.Second, drafter, route.ActSubmit)
	s.at(2*time.Second, head, route.ActClear)
	s.at(3*time.Second, checker, route.ActConfirmFormat)
	first := s.at(4*time.Second, finance, route.ActGiveOpinion)
	second := s.at(4*time.Second, justice, route.ActGiveOpinion)
	second.meanwhile = func() { close(slow) }
	require.NoError(t, s.run())
	for _, a := range []*answer{first, second} {
		require.Equal(t, domain.RefusedClosed, refusal(t, a.err).Code)
	}
	require.Equal(t, []int{1, 2, 3}, s.world.seqs())
}

// What the check says of one version is not said of another, though the round of
// the step is the same.
func TestAVersionThatOnlyTheRecordKnowsIsCheckedForItself(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.world.format = route.FormatOutcome{Errors: 1, Reasons: "sai phông"}
	s.world.checking = make(chan struct{})
	s.world.ahead[2] = route.Recorded{OnRecord: s.onRecord(submitted, deed{who: head, act: route.ActReturn},
		deed{who: drafter, act: route.ActSubmit, change: secondVersion}, cleared)}
	s.at(1*time.Second, drafter, route.ActSubmit)
	clear := s.at(2*time.Second, head, route.ActClear) // its check begins at once, beside the record
	clear.then = func() { close(s.world.checking) }
	s.at(time.Hour, checker, route.ActConfirmFormat)
	s.at(time.Hour+time.Second, drafter, route.ActWithdraw)
	require.NoError(t, s.run())
	require.Equal(t, domain.RefusedAlreadyDecided, refusal(t, clear.err).Code)
	require.Equal(t, map[string]int{"sha1": 1, "sha2": 1}, s.world.checks)
	require.Equal(t, []domain.Event{route.EventSubmitted, route.EventFormatPassed, route.EventWithdrawn}, s.world.events())
	require.Equal(t, []int{1, 5, 6}, s.world.seqs())
	require.Equal(t, "v2", s.world.recorded[1].VersionID)
}
