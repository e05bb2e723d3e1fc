package regulation_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

func TestLetter4ActsBeforeTheirTurnAreRefusedWithTheStepThatIsDue(t *testing.T) {
	t.Parallel()
	tests := []struct {
		who domain.Actor
		act domain.Act
		key string
	}{
		{checker, domain.ActConfirmFormat, "format"},
		{financeHead, domain.ActGiveOpinion, "consultation:TCKH"},
		{financeHead, domain.ActAppraise, "appraisal:TCKH"},
		{chief, domain.ActReview, "review"},
		{vice1, domain.ActInitial, "initials:1"},
		{chair, domain.ActSign, "signature"},
		{clerk, domain.ActIssue, "issue"},
		{chair, domain.ActReturn, "signature"},
	}
	for _, tt := range tests {
		t.Run(string(tt.act)+" "+tt.who.PersonID, func(t *testing.T) {
			t.Parallel()
			r := begin(t, letter()).refused(domain.RefusedOutOfOrder, tt.who, tt.act, text("x"))
			require.Equal(t, tt.key, r.StepAttempted)
			require.Equal(t, "clearance", r.StepDue)
			require.Equal(t, regulation.ClauseOrder, r.ClauseID)
		})
	}
}

func TestLetter4NothingHappensToADraftBeforeItIsSubmitted(t *testing.T) {
	t.Parallel()
	j := &journey{t: t, route: regulation.NewRoute(letter(), plan(t, letter())), now: noon}
	r := j.refused(domain.RefusedOutOfOrder, chair, domain.ActSign)
	require.Equal(t, "drafting", r.StepDue)
}

func TestArticle12TheSubmitterNeverApprovesTheirOwnAct(t *testing.T) {
	t.Parallel()
	both := drafter
	both.Appointments = append([]domain.Appointment{{UnitID: "home", Position: domain.PositionUnitHead, ValidFrom: noon.AddDate(-1, 0, 0)}}, drafter.Appointments...)
	begin(t, letter()).refused(domain.RefusedOwnAct, both, domain.ActClear)
}

func TestNobodyActsForAnotherUnitAndNobodyTwice(t *testing.T) {
	t.Parallel()
	j := begin(t, letter())
	j.refused(domain.RefusedNotYours, financeHead, domain.ActClear)
	j.does(head, domain.ActClear)
	j.refused(domain.RefusedAlreadyDecided, head, domain.ActClear)
	j.refused(domain.RefusedAlreadyDecided, drafter, domain.ActSubmit)
}

func TestLetter4ARefusalNamesTheStepThatWasAttempted(t *testing.T) {
	t.Parallel()
	tests := []struct {
		who       domain.Actor
		act       domain.Act
		attempted string
	}{
		{clerk, domain.ActClear, "clearance"},
		{clerk, domain.ActSign, "signature"},
		{clerk, domain.ActGiveOpinion, "consultation:TCKH"},
		{clerk, domain.ActWithdraw, "clearance"},
		{financeHead, domain.ActReturn, "clearance"},
	}
	for _, tt := range tests {
		t.Run(string(tt.act), func(t *testing.T) {
			t.Parallel()
			r := begin(t, letter()).refused(domain.RefusedNotYours, tt.who, tt.act, text("x"))
			require.Equal(t, tt.attempted, r.StepAttempted)
			require.Equal(t, "clearance", r.StepDue)
		})
	}
}

func TestArticle13LeadersOfOneRankInitialInAnyOrderAndTheChairSignsAfterAll(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("initials:1")
	require.Equal(t, []string{"initials:1", "initials:2"}, j.open())
	j.does(vice2, domain.ActInitial)
	j.refused(domain.RefusedOutOfOrder, chair, domain.ActSign)
	j.does(vice1, domain.ActInitial)
	j.does(chair, domain.ActSign)
	require.Equal(t, domain.FormTM, j.route.Step("signature").Form)
}

