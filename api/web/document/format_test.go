package document_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/route"
)

// faulty is a letter with faults in its margins, its head and its body, of which
// some can be mended without a person.
func faulty() *g.Spec {
	s := g.LetterForm()
	s.Page.Left = 1000
	s.Motto.Text = "Độc lập – Tự do – Hạnh phúc"
	s.Body[0].Line.Text = "<script>alert(1)</script> Các cơ quan báo cáo kết quả quả & kiến nghị."
	return s
}

// draftOf is a draft whose newest version is the file.
func draftOf(o *webtest.Office, data []byte) *route.Dossier {
	d := o.Letter("V/v kiểm tra thể thức")
	o.Contents[d.Document.Version.SHA256] = string(data)
	return d
}

func uploadOf(name string, data []byte) intake.Upload {
	return intake.Upload{FileName: name, Body: bytes.NewReader(data)}
}

func formatOf(d *route.Dossier) string { return "/documents/" + d.Document.ID + "/format" }

// leadsThereAndBack requires that each finding leads to one place of the sheet,
// from which the way leads back.
func leadsThereAndBack(t *testing.T, page *goquery.Document) int {
	t.Helper()
	findings := page.Find("li.finding")
	findings.Each(func(_ int, f *goquery.Selection) {
		place := page.Find(".sheet " + f.Find(`a[href^="#"]`).AttrOr("href", "none"))
		require.Equal(t, 1, place.Length(), f.Text())
		require.Positive(t, place.Find(`a[href="#`+f.AttrOr("id", "none")+`"]`).Length(), "and back: %s", f.Text())
		quoted, _, _ := strings.Cut(strings.Trim(f.Find(".found-text").Text(), "“”"), "…")
		require.Contains(t, strings.Join(strings.Fields(place.Text()), " "), quoted)
	})
	return findings.Length()
}

func TestEachFindingLeadsToItsPlaceInTheDraftAndBack(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	for _, order := range []string{"", "?order=reading"} {
		v := o.As(webtest.Drafter).Get(formatOf(d) + order)
		require.Equal(t, http.StatusOK, v.Status)
		require.GreaterOrEqual(t, leadsThereAndBack(t, webtest.Read(t, v)), 3)
		require.NotContains(t, v.Body, "<script>alert")
		require.Contains(t, v.Body, "&lt;script&gt;alert(1)", "what stands in the draft stands on the page, as text")
	}
	page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)))
	require.Contains(t, page.Find(".sheet mark").Text(), "quả", "the words in question are marked")
	for _, at := range []string{formatOf(d), "/documents/" + d.Document.ID} {
		require.Zero(t, webtest.Read(t, o.As(webtest.Drafter).Get(at)).Find(".found-text:not([lang=vi])").Length(), "the draft's words are Vietnamese on an English page too")
	}
}

func TestFindingsComeErrorsFirstOrInReadingOrderButAreNumberedAsTheyStand(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	numbers := func(query string) (out []string, severities string) {
		webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)+query)).Find("li.finding").Each(func(_ int, f *goquery.Selection) {
			out = append(out, f.Find(".badge").Text())
			severities += map[bool]string{true: "e", false: "w"}[f.HasClass("finding-error")]
		})
		return out, severities
	}
	reading, _ := numbers("?order=reading")
	require.IsIncreasing(t, reading)
	first, severities := numbers("")
	require.ElementsMatch(t, reading, first)
	require.Regexp(t, "^e+w+$", severities)
}

func TestThePageSaysByWhatTheTypeWasTold(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	decision := g.DecisionForm()
	guessed := g.DecisionForm()
	guessed.TypeName, guessed.Subject, guessed.SubjectRule = g.Line{}, g.Line{}, g.Rule{}
	unknown := g.DecisionForm()
	unknown.TypeName, unknown.Number = g.T("LỜI KÊU GỌI"), g.Line{}
	for words, s := range map[string]*g.Spec{
		"Quyết định (cá biệt) (theo tên loại)": decision, "suy đoán theo ký hiệu": guessed, "Chưa nhận ra loại văn bản": unknown,
	} {
		page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(draftOf(o, s.Bytes()))))
		require.Contains(t, page.Find("[data-testid=told-type]").Text(), words)
	}
}

