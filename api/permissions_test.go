package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"trinhky/api/auth"
	"trinhky/api/gateway"
	"trinhky/api/rest"
	"trinhky/api/web"
	"trinhky/internal/calendar"
	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/storage"
)

// The columns of the table of who may what. The dossier is one of Home's that
// waits for the opinion of Finance; other is a head whose unit has no part in it.
var columns = []string{"guest", "drafter", "head", "asked", "other", "checker", "specialist", "clerk", "chief", "chair", "affairs", "admin"}

// access is a row: what each column gets at a route.
//
//   - may
//   - may not, and is told so (403)
//     0  does not learn that it is there (404)
//     s  must sign in first
type access struct {
	route string // as registered
	who   string
	send  func(*committee) sent
}

// sent is what is sent along: by default nothing, about the dossier on its route.
type sent struct {
	path   string // parameters and query filled in; by default about the dossier on its route
	body   string
	media  string
	header []string
	token  bool // by access token and not by session
}

const (
	everybody = "+ + + + + + + + + + + +"
	signedIn  = "s + + + + + + + + + + +"
	drafting  = "s + + + + - + - + - - -"
	signing   = "s - - - - - - - + + - -"
	following = "s - - - - + + - + + + -"
	evidence  = "s - - - - + + - + + + -"
	recording = "s - - - - - + - + - - -"
	registers = "s + + + + + + + + + + -"
	sees      = "s + + + 0 + + + + + + 0" // the dossier
	drafterOf = "s r - - 0 - - - - - - 0" // the dossier, of their own
	draftSeen = "s + + 0 0 + + + + + + 0" // a draft nobody has been asked about
	mayDraft  = "s + - 0 0 - - - - - - -" // a draft, of their own, at a page for drafters only
)

