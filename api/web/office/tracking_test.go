package office_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/route"
)

func TestTheOfficeSeesWhoHoldsWhatUpAndForHowLong(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepClearance)
	o.Now = o.Now.Add(60 * 24 * time.Hour)
	row := webtest.Read(t, o.As(webtest.Specialist).Get("/tracking")).Find(`[data-testid="stalled"] tbody tr`)
	require.Equal(t, 1, row.Length())
	for _, want := range []string{"Phòng Nội vụ", "Trưởng phòng", "V/v thử", locale.T("vi", "step.clearance", nil), "quá hạn", "Nghị định 30/2020/NĐ-CP, Điều 12 khoản 1"} {
		require.Contains(t, row.Text(), want)
	}
	require.Equal(t, "/documents/"+d.Document.ID, row.Find("td a").First().AttrOr("href", ""))
	none := webtest.Read(t, o.As(webtest.Specialist).Get("/tracking?step=signature&unit="+o.Unit("TP")+"&from=2024-01-01&to=2024-12-31"))
	require.Zero(t, none.Find("tbody tr").Length())
	require.Equal(t, "signature", none.Find("#step option[selected]").AttrOr("value", ""))
	require.Equal(t, "2024-12-31", none.Find("#to").AttrOr("value", ""))
	require.Equal(t, http.StatusForbidden, o.As(webtest.Drafter).Get("/tracking").Status)
}

func TestTheListsLeaveAsSpreadsheetsWithoutFormulas(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("=HYPERLINK(\"http://example.org\")")
	o.Through(d, route.StepClearance)
	o.Now = o.Now.Add(60 * 24 * time.Hour)
	v := o.As(webtest.Specialist).Get("/tracking/export?tab=stalled")
	require.Equal(t, "text/csv; charset=utf-8", v.Header.Get("Content-Type"))
	require.True(t, strings.HasPrefix(v.Body, "\ufeff"+locale.T("vi", "tracking.col.unit", nil)))
	require.Contains(t, v.Body, `"'=HYPERLINK`)
	require.Equal(t, http.StatusOK, o.As(webtest.Specialist).Get("/tracking/export?tab=out-of-order").Status)
}

func TestTheOfficeRecordsWhatItSawOutside(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Through(d, route.StepClearance)
	page := webtest.Read(t, o.As(webtest.Specialist).Get("/tracking/outside?document="+d.Document.ID))
	form := page.Find(`form[method=post][action="/tracking/outside"]`)
	require.Equal(t, o.Unit("NV"), form.Find("[name=unit]").AttrOr("value", ""), "the drafting unit is meant unless another is chosen")
	require.Equal(t, "clearance", form.Find("#step_due option[selected]").AttrOr("value", ""))
	values := url.Values{
		"token": {form.Find("[name=token]").AttrOr("value", "")}, "document": {d.Document.ID}, "unit": {o.Unit("NV")}, "person": {o.Actor(webtest.Drafter).PersonID},
		"act": {"sign"}, "step_due": {"clearance"}, "at": {"2024-03-25T08:15"}, "note": {"Mang bản giấy thẳng lên phòng Chủ tịch."},
	}
	v := o.As(webtest.Specialist).Post("/tracking/outside", values)
	require.Equal(t, http.StatusUnprocessableEntity, v.Status, "without evidence")
	again := webtest.Read(t, v)
	require.Contains(t, again.Find(".stop").Text(), locale.T("vi", "error.outside.evidence", nil))
	require.Contains(t, again.Find("#note").Text(), "Mang bản giấy")

	v = o.As(webtest.Specialist).Upload("/tracking/outside", values, "ảnh.png", "PNG")
	require.Equal(t, "/tracking?tab=out-of-order", v.Location, v.Body)
	require.Len(t, o.SeenOutside, 1)
	require.Equal(t, time.Date(2024, 3, 25, 1, 15, 0, 0, time.UTC), o.SeenOutside[0].At.UTC())
	require.Equal(t, domain.AnnexEvidence, d.Annexes[0].Kind)
	require.Equal(t, d.Annexes[0].SHA256, o.SeenOutside[0].EvidenceSHA)
	require.Equal(t, http.StatusForbidden, o.As(webtest.Clerk).Get("/tracking/outside").Status)

	v = o.As(webtest.Specialist).Get("/tracking/evidence/" + d.Annexes[0].SHA256)
	require.True(t, strings.HasPrefix(v.Header.Get("Content-Disposition"), "attachment"))
	require.Equal(t, http.StatusNotFound, o.As(webtest.Specialist).Get("/tracking/evidence/none").Status)
}

func TestTheRegisterReadsLikeTheDecreesBook(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thi đua")
	o.Through(d, route.StepIssue)
	o.Act(d, webtest.Clerk, route.ActIssue)
	row := webtest.Read(t, o.As(webtest.Clerk).Get("/register?year=2024")).Find(`[data-testid="register"] tbody tr`)
	require.Equal(t, 1, row.Length())
	for _, want := range []string{"07/UBND-NV", "V/v thi đua", "Chủ tịch UBND thành phố", "Như trên; CT và các PCT UBND TP", "Phòng Nội vụ", locale.T("vi", "register.making", nil)} {
		require.Contains(t, row.Text(), want)
	}
	require.Zero(t, webtest.Read(t, o.As(webtest.Clerk).Get("/register?year=2023")).Find("tbody tr").Length())
}