// The official texts hold many forms, sections, tables and notes in one file.
func TestEveryFindingOfTheOfficialTextsHasItsPlaceOnThePage(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../../testdata/law/*.docx")
	require.NoError(t, err)
	files = append(files, "../../../testdata/288-UBND-VP.docx", "../../../testdata/288-UBND-VP.corrected.docx")
	require.Greater(t, len(files), 3)
	o := webtest.New(t)
	for _, name := range files {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		v := o.As(webtest.Drafter).Get(formatOf(draftOf(o, data)))
		require.Equal(t, http.StatusOK, v.Status, name)
		page := webtest.Read(t, v)
		leadsThereAndBack(t, page)
		webtest.Nameless(t, page, name)
	}
	for name, spec := range g.SampleForms() {
		page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(draftOf(o, spec.Bytes()))))
		leadsThereAndBack(t, page)
		webtest.Nameless(t, page, name)
		require.Equal(t, 1, page.Find(`[data-testid="findings-none"]`).Length(), name)
		require.Zero(t, page.Find("[style]").Length())
	}
}

func TestTheDraftIsShownAsItsReaderSawIt(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(draftOf(o, g.LetterForm().Bytes()))))
	motto := page.Find(".sheet td span.b").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.HasPrefix(s.Text(), "Độc lập") })
	require.Equal(t, 1, motto.Length(), "the motto is bold, in the table of the head")
	require.True(t, motto.Closest("p").HasClass("ac"), "and centred")
	require.Equal(t, "presentation", motto.Closest("table").AttrOr("role", ""), "a table without lines only places texts")
	require.Positive(t, page.Find(".sheet p.aj").Length(), "the text is justified")
	require.Positive(t, page.Find(".sheet hr").Length(), "the rules are drawn")
	data := g.LetterForm()
	data.Body = append(data.Body, g.Block{Table: &g.Table{Widths: []docx.Twips{4000, 4000}, Rows: [][]g.Line{g.Lines("Cột", "Số"), g.Lines("Một", "1")}}})
	page = webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(draftOf(o, data.Bytes()))))
	require.Equal(t, 1, page.Find(".sheet table:not([role])").Length(), "a table with lines is one of data")
}

func TestEveryVersionHasItsOwnPage(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	first := d.Document.Version.ID
	_, _, err := o.AddVersion(t.Context(), o.Actor(webtest.Drafter), d.Document.ID, "t", uploadOf("sửa.docx", g.LetterForm().Bytes()))
	require.NoError(t, err)
	newest := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)))
	require.Equal(t, 1, newest.Find(`[data-testid="findings-none"]`).Length())
	older := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)+"?version="+first))
	require.Positive(t, older.Find("li.finding-error").Length())
	require.Zero(t, older.Find(`[data-testid="take-fixed"]`).Length(), "nobody goes back to an older version")
	require.Equal(t, 1, older.Find(`[data-testid="fixed"]`).Length())
	require.Equal(t, http.StatusNotFound, o.As(webtest.Drafter).Get(formatOf(d)+"?version="+uuid.NewString()).Status)
	require.Equal(t, http.StatusNotFound, o.As(webtest.Stranger).Get(formatOf(d)).Status)
}

func TestTheMendedCopyHasRightWhatThePageListsAndIsADownload(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	page := webtest.Read(t, o.As(webtest.Head).Get(formatOf(d)))
	require.Contains(t, page.Find(`[data-testid="mending"]`).Text(), "Độc lập - Tự do - Hạnh phúc")
	require.Zero(t, page.Find(`[data-testid="take-fixed"]`).Length(), "the head may download it; the next version is the drafter's")
	v := o.As(webtest.Head).Get(page.Find(`[data-testid="fixed"]`).AttrOr("href", ""))
	require.Equal(t, http.StatusOK, v.Status)
	require.True(t, strings.HasPrefix(v.Header.Get("Content-Disposition"), "attachment"), v.Header.Get("Content-Disposition"))
	require.Contains(t, v.Header.Get("Content-Security-Policy"), "sandbox")
	report, err := format.CheckFile(t.Context(), strings.NewReader(v.Body), int64(len(v.Body)), format.Options{})
	require.NoError(t, err)
	require.Zero(t, report.Errors)
	require.Equal(t, http.StatusNotFound, o.As(webtest.Stranger).Get(formatOf(d)+"/fixed?version="+d.Document.Version.ID).Status)
	require.Equal(t, http.StatusNotFound, o.As(webtest.Head).Get(formatOf(d)+"/fixed?version="+uuid.NewString()).Status)
}

func TestTheDrafterMakesTheMendedCopyTheNextVersionOnce(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)))
	form := page.Find(`[data-testid="take-fixed"]`).Closest("form")
	values := url.Values{}
	form.Find("input").Each(func(_ int, i *goquery.Selection) { values.Set(i.AttrOr("name", ""), i.AttrOr("value", "")) })
	for range 2 {
		v := o.As(webtest.Drafter).Post(form.AttrOr("action", ""), values)
		require.Equal(t, http.StatusSeeOther, v.Status, v.Body)
		require.Equal(t, formatOf(d), v.Location)
	}
	require.Len(t, d.Versions, 2)
	require.Equal(t, "Dự thảo công văn (đã sửa thể thức).docx", d.Document.Version.FileName)
	page = webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)))
	require.Equal(t, 1, page.Find(`[data-testid="findings-none"]`).Length())

	require.Equal(t, http.StatusForbidden, o.As(webtest.Chief).Post(formatOf(d)+"/fixed", values).Status)
	_, _, err := o.AddVersion(t.Context(), o.Actor(webtest.Drafter), d.Document.ID, "t", uploadOf("khác.docx", faulty().Bytes()))
	require.NoError(t, err)
	v := o.As(webtest.Drafter).Post(formatOf(d)+"/fixed", values)
	require.Equal(t, http.StatusConflict, v.Status, "a newer version came in meanwhile")
	require.Equal(t, 1, webtest.Read(t, v).Find(`[data-testid="problem"]`).Length())
	require.Len(t, d.Versions, 3)
}

func TestAVersionCheckedByOlderRulesShowsWhatTodaysFind(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	d.Format = nil
	for _, page := range []string{"", "/submit"} {
		require.Equal(t, 1, webtest.Read(t, o.As(webtest.Drafter).Get("/documents/"+d.Document.ID+page)).Find(`[data-testid="findings-errors"]`).Length(), page)
	}
	o.Contents[d.Document.Version.SHA256] = "no longer read"
	page := webtest.Read(t, o.As(webtest.Drafter).Get("/documents/"+d.Document.ID))
	require.Zero(t, page.Find(`[data-testid="findings-errors"], [data-testid="findings-none"]`).Length(), "nobody is told that it is in form")
}

func TestAMendedCopyCoversNothingThatWasUploadedWhileItWasMade(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	o.Faster = func() {
		_, _, err := o.AddVersion(t.Context(), o.Actor(webtest.Drafter), d.Document.ID, "t", uploadOf("khác.docx", faulty().Bytes()))
		require.NoError(t, err)
	}
	v := o.As(webtest.Drafter).Post(formatOf(d)+"/fixed", url.Values{"token": {uuid.NewString()}, "version_id": {d.Document.Version.ID}})
	require.Equal(t, http.StatusConflict, v.Status)
	require.Equal(t, 1, webtest.Read(t, v).Find(`[data-testid="problem"]`).Length())
	require.Equal(t, "khác.docx", d.Document.Version.FileName)
}

func TestWhileOthersHaveTheDossierNobodyIsOfferedANewVersion(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := draftOf(o, faulty().Bytes())
	o.Through(d, route.StepReview)
	page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)))
	require.Zero(t, page.Find(`[data-testid="take-fixed"]`).Length())
	require.Equal(t, 1, page.Find(`[data-testid="fixed"]`).Length())
}

func TestALockedAClassifiedAndABrokenFileAreNotTouchedAndThePageSaysWhy(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	locked := faulty()
	locked.Protection = "readOnly"
	d := draftOf(o, locked.Bytes())
	page := webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(d)))
	require.Contains(t, page.Find(`[data-testid="mending-none"]`).Text(), "khóa chỉnh sửa")
	require.Zero(t, page.Find(`[data-testid="fixed"], [data-testid="take-fixed"]`).Length())
	require.Equal(t, http.StatusUnsupportedMediaType, o.As(webtest.Drafter).Get(formatOf(d)+"/fixed?version="+d.Document.Version.ID).Status)
	v := o.As(webtest.Drafter).Post(formatOf(d)+"/fixed", url.Values{"token": {uuid.NewString()}, "version_id": {d.Document.Version.ID}})
	require.Equal(t, http.StatusUnsupportedMediaType, v.Status)
	require.Len(t, d.Versions, 1)

	secret := faulty()
	secret.Stamps = []g.Line{{Text: "TUYỆT MẬT"}}
	page = webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(draftOf(o, secret.Bytes()))))
	require.Equal(t, 1, page.Find("li.finding").Length())
	require.Zero(t, page.Find(".sheet, iframe").Length(), "nothing of it is shown")

	page = webtest.Read(t, o.As(webtest.Drafter).Get(formatOf(draftOf(o, []byte("%PDF-1.7")))))
	require.Equal(t, 1, page.Find(`[data-testid="format-broken"]`).Length())
	require.Contains(t, page.Find(`[data-testid="format-broken"]`).Text(), "không phải văn bản Word")
}
