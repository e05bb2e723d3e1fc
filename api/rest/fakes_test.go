package rest

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
	"os"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"trinhky/api/auth"
	"trinhky/api/gateway"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

const (
	docID     = "0193a1f2-6a10-7c55-9d8e-2f6f0c1b7a44"
	versionID = "0193a1f2-6a10-7c55-9d8e-2f6f0c1b7a45"
	annexID   = "0193a1f2-6a10-7c55-9d8e-2f6f0c1b7a46"
	unitID    = "0193a1f2-6a10-7c55-9d8e-2f6f0c1b7a47"
	personID  = "0193a1f2-6a10-7c55-9d8e-2f6f0c1b7a48"
	otherID   = "0193a1f2-6a10-7c55-9d8e-2f6f0c1b7a49"
	accountID = "0193a1f2-6a10-7c55-9d8e-2f6f0c1b7a4a"
)

var (
	at      = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	fileSHA = strings.Repeat("ab", 32)
	pdfSHA  = strings.Repeat("cd", 32)
)

func notFound() error { return &domain.Error{Code: domain.ErrNotFound} }

// fakeStore holds one dossier and remembers what was asked.
type fakeStore struct {
	dossier route.Dossier
	preview string
	check   *domain.FormatCheck
	err     error

	updated  *domain.Document
	tracking route.TrackingFilter
	register domain.RegisterFilter
	cases    domain.FormatCaseFilter
	list     domain.DocumentFilter
	read     []string
	kinds    []route.StepKind
	limit    int
	unitsAt  time.Time
	keys     map[string]string
}

func (s *fakeStore) HoldKey(_ context.Context, token string, content []byte, _ time.Time) error {
	if s.keys == nil {
		s.keys = map[string]string{}
	}
	if first, used := s.keys[token]; used && first != string(content) {
		return &domain.Error{Code: domain.ErrInvalid, Key: "request.key_reused"}
	}
	s.keys[token] = string(content)
	return s.err
}

func (s *fakeStore) Units(_ context.Context, at time.Time) ([]domain.Unit, error) {
	s.unitsAt = at
	return []domain.Unit{{ID: unitID, Code: "TCKH", Name: "Phòng Tài chính - Kế hoạch", NameEN: "Finance Division", Kind: domain.UnitDivision}}, s.err
}

func (s *fakeStore) ActorByPerson(_ context.Context, personID string, _ time.Time) (domain.Actor, error) {
	return domain.Actor{PersonID: personID}, s.err
}

func (s *fakeStore) Document(_ context.Context, v domain.Viewer, id string) (domain.Document, error) {
	if s.err != nil {
		return domain.Document{}, s.err
	}
	if id != s.dossier.Document.ID || (!v.SeesAll && len(v.UnitIDs) == 0) {
		return domain.Document{}, notFound()
	}
	return s.dossier.Document, nil
}

func (s *fakeStore) Dossier(ctx context.Context, v domain.Viewer, id string, want route.Parts) (route.Dossier, error) {
	_, err := s.Document(ctx, v, id)
	return testkit.PartsOf(s.dossier, want), err
}

func (s *fakeStore) Documents(_ context.Context, _ domain.Viewer, f domain.DocumentFilter) ([]domain.Document, string, error) {
	s.list = f
	return nil, "", s.err
}

func (s *fakeStore) UpdateDraft(_ context.Context, d domain.Document) error {
	s.updated = &d
	return s.err
}

func (s *fakeStore) FormatCheck(context.Context, string, string) (*domain.FormatCheck, error) {
	return s.check, s.err
}

func (s *fakeStore) FileVisible(_ context.Context, v domain.Viewer, sha string) (bool, error) {
	return v.SeesAll && sha == fileSHA, s.err
}

func (s *fakeStore) Preview(context.Context, string) (string, bool, error) {
	return s.preview, s.preview != "", s.err
}

