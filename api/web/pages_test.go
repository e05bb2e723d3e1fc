package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/route"
)

func TestEveryPageIsWholeInBothLanguages(t *testing.T) {
	t.Parallel()
	s := webtest.NewScene(t)
	for path, who := range s.Addresses() {
		for _, lang := range locale.Languages() {
			v := s.In(who, lang).Get(path)
			if path != "/nowhere" && path != "/documents/khong-co" {
				require.Equal(t, http.StatusOK, v.Status, path)
			}
			page := webtest.Read(t, v)
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
			require.NotContains(t, v.Body, "<no value>", where)
			require.NotContains(t, v.Body, "ZgotmplZ", where)
			webtest.NoKeys(t, page, where)
			webtest.Nameless(t, page, where)
			webtest.Headings(t, page, where)
			require.Zero(t, page.Find("[style], [onclick], [onchange], main script").Length(), "%s: the policy allows no inline script or style", where)
			require.Contains(t, v.Header.Get("Content-Security-Policy"), "script-src 'self'", where)
		}
	}
}

func TestEveryFormPostsToAMountedPageAndCanBeSentOnce(t *testing.T) {
	t.Parallel()
	s := webtest.NewScene(t)
	forms := map[string]bool{}
	for path, who := range s.Addresses() {
		webtest.Read(t, s.As(who).Get(path)).Find("form").Each(func(_ int, form *goquery.Selection) {
			action, method := form.AttrOr("action", ""), strings.ToUpper(form.AttrOr("method", "GET"))
			targets := []string{action}
			form.Find("[formaction]").Each(func(_ int, b *goquery.Selection) { targets = append(targets, b.AttrOr("formaction", "")) })
			for _, target := range targets {
				require.True(t, mounted(s, method, target), "%s: %s %s", path, method, target)
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
func mounted(s webtest.Scene, method, path string) bool {
	u, err := url.Parse(path)
	require.NoError(s.T, err)
	for key := range s.Rules {
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
	o := webtest.New(t)
	d := o.Letter(evil, func(doc *domain.Document) { doc.Recipients = []string{evil}; doc.Notation = evil })
	d.Versions[0].FileName, d.Document.Version.FileName = evil, evil
	d.Annexes = []domain.Annex{{SHA256: o.Keep("x"), FileName: evil, Kind: domain.AnnexAttachment, UploadedAt: o.Now}}
	o.Told = []domain.StoredNotice{{ID: d.Document.ID, Case: domain.DocumentRef(d.Document.ID), Subject: evil, Kind: domain.NoticeYourTurn, At: o.Now}}
	check := func(who, path string) {
		v := o.As(who).Get(path)
		require.Equal(t, http.StatusOK, v.Status, path)
		page := webtest.Read(t, v)
		require.Zero(t, page.Find("main script, main img").Length(), path)
		require.NotContains(t, v.Body, "<script>alert", path)
	}
	check(webtest.Drafter, "/documents/"+d.Document.ID+"/submit")
	check(webtest.Drafter, "/work")
	check(webtest.Drafter, "/documents?text="+url.QueryEscape(evil))
	check(webtest.Drafter, "/notices")
	o.Through(d, route.StepConsultation)
	o.Act(d, webtest.Finance, route.ActGiveOpinion, func(c *route.Command) { c.Verdict, c.Text = route.VerdictDisagree, evil })
	o.Act(d, "truong-phong-van-hoa-thong-tin", route.ActGiveOpinion, func(c *route.Command) { c.Verdict = route.VerdictAgree })
	check(webtest.Drafter, "/documents/"+d.Document.ID)
	check(webtest.Drafter, "/documents/"+d.Document.ID+"/opinions")
	check(webtest.Chief, "/tracking")
	check(webtest.Chief, "/documents")
	require.Contains(t, o.As(webtest.Drafter).Get("/documents/"+d.Document.ID).Body, "&lt;script&gt;alert(1)")
}

func TestAListWithNothingSaysWhatWouldBeThere(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	for path, who := range map[string]string{
		"/work": webtest.Drafter, "/signing": webtest.Chair, "/documents": webtest.Drafter, "/tracking": webtest.Chief, "/tracking?tab=overdue": webtest.Chief,
		"/tracking?tab=out-of-order": webtest.Chief, "/tracking/format?year=2001": webtest.Chief, "/register": webtest.Clerk, "/notices": webtest.Drafter,
	} {
		empty := webtest.Read(t, o.As(who).Get(path)).Find("main .empty p")
		require.GreaterOrEqual(t, empty.Length(), 2, path)
	}
}

func TestEveryPageHasItsRule(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	require.Empty(t, o.Rules.Missing(o.Engine.Routes()))
	keys := make([]string, 0, len(o.Rules))
	for key := range o.Rules {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		method, path, _ := strings.Cut(key, " ")
		path = regexp.MustCompile(`[:*][a-z]+`).ReplaceAllString(path, "x")
		r, err := http.NewRequestWithContext(t.Context(), method, o.Server.URL+path, nil)
		require.NoError(t, err)
		v := o.As("").Send(r)
		switch o.Rules[key].String() {
		case "everybody":
			require.Less(t, v.Status, 500, key)
		default:
			require.Equal(t, http.StatusSeeOther, v.Status, key)
			require.True(t, strings.HasPrefix(v.Location, "/sign-in"), key)
		}
	}
}
