package document_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

func TestAnActGoesToTheGatewayWithAllThatWasOnItsForm(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepClearance)
	path := "/documents/" + d.Document.ID
	values := o.As(webtest.Head).Fill(path, route.ActClear)
	values.Set("text", "  Đồng ý.\r\n\x00Trình. ")

	v := o.As(webtest.Head).Post(path+"/acts/clear", values)

	require.Equal(t, http.StatusSeeOther, v.Status)
	require.Equal(t, path, v.Location)
	require.Contains(t, v.Header.Get("Set-Cookie"), "done.clear")
	require.Len(t, o.Sent, 1)
	require.Equal(t, route.Command{
		Token: values.Get("token"), DocumentID: d.Document.ID, Act: route.ActClear, StepKey: "clearance", Actor: o.Actor(webtest.Head),
		Door: domain.DoorPage, VersionID: d.Document.Version.ID, Text: "Đồng ý.\nTrình.",
	}, o.Sent[0])
}

func TestARefusedActExplainsItselfAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepSignature)
	path := "/documents/" + d.Document.ID
	values := o.As(webtest.Chair).Fill(path, route.ActReturn)
	values.Set("text", "Cần sửa mục 2")
	values.Set("version_id", uuid.Must(uuid.NewV7()).String())

	for _, lang := range locale.Languages() {
		v := o.In(webtest.Chair, lang).Post(path+"/acts/return", values)
		page := webtest.Read(t, v)
		require.Equal(t, http.StatusConflict, v.Status)
		what, todo := locale.Refusal(lang, domain.RefusedVersionChanged, nil)
		refusal := page.Find(`[data-testid="refusal"]`).Text()
		require.Contains(t, refusal, what)
		require.Contains(t, refusal, todo)
		clause := regulation.Clause(regulation.ClauseChanged)
		require.Contains(t, refusal, map[string]string{"vi": clause.VI, "en": clause.EN}[lang])
		form := page.Find(`form[action$="/acts/return"]`)
		require.Equal(t, "Cần sửa mục 2", form.Find("textarea").Text())
		require.NotEqual(t, values.Get("token"), form.Find("input[name=token]").AttrOr("value", ""), "an answered form gets a new token")
		_, open := form.Parent().Attr("open")
		require.True(t, open)
	}
}

func TestAnActBeforeItsTurnIsRefusedByThePageToo(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepClearance)
	path := "/documents/" + d.Document.ID
	require.Zero(t, webtest.Read(t, o.As(webtest.Chair).Get(path)).Find(`form[action$="/acts/sign"]`).Length())
	require.Contains(t, webtest.Read(t, o.As(webtest.Chair).Get(path)).Find(`[data-testid="why-not-sign"]`).Text(), locale.T("vi", "step.clearance", nil))

	v := o.As(webtest.Chair).Post(path+"/acts/sign", url.Values{})

	require.Equal(t, http.StatusConflict, v.Status)
	require.Contains(t, webtest.Read(t, v).Find(`[data-testid="refusal"]`).Text(), regulation.Clause(regulation.ClauseOrder).VI)
	require.Len(t, o.Attempts, 1)
}

func TestWhileTheEngineIsAwayTheSameFormMayBeSentAgain(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepClearance)
	path := "/documents/" + d.Document.ID
	values := o.As(webtest.Head).Fill(path, route.ActClear)
	values.Set("text", "Đồng ý")
	o.Away = &domain.Error{Code: domain.ErrUnavailable, Key: "decision.unconfirmed"}

	v := o.As(webtest.Head).Post(path+"/acts/clear", values)

	require.Equal(t, http.StatusServiceUnavailable, v.Status)
	page := webtest.Read(t, v)
	require.Contains(t, page.Find(`[data-testid="problem"]`).Text(), locale.T("vi", "error.decision.unconfirmed", nil))
	form := page.Find(`form[action$="/acts/clear"]`)
	require.Equal(t, values.Get("token"), form.Find("input[name=token]").AttrOr("value", ""))
	require.Equal(t, "Đồng ý", form.Find("textarea").Text())
}

func TestAnOpinionCarriesItsFile(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepConsultation)
	path := "/documents/" + d.Document.ID
	values := o.As(webtest.Finance).Fill(path, route.ActGiveOpinion)
	values.Set("verdict", "disagree")
	values.Set("text", "Chưa có nguồn.")

	v := o.As(webtest.Finance).Upload(path+"/acts/give_opinion", values, "ý kiến.pdf", "%PDF-1.7 góp ý")

	require.Equal(t, http.StatusSeeOther, v.Status, v.Body)
	require.Len(t, d.Annexes, 1)
	require.Equal(t, domain.AnnexOpinion, d.Annexes[0].Kind)
	require.Equal(t, "ý kiến.pdf", d.Annexes[0].FileName)
	require.Equal(t, d.Annexes[0].SHA256, o.Sent[0].FileSHA256)
	require.Equal(t, route.VerdictDisagree, o.Sent[0].Verdict)
}

