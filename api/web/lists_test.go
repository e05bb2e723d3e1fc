package web_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/route"
)

func TestSigningIn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	require.Equal(t, "/sign-in?next=%2Ftracking%3Ftab%3Doverdue", o.as("").get("/tracking?tab=overdue").location)
	require.Equal(t, "/sign-in", o.as("").get("/").location)
	v := o.as("").post("/sign-in", url.Values{"username": {drafter}, "password": {"sai"}})
	require.Equal(t, http.StatusForbidden, v.status)
	page := read(t, v)
	require.Contains(t, page.Find(`[data-testid="problem"]`).Text(), locale.T("vi", "error.sign_in.wrong", nil))
	require.Equal(t, drafter, page.Find("#username").AttrOr("value", ""))
	require.Empty(t, page.Find("#password").AttrOr("value", ""))
	require.Equal(t, "/work", o.as(drafter).get("/").location)
	require.Equal(t, "/sign-in", o.as(drafter).post("/sign-out", url.Values{}).location)
}

func TestTheLanguageIsKeptAndThePersonStaysWhereTheyWere(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	v := o.as(drafter).post("/language", url.Values{"lang": {"en"}, "back": {"/documents?text=a"}})
	require.Equal(t, "/documents?text=a", v.location)
	require.Contains(t, v.header.Get("Set-Cookie"), "trinhky_lang=en")
	require.Contains(t, o.in(drafter, "en").get("/work").body, "My work")
	require.Contains(t, o.in(drafter, "fr").get("/work").body, "Việc của tôi")
}

func TestMyWorkIsOrderedByHowLateItIs(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	late := o.letter("V/v trễ")
	o.through(late, route.StepClearance)
	o.now = o.now.Add(7 * 24 * time.Hour)
	fresh := o.letter("V/v mới")
	o.through(fresh, route.StepClearance)
	page := read(t, o.as(head).get("/work"))
	require.Equal(t, 2, page.Find(`[data-testid="task"]`).Length())
	require.Contains(t, page.Find(`section[aria-labelledby="late"]`).Text(), "V/v trễ")
	require.Contains(t, page.Find(`section[aria-labelledby="late"] .due-late`).Text(), "quá hạn 4 ngày làm việc")
	require.Contains(t, page.Find(`section[aria-labelledby="later"]`).Text(), "còn 1 ngày làm việc")
	require.Contains(t, page.Find(`section[aria-labelledby="later"]`).Text(), "17:00, 02/04/2024")
}

func TestADueTimeExplainsItselfDayByDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.now = time.Date(2024, 4, 25, 2, 0, 0, 0, time.UTC) // before the days off of 30 April and 1 May
	d := o.letter("V/v thử")
	o.through(d, route.StepClearance)
	s := d.Route.Step("clearance")
	page := read(t, o.as(drafter).get("/documents/"+d.Document.ID+"/due/clearance/1"))
	require.Contains(t, page.Find(".due-sum").Text(), s.DueAt.Add(7*time.Hour).Format("15:04, 02/01/2006"))
	require.Equal(t, s.WorkingDays, page.Find("tbody tr:not(.off)").Length())
	require.Contains(t, page.Text(), s.LegalBasis)
	require.Equal(t, http.StatusNotFound, o.as(drafter).get("/documents/"+d.Document.ID+"/due/signature/1").status, "a step that has not begun has no due time")
}

