package gateway_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	updatepb "go.temporal.io/api/update/v1"
	"go.temporal.io/api/workflowservice/v1"

	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/workflows"
)

// faulty is the letter as it was issued, with the faults of form it had, as a draft.
func (s *stage) faulty() domain.Document {
	s.t.Helper()
	up := intake.Upload{FileName: "288.docx", Body: s.letter(docxgen.Letter())}
	doc, check, err := s.intake.Draft(context.Background(), s.c.Drafter, uuid.NewString(), up, &intake.Facts{
		Type: domain.TypeOfficialLetter, Subject: "V/v chấn chỉnh kỷ luật", Notation: "UBND-NV", Urgency: domain.UrgencyNormal,
		SignerPosition: domain.PositionViceChair, Recipients: []string{"Như trên"},
	})
	require.NoError(s.t, err)
	require.Positive(s.t, check.Errors)
	return doc
}

func (s *stage) events(doc domain.Document) []domain.Event {
	s.t.Helper()
	var events []domain.Event
	for _, h := range s.dossier(doc).History {
		events = append(events, h.Event)
	}
	return events
}

// inHand waits until the engine holds the form.
func (s *stage) inHand(cmd route.Command) {
	s.t.Helper()
	namespace := testkit.Namespace(s.t, testkit.RealServers(s.t))
	s.eventually("the engine holds the form", func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_, err := s.temporal.WorkflowService().PollWorkflowExecutionUpdate(ctx, &workflowservice.PollWorkflowExecutionUpdateRequest{
			Namespace: namespace,
			UpdateRef: &updatepb.UpdateRef{
				WorkflowExecution: &commonpb.WorkflowExecution{WorkflowId: workflows.DocumentRouteID(cmd.DocumentID)}, UpdateId: cmd.Actor.PersonID + "." + cmd.Token,
			},
			WaitPolicy: &updatepb.WaitPolicy{LifecycleStage: enums.UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_UNSPECIFIED},
		})
		return err == nil
	})
}

func TestLetter4NobodyConfirmsTheFormOfAFaultyDraftByAnyDoor(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.faulty()
	confirm := func() {
		t.Helper()
		for _, door := range []domain.Door{domain.DoorPage, domain.DoorAPI} {
			for _, who := range []domain.Actor{s.c.Checker, s.c.Chief, s.c.Drafter} {
				s.refused(form(doc, who, route.ActConfirmFormat, func(c *route.Command) { c.Door = door }))
			}
		}
	}
	confirm()
	s.act(form(doc, s.c.Drafter, route.ActSubmit))
	confirm()
	s.act(form(doc, s.c.Head, route.ActClear))
	confirm() // while the file is being checked, or just after
	s.eventually("the draft is turned away", func() bool { return s.dossier(doc).Document.State == domain.DocumentReturned })
	confirm()
	require.Equal(t, []domain.Event{route.EventSubmitted, route.EventCleared, route.EventFormatFailed}, s.events(doc))
	require.Equal(t, domain.RefusedUnchanged, s.refused(form(doc, s.c.Drafter, route.ActSubmit)).Code)

	_, _, err := s.intake.AddVersion(context.Background(), s.c.Drafter, doc.ID, uuid.NewString(), intake.Upload{FileName: "288-2.docx", Body: s.letter(docxgen.Letter())})
	require.NoError(t, err)
	require.Equal(t, domain.RefusedUnchanged, s.refused(form(doc, s.c.Drafter, route.ActSubmit)).Code, "the same file under another name")
	s.newVersion(doc)
	s.act(form(doc, s.c.Drafter, route.ActSubmit))
	mended := s.dossier(doc)
	require.Equal(t, route.StepOpen, mended.Route.Step("clearance").State)
}

func TestNd30Article11TheSameFileUploadedOnceMoreLosesNoApproval(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	for _, cmd := range []route.Command{
		form(doc, s.c.Drafter, route.ActSubmit), form(doc, s.c.Head, route.ActClear), form(doc, s.c.Checker, route.ActConfirmFormat),
		form(doc, s.c.ConsultedHead, route.ActGiveOpinion), form(doc, s.c.Chief, route.ActReturn),
	} {
		s.act(cmd)
	}
	again, _, err := s.intake.AddVersion(context.Background(), s.c.Drafter, doc.ID, uuid.NewString(), intake.Upload{FileName: "288-2.docx", Body: s.letter(docxgen.LetterDraft())})
	require.NoError(t, err)
	require.Equal(t, doc.Version.SHA256, again.SHA256)
	s.act(form(doc, s.c.Drafter, route.ActSubmit, func(c *route.Command) { c.VersionID = again.ID }))
	d := s.dossier(doc)
	require.Equal(t, route.StepDone, d.Route.Step("format").State)
	require.Equal(t, route.StepOpen, d.Route.Step("review").State)
	require.Equal(t, doc.Version.ID, d.Route.VersionID)
}

