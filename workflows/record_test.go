//go:build record

package workflows_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/workflows"
)

// TestRecordHistories runs whole routes on the real Temporal and keeps their
// histories beside those recorded before. It adds, and never overwrites.
func TestRecordHistories(t *testing.T) {
	c := testkit.Temporal(t)

	type act struct {
		who domain.Actor
		act domain.Act
		ver string
		how func(*route.Command)
	}
	opening := []act{{who: drafter, act: route.ActSubmit, ver: "v1"}, {who: head, act: route.ActClear}, {who: checker, act: route.ActConfirmFormat}}
	ending := []act{{who: chief, act: route.ActReview}, {who: vice, act: route.ActSign}, {who: clerk, act: route.ActIssue}}
	answered := append(append([]act(nil), opening...), act{who: finance, act: route.ActGiveOpinion})
	chair := person("chair", "top", domain.PositionChair)
	// On its way the appraised draft changes twice, and one unit after another wants something of it.
	appraised := []act{
		{who: drafter, act: route.ActSubmit, ver: "v1"},
		{who: head, act: route.ActClear},
		{who: checker, act: route.ActConfirmFormat},
		{who: finance, act: route.ActGiveOpinion, how: func(c *route.Command) { c.Verdict = route.VerdictDisagree }},
		{who: drafter, act: route.ActAnswerOpinions, ver: "v2", how: func(c *route.Command) {
			c.Answers = []route.OpinionAnswer{{StepKey: "consultation:TCKH", Kind: route.AnswerExplained, Text: "x"}}
		}},
		{who: head, act: route.ActClear},
		{who: checker, act: route.ActConfirmFormat},
		{who: finance, act: route.ActAppraise, how: func(c *route.Command) { c.Verdict = route.VerdictFail }},
		{who: drafter, act: route.ActSubmit, ver: "v3"},
		{who: head, act: route.ActClear},
		{who: checker, act: route.ActConfirmFormat},
		{who: finance, act: route.ActAppraise, how: func(c *route.Command) { c.Verdict = route.VerdictPass }},
		{who: chief, act: route.ActReturn, how: func(c *route.Command) { c.ConsultAgain = true }},
		{who: drafter, act: route.ActSubmit, ver: "v3"},
		{who: finance, act: route.ActGiveOpinion},
		{who: chief, act: route.ActReview},
		{who: vice, act: route.ActInitial},
		{who: chair, act: route.ActSign},
		{who: clerk, act: route.ActIssue},
	}
	routes := map[string][]act{
		"appraised": appraised,
		"happy":     append(append([]act(nil), answered...), ending...),
		"returned": append(append(append([]act(nil), answered...), act{who: chief, act: route.ActReturn}, act{who: drafter, act: route.ActSubmit, ver: "v2"},
			act{who: head, act: route.ActClear}, act{who: checker, act: route.ActConfirmFormat}), ending...),
		"silent":    append(append([]act(nil), opening...), ending...),
		"withdrawn": append(append([]act(nil), answered...), act{who: drafter, act: route.ActWithdraw}),
		"failed":    append(append([]act{{who: drafter, act: route.ActSubmit, ver: "v1"}, {who: head, act: route.ActClear}, {who: drafter, act: route.ActSubmit, ver: "v2"}}, answered[1:]...), ending...),
		"late":      append(append([]act(nil), answered...), ending...),
		"overruled": append(append(append([]act(nil), opening...), act{who: justice, act: route.ActGiveOpinion}), ending...),
	}
	for name, acts := range routes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
			defer cancel()
			queue := "record-" + name
			w := worker.New(c, queue, worker.Options{})
			world := newWorld()
			w.RegisterWorkflowWithOptions(workflows.DocumentRoute, workflow.RegisterOptions{Name: "DocumentRoute"})
			for activityName, fn := range map[string]any{
				workflows.RecordTransition: world.RecordTransition, workflows.CheckFormat: world.CheckFormat, workflows.PublishIssued: world.PublishIssued,
			} {
				w.RegisterActivityWithOptions(fn, activity.RegisterOptions{Name: activityName})
			}
			require.NoError(t, w.Start())
			defer w.Stop()

			in := input(t)
			switch name {
			case "silent":
				// Already past its due time when it opens: the office closed the working day before.
				for i := range in.Route.Steps {
					if in.Route.Steps[i].Kind == route.StepConsultation {
						in.Route.Steps[i].WorkingDays = -1
					}
				}
			case "failed":
				world.format = route.FormatOutcome{Errors: 1, Reasons: "x"}
			case "late":
				// Clearance is due and escalated when it opens.
				in.Route.Steps[0].WorkingDays = -5
			case "appraised":
				in = drafted(t, func(doc *domain.Document) {
					doc.SignerPosition, doc.ConsultedUnits, doc.Sectors = domain.PositionChair, []string{"finance"}, []string{"noi-vu", "tai-chinh"}
				})
			case "overruled":
				in = asking(t, "finance", "justice")
				world.ahead = ahead(t, in)
			}
			in.RenderQueue = queue
			id := workflows.DocumentRouteID(uuid.NewString())
			_, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: queue}, workflows.DocumentRoute, in)
			require.NoError(t, err)
			for _, a := range acts {
				cmd := route.Command{Token: uuid.NewString(), DocumentID: "doc", Act: a.act, Actor: a.who, Door: domain.DoorPage, Verdict: route.VerdictAgree, Text: "x"}
				if a.ver != "" {
					cmd.VersionID, cmd.VersionSHA = a.ver, "sha-"+a.ver
				}
				if a.how != nil {
					a.how(&cmd)
				}
				require.Eventually(t, func() bool {
					handle, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
						UpdateID: uuid.NewString(), WorkflowID: id, UpdateName: workflows.UpdateDecide, Args: []any{cmd}, WaitForStage: client.WorkflowUpdateStageCompleted,
					})
					if err == nil {
						err = handle.Get(ctx, nil)
					}
					if err != nil {
						t.Log(a.act, err)
					}
					return err == nil
				}, 20*time.Second, 100*time.Millisecond)
			}
			require.NoError(t, c.GetWorkflow(ctx, id, "").Get(ctx, nil))
			keep(ctx, t, c, id, name)
		})
	}
}

