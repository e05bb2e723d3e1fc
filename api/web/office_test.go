package web_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/api/auth"
	"trinhky/api/gateway"
	"trinhky/api/web"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/organisation"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// The people of the demo organisation that the tests speak of.
const (
	drafter    = "chuyen-vien-noi-vu"
	head       = "truong-phong-noi-vu"
	finance    = "truong-phong-tai-chinh-ke-hoach"
	checker    = "kiem-tra-the-thuc"
	specialist = "chuyen-vien-theo-doi"
	chief      = "chanh-van-phong"
	chair      = "chu-tich"
	clerk      = "van-thu"
	stranger   = "chuyen-vien-tu-phap"
)

// office is a small committee held in memory. Its rules are the real ones; only
// the servers behind the ports are not there.
type office struct {
	t          *testing.T
	org        organisation.Organisation
	policy     regulation.Policy
	now        time.Time
	docs       []*route.Dossier
	previews   map[string]string
	contents   map[string]string
	notices    []domain.StoredNotice
	refusals   []domain.OutOfOrderRow
	tokens     []domain.AccessToken
	ended      int // how often all sessions of somebody were
	sent       []route.Command
	outside    []gateway.OutsideAttempt
	away       error  // what every decision answers while the engine is away
	unreadable error  // what ordering a reading copy answers
	spoiled    error  // what reading a file ends with where its content is not its hash's
	faster     func() // what happens once, just before a version is added
	server     *httptest.Server
	engine     *gin.Engine
	rules      auth.Rules
}

