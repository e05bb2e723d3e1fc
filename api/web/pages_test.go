package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/intake"
	"trinhky/internal/locale"
	"trinhky/internal/route"
)

// scene is an office with a document at every kind of place, so that every part
// of every page has something to show.
type scene struct {
	*office
	consulted, signing, returned, draft, issued, silent *route.Dossier
}

func newScene(t *testing.T) scene {
	t.Helper()
	o := newOffice(t)
	s := scene{office: o}
	s.consulted = o.letter("V/v chấn chỉnh việc thực hiện Quy chế làm việc")
	o.through(s.consulted, route.StepConsultation)
	o.act(s.consulted, finance, route.ActGiveOpinion, func(c *route.Command) {
		c.Verdict, c.Text = route.VerdictAgreeWithChanges, "Đề nghị nêu rõ nguồn kinh phí."
	})
	s.signing = o.letter("V/v tiếp công dân định kỳ", func(d *domain.Document) { d.Urgency = domain.UrgencyUrgent })
	o.through(s.signing, route.StepSignature)
	o.previews[s.signing.Document.Version.SHA256] = o.keep("%PDF-1.7 bản xem")
	s.returned = o.letter("V/v báo cáo cải cách hành chính")
	o.through(s.returned, route.StepReview)
	o.act(s.returned, chief, route.ActReturn, func(c *route.Command) { c.Text = "Số liệu mục 2 chưa khớp." })
	corrected, err := os.ReadFile("../../testdata/288-UBND-VP.corrected.docx")
	require.NoError(t, err)
	faulty, err := os.ReadFile("../../testdata/288-UBND-VP.docx")
	require.NoError(t, err)
	o.contents[s.returned.Document.Version.SHA256] = string(faulty)
	_, _, err = o.AddVersion(t.Context(), o.actor(drafter), s.returned.Document.ID, "t", intake.Upload{FileName: "bản sửa.docx", Body: bytes.NewReader(corrected)})
	require.NoError(t, err)
	s.draft = o.letter("V/v lập dự toán ngân sách")
	s.draft.Format = o.check("../../testdata/288-UBND-VP.docx")
	o.contents[s.draft.Document.Version.SHA256] = string(faulty)
	s.issued = o.letter("V/v phát động thi đua")
	o.through(s.issued, route.StepIssue)
	o.act(s.issued, clerk, route.ActIssue)
	s.issued.Document.IssuedPDFSHA = o.keep("%PDF-1.7 bản phát hành")
	s.silent = o.letter("V/v chuẩn bị hội nghị")
	o.through(s.silent, route.StepClearance)
	_, err = o.decide(route.Command{Token: "t", DocumentID: s.silent.Document.ID, Act: route.ActSign, Actor: o.actor(chair), Door: domain.DoorPage})
	require.Error(t, err)
	o.now = o.now.Add(30 * 24 * time.Hour)
	due := o.now.Add(time.Hour)
	o.notices = []domain.StoredNotice{
		{ID: s.draft.Document.ID, DocumentID: s.signing.Document.ID, Subject: s.signing.Document.Subject, Kind: domain.NoticeYourTurn, StepKey: "signature", DueAt: &due, At: o.now},
		{ID: s.issued.Document.ID, DocumentID: s.issued.Document.ID, Subject: s.issued.Document.Subject, Kind: domain.NoticeIssued, At: o.now, ReadAt: &o.now},
	}
	o.tokens = []domain.AccessToken{{ID: s.draft.Document.ID, Name: "Phần mềm báo cáo", Scope: domain.TokenRead, CreatedAt: o.now, ExpiresAt: o.now.AddDate(0, 1, 0)}}
	return s
}

// addresses are the pages by who opens them.
func (s scene) addresses() map[string]string {
	in := func(d *route.Dossier, rest string) string { return "/documents/" + d.Document.ID + rest }
	return map[string]string{
		"/sign-in":                          "",
		"/work":                             drafter,
		"/work?again":                       checker,
		"/signing":                          chair,
		"/documents":                        chief,
		"/documents/new":                    drafter,
		in(s.consulted, ""):                 "truong-phong-van-hoa-thong-tin",
		in(s.consulted, "?as=finance"):      finance,
		in(s.consulted, "/opinions"):        drafter,
		in(s.consulted, "/due/clearance/1"): drafter,
		in(s.signing, "?queue=signing"):     chair,
		in(s.signing, ""):                   specialist,
		in(s.returned, ""):                  drafter,
		in(s.returned, "/submit"):           drafter,
		in(s.draft, ""):                     drafter,
		in(s.draft, "/submit"):              drafter,
		in(s.draft, "/format"):              drafter,
		in(s.returned, "/format?view=pdf"):  drafter,
		in(s.issued, ""):                    head,
		in(s.returned, "/changes"):          drafter,
		in(s.silent, ""):                    specialist,
		"/tracking":                         specialist,
		"/tracking?tab=overdue":             chief,
		"/tracking?tab=out-of-order":        specialist,
		"/tracking/format?cases=failed":     specialist,
		"/tracking/outside":                 specialist,
		"/tracking/outside?document=" + s.silent.Document.ID: specialist,
		"/register":           clerk,
		"/notices":            drafter,
		"/account":            drafter,
		"/nowhere":            drafter,
		"/documents/khong-co": drafter,
	}
}