var table = []access{
	{"GET /healthz", everybody, nil},
	{"GET /readyz", everybody, nil},
	{"GET /static/:hash/*file", everybody, at("/static/x/site.css")},

	{"GET /", signedIn, nil},
	{"GET /sign-in", everybody, nil},
	{"POST /sign-in", everybody, form("/sign-in", "username", "nobody", "password", "wrong")},
	{"POST /language", everybody, form("/language", "lang", "en", "back", "/")},
	{"GET /work", signedIn, nil},
	{"GET /signing", signing, nil},
	{"GET /documents", signedIn, nil},
	{"GET /documents/new", drafting, nil},
	{"POST /documents", drafting, file("/documents", "file", "token", "new")},
	{"GET /documents/:id", sees, nil},
	{"GET /documents/:id/opinions", sees, nil},
	{"GET /documents/:id/changes", sees, func(c *committee) sent {
		return sent{path: "/documents/" + c.route.ID + "/changes?from=" + c.route.Version.ID}
	}},
	{"GET /documents/:id/format", sees, nil},
	{"GET /documents/:id/format/fixed", sees, func(c *committee) sent {
		return sent{path: "/documents/" + c.route.ID + "/format/fixed?version=" + c.route.Version.ID}
	}},
	{"POST /documents/:id/format/fixed", mayDraft, func(c *committee) sent {
		return formTo("/documents/"+c.draft.ID+"/format/fixed", "token", "fixed-page", "version_id", somebodys)
	}},
	{"GET /documents/:id/due/:step/:round", sees, func(c *committee) sent { return sent{path: "/documents/" + c.route.ID + "/due/clearance/1"} }},
	{"GET /documents/:id/files/:sha", sees, func(c *committee) sent {
		return sent{path: "/documents/" + c.route.ID + "/files/" + c.route.Version.SHA256}
	}},
	{"GET /documents/:id/pdf/:sha", sees, func(c *committee) sent {
		return sent{path: "/documents/" + c.route.ID + "/pdf/" + c.route.Version.SHA256}
	}},
	{"GET /documents/:id/submit", mayDraft, draft("/documents/%s/submit")},
	{"POST /documents/:id/facts", mayDraft, draftForm("/documents/%s/facts", "subject", "V/v nghỉ lễ", "notation", "UBND-NV", "type", "cong-van", "urgency", "normal", "signer_position", "chair")},
	{"POST /documents/:id/plan", mayDraft, draftForm("/documents/%s/plan", "subject", "V/v nghỉ lễ")},
	{"POST /documents/:id/submit", mayDraft, draftForm("/documents/%s/submit", "token", "submit-page")},
	{"POST /documents/:id/versions", mayDraft, draftFile("/documents/%s/versions", "file", "token", "version-page")},
	{"POST /documents/:id/annexes", mayDraft, draftFile("/documents/%s/annexes", "file", "token", "annex-page", "kind", "attachment")},
	{"POST /documents/:id/acts/:act", "s - - + 0 - - - - - - 0", func(c *committee) sent {
		return formTo("/documents/"+c.route.ID+"/acts/give_opinion", "token", "act-page", "verdict", "agree", "text", "Thống nhất")
	}},
	{"GET /tracking", following, nil},
	{"GET /tracking/format", following, nil},
	{"GET /tracking/export", following, nil},
	{"GET /tracking/outside", recording, nil},
	{"POST /tracking/outside", recording, file("/tracking/outside", "evidence", "token", "outside")},
	{"GET /tracking/evidence/:sha", evidence, func(c *committee) sent { return sent{path: "/tracking/evidence/" + c.evidence} }},
	{"GET /register", registers, nil},
	{"GET /notices", signedIn, nil},
	{"POST /notices/read", signedIn, form("/notices/read", "all", "yes")},
	{"GET /account", signedIn, nil},
	{"POST /account/tokens", signedIn, form("/account/tokens", "name", "máy", "scope", "read", "days", "1")},
	{"POST /account/tokens/:token/revoke", "s 0 0 0 0 0 0 0 0 0 0 0", form("/account/tokens/" + somebodys + "/revoke")}, // one of somebody else's

	{"GET /api/docs", everybody, nil},
	{"GET /api/docs/style.css", everybody, nil},
	{"GET /api/openapi.yaml", everybody, nil},
	{"POST /api/v1/sessions", everybody, body("/api/v1/sessions", `{}`)},
	{"DELETE /api/v1/sessions/current", signedIn, func(*committee) sent { return sent{token: true} }},
	{"GET /api/v1/whoami", signedIn, nil},
	{"GET /api/v1/tokens", signedIn, func(*committee) sent { return sent{token: true} }},
	{"POST /api/v1/tokens", signedIn, body("/api/v1/tokens", `{"name":"máy","scope":"act","days":1}`)},
	{"DELETE /api/v1/tokens/:token_id", "s 0 0 0 0 0 0 0 0 0 0 0", at("/api/v1/tokens/" + somebodys)},
	{"GET /api/v1/units", signedIn, nil},
	{"GET /api/v1/calendar/workdays", signedIn, at("/api/v1/calendar/workdays?from=2024-05-07&days=1")},
	{"GET /api/v1/calendar/years/:year", signedIn, at("/api/v1/calendar/years/2024")},
	{"GET /api/v1/documents", signedIn, nil},
	{"POST /api/v1/documents", drafting, file("/api/v1/documents", "file")},
	{"GET /api/v1/documents/:document_id", sees, func(c *committee) sent { return sent{token: true} }},
	{"PATCH /api/v1/documents/:document_id", mayDraft, func(c *committee) sent {
		return sent{path: "/api/v1/documents/" + c.draft.ID, body: `{"subject":"V/v nghỉ lễ"}`, media: "application/json"}
	}},
	{"GET /api/v1/documents/:document_id/plan", draftSeen, draft("/api/v1/documents/%s/plan")},
	{"GET /api/v1/documents/:document_id/versions", sees, nil},
	{"POST /api/v1/documents/:document_id/versions", mayDraft, draftFile("/api/v1/documents/%s/versions", "file")},
	{"GET /api/v1/documents/:document_id/versions/:version_id/file", sees, version("file")},
	{"GET /api/v1/documents/:document_id/versions/:version_id/pdf", sees, version("pdf")},
	{"GET /api/v1/documents/:document_id/versions/:version_id/format", sees, version("format")},
	{"GET /api/v1/documents/:document_id/versions/:version_id/fixed", sees, version("fixed")},
	{"GET /api/v1/documents/:document_id/annexes", sees, nil},
	{"POST /api/v1/documents/:document_id/annexes", drafterOf, func(c *committee) sent {
		return fileTo("/api/v1/documents/"+c.route.ID+"/annexes", "file", "kind", "attachment")
	}},
	{"GET /api/v1/documents/:document_id/annexes/:annex_id/file", sees, func(c *committee) sent {
		return sent{path: "/api/v1/documents/" + c.route.ID + "/annexes/" + c.annex.ID + "/file"}
	}},
	{"POST /api/v1/documents/:document_id/decisions", "s - - + 0 - - - - - - 0", func(c *committee) sent {
		return sent{
			path: "/api/v1/documents/" + c.route.ID + "/decisions", body: `{"act":"give_opinion","verdict":"agree","text":"Thống nhất"}`,
			media: "application/json", header: []string{"Idempotency-Key", uuid.NewString()},
		}
	}},
	{"GET /api/v1/documents/:document_id/history", sees, nil},
	{"GET /api/v1/documents/:document_id/opinions", sees, nil},
	{"GET /api/v1/documents/:document_id/issued/:form", "s + + 0 0 + + + + + + 0", func(c *committee) sent {
		return sent{path: "/api/v1/documents/" + c.issued.ID + "/issued/pdf"}
	}},
	{"GET /api/v1/inbox", signedIn, nil},
	{"GET /api/v1/notices", signedIn, nil},
	{"POST /api/v1/notices/read", signedIn, body("/api/v1/notices/read", `{}`)},
	{"GET /api/v1/tracking/stalled", following, nil},
	{"GET /api/v1/tracking/out-of-order", following, nil},
	{"GET /api/v1/tracking/format", following, at("/api/v1/tracking/format?year=2024")},
	{"GET /api/v1/tracking/format/cases", following, at("/api/v1/tracking/format/cases?year=2024")},
	{"POST /api/v1/tracking/out-of-order", recording, file("/api/v1/tracking/out-of-order", "evidence", "attempt", "{}")},
	{"GET /api/v1/tracking/evidence/:sha256", evidence, func(c *committee) sent { return sent{path: "/api/v1/tracking/evidence/" + c.evidence} }},
	{"GET /api/v1/register", registers, nil},

	// Last: they end the sessions of the test.
	{"POST /account/sessions/end", signedIn, form("/account/sessions/end")},
	{"POST /sign-out", signedIn, form("/sign-out")},
	{"DELETE /api/v1/sessions/all", signedIn, func(*committee) sent { return sent{token: true} }},
}

