package rest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

const decisions = "/api/v1/documents/" + docID + "/decisions"

func TestADecisionCarriesTheWholeFormAndTheCallersKey(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.decisions.receipt = route.Receipt{DocumentID: docID, Seq: 7, State: domain.DocumentOnRoute}
	status, answer, _ := s.call("POST", decisions, strings.NewReader(`{"act":"answer_opinions","step_key":"answers",
		"version_id":"`+versionID+`","version_sha256":"`+fileSHA+`","text":"ok","consult_again":true,
		"answers":[{"step_key":"consultation:TCKH","kind":"explained","text":"vì"}]}`), "Idempotency-Key", "key-12345")
	require.Equal(t, http.StatusOK, status)
	require.EqualValues(t, 7, answer["seq"])
	require.Equal(t, route.Command{
		Token: accountID + ".key-12345", DocumentID: docID, Act: route.ActAnswerOpinions, StepKey: "answers", Actor: s.visitor.Actor,
		Door: domain.DoorAPI, VersionID: versionID, VersionSHA: fileSHA, Text: "ok", ConsultAgain: true,
		Answers: []route.OpinionAnswer{{StepKey: "consultation:TCKH", Kind: route.AnswerExplained, Text: "vì"}},
	}, s.decisions.cmd)
}

func TestADecisionNamesOnlyAFileItsActorAdded(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ask := func() int {
		status, _, _ := s.call("POST", decisions, strings.NewReader(`{"act":"give_opinion","file_sha256":"`+pdfSHA+`"}`), "Idempotency-Key", "key-12345")
		return status
	}
	require.Equal(t, http.StatusUnprocessableEntity, ask())
	require.Empty(t, s.decisions.cmd.Token)
	s.store.dossier.Annexes[0].UploadedBy = personID
	require.Equal(t, http.StatusOK, ask())
	require.Equal(t, pdfSHA, s.decisions.cmd.FileSHA256)
}

func TestAFileIsAddedByWhoseItIs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind     domain.AnnexKind
		drafter  string
		position domain.Position
		state    domain.DocumentState
		step     route.StepState
		want     int
	}{
		"the drafter adds an attachment":          {domain.AnnexAttachment, personID, domain.PositionDrafter, domain.DocumentReturned, route.StepWaiting, 201},
		"but not while others read the draft":     {domain.AnnexAttachment, personID, domain.PositionDrafter, domain.DocumentOnRoute, route.StepOpen, 409},
		"nobody else does":                        {domain.AnnexAttachment, otherID, domain.PositionDrafter, domain.DocumentReturned, route.StepWaiting, 403},
		"the unit asked adds its opinion's":       {domain.AnnexOpinion, otherID, domain.PositionUnitHead, domain.DocumentOnRoute, route.StepOpen, 201},
		"not before it is asked":                  {domain.AnnexOpinion, otherID, domain.PositionUnitHead, domain.DocumentOnRoute, route.StepWaiting, 403},
		"the drafter does not write others' file": {domain.AnnexOpinion, personID, domain.PositionDrafter, domain.DocumentOnRoute, route.StepOpen, 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			s.as(c.position)
			d := &s.store.dossier
			d.Document.DrafterID, d.Route.SubmitterID, d.Route.State = c.drafter, c.drafter, c.state
			d.Route.Steps = []route.Step{step("consultation:TCKH", route.StepConsultation, c.step)}
			body, header := upload(t, part{"kind", "", string(c.kind)}, part{"file", "a.pdf", "annex"})
			status, answer, _ := s.call("POST", "/api/v1/documents/"+docID+"/annexes", body, header...)
			require.Equal(t, c.want, status, "%v", answer)
		})
	}
}

func TestADecisionStillBeingWrittenIsAccepted(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.decisions.receipt = route.Receipt{DocumentID: docID, Pending: true}
	status, answer, _ := s.call("POST", decisions, strings.NewReader(`{"act":"submit"}`), "Idempotency-Key", "key-12345")
	require.Equal(t, http.StatusAccepted, status)
	require.Equal(t, true, answer["pending"])
}