func read(t *testing.T, v visit) *goquery.Document {
	t.Helper()
	page, err := goquery.NewDocumentFromReader(strings.NewReader(v.body))
	require.NoError(t, err)
	return page
}

func TestEveryPageIsWholeInBothLanguages(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for path, who := range s.addresses() {
		for _, lang := range locale.Languages() {
			v := s.in(who, lang).get(path)
			if path != "/nowhere" && path != "/documents/khong-co" {
				require.Equal(t, http.StatusOK, v.status, path)
			}
			page := read(t, v)
			where := fmt.Sprintf("%s as %q in %s", path, who, lang)
			require.Equal(t, lang, page.Find("html").AttrOr("lang", ""), where)
			require.Equal(t, 1, page.Find("main#main").Length(), where)
			require.Equal(t, 1, page.Find("h1").Length(), where)
			require.Equal(t, 1, page.Find("header").Length(), where)
			require.Equal(t, "#main", page.Find("a.skip").AttrOr("href", ""), where)
			require.NotEmpty(t, strings.TrimSpace(page.Find("h1").Text()), where)
			if who != "" {
				require.Equal(t, 1, page.Find("nav.menu").Length(), where)
			}
			require.NotContains(t, v.body, "<no value>", where)
			require.NotContains(t, v.body, "ZgotmplZ", where)
			noKeys(t, page, where)
			nameless(t, page, where)
			headings(t, page, where)
			require.Zero(t, page.Find("[style], [onclick], [onchange], main script").Length(), "%s: the policy allows no inline script or style", where)
			require.Contains(t, v.header.Get("Content-Security-Policy"), "script-src 'self'", where)
		}
	}
}

// nameless finds fields, buttons and frames without a name, and names that point
// nowhere or are given twice.
func nameless(t *testing.T, page *goquery.Document, where string) {
	t.Helper()
	ids := map[string]bool{}
	page.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		id := e.AttrOr("id", "")
		require.False(t, ids[id], "%s: id %s twice", where, id)
		ids[id] = true
	})
	page.Find("input:not([type=hidden]), select, textarea").Each(func(_ int, e *goquery.Selection) {
		id := e.AttrOr("id", "")
		label := page.Find(fmt.Sprintf("label[for=%q]", id))
		require.NotEmpty(t, strings.TrimSpace(label.Text()), "%s: field %s has no label", where, e.AttrOr("name", ""))
	})
	page.Find("button, a").Each(func(_ int, e *goquery.Selection) {
		require.NotEmpty(t, strings.TrimSpace(e.Text()+e.AttrOr("aria-label", "")), "%s: a control without a name", where)
	})
	page.Find("iframe").Each(func(_ int, e *goquery.Selection) {
		require.NotEmpty(t, e.AttrOr("title", ""), "%s: a frame without a title", where)
	})
	for _, attribute := range []string{"aria-labelledby", "aria-describedby"} {
		page.Find("[" + attribute + "]").Each(func(_ int, e *goquery.Selection) {
			require.True(t, ids[e.AttrOr(attribute, "")], "%s: %s points at %s", where, attribute, e.AttrOr(attribute, ""))
		})
	}
	page.Find(`a[href^="#"]`).Each(func(_ int, e *goquery.Selection) {
		require.True(t, ids[strings.TrimPrefix(e.AttrOr("href", ""), "#")], "%s: link to %s", where, e.AttrOr("href", ""))
	})
}

// noKeys finds message keys where a text should stand.
func noKeys(t *testing.T, page *goquery.Document, where string) {
	t.Helper()
	families := map[string]bool{}
	for _, key := range locale.Keys(domain.Vietnamese) {
		family, _, _ := strings.Cut(key, ".")
		families[family] = true
	}
	body := page.Find("body").Clone()
	body.Find("code").Remove() // names of rules look alike
	for _, m := range regexp.MustCompile(`\b([a-z]+)\.[a-z_]+`).FindAllStringSubmatch(body.Text(), -1) {
		require.False(t, families[m[1]], "%s: %s", where, m[0])
	}
}

// headings must not skip a level going down.
func headings(t *testing.T, page *goquery.Document, where string) {
	t.Helper()
	last := 0
	page.Find("main h1, main h2, main h3, main h4").Each(func(_ int, e *goquery.Selection) {
		level := int(goquery.NodeName(e)[1] - '0')
		if last > 0 {
			require.LessOrEqual(t, level, last+1, "%s: %s", where, e.Text())
		}
		last = level
	})
}