func TestWhoMayWhat(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	var rows []string
	for _, row := range table {
		rows = append(rows, row.route)
	}
	var routes []string
	for _, r := range c.engine.Routes() {
		routes = append(routes, auth.Key(r.Method, r.Path))
	}
	slices.Sort(routes)
	slices.Sort(rows)
	require.Equal(t, routes, rows, "every route stands in the table once")

	var wrong []string
	for _, row := range table {
		var got []string
		var statuses []string
		for _, column := range columns {
			mark, status := c.knock(row, column)
			got = append(got, mark)
			statuses = append(statuses, fmt.Sprintf("%s %s", column, status))
		}
		if marks := strings.Join(got, " "); marks != row.who {
			wrong = append(wrong, fmt.Sprintf("%s\n  want %s\n  got  %s\n  %s", row.route, row.who, marks, strings.Join(statuses, ", ")))
		}
	}
	require.Empty(t, wrong, strings.Join(wrong, "\n"))
}

func TestAnErrorNamesItsRequestToThePersonAndToTheProgram(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	for path, page := range map[string]bool{"/documents/" + uuid.NewString(): true, "/nowhere": true, "/api/v1/documents/" + uuid.NewString(): false, "/api/nowhere": false} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		for _, cookie := range c.cookies["chief"] {
			r.AddCookie(cookie)
		}
		w := httptest.NewRecorder()
		c.engine.ServeHTTP(w, r)
		require.Equal(t, http.StatusNotFound, w.Code, path)
		id := w.Header().Get("X-Request-Id")
		require.Regexp(t, `^[0-9A-Z]{5}-[0-9A-Z]{5}$`, id)
		if page {
			require.Contains(t, w.Body.String(), `data-testid="request-id">`+id+"<", path)
		} else {
			require.Contains(t, w.Body.String(), `"request_id":"`+id+`"`, path)
		}
	}
}