func TestADecisionNeedsAKeyAndAKnownAct(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		body   string
		header []string
		field  string
	}{
		"no key":           {`{"act":"submit"}`, nil, "Idempotency-Key"},
		"key too short":    {`{"act":"submit"}`, []string{"Idempotency-Key", "short"}, "Idempotency-Key"},
		"unknown act":      {`{"act":"approve"}`, []string{"Idempotency-Key", "key-12345"}, "act"},
		"unknown property": {`{"act":"submit","actor":"x"}`, []string{"Idempotency-Key", "key-12345"}, "actor"},
		"wrong kind":       {`{"act":"submit","text":5}`, []string{"Idempotency-Key", "key-12345"}, "text"},
		"not JSON":         {`{"act":`, []string{"Idempotency-Key", "key-12345"}, "body"},
		"nothing":          {``, []string{"Idempotency-Key", "key-12345"}, "body"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			status, answer, _ := s.call("POST", decisions, strings.NewReader(c.body), c.header...)
			require.Equal(t, http.StatusUnprocessableEntity, status, "%v", answer)
			require.Equal(t, "invalid", answer["code"])
			require.Contains(t, answer["fields"], c.field)
			require.Empty(t, s.decisions.cmd.Token, "nothing was decided")
		})
	}
}

func TestWhoCannotSeeTheDossierDoesNotLearnThatItIsThere(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.as(domain.PositionAdministrator)
	s.decisions.err = &domain.Error{Code: domain.ErrNotFound} // the gateway's answer, once it has written the attempt down
	for _, c := range []struct{ method, path, body string }{
		{"GET", "", ""},
		{"GET", "/plan", ""},
		{"GET", "/versions", ""},
		{"GET", "/annexes", ""},
		{"GET", "/history", ""},
		{"GET", "/opinions", ""},
		{"GET", "/issued/pdf", ""},
		{"GET", "/versions/" + versionID + "/file", ""},
		{"GET", "/versions/" + versionID + "/pdf", ""},
		{"GET", "/versions/" + versionID + "/format", ""},
		{"GET", "/annexes/" + annexID + "/file", ""},
		{"POST", "/decisions", `{"act":"sign"}`},
		{"PATCH", "", `{"subject":"x"}`},
	} {
		var body io.Reader
		if c.body != "" {
			body = strings.NewReader(c.body)
		}
		status, answer, _ := s.call(c.method, "/api/v1/documents/"+docID+c.path, body, "Idempotency-Key", "key-12345")
		require.Equal(t, http.StatusNotFound, status, c.path)
		require.Equal(t, "not_found", answer["code"])
	}
	require.Equal(t, route.ActSign, s.decisions.cmd.Act, "letter §4: an attempt out of sight reaches the record")
}

func TestARefusalIsAProblemWithItsClauseInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	for code, want := range map[domain.RefusalCode]int{
		domain.RefusedOutOfOrder: 409, domain.RefusedNotYours: 403, domain.RefusedOwnAct: 403, domain.RefusedAlreadyDecided: 409,
		domain.RefusedVersionChanged: 409, domain.RefusedUnchanged: 409, domain.RefusedSamePerson: 403, domain.RefusedReasonMissing: 422,
		domain.RefusedAnswersMissing: 422, domain.RefusedVerdict: 422, domain.RefusedClosed: 409, domain.RefusedNotSubmitted: 409,
		domain.RefusedTooLate: 409,
	} {
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			r := refusal(code)
			s.decisions.err = fmt.Errorf("wrapped: %w", &r)
			texts := map[string]bool{}
			for _, lang := range []string{"vi", "en"} {
				status, answer, response := s.call("POST", decisions, strings.NewReader(`{"act":"sign"}`),
					"Idempotency-Key", "key-12345", "Accept-Language", lang+"-VN,"+lang+";q=0.9")
				require.Equal(t, want, status)
				require.Equal(t, "application/problem+json", response.Header().Get("Content-Type"))
				require.Equal(t, lang, response.Header().Get("Content-Language"))
				require.Equal(t, string(code), answer["code"])
				require.Equal(t, "/api/docs#"+string(code), answer["type"])
				require.NotEmpty(t, answer["todo"])
				require.NotContains(t, answer["title"], "refusal.", "the catalogue has the text")
				clause, _ := answer["clause"].(map[string]any)
				require.Equal(t, regulation.ClauseOrder, clause["id"])
				texts[fmt.Sprint(answer["title"], clause["text"])] = true
			}
			require.Len(t, texts, 2)
		})
	}
}

