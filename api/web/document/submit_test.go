package document_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/route"
)

// submission is what the browser would send from the submit page as it stands.
func submission(page *goquery.Document) url.Values {
	values := url.Values{}
	form := page.Find("form#submission")
	form.Find("input").Each(func(_ int, e *goquery.Selection) {
		kind, _ := e.Attr("type")
		if _, checked := e.Attr("checked"); (kind != "radio" && kind != "checkbox") || checked {
			values.Add(e.AttrOr("name", ""), e.AttrOr("value", ""))
		}
	})
	form.Find("textarea").Each(func(_ int, e *goquery.Selection) { values.Set(e.AttrOr("name", ""), e.Text()) })
	form.Find("select").Each(func(_ int, e *goquery.Selection) {
		values.Set(e.AttrOr("name", ""), e.Find("option[selected]").AttrOr("value", ""))
	})
	return values
}

func TestTheDraftComesFirstAndTheRestIsReadFromIt(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	v := o.As(webtest.Drafter).Upload("/documents", url.Values{"token": {"0190a1b2-0000-7000-8000-000000000001"}}, "công văn.docx", "PK…")
	require.Equal(t, http.StatusSeeOther, v.Status, v.Body)
	require.Equal(t, "/documents/"+o.Letters[0].Document.ID+"/submit", v.Location)

	page := webtest.Read(t, o.As(webtest.Drafter).Get(v.Location))
	require.Equal(t, "V/v tệp vừa tải lên công văn.docx", page.Find("#subject").Text())
	require.Equal(t, "cong-van", page.Find("#type option[selected]").AttrOr("value", ""))
	require.Positive(t, page.Find(".plan-step cite").Length(), "every step of the route has its reason")
	require.Equal(t, page.Find(".plan-step").Length(), page.Find(".plan-step cite").Length())
}

func TestWhatIsNoDraftIsTurnedAwayWithAReason(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	v := o.As(webtest.Drafter).Upload("/documents", url.Values{}, "tuyệt mật.docx", "TỐI MẬT")
	require.Equal(t, http.StatusUnsupportedMediaType, v.Status)
	require.Contains(t, webtest.Read(t, v).Find(`[data-testid="problem"]`).Text(), locale.T("vi", "error.upload.secret", nil))
	v = o.As(webtest.Drafter).Post("/documents", url.Values{})
	require.Equal(t, http.StatusUnprocessableEntity, v.Status)
	require.Contains(t, v.Body, locale.T("vi", "error.form.no_file", nil))
	require.Equal(t, http.StatusForbidden, o.As(webtest.Chair).Get("/documents/new").Status)
	require.Empty(t, o.Letters)
}

func TestNobodySubmitsARouteTheyHaveNotSeen(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	path := "/documents/" + d.Document.ID + "/submit"
	values := submission(webtest.Read(t, o.As(webtest.Drafter).Get(path)))
	values["sectors"] = []string{"noi-vu", "tai-chinh"}

	v := o.As(webtest.Drafter).Post(path, values)
	require.Equal(t, path+"#route", v.Location)
	require.Contains(t, v.Header.Get("Set-Cookie"), "done.plan_changed")
	require.Empty(t, o.Sent)
	require.Equal(t, []string{"noi-vu", "tai-chinh"}, d.Document.Sectors, "what was typed is kept")

	page := webtest.Read(t, o.As(webtest.Drafter).Get(path))
	require.Equal(t, 1, page.Find(`[data-testid="plan-appraisal:TCKH"]`).Length())
	values = submission(page)
	v = o.As(webtest.Drafter).Post(path, values)
	require.Equal(t, "/documents/"+d.Document.ID, v.Location)
	require.Len(t, o.Sent, 1)
	require.Equal(t, values.Get("token"), o.Sent[0].Token)
	require.Equal(t, route.ActSubmit, o.Sent[0].Act)
	require.Equal(t, d.Document.Version.ID, o.Sent[0].VersionID)
}

