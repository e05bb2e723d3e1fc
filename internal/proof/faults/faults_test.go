// Package faults kills the servers one after another in the middle of routes.
package faults

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/deploy/local"
	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

const documents = 8

// ward is what the test acts on: the product as an API and a worker process, and
// the people of one kind of letter.
type ward struct {
	t       *testing.T
	in      *testkit.Installation
	api     *testkit.Program
	worker  *testkit.Program
	servers testkit.ServerControl
	people  map[string]*testkit.Client
	ids     []string
}

type round struct {
	act     domain.Act
	who     string
	verdict route.Verdict
	victim  string
	kill    func(*ward)
	revive  func(*ward)
}

func server(name string) (kill, revive func(*ward)) {
	return func(w *ward) { w.servers.Kill(name) }, func(w *ward) { w.servers.Start(name) }
}

// Every server is killed without warning while people act, and people press
// their buttons again until they are answered. Afterwards each document stands
// where it should, each decision happened once, and each number was given once.
func TestNothingIsLostOrDoubledWhenServersAreKilledInTheMiddleOfRoutes(t *testing.T) {
	w := begin(t)
	killTemporal, startTemporal := server(local.Temporal)
	killPostgres, startPostgres := server(local.Postgres)
	killMinio, startMinio := server(local.Minio)
	killGotenberg, startGotenberg := server(local.Gotenberg)
	rounds := []round{
		{route.ActSubmit, "chuyen-vien-van-hoa-thong-tin", "", "worker", func(w *ward) { w.worker.Kill() }, func(w *ward) { w.worker.Start() }},
		{route.ActClear, "truong-phong-van-hoa-thong-tin", "", "api", func(w *ward) { w.api.Kill() }, func(w *ward) { w.api.Start() }},
		{route.ActConfirmFormat, "kiem-tra-the-thuc", "", "temporal", killTemporal, startTemporal},
		{route.ActGiveOpinion, "truong-phong-tai-chinh-ke-hoach", route.VerdictAgree, "postgres", killPostgres, startPostgres},
		{route.ActReview, "chanh-van-phong", "", "minio", killMinio, startMinio},
		{route.ActSign, "pho-chu-tich-2", "", "worker", func(w *ward) { w.worker.Kill() }, func(w *ward) { w.worker.Start() }},
		{route.ActIssue, "van-thu", "", "gotenberg", killGotenberg, startGotenberg},
	}
	for _, r := range rounds {
		w.play(r)
	}
	w.allIssued()
	w.everyDecisionOnce(rounds)
	w.everyNumberOnce()
}

func begin(t *testing.T) *ward {
	t.Helper()
	w := &ward{t: t, in: testkit.NewInstallation(t), servers: testkit.ControlServers(t), people: map[string]*testkit.Client{}}
	w.in.Migrate()
	w.worker, w.api = w.in.Process("worker"), w.in.Process("api")
	w.worker.Start()
	w.api.Start()
	w.api.Ready()
	w.worker.DemoReady()
	for _, who := range []string{
		"chuyen-vien-van-hoa-thong-tin", "truong-phong-van-hoa-thong-tin", "kiem-tra-the-thuc", "truong-phong-tai-chinh-ke-hoach",
		"chanh-van-phong", "pho-chu-tich-2", "van-thu",
	} {
		w.people[who] = w.in.SignIn(who)
	}
	w.draft()
	return w
}

func (w *ward) draft() {
	w.t.Helper()
	var units struct {
		Items []domain.Unit
	}
	w.people["van-thu"].Get("/api/v1/units", &units)
	var finance string
	for _, u := range units.Items {
		if u.Code == "TCKH" {
			finance = u.ID
		}
	}
	require.NotEmpty(w.t, finance)
	file := testkit.Fixture(w.t, "288-UBND-VP.corrected.docx")
	for n := range documents {
		w.ids = append(w.ids, w.people["chuyen-vien-van-hoa-thong-tin"].Draft(file, map[string]any{
			"type": domain.TypeOfficialLetter, "subject": fmt.Sprintf("văn bản thử sự cố số %d", n+1), "notation": "UBND-VHTT",
			"urgency": domain.UrgencyNormal, "signer_position": domain.PositionViceChair, "consulted_units": []string{finance}, "sectors": []string{"van-hoa"},
		}))
	}
}

// play has everybody act at once, kills the victim in the midst of it, and
// brings it back.
func (w *ward) play(r round) {
	w.t.Helper()
	decision := map[string]any{"act": r.act}
	if r.verdict != "" {
		decision["verdict"] = r.verdict
	}
	var acting sync.WaitGroup
	faults := make(chan error, documents)
	for _, id := range w.ids {
		acting.Go(func() { faults <- w.people[r.who].Insists(id, decision) })
	}
	r.kill(w)
	r.revive(w)
	acting.Wait()
	close(faults)
	for err := range faults {
		require.NoError(w.t, err, "%s was killed during %s", r.victim, r.act)
	}
	w.api.Ready()
}

type document struct {
	ID     string
	State  domain.DocumentState
	Number *domain.IssuedNumber
}

func (w *ward) read(id string) document {
	var d struct{ Document document }
	w.people["van-thu"].Get("/api/v1/documents/"+id, &d)
	return d.Document
}

func (w *ward) allIssued() {
	w.t.Helper()
	for _, id := range w.ids {
		require.Eventually(w.t, func() bool { return w.read(id).State == domain.DocumentIssued }, 3*time.Minute, 200*time.Millisecond, "document %s", id)
	}
}

func (w *ward) everyDecisionOnce(rounds []round) {
	w.t.Helper()
	var want []domain.Act
	for _, r := range rounds {
		want = append(want, r.act)
	}
	for _, id := range w.ids {
		var history struct {
			Items    []route.HistoryItem
			Refusals []domain.Refusal
		}
		w.people["van-thu"].Get("/api/v1/documents/"+id+"/history", &history)
		var acts []domain.Act
		for n, item := range history.Items {
			require.Equal(w.t, n+1, item.Seq, "document %s", id)
			if item.Act != "" {
				acts = append(acts, item.Act)
			}
		}
		require.Equal(w.t, want, acts, "document %s", id)
		require.Empty(w.t, history.Refusals, "a repeated form is not a refusal")
	}
}

func (w *ward) everyNumberOnce() {
	w.t.Helper()
	var register struct {
		Items []domain.RegisterRow
	}
	w.people["van-thu"].Get("/api/v1/register?limit=200", &register)
	seen := map[int]string{}
	for _, row := range register.Items {
		require.Empty(w.t, seen[row.Number.Number], "number %d given twice", row.Number.Number)
		seen[row.Number.Number] = row.DocumentID
	}
	require.Len(w.t, seen, documents+1, "those of the test and the demo's one")
	for n := 1; n <= documents+1; n++ {
		require.NotEmpty(w.t, seen[n], "a gap at number %d", n)
	}
	for _, id := range w.ids {
		require.NotNil(w.t, w.read(id).Number)
	}
}
