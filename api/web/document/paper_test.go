package document_test

import (
	"bytes"
	"context"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/route"
)

// withPDF makes the reading copy of a draft and returns its address.
func withPDF(o *webtest.Office, d *route.Dossier) string {
	o.Previews[d.Document.Version.SHA256] = o.Keep("%PDF-1.7 bản xem")
	return "/documents/" + d.Document.ID + "/pdf/" + d.Document.Version.SHA256
}

var placeLink = regexp.MustCompile(`\?place=(\d+)$`)

func TestThePDFStandsBesideTheFindingsAndEachLeadsToItsPlaceInIt(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	data := faulty().Bytes()
	d := draftOf(o, data)
	pdf := withPDF(o, d)
	doc := paragraphsOf(t, data)
	for _, query := range []string{"", "?view=pdf", "?order=reading"} {
		page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)+query))
		require.Equal(t, pdf+"#navpanes=0", page.Find(`iframe[name="paper"]`).AttrOr("src", ""), query)
		findings := page.Find("li.finding")
		require.GreaterOrEqual(t, findings.Length(), 3)
		findings.Each(func(_ int, f *goquery.Selection) {
			link := f.Find(`a[target="paper"]`)
			require.Equal(t, 1, link.Length())
			href := link.AttrOr("href", "")
			require.True(t, strings.HasPrefix(href, pdf+"?place="), href)
			index, err := strconv.Atoi(placeLink.FindStringSubmatch(href)[1])
			require.NoError(t, err)
			require.True(t, edit.HasPlace(doc[index]), "the PDF has the place that %s names", href)
			if anchor := f.Find(`a[href^="#p"]`); anchor.Length() > 0 {
				require.Equal(t, "#p"+strconv.Itoa(index), anchor.AttrOr("href", ""))
			}
		})
		page.Find(".mended li").Each(func(_ int, change *goquery.Selection) {
			require.Equal(t, 1, change.Find(`a[target="paper"]`).Length())
		})
		leadsThereAndBack(t, page) // the sheet is there for narrow windows
		require.Equal(t, 1, page.Find(".reading .roomy .turn").Length(), "and there is nothing else there to choose")
		webtest.Nameless(t, page, query)
	}
	marked := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)+"?view=marked"))
	require.Zero(t, marked.Find(`iframe, a[target="paper"]`).Length())
	require.Zero(t, marked.Find(".tight, .roomy").Length(), "what it shows it shows at any width")
	leadsThereAndBack(t, marked)
}

// paragraphsOf are the paragraphs of a body by their index.
func paragraphsOf(t *testing.T, data []byte) map[int]*docx.Paragraph {
	t.Helper()
	doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), opc.Limits{})
	require.NoError(t, err)
	out := map[int]*docx.Paragraph{}
	for p := range doc.Paragraphs() {
		out[p.Index] = p
	}
	return out
}

func TestUntilThePDFIsMadeTheSheetIsShown(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	asksAgain := func() webtest.Answer {
		r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, o.Server.URL+formatOf(d)+"?view=pdf&look=1", nil)
		require.NoError(t, err)
		r.Header.Set("HX-Request", "true")
		return o.As(webtest.Drafter).Send(r)
	}
	for _, query := range []string{"", "?view=pdf"} {
		page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)+query))
		require.Equal(t, query != "", strings.Contains(page.Find("#paper").Text(), "Đang tạo bản xem PDF"))
		require.Zero(t, page.Find(`iframe, a[target="paper"], .tight`).Length())
		leadsThereAndBack(t, page)
	}
	require.Empty(t, asksAgain().Header.Get("HX-Refresh"))
	withPDF(o, d)
	require.Equal(t, "true", asksAgain().Header.Get("HX-Refresh"), "the findings lead elsewhere now")
}

func TestAPlaceOfAPDFIsShownAnewEachTimeToThoseWhoMayReadIt(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	pdf := withPDF(o, d)
	v := o.As(webtest.Head).Get(pdf + "?place=12")
	require.Equal(t, http.StatusSeeOther, v.Status)
	require.Equal(t, pdf+"#nameddest="+edit.PlaceName(12)+"&navpanes=0", v.Location)
	require.Equal(t, "no-store", v.Header.Get("Cache-Control"))
	require.Contains(t, v.Header.Get("Content-Security-Policy"), "frame-ancestors 'self'")
	require.Equal(t, http.StatusNotFound, o.As(webtest.Head).Get(pdf+"?place=//elsewhere.example").Status)
	require.Equal(t, http.StatusNotFound, o.As(webtest.Stranger).Get(pdf+"?place=12").Status)
}

func TestAfterTheIssueTheFindingsStandBesideTheDraftTheySpeakOf(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	pdf := withPDF(o, d)
	d.Document.IssuedPDFSHA = o.Keep("%PDF-1.7 văn bản")
	page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)))
	require.Equal(t, pdf+"#navpanes=0", page.Find("iframe").AttrOr("src", ""))
}