// somebodys is the access token of nobody in the table.
const somebodys = "00000000-0000-4000-8000-000000000001"

// committee is the whole server on a real database and object store, with a
// person for each column at its door.
type committee struct {
	t        *testing.T
	engine   *gin.Engine
	route    domain.Document // waits for Finance
	draft    domain.Document // not submitted
	issued   domain.Document
	annex    domain.Annex
	evidence string // of an attempt seen outside
	cookies  map[string][]*http.Cookie
	tokens   map[string]string

	usernames map[string]string
	contract  *openapi3.T
}

const testPassword = "mật khẩu của phép thử"

func newCommittee(t *testing.T) *committee {
	t.Helper()
	db := testkit.Database(t)
	members := testkit.Organisation(t, db.Store)
	c := &committee{t: t, cookies: map[string][]*http.Cookie{}, tokens: map[string]string{}, usernames: map[string]string{}}
	journey := func() *testkit.Journey {
		return testkit.NewJourney(t, db.Store, members, testkit.Draft(t, db.Store, members))
	}
	onRoute := journey().UpTo(route.StepConsultation)
	c.route, c.draft = onRoute.Doc, testkit.Draft(t, db.Store, members)
	sha := testkit.Content(t, db.Store, "annex")
	var err error
	c.contract, err = openapi3.NewLoader().LoadFromData(Spec)
	require.NoError(t, err)
	c.annex, err = db.Store.AddAnnex(t.Context(), "annex", domain.Annex{
		ID: uuid.NewString(), DocumentID: c.route.ID, Kind: domain.AnnexAttachment, SHA256: sha, FileName: "phu-luc.pdf",
		MediaType: "application/pdf", Size: 6, UploadedBy: members.Drafter.PersonID, UploadedAt: testkit.Morning,
	})
	require.NoError(t, err)
	require.NoError(t, db.Store.SavePreview(t.Context(), c.route.Version.SHA256, testkit.Content(t, db.Store, "preview"), testkit.Morning))
	c.evidence = testkit.Content(t, db.Store, "evidence")
	_, err = db.Store.RecordRefusal(t.Context(), domain.Refusal{
		ID: uuid.NewString(), Code: domain.RefusedOutOfOrder, ClauseID: regulation.ClauseOrder, UnitID: members.Finance.ID, Act: route.ActSign,
		Door: domain.DoorOutside, At: testkit.Morning, Note: "Mang thẳng đến", EvidenceSHA: c.evidence, RecordedBy: members.Specialist.PersonID,
	})
	require.NoError(t, err)
	done := testkit.NewJourney(t, db.Store, members, testkit.Draft(t, db.Store, members, func(d *domain.Document) { d.ConsultedUnits = nil }))
	for _, act := range []struct {
		actor domain.Actor
		act   domain.Act
	}{
		{members.Drafter, route.ActSubmit},
		{members.Head, route.ActClear},
		{members.Checker, route.ActConfirmFormat},
		{members.Chief, route.ActReview},
		{members.ViceChair, route.ActSign},
		{members.Clerk, route.ActIssue},
	} {
		done.Act(act.actor, act.act)
	}
	c.issued = done.Doc
	pdf := testkit.Content(t, db.Store, "pdf")
	done.Record(done.Publication(testkit.Content(t, db.Store, "docx"), pdf))

	now := func() time.Time { return done.Now.Add(time.Hour) }
	c.engine = wholeServer(t, db.Store, now)
	affairs := testkit.Member(t, db.Store, domain.Person{ID: uuid.NewString(), Name: "Theo dõi thi đua"}, "affairs", members.Home, domain.PositionInternalAffairs)
	people := map[string]domain.Actor{
		"drafter": members.Drafter, "head": members.Head, "asked": members.ConsultedHead, "other": members.JusticeHead, "checker": members.Checker,
		"specialist": members.Specialist, "clerk": members.Clerk, "chief": members.Chief, "chair": members.Chair, "affairs": affairs,
		"admin": members.Administrator,
	}
	require.Len(t, people, len(columns)-1)
	hash, err := auth.HashPassword(testPassword)
	require.NoError(t, err)
	for column, actor := range people {
		account, err := db.Store.AccountByID(t.Context(), actor.AccountID)
		require.NoError(t, err)
		account.PasswordHash = hash
		require.NoError(t, db.Store.SaveAccount(t.Context(), account))
		c.signIn(column, account.Username)
	}
	return c
}

