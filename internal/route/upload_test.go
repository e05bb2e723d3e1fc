package route_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

func TestArticle10OnlyTheDrafterChangesTheDraftAndOnlyWhileItLiesWithThem(t *testing.T) {
	t.Parallel()
	code := func(j *journey, who domain.Actor) domain.ErrorCode {
		return domain.CodeOf(route.MayAddVersion(j.route, who.PersonID))
	}
	j := &journey{t: t, route: route.New(letter(), plan(t, letter())), now: noon}
	require.Empty(t, code(j, drafter), "a draft")
	require.Equal(t, domain.ErrForbidden, code(j, head))

	j.does(drafter, route.ActSubmit)
	require.Equal(t, domain.ErrConflict, code(j, drafter), "others read it now")
	j.does(head, route.ActReturn, text("thiếu căn cứ"))
	require.Empty(t, code(j, drafter), "returned")
	require.Equal(t, domain.ErrForbidden, code(j, head))

	j = begin(t, letter()).to("consultation:TCKH")
	j.does(financeHead, route.ActGiveOpinion, verdict(route.VerdictDisagree), text("không thống nhất"))
	require.Empty(t, code(j, drafter), "answering opinions")
	j.does(drafter, route.ActWithdraw)
	require.Equal(t, domain.ErrConflict, code(j, drafter), "withdrawn")
}

func TestEachPaperOfADossierComesFromWhoMayBringIt(t *testing.T) {
	t.Parallel()
	specialist := person("specialist", "office", domain.PositionOfficeSpecialist)
	early, asked, over := begin(t, letter()), begin(t, letter()).to("consultation:TCKH"), begin(t, letter())
	over.does(drafter, route.ActWithdraw)
	draft := &journey{t: t, route: route.New(letter(), plan(t, letter())), now: noon}
	tests := map[string]struct {
		on     *journey
		kind   domain.AnnexKind
		who    domain.Actor
		attach bool
		code   domain.ErrorCode
	}{
		"the submission with the draft":             {draft, domain.AnnexSubmission, drafter, true, ""},
		"an attachment from another":                {draft, domain.AnnexAttachment, head, false, domain.ErrForbidden},
		"an attachment while others read":           {early, domain.AnnexAttachment, drafter, false, domain.ErrConflict},
		"a paper with an opinion that is asked for": {asked, domain.AnnexOpinion, financeHead, true, ""},
		"a paper with an opinion out of turn":       {early, domain.AnnexOpinion, financeHead, false, ""},
		"a paper with somebody else's opinion":      {asked, domain.AnnexOpinion, justiceHead, false, ""},
		"evidence from the Office":                  {early, domain.AnnexEvidence, specialist, true, ""},
		"evidence about what is over":               {over, domain.AnnexEvidence, specialist, false, ""},
		"evidence from anybody else":                {early, domain.AnnexEvidence, head, false, domain.ErrForbidden},
		"a paper of a kind that there is not":       {draft, "secret", drafter, false, domain.ErrInvalid},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			attach, err := route.MayAddAnnex(tt.on.route, tt.kind, tt.who, noon)
			require.Equal(t, tt.code, domain.CodeOf(err))
			require.Equal(t, tt.attach, attach)
		})
	}
}

func TestArticle11_2WhatIsSubmittedIsTheDraftThatWasRead(t *testing.T) {
	t.Parallel()
	refusal := route.Overtaken(command(drafter, route.ActSubmit), draftOf("v2"), noon)
	require.NotNil(t, refusal)
	require.Equal(t, domain.RefusedVersionChanged, refusal.Code)
	require.Equal(t, regulation.ClauseChanged, refusal.ClauseID)
	require.Equal(t, domain.DocumentRef("doc"), refusal.Case)
	require.Nil(t, route.Overtaken(command(drafter, route.ActSubmit), draftOf("v1"), noon))
	require.Nil(t, route.Overtaken(command(drafter, route.ActSubmit, func(c *route.Command) { c.VersionID = "" }), draftOf("v2"), noon))
	seen := func(revision int) func(*route.Command) { return func(c *route.Command) { c.Revision = revision } }
	require.Nil(t, route.Overtaken(command(drafter, route.ActSubmit, seen(4)), draftOf("v1"), noon))
	refusal = route.Overtaken(command(drafter, route.ActSubmit, seen(3)), draftOf("v1"), noon)
	require.NotNil(t, refusal, "its facts were changed in another window")
	require.Equal(t, domain.RefusedFactsChanged, refusal.Code)
}

func draftOf(version string) domain.Document {
	return domain.Document{ID: "doc", Revision: 4, Version: domain.Version{ID: version}}
}

func TestTheDraftThatCountsIsTheOneOnTheRouteUntilItLiesWithItsDrafter(t *testing.T) {
	t.Parallel()
	j := &journey{t: t, route: route.New(letter(), plan(t, letter())), now: noon}
	do := func(who domain.Actor, act domain.Act, change ...func(*route.Command)) string {
		c, refusal := route.Apply(&j.route, command(who, act, change...), terms, j.now)
		require.Nil(t, refusal)
		return j.record(c).DraftID
	}
	require.Equal(t, "v1", do(drafter, route.ActSubmit))
	require.Empty(t, do(head, route.ActReturn, text("thiếu căn cứ")), "what is uploaded now counts")
	require.Equal(t, "v2", do(drafter, route.ActSubmit, version("v2")))
	j.to("consultation:TCKH")
	require.Empty(t, do(financeHead, route.ActGiveOpinion, verdict(route.VerdictDisagree), text("chưa đủ")), "opinions are being answered")
	explained := answers(route.OpinionAnswer{StepKey: "consultation:TCKH", Kind: route.AnswerAccepted})
	require.Equal(t, "v3", do(drafter, route.ActAnswerOpinions, version("v3"), explained))
	require.Empty(t, do(drafter, route.ActWithdraw), "what came last")
}