func TestArticle13_3AStandInSignsOnlyWithinTheirWrittenDelegation(t *testing.T) {
	t.Parallel()
	end := noon.AddDate(0, 0, 10)
	standIn := vice1
	standIn.Delegations = []domain.Delegation{{
		ID: "d", UnitID: "top", Position: domain.PositionChair, FromPersonID: "chair", ToPersonID: "vice1", Form: domain.FormKT,
		Paper: "Giấy ủy quyền số 05/GUQ-UBND", ValidFrom: noon.AddDate(0, 0, 1), ValidTo: &end,
	}}
	j := begin(t, letter()).to("signature")
	j.refused(domain.RefusedNotYours, standIn, domain.ActSign)
	j.now = noon.AddDate(0, 0, 2)
	require.NotNil(t, j.does(standIn, domain.ActSign))
	require.Equal(t, domain.FormKT, j.route.Step("signature").Form)
	j = begin(t, letter()).to("signature")
	j.now = end
	j.refused(domain.RefusedNotYours, standIn, domain.ActSign)
	stolen := vice2
	stolen.Delegations = standIn.Delegations // given to somebody else
	j.now = noon.AddDate(0, 0, 2)
	j.refused(domain.RefusedNotYours, stolen, domain.ActSign)
}

func TestAnEndedAppointmentGivesNoPower(t *testing.T) {
	t.Parallel()
	former := head
	end := noon.AddDate(0, 0, -1)
	former.Appointments = []domain.Appointment{{UnitID: "home", Position: domain.PositionUnitHead, ValidFrom: noon.AddDate(-1, 0, 0), ValidTo: &end}}
	begin(t, letter()).refused(domain.RefusedNotYours, former, domain.ActClear)
}

func TestArticle11AReturnAndADisagreementNeedTheirReasons(t *testing.T) {
	t.Parallel()
	j := begin(t, letter())
	j.refused(domain.RefusedReasonMissing, head, domain.ActReturn, text("  "))
	j.to("consultation:TCKH")
	j.refused(domain.RefusedReasonMissing, financeHead, domain.ActGiveOpinion, verdict(domain.VerdictDisagree))
	j.refused(domain.RefusedVerdict, financeHead, domain.ActGiveOpinion, verdict(domain.VerdictPass))
	j.to("appraisal:TCKH")
	j.refused(domain.RefusedReasonMissing, financeHead, domain.ActAppraise, verdict(domain.VerdictFail))
	j.refused(domain.RefusedVerdict, financeHead, domain.ActAppraise, verdict(""))
}

func TestLetter4EveryOpinionThatAsksForSomethingIsAnswered(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("consultation:TCKH")
	j.does(financeHead, domain.ActGiveOpinion, verdict(domain.VerdictAgreeWithChanges), text("sửa điểm 1"))
	require.Equal(t, []string{"answers"}, j.open())
	j.refused(domain.RefusedAnswersMissing, drafter, domain.ActAnswerOpinions)
	explained := domain.OpinionAnswer{StepKey: "consultation:TCKH", Kind: domain.AnswerExplained}
	j.refused(domain.RefusedAnswersMissing, drafter, domain.ActAnswerOpinions, answers(explained))
	explained.Text = "đã quy định tại điểm 2"
	j.does(drafter, domain.ActAnswerOpinions, answers(explained))
	require.Equal(t, []string{"appraisal:TCKH"}, j.open())
	require.Equal(t, domain.AnswerExplained, j.route.Step("consultation:TCKH").Answer)
}

func TestArticle11_2AnActOnAnOlderVersionIsRefused(t *testing.T) {
	t.Parallel()
	begin(t, letter()).refused(domain.RefusedVersionChanged, head, domain.ActClear, version("v0"))
	begin(t, letter()).refused(domain.RefusedVersionChanged, head, domain.ActClear, func(c *domain.Command) { c.VersionSHA = "sha0" })
}

func TestArticle18AnIssuedDocumentIsClosed(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("issue")
	j.refused(domain.RefusedTooLate, drafter, domain.ActWithdraw)
	j.does(clerk, domain.ActIssue)
	require.Equal(t, domain.DocumentNumbered, j.route.State)
	j.refused(domain.RefusedClosed, clerk, domain.ActIssue)
	j.refused(domain.RefusedClosed, drafter, domain.ActWithdraw)
	j.refused(domain.RefusedClosed, chair, domain.ActReturn, text("x"))
	regulation.Publish(&j.route, j.now)
	require.Equal(t, domain.DocumentIssued, j.route.State)
	j.refused(domain.RefusedClosed, drafter, domain.ActSubmit)
}

