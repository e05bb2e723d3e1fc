package route_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

func states(r *route.Route, keys ...string) map[string]route.StepState {
	out := map[string]route.StepState{}
	for _, k := range keys {
		out[k] = r.Step(k).State
	}
	return out
}

func TestD10AReturnStopsTheReviewersClockAndStartsTheDrafters(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	c := j.does(chief, route.ActReturn, text("thiếu căn cứ"))
	require.Equal(t, route.EventReturned, c.Event)
	require.Equal(t, []string{"drafting"}, j.open())
	require.Equal(t, "home", j.route.Step("drafting").UnitID)
	returned := j.route.Steps[slices.IndexFunc(j.route.Steps, func(s route.Step) bool { return s.Key == "review" })]
	require.Equal(t, j.now, route.DutyOf(j.route, returned).ClosedAt)
	require.Equal(t, domain.DocumentReturned, j.route.State)
	require.False(t, j.route.Step("drafting").DueAt.IsZero())
}

func TestArticle11_2ANewVersionVoidsTheApprovalsGivenToTheOldOne(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	j.does(chief, route.ActReturn, text("sửa nội dung"))
	c := j.does(drafter, route.ActSubmit, version("v2"))
	require.Equal(t, route.EventResubmitted, c.Event)
	require.Equal(t, []string{"clearance"}, j.open())
	require.Equal(t, map[string]route.StepState{
		"format": route.StepWaiting, "appraisal:TCKH": route.StepWaiting, "review": route.StepWaiting,
		"consultation:TCKH": route.StepDone, // an opinion is not an approval
	}, states(&j.route, "format", "appraisal:TCKH", "review", "consultation:TCKH"))
	voided := 0
	for _, n := range c.Notices {
		if n.Kind == domain.NoticeVoided {
			voided++
		}
	}
	require.Equal(t, 3, voided, "those whose approval fell are told")
	j.to("issue")
	require.Equal(t, "v2", j.route.Step("signature").VersionID)
}

func TestAReturnWithoutChangeGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	j.does(chief, route.ActReturn, text("giải thích thêm"))
	j.does(drafter, route.ActSubmit)
	require.Equal(t, []string{"review"}, j.open())
}

func TestAReturnMayAskForTheOpinionsAnew(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("signature")
	j.does(chair, route.ActReturn, text("lấy lại ý kiến"), consultAgain)
	j.does(drafter, route.ActSubmit, version("v2"))
	j.to("consultation:TCKH")
	require.Equal(t, 2, j.route.Step("consultation:TCKH").Round)
}

func TestAReturnClosesWhatIsOpenBesideIt(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("initials:1")
	j.does(vice1, route.ActReturn, text("x"))
	require.Equal(t, []string{"drafting"}, j.open())
	require.Equal(t, route.StepWaiting, j.route.Step("initials:2").State)
	j.does(drafter, route.ActSubmit)
	require.Equal(t, []string{"initials:1", "initials:2"}, j.open())
}

func TestLetter1AFailingAppraisalSendsTheDossierBack(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("appraisal:TCKH")
	c := j.does(financeHead, route.ActAppraise, verdict(route.VerdictFail), text("không cân đối được nguồn"))
	require.Equal(t, route.EventReturned, c.Event)
	require.Equal(t, domain.DocumentReturned, j.route.State)
}

func TestLetter4ADraftWithFormatErrorsIsTurnedAwayAndMustChange(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("format")
	c := route.FailFormat(&j.route, "Tiêu ngữ dùng gạch dài", terms, j.now)
	require.NotNil(t, c)
	require.Equal(t, route.EventFormatFailed, c.Event)
	require.Equal(t, domain.DocumentReturned, j.route.State)
	require.Equal(t, regulation.ClauseDraftQuality, j.refused(domain.RefusedUnchanged, drafter, route.ActSubmit).ClauseID)
	j.does(drafter, route.ActSubmit, version("v2"))
	require.Equal(t, []string{"clearance"}, j.open())
	require.Nil(t, route.FailFormat(&j.route, "x", terms, j.now), "no format step is open")
}

func TestAnswersMayBringANewVersionWhichIsClearedAndCheckedAgain(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("consultation:TCKH")
	j.does(financeHead, route.ActGiveOpinion, verdict(route.VerdictAgreeWithChanges), text("sửa"))
	j.does(drafter, route.ActAnswerOpinions, version("v2"), answers(route.OpinionAnswer{StepKey: "consultation:TCKH", Kind: route.AnswerAccepted}))
	require.Equal(t, []string{"clearance"}, j.open())
	j.to("appraisal:TCKH")
	require.Equal(t, "v2", j.route.Step("format").VersionID)
}

func TestRemindersDueNoticeAndEscalationEachHappenOnce(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	due := j.route.Step("review").DueAt
	require.Equal(t, time.Date(2024, 3, 8, 10, 0, 0, 0, time.UTC), due, "three working days on, at the close of office")
	var events []domain.Event
	for {
		at, running := route.NextAlarm(j.route)
		if !running {
			break
		}
		require.Nil(t, route.Ring(&j.route, terms, at.Add(-time.Second)), "not before its time")
		c := route.Ring(&j.route, terms, at)
		require.NotNil(t, c)
		events = append(events, c.Event)
	}
	require.Equal(t, []domain.Event{route.EventReminded, route.EventFellDue, route.EventEscalated}, events)
}

func TestAfterALongOutageOnlyTheLastAlarmHappens(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	c := route.Ring(&j.route, terms, j.route.Step("review").EscalateAt.AddDate(0, 1, 0))
	require.Equal(t, route.EventEscalated, c.Event)
	_, running := route.NextAlarm(j.route)
	require.False(t, running)
}

func TestD4SilenceClosesAConsultationAtItsDueTime(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		normative bool
		want      route.Verdict
	}{
		{"counts as consent where the preset says so", false, route.VerdictDeemedConsent},
		{"never counts as consent for legal normative documents", true, route.VerdictNoAnswer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := letter()
			doc.LegalNormative = tt.normative
			j := begin(t, doc).to("consultation:TCKH")
			j.now = j.route.Step("consultation:TCKH").DueAt
			c := route.Ring(&j.route, terms, j.now)
			require.Equal(t, route.EventSilence, c.Event)
			s := j.route.Step("consultation:TCKH")
			require.Equal(t, route.StepSilent, s.State)
			require.Equal(t, tt.want, s.Verdict)
			require.Equal(t, route.StepSkipped, j.route.Step("answers").State)
			j.refused(domain.RefusedTooLate, financeHead, route.ActGiveOpinion)
		})
	}
}

func TestStepConsultationSentBeforeTheHolidays(t *testing.T) {
	t.Parallel()
	s := route.Step{Planned: route.Planned{WorkingDays: 5}, Clock: domain.Clock{OpenedAt: time.Date(2025, 4, 29, 2, 0, 0, 0, time.UTC)}}
	require.Equal(t, time.Date(2025, 5, 9, 10, 0, 0, 0, time.UTC), route.TimesOf(s, terms, calendar.Vietnam()).Due)
}