func TestEveryErrorHasItsStatusAndOnlyKnownOnesTheirText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err    error
		status int
		code   string
	}{
		"invalid":     {&domain.Error{Code: domain.ErrInvalid, Fields: map[string]string{"type": "facts.type"}}, 422, "invalid"},
		"not found":   {&domain.Error{Code: domain.ErrNotFound}, 404, "not_found"},
		"forbidden":   {&domain.Error{Code: domain.ErrForbidden}, 403, "forbidden"},
		"conflict":    {&domain.Error{Code: domain.ErrConflict}, 409, "conflict"},
		"too large":   {&domain.Error{Code: domain.ErrTooLarge}, 413, "too_large"},
		"unsupported": {&domain.Error{Code: domain.ErrUnsupported}, 415, "unsupported"},
		"unavailable": {&domain.Error{Code: domain.ErrUnavailable, Cause: errors.New("dial 10.0.0.7 pwd")}, 503, "unavailable"},
		"throttled":   {&domain.Error{Code: domain.ErrThrottled}, 429, "throttled"},
		"sign in":     {fmt.Errorf("x: %w", auth.ErrSignIn), 401, "sign_in"},
		"internal":    {errors.New("pq: duplicate key of pwd"), 500, "internal"},
		"new code":    {&domain.Error{Code: "new", Cause: errors.New("pwd")}, 500, "internal"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			s.store.err = c.err
			status, answer, response := s.call("GET", "/api/v1/documents", nil, "Accept-Language", "en")
			require.Equal(t, c.status, status)
			require.Equal(t, c.code, answer["code"])
			require.NotContains(t, fmt.Sprint(answer), "pwd")
			require.NotContains(t, answer["title"], "error.", "the catalogue has the text")
			require.NotContains(t, answer["todo"], "error.")
			require.Equal(t, status >= 500, strings.Contains(s.log.String(), "API call failed"))
			if name == "invalid" {
				require.Equal(t, map[string]any{"type": "Choose the document type."}, answer["fields"])
			}
			if status == 401 {
				require.NotEmpty(t, response.Header().Get("WWW-Authenticate"))
			}
		})
	}
}

func TestReadsAnswerAsTheContractSays(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.store.check = new(domain.FormatCheck)
	*s.store.check = formatCheck()
	for _, path := range []string{
		"/whoami", "/tokens", "/units", "/units?at=2026-01-01", "/calendar/workdays?from=2024-05-07&days=-3",
		"/calendar/workdays?from=2024-05-07&to=2024-05-03", "/calendar/years/2026", "/calendar/years/1999", "/documents", "/documents/" + docID,
		"/documents/" + docID + "/plan", "/documents/" + docID + "/versions", "/documents/" + docID + "/annexes",
		"/documents/" + docID + "/history", "/documents/" + docID + "/opinions", "/documents/" + docID + "/versions/" + versionID + "/format",
		"/inbox?kind=signature&kind=initials&limit=3", "/notices", "/tracking/stalled", "/tracking/out-of-order", "/register?year=2026",
	} {
		status, answer, _ := s.call("GET", "/api/v1"+path, nil)
		require.Equal(t, http.StatusOK, status, "%s: %v", path, answer)
	}
	require.Equal(t, []route.StepKind{route.StepSignature, route.StepInitials}, s.store.kinds)
	require.Equal(t, 50, s.store.limit, "the page size of the contract where none is asked for")
}

func TestTheRouteIsPlannedForItsDrafterWhoeverAsks(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.as(domain.PositionChiefOfOffice)
	s.store.dossier.Document.DrafterID = otherID
	_, answer, _ := s.call("GET", "/api/v1/documents/"+docID+"/plan", nil)
	require.Equal(t, otherID, s.decisions.drafter)
	reasons, _ := answer["reasons"].([]any)
	reason, _ := reasons[0].(map[string]any)
	require.Contains(t, reason["text"], "Phòng Tài chính - Kế hoạch")
}

func TestWorkdaysAreCountedAndExplained(t *testing.T) {
	t.Parallel()
	s := newService(t)
	_, answer, _ := s.call("GET", "/api/v1/calendar/workdays?from=2024-05-07&days=-3", nil)
	require.Equal(t, "2024-05-03", addDays(t, answer))
	for path, field := range map[string]string{
		"from=2024-05-07":                             "days",
		"from=2024-05-07&days=1&to=2024-05-09":        "days",
		"days=1":                                      "from",
		"from=2024-02-30&days=1":                      "from",
		"from=7/5/2024&days=1":                        "from",
		"from=2024-05-07&days=1001":                   "days",
		"from=9999-12-31&days=1":                      "days",
		"from=0001-01-01&days=-1":                     "days",
		"from=2024-05-07&to=2044-05-07":               "to",
		"from=2024-05-07&days=x":                      "days",
		"from=2024-05-07&from=2024-05-08&to=2024-1-1": "to",
	} {
		status, answer, _ := s.call("GET", "/api/v1/calendar/workdays?"+path, nil)
		require.Equal(t, http.StatusUnprocessableEntity, status, path)
		require.Contains(t, answer["fields"], field, path)
	}
}