func TestFilesAreGivenOutSafely(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	sha := d.Document.Version.SHA256
	path := "/documents/" + d.Document.ID

	v := o.as(drafter).get(path + "/files/" + sha)
	require.Equal(t, http.StatusOK, v.status)
	require.True(t, strings.HasPrefix(v.header.Get("Content-Disposition"), "attachment"), "nothing uploaded is shown as a page of ours")
	require.Equal(t, "nosniff", v.header.Get("X-Content-Type-Options"))
	require.Contains(t, v.header.Get("Content-Security-Policy"), "sandbox")
	require.Equal(t, "draft of "+d.Document.ID, v.body)
	require.Equal(t, http.StatusNotFound, o.as(drafter).get(path+"/files/"+o.keep("of another dossier")).status)

	require.Equal(t, http.StatusNotFound, o.as(drafter).get(path+"/pdf/"+sha).status, "not made yet")
	require.Zero(t, read(t, o.as(drafter).get(path)).Find("iframe").Length())
	o.previews[sha] = o.keep("%PDF-1.7")
	v = o.as(drafter).get(path + "/pdf/" + sha)
	require.Equal(t, "application/pdf", v.header.Get("Content-Type"))
	require.True(t, strings.HasPrefix(v.header.Get("Content-Disposition"), "inline"))
	require.Contains(t, v.header.Get("Content-Security-Policy"), "frame-ancestors 'self'")
	require.Equal(t, 1, read(t, o.as(drafter).get(path)).Find("iframe").Length())

	// What the browser keeps it shows only after asking again, and the next at the
	// same desk is not answered from it.
	require.Equal(t, "private, no-cache", v.header.Get("Cache-Control"))
	again := func(who string) visit {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.server.URL+path+"/pdf/"+sha, nil)
		require.NoError(t, err)
		r.Header.Set("If-None-Match", v.header.Get("ETag"))
		return o.as(who).send(r)
	}
	require.Equal(t, http.StatusNotModified, again(drafter).status)
	require.Equal(t, http.StatusSeeOther, again("").status, "signed out")
}

func TestAFileThatIsNotWhatItsHashSaysNeverArrivesWhole(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.spoiled = errors.New("content does not match its hash")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.server.URL+"/documents/"+d.Document.ID+"/files/"+d.Document.Version.SHA256, nil)
	require.NoError(t, err)
	r.AddCookie(&http.Cookie{Name: "who", Value: drafter})
	answer, err := http.DefaultClient.Do(r)
	if err == nil {
		_, err = io.ReadAll(answer.Body)
		require.NoError(t, answer.Body.Close())
	}
	require.Error(t, err)
}

func TestAPageLooksForAReadingCopyOnlySoLong(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	path := "/documents/" + d.Document.ID
	require.Equal(t, path+"?look=1", read(t, o.as(drafter).get(path)).Find("#paper").AttrOr("hx-get", ""))
	require.Equal(t, path+"?look=30", read(t, o.as(drafter).get(path+"?look=29")).Find("#paper").AttrOr("hx-get", ""))
	require.Empty(t, read(t, o.as(drafter).get(path+"?look=30")).Find("#paper").AttrOr("hx-get", ""))
}

func TestAPageSaysWhereNoReadingCopyCanBeMade(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.unreadable = &domain.Error{Code: domain.ErrUnsupported, Key: "preview.refused"}
	paper := read(t, o.as(drafter).get("/documents/"+d.Document.ID)).Find("#paper")
	require.Contains(t, paper.Text(), locale.T("vi", "error.preview.refused", nil))
	require.Empty(t, paper.AttrOr("hx-get", ""))
	o.unreadable = &domain.Error{Code: domain.ErrUnavailable, Key: "preview.unavailable"}
	paper = read(t, o.as(drafter).get("/documents/"+d.Document.ID)).Find("#paper")
	require.NotEmpty(t, paper.AttrOr("hx-get", ""), "asked again while the engine is away")
}

func TestANumberedDocumentSaysWhatItsFilesWaitFor(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.issued.Document.PublicationNote = "publication.server_away"
	page := read(t, s.as(clerk).get("/documents/"+s.issued.Document.ID))
	require.Contains(t, page.Find(`[data-testid="waits"]`).Text(), locale.T("vi", "error.publication.server_away", nil))
}

func TestTheOfficeSeesWhoHoldsWhatUpAndForHowLong(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepClearance)
	o.now = o.now.Add(60 * 24 * time.Hour)
	row := read(t, o.as(specialist).get("/tracking")).Find(`[data-testid="stalled"] tbody tr`)
	require.Equal(t, 1, row.Length())
	for _, want := range []string{"Phòng Nội vụ", "Trưởng phòng", "V/v thử", locale.T("vi", "step.clearance", nil), "quá hạn", "Nghị định 30/2020/NĐ-CP, Điều 12 khoản 1"} {
		require.Contains(t, row.Text(), want)
	}
	require.Equal(t, "/documents/"+d.Document.ID, row.Find("td a").First().AttrOr("href", ""))
	none := read(t, o.as(specialist).get("/tracking?step=signature&unit="+o.unit("TP")+"&from=2024-01-01&to=2024-12-31"))
	require.Zero(t, none.Find("tbody tr").Length())
	require.Equal(t, "signature", none.Find("#step option[selected]").AttrOr("value", ""))
	require.Equal(t, "2024-12-31", none.Find("#to").AttrOr("value", ""))
	require.Equal(t, http.StatusForbidden, o.as(drafter).get("/tracking").status)
}

