package gateway_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"

	"trinhky/internal/domain"
	"trinhky/internal/intake"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/workflows"
)

// lost puts a form on record of which the engine knows nothing: it was lost with
// its worker before it had kept the act.
func (s *stage) lost(cmd route.Command) {
	s.t.Helper()
	doc := s.dossier(domain.Document{ID: cmd.DocumentID})
	j := testkit.NewJourney(s.t, s.db.Store, s.c, doc.Document)
	j.Route, j.Now = doc.Route, time.Now().UTC().Add(-time.Minute) // a journey acts a minute later
	j.Act(cmd.Actor, cmd.Act, func(c *route.Command) { c.Token = cmd.Actor.PersonID + "." + cmd.Token })
}

// issues takes the document to its end and requires that its record has the
// events, in their order and without a gap.
func (s *stage) issues(doc domain.Document, rest []route.Command, events ...domain.Event) {
	s.t.Helper()
	for _, cmd := range rest {
		s.act(cmd)
	}
	s.eventually("the route ends", func() bool {
		_, status := s.run(workflows.DocumentRouteID(doc.ID))
		return status == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED
	})
	d := s.dossier(doc)
	require.Equal(s.t, domain.DocumentIssued, d.Document.State)
	require.Equal(s.t, 1, d.Document.Number.Number)
	require.Equal(s.t, len(events), d.Route.Seq)
	var recorded []domain.Event
	for i, h := range d.History {
		require.Equal(s.t, i+1, h.Seq)
		recorded = append(recorded, h.Event)
	}
	require.Equal(s.t, events, recorded)
	for _, step := range d.Route.Steps {
		require.True(s.t, step.Passed(), step.Key)
	}
}

func TestAnActThatOnlyTheRecordForbidsIsRefusedAndRecordedAndTheRouteGoesOnFromTheRecord(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	way := s.way(doc)
	for _, cmd := range way[:4] {
		s.act(cmd)
	}
	s.lost(way[4]) // the review
	back := form(doc, s.c.Chief, route.ActReturn)
	refusal := s.refused(back)
	require.Equal(t, domain.RefusedNotYours, refusal.Code)
	require.Equal(t, refusal.ID, s.refused(back).ID, "the same form again is the same refusal")
	require.Len(t, s.dossier(doc).Refusals, 1)
	require.Equal(t, 5, s.act(way[4]).Seq, "the lost form, sent again, is the fifth as before")
	s.issues(doc, way[5:],
		route.EventSubmitted, route.EventCleared, route.EventFormatPassed, route.EventOpinionGiven, route.EventReviewed, route.EventSigned,
		route.EventNumbered, route.EventIssued)
}

func TestActsAtOnceOnARouteThatTheRecordIsAheadOfAreDoneOrRefusedByTheRecord(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft(func(f *intake.Facts) { f.ConsultedUnits = []string{s.c.Finance.ID, s.c.Justice.ID} })
	way := s.way(doc)
	for _, cmd := range way[:3] {
		s.act(cmd)
	}
	s.lost(way[3]) // the opinion of Finance
	forms := []route.Command{form(doc, s.c.JusticeHead, route.ActGiveOpinion), form(doc, s.c.ConsultedHead, route.ActGiveOpinion)}
	receipts, faults := make([]route.Receipt, len(forms)), make([]error, len(forms))
	var all sync.WaitGroup
	for i, cmd := range forms {
		all.Go(func() { receipts[i], faults[i] = s.Decide(context.Background(), cmd) })
	}
	all.Wait()
	require.NoError(t, faults[0])
	require.Equal(t, 5, receipts[0].Seq, "the fourth is on record")
	var refusal *domain.Refusal
	require.True(t, errors.As(faults[1], &refusal), faults[1])
	require.Equal(t, domain.RefusedAlreadyDecided, refusal.Code)
	require.Len(t, s.dossier(doc).Refusals, 1)
	s.issues(doc, way[4:],
		route.EventSubmitted, route.EventCleared, route.EventFormatPassed, route.EventOpinionGiven, route.EventOpinionGiven, route.EventReviewed,
		route.EventSigned, route.EventNumbered, route.EventIssued)
}

func TestAFormThatWasLostAfterItsRecordAndIsSentAgainIsDoneOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	way := s.way(doc)
	for _, cmd := range way[:6] {
		s.act(cmd)
	}
	s.lost(way[6]) // the issue
	receipt := s.act(way[6])
	require.Equal(t, 7, receipt.Seq)
	require.Equal(t, 1, receipt.Number.Number)
	require.Equal(t, receipt, s.act(way[6]))
	require.Empty(t, s.dossier(doc).Refusals)
	s.issues(doc, nil,
		route.EventSubmitted, route.EventCleared, route.EventFormatPassed, route.EventOpinionGiven, route.EventReviewed, route.EventSigned,
		route.EventNumbered, route.EventIssued)
}