func addDays(t *testing.T, answer map[string]any) string {
	t.Helper()
	date, ok := answer["date"].(string)
	require.True(t, ok)
	return date
}

func TestTheDossierSaysWhatIMayDoAndWhyNot(t *testing.T) {
	t.Parallel()
	s := newService(t)
	r := &s.store.dossier.Route
	r.State, r.SubmitterID = domain.DocumentOnRoute, otherID
	r.Steps = []route.Step{step("clearance", route.StepClearance, route.StepOpen), step("consultation:TCKH", route.StepConsultation, route.StepWaiting)}
	r.Steps[1].Stage = 3
	s.as(domain.PositionUnitHead)
	_, answer, _ := s.call("GET", "/api/v1/documents/"+docID, nil, "Accept-Language", "en")
	options, _ := answer["may_do"].([]any)
	byAct := map[any]map[string]any{}
	for _, o := range options {
		option, _ := o.(map[string]any)
		byAct[option["act"]] = option
	}
	require.Equal(t, true, byAct["clear"]["allowed"])
	require.Equal(t, false, byAct["give_opinion"]["allowed"])
	reason, _ := byAct["give_opinion"]["reason"].(map[string]any)
	require.Equal(t, "out_of_order", reason["code"])
	require.NotContains(t, reason, "refusal", "nothing was tried, so nothing was recorded")
	require.NotContains(t, reason, "todo")
	require.Contains(t, reason["clause"], "text")
}

func TestOnlyTheDrafterCorrectsTheFactsAndOnlyThoseGiven(t *testing.T) {
	t.Parallel()
	s := newService(t)
	path := "/api/v1/documents/" + docID
	status, _, _ := s.call("PATCH", path, strings.NewReader(`{"subject":"mới","recipients":[],"legal_normative":true,"consulted_units":["`+unitID+`"]}`))
	require.Equal(t, http.StatusOK, status)
	want := s.store.dossier.Document
	want.Subject, want.Recipients, want.LegalNormative, want.ConsultedUnits = "mới", []string{}, true, []string{unitID}
	require.Equal(t, want, *s.store.updated)

	s.call("PATCH", path, strings.NewReader(`{"subject":"  lễ\n\t30  ","notation":" UBND-VP "}`))
	require.Equal(t, "l\u1ec5 30", s.store.updated.Subject, "one line of composed letters")
	require.Equal(t, "UBND-VP", s.store.updated.Notation)
	status, answer, _ := s.call("PATCH", path, strings.NewReader(`{"subject":"  ","notation":" "}`))
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Len(t, answer["fields"], 2)

	status, answer, _ = s.call("PATCH", path, strings.NewReader(`{"state":"issued"}`))
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Equal(t, map[string]any{"state": "không phải trường của biểu mẫu này, hoặc gửi hai lần"}, answer["fields"])

	s.store.updated, s.store.dossier.Document.DrafterID = nil, otherID
	status, _, _ = s.call("PATCH", path, strings.NewReader(`{"subject":"mới"}`))
	require.Equal(t, http.StatusForbidden, status)
	require.Nil(t, s.store.updated)
}

func TestAnUploadIsReadPartByPart(t *testing.T) {
	t.Parallel()
	s := newService(t)
	body, header := upload(t, part{"facts", "", `{"subject":"V/v nghỉ lễ","urgency":"urgent"}`}, part{"file", "288.docx", "content"})
	status, answer, _ := s.call("POST", "/api/v1/documents", body, append(header, "Idempotency-Key", "key-12345")...)
	require.Equal(t, http.StatusCreated, status, "%v", answer)
	require.Equal(t, []string{accountID + ".key-12345", "288.docx", "content"}, []string{s.intake.token, s.intake.name, s.intake.content})
	require.Equal(t, "V/v nghỉ lễ", s.store.updated.Subject)
	require.Equal(t, domain.UrgencyUrgent, s.store.updated.Urgency)

	body, header = upload(t, part{"file", "288.docx", "v2"})
	status, _, _ = s.call("POST", "/api/v1/documents/"+docID+"/versions", body, header...)
	require.Equal(t, http.StatusCreated, status)
	require.Equal(t, "v2", s.intake.content)
	require.True(t, strings.HasPrefix(s.intake.token, accountID+"."), "a key is made where none is given")

	body, header = upload(t, part{"kind", "", "attachment"}, part{"file", "a.pdf", "annex"})
	status, _, _ = s.call("POST", "/api/v1/documents/"+docID+"/annexes", body, header...)
	require.Equal(t, http.StatusCreated, status)
	require.Equal(t, domain.AnnexAttachment, s.intake.kind)
}