func TestTheListsLeaveAsSpreadsheetsWithoutFormulas(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("=HYPERLINK(\"http://example.org\")")
	o.through(d, route.StepClearance)
	o.now = o.now.Add(60 * 24 * time.Hour)
	v := o.as(specialist).get("/tracking/export?tab=stalled")
	require.Equal(t, "text/csv; charset=utf-8", v.header.Get("Content-Type"))
	require.True(t, strings.HasPrefix(v.body, "\ufeff"+locale.T("vi", "tracking.col.unit", nil)))
	require.Contains(t, v.body, `"'=HYPERLINK`)
	require.Equal(t, http.StatusOK, o.as(specialist).get("/tracking/export?tab=out-of-order").status)
}

func TestTheOfficeRecordsWhatItSawOutside(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepClearance)
	page := read(t, o.as(specialist).get("/tracking/outside?document="+d.Document.ID))
	form := page.Find(`form[method=post][action="/tracking/outside"]`)
	require.Equal(t, o.unit("NV"), form.Find("[name=unit]").AttrOr("value", ""), "the drafting unit is meant unless another is chosen")
	require.Equal(t, "clearance", form.Find("#step_due option[selected]").AttrOr("value", ""))
	values := url.Values{
		"token": {form.Find("[name=token]").AttrOr("value", "")}, "document": {d.Document.ID}, "unit": {o.unit("NV")}, "person": {o.actor(drafter).PersonID},
		"act": {"sign"}, "step_due": {"clearance"}, "at": {"2024-03-25T08:15"}, "note": {"Mang bản giấy thẳng lên phòng Chủ tịch."},
	}
	v := o.as(specialist).post("/tracking/outside", values)
	require.Equal(t, http.StatusUnprocessableEntity, v.status, "without evidence")
	again := read(t, v)
	require.Contains(t, again.Find(".stop").Text(), locale.T("vi", "error.outside.evidence", nil))
	require.Contains(t, again.Find("#note").Text(), "Mang bản giấy")

	v = o.as(specialist).upload("/tracking/outside", values, "ảnh.png", "PNG")
	require.Equal(t, "/tracking?tab=out-of-order", v.location, v.body)
	require.Len(t, o.outside, 1)
	require.Equal(t, time.Date(2024, 3, 25, 1, 15, 0, 0, time.UTC), o.outside[0].At.UTC())
	require.Equal(t, domain.AnnexEvidence, d.Annexes[0].Kind)
	require.Equal(t, d.Annexes[0].SHA256, o.outside[0].EvidenceSHA)
	require.Equal(t, http.StatusForbidden, o.as(clerk).get("/tracking/outside").status)

	v = o.as(specialist).get("/tracking/evidence/" + d.Annexes[0].SHA256)
	require.True(t, strings.HasPrefix(v.header.Get("Content-Disposition"), "attachment"))
	require.Equal(t, http.StatusNotFound, o.as(specialist).get("/tracking/evidence/none").status)
}

func TestTheRegisterReadsLikeTheDecreesBook(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thi đua")
	o.through(d, route.StepIssue)
	o.act(d, clerk, route.ActIssue)
	row := read(t, o.as(clerk).get("/register?year=2024")).Find(`[data-testid="register"] tbody tr`)
	require.Equal(t, 1, row.Length())
	for _, want := range []string{"07/UBND-NV", "V/v thi đua", "Chủ tịch UBND thành phố", "Như trên; CT và các PCT UBND TP", "Phòng Nội vụ", locale.T("vi", "register.making", nil)} {
		require.Contains(t, row.Text(), want)
	}
	require.Zero(t, read(t, o.as(clerk).get("/register?year=2023")).Find("tbody tr").Length())
}

