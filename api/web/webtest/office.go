// Package webtest is a small committee in memory, behind the real pages, for the
// tests of each area.
package webtest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/http/httptest"
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
	"trinhky/internal/proof/testkit"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// The people of the demo organisation that the tests speak of.
const (
	Drafter    = "chuyen-vien-noi-vu"
	Head       = "truong-phong-noi-vu"
	Finance    = "truong-phong-tai-chinh-ke-hoach"
	Checker    = "kiem-tra-the-thuc"
	Specialist = "chuyen-vien-theo-doi"
	Chief      = "chanh-van-phong"
	Chair      = "chu-tich"
	Clerk      = "van-thu"
	Stranger   = "chuyen-vien-tu-phap"
)

// Office is a small committee held in memory. Its rules are the real ones; only
// the servers behind the ports are not there.
type Office struct {
	T            *testing.T
	Org          organisation.Organisation
	Policy       regulation.Policy
	Now          time.Time
	Letters      []*route.Dossier
	Previews     map[string]string
	Contents     map[string]string
	Told         []domain.StoredNotice
	Attempts     []domain.OutOfOrderRow
	AccessTokens []domain.AccessToken
	Ended        int // how often all sessions of somebody were
	Sent         []route.Command
	SeenOutside  []gateway.OutsideAttempt
	Away         error  // what every decision answers while the engine is away
	Unreadable   error  // what ordering a reading copy answers
	Spoiled      error  // what reading a file ends with where its content is not its hash's
	Faster       func() // what happens once, just before a version is added
	Server       *httptest.Server
	Engine       *gin.Engine
	Rules        auth.Rules
}