func TestTheFileMayComeBeforeTheFields(t *testing.T) {
	t.Parallel()
	s := newService(t)
	body, header := upload(t, part{"file", "288.docx", "content"}, part{"facts", "", `{"subject":"V/v nghỉ lễ"}`})
	status, answer, _ := s.call("POST", "/api/v1/documents", body, header...)
	require.Equal(t, http.StatusCreated, status, "%v", answer)
	require.Equal(t, []string{"288.docx", "content"}, []string{s.intake.name, s.intake.content})
	require.Equal(t, "V/v nghỉ lễ", s.store.updated.Subject)

	body, header = upload(t, part{"file", "a.pdf", "annex"}, part{"kind", "", "attachment"})
	status, answer, _ = s.call("POST", "/api/v1/documents/"+docID+"/annexes", body, header...)
	require.Equal(t, http.StatusCreated, status, "%v", answer)
	require.Equal(t, domain.AnnexAttachment, s.intake.kind)
	require.Equal(t, "annex", s.intake.content)
}

func TestATokenSignsOnlyWhereItMay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		scope  domain.TokenScope
		act    string
		status int
	}{
		{"", "sign", 200},
		{"", "initial", 200},
		{domain.TokenSign, "sign", 200},
		{domain.TokenSign, "submit", 200},
		{domain.TokenAct, "sign", 403},
		{domain.TokenAct, "initial", 403},
		{domain.TokenAct, "submit", 200},
	} {
		s := newService(t)
		s.visitor.Scope = c.scope
		status, answer, _ := s.call("POST", decisions, strings.NewReader(`{"act":"`+c.act+`"}`), "Idempotency-Key", "key-12345")
		require.Equal(t, c.status, status, "%s %s: %v", c.scope, c.act, answer)
		require.Equal(t, c.status == http.StatusOK, s.decisions.cmd.Token != "")
	}
}

func TestAKeyStandsForOneContentOnly(t *testing.T) {
	t.Parallel()
	s := newService(t)
	key := []string{"Idempotency-Key", "key-12345"}
	one, other := `{"act":"submit","text":"a"}`, `{"act":"submit","text":"b"}`
	for body, want := range map[int]struct {
		sent string
		code int
	}{0: {one, 200}, 1: {one, 200}} {
		status, answer, _ := s.call("POST", decisions, strings.NewReader(want.sent), key...)
		require.Equal(t, want.code, status, "%d %v", body, answer)
	}
	s.decisions.cmd = route.Command{}
	status, answer, _ := s.call("POST", decisions, strings.NewReader(other), key...)
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Contains(t, answer["title"], "Idempotency-Key")
	require.Empty(t, s.decisions.cmd.Token, "the route is not asked")

	key = []string{"Idempotency-Key", "key-67890"}
	for path, fields := range map[string][]part{
		"/api/v1/documents":                        {{"facts", "", "{}"}},
		"/api/v1/documents/" + docID + "/versions": nil,
		"/api/v1/documents/" + docID + "/annexes":  {{"kind", "", "attachment"}},
	} {
		s.store.keys = nil
		send := func(parts ...part) int {
			body, header := upload(t, parts...)
			s.intake.content = ""
			status, _, _ := s.call("POST", path, body, append(header, key...)...)
			return status
		}
		v1, v2 := part{"file", "288.docx", "v1"}, part{"file", "288.docx", "v2"}
		require.Equal(t, http.StatusCreated, send(append(fields, v1)...), path)
		require.Equal(t, http.StatusCreated, send(append(fields, v1)...), path)
		require.Equal(t, http.StatusUnprocessableEntity, send(append(fields, v2)...), path)
		require.Equal(t, http.StatusUnprocessableEntity, send(append([]part{v2}, fields...)...), path)
	}
}

func TestABodyIsOneValueThatEveryReaderReadsAlike(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"bytes behind":     `{"act":"submit"}{"act":"sign"}`,
		"a name twice":     `{"act":"submit","act":"sign"}`,
		"a name in depth":  `{"act":"answer_opinions","answers":[{"step_key":"a","step_key":"b"}]}`,
		"not UTF-8":        "{\"act\":\"submit\",\"text\":\"\xff\"}",
		"without an end":   `{"act":"submit"`,
		"values too deep":  `{"act":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}`,
		"a word behind it": `{"act":"submit"} x`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			status, answer, _ := s.call("POST", decisions, strings.NewReader(body), "Idempotency-Key", "key-12345")
			require.Equal(t, http.StatusUnprocessableEntity, status, "%v", answer)
			require.Empty(t, s.decisions.cmd.Token)
		})
	}
	for _, body := range []string{`{"a":1,"b":{"a":[{"a":1},{"a":2}]}}`, `[]`, `"x"`, ` 1 `, `null`, `{"a":"a","b":"b"}`} {
		require.NoError(t, wellFormed([]byte(body)), body)
	}
}

