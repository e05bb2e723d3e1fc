package gateway_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"trinhky/activities"
	"trinhky/api/gateway"
	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/pdf"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/storage/files"
	"trinhky/worker"
	"trinhky/workflows"
)

// quiet throws away what the program logs.
var quiet = slog.New(slog.DiscardHandler)

// everything is the scope of the test itself.
var everything = domain.Viewer{SeesAll: true}

// stage is the product between its doors and its servers, with a database, a
// bucket and task queues of the test's own.
type stage struct {
	*gateway.Gateway
	t        *testing.T
	db       testkit.DB
	c        testkit.Committee
	files    *files.Store
	temporal client.Client
	rules    gateway.Rules
	queue    string
	intake   *intake.Service
}

func newStage(t *testing.T) *stage {
	t.Helper()
	policy, err := regulation.Load("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	s := &stage{
		t: t, db: testkit.Database(t), files: testkit.Files(t), temporal: testkit.Temporal(t), queue: "gateway-" + uuid.NewString(),
		rules: gateway.Rules{Terms: policy.Route, Policy: policy.Ref(), Series: policy.NumberSeries},
	}
	s.c = testkit.Organisation(t, s.db.Store)
	s.Gateway = s.at(s.temporal)
	s.intake = intake.New(s.db.Store, s.files, format.Checker{}, s.Gateway, time.Now, quiet)
	return s
}

// at is the same gateway on another client of Temporal.
func (s *stage) at(c client.Client) *gateway.Gateway {
	return gateway.New(c, s.db.Store, s.rules, quiet, gateway.WithTaskQueues(s.queue, s.queue+"-render"))
}

func (s *stage) workers() *worker.Workers {
	s.t.Helper()
	converter, err := pdf.New(testkit.RealServers(s.t).GotenbergURL, nil, 1)
	require.NoError(s.t, err)
	return worker.New(s.temporal, &activities.Activities{
		Store: s.db.Store, Files: s.files, Converter: converter, Now: time.Now,
	}, worker.Options{TaskQueue: s.queue, RenderQueue: s.queue + "-render"})
}

// working runs the workers until the test ends or the returned function is called.
func (s *stage) working() (stop func()) {
	s.t.Helper()
	w := s.workers()
	require.NoError(s.t, w.Start())
	stopped := false
	stop = func() {
		if !stopped {
			stopped = true
			w.Stop()
		}
	}
	s.t.Cleanup(stop)
	return stop
}

// draft is the corrected letter as a draft of Home, about which Finance is asked
// and which a Vice Chair signs.
func (s *stage) draft(change ...func(*intake.Facts)) domain.Document {
	s.t.Helper()
	facts := &intake.Facts{
		Type: domain.TypeOfficialLetter, Subject: "V/v chấn chỉnh kỷ luật, kỷ cương hành chính", Notation: "UBND-NV", Urgency: domain.UrgencyNormal,
		SignerPosition: domain.PositionViceChair, ConsultedUnits: []string{s.c.Finance.ID}, Recipients: []string{"Như trên", "Lưu: VT"},
	}
	for _, f := range change {
		f(facts)
	}
	up := intake.Upload{FileName: "288.docx", Body: s.letter(docxgen.LetterDraft())}
	doc, _, err := s.intake.Draft(context.Background(), s.c.Drafter, uuid.NewString(), up, facts)
	require.NoError(s.t, err)
	return doc
}

// letter is a file of the test's own: all tests share the engine, which knows a
// reading copy by the file's content.
func (s *stage) letter(spec *docxgen.Spec) io.Reader {
	s.t.Helper()
	spec.Title += " " + s.queue
	var b bytes.Buffer
	require.NoError(s.t, spec.Write(&b))
	return &b
}