func (s *fakeStore) Inbox(_ context.Context, _ domain.Actor, _ time.Time, kinds []route.StepKind, limit int, _ string) ([]route.InboxItem, string, error) {
	s.kinds, s.limit = kinds, limit
	return []route.InboxItem{{DocumentID: docID, Step: step("signature", route.StepSignature, route.StepOpen)}}, "more", s.err
}

func (s *fakeStore) Stalled(_ context.Context, f route.TrackingFilter) ([]route.TrackingRow, string, error) {
	s.tracking = f
	return []route.TrackingRow{{DocumentID: docID, Step: step("review", route.StepReview, route.StepOpen), Overdue: true}}, "", s.err
}

func (s *fakeStore) OutOfOrder(_ context.Context, f route.TrackingFilter) ([]domain.OutOfOrderRow, string, error) {
	s.tracking = f
	return []domain.OutOfOrderRow{{Refusal: refusal(domain.RefusedOutOfOrder)}}, "", s.err
}

func (s *fakeStore) Register(_ context.Context, f domain.RegisterFilter) ([]domain.RegisterRow, string, error) {
	s.register = f
	return []domain.RegisterRow{{DocumentID: docID, Number: domain.IssuedNumber{Series: "cong-van", Year: 2026, Number: 1, Date: at}}}, "", s.err
}

func (s *fakeStore) Notices(_ context.Context, _ string, limit int, _ string) ([]domain.StoredNotice, string, error) {
	s.limit = limit
	return []domain.StoredNotice{{ID: otherID, Case: domain.DocumentRef(docID), Kind: domain.NoticeYourTurn, At: at}}, "", s.err
}
func (s *fakeStore) UnreadNotices(context.Context, string) (int, error) { return 1, s.err }

func (s *fakeStore) MarkNoticesRead(_ context.Context, _ string, ids []string, _ time.Time) error {
	s.read = ids
	return s.err
}

type fakeDecisions struct {
	cmd       route.Command
	receipt   route.Receipt
	attempt   gateway.OutsideAttempt
	requested string
	drafter   string // the route was planned for
	err       error
}

func (d *fakeDecisions) Decide(_ context.Context, cmd route.Command) (route.Receipt, error) {
	d.cmd = cmd
	return d.receipt, d.err
}

func (d *fakeDecisions) Plan(_ context.Context, drafter domain.Actor, _ domain.Document) (route.Plan, error) {
	d.drafter = drafter.PersonID
	return route.Plan{
		Steps:   []route.Step{step("clearance", route.StepClearance, route.StepWaiting)},
		Reasons: []route.Reason{{StepKey: "clearance", ClauseID: regulation.ClauseContentCheck, Code: "clearance", UnitID: unitID}},
	}, d.err
}

func (d *fakeDecisions) RecordOutside(_ context.Context, _ domain.Actor, a gateway.OutsideAttempt) (domain.Refusal, error) {
	d.attempt = a
	return refusal(domain.RefusedOutOfOrder), d.err
}

func (d *fakeDecisions) RequestPreview(_ context.Context, sha string) error {
	d.requested = sha
	return d.err
}

type fakeIntake struct {
	token, name, content string
	kind                 domain.AnnexKind
	document             domain.Document
	err                  error
}

func (i *fakeIntake) take(token string, up intake.Upload) error {
	i.token, i.name = token, up.FileName
	content, err := io.ReadAll(up.Body)
	i.content = string(content)
	if err != nil {
		return err
	}
	return i.err
}

func (i *fakeIntake) Draft(_ context.Context, _ domain.Actor, token string, up intake.Upload, _ *intake.Facts) (domain.Document, domain.FormatCheck, error) {
	return i.document, formatCheck(), i.take(token, up)
}

func (i *fakeIntake) AddVersion(_ context.Context, _ domain.Actor, _, token string, up intake.Upload) (domain.Version, domain.FormatCheck, error) {
	return domain.Version{ID: versionID, DocumentID: docID, UploadedAt: at}, formatCheck(), i.take(token, up)
}

func (i *fakeIntake) AddAnnex(_ context.Context, _ domain.Actor, _, token string, kind domain.AnnexKind, up intake.Upload) (domain.Annex, error) {
	i.kind = kind
	return domain.Annex{ID: annexID, DocumentID: docID, Kind: kind, SHA256: fileSHA, UploadedAt: at}, i.take(token, up)
}