// files answers every content with the same bytes: what is stored is tested elsewhere.
type anyFile struct{}

// aDraft is what every file of the test holds: a real draft, for pages that read
// it, with faults of form, for those that mend it.
var aDraft = docxgen.Letter().Bytes()

func (anyFile) Get(context.Context, string) (io.ReadCloser, int64, error) {
	return io.NopCloser(bytes.NewReader(aDraft)), int64(len(aDraft)), nil
}

func (anyFile) Put(_ context.Context, r io.Reader, _ int64) (string, int64, error) {
	n, err := io.Copy(io.Discard, r)
	return strings.Repeat("ab", 32), n, err
}

// ruled decides by the rules on the stored route and changes nothing, so that
// every row meets the same dossier.
type ruled struct {
	*storage.Store
	org    []domain.Unit
	policy regulation.Policy
	now    func() time.Time
}

func (r ruled) Decide(ctx context.Context, cmd route.Command) (route.Receipt, error) {
	rt, err := r.Route(ctx, cmd.DocumentID)
	if err != nil {
		return route.Receipt{}, err
	}
	if refusal := route.Allowed(rt, cmd, r.now()); refusal != nil {
		// As the gateway has it: who may not see the dossier learns nothing of it.
		if _, unseen := r.Document(ctx, regulation.Sees(cmd.Actor, r.now()), cmd.DocumentID); unseen != nil {
			return route.Receipt{}, unseen
		}
		return route.Receipt{}, refusal
	}
	return route.Receipt{DocumentID: cmd.DocumentID, Seq: rt.Seq, State: rt.State}, nil
}

func (r ruled) Plan(_ context.Context, drafter domain.Actor, doc domain.Document) (route.Plan, error) {
	return route.PlanOf(doc, drafter, route.Organisation{Units: r.org}, r.policy.Route, r.now())
}

func (r ruled) RecordOutside(ctx context.Context, actor domain.Actor, a gateway.OutsideAttempt) (domain.Refusal, error) {
	return domain.Refusal{}, &domain.Error{Code: domain.ErrInvalid}
}
func (ruled) RequestPreview(context.Context, string) error { return nil }

