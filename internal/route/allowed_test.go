package route_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

func TestLetter4ActsBeforeTheirTurnAreRefusedWithTheStepThatIsDue(t *testing.T) {
	t.Parallel()
	tests := []struct {
		who domain.Actor
		act domain.Act
		key string
	}{
		{checker, route.ActConfirmFormat, "format"},
		{financeHead, route.ActGiveOpinion, "consultation:TCKH"},
		{financeHead, route.ActAppraise, "appraisal:TCKH"},
		{chief, route.ActReview, "review"},
		{vice1, route.ActInitial, "initials:1"},
		{chair, route.ActSign, "signature"},
		{clerk, route.ActIssue, "issue"},
		{chair, route.ActReturn, "signature"},
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
	j := &journey{t: t, route: route.New(letter(), plan(t, letter())), now: noon}
	r := j.refused(domain.RefusedOutOfOrder, chair, route.ActSign)
	require.Equal(t, "drafting", r.StepDue)
	require.Equal(t, regulation.ClauseDrafting, j.refused(domain.RefusedNotYours, head, route.ActSubmit).ClauseID, "only the drafter submits")
}

func TestArticle12TheSubmitterNeverApprovesTheirOwnAct(t *testing.T) {
	t.Parallel()
	both := drafter
	both.Appointments = append([]domain.Appointment{{UnitID: "home", Position: domain.PositionUnitHead, ValidFrom: noon.AddDate(-1, 0, 0)}}, drafter.Appointments...)
	require.Equal(t, regulation.ClauseContentCheck, begin(t, letter()).refused(domain.RefusedOwnAct, both, route.ActClear).ClauseID)
}

func TestArticle12_2WhoClearedTheContentDoesNotConfirmTheForm(t *testing.T) {
	t.Parallel()
	both := head
	both.Appointments = append([]domain.Appointment{{UnitID: "office", Position: domain.PositionFormatChecker, ValidFrom: noon.AddDate(-1, 0, 0)}}, head.Appointments...)
	j := begin(t, letter())
	j.does(both, route.ActClear)
	r := j.refused(domain.RefusedSamePerson, both, route.ActConfirmFormat)
	require.Equal(t, regulation.ClauseFormatCheck, r.ClauseID)
	require.Equal(t, "format", r.StepAttempted)
	j.does(checker, route.ActReturn, text("sai lề"))
	j.does(drafter, route.ActSubmit, version("v2"))
	j.does(head, route.ActClear)
	j.does(checker, route.ActConfirmFormat)

	// An office whose regulation leaves both to one person says so in its policy.
	alone := terms
	alone.FormatByAnother.Value = false
	p, err := route.PlanOf(letter(), drafter, organisation, alone, noon)
	require.NoError(t, err)
	j = &journey{t: t, route: route.New(letter(), p), now: noon}
	j.does(drafter, route.ActSubmit)
	j.does(both, route.ActClear)
	j.does(both, route.ActConfirmFormat)
}

func TestNobodyActsForAnotherUnitAndNobodyTwice(t *testing.T) {
	t.Parallel()
	j := begin(t, letter())
	j.refused(domain.RefusedNotYours, financeHead, route.ActClear)
	j.does(head, route.ActClear)
	require.Equal(t, regulation.ClauseOneDecision, j.refused(domain.RefusedAlreadyDecided, head, route.ActClear).ClauseID)
	j.refused(domain.RefusedAlreadyDecided, drafter, route.ActSubmit)
}

func TestLetter4ARefusalNamesTheStepThatWasAttempted(t *testing.T) {
	t.Parallel()
	tests := []struct {
		who       domain.Actor
		act       domain.Act
		attempted string
	}{
		{clerk, route.ActClear, "clearance"},
		{clerk, route.ActSign, "signature"},
		{clerk, route.ActGiveOpinion, "consultation:TCKH"},
		{clerk, route.ActWithdraw, "clearance"},
		{financeHead, route.ActReturn, "clearance"},
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
	j.does(vice2, route.ActInitial)
	j.refused(domain.RefusedOutOfOrder, chair, route.ActSign)
	require.Equal(t, regulation.ClauseSigning, j.refused(domain.RefusedNotYours, chief, route.ActInitial).ClauseID)
	j.does(vice1, route.ActInitial)
	j.does(chair, route.ActSign)
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
	require.Equal(t, regulation.ClauseDelegation, j.refused(domain.RefusedNotYours, standIn, route.ActSign).ClauseID, "not yet")
	require.Equal(t, regulation.ClauseSigning, j.refused(domain.RefusedNotYours, clerk, route.ActSign).ClauseID, "no delegation at all")
	j.now = noon.AddDate(0, 0, 2)
	require.NotNil(t, j.does(standIn, route.ActSign))
	require.Equal(t, domain.FormKT, j.route.Step("signature").Form)
	j = begin(t, letter()).to("signature")
	j.now = end
	require.Equal(t, regulation.ClauseDelegation, j.refused(domain.RefusedNotYours, standIn, route.ActSign).ClauseID, "no longer")
	stolen := vice2
	stolen.Delegations = standIn.Delegations // given to somebody else
	j.now = noon.AddDate(0, 0, 2)
	require.Equal(t, regulation.ClauseDelegation, j.refused(domain.RefusedNotYours, stolen, route.ActSign).ClauseID, "never passed on")
}

func TestD9AnAttemptCountsForTheUnitOfTheStepByWhateverAuthorityItsHolderActs(t *testing.T) {
	t.Parallel()
	standIn := financeHead
	standIn.Delegations = []domain.Delegation{{
		ID: "d", UnitID: "top", Position: domain.PositionChair, FromPersonID: "chair", ToPersonID: "finance-head", Form: domain.FormTUQ,
		Paper: "Giấy ủy quyền số 05/GUQ-UBND", ValidFrom: noon.AddDate(0, 0, -1),
	}}
	j := begin(t, letter())
	require.Equal(t, "top", j.refused(domain.RefusedOutOfOrder, standIn, route.ActSign).UnitID)
	require.Equal(t, "finance", j.refused(domain.RefusedNotYours, standIn, route.ActReview).UnitID, "at a step that is not theirs it counts for their own")
}

func TestAnEndedAppointmentGivesNoPower(t *testing.T) {
	t.Parallel()
	former := head
	end := noon.AddDate(0, 0, -1)
	former.Appointments = []domain.Appointment{{UnitID: "home", Position: domain.PositionUnitHead, ValidFrom: noon.AddDate(-1, 0, 0), ValidTo: &end}}
	begin(t, letter()).refused(domain.RefusedNotYours, former, route.ActClear)
}

func TestArticle11AReturnAndADisagreementNeedTheirReasons(t *testing.T) {
	t.Parallel()
	j := begin(t, letter())
	require.Equal(t, regulation.ClauseApproval, j.refused(domain.RefusedReasonMissing, head, route.ActReturn, text("  ")).ClauseID)
	j.to("consultation:TCKH")
	j.refused(domain.RefusedReasonMissing, financeHead, route.ActGiveOpinion, verdict(route.VerdictDisagree))
	j.refused(domain.RefusedVerdict, financeHead, route.ActGiveOpinion, verdict(route.VerdictPass))
	j.to("appraisal:TCKH")
	j.refused(domain.RefusedReasonMissing, financeHead, route.ActAppraise, verdict(route.VerdictFail))
	j.refused(domain.RefusedVerdict, financeHead, route.ActAppraise, verdict(""))
}

func TestLetter4EveryOpinionThatAsksForSomethingIsAnswered(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("consultation:TCKH")
	j.does(financeHead, route.ActGiveOpinion, verdict(route.VerdictAgreeWithChanges), text("sửa điểm 1"))
	require.Equal(t, []string{"answers"}, j.open())
	require.Equal(t, regulation.ClauseOpinions, j.refused(domain.RefusedAnswersMissing, drafter, route.ActAnswerOpinions).ClauseID)
	explained := route.OpinionAnswer{StepKey: "consultation:TCKH", Kind: route.AnswerExplained}
	j.refused(domain.RefusedAnswersMissing, drafter, route.ActAnswerOpinions, answers(explained))
	explained.Text = "đã quy định tại điểm 2"
	j.does(drafter, route.ActAnswerOpinions, answers(explained))
	require.Equal(t, []string{"appraisal:TCKH"}, j.open())
	require.Equal(t, route.AnswerExplained, j.route.Step("consultation:TCKH").Answer)
}

func TestArticle11_2AnActOnAnOlderVersionIsRefused(t *testing.T) {
	t.Parallel()
	r := begin(t, letter()).refused(domain.RefusedVersionChanged, head, route.ActClear, version("v0"))
	require.Equal(t, regulation.ClauseChanged, r.ClauseID)
	begin(t, letter()).refused(domain.RefusedVersionChanged, head, route.ActClear, func(c *route.Command) { c.VersionSHA = "sha0" })
}

func TestArticle18AnIssuedDocumentIsClosed(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("issue")
	require.Equal(t, regulation.ClauseRecall, j.refused(domain.RefusedTooLate, drafter, route.ActWithdraw).ClauseID)
	j.does(clerk, route.ActIssue)
	require.Equal(t, domain.DocumentNumbered, j.route.State)
	j.refused(domain.RefusedClosed, clerk, route.ActIssue)
	j.refused(domain.RefusedClosed, drafter, route.ActWithdraw)
	j.refused(domain.RefusedClosed, chair, route.ActReturn, text("x"))
	route.Publish(&j.route, route.IssuedFiles{}, j.now)
	require.Equal(t, domain.DocumentIssued, j.route.State)
	j.refused(domain.RefusedClosed, drafter, route.ActSubmit)
}

func TestTheDrafterOrTheirHeadMayWithdrawBeforeSignature(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	require.Equal(t, regulation.ClauseOwnWork, j.refused(domain.RefusedNotYours, chief, route.ActWithdraw).ClauseID)
	j.does(head, route.ActWithdraw)
	require.Equal(t, domain.DocumentWithdrawn, j.route.State)
	require.Empty(t, j.open())
}

func TestMayDoOffersTheActOrSaysWhyNot(t *testing.T) {
	t.Parallel()
	j := begin(t, letter())
	options := route.MayDo(j.route, chair, j.now)
	require.Len(t, options, 1)
	require.Equal(t, domain.RefusedOutOfOrder, options[0].Refusal.Code)
	options = route.MayDo(j.route, head, j.now)
	require.Equal(t, route.ActClear, options[0].Act)
	require.Nil(t, options[0].Refusal)
	for _, o := range options {
		require.Nil(t, o.Refusal)
	}
	require.Empty(t, route.MayDo(j.route, justiceHead, j.now))
}

// Whatever people try, in whatever order, stages are passed one after another
// and nothing is decided twice.
func TestTheOrderIsNeverBroken(t *testing.T) {
	t.Parallel()
	everybody := []domain.Actor{drafter, head, checker, financeHead, justiceHead, chief, vice1, vice2, chair, clerk}
	rapid.Check(t, func(rt *rapid.T) {
		j := &journey{t: t, route: route.New(letter(), plan(t, letter())), now: noon}
		for range rapid.IntRange(1, 60).Draw(rt, "tries") {
			cmd := command(rapid.SampledFrom(everybody).Draw(rt, "who"), rapid.SampledFrom(route.Acts()).Draw(rt, "act"))
			cmd.Text = "x"
			cmd.Verdict = rapid.SampledFrom([]route.Verdict{route.VerdictAgree, route.VerdictDisagree, route.VerdictPass, route.VerdictFail}).Draw(rt, "verdict")
			cmd.VersionID = rapid.SampledFrom([]string{"", "v1", "v2", "v3"}).Draw(rt, "version")
			cmd.Answers = []route.OpinionAnswer{{StepKey: "consultation:TCKH", Kind: route.AnswerAccepted}}
			cmd.ConsultAgain = rapid.Bool().Draw(rt, "consult again")
			before := len(j.route.Steps)
			allowed := route.Allowed(j.route, cmd, j.now)
			change, refusal := route.Apply(&j.route, cmd, terms, j.now)
			require.Equal(rt, allowed, refusal)
			if refusal == nil {
				j.record(change)
			} else {
				require.Len(rt, j.route.Steps, before)
			}
			checkOrder(rt, &j.route)
		}
	})
}

func checkOrder(t require.TestingT, r *route.Route) {
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
			if r.Step(s.Key) == s && s.Kind != route.StepDrafting && r.Steps[i].Kind != route.StepDrafting && s.Stage < r.Steps[i].Stage {
				require.True(t, s.Passed(), "%s is open before %s has passed", r.Steps[i].Key, s.Key)
			}
		}
	}
	if s := r.Step(route.KeySignature); s != nil && s.State == route.StepDone {
		require.Equal(t, r.VersionID, s.VersionID, "what was signed is what goes on")
		for _, key := range []string{route.KeyClearance, route.KeyFormat, string(route.StepReview)} {
			require.Equal(t, r.VersionID, r.Step(key).VersionID, "%s approved another version", key)
		}
	}
}
