package demo_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/activities"
	"trinhky/api/gateway"
	"trinhky/internal/demo"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/organisation"
	"trinhky/internal/pdf"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/worker"
)

var quiet = slog.New(slog.DiscardHandler)

// installed is an installation of the demo organisation with its workers running.
func installed(t *testing.T) (*demo.Filler, testkit.DB) {
	t.Helper()
	ctx := context.Background()
	db, files, temporal := testkit.Database(t), testkit.Files(t), testkit.Temporal(t)
	policy, err := regulation.Load("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	filled, err := organisation.FirstStart(ctx, db.Store, organisation.Start{
		Policy: policy, Demo: true, Password: "demo-password-of-a-test", Out: io.Discard, Now: time.Now().UTC(),
		Hash: func(string) (string, error) { return "none", nil },
	})
	require.NoError(t, err)
	require.True(t, filled)
	queue := "demo-" + uuid.NewString()
	door := gateway.New(temporal, db.Store, gateway.Rules{Terms: policy.Route, Policy: policy.Ref(), Series: policy.NumberSeries}, quiet,
		gateway.WithTaskQueues(queue, queue+"-render"))
	converter, err := pdf.New(testkit.RealServers(t).GotenbergURL, nil, 1)
	require.NoError(t, err)
	workers := worker.New(temporal, &activities.Activities{Store: db.Store, Files: files, Converter: converter, Now: time.Now},
		worker.Options{TaskQueue: queue, RenderQueue: queue + "-render"})
	require.NoError(t, workers.Start())
	t.Cleanup(workers.Stop)
	o, err := organisation.Demo(policy.ID)
	require.NoError(t, err)
	return &demo.Filler{
		Organisation: o, Decisions: door, Log: quiet,
		Intake: intake.New(db.Store, files, format.Checker{}, noPreviews{}, time.Now, quiet),
	}, db
}

// noPreviews leaves the converter to the issued document: all tests share the
// engine, and it knows the demo's drafts already.
type noPreviews struct{}

func (noPreviews) RequestPreview(context.Context, string) error { return nil }

// cut stops the filling after so many deeds, as a machine that is switched off.
type cut struct {
	demo.Decisions
	left int
}

var errOff = errors.New("switched off")

func (c *cut) Decide(ctx context.Context, cmd route.Command) (route.Receipt, error) {
	if c.left == 0 {
		return route.Receipt{}, errOff
	}
	c.left--
	return c.Decisions.Decide(ctx, cmd)
}

// counts tell how much lies in the tables that acts write.
func counts(t *testing.T, db testkit.DB) string {
	t.Helper()
	var out strings.Builder
	for _, table := range []string{"cases", "documents", "versions", "files", "format_checks", "transitions", "steps", "refusals", "notices", "duties", "clocks", "numbers", "issued_files"} {
		var n int
		require.NoError(t, db.Raw.QueryRow("SELECT count(*) FROM "+table).Scan(&n))
		_, _ = fmt.Fprintf(&out, "%s %d\n", table, n)
	}
	return out.String()
}

func one[T any](t *testing.T, db testkit.DB, query string, args ...any) T {
	t.Helper()
	var v T
	require.NoError(t, db.Raw.QueryRow(query, args...).Scan(&v))
	return v
}

func TestTheDemoPutsADocumentAtEveryStepAndFillingItAgainChangesNothing(t *testing.T) {
	t.Parallel()
	f, db := installed(t)
	ctx := context.Background()
	door := f.Decisions
	f.Decisions = &cut{door, 20}
	require.ErrorIs(t, f.Fill(ctx), errOff, "a start that is cut short")
	f.Decisions = door
	require.NoError(t, f.Fill(ctx), "is gone on with")

	settled := func() bool {
		return one[int](t, db, "SELECT count(*) FROM cases WHERE state = 'numbered'") == 0 &&
			one[int](t, db, "SELECT count(*) FROM transitions WHERE event = 'format_failed'") == 1
	}
	require.Eventually(t, settled, time.Minute, 50*time.Millisecond, "the issued document has its files, the faulty one is turned away")

	for _, kind := range []route.StepKind{
		route.StepClearance, route.StepFormat, route.StepConsultation, route.StepAnswers, route.StepAppraisal, route.StepReview,
		route.StepInitials, route.StepSignature, route.StepIssue,
	} {
		require.Positive(t, one[int](t, db, "SELECT count(DISTINCT document_id) FROM steps WHERE state = 'open' AND kind = $1", string(kind)), kind)
	}
	require.Equal(t, 1, one[int](t, db, "SELECT count(*) FROM cases WHERE state = 'draft'"))
	require.Equal(t, 2, one[int](t, db, "SELECT count(*) FROM cases WHERE state = 'returned'"), "by the Office, and by the format check")
	require.Equal(t, 1, one[int](t, db, "SELECT count(*) FROM transitions WHERE event = 'returned' AND body <> ''"))
	require.Equal(t, 1, one[int](t, db, "SELECT count(*) FROM cases WHERE state = 'issued'"))
	require.Equal(t, 1, one[int](t, db, "SELECT count(*) FROM refusals WHERE code = 'out_of_order' AND door = 'page'"))
	require.Equal(t, 1, one[int](t, db, "SELECT count(*) FROM refusals"))

	before := counts(t, db)
	require.NoError(t, f.Fill(ctx))
	require.Equal(t, before, counts(t, db))
}

func TestTheDemoNamesTheDocumentAndTheActThatFailed(t *testing.T) {
	t.Parallel()
	f, _ := installed(t)
	f.Decisions = &cut{f.Decisions, 0}
	err := f.Fill(context.Background())
	require.ErrorIs(t, err, errOff)
	require.ErrorContains(t, err, `demo document "cho-duyet": submit by chuyen-vien-van-hoa-thong-tin`)
}
