package worker_test

import (
	"bytes"
	"context"
	"io"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"trinhky/activities"
	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/pdf"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/storage/files"
	"trinhky/worker"
	"trinhky/workflows"
)

// waits is how long a worker is watched not to stop.
const waits = 500 * time.Millisecond

// shift is a pair of workers on queues of their own, with a converter of the
// test's.
type shift struct {
	t        *testing.T
	db       testkit.DB
	files    *files.Store
	temporal client.Client
	queue    string
	workers  *worker.Workers
}

type convert func(ctx context.Context, docx io.Reader, w io.Writer) error

func (c convert) Convert(ctx context.Context, docx io.Reader, w io.Writer) error {
	return c(ctx, docx, w)
}

func (c convert) ConvertWithPlaces(ctx context.Context, docx io.Reader, w io.Writer) error {
	return c(ctx, docx, w)
}

func begin(t *testing.T, c convert) *shift {
	t.Helper()
	s := &shift{t: t, db: testkit.Database(t), files: testkit.Files(t), temporal: testkit.Temporal(t), queue: "worker-" + uuid.NewString()}
	s.workers = worker.New(s.temporal, &activities.Activities{
		Store: s.db.Store, Files: s.files, Converter: c, Now: time.Now,
	}, worker.Options{TaskQueue: s.queue + "-decisions", RenderQueue: s.queue})
	require.NoError(t, s.workers.Start())
	return s
}

// stored puts a file where uploads lie.
func (s *shift) stored(spec *docxgen.Spec) string {
	s.t.Helper()
	body := spec.Bytes()
	sha, size, err := s.files.Put(context.Background(), bytes.NewReader(body), 64<<20)
	require.NoError(s.t, err)
	require.NoError(s.t, s.db.Store.RecordFile(context.Background(), sha, size, "application/octet-stream", time.Now()))
	return sha
}

// preview asks for a reading copy.
func (s *shift) preview(sha string) (id string) {
	s.t.Helper()
	id = "preview-" + uuid.NewString()
	_, err := s.temporal.ExecuteWorkflow(context.Background(), client.StartWorkflowOptions{ID: id, TaskQueue: workflows.PreviewQueue(s.queue)}, workflows.Preview, sha)
	require.NoError(s.t, err)
	return id
}

// pending is the one activity that the workflow waits for.
func (s *shift) pending(id string) *workflowpb.PendingActivityInfo {
	s.t.Helper()
	run, err := s.temporal.DescribeWorkflowExecution(context.Background(), id, "")
	require.NoError(s.t, err)
	if p := run.GetPendingActivities(); len(p) == 1 {
		return p[0]
	}
	return &workflowpb.PendingActivityInfo{}
}

func (s *shift) eventually(what string, condition func() bool) {
	s.t.Helper()
	require.Eventually(s.t, condition, time.Minute, 20*time.Millisecond, what)
}

func TestAWorkerThatStopsFinishesTheConversionInHand(t *testing.T) {
	t.Parallel()
	begun, release := make(chan struct{}), make(chan struct{})
	s := begin(t, func(ctx context.Context, _ io.Reader, w io.Writer) error {
		close(begun)
		select {
		case <-release:
		case <-ctx.Done():
			return ctx.Err()
		}
		_, err := io.WriteString(w, "%PDF-1.7 made in time")
		return err
	})
	sha := s.stored(docxgen.LetterDraft())
	s.preview(sha)
	<-begun
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		s.workers.Stop()
	}()
	select {
	case <-stopped:
		require.Fail(t, "the worker went home with work in hand")
	case <-time.After(waits):
	}
	close(release)
	<-stopped
	_, made, err := s.db.Store.Preview(context.Background(), sha)
	require.NoError(t, err)
	require.True(t, made)
}

func TestAnIdleWorkerStopsAtOnce(t *testing.T) {
	t.Parallel()
	s := begin(t, nil)
	began := time.Now()
	s.workers.Stop()
	require.Less(t, time.Since(began), 10*time.Second)
}

func TestAConverterThatFailsIsCountedByTheEngineAcrossTries(t *testing.T) {
	t.Parallel()
	s := begin(t, func(context.Context, io.Reader, io.Writer) error {
		return &domain.Error{Code: domain.ErrUnavailable, Key: "pdf.failed", Cause: pdf.ErrFailed}
	})
	t.Cleanup(s.workers.Stop)
	id := s.preview(s.stored(docxgen.LetterDraft()))
	s.eventually("three tries", func() bool {
		p := s.pending(id)
		var counted struct{ Failed int }
		return p.GetAttempt() >= 3 && converter.GetDefaultDataConverter().FromPayloads(p.GetHeartbeatDetails(), &counted) == nil && counted.Failed >= 2
	})
}

func TestAFileRefusedForGoodIsGivenUpAfterOneTry(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 10)
	s := begin(t, func(context.Context, io.Reader, io.Writer) error {
		asked <- struct{}{}
		return &domain.Error{Code: domain.ErrUnsupported, Key: "pdf.refused"}
	})
	t.Cleanup(s.workers.Stop)
	id := s.preview(s.stored(docxgen.LetterDraft()))
	s.eventually("given up", func() bool {
		run, err := s.temporal.DescribeWorkflowExecution(context.Background(), id, "")
		require.NoError(t, err)
		return run.GetWorkflowExecutionInfo().GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_FAILED
	})
	require.Len(t, asked, 1)
}

// A document that is signed and numbered must be issued in the end, so its
// publication is never given up; it neither hides nor burns the converter's time.
func TestAnIssueThatCannotSucceedWaitsInSightAndWithoutHaste(t *testing.T) {
	t.Parallel()
	s := begin(t, nil)
	t.Cleanup(s.workers.Stop)
	c := testkit.Organisation(t, s.db.Store)
	j := testkit.NewJourney(t, s.db.Store, c, testkit.Draft(t, s.db.Store, c)).UpTo(route.StepPublication)
	headless := docxgen.LetterDraft()
	headless.Number = docxgen.Line{}
	r := j.Route
	r.VersionSHA256 = s.stored(headless)
	id := workflows.DocumentRouteID(j.Doc.ID)
	_, err := s.temporal.ExecuteWorkflow(context.Background(), client.StartWorkflowOptions{ID: id, TaskQueue: s.queue + "-decisions"}, workflows.DocumentRoute, workflows.RouteInput{
		Route: r, Series: "cong-van", Notation: "UBND-NV", RenderQueue: s.queue,
		Number: &domain.IssuedNumber{Series: "cong-van", Year: 2024, Number: 1, Notation: "UBND-NV", Date: testkit.Morning},
	})
	require.NoError(t, err)
	s.eventually("tried", func() bool { return s.pending(id).GetLastFailure() != nil })
	p := s.pending(id)
	require.Greater(t, time.Until(p.GetScheduledTime().AsTime()), 50*time.Minute, "the next try")
	doc, err := s.db.Store.Document(context.Background(), domain.Viewer{SeesAll: true}, j.Doc.ID)
	require.NoError(t, err)
	require.Equal(t, domain.DocumentNumbered, doc.State)
	require.Equal(t, "publication.layout", doc.PublicationNote)
}