func TestEveryOpinionIsAnswered(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepConsultation)
	o.Act(d, webtest.Finance, route.ActGiveOpinion, func(c *route.Command) { c.Verdict, c.Text = route.VerdictDisagree, "Chưa có nguồn." })
	o.Act(d, "truong-phong-van-hoa-thong-tin", route.ActGiveOpinion, func(c *route.Command) { c.Verdict = route.VerdictAgree })
	path := "/documents/" + d.Document.ID
	values := o.As(webtest.Drafter).Fill(path, route.ActAnswerOpinions)
	values.Set("answer_step", "consultation:TCKH")
	values.Set("answer_kind:consultation:TCKH", "explained")

	v := o.As(webtest.Drafter).Post(path+"/acts/answer_opinions", values)
	require.Equal(t, http.StatusUnprocessableEntity, v.Status, "an explanation needs its text")
	_, checked := webtest.Read(t, v).Find(`[data-testid="answer-explained-consultation:TCKH"]`).Attr("checked")
	require.True(t, checked, "what was chosen is kept")

	values.Set("answer_text:consultation:TCKH", "Đã bố trí trong dự toán.")
	v = o.As(webtest.Drafter).Post(path+"/acts/answer_opinions", values)
	require.Equal(t, http.StatusSeeOther, v.Status, v.Body)
	require.Equal(t, "Đã bố trí trong dự toán.", d.Route.Step("consultation:TCKH").AnswerText)
	require.Contains(t, o.As(webtest.Drafter).Get(path+"/opinions").Body, "Đã bố trí trong dự toán.")
}

func TestAfterSigningTheNextDocumentOpensByItself(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	first, second := o.Letter("V/v một"), o.Letter("V/v hai")
	o.Through(first, route.StepSignature)
	o.Through(second, route.StepSignature)
	queue := webtest.Read(t, o.As(webtest.Chair).Get("/signing"))
	require.Equal(t, 2, queue.Find(`[data-testid="task"]`).Length())
	open := queue.Find(`[data-testid="open-first"]`).AttrOr("href", "")
	require.Equal(t, "/documents/"+first.Document.ID+"?queue=signing", open)

	v := o.As(webtest.Chair).Post("/documents/"+first.Document.ID+"/acts/sign", o.As(webtest.Chair).Fill(open, route.ActSign))
	require.Equal(t, "/documents/"+second.Document.ID+"?queue=signing", v.Location)
	v = o.As(webtest.Chair).Post("/documents/"+second.Document.ID+"/acts/sign", o.As(webtest.Chair).Fill(v.Location, route.ActSign))
	require.Equal(t, "/signing", v.Location)
}

func TestTextsBeyondMeasureAreTurnedAway(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepSignature)
	path := "/documents/" + d.Document.ID
	values := o.As(webtest.Chair).Fill(path, route.ActReturn)
	values.Set("text", strings.Repeat("ơ", 20_001))
	v := o.As(webtest.Chair).Post(path+"/acts/return", values)
	require.Equal(t, http.StatusUnprocessableEntity, v.Status)
	require.Contains(t, webtest.Read(t, v).Find(`[data-testid="problem"]`).Text(), "20000")
	values.Set("text", strings.Repeat("x", 2<<20))
	require.Equal(t, http.StatusRequestEntityTooLarge, o.As(webtest.Chair).Post(path+"/acts/return", values).Status)
	require.Empty(t, o.Sent)
}

func TestADossierOutOfSightIsNotThere(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepClearance)
	path := "/documents/" + d.Document.ID
	for _, there := range []string{"", "/opinions", "/submit", "/due/clearance/1", "/files/" + d.Document.Version.SHA256, "/pdf/" + d.Document.Version.SHA256} {
		require.Equal(t, http.StatusNotFound, o.As(webtest.Stranger).Get(path+there).Status, there)
	}
	require.Equal(t, http.StatusNotFound, o.As(webtest.Head).Post(path+"/acts/dance", url.Values{}).Status)
	require.Empty(t, o.Sent)
}

func TestLetter4AnAttemptOnADossierOutOfSightReachesTheRecordAndTellsNothing(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepClearance)
	answer := o.As(webtest.Stranger).Post("/documents/"+d.Document.ID+"/acts/clear", url.Values{})
	require.Equal(t, http.StatusNotFound, answer.Status)
	require.NotContains(t, answer.Body, "V/v thử")
	require.Len(t, o.Sent, 1)
	require.Equal(t, d.Document.ID, o.Sent[0].DocumentID)
	require.Equal(t, http.StatusNotFound, o.As(webtest.Stranger).Post("/documents/nothing/acts/clear", url.Values{}).Status)
	require.Len(t, o.Sent, 1)
}

func TestOnePressCannotBeForgedIntoAnotherSite(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	for _, next := range []string{"https://example.org/", "//example.org", `/\example.org`, "javascript:alert(1)", ""} {
		v := o.As("").Post("/sign-in", url.Values{"username": {webtest.Drafter}, "password": {"đúng"}, "next": {next}})
		require.Equal(t, "/", v.Location, next)
	}
	v := o.As("").Post("/sign-in", url.Values{"username": {webtest.Drafter}, "password": {"đúng"}, "next": {"/tracking?tab=overdue"}})
	require.Equal(t, "/tracking?tab=overdue", v.Location)
}