func TestWhatIsWrongWithAFieldIsToldInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for lang, want := range map[string]map[string]any{
		"vi": {"act": "phải là một trong: ", "answers": "không đúng kiểu dữ liệu", "state": "không phải trường của biểu mẫu này, hoặc gửi hai lần"},
		"en": {"act": "must be one of: ", "answers": "is of another type", "state": "is not a field of this form, or comes twice"},
	} {
		_, answer, _ := s.call("POST", decisions, strings.NewReader(`{"act":"dance","answers":7,"state":"issued"}`),
			"Idempotency-Key", "key-12345", "Accept-Language", lang)
		fields, ok := answer["fields"].(map[string]any)
		require.True(t, ok, answer)
		require.Len(t, fields, len(want), fields)
		for field, text := range want {
			require.Contains(t, fields[field], text, field)
		}
	}
}

func TestWhoHasAFileAlreadyIsNotSentItAgain(t *testing.T) {
	t.Parallel()
	s := newService(t)
	path := "/api/v1/documents/" + docID + "/versions/" + versionID + "/file"
	for held, want := range map[string]int{
		`"` + fileSHA + `"`: 304, `"other", W/"` + fileSHA + `"`: 304, `*`: 304, `"` + pdfSHA + `"`: 200, fileSHA: 200,
	} {
		status, _, response := s.call("GET", path, nil, "If-None-Match", held)
		require.Equal(t, want, status, held)
		require.Equal(t, `"`+fileSHA+`"`, response.Header().Get("ETag"))
		if want == http.StatusNotModified {
			require.Empty(t, response.Body.String())
		}
	}
	status, _, _ := s.call("GET", "/api/v1/documents/"+otherID+"/versions/"+versionID+"/file", nil, "If-None-Match", "*")
	require.Equal(t, http.StatusNotFound, status, "who may not read it does not learn that it is there")
}

func TestAFormThatIsNotAsTheContractSaysIsRefused(t *testing.T) {
	t.Parallel()
	file := part{"file", "288.docx", "content"}
	for name, c := range map[string]struct {
		path   string
		parts  []part
		status int
		field  string
	}{
		"no file":             {"", []part{{"facts", "", "{}"}}, 422, "file"},
		"two files":           {"", []part{file, file}, 422, "file"},
		"a field twice, late": {"", []part{{"facts", "", "{}"}, file, {"facts", "", "{}"}}, 422, "facts"},
		"a name twice":        {"", []part{{"facts", "", `{"subject":"V/v a","subject":"V/v b"}`}, file}, 422, "facts"},
		"a field twice":       {"", []part{{"facts", "", "{}"}, {"facts", "", "{}"}, file}, 422, "facts"},
		"an unknown field":    {"", []part{{"actor", "", "x"}, file}, 422, "actor"},
		"facts not JSON":      {"", []part{{"facts", "", "{"}, file}, 422, "facts"},
		"facts not a fact":    {"", []part{{"facts", "", `{"state":"issued"}`}, file}, 422, "facts.state"},
		"a field too long":    {"", []part{{"facts", "", strings.Repeat("x", door.MaxField+1)}, file}, 413, ""},
		"a file too long":     {"", []part{{"file", "288.docx", strings.Repeat("x", 2<<20)}}, 413, ""},
		"an unknown kind":     {"/" + docID + "/annexes", []part{{"kind", "", "other"}, file}, 422, "kind"},
		"no kind":             {"/" + docID + "/annexes", []part{file}, 422, "kind"},
		"evidence by itself":  {"/" + docID + "/annexes", []part{{"kind", "", "evidence"}, file}, 422, "kind"},
		"a version with fact": {"/" + docID + "/versions", []part{{"facts", "", "{}"}, file}, 422, "facts"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			body, header := upload(t, c.parts...)
			status, answer, _ := s.call("POST", "/api/v1/documents"+c.path, body, header...)
			require.Equal(t, c.status, status, "%v", answer)
			if c.field != "" {
				require.Contains(t, answer["fields"], c.field)
			}
		})
	}
	t.Run("not a form", func(t *testing.T) {
		t.Parallel()
		s := newService(t)
		status, _, _ := s.call("POST", "/api/v1/documents", strings.NewReader("{}"))
		require.Equal(t, http.StatusUnprocessableEntity, status)
	})
}