// Both forms lie with the engine before any worker comes, so both are decided in
// one go: the confirmation must still wait for the check of the file.
func TestLetter4AConfirmationThatComesTogetherWithTheClearanceWaitsForTheCheck(t *testing.T) {
	t.Parallel()
	for name, faulty := range map[string]bool{"a draft with faults": true, "a draft in proper form": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			stop := s.working()
			doc := s.draft()
			if faulty {
				doc = s.faulty()
			}
			s.act(form(doc, s.c.Drafter, route.ActSubmit))
			stop()
			answers := make(chan error, 2)
			for _, cmd := range []route.Command{form(doc, s.c.Head, route.ActClear), form(doc, s.c.Checker, route.ActConfirmFormat)} {
				go func() {
					_, err := s.Decide(context.Background(), cmd)
					answers <- err
				}()
				s.inHand(cmd)
			}
			s.working()
			first, second := <-answers, <-answers
			if faulty {
				s.eventually("the draft is turned away", func() bool { return s.dossier(doc).Document.State == domain.DocumentReturned })
				require.Equal(t, []domain.Event{route.EventSubmitted, route.EventCleared, route.EventFormatFailed}, s.events(doc))
				require.True(t, (first == nil) != (second == nil), "%v, %v", first, second)
				return
			}
			require.NoError(t, first)
			require.NoError(t, second)
			require.Equal(t, []domain.Event{route.EventSubmitted, route.EventCleared, route.EventFormatPassed}, s.events(doc))
		})
	}
}

func TestLetter4ADraftThatOlderRulesLetPassIsCheckedAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	doc := s.faulty()
	sha := doc.Version.SHA256
	// As if the rules had been others when the file came in, and had found nothing.
	_, err := s.db.Raw.Exec("DELETE FROM format_checks WHERE sha256 = $1", sha)
	require.NoError(t, err)
	require.NoError(t, s.db.Store.SaveFormatCheck(context.Background(), domain.FormatCheck{
		SHA256: sha, Ruleset: "nd30-2020/0", Report: json.RawMessage(`{"findings":[]}`), CheckedAt: testkit.Morning,
	}))
	require.Nil(t, s.dossier(doc).Format, "a check by other rules is none")
	s.working()
	s.act(form(doc, s.c.Drafter, route.ActSubmit))
	s.act(form(doc, s.c.Head, route.ActClear))
	s.eventually("the draft is turned away", func() bool { return s.dossier(doc).Document.State == domain.DocumentReturned })
	d := s.dossier(doc)
	require.NotNil(t, d.Format)
	require.Positive(t, d.Format.Errors)
	require.Equal(t, sha, d.Format.SHA256)
	require.Equal(t, format.Ruleset, d.Format.Ruleset)
	require.Contains(t, returnedText(d), "Tiêu ngữ")
}

func returnedText(d route.Dossier) string {
	for _, step := range d.Route.Steps {
		if step.State == route.StepReturned {
			return step.Text
		}
	}
	return ""
}

// What passed was another file: the check belongs to the content, not to the dossier.
func TestLetter4TheCheckOfOneVersionSaysNothingOfTheNext(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	for _, cmd := range s.way(doc)[:4] {
		s.act(cmd)
	}
	s.act(form(doc, s.c.Chief, route.ActReturn))
	_, check, err := s.intake.AddVersion(context.Background(), s.c.Drafter, doc.ID, uuid.NewString(), intake.Upload{FileName: "b.docx", Body: s.letter(docxgen.Letter())})
	require.NoError(t, err)
	require.Positive(t, check.Errors)
	s.act(form(doc, s.c.Drafter, route.ActSubmit))
	s.act(form(doc, s.c.Head, route.ActClear))
	s.eventually("the draft is turned away", func() bool { return s.dossier(doc).Document.State == domain.DocumentReturned })
	require.Equal(t, route.EventFormatFailed, s.events(doc)[len(s.events(doc))-1])
}