func TestEveryFormPostsToAMountedPageAndCanBeSentOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	forms := map[string]bool{}
	for path, who := range s.addresses() {
		read(t, s.as(who).get(path)).Find("form").Each(func(_ int, form *goquery.Selection) {
			action, method := form.AttrOr("action", ""), strings.ToUpper(form.AttrOr("method", "GET"))
			targets := []string{action}
			form.Find("[formaction]").Each(func(_ int, b *goquery.Selection) { targets = append(targets, b.AttrOr("formaction", "")) })
			for _, target := range targets {
				require.True(t, s.mounted(method, target), "%s: %s %s", path, method, target)
				forms[method+" "+generic(target)] = true
			}
			if method == http.MethodPost && (strings.Contains(action, "/documents") || strings.Contains(action, "/outside")) {
				require.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-7`, form.Find("input[name=token]").AttrOr("value", ""), "%s: %s has no token", path, action)
			}
			file := form.Find("input[type=file]")
			if file.Length() == 0 {
				return
			}
			require.Equal(t, "multipart/form-data", form.AttrOr("enctype", ""), "%s: %s", path, action)
			require.Equal(t, 1, file.Length())
			require.Equal(t, "file", file.AttrOr("name", ""))
			// The file is read as it arrives, so whatever comes after it would be lost.
			require.Equal(t, "file", form.Find("input, select, textarea").Last().AttrOr("type", ""), "%s: %s has fields after its file", path, action)
		})
	}
	require.Greater(t, len(forms), 12, "%v", forms)
}

// mounted reports whether a page answers there.
func (s scene) mounted(method, path string) bool {
	u, err := url.Parse(path)
	require.NoError(s.t, err)
	for key := range s.rules {
		m, pattern, _ := strings.Cut(key, " ")
		expr := regexp.MustCompile("^" + regexp.MustCompile(`:[a-z]+`).ReplaceAllString(pattern, "[^/]+") + "$")
		if m == method && expr.MatchString(u.Path) {
			return true
		}
	}
	return false
}

func generic(path string) string {
	return regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`).ReplaceAllString(path, ":id")
}

func TestWhatPeopleWriteIsNeverMarkup(t *testing.T) {
	t.Parallel()
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>{{.}}`
	o := newOffice(t)
	d := o.letter(evil, func(doc *domain.Document) { doc.Recipients = []string{evil}; doc.Notation = evil })
	d.Versions[0].FileName, d.Document.Version.FileName = evil, evil
	d.Annexes = []domain.Annex{{SHA256: o.keep("x"), FileName: evil, Kind: domain.AnnexAttachment, UploadedAt: o.now}}
	o.notices = []domain.StoredNotice{{ID: d.Document.ID, DocumentID: d.Document.ID, Subject: evil, Kind: domain.NoticeYourTurn, At: o.now}}
	check := func(who, path string) {
		v := o.as(who).get(path)
		require.Equal(t, http.StatusOK, v.status, path)
		page := read(t, v)
		require.Zero(t, page.Find("main script, main img").Length(), path)
		require.NotContains(t, v.body, "<script>alert", path)
	}
	check(drafter, "/documents/"+d.Document.ID+"/submit")
	check(drafter, "/work")
	check(drafter, "/documents?text="+url.QueryEscape(evil))
	check(drafter, "/notices")
	o.through(d, route.StepConsultation)
	o.act(d, finance, route.ActGiveOpinion, func(c *route.Command) { c.Verdict, c.Text = route.VerdictDisagree, evil })
	o.act(d, "truong-phong-van-hoa-thong-tin", route.ActGiveOpinion, func(c *route.Command) { c.Verdict = route.VerdictAgree })
	check(drafter, "/documents/"+d.Document.ID)
	check(drafter, "/documents/"+d.Document.ID+"/opinions")
	check(chief, "/tracking")
	check(chief, "/documents")
	require.Contains(t, o.as(drafter).get("/documents/"+d.Document.ID).body, "&lt;script&gt;alert(1)")
}

func TestAListWithNothingSaysWhatWouldBeThere(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for path, who := range map[string]string{
		"/work": drafter, "/signing": chair, "/documents": drafter, "/tracking": chief, "/tracking?tab=overdue": chief,
		"/tracking?tab=out-of-order": chief, "/tracking/format?year=2001": chief, "/register": clerk, "/notices": drafter,
	} {
		empty := read(t, o.as(who).get(path)).Find("main .empty p")
		require.GreaterOrEqual(t, empty.Length(), 2, path)
	}
}

func TestEveryPageHasItsRule(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	require.Empty(t, o.rules.Missing(o.engine.Routes()))
	keys := make([]string, 0, len(o.rules))
	for key := range o.rules {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		method, path, _ := strings.Cut(key, " ")
		path = regexp.MustCompile(`[:*][a-z]+`).ReplaceAllString(path, "x")
		r, err := http.NewRequestWithContext(t.Context(), method, o.server.URL+path, nil)
		require.NoError(t, err)
		v := o.as("").send(r)
		switch o.rules[key].String() {
		case "everybody":
			require.Less(t, v.status, 500, key)
		default:
			require.Equal(t, http.StatusSeeOther, v.status, key)
			require.True(t, strings.HasPrefix(v.location, "/sign-in"), key)
		}
	}
}