func TestAFileIsAnAttachmentUnderItsName(t *testing.T) {
	t.Parallel()
	s := newService(t)
	base := "/api/v1/documents/" + docID
	_, _, response := s.call("GET", base+"/versions/"+versionID+"/file", nil)
	require.Equal(t, http.StatusOK, response.Code)
	require.Equal(t, `attachment; filename="288 UBND.docx"`, response.Header().Get("Content-Disposition"))
	require.Equal(t, "application/octet-stream", response.Header().Get("Content-Type"))
	require.Equal(t, `"`+fileSHA+`"`, response.Header().Get("ETag"))
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, "docx", string(body))

	_, _, response = s.call("GET", base+"/annexes/"+annexID+"/file", nil)
	require.Equal(t, `attachment; filename*=utf-8''ph%E1%BB%A5%20l%E1%BB%A5c.pdf`, response.Header().Get("Content-Disposition"))

	t.Run("the PDF is asked for where it is not made yet", func(t *testing.T) {
		status, _, response := s.call("GET", base+"/versions/"+versionID+"/pdf", nil)
		require.Equal(t, http.StatusAccepted, status)
		require.Equal(t, "3", response.Header().Get("Retry-After"))
		require.Equal(t, fileSHA, s.decisions.requested)
		s.store.preview = pdfSHA
		status, _, response = s.call("GET", base+"/versions/"+versionID+"/pdf", nil)
		require.Equal(t, http.StatusOK, status)
		require.Contains(t, response.Header().Get("Content-Disposition"), "288 UBND.pdf")
	})
	t.Run("the issued file once it is issued", func(t *testing.T) {
		status, _, _ := s.call("GET", base+"/issued/pdf", nil)
		require.Equal(t, http.StatusNotFound, status)
		s.store.dossier.Document.Number = &domain.IssuedNumber{Number: 288, Notation: "UBND/VP", Year: 2026}
		s.store.dossier.Document.IssuedPDFSHA = pdfSHA
		status, _, response := s.call("GET", base+"/issued/pdf", nil)
		require.Equal(t, http.StatusOK, status)
		require.Contains(t, response.Header().Get("Content-Disposition"), "288-UBND-VP-2026.pdf")
		status, _, _ = s.call("GET", base+"/issued/docx", nil)
		require.Equal(t, http.StatusNotFound, status)
		status, _, _ = s.call("GET", base+"/issued/exe", nil)
		require.Equal(t, http.StatusUnprocessableEntity, status)
	})
	t.Run("evidence to those who see it", func(t *testing.T) {
		status, _, _ := s.call("GET", "/api/v1/tracking/evidence/"+fileSHA, nil)
		require.Equal(t, http.StatusNotFound, status)
		s.as(domain.PositionChiefOfOffice)
		status, _, response := s.call("GET", "/api/v1/tracking/evidence/"+fileSHA, nil)
		require.Equal(t, http.StatusOK, status)
		require.Equal(t, "attachment; filename=bang-chung-abababab", response.Header().Get("Content-Disposition"))
		status, _, _ = s.call("GET", "/api/v1/tracking/evidence/"+pdfSHA, nil)
		require.Equal(t, http.StatusNotFound, status)
		s.as(domain.PositionDrafter)
	})
	t.Run("a version or annex of another dossier is not there", func(t *testing.T) {
		for _, path := range []string{"/versions/" + otherID + "/file", "/versions/" + otherID + "/pdf", "/versions/" + otherID + "/format", "/annexes/" + otherID + "/file"} {
			status, _, _ := s.call("GET", base+path, nil)
			require.Equal(t, http.StatusNotFound, status, path)
		}
	})
}

func TestAnAttemptSeenOutsideIsRecordedWithItsEvidence(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.as(domain.PositionOfficeSpecialist)
	attempt := `{"document_id":"` + docID + `","unit_id":"` + unitID + `","act":"sign","at":"2026-11-22T08:00:00+07:00","note":"Mang thẳng đến"}`
	body, header := upload(t, part{"attempt", "", attempt}, part{"evidence", "anh.jpg", "jpeg"})
	status, answer, _ := s.call("POST", "/api/v1/tracking/out-of-order", body, header...)
	require.Equal(t, http.StatusCreated, status, "%v", answer)
	require.Equal(t, domain.AnnexEvidence, s.intake.kind)
	require.Equal(t, "Mang thẳng đến", s.decisions.attempt.Note)
	require.Equal(t, fileSHA, s.decisions.attempt.EvidenceSHA)
	require.Equal(t, s.intake.token, s.decisions.attempt.Token)

	s.intake.content = ""
	body, header = upload(t, part{"attempt", "", strings.Replace(attempt, "2026-11-22", "2027-11-22", 1)}, part{"evidence", "anh.jpg", "jpeg"})
	status, answer, _ = s.call("POST", "/api/v1/tracking/out-of-order", body, header...)
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Contains(t, answer["fields"], "attempt.at")
	require.Empty(t, s.intake.content, "no evidence is kept without its record")
}

