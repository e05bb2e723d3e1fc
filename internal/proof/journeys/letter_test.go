package journeys

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"trinhky/internal/proof/testkit"
)

// Eight people take the corrected letter from upload to issued document, each at
// a window of their own; the letter as it was issued is turned away for its form.
func TestEightPeopleTakeTheLetterFromUploadToIssue(t *testing.T) {
	in := testkit.NewInstallation(t)
	in.Migrate()
	program := in.Process("all")
	program.Start()
	program.Ready()
	require.Equal(t, in.Password, program.Announced(), "the program says how to sign in")
	program.DemoReady()
	browser := testkit.Browser(t)

	drafter := newPerson(t, browser, in, "chuyen-vien-van-hoa-thong-tin")
	head := newPerson(t, browser, in, "truong-phong-van-hoa-thong-tin")
	checker := newPerson(t, browser, in, "kiem-tra-the-thuc")
	finance := newPerson(t, browser, in, "truong-phong-tai-chinh-ke-hoach")
	chief := newPerson(t, browser, in, "chanh-van-phong")
	vice := newPerson(t, browser, in, "pho-chu-tich-2")
	chair := newPerson(t, browser, in, "chu-tich")
	clerk := newPerson(t, browser, in, "van-thu")
	drafter.picture("work")
	chief.picture("work-chief")

	t.Run("the faulty letter is turned away at the format step with reasons", func(t *testing.T) {
		dossier := upload(drafter, "288-UBND-VP.docx")
		require.True(t, drafter.sees("findings-errors"))
		drafter.picture("submit-faulty")
		findingsLeadToTheirPlaces(drafter, dossier)
		submit(drafter)
		act(head, dossier, "clear")
		drafter.awaits(dossier, "act-submit")
		require.Contains(t, drafter.text(), "Tiêu ngữ", "the reasons are in words")
		drafter.picture("dossier-returned")
		checker.open(dossier)
		require.False(t, checker.sees("act-confirm_format"))

		drafter.open(dossier + "/format")
		drafter.press("take-fixed")
		require.True(t, drafter.sees("findings-none"), "the mended copy is the next version, and in form")
		drafter.open(dossier + "/submit")
		submit(drafter)
		act(head, dossier, "clear")
		checker.awaits(dossier, "act-confirm_format")
		chief.open("/tracking/format")
		require.True(t, chief.sees("passes"), "its first answer counts, which was no")
		chief.picture("tracking-format")
		chief.open("/tracking/format?cases=failed")
		require.Contains(t, chief.text(), "Tiêu ngữ")
	})

	dossier := upload(drafter, "288-UBND-VP.corrected.docx")
	require.False(t, drafter.sees("findings-errors"))
	drafter.do(chromedp.Click(`//*[@id="consulted_units"]//label[contains(., "Tài chính")]`), chromedp.WaitVisible(id("plan-consultation:TCKH")))
	submit(drafter)

	t.Run("before its turn the Chair is told why not, and the attempt is counted", func(t *testing.T) {
		chair.open(dossier)
		require.True(t, chair.sees("why-not-sign"))
		chair.picture("dossier-why-not")
		evaluate[int](chair, `(() => { const f = document.createElement("form"); f.method = "post"; f.action = location.pathname + "/acts/sign";
			const i = document.createElement("input"); i.name = "token"; i.value = "0190a0a0-0000-7000-8000-00000000abcd"; f.append(i); document.body.append(f); f.submit(); return 0; })()`)
		chair.do(chromedp.WaitVisible(id("refusal")))
		require.Contains(t, chair.text(), "288/UBND-VP, mục 4", "with the clause")
		chief.open("/tracking?tab=out-of-order")
		require.True(t, chief.sees("attempts"))
		chief.picture("tracking-out-of-order")
	})

	act(head, dossier, "clear")
	act(checker, dossier, "confirm_format")
	finance.awaits(dossier, "act-give_opinion")
	finance.check("verdict-agree_with_changes")
	finance.write("opinion-text", "Đề nghị bổ sung thời hạn báo cáo.")
	finance.picture("dossier-opinion")
	finance.press("act-give_opinion")
	drafter.awaits(dossier, "act-answer_opinions")
	drafter.check("answer-explained-consultation:TCKH")
	drafter.write("answer-text-consultation:TCKH", "Thời hạn đã nêu tại mục 1.")
	drafter.press("act-answer_opinions")
	act(chief, dossier, "review")
	act(vice, dossier, "initial")
	chair.open("/signing")
	chair.picture("signing")
	act(chair, dossier, "sign")
	act(clerk, dossier, "issue")
	drafter.awaits(dossier, "issued")
	require.True(t, drafter.sees("number"))
	drafter.picture("dossier-issued")
	clerk.open("/register")
	clerk.picture("register")
	chief.open("/tracking")
	chief.picture("tracking")
	drafter.open("/notices")
	drafter.picture("notices")
	drafter.open(dossier + "/opinions")
	drafter.picture("opinions")
	drafter.open("/account")
}

// findingsLeadToTheirPlaces follows every finding to its place in the draft, by
// the keyboard, and the way back.
func findingsLeadToTheirPlaces(p *person, dossier string) {
	p.t.Helper()
	p.open(dossier + "/format?view=marked")
	p.picture("format")
	p.do(chromedp.EmulateViewport(1440, 900))
	count := evaluate[int](p, `document.querySelectorAll("li.finding").length`)
	require.Greater(p.t, count, 2)
	for n := range count {
		p.do(chromedp.Focus(id(fmt.Sprintf("go-%d", n+1))), chromedp.KeyEvent(kb.Enter))
		inView := evaluate[bool](p, `(() => { const place = document.querySelector(".sheet :target"); if (!place) return false;
			const box = place.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; })()`)
		require.True(p.t, inView, "finding %d at %s", n+1, p.path())
		p.do(chromedp.Click(chromedp.CSS(fmt.Sprintf(`.sheet a[href="#f%d"]`, n+1))))
		require.True(p.t, evaluate[bool](p, `document.querySelector("li.finding:target") !== null`), "and back from %d", n+1)
	}
	p.open(dossier + "/submit")
}

// upload begins a dossier and returns its path.
func upload(p *person, fixture string) string {
	p.t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "..", "testdata", fixture))
	require.NoError(p.t, err)
	_, err = os.Stat(path)
	require.NoError(p.t, err)
	return uploadFile(p, path)
}

func uploadFile(p *person, path string) string {
	p.t.Helper()
	p.open("/documents/new")
	p.do(chromedp.SetUploadFiles(id("draft-file"), []string{path}))
	p.press("upload")
	require.True(p.t, strings.HasSuffix(p.path(), "/submit"), p.path()+"\n"+p.text())
	return strings.TrimSuffix(p.path(), "/submit")
}

func submit(p *person) {
	p.t.Helper()
	p.press("submit-route")
	require.NotContains(p.t, p.path(), "/submit", p.text())
}

func act(p *person, dossier, act string) {
	p.t.Helper()
	p.awaits(dossier, "act-"+act)
	p.press("act-" + act)
}
