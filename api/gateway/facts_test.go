package gateway_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// sectors changes what a draft touches, and with it the route it takes.
func (s *stage) sectors(doc domain.Document, sectors ...string) {
	s.t.Helper()
	now := s.dossier(doc).Document
	now.Sectors = sectors
	require.NoError(s.t, s.db.Store.UpdateDraft(context.Background(), now))
}

func TestFactsCorrectedWhileNoWorkerRunsAreThoseOfTheRouteThatRuns(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	doc := s.draft()
	hurry, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_, err := s.Decide(hurry, form(doc, s.c.Drafter, route.ActSubmit))
	known(t, err, domain.ErrUnavailable, "decision.unconfirmed")
	s.sectors(doc, "noi-vu", "tai-chinh")

	s.working()
	s.eventually("the corrected facts are submitted", func() bool {
		_, err := s.Decide(context.Background(), form(doc, s.c.Drafter, route.ActSubmit))
		var refusal *domain.Refusal
		return err == nil || errors.As(err, &refusal) && refusal.Code == domain.RefusedAlreadyDecided
	})
	d := s.dossier(doc)
	require.NotNil(t, d.Route.Step("appraisal:TCKH"), "the plan of the facts as they are")
	require.Equal(t, []string{"noi-vu", "tai-chinh"}, d.Route.Facts.Sectors)
	require.Len(t, d.History, 1)
	s.act(form(doc, s.c.Head, route.ActClear))
	s.healthy()
}

func TestAPlanThatIsNotTheOneShownIsRefusedWithTheDifference(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := newStage(t)
	s.working()
	doc := s.draft()
	shown, err := s.Plan(ctx, s.c.Drafter, doc)
	require.NoError(t, err)
	s.sectors(doc, "noi-vu", "tai-chinh")
	_, err = s.Decide(ctx, form(doc, s.c.Drafter, route.ActSubmit, func(c *route.Command) { c.Plan = shown.Marks() }))
	known(t, err, domain.ErrConflict, "submit.plan_changed")
	var changed *route.PlanChanged
	require.ErrorAs(t, err, &changed)
	require.Contains(t, changed.Keys, "appraisal:TCKH")
	s.noWorkflow(doc)

	refusal := s.refused(form(doc, s.c.Drafter, route.ActSubmit, func(c *route.Command) { c.Revision = doc.Revision }))
	require.Equal(t, domain.RefusedFactsChanged, refusal.Code)
	s.noWorkflow(doc)
	s.act(form(doc, s.c.Drafter, route.ActSubmit, func(c *route.Command) { c.Revision = s.dossier(doc).Document.Revision }))
}

func TestLetter4ReturnedFromIssueAndSubmittedUnderAnotherNotationItIsApprovedAnew(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	for _, cmd := range s.way(doc)[:6] {
		s.act(cmd)
	}
	s.act(form(doc, s.c.Clerk, route.ActReturn))
	before := s.dossier(doc)
	now := before.Document
	now.Notation = "UBND-VP"
	require.NoError(t, s.db.Store.UpdateDraft(context.Background(), now))
	s.act(form(doc, s.c.Drafter, route.ActSubmit))
	after := s.dossier(doc)
	require.Equal(t, route.StepOpen, after.Route.Step(route.KeyClearance).State)
	require.Equal(t, route.StepWaiting, after.Route.Step(route.KeySignature).State)
	require.Equal(t, []route.Part{route.PartNotation}, after.History[len(after.History)-1].Changed)
	require.NotEqual(t, before.Route.Facts.Digest(), after.Route.Facts.Digest())
	refusal := s.refused(form(doc, s.c.Head, route.ActClear, func(c *route.Command) { c.Revision = before.Route.Revision }))
	require.Equal(t, domain.RefusedVersionChanged, refusal.Code)
	s.act(form(doc, s.c.Head, route.ActClear, func(c *route.Command) { c.Revision = after.Route.Revision }))
}
