package regulation_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

func states(r *domain.Route, keys ...string) map[string]domain.StepState {
	out := map[string]domain.StepState{}
	for _, k := range keys {
		out[k] = r.Step(k).State
	}
	return out
}

func TestD10AReturnStopsTheReviewersClockAndStartsTheDrafters(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	require.Equal(t, "office", regulation.CurrentHolder(j.route).UnitID)
	c := j.does(chief, domain.ActReturn, text("thiếu căn cứ"))
	require.Equal(t, domain.EventReturned, c.Event)
	require.Equal(t, []string{"drafting"}, j.open())
	require.Equal(t, domain.Holder{UnitID: "home", StepKey: "drafting", Round: 1}, regulation.CurrentHolder(j.route))
	require.Equal(t, domain.DocumentReturned, j.route.State)
	require.False(t, j.route.Step("drafting").DueAt.IsZero())
}

func TestArticle11_2ANewVersionVoidsTheApprovalsGivenToTheOldOne(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	j.does(chief, domain.ActReturn, text("sửa nội dung"))
	c := j.does(drafter, domain.ActSubmit, version("v2"))
	require.Equal(t, domain.EventResubmitted, c.Event)
	require.Equal(t, []string{"clearance"}, j.open())
	require.Equal(t, map[string]domain.StepState{
		"format": domain.StepWaiting, "appraisal:TCKH": domain.StepWaiting, "review": domain.StepWaiting,
		"consultation:TCKH": domain.StepDone, // an opinion is not an approval
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
	j.does(chief, domain.ActReturn, text("giải thích thêm"))
	j.does(drafter, domain.ActSubmit)
	require.Equal(t, []string{"review"}, j.open())
}

func TestAReturnMayAskForTheOpinionsAnew(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("signature")
	j.does(chair, domain.ActReturn, text("lấy lại ý kiến"), consultAgain)
	j.does(drafter, domain.ActSubmit, version("v2"))
	j.to("consultation:TCKH")
	require.Equal(t, 2, j.route.Step("consultation:TCKH").Round)
}

func TestAReturnClosesWhatIsOpenBesideIt(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("initials:1")
	j.does(vice1, domain.ActReturn, text("x"))
	require.Equal(t, []string{"drafting"}, j.open())
	require.Equal(t, domain.StepWaiting, j.route.Step("initials:2").State)
	j.does(drafter, domain.ActSubmit)
	require.Equal(t, []string{"initials:1", "initials:2"}, j.open())
}

func TestLetter1AFailingAppraisalSendsTheDossierBack(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("appraisal:TCKH")
	c := j.does(financeHead, domain.ActAppraise, verdict(domain.VerdictFail), text("không cân đối được nguồn"))
	require.Equal(t, domain.EventReturned, c.Event)
	require.Equal(t, domain.DocumentReturned, j.route.State)
}

func TestLetter4ADraftWithFormatErrorsIsTurnedAwayAndMustChange(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("format")
	c := regulation.FailFormat(&j.route, "Tiêu ngữ dùng gạch dài", terms, j.now)
	require.NotNil(t, c)
	require.Equal(t, domain.EventFormatFailed, c.Event)
	require.Equal(t, domain.DocumentReturned, j.route.State)
	j.refused(domain.RefusedUnchanged, drafter, domain.ActSubmit)
	j.does(drafter, domain.ActSubmit, version("v2"))
	require.Equal(t, []string{"clearance"}, j.open())
	require.Nil(t, regulation.FailFormat(&j.route, "x", terms, j.now), "no format step is open")
}

func TestAnswersMayBringANewVersionWhichIsClearedAndCheckedAgain(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("consultation:TCKH")
	j.does(financeHead, domain.ActGiveOpinion, verdict(domain.VerdictAgreeWithChanges), text("sửa"))
	j.does(drafter, domain.ActAnswerOpinions, version("v2"), answers(domain.OpinionAnswer{StepKey: "consultation:TCKH", Kind: domain.AnswerAccepted}))
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
		at, running := regulation.NextAlarm(j.route)
		if !running {
			break
		}
		require.Nil(t, regulation.Ring(&j.route, terms, at.Add(-time.Second)), "not before its time")
		c := regulation.Ring(&j.route, terms, at)
		require.NotNil(t, c)
		events = append(events, c.Event)
	}
	require.Equal(t, []domain.Event{domain.EventReminded, domain.EventFellDue, domain.EventEscalated}, events)
}

func TestAfterALongOutageOnlyTheLastAlarmHappens(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	c := regulation.Ring(&j.route, terms, j.route.Step("review").EscalateAt.AddDate(0, 1, 0))
	require.Equal(t, domain.EventEscalated, c.Event)
	_, running := regulation.NextAlarm(j.route)
	require.False(t, running)
}

func TestD4SilenceClosesAConsultationAtItsDueTime(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		normative bool
		want      domain.Verdict
	}{
		{"counts as consent where the preset says so", false, domain.VerdictDeemedConsent},
		{"never counts as consent for legal normative documents", true, domain.VerdictNoAnswer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := letter()
			doc.LegalNormative = tt.normative
			j := begin(t, doc).to("consultation:TCKH")
			j.now = j.route.Step("consultation:TCKH").DueAt
			c := regulation.Ring(&j.route, terms, j.now)
			require.Equal(t, domain.EventSilence, c.Event)
			s := j.route.Step("consultation:TCKH")
			require.Equal(t, domain.StepSilent, s.State)
			require.Equal(t, tt.want, s.Verdict)
			require.Equal(t, domain.StepSkipped, j.route.Step("answers").State)
			j.refused(domain.RefusedTooLate, financeHead, domain.ActGiveOpinion)
		})
	}
}

func TestD10EveryMomentBelongsToExactlyOneUnit(t *testing.T) {
	t.Parallel()
	doc := letter()
	doc.ConsultedUnits = []string{"finance", "justice"}
	j := begin(t, doc).to("consultation:TCKH")
	require.Equal(t, "finance", regulation.CurrentHolder(j.route).UnitID)
	j.does(financeHead, domain.ActGiveOpinion)
	require.Equal(t, "justice", regulation.CurrentHolder(j.route).UnitID, "whoever has not answered yet holds it")
}

func TestStepConsultationSentBeforeTheHolidays(t *testing.T) {
	t.Parallel()
	s := domain.Step{OpenedAt: time.Date(2025, 4, 29, 2, 0, 0, 0, time.UTC), WorkingDays: 5}
	require.Equal(t, time.Date(2025, 5, 9, 10, 0, 0, 0, time.UTC), regulation.TimesOf(s, terms, calendar.Vietnam()).Due)
}
