package document_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
	"trinhky/internal/locale"
	"trinhky/internal/route"
)

func TestMyWorkIsOrderedByHowLateItIs(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	late := o.Letter("V/v trễ")
	o.Through(late, route.StepClearance)
	o.Now = o.Now.Add(7 * 24 * time.Hour)
	fresh := o.Letter("V/v mới")
	o.Through(fresh, route.StepClearance)
	page := webtest.Read(t, o.As(webtest.Head).Get("/work"))
	require.Equal(t, 2, page.Find(`[data-testid="task"]`).Length())
	require.Contains(t, page.Find(`section[aria-labelledby="late"]`).Text(), "V/v trễ")
	require.Contains(t, page.Find(`section[aria-labelledby="late"] .due-late`).Text(), "quá hạn 4 ngày làm việc")
	require.Contains(t, page.Find(`section[aria-labelledby="later"]`).Text(), "còn 1 ngày làm việc")
	require.Contains(t, page.Find(`section[aria-labelledby="later"]`).Text(), "17:00, 02/04/2024")
}

func TestADueTimeExplainsItselfDayByDay(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	o.Now = time.Date(2024, 4, 25, 2, 0, 0, 0, time.UTC) // before the days off of 30 April and 1 May
	d := o.Letter("V/v thử")
	o.Through(d, route.StepClearance)
	s := d.Route.Step("clearance")
	page := webtest.Read(t, o.As(webtest.Drafter).Get("/documents/"+d.Document.ID+"/due/clearance/1"))
	require.Contains(t, page.Find(".due-sum").Text(), s.DueAt.Add(7*time.Hour).Format("15:04, 02/01/2006"))
	require.Equal(t, s.WorkingDays, page.Find("tbody tr:not(.off)").Length())
	require.Contains(t, page.Text(), s.LegalBasis)
	require.Equal(t, http.StatusNotFound, o.As(webtest.Drafter).Get("/documents/"+d.Document.ID+"/due/signature/1").Status, "a step that has not begun has no due time")
}

func TestANumberedDocumentSaysWhatItsFilesWaitFor(t *testing.T) {
	t.Parallel()
	s := webtest.NewScene(t)
	s.Issued.Document.PublicationNote = "publication.server_away"
	page := webtest.Read(t, s.As(webtest.Clerk).Get("/documents/"+s.Issued.Document.ID))
	require.Contains(t, page.Find(`[data-testid="waits"]`).Text(), locale.T("vi", "error.publication.server_away", nil))
}

func TestTheHistoryAndTheClockOfADossierAreThere(t *testing.T) {
	t.Parallel()
	s := webtest.NewScene(t)
	page := webtest.Read(t, s.As(webtest.Drafter).Get("/documents/"+s.Returned.Document.ID))
	require.Contains(t, page.Find(".history").Text(), "Số liệu mục 2 chưa khớp.")
	require.Contains(t, page.Find(".history").Text(), locale.T("vi", "event.returned", nil))
	clocks := page.Find(`section[aria-labelledby="clocks"]`)
	require.Equal(t, len(s.Returned.Clocks), clocks.Find("tbody tr").Length())
	require.Contains(t, clocks.Find("tbody tr").Last().Text(), locale.T("vi", "clocks.running", nil))
	require.Contains(t, clocks.Find(".totals").Text(), "Phòng Nội vụ")
	refused := webtest.Read(t, s.As(webtest.Specialist).Get("/documents/"+s.Silent.Document.ID)).Find(`section[aria-labelledby="refusals"] tbody tr`)
	require.Equal(t, 1, refused.Length())
	require.Contains(t, refused.Text(), "Chủ tịch UBND thành phố")
}

func TestTwoVersionsAreComparedByTheirWords(t *testing.T) {
	t.Parallel()
	s := webtest.NewScene(t)
	path := "/documents/" + s.Returned.Document.ID
	require.Equal(t, path+"/changes", webtest.Read(t, s.As(webtest.Drafter).Get(path)).Find(`[data-testid="changes"]`).AttrOr("href", ""))
	page := webtest.Read(t, s.As(webtest.Drafter).Get(path+"/changes"))
	require.Contains(t, page.Find(".changes del").Text(), "–", "the dashes of the motto went")
	require.Contains(t, page.Find(".passage-changed").Text(), "Hạnh phúc")
	require.Positive(t, page.Find(".skipped").Length(), "what is the same is left out")
	first := s.Returned.Versions[0].ID
	require.Equal(t, 1, webtest.Read(t, s.As(webtest.Drafter).Get(path+"/changes?from="+first+"&to="+first)).Find(".empty").Length())
	require.Equal(t, http.StatusNotFound, s.As(webtest.Drafter).Get("/documents/"+s.Unsent.Document.ID+"/changes").Status)
}