func wholeServer(t *testing.T, store *storage.Store, now func() time.Time) *gin.Engine {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	policy, err := regulation.Load("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	units, err := store.Units(t.Context(), now())
	require.NoError(t, err)
	doors, err := auth.New(auth.Deps{Store: store, Sessions: store.SessionStore(), Idle: time.Hour, Lifetime: time.Hour, Now: now, Log: log})
	require.NoError(t, err)
	metrics := NewMetrics(prometheus.NewRegistry())
	decisions := metrics.Count(ruled{store, units, policy, now})
	intakes := intake.New(store, anyFile{}, format.Checker{}, decisions, now, log)
	pages, err := web.New(web.Deps{
		Store: store, Decisions: decisions, Intake: intakes, Files: anyFile{}, Sessions: doors, Tokens: doors.Tokens(),
		Calendar: calendar.Vietnam(), Terms: policy.Route, Now: now, Log: log,
	})
	require.NoError(t, err)
	machines, err := rest.New(rest.Deps{
		Spec: Spec, Store: store, Decisions: decisions, Intake: intakes, Files: anyFile{}, Sessions: doors, Tokens: doors.Tokens(),
		Calendar: calendar.Vietnam(), Now: now, Log: log,
	})
	require.NoError(t, err)
	engine, err := build(Deps{
		Pages: pages, API: machines, Doors: doors, Metrics: metrics, Now: now, Log: log,
		Checks: []Check{{Name: "postgres", Needed: true, Ping: store.Ping}},
	})
	require.NoError(t, err)
	return engine
}

func (c *committee) signIn(column, username string) {
	c.t.Helper()
	c.usernames[column] = username
	credentials, err := json.Marshal(map[string]string{"username": username, "password": testPassword})
	require.NoError(c.t, err)
	w := c.send(http.MethodPost, sent{path: "/api/v1/sessions", body: string(credentials), media: "application/json"}, nil)
	require.Equal(c.t, http.StatusCreated, w.Code, w.Body.String())
	c.cookies[column] = w.Result().Cookies()
	w = c.send(http.MethodPost, sent{path: "/api/v1/tokens", body: `{"name":"phép thử","scope":"act","days":1}`, media: "application/json"}, c.cookies[column])
	require.Equal(c.t, http.StatusCreated, w.Code, w.Body.String())
	var answer struct{ Secret string }
	require.NoError(c.t, json.Unmarshal(w.Body.Bytes(), &answer))
	c.tokens[column] = answer.Secret
}

func (c *committee) send(method string, s sent, cookies []*http.Cookie) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, s.path, strings.NewReader(s.body))
	if s.media != "" {
		r.Header.Set("Content-Type", s.media)
	}
	for i := 0; i+1 < len(s.header); i += 2 {
		r.Header.Set(s.header[i], s.header[i+1])
	}
	for _, cookie := range cookies {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	c.engine.ServeHTTP(w, r)
	return w
}

// knock sends a row's request as a column's person and reads the mark.
func (c *committee) knock(row access, column string) (mark, status string) {
	c.t.Helper()
	method, path, _ := strings.Cut(row.route, " ")
	s := sent{}
	if row.send != nil {
		s = row.send(c)
	}
	if s.path == "" {
		s.path = strings.NewReplacer(":id", c.route.ID, ":document_id", c.route.ID).Replace(path)
	}
	cookies := c.cookies[column]
	if s.token && c.tokens[column] != "" {
		cookies, s.header = nil, append(s.header, "Authorization", "Bearer "+c.tokens[column])
	}
	w := c.send(method, s, cookies)
	if path == "/account/sessions/end" && len(cookies) > 0 {
		c.signIn(column, c.usernames[column])
	}
	if strings.HasPrefix(path, "/api/v1/") {
		c.keepsToTheContract(method, path, w)
	}
	status = fmt.Sprintf("%d %s", w.Code, w.Header().Get("Location"))
	switch {
	case (path == "/sign-out" || path == "/account/sessions/end") && len(w.Result().Cookies()) > 0: // the end of a session also leads to the sign-in page
		return "+", status
	case w.Code == http.StatusUnauthorized, w.Code == http.StatusSeeOther && strings.HasPrefix(w.Header().Get("Location"), "/sign-in"):
		return "s", status
	case w.Code == http.StatusForbidden && path == "/sign-in", row.route == "GET /static/:hash/*file":
		return "+", status // a wrong password and a wrong name are the page's own answer
	case w.Code == http.StatusForbidden:
		return "-", status
	case w.Code == http.StatusNotFound && strings.Contains(w.Body.String(), `"not_found"`) && strings.HasSuffix(path, "/format"):
		return c.formatMark(w), status
	case w.Code == http.StatusNotFound:
		return "0", status
	case w.Code == http.StatusConflict:
		return "r", status
	case w.Code >= http.StatusInternalServerError:
		return "!", status + " " + w.Body.String()
	}
	return "+", status
}

