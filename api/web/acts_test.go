package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// fill is what the form of an act on the page would send.
func (v visitor) fill(path string, act domain.Act) url.Values {
	v.o.t.Helper()
	values := url.Values{}
	form := read(v.o.t, v.get(path)).Find(`form[action$="/acts/` + string(act) + `"]`)
	require.Equal(v.o.t, 1, form.Length(), "%s has no form to %s", path, act)
	for _, name := range []string{"token", "step_key", "version_id", "queue"} {
		if value, ok := form.Find(`input[name="` + name + `"]`).Attr("value"); ok {
			values.Set(name, value)
		}
	}
	return values
}

func TestAnActGoesToTheGatewayWithAllThatWasOnItsForm(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepClearance)
	path := "/documents/" + d.Document.ID
	values := o.as(head).fill(path, route.ActClear)
	values.Set("text", "  Đồng ý.\r\n\x00Trình. ")

	v := o.as(head).post(path+"/acts/clear", values)

	require.Equal(t, http.StatusSeeOther, v.status)
	require.Equal(t, path, v.location)
	require.Contains(t, v.header.Get("Set-Cookie"), "done.clear")
	require.Len(t, o.sent, 1)
	require.Equal(t, route.Command{
		Token: values.Get("token"), DocumentID: d.Document.ID, Act: route.ActClear, StepKey: "clearance", Actor: o.actor(head),
		Door: domain.DoorPage, VersionID: d.Document.Version.ID, Text: "Đồng ý.\nTrình.",
	}, o.sent[0])
}

func TestARefusedActExplainsItselfAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepSignature)
	path := "/documents/" + d.Document.ID
	values := o.as(chair).fill(path, route.ActReturn)
	values.Set("text", "Cần sửa mục 2")
	values.Set("version_id", uuid.Must(uuid.NewV7()).String())

	for _, lang := range locale.Languages() {
		v := o.in(chair, lang).post(path+"/acts/return", values)
		page := read(t, v)
		require.Equal(t, http.StatusConflict, v.status)
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
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepClearance)
	path := "/documents/" + d.Document.ID
	require.Zero(t, read(t, o.as(chair).get(path)).Find(`form[action$="/acts/sign"]`).Length())
	require.Contains(t, read(t, o.as(chair).get(path)).Find(`[data-testid="why-not-sign"]`).Text(), locale.T("vi", "step.clearance", nil))

	v := o.as(chair).post(path+"/acts/sign", url.Values{})

	require.Equal(t, http.StatusConflict, v.status)
	require.Contains(t, read(t, v).Find(`[data-testid="refusal"]`).Text(), regulation.Clause(regulation.ClauseOrder).VI)
	require.Len(t, o.refusals, 1)
}

func TestWhileTheEngineIsAwayTheSameFormMayBeSentAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepClearance)
	path := "/documents/" + d.Document.ID
	values := o.as(head).fill(path, route.ActClear)
	values.Set("text", "Đồng ý")
	o.away = &domain.Error{Code: domain.ErrUnavailable, Key: "decision.unconfirmed"}

	v := o.as(head).post(path+"/acts/clear", values)

	require.Equal(t, http.StatusServiceUnavailable, v.status)
	page := read(t, v)
	require.Contains(t, page.Find(`[data-testid="problem"]`).Text(), locale.T("vi", "error.decision.unconfirmed", nil))
	form := page.Find(`form[action$="/acts/clear"]`)
	require.Equal(t, values.Get("token"), form.Find("input[name=token]").AttrOr("value", ""))
	require.Equal(t, "Đồng ý", form.Find("textarea").Text())
}

func TestAnOpinionCarriesItsFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepConsultation)
	path := "/documents/" + d.Document.ID
	values := o.as(finance).fill(path, route.ActGiveOpinion)
	values.Set("verdict", "disagree")
	values.Set("text", "Chưa có nguồn.")

	v := o.as(finance).upload(path+"/acts/give_opinion", values, "ý kiến.pdf", "%PDF-1.7 góp ý")

	require.Equal(t, http.StatusSeeOther, v.status, v.body)
	require.Len(t, d.Annexes, 1)
	require.Equal(t, domain.AnnexOpinion, d.Annexes[0].Kind)
	require.Equal(t, "ý kiến.pdf", d.Annexes[0].FileName)
	require.Equal(t, d.Annexes[0].SHA256, o.sent[0].FileSHA256)
	require.Equal(t, route.VerdictDisagree, o.sent[0].Verdict)
}