// New opens the pages of an empty committee on 25 March 2024. They close with the test.
func New(t *testing.T) *Office {
	t.Helper()
	policy, err := regulation.Load("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	org, err := organisation.Demo(policy.ID)
	require.NoError(t, err)
	o := &Office{
		T: t, Org: org, Policy: policy, Now: time.Date(2024, 3, 25, 2, 30, 0, 0, time.UTC),
		Previews: map[string]string{}, Contents: map[string]string{},
	}
	pages, err := web.New(web.Deps{
		Store: o, Decisions: o, Intake: o, Files: o, Sessions: entrance{o}, Tokens: o, Calendar: calendar.Vietnam(), Terms: policy.Route,
		Now: func() time.Time { return o.Now }, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	gin.SetMode(gin.TestMode)
	engine := gin.New()
	pages.Mount(engine)
	engine.NoRoute(pages.NotFound)
	o.Engine, o.Rules = engine, pages.Rules()
	o.Server = httptest.NewServer(engine)
	t.Cleanup(o.Server.Close)
	return o
}

// Actor is a person of the demo organisation, by username.
func (o *Office) Actor(username string) domain.Actor {
	a, ok := o.Org.Actor(username)
	require.True(o.T, ok, username)
	return a
}

// Unit is the id of a unit, by its code.
func (o *Office) Unit(code string) string {
	u := o.Org.Unit(code)
	require.NotNil(o.T, u, code)
	return u.ID
}

// Letter is the draft of the tests: the letter 288 of the Office's own kind.
func (o *Office) Letter(subject string, change ...func(*domain.Document)) *route.Dossier {
	id := uuid.Must(uuid.NewV7()).String()
	actor := o.Actor(Drafter)
	version := domain.Version{
		ID: uuid.Must(uuid.NewV7()).String(), DocumentID: id, Ordinal: 1, SHA256: o.Keep("draft of " + id), FileName: "Dự thảo công văn.docx",
		Size: 48_213, UploadedBy: actor.PersonID, UploadedAt: o.Now,
	}
	doc := domain.Document{
		ID: id, Type: domain.TypeOfficialLetter, Subject: subject, Notation: "UBND-NV", Urgency: domain.UrgencyNormal, UnitID: o.Unit("NV"),
		DrafterID: actor.PersonID, SignerPosition: domain.PositionChair, ConsultedUnits: []string{o.Unit("TCKH"), o.Unit("VHTT")},
		Sectors: []string{"noi-vu"}, Recipients: []string{"Như trên", "CT và các PCT UBND TP"}, State: domain.DocumentDraft, Version: version, CreatedAt: o.Now,
	}
	for _, c := range change {
		c(&doc)
	}
	d := &route.Dossier{Document: doc, Versions: []domain.Version{version}, Format: o.Check("288-UBND-VP.corrected.docx")}
	plan, err := o.Plan(context.Background(), actor, doc)
	require.NoError(o.T, err)
	d.Route = route.New(doc, plan)
	o.Letters = append(o.Letters, d)
	return d
}

// Check runs the real format rules over a file of testdata.
func (o *Office) Check(name string) *domain.FormatCheck {
	data := testkit.Fixture(o.T, name)
	result, err := (format.Checker{}).Check(context.Background(), bytes.NewReader(data), int64(len(data)))
	require.NoError(o.T, err)
	return &domain.FormatCheck{Ruleset: format.Ruleset, Errors: result.Errors, Warnings: result.Warnings, Report: result.Report, CheckedAt: o.Now}
}

// Keep stores a content and returns its hash.
func (o *Office) Keep(content string) string {
	sum := sha256.Sum256([]byte(content))
	sha := hex.EncodeToString(sum[:])
	o.Contents[sha] = content
	return sha
}

// Act lets somebody act on a route, as the workflow would.
func (o *Office) Act(d *route.Dossier, username string, act domain.Act, change ...func(*route.Command)) {
	o.T.Helper()
	cmd := route.Command{
		Token: uuid.Must(uuid.NewV7()).String(), DocumentID: d.Document.ID, Act: act, Actor: o.Actor(username), Door: domain.DoorPage,
		VersionID: d.Document.Version.ID, VersionSHA: d.Document.Version.SHA256,
	}
	for _, c := range change {
		c(&cmd)
	}
	_, err := o.decide(cmd)
	require.NoError(o.T, err)
}

// Through takes a dossier up to the step of the kind.
func (o *Office) Through(d *route.Dossier, upTo route.StepKind) {
	o.T.Helper()
	who := map[route.StepKind]string{
		route.StepClearance: Head, route.StepFormat: Checker, route.StepAnswers: Drafter, route.StepReview: Chief, route.StepSignature: Chair, route.StepIssue: Clerk,
	}
	if d.Route.State == domain.DocumentDraft {
		o.Act(d, Drafter, route.ActSubmit)
	}
	for range 30 {
		open := d.Route.Open()
		require.NotEmpty(o.T, open)
		s := d.Route.Steps[open[0]]
		if s.Kind == upTo {
			return
		}
		username := who[s.Kind]
		if s.Kind == route.StepConsultation {
			username = map[string]string{o.Unit("TCKH"): Finance, o.Unit("VHTT"): "truong-phong-van-hoa-thong-tin"}[s.UnitID]
		}
		o.Now = o.Now.Add(26 * time.Hour)
		o.Act(d, username, route.ActFor(s.Kind), func(c *route.Command) {
			c.Verdict = route.VerdictAgree
			for _, i := range route.OpinionsToAnswer(d.Route) {
				c.Answers = append(c.Answers, route.OpinionAnswer{StepKey: d.Route.Steps[i].Key, Kind: route.AnswerAccepted, Text: "Đã chỉnh sửa."})
			}
		})
	}
	o.T.Fatalf("never came to %s", upTo)
}

// Find is the dossier of a document, nil where there is none.
func (o *Office) Find(id string) *route.Dossier {
	for _, d := range o.Letters {
		if d.Document.ID == id {
			return d
		}
	}
	return nil
}

func (o *Office) decide(cmd route.Command) (route.Receipt, error) {
	d := o.Find(cmd.DocumentID)
	if cmd.Act == route.ActSubmit || cmd.Act == route.ActAnswerOpinions {
		cmd.VersionID, cmd.VersionSHA = d.Document.Version.ID, d.Document.Version.SHA256
	}
	change, refusal := route.Apply(&d.Route, cmd, o.Policy.Route, o.Now)
	if refusal != nil {
		d.Refusals = append(d.Refusals, *refusal)
		o.Attempts = append(o.Attempts, domain.OutOfOrderRow{Refusal: *refusal, Subject: d.Document.Subject, UnitName: "Phòng Nội vụ", PersonName: cmd.Actor.Name})
		return route.Receipt{}, refusal
	}
	d.Route.Record(change, route.TimesOfOpened(d.Route, change, o.Policy.Route, calendar.Vietnam()), route.Particulars{})
	d.Document.State = d.Route.State
	if d.Document.SubmittedAt == nil {
		at := o.Now
		d.Document.SubmittedAt = &at
	}
	d.History = append(d.History, route.HistoryItem{
		Seq: d.Route.Seq, Event: change.Event, Act: cmd.Act, StepKey: change.StepKey, Round: change.Round, PersonName: cmd.Actor.Name,
		UnitName: o.name(change.UnitID), VersionID: d.Route.VersionID, Text: cmd.Text, Door: cmd.Door, At: o.Now,
	})
	for i := range d.Clocks {
		if d.Clocks[i].To == nil && d.Route.Step(d.Clocks[i].StepKey).Closed() {
			at := o.Now
			d.Clocks[i].To = &at
		}
	}
	for _, i := range change.Opened {
		s := d.Route.Steps[i]
		d.Clocks = append(d.Clocks, route.Clock{UnitID: s.UnitID, StepKey: s.Key, Round: s.Round, From: o.Now})
	}
	if cmd.Act == route.ActIssue {
		d.Document.Number = &domain.IssuedNumber{Series: "Công văn", Year: 2024, Number: 7, Notation: d.Document.Notation, Date: o.Now}
	}
	return route.Receipt{DocumentID: d.Document.ID, Seq: d.Route.Seq, State: d.Route.State, Number: d.Document.Number}, nil
}

func (o *Office) name(unitID string) string {
	for _, u := range o.Org.Units {
		if u.ID == unitID {
			return u.Name
		}
	}
	return ""
}