// keepsToTheContract holds an answer made of real rows to openapi.yaml.
func (c *committee) keepsToTheContract(method, path string, w *httptest.ResponseRecorder) {
	c.t.Helper()
	path = regexp.MustCompile(`:(\w+)`).ReplaceAllString(strings.TrimPrefix(path, "/api/v1"), "{$1}")
	item := c.contract.Paths.Find(path)
	require.NotNil(c.t, item, path)
	err := openapi3filter.ValidateResponse(c.t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{
			Request: httptest.NewRequest(method, path, nil),
			Route:   &routers.Route{Spec: c.contract, Path: path, PathItem: item, Method: method, Operation: item.GetOperation(method)},
		},
		Status: w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())),
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	})
	require.NoError(c.t, err, "%s %s: %s", method, path, w.Body.String())
}

// formatMark tells a version that has not been checked from one not to be seen.
func (c *committee) formatMark(w *httptest.ResponseRecorder) string {
	if strings.Contains(w.Body.String(), "chưa được kiểm tra") {
		return "+"
	}
	return "0"
}

func at(path string) func(*committee) sent { return func(*committee) sent { return sent{path: path} } }

func body(path, text string) func(*committee) sent {
	return func(*committee) sent { return sent{path: path, body: text, media: "application/json"} }
}

func draft(path string) func(*committee) sent {
	return func(c *committee) sent { return sent{path: fmt.Sprintf(path, c.draft.ID)} }
}

func version(what string) func(*committee) sent {
	return func(c *committee) sent {
		return sent{path: "/api/v1/documents/" + c.route.ID + "/versions/" + c.route.Version.ID + "/" + what}
	}
}

func formTo(path string, pairs ...string) sent {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return sent{path: path, body: values.Encode(), media: "application/x-www-form-urlencoded"}
}

func form(path string, pairs ...string) func(*committee) sent {
	return func(*committee) sent { return formTo(path, pairs...) }
}

func draftForm(path string, pairs ...string) func(*committee) sent {
	return func(c *committee) sent { return formTo(fmt.Sprintf(path, c.draft.ID), pairs...) }
}

// fileTo is an upload whose content nobody takes for a document.
func fileTo(path, field string, pairs ...string) sent {
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for i := 0; i+1 < len(pairs); i += 2 {
		_ = w.WriteField(pairs[i], pairs[i+1]) // into memory
	}
	part, _ := w.CreateFormFile(field, "du-thao.docx")
	_, _ = io.WriteString(part, "not a document")
	_ = w.Close()
	return sent{path: path, body: out.String(), media: w.FormDataContentType()}
}

func file(path, field string, pairs ...string) func(*committee) sent {
	return func(*committee) sent { return fileTo(path, field, pairs...) }
}

func draftFile(path, field string, pairs ...string) func(*committee) sent {
	return func(c *committee) sent { return fileTo(fmt.Sprintf(path, c.draft.ID), field, pairs...) }
}