// newVersion brings another file for the same dossier.
func (s *stage) newVersion(doc domain.Document) domain.Version {
	s.t.Helper()
	second := docxgen.LetterDraft()
	second.Body[0].Text += " Bản thứ hai."
	up := intake.Upload{FileName: "288-2.docx", Body: s.letter(second)}
	v, _, err := s.intake.AddVersion(context.Background(), s.c.Drafter, doc.ID, uuid.NewString(), up)
	require.NoError(s.t, err)
	return v
}

// form is one act as a page would send it.
func form(doc domain.Document, who domain.Actor, act domain.Act, with ...func(*route.Command)) route.Command {
	cmd := route.Command{Token: uuid.NewString(), DocumentID: doc.ID, Act: act, Actor: who, Door: domain.DoorPage}
	switch act {
	case route.ActGiveOpinion:
		cmd.Verdict, cmd.Text = route.VerdictAgree, "Thống nhất"
	case route.ActReturn:
		cmd.Text = "Thiếu căn cứ"
	case route.ActSubmit, route.ActClear, route.ActConfirmFormat, route.ActAnswerOpinions, route.ActAppraise, route.ActReview,
		route.ActInitial, route.ActSign, route.ActIssue, route.ActWithdraw:
	}
	for _, f := range with {
		f(&cmd)
	}
	return cmd
}

// act sends a form that must be accepted.
func (s *stage) act(cmd route.Command) route.Receipt {
	s.t.Helper()
	receipt, err := s.Decide(context.Background(), cmd)
	require.NoError(s.t, err)
	return receipt
}

// refused sends a form that must be refused.
func (s *stage) refused(cmd route.Command) domain.Refusal {
	s.t.Helper()
	_, err := s.Decide(context.Background(), cmd)
	var refusal *domain.Refusal
	require.ErrorAs(s.t, err, &refusal)
	return *refusal
}

// way is the shortest way of the draft.
func (s *stage) way(doc domain.Document) []route.Command {
	return []route.Command{
		form(doc, s.c.Drafter, route.ActSubmit), form(doc, s.c.Head, route.ActClear), form(doc, s.c.Checker, route.ActConfirmFormat),
		form(doc, s.c.ConsultedHead, route.ActGiveOpinion), form(doc, s.c.Chief, route.ActReview), form(doc, s.c.ViceChair, route.ActSign),
		form(doc, s.c.Clerk, route.ActIssue),
	}
}

// dossier is what PostgreSQL holds of a document.
func (s *stage) dossier(doc domain.Document) route.Dossier {
	s.t.Helper()
	d, err := s.db.Store.Dossier(context.Background(), everything, doc.ID, route.Whole(format.Ruleset))
	require.NoError(s.t, err)
	return d
}

func (s *stage) eventually(what string, condition func() bool) {
	s.t.Helper()
	require.Eventually(s.t, condition, time.Minute, 50*time.Millisecond, what)
}

// noWorkflow requires that Temporal has never heard of the document.
func (s *stage) noWorkflow(doc domain.Document) {
	s.t.Helper()
	_, err := s.temporal.DescribeWorkflowExecution(context.Background(), workflows.DocumentRouteID(doc.ID), "")
	var missing *serviceerror.NotFound
	require.ErrorAs(s.t, err, &missing)
}

// run is the state of the document's workflow.
func (s *stage) run(id string) (runID string, status enums.WorkflowExecutionStatus) {
	s.t.Helper()
	run, err := s.temporal.DescribeWorkflowExecution(context.Background(), id, "")
	require.NoError(s.t, err)
	info := run.GetWorkflowExecutionInfo()
	return info.GetExecution().GetRunId(), info.GetStatus()
}

func known(t *testing.T, err error, code domain.ErrorCode, key string) {
	t.Helper()
	var fault *domain.Error
	require.ErrorAs(t, err, &fault)
	require.Equal(t, [2]string{string(code), key}, [2]string{string(fault.Code), fault.Key}, err)
	var refusal *domain.Refusal
	require.False(t, errors.As(err, &refusal))
}
