package gateway_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"

	"trinhky/api/gateway"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/workflows"
)

func (s *stage) healthy() {
	s.t.Helper()
	d, err := s.Diagnose(context.Background())
	require.NoError(s.t, err)
	require.True(s.t, d.Healthy(), "%+v", d)
}

func (s *stage) issued(doc domain.Document) {
	s.t.Helper()
	s.eventually("issued", func() bool { return s.dossier(doc).Document.State == domain.DocumentIssued })
}

func TestARouteWhoseWorkflowIsGoneGoesOnFromItsRecord(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := newStage(t)
	s.working()
	doc, other := s.draft(), s.draft()
	way := s.way(doc)
	for _, cmd := range way[:4] {
		s.act(cmd)
	}
	s.act(form(other, s.c.Drafter, route.ActSubmit))
	before := s.dossier(doc)
	s.healthy()
	require.NoError(t, s.temporal.TerminateWorkflow(ctx, workflows.DocumentRouteID(doc.ID), "", "an engine put back to an older copy has never heard of it"))
	known(t, fault(s.Decide(ctx, way[4])), domain.ErrUnavailable, "decision.no_route")

	d, err := s.Diagnose(ctx)
	require.NoError(t, err)
	require.Equal(t, []string{doc.ID}, d.CasesWithoutWorkflow, "and not the one that runs")
	done, err := s.RepairAll(ctx, d)
	require.NoError(t, err)
	require.Equal(t, map[string]gateway.Repair{doc.ID: gateway.RepairStarted}, done)
	s.healthy()
	again, err := s.RepairRoute(ctx, doc.ID)
	require.NoError(t, err)
	require.Equal(t, gateway.RepairNothing, again)
	require.Equal(t, before.Route, s.dossier(doc).Route, "starting again changes nothing")

	for _, cmd := range way[4:] {
		s.act(cmd)
	}
	s.issued(doc)
	over, err := s.RepairRoute(ctx, doc.ID)
	require.NoError(t, err)
	require.Equal(t, gateway.RepairOver, over)
	require.Len(t, s.dossier(doc).History, 8)
}

func TestARecordPutBackToAnOlderCopyIsMadeWholeAndNoNumberIsGivenTwice(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := newStage(t)
	s.working()
	issued, under, next := s.draft(), s.draft(), s.draft()
	for _, cmd := range s.way(issued)[:3] {
		s.act(cmd)
	}
	s.act(s.way(under)[0])
	for _, cmd := range s.way(next)[:6] {
		s.act(cmd)
	}
	putBack := s.db.Copy(t)
	var number *domain.IssuedNumber
	for _, cmd := range s.way(issued)[3:] {
		number = s.act(cmd).Number
	}
	s.issued(issued)
	s.eventually("its workflow ends", func() bool {
		_, status := s.run(workflows.DocumentRouteID(issued.ID))
		return status == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED
	})
	s.act(s.way(under)[1])
	whole, running := s.dossier(issued), s.dossier(under)

	putBack()
	require.Len(t, s.dossier(issued).History, 3, "everything since is lost")
	issue := s.way(next)[6]
	known(t, fault(s.Decide(ctx, issue)), domain.ErrUnavailable, "number.unchecked")
	d, err := s.Diagnose(ctx)
	require.NoError(t, err)
	require.True(t, d.NumbersUnchecked)
	require.Equal(t, []string{issued.ID}, d.CasesWithoutWorkflow)
	require.Equal(t, []gateway.SeqDifference{{DocumentID: under.ID, Record: 1, Workflow: 2}}, d.SeqDifferences)

	require.NoError(t, s.CheckNumbers(ctx))
	require.Equal(t, whole.Document, s.dossier(issued).Document)
	require.Equal(t, whole.Route, s.dossier(issued).Route)
	require.Equal(t, whole.History, s.dossier(issued).History)
	require.Equal(t, whole.Clocks, s.dossier(issued).Clocks)
	require.Equal(t, running.Route, s.dossier(under).Route)
	require.Equal(t, 1, number.Number)
	require.Equal(t, 2, s.act(issue).Number.Number, "the number that was answered is not given again")
	s.issued(next)
	s.healthy()
}

func TestAnActAfterARestoreBringsWhatWasLostBackByItself(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	way := s.way(doc)
	s.act(way[0])
	putBack := s.db.Copy(t)
	for _, cmd := range way[1:4] {
		s.act(cmd)
	}
	before := s.dossier(doc)
	putBack()
	require.Equal(t, 5, s.act(way[4]).Seq)
	after := s.dossier(doc)
	require.Equal(t, before.History, after.History[:4])
	require.Len(t, after.History, 5)
	s.healthyButForNumbers()
}

func (s *stage) healthyButForNumbers() {
	s.t.Helper()
	d, err := s.Diagnose(context.Background())
	require.NoError(s.t, err)
	d.NumbersUnchecked = false
	require.True(s.t, d.Healthy(), "%+v", d)
}

func fault[T any](_ T, err error) error { return err }