func TestThePlanFollowsTheFormWithoutKeepingIt(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	path := "/documents/" + d.Document.ID
	values := submission(webtest.Read(t, o.As(webtest.Drafter).Get(path+"/submit")))
	values.Del("consulted_units")
	v := o.As(webtest.Drafter).Post(path+"/plan", values)
	require.Equal(t, http.StatusOK, v.Status)
	page := webtest.Read(t, v)
	require.Equal(t, 1, page.Find("#plan").Length())
	require.Zero(t, page.Find("header").Length(), "a fragment brings no frame")
	require.Zero(t, page.Find(`[data-testid^="plan-consultation"]`).Length())
	require.Contains(t, page.Text(), locale.T("vi", "plan.no_consultation", nil))
	require.Len(t, d.Document.ConsultedUnits, 2)
}

func TestFactsThatAreWrongAreNamedAtTheirField(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	path := "/documents/" + d.Document.ID
	values := submission(webtest.Read(t, o.As(webtest.Drafter).Get(path+"/submit")))
	values.Set("subject", "  ")
	values.Set("notation", "UBND-NV&TĐ")
	v := o.As(webtest.Drafter).Post(path+"/facts", values)
	require.Equal(t, http.StatusUnprocessableEntity, v.Status)
	page := webtest.Read(t, v)
	require.Equal(t, 1, page.Find(`.stop a[href="#subject"]`).Length())
	require.Equal(t, "UBND-NV&TĐ", page.Find("#notation").AttrOr("value", ""), "what was typed is kept")
	require.Equal(t, "V/v thử", d.Document.Subject)
}

func TestOnlyTheDrafterSubmits(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	path := "/documents/" + d.Document.ID
	require.Equal(t, http.StatusForbidden, o.As(webtest.Head).Get(path+"/submit").Status)
	require.Equal(t, http.StatusForbidden, o.As(webtest.Head).Post(path+"/submit", url.Values{}).Status)
	require.Equal(t, http.StatusForbidden, o.As(webtest.Head).Upload(path+"/versions", url.Values{}, "x.docx", "x").Status)
	o.Through(d, route.StepClearance)
	require.Equal(t, path, o.As(webtest.Drafter).Get(path+"/submit").Location, "there is nothing to submit any more")
}

func TestAfterAReturnTheRouteStaysAndTheDraftChanges(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepReview)
	o.Act(d, webtest.Chief, route.ActReturn, func(c *route.Command) { c.Text = "Số liệu chưa khớp." })
	path := "/documents/" + d.Document.ID + "/submit"
	page := webtest.Read(t, o.As(webtest.Drafter).Get(path))
	require.Contains(t, page.Text(), "Số liệu chưa khớp.")
	require.Zero(t, page.Find("[name=consulted_units]").Length(), "what shaped the route stays")

	v := o.As(webtest.Drafter).Upload("/documents/"+d.Document.ID+"/versions", url.Values{}, "sửa.docx", "bản sửa")
	require.Equal(t, path, v.Location)
	page = webtest.Read(t, o.As(webtest.Drafter).Get(path))
	require.Contains(t, page.Text(), locale.T("vi", "submit.voided", nil)+" "+locale.T("vi", "step.clearance", nil))

	v = o.As(webtest.Drafter).Post(path, submission(page))
	require.Equal(t, "/documents/"+d.Document.ID, v.Location, v.Body)
	require.Equal(t, domain.DocumentOnRoute, d.Document.State)
	require.Equal(t, route.StepVoided, d.Route.Steps[0].State)
	dossier := webtest.Read(t, o.As(webtest.Drafter).Get("/documents/"+d.Document.ID))
	require.Equal(t, "open", dossier.Find(`[data-testid="step-clearance"]`).AttrOr("data-state", ""))
	require.Contains(t, dossier.Find(`[data-testid="step-clearance"] .earlier`).Text(), locale.T("vi", "stepstate.voided", nil))
}