func newOffice(t *testing.T) *office {
	t.Helper()
	policy, err := regulation.Load("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	org, err := organisation.Demo(policy.ID)
	require.NoError(t, err)
	o := &office{
		t: t, org: org, policy: policy, now: time.Date(2024, 3, 25, 2, 30, 0, 0, time.UTC),
		previews: map[string]string{}, contents: map[string]string{},
	}
	pages, err := web.New(web.Deps{
		Store: o, Decisions: o, Intake: o, Files: o, Sessions: entrance{o}, Tokens: o, Calendar: calendar.Vietnam(), Terms: policy.Route,
		Now: func() time.Time { return o.now }, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	gin.SetMode(gin.TestMode)
	engine := gin.New()
	pages.Mount(engine)
	engine.NoRoute(pages.NotFound)
	o.engine, o.rules = engine, pages.Rules()
	o.server = httptest.NewServer(engine)
	t.Cleanup(o.server.Close)
	return o
}

func (o *office) actor(username string) domain.Actor {
	a, ok := o.org.Actor(username)
	require.True(o.t, ok, username)
	return a
}

func (o *office) unit(code string) string {
	u := o.org.Unit(code)
	require.NotNil(o.t, u, code)
	return u.ID
}

// letter is the draft of the tests: the letter 288 of the Office's own kind.
func (o *office) letter(subject string, change ...func(*domain.Document)) *route.Dossier {
	id := uuid.Must(uuid.NewV7()).String()
	actor := o.actor(drafter)
	version := domain.Version{
		ID: uuid.Must(uuid.NewV7()).String(), DocumentID: id, Ordinal: 1, SHA256: o.keep("draft of " + id), FileName: "Dự thảo công văn.docx",
		Size: 48_213, UploadedBy: actor.PersonID, UploadedAt: o.now,
	}
	doc := domain.Document{
		ID: id, Type: domain.TypeOfficialLetter, Subject: subject, Notation: "UBND-NV", Urgency: domain.UrgencyNormal, UnitID: o.unit("NV"),
		DrafterID: actor.PersonID, SignerPosition: domain.PositionChair, ConsultedUnits: []string{o.unit("TCKH"), o.unit("VHTT")},
		Sectors: []string{"noi-vu"}, Recipients: []string{"Như trên", "CT và các PCT UBND TP"}, State: domain.DocumentDraft, Version: version, CreatedAt: o.now,
	}
	for _, c := range change {
		c(&doc)
	}
	d := &route.Dossier{Document: doc, Versions: []domain.Version{version}, Format: o.check("../../testdata/288-UBND-VP.corrected.docx")}
	plan, err := o.Plan(context.Background(), actor, doc)
	require.NoError(o.t, err)
	d.Route = route.New(doc, plan)
	o.docs = append(o.docs, d)
	return d
}

// check runs the real format rules over a file.
func (o *office) check(path string) *domain.FormatCheck {
	file, err := os.Open(path)
	require.NoError(o.t, err)
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	require.NoError(o.t, err)
	result, err := (format.Checker{}).Check(context.Background(), file, info.Size())
	require.NoError(o.t, err)
	return &domain.FormatCheck{Ruleset: format.Ruleset, Errors: result.Errors, Warnings: result.Warnings, Report: result.Report, CheckedAt: o.now}
}

func (o *office) keep(content string) string {
	sum := sha256.Sum256([]byte(content))
	sha := hex.EncodeToString(sum[:])
	o.contents[sha] = content
	return sha
}

// act lets somebody act on a route, as the workflow would.
func (o *office) act(d *route.Dossier, username string, act domain.Act, change ...func(*route.Command)) {
	o.t.Helper()
	cmd := route.Command{
		Token: uuid.Must(uuid.NewV7()).String(), DocumentID: d.Document.ID, Act: act, Actor: o.actor(username), Door: domain.DoorPage,
		VersionID: d.Document.Version.ID, VersionSHA: d.Document.Version.SHA256,
	}
	for _, c := range change {
		c(&cmd)
	}
	_, err := o.decide(cmd)
	require.NoError(o.t, err)
}

// through takes a dossier up to the step of the kind.
func (o *office) through(d *route.Dossier, upTo route.StepKind) {
	o.t.Helper()
	who := map[route.StepKind]string{
		route.StepClearance: head, route.StepFormat: checker, route.StepAnswers: drafter, route.StepReview: chief, route.StepSignature: chair, route.StepIssue: clerk,
	}
	if d.Route.State == domain.DocumentDraft {
		o.act(d, drafter, route.ActSubmit)
	}
	for range 30 {
		open := d.Route.Open()
		require.NotEmpty(o.t, open)
		s := d.Route.Steps[open[0]]
		if s.Kind == upTo {
			return
		}
		username := who[s.Kind]
		if s.Kind == route.StepConsultation {
			username = map[string]string{o.unit("TCKH"): finance, o.unit("VHTT"): "truong-phong-van-hoa-thong-tin"}[s.UnitID]
		}
		o.now = o.now.Add(26 * time.Hour)
		o.act(d, username, route.ActFor(s.Kind), func(c *route.Command) {
			c.Verdict = route.VerdictAgree
			for _, i := range route.OpinionsToAnswer(d.Route) {
				c.Answers = append(c.Answers, route.OpinionAnswer{StepKey: d.Route.Steps[i].Key, Kind: route.AnswerAccepted, Text: "Đã chỉnh sửa."})
			}
		})
	}
	o.t.Fatalf("never came to %s", upTo)
}

func (o *office) find(id string) *route.Dossier {
	for _, d := range o.docs {
		if d.Document.ID == id {
			return d
		}
	}
	return nil
}

func (o *office) decide(cmd route.Command) (route.Receipt, error) {
	d := o.find(cmd.DocumentID)
	if cmd.Act == route.ActSubmit || cmd.Act == route.ActAnswerOpinions {
		cmd.VersionID, cmd.VersionSHA = d.Document.Version.ID, d.Document.Version.SHA256
	}
	change, refusal := route.Apply(&d.Route, cmd, o.policy.Route, o.now)
	if refusal != nil {
		d.Refusals = append(d.Refusals, *refusal)
		o.refusals = append(o.refusals, domain.OutOfOrderRow{Refusal: *refusal, Subject: d.Document.Subject, UnitName: "Phòng Nội vụ", PersonName: cmd.Actor.Name})
		return route.Receipt{}, refusal
	}
	d.Route.Record(change, route.TimesOfOpened(d.Route, change, o.policy.Route, calendar.Vietnam()), route.Particulars{})
	d.Document.State = d.Route.State
	if d.Document.SubmittedAt == nil {
		at := o.now
		d.Document.SubmittedAt = &at
	}
	d.History = append(d.History, route.HistoryItem{
		Seq: d.Route.Seq, Event: change.Event, Act: cmd.Act, StepKey: change.StepKey, Round: change.Round, PersonName: cmd.Actor.Name,
		UnitName: o.name(change.UnitID), VersionID: d.Route.VersionID, Text: cmd.Text, Door: cmd.Door, At: o.now,
	})
	for i := range d.Clocks {
		if d.Clocks[i].To == nil && d.Route.Step(d.Clocks[i].StepKey).Closed() {
			at := o.now
			d.Clocks[i].To = &at
		}
	}
	for _, i := range change.Opened {
		s := d.Route.Steps[i]
		d.Clocks = append(d.Clocks, route.Clock{UnitID: s.UnitID, StepKey: s.Key, Round: s.Round, From: o.now})
	}
	if cmd.Act == route.ActIssue {
		d.Document.Number = &domain.IssuedNumber{Series: "Công văn", Year: 2024, Number: 7, Notation: d.Document.Notation, Date: o.now}
	}
	return route.Receipt{DocumentID: d.Document.ID, Seq: d.Route.Seq, State: d.Route.State, Number: d.Document.Number}, nil
}

func (o *office) name(unitID string) string {
	for _, u := range o.org.Units {
		if u.ID == unitID {
			return u.Name
		}
	}
	return ""
}