// ahead is a record that has an opinion and the publication before the route does.
func ahead(t *testing.T, in workflows.RouteInput) map[int]route.Recorded {
	t.Helper()
	began := time.Now().UTC()
	first := deed{drafter, route.ActSubmit, func(c *route.Command) { c.VersionSHA = "sha-v1" }}
	over := onRecord(t, in, began, first, cleared, confirmed, opinion, deed{who: justice, act: route.ActGiveOpinion}, reviewed, signed, issued)
	route.Publish(&over.Route, route.IssuedFiles{}, began)
	over.Route.Seq++
	return map[int]route.Recorded{
		4: {OnRecord: onRecord(t, in, began, first, cleared, confirmed, opinion)},
		9: {Already: true, Receipt: &route.Receipt{DocumentID: "doc", Seq: 9, State: domain.DocumentIssued}, OnRecord: over},
	}
}

func keep(ctx context.Context, t *testing.T, c client.Client, id, name string) {
	t.Helper()
	var kept history.History
	events := c.GetWorkflowHistory(ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		require.NoError(t, err)
		kept.Events = append(kept.Events, event)
	}
	data, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(&kept)
	require.NoError(t, err)
	for n := 1; ; n++ {
		path := filepath.Join("testdata", "histories", fmt.Sprintf("%s-%03d.json", name, n))
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if os.IsExist(err) {
			continue
		}
		require.NoError(t, err)
		_, err = file.Write(data)
		require.NoError(t, err)
		require.NoError(t, file.Close())
		keepSent(t, path)
		return
	}
}

// keepSent keeps what a history sends to its activities, to hold every later
// workflow to it.
func keepSent(t *testing.T, history string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(sentFile(history)), 0o755))
	file, err := os.OpenFile(sentFile(history), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	require.NoError(t, err)
	_, err = file.Write(append(replay(t, history), '\n'))
	require.NoError(t, err)
	require.NoError(t, file.Close())
}