func TestNoticesAreCountedUntilTheyAreRead(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	page := read(t, s.as(drafter).get("/notices"))
	require.Contains(t, page.Find(`[data-testid="notices"] .count`).Text(), "1")
	id := page.Find(".unread [name=id]").AttrOr("value", "")
	v := s.as(drafter).post("/notices/read", url.Values{"id": {id}, "document": {s.signing.Document.ID}})
	require.Equal(t, "/documents/"+s.signing.Document.ID, v.location, "opening a notice is one press")
	require.Zero(t, read(t, s.as(drafter).get("/notices")).Find(".unread, .count").Length())
	require.Equal(t, http.StatusUnprocessableEntity, s.as(drafter).post("/notices/read", url.Values{}).status)
}

func TestAnAccessTokenIsShownOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	v := o.as(drafter).post("/account/tokens", url.Values{"name": {"Báo cáo"}, "scope": {"read"}, "days": {"90"}})
	require.Equal(t, "tk_bimat", read(t, v).Find(`[data-testid="plain-token"]`).Text())
	require.NotContains(t, o.as(drafter).get("/account").body, "tk_bimat")
	out := o.as(drafter).post("/account/sessions/end", url.Values{})
	require.Equal(t, []any{http.StatusSeeOther, "/sign-in", 1}, []any{out.status, out.location, o.ended})
	again := o.as(drafter).post("/account/tokens", url.Values{"name": {""}, "scope": {"act"}, "days": {"90"}})
	require.Equal(t, http.StatusUnprocessableEntity, again.status)
	require.Equal(t, "act", read(t, again).Find("#scope option[selected]").AttrOr("value", ""), "what was chosen stays")
	require.Equal(t, "90", read(t, again).Find("#days option[selected]").AttrOr("value", ""))
	v = o.as(drafter).post("/account/tokens/"+o.tokens[0].ID+"/revoke", url.Values{})
	require.Equal(t, "/account", v.location)
	require.NotNil(t, o.tokens[0].RevokedAt)
}

func TestStaticFilesAreKeptForGoodUnderTheirHash(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	page := read(t, o.as("").get("/sign-in"))
	for _, href := range []string{page.Find("link[rel=stylesheet]").AttrOr("href", ""), page.Find("script").AttrOr("src", "")} {
		v := o.as("").get(href)
		require.Equal(t, http.StatusOK, v.status, href)
		require.Contains(t, v.header.Get("Cache-Control"), "immutable")
		require.NotEmpty(t, v.body)
	}
	require.Equal(t, http.StatusNotFound, o.as("").get("/static/older/style.css").status)
	require.Equal(t, http.StatusNotFound, o.as("").get("/static/x/README.md").status)
}

func TestTheHistoryAndTheClockOfADossierAreThere(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	page := read(t, s.as(drafter).get("/documents/"+s.returned.Document.ID))
	require.Contains(t, page.Find(".history").Text(), "Số liệu mục 2 chưa khớp.")
	require.Contains(t, page.Find(".history").Text(), locale.T("vi", "event.returned", nil))
	clocks := page.Find(`section[aria-labelledby="clocks"]`)
	require.Equal(t, len(s.returned.Clocks), clocks.Find("tbody tr").Length())
	require.Contains(t, clocks.Find("tbody tr").Last().Text(), locale.T("vi", "clocks.running", nil))
	require.Contains(t, clocks.Find(".totals").Text(), "Phòng Nội vụ")
	refused := read(t, s.as(specialist).get("/documents/"+s.silent.Document.ID)).Find(`section[aria-labelledby="refusals"] tbody tr`)
	require.Equal(t, 1, refused.Length())
	require.Contains(t, refused.Text(), "Chủ tịch UBND thành phố")
}

func TestTwoVersionsAreComparedByTheirWords(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	path := "/documents/" + s.returned.Document.ID
	require.Equal(t, path+"/changes", read(t, s.as(drafter).get(path)).Find(`[data-testid="changes"]`).AttrOr("href", ""))
	page := read(t, s.as(drafter).get(path+"/changes"))
	require.Contains(t, page.Find(".changes del").Text(), "–", "the dashes of the motto went")
	require.Contains(t, page.Find(".passage-changed").Text(), "Hạnh phúc")
	require.Positive(t, page.Find(".skipped").Length(), "what is the same is left out")
	first := s.returned.Versions[0].ID
	require.Equal(t, 1, read(t, s.as(drafter).get(path+"/changes?from="+first+"&to="+first)).Find(".empty").Length())
	require.Equal(t, http.StatusNotFound, s.as(drafter).get("/documents/"+s.draft.Document.ID+"/changes").status)
}