type fakeFiles map[string]string

func (f fakeFiles) Get(_ context.Context, sha string) (io.ReadCloser, int64, error) {
	content, ok := f[sha]
	if !ok {
		return nil, 0, notFound()
	}
	return io.NopCloser(strings.NewReader(content)), int64(len(content)), nil
}

type fakeSessions struct{ err error }

func (s fakeSessions) SignIn(c *gin.Context, username, _ string) (domain.Account, error) {
	if s.err == nil {
		c.Request = c.Request.WithContext(auth.WithVisitor(c.Request.Context(), &auth.Visitor{
			Account: domain.Account{ID: accountID, Username: username}, Actor: actor(domain.PositionDrafter),
		}))
	}
	return domain.Account{}, s.err
}
func (s fakeSessions) SignOut(*gin.Context) error { return s.err }

func (s fakeSessions) SignOutEverywhere(*gin.Context) error { return s.err }

type fakeTokens struct{}

func (fakeTokens) List(context.Context, string) ([]domain.AccessToken, error) { return nil, nil }

func (fakeTokens) Create(_ context.Context, a domain.Actor, name string, _ domain.TokenScope, _ int) (string, domain.AccessToken, error) {
	return "tk_secret", domain.AccessToken{ID: otherID, AccountID: a.AccountID, Name: name, Scope: domain.TokenAct, CreatedAt: at, ExpiresAt: at}, nil
}
func (fakeTokens) Revoke(context.Context, domain.Actor, string) error { return nil }

func step(key string, kind route.StepKind, state route.StepState) route.Step {
	return route.Step{
		Planned: route.Planned{
			Key: key, Round: 1, Kind: kind, UnitID: unitID, Position: domain.PositionUnitHead, Superior: &domain.Addressee{UnitID: unitID},
		},
		State: state, Clock: domain.Clock{OpenedAt: at, DueAt: at.Add(time.Hour)},
	}
}

func refusal(code domain.RefusalCode) domain.Refusal {
	return domain.Refusal{
		ID: otherID, Code: code, ClauseID: regulation.ClauseOrder, Case: domain.DocumentRef(docID), PersonID: personID, UnitID: unitID,
		Act: route.ActSign, StepAttempted: "signature", StepDue: "review", Door: domain.DoorAPI, At: at,
	}
}

func formatCheck() domain.FormatCheck {
	return domain.FormatCheck{SHA256: fileSHA, Ruleset: format.Ruleset, Errors: 1, Report: json.RawMessage(`{"findings":[]}`), CheckedAt: at}
}

func actor(positions ...domain.Position) domain.Actor {
	a := domain.Actor{AccountID: accountID, PersonID: personID, Name: "Chuyên viên", UnitID: unitID}
	for _, p := range positions {
		a.Appointments = append(a.Appointments, domain.Appointment{UnitID: unitID, Position: p, ValidFrom: at.AddDate(-1, 0, 0)})
	}
	return a
}

// service is the API with fakes behind it and one person in front.
type service struct {
	t         *testing.T
	api       *API
	engine    *gin.Engine
	store     *fakeStore
	decisions *fakeDecisions
	intake    *fakeIntake
	files     fakeFiles
	sessions  *fakeSessions
	visitor   *auth.Visitor
	log       *bytes.Buffer
}

func specOf(t *testing.T) []byte {
	t.Helper()
	spec, err := os.ReadFile("../openapi.yaml")
	require.NoError(t, err)
	return spec
}