func TestEveryOpinionIsAnswered(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepConsultation)
	o.act(d, finance, route.ActGiveOpinion, func(c *route.Command) { c.Verdict, c.Text = route.VerdictDisagree, "Chưa có nguồn." })
	o.act(d, "truong-phong-van-hoa-thong-tin", route.ActGiveOpinion, func(c *route.Command) { c.Verdict = route.VerdictAgree })
	path := "/documents/" + d.Document.ID
	values := o.as(drafter).fill(path, route.ActAnswerOpinions)
	values.Set("answer_step", "consultation:TCKH")
	values.Set("answer_kind:consultation:TCKH", "explained")

	v := o.as(drafter).post(path+"/acts/answer_opinions", values)
	require.Equal(t, http.StatusConflict, v.status, "an explanation needs its text")
	_, checked := read(t, v).Find(`[data-testid="answer-explained-consultation:TCKH"]`).Attr("checked")
	require.True(t, checked, "what was chosen is kept")

	values.Set("answer_text:consultation:TCKH", "Đã bố trí trong dự toán.")
	v = o.as(drafter).post(path+"/acts/answer_opinions", values)
	require.Equal(t, http.StatusSeeOther, v.status, v.body)
	require.Equal(t, "Đã bố trí trong dự toán.", d.Route.Step("consultation:TCKH").AnswerText)
	require.Contains(t, o.as(drafter).get(path+"/opinions").body, "Đã bố trí trong dự toán.")
}

func TestAfterSigningTheNextDocumentOpensByItself(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first, second := o.letter("V/v một"), o.letter("V/v hai")
	o.through(first, route.StepSignature)
	o.through(second, route.StepSignature)
	queue := read(t, o.as(chair).get("/signing"))
	require.Equal(t, 2, queue.Find(`[data-testid="task"]`).Length())
	open := queue.Find(`[data-testid="open-first"]`).AttrOr("href", "")
	require.Equal(t, "/documents/"+first.Document.ID+"?queue=signing", open)

	v := o.as(chair).post("/documents/"+first.Document.ID+"/acts/sign", o.as(chair).fill(open, route.ActSign))
	require.Equal(t, "/documents/"+second.Document.ID+"?queue=signing", v.location)
	v = o.as(chair).post("/documents/"+second.Document.ID+"/acts/sign", o.as(chair).fill(v.location, route.ActSign))
	require.Equal(t, "/signing", v.location)
}

func TestTextsBeyondMeasureAreTurnedAway(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepSignature)
	path := "/documents/" + d.Document.ID
	values := o.as(chair).fill(path, route.ActReturn)
	values.Set("text", strings.Repeat("ơ", 20_001))
	v := o.as(chair).post(path+"/acts/return", values)
	require.Equal(t, http.StatusUnprocessableEntity, v.status)
	require.Contains(t, read(t, v).Find(`[data-testid="problem"]`).Text(), "20000")
	values.Set("text", strings.Repeat("x", 2<<20))
	require.Equal(t, http.StatusRequestEntityTooLarge, o.as(chair).post(path+"/acts/return", values).status)
	require.Empty(t, o.sent)
}

func TestADossierOutOfSightIsNotThere(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepClearance)
	path := "/documents/" + d.Document.ID
	for _, there := range []string{"", "/opinions", "/submit", "/due/clearance/1", "/files/" + d.Document.Version.SHA256, "/pdf/" + d.Document.Version.SHA256} {
		require.Equal(t, http.StatusNotFound, o.as(stranger).get(path+there).status, there)
	}
	require.Equal(t, http.StatusNotFound, o.as(head).post(path+"/acts/dance", url.Values{}).status)
	require.Empty(t, o.sent)
}

func TestLetter4AnAttemptOnADossierOutOfSightReachesTheRecordAndTellsNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.letter("V/v thử")
	o.through(d, route.StepClearance)
	answer := o.as(stranger).post("/documents/"+d.Document.ID+"/acts/clear", url.Values{})
	require.Equal(t, http.StatusNotFound, answer.status)
	require.NotContains(t, answer.body, "V/v thử")
	require.Len(t, o.sent, 1)
	require.Equal(t, d.Document.ID, o.sent[0].DocumentID)
	require.Equal(t, http.StatusNotFound, o.as(stranger).post("/documents/nothing/acts/clear", url.Values{}).status)
	require.Len(t, o.sent, 1)
}

func TestOnePressCannotBeForgedIntoAnotherSite(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, next := range []string{"https://example.org/", "//example.org", `/\example.org`, "javascript:alert(1)", ""} {
		v := o.as("").post("/sign-in", url.Values{"username": {drafter}, "password": {"đúng"}, "next": {next}})
		require.Equal(t, "/", v.location, next)
	}
	v := o.as("").post("/sign-in", url.Values{"username": {drafter}, "password": {"đúng"}, "next": {"/tracking?tab=overdue"}})
	require.Equal(t, "/tracking?tab=overdue", v.location)
}