func TestTheDrafterOrTheirHeadMayWithdrawBeforeSignature(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	j.refused(domain.RefusedNotYours, chief, domain.ActWithdraw)
	j.does(head, domain.ActWithdraw)
	require.Equal(t, domain.DocumentWithdrawn, j.route.State)
	require.Empty(t, j.open())
	require.Empty(t, regulation.CurrentHolder(j.route))
}

func TestMayDoOffersTheActOrSaysWhyNot(t *testing.T) {
	t.Parallel()
	j := begin(t, letter())
	options := regulation.MayDo(j.route, chair, j.now)
	require.Len(t, options, 1)
	require.Equal(t, domain.RefusedOutOfOrder, options[0].Refusal.Code)
	options = regulation.MayDo(j.route, head, j.now)
	require.Equal(t, domain.ActClear, options[0].Act)
	require.Nil(t, options[0].Refusal)
	for _, o := range options {
		require.Nil(t, o.Refusal)
	}
	require.Empty(t, regulation.MayDo(j.route, justiceHead, j.now))
}

// Whatever people try, in whatever order, stages are passed one after another
// and nothing is decided twice.
func TestTheOrderIsNeverBroken(t *testing.T) {
	t.Parallel()
	everybody := []domain.Actor{drafter, head, checker, financeHead, justiceHead, chief, vice1, vice2, chair, clerk}
	acts := []domain.Act{
		domain.ActSubmit, domain.ActClear, domain.ActConfirmFormat, domain.ActGiveOpinion, domain.ActAnswerOpinions, domain.ActAppraise,
		domain.ActReview, domain.ActInitial, domain.ActSign, domain.ActReturn, domain.ActIssue, domain.ActWithdraw,
	}
	rapid.Check(t, func(rt *rapid.T) {
		j := &journey{t: t, route: regulation.NewRoute(letter(), plan(t, letter())), now: noon}
		for range rapid.IntRange(1, 60).Draw(rt, "tries") {
			cmd := command(rapid.SampledFrom(everybody).Draw(rt, "who"), rapid.SampledFrom(acts).Draw(rt, "act"))
			cmd.Text = "x"
			cmd.Verdict = rapid.SampledFrom([]domain.Verdict{domain.VerdictAgree, domain.VerdictDisagree, domain.VerdictPass, domain.VerdictFail}).Draw(rt, "verdict")
			cmd.VersionID = rapid.SampledFrom([]string{"", "v1", "v2", "v3"}).Draw(rt, "version")
			cmd.Answers = []domain.OpinionAnswer{{StepKey: "consultation:TCKH", Kind: domain.AnswerAccepted}}
			cmd.ConsultAgain = rapid.Bool().Draw(rt, "consult again")
			before := len(j.route.Steps)
			allowed := regulation.Allowed(j.route, cmd, j.now) == nil
			change := regulation.Apply(&j.route, cmd, terms, j.now)
			require.Equal(rt, allowed, change != nil)
			if change != nil {
				j.times(change)
			} else {
				require.Len(rt, j.route.Steps, before)
			}
			checkOrder(rt, &j.route)
		}
	})
}

func checkOrder(t require.TestingT, r *domain.Route) {
	open := r.Open()
	switch r.State {
	case domain.DocumentOnRoute, domain.DocumentReturned, domain.DocumentNumbered:
		require.NotEmpty(t, open, "a running route has something to wait for")
	case domain.DocumentDraft, domain.DocumentIssued, domain.DocumentWithdrawn:
		require.Empty(t, open)
	}
	for _, i := range open {
		for j := range r.Steps {
			s := &r.Steps[j]
			if r.Step(s.Key) == s && s.Kind != domain.StepDrafting && r.Steps[i].Kind != domain.StepDrafting && s.Stage < r.Steps[i].Stage {
				require.True(t, s.Passed(), "%s is open before %s has passed", r.Steps[i].Key, s.Key)
			}
		}
	}
	if s := r.Step(regulation.KeySignature); s != nil && s.State == domain.StepDone {
		require.Equal(t, r.VersionID, s.VersionID, "what was signed is what goes on")
		for _, key := range []string{regulation.KeyClearance, regulation.KeyFormat, regulation.KeyReview} {
			require.Equal(t, r.VersionID, r.Step(key).VersionID, "%s approved another version", key)
		}
	}
}