func TestFiltersReachTheStoreAsWholeDaysInVietnam(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.call("GET", "/api/v1/tracking/stalled?unit_id="+unitID+"&kind=review&from=2026-11-01&to=2026-11-02&limit=7&after=x", nil)
	require.Equal(t, "2026-10-31T17:00:00Z", s.store.tracking.From.Format("2006-01-02T15:04:05Z07:00"))
	require.Equal(t, "2026-11-02T17:00:00Z", s.store.tracking.To.Format("2006-01-02T15:04:05Z07:00"))
	s.store.tracking.From, s.store.tracking.To = at, at
	require.Equal(t, route.TrackingFilter{UnitID: unitID, StepKind: route.StepReview, From: at, To: at, Now: at, Limit: 7, After: "x"}, s.store.tracking)

	s.call("GET", "/api/v1/register?year=2026&series=cong-van&text=le&limit=5&after=y", nil)
	require.Equal(t, domain.RegisterFilter{Year: 2026, Series: "cong-van", Text: "le", Limit: 5, After: "y"}, s.store.register)

	s.call("GET", "/api/v1/documents?state=issued&unit_id="+unitID+"&text=le&limit=200", nil)
	require.Equal(t, domain.DocumentFilter{State: domain.DocumentIssued, UnitID: unitID, Text: "le", Limit: 200}, s.store.list)

	for path, field := range map[string]string{
		"/documents?limit=201": "limit", "/documents?limit=0": "limit", "/documents?state=lost": "state", "/documents?unit_id=1": "unit_id",
		"/documents/1": "document_id", "/inbox?kind=lunch": "kind.0", "/tracking/stalled?from=yesterday": "from", "/units?at=x": "at",
	} {
		status, answer, _ := s.call("GET", "/api/v1"+path, nil)
		require.Equal(t, http.StatusUnprocessableEntity, status, path)
		require.Contains(t, answer["fields"], field, "%s %v", path, answer)
	}
}

func TestNoticesAreMarkedAllOrSome(t *testing.T) {
	t.Parallel()
	s := newService(t)
	status, _, _ := s.call("POST", "/api/v1/notices/read", strings.NewReader(`{"ids":["`+otherID+`"]}`))
	require.Equal(t, http.StatusNoContent, status)
	require.Equal(t, []string{otherID}, s.store.read)
	s.call("POST", "/api/v1/notices/read", strings.NewReader(`{}`))
	require.Nil(t, s.store.read)
}

func TestSigningInAnswersWhoIAm(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.visitor = nil
	status, answer, _ := s.call("POST", "/api/v1/sessions", strings.NewReader(`{"username":"a","password":"b"}`))
	require.Equal(t, http.StatusCreated, status)
	require.Equal(t, []any{"draft", "register"}, answer["permissions"])

	s.sessions.err = &domain.Error{Code: domain.ErrForbidden, Key: "sign_in.wrong"}
	status, answer, _ = s.call("POST", "/api/v1/sessions", strings.NewReader(`{"username":"a","password":"hunter2"}`))
	require.Equal(t, http.StatusForbidden, status)
	require.Equal(t, "Tên đăng nhập hoặc mật khẩu không đúng.", locale.T("vi", "error.sign_in.wrong", nil))
	require.NotContains(t, fmt.Sprint(answer, s.log.String()), "hunter2")

	status, answer, _ = s.call("POST", "/api/v1/sessions", strings.NewReader(`{"username":"a","password":"`+strings.Repeat("hunter2", 100)+`"}`))
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.NotContains(t, fmt.Sprint(answer, s.log.String()), "hunter2")
}

func TestATokenIsShownOnce(t *testing.T) {
	t.Parallel()
	s := newService(t)
	status, answer, _ := s.call("POST", "/api/v1/tokens", strings.NewReader(`{"name":"máy","scope":"act","days":30}`))
	require.Equal(t, http.StatusCreated, status)
	require.Equal(t, "tk_secret", answer["secret"])
	status, _, _ = s.call("DELETE", "/api/v1/tokens/"+otherID, nil)
	require.Equal(t, http.StatusNoContent, status)
	status, _, _ = s.call("DELETE", "/api/v1/sessions/current", nil)
	require.Equal(t, http.StatusNoContent, status)
}
