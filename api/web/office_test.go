package web_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
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
	"trinhky/internal/intake"
	"trinhky/internal/organisation"
	"trinhky/internal/regulation"
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
	t        *testing.T
	org      organisation.Organisation
	policy   regulation.Policy
	now      time.Time
	docs     []*domain.Dossier
	previews map[string]string
	contents map[string]string
	notices  []domain.StoredNotice
	refusals []domain.OutOfOrderRow
	tokens   []domain.AccessToken
	sent     []domain.Command
	outside  []gateway.OutsideAttempt
	away     error // what every decision answers while the engine is away
	spoiled  error // what reading a file ends with where its content is not its hash's
	server   *httptest.Server
	engine   *gin.Engine
	rules    auth.Rules
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
		Store: o, Decisions: o, Intake: o, Files: o, Sessions: door{o}, Tokens: o, Calendar: calendar.Vietnam(), Terms: policy.Route,
		Ruleset: format.Ruleset, Now: func() time.Time { return o.now }, Log: slog.New(slog.DiscardHandler),
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
func (o *office) letter(subject string, change ...func(*domain.Document)) *domain.Dossier {
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
	d := &domain.Dossier{Document: doc, Versions: []domain.Version{version}, Format: o.check("../../testdata/288-UBND-VP.corrected.docx")}
	plan, err := o.Plan(context.Background(), actor, doc)
	require.NoError(o.t, err)
	d.Route = regulation.NewRoute(doc, plan)
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
func (o *office) act(d *domain.Dossier, username string, act domain.Act, change ...func(*domain.Command)) {
	o.t.Helper()
	cmd := domain.Command{
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
func (o *office) through(d *domain.Dossier, upTo domain.StepKind) {
	o.t.Helper()
	who := map[domain.StepKind]string{
		domain.StepClearance: head, domain.StepFormat: checker, domain.StepAnswers: drafter, domain.StepReview: chief, domain.StepSignature: chair, domain.StepIssue: clerk,
	}
	if d.Route.State == domain.DocumentDraft {
		o.act(d, drafter, domain.ActSubmit)
	}
	for range 30 {
		open := d.Route.Open()
		require.NotEmpty(o.t, open)
		s := d.Route.Steps[open[0]]
		if s.Kind == upTo {
			return
		}
		username := who[s.Kind]
		if s.Kind == domain.StepConsultation {
			username = map[string]string{o.unit("TCKH"): finance, o.unit("VHTT"): "truong-phong-van-hoa-thong-tin"}[s.UnitID]
		}
		o.now = o.now.Add(26 * time.Hour)
		o.act(d, username, regulation.ActFor(s.Kind), func(c *domain.Command) {
			c.Verdict = domain.VerdictAgree
			for _, i := range regulation.OpinionsToAnswer(d.Route) {
				c.Answers = append(c.Answers, domain.OpinionAnswer{StepKey: d.Route.Steps[i].Key, Kind: domain.AnswerAccepted, Text: "Đã chỉnh sửa."})
			}
		})
	}
	o.t.Fatalf("never came to %s", upTo)
}

func (o *office) find(id string) *domain.Dossier {
	for _, d := range o.docs {
		if d.Document.ID == id {
			return d
		}
	}
	return nil
}

func (o *office) decide(cmd domain.Command) (domain.Receipt, error) {
	d := o.find(cmd.DocumentID)
	if cmd.Act == domain.ActSubmit || cmd.Act == domain.ActAnswerOpinions {
		cmd.VersionID, cmd.VersionSHA = d.Document.Version.ID, d.Document.Version.SHA256
	}
	if refusal := regulation.Allowed(d.Route, cmd, o.now); refusal != nil {
		d.Refusals = append(d.Refusals, *refusal)
		o.refusals = append(o.refusals, domain.OutOfOrderRow{Refusal: *refusal, Subject: d.Document.Subject, UnitName: "Phòng Nội vụ", PersonName: cmd.Actor.Name})
		return domain.Receipt{}, refusal
	}
	change := regulation.Apply(&d.Route, cmd, o.policy.Route, o.now)
	for _, i := range change.Opened {
		regulation.SetTimes(&d.Route.Steps[i], regulation.TimesOf(d.Route.Steps[i], o.policy.Route, calendar.Vietnam()))
	}
	d.Route.Seq++
	d.Document.State = d.Route.State
	if d.Document.SubmittedAt == nil {
		at := o.now
		d.Document.SubmittedAt = &at
	}
	d.History = append(d.History, domain.HistoryItem{
		Seq: d.Route.Seq, Event: change.Event, Act: cmd.Act, StepKey: change.StepKey, Round: change.Round, PersonName: cmd.Actor.Name,
		UnitName: o.name(change.UnitID), VersionID: d.Route.VersionID, Text: cmd.Text, Door: cmd.Door, At: o.now,
	})
	holder := regulation.CurrentHolder(d.Route)
	if n := len(d.Custody); n > 0 && d.Custody[n-1].To == nil {
		at := o.now
		d.Custody[n-1].To = &at
	}
	if holder.UnitID != "" {
		d.Custody = append(d.Custody, domain.Custody{UnitID: holder.UnitID, StepKey: holder.StepKey, Round: holder.Round, From: o.now})
	}
	if cmd.Act == domain.ActIssue {
		d.Document.Number = &domain.IssuedNumber{Series: "Công văn", Year: 2024, Number: 7, Notation: d.Document.Notation, Date: o.now}
	}
	return domain.Receipt{DocumentID: d.Document.ID, Seq: d.Route.Seq, State: d.Route.State, Number: d.Document.Number}, nil
}

func (o *office) name(unitID string) string {
	for _, u := range o.org.Units {
		if u.ID == unitID {
			return u.Name
		}
	}
	return ""
}

// The ports.

func (o *office) Units(context.Context, time.Time) ([]domain.Unit, error) { return o.org.Units, nil }

func (o *office) UnitHolders(_ context.Context, unitID string, p domain.Position, at time.Time) ([]domain.Person, error) {
	var out []domain.Person
	for _, m := range o.org.Members {
		if (domain.Actor{Appointments: m.Appointments}).Holds(unitID, p, at) {
			out = append(out, m.Person)
		}
	}
	return out, nil
}

func (o *office) Persons(_ context.Context, ids []string) ([]domain.Person, error) {
	var out []domain.Person
	for _, m := range o.org.Members {
		if slices.Contains(ids, m.Person.ID) {
			out = append(out, m.Person)
		}
	}
	return out, nil
}

func (o *office) sees(v domain.Viewer, d *domain.Dossier) bool {
	if v.SeesAll || d.Document.DrafterID == v.PersonID || slices.Contains(v.UnitIDs, d.Document.UnitID) {
		return true
	}
	return slices.ContainsFunc(d.Route.Steps, func(s domain.Step) bool { return slices.Contains(v.UnitIDs, s.UnitID) })
}

func (o *office) Document(_ context.Context, v domain.Viewer, id string) (domain.Document, error) {
	if d := o.find(id); d != nil && o.sees(v, d) {
		return d.Document, nil
	}
	return domain.Document{}, &domain.Error{Code: domain.ErrNotFound}
}

func (o *office) Dossier(_ context.Context, v domain.Viewer, id, _ string) (domain.Dossier, error) {
	if d := o.find(id); d != nil && o.sees(v, d) {
		out := *d
		if out.Document.State == domain.DocumentDraft {
			out.Route.Steps = nil
		}
		return out, nil
	}
	return domain.Dossier{}, &domain.Error{Code: domain.ErrNotFound}
}

func (o *office) Documents(_ context.Context, v domain.Viewer, f domain.DocumentFilter) ([]domain.Document, string, error) {
	var out []domain.Document
	for _, d := range slices.Backward(o.docs) {
		if o.sees(v, d) && (f.State == "" || d.Document.State == f.State) && strings.Contains(d.Document.Subject, f.Text) {
			out = append(out, d.Document)
		}
	}
	return out, "", nil
}

func (o *office) UpdateDraft(_ context.Context, doc domain.Document) error {
	o.find(doc.ID).Document = doc
	return nil
}

func (o *office) Preview(_ context.Context, sha string) (string, bool, error) {
	pdf, ok := o.previews[sha]
	return pdf, ok, nil
}

func (o *office) File(_ context.Context, sha string) (int64, string, error) {
	return int64(len(o.contents[sha])), "image/png", nil
}

func (o *office) FileVisible(_ context.Context, v domain.Viewer, sha string) (bool, error) {
	_, ok := o.contents[sha]
	return ok && v.SeesAll, nil
}

func (o *office) Inbox(_ context.Context, a domain.Actor, now time.Time, kinds []domain.StepKind, limit int, _ string) ([]domain.InboxItem, string, error) {
	var out []domain.InboxItem
	for _, d := range o.docs {
		for _, option := range regulation.MayDo(d.Route, a, now) {
			s := d.Route.Step(option.StepKey)
			if s == nil || s.State != domain.StepOpen || option.Refusal != nil || option.Act == domain.ActReturn || (kinds != nil && !slices.Contains(kinds, s.Kind)) {
				continue
			}
			out = append(out, domain.InboxItem{
				DocumentID: d.Document.ID, Subject: d.Document.Subject, Type: d.Document.Type, Urgency: d.Document.Urgency,
				UnitID: d.Document.UnitID, UnitName: o.name(d.Document.UnitID), Step: *s,
			})
		}
	}
	return out[:min(limit, len(out))], "", nil
}

func (o *office) Stalled(_ context.Context, f domain.TrackingFilter) ([]domain.TrackingRow, string, error) {
	var out []domain.TrackingRow
	for _, d := range o.docs {
		for _, i := range d.Route.Open() {
			s := d.Route.Steps[i]
			row := domain.TrackingRow{
				DocumentID: d.Document.ID, Subject: d.Document.Subject, Type: d.Document.Type, Urgency: d.Document.Urgency, UnitID: s.UnitID,
				UnitName: o.name(s.UnitID), Holders: []string{"Trưởng phòng"}, Step: s, Overdue: s.DueAt.Before(f.Now), Idle: s.IdleAt.Before(f.Now),
			}
			if (row.Overdue || row.Idle) && (f.UnitID == "" || f.UnitID == s.UnitID) && (f.StepKind == "" || f.StepKind == s.Kind) {
				out = append(out, row)
			}
		}
	}
	return out, "", nil
}

func (o *office) OutOfOrder(context.Context, domain.TrackingFilter) ([]domain.OutOfOrderRow, string, error) {
	return o.refusals, "", nil
}

func (o *office) Register(_ context.Context, f domain.RegisterFilter) ([]domain.RegisterRow, string, error) {
	var out []domain.RegisterRow
	for _, d := range o.docs {
		if n := d.Document.Number; n != nil && n.Year == f.Year && (f.Series == "" || f.Series == n.Series) {
			out = append(out, domain.RegisterRow{
				DocumentID: d.Document.ID, Number: *n, Type: d.Document.Type, Subject: d.Document.Subject, SignerName: "Chủ tịch UBND thành phố",
				UnitName: o.name(d.Document.UnitID), Recipients: d.Document.Recipients, State: d.Document.State, PDFSHA256: d.Document.IssuedPDFSHA,
			})
		}
	}
	return out, "", nil
}

func (o *office) Notices(context.Context, string, int, string) ([]domain.StoredNotice, string, error) {
	return o.notices, "", nil
}

func (o *office) UnreadNotices(context.Context, string) (int, error) {
	unread := 0
	for _, n := range o.notices {
		if n.ReadAt == nil {
			unread++
		}
	}
	return unread, nil
}

func (o *office) MarkNoticesRead(_ context.Context, _ string, ids []string, now time.Time) error {
	for i, n := range o.notices {
		if ids == nil || slices.Contains(ids, n.ID) {
			o.notices[i].ReadAt = &now
		}
	}
	return nil
}

func (o *office) SetLanguage(context.Context, string, string) error { return nil }

func (o *office) Decide(_ context.Context, cmd domain.Command) (domain.Receipt, error) {
	o.sent = append(o.sent, cmd)
	if o.away != nil {
		return domain.Receipt{}, o.away
	}
	return o.decide(cmd)
}

func (o *office) Plan(_ context.Context, a domain.Actor, doc domain.Document) (regulation.Plan, error) {
	return regulation.PlanRoute(doc, a, o.org.At(o.now), o.policy.Route, o.now)
}

func (o *office) RecordOutside(_ context.Context, _ domain.Actor, a gateway.OutsideAttempt) (domain.Refusal, error) {
	o.outside = append(o.outside, a)
	return domain.Refusal{}, nil
}

func (o *office) RequestPreview(context.Context, string) error { return nil }

func (o *office) Draft(_ context.Context, _ domain.Actor, _ string, up intake.Upload, _ *intake.Facts) (domain.Document, domain.FormatCheck, error) {
	content, err := io.ReadAll(up.Body)
	if err != nil {
		return domain.Document{}, domain.FormatCheck{}, err
	}
	if bytes.Contains(content, []byte("TỐI MẬT")) {
		return domain.Document{}, domain.FormatCheck{}, &domain.Error{Code: domain.ErrUnsupported, Key: "upload.secret"}
	}
	d := o.letter("V/v tệp vừa tải lên " + up.FileName)
	return d.Document, *d.Format, nil
}

func (o *office) AddVersion(_ context.Context, a domain.Actor, id, _ string, up intake.Upload) (domain.Version, domain.FormatCheck, error) {
	content, err := io.ReadAll(up.Body)
	if err != nil {
		return domain.Version{}, domain.FormatCheck{}, err
	}
	d := o.find(id)
	v := domain.Version{
		ID: uuid.Must(uuid.NewV7()).String(), DocumentID: id, Ordinal: len(d.Versions) + 1, SHA256: o.keep(string(content)), FileName: up.FileName,
		Size: int64(len(content)), UploadedBy: a.PersonID, UploadedAt: o.now,
	}
	d.Versions, d.Document.Version = append(d.Versions, v), v
	return v, *d.Format, nil
}

func (o *office) AddAnnex(_ context.Context, a domain.Actor, id, _ string, kind domain.AnnexKind, up intake.Upload) (domain.Annex, error) {
	content, err := io.ReadAll(up.Body)
	if err != nil {
		return domain.Annex{}, err
	}
	annex := domain.Annex{
		ID: uuid.Must(uuid.NewV7()).String(), DocumentID: id, Kind: kind, SHA256: o.keep(string(content)), FileName: up.FileName,
		MediaType: "application/pdf", Size: int64(len(content)), UploadedBy: a.PersonID, UploadedAt: o.now,
	}
	if d := o.find(id); d != nil {
		d.Annexes = append(d.Annexes, annex)
	}
	return annex, nil
}

func (o *office) Get(_ context.Context, sha string) (io.ReadCloser, int64, error) {
	content, ok := o.contents[sha]
	if !ok {
		return nil, 0, &domain.Error{Code: domain.ErrNotFound}
	}
	if o.spoiled != nil {
		return io.NopCloser(io.MultiReader(strings.NewReader(content), iotest.ErrReader(o.spoiled))), int64(len(content)), nil
	}
	return io.NopCloser(strings.NewReader(content)), int64(len(content)), nil
}

func (o *office) List(context.Context, string) ([]domain.AccessToken, error) { return o.tokens, nil }

func (o *office) Create(_ context.Context, a domain.Actor, name string, days int) (string, domain.AccessToken, error) {
	t := domain.AccessToken{ID: uuid.Must(uuid.NewV7()).String(), AccountID: a.AccountID, Name: name, CreatedAt: o.now, ExpiresAt: o.now.AddDate(0, 0, days)}
	o.tokens = append(o.tokens, t)
	return "tk_bimat", t, nil
}

func (o *office) Revoke(_ context.Context, _ domain.Actor, id string) error {
	for i := range o.tokens {
		if o.tokens[i].ID == id {
			o.tokens[i].RevokedAt = &o.now
		}
	}
	return nil
}

// door lets people in by a cookie that says who they are.
type door struct{ o *office }

func (d door) Actor(c *gin.Context) (domain.Actor, bool) {
	cookie, err := c.Request.Cookie("who")
	if err != nil {
		return domain.Actor{}, false
	}
	return d.o.org.Actor(cookie.Value)
}

func (d door) SignIn(c *gin.Context, username, password string) (domain.Account, error) {
	if _, ok := d.o.org.Actor(username); !ok || password != "đúng" {
		return domain.Account{}, &domain.Error{Code: domain.ErrForbidden, Key: "sign_in.wrong"}
	}
	http.SetCookie(c.Writer, &http.Cookie{Name: "who", Value: username, Path: "/"})
	return domain.Account{Username: username, Language: "vi"}, nil
}

func (d door) SignOut(c *gin.Context) error {
	http.SetCookie(c.Writer, &http.Cookie{Name: "who", MaxAge: -1, Path: "/"})
	return nil
}

// visit is one answer of the pages.
type visit struct {
	status   int
	location string
	header   http.Header
	body     string
}

// visitor goes to pages as one person in one language.
type visitor struct {
	o    *office
	who  string
	lang string
}

func (o *office) as(who string) visitor { return visitor{o, who, "vi"} }

func (o *office) in(who, lang string) visitor { return visitor{o, who, lang} }

func (v visitor) send(r *http.Request) visit {
	v.o.t.Helper()
	if v.who != "" {
		r.AddCookie(&http.Cookie{Name: "who", Value: v.who})
	}
	r.AddCookie(&http.Cookie{Name: "trinhky_lang", Value: v.lang})
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	require.NoError(v.o.t, err)
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	require.NoError(v.o.t, err)
	return visit{answer.StatusCode, answer.Header.Get("Location"), answer.Header, string(body)}
}

func (v visitor) get(path string) visit {
	v.o.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, v.o.server.URL+path, nil)
	require.NoError(v.o.t, err)
	return v.send(r)
}

func (v visitor) post(path string, values url.Values) visit {
	v.o.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, v.o.server.URL+path, strings.NewReader(values.Encode()))
	require.NoError(v.o.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.send(r)
}

// upload posts a form with a file as its last part, as browsers do.
func (v visitor) upload(path string, values url.Values, name, content string) visit {
	v.o.t.Helper()
	var body bytes.Buffer
	const boundary = "ranh-gioi"
	for key, all := range values {
		for _, value := range all {
			fmt.Fprintf(&body, "--%s\r\nContent-Disposition: form-data; name=%q\r\n\r\n%s\r\n", boundary, key, value)
		}
	}
	fmt.Fprintf(&body, "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=%q\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n--%s--\r\n", boundary, name, content, boundary)
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, v.o.server.URL+path, &body)
	require.NoError(v.o.t, err)
	r.Header.Set("Content-Type", "multipart/form-data; boundary="+boundary)
	return v.send(r)
}