func newService(t *testing.T) *service {
	t.Helper()
	version := domain.Version{ID: versionID, DocumentID: docID, Ordinal: 1, SHA256: fileSHA, FileName: "288 UBND.docx", UploadedAt: at}
	doc := domain.Document{
		ID: docID, Type: domain.TypeOfficialLetter, Subject: "V/v", Urgency: domain.UrgencyNormal, UnitID: unitID, DrafterID: personID,
		State: domain.DocumentDraft, Version: version, CreatedAt: at, Recipients: []string{"VP"}, Sectors: []string{"y-te"},
	}
	s := &service{
		t: t, store: &fakeStore{dossier: route.Dossier{
			Document: doc, Versions: []domain.Version{version},
			Route: route.Route{DocumentID: docID, State: doc.State, SubmitterID: personID, Steps: []route.Step{
				step("clearance", route.StepClearance, route.StepWaiting),
			}},
			Annexes: []domain.Annex{{ID: annexID, DocumentID: docID, Kind: domain.AnnexAttachment, SHA256: pdfSHA, FileName: "phụ lục.pdf", UploadedAt: at}},
		}}, decisions: &fakeDecisions{}, intake: &fakeIntake{document: doc}, files: fakeFiles{fileSHA: "docx", pdfSHA: "pdf"},
		sessions: &fakeSessions{}, log: &bytes.Buffer{},
	}
	s.as(domain.PositionDrafter)
	var err error
	s.api, err = New(Deps{
		Spec: specOf(t), Store: s.store, Decisions: s.decisions, Intake: s.intake, Files: s.files, Sessions: s.sessions,
		Tokens: fakeTokens{}, Calendar: calendar.Vietnam(), Now: func() time.Time { return at },
		Log: slog.New(slog.NewJSONHandler(s.log, nil)),
	})
	require.NoError(t, err)
	gin.SetMode(gin.ReleaseMode)
	s.engine = gin.New()
	s.engine.ContextWithFallback = true
	s.engine.Use(func(c *gin.Context) {
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1<<20)
		c.Request = c.Request.WithContext(auth.WithVisitor(c.Request.Context(), s.visitor))
	})
	s.api.Mount(s.engine)
	return s
}

func (s *service) as(positions ...domain.Position) {
	a := actor(positions...)
	s.visitor = &auth.Visitor{Actor: a, Account: domain.Account{ID: accountID, Username: "chuyenvien", PersonID: personID, Language: "vi"}}
}

// call sends a request and holds the answer to the contract.
func (s *service) call(method, path string, body io.Reader, header ...string) (int, map[string]any, *httptest.ResponseRecorder) {
	s.t.Helper()
	r := httptest.NewRequest(method, path, body)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.engine.ServeHTTP(w, r)
	s.holdToContract(r, w)
	var answer map[string]any
	if strings.Contains(w.Header().Get("Content-Type"), "json") {
		require.NoError(s.t, json.Unmarshal(w.Body.Bytes(), &answer), w.Body.String())
	}
	return w.Code, answer, w
}

func (s *service) holdToContract(r *http.Request, w *httptest.ResponseRecorder) {
	s.t.Helper()
	for path, item := range s.api.spec.Paths.Map() {
		if !matches("/api/v1"+path, r.URL.Path) || item.GetOperation(r.Method) == nil {
			continue
		}
		err := openapi3filter.ValidateResponse(r.Context(), &openapi3filter.ResponseValidationInput{
			RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, Route: &routers.Route{
				Spec: s.api.spec, Path: path, PathItem: item, Method: r.Method, Operation: item.GetOperation(r.Method),
			}},
			Status: w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())),
			Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
		})
		require.NoError(s.t, err, "the answer of %s %s: %s", r.Method, r.URL.Path, w.Body.String())
	}
}

func matches(template, path string) bool {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if !strings.HasPrefix(want[i], "{") && want[i] != got[i] {
			return false
		}
	}
	return true
}

// part is one part of a form: a field, or a file when it has a file name.
type part struct{ name, file, content string }

func upload(t *testing.T, parts ...part) (io.Reader, []string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range parts {
		var into io.Writer
		var err error
		if p.file != "" {
			into, err = w.CreateFormFile(p.name, p.file)
		} else {
			into, err = w.CreateFormField(p.name)
		}
		require.NoError(t, err)
		_, err = fmt.Fprint(into, p.content)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return &body, []string{"Content-Type", w.FormDataContentType()}
}
