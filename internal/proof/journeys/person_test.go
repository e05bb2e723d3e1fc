// Package journeys walks whole ways through the product in a real browser.
package journeys

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"trinhky/internal/proof/testkit"
)

// person is somebody at a window of their own.
type person struct {
	t    *testing.T
	name string
	url  string
	tab  context.Context
	seen map[string]bool
}

func newPerson(t *testing.T, browser context.Context, in *testkit.Installation, username string) *person {
	t.Helper()
	p := &person{t: t, name: username, url: in.URL, tab: testkit.Tab(t, browser), seen: map[string]bool{}}
	p.open("/sign-in")
	p.do(chromedp.SendKeys(id("username"), username), chromedp.SendKeys(id("password"), in.Password))
	p.press("sign-in")
	require.Contains(t, p.path(), "/work")
	return p
}

func id(testID string) chromedp.CSS { return chromedp.CSS(`[data-testid="` + testID + `"]`) }

func (p *person) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.tab, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		require.NoError(p.t, err, "%s at %s\n%s", p.name, p.path(), p.text())
	}
}

func (p *person) open(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.url+path), chromedp.WaitReady(chromedp.CSS("main")))
	p.accessible()
}

// press activates a control and waits for the page that follows.
func (p *person) press(testID string) {
	p.t.Helper()
	p.t.Logf("%s presses %s at %s", p.name, testID, p.path())
	ctx, cancel := context.WithTimeout(p.tab, 60*time.Second)
	defer cancel()
	_, err := chromedp.RunResponse(ctx, chromedp.Click(id(testID)))
	require.NoError(p.t, err, "%s presses %s at %s\n%s", p.name, testID, p.path(), p.text())
	p.do(chromedp.WaitReady(chromedp.CSS("main")))
	p.accessible()
}

func (p *person) check(testID string) {
	p.t.Helper()
	p.do(chromedp.Click(id(testID)))
}

func (p *person) write(testID, text string) {
	p.t.Helper()
	p.do(chromedp.SetValue(id(testID), text))
}

func (p *person) path() string {
	ctx, cancel := context.WithTimeout(p.tab, 10*time.Second)
	defer cancel()
	at, _ := chromedp.Run(ctx, chromedp.Location()) // only for messages and comparison
	return strings.TrimPrefix(at, p.url)
}

func (p *person) text() string {
	ctx, cancel := context.WithTimeout(p.tab, 10*time.Second)
	defer cancel()
	text, _ := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("body"))) // only for messages and comparison
	return text
}

func (p *person) sees(testID string) bool {
	p.t.Helper()
	return evaluate[bool](p, fmt.Sprintf("document.querySelector(%q) !== null", string(id(testID))))
}

func evaluate[T any](p *person, script string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.tab, 30*time.Second)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	require.NoError(p.t, err, "%s at %s", p.name, p.path())
	return value
}

// awaits loads the page again until it shows the control.
func (p *person) awaits(path, testID string) {
	p.t.Helper()
	require.Eventually(p.t, func() bool {
		p.do(chromedp.Navigate(p.url+path), chromedp.WaitReady(chromedp.CSS("main")))
		return p.sees(testID)
	}, time.Minute, 300*time.Millisecond, "%s never saw %s at %s\n%s", p.name, testID, path, p.text())
	p.accessible()
}

var axe = sync.OnceValues(func() (string, error) {
	data, err := os.ReadFile(filepath.Join("testdata", "axe.min.js"))
	return string(data), err
})

// accessible requires that axe-core finds nothing serious on the page.
func (p *person) accessible() {
	p.t.Helper()
	path, _, _ := strings.Cut(p.path(), "?")
	if p.seen[path] {
		return
	}
	p.seen[path] = true
	script, err := axe()
	require.NoError(p.t, err)
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Evaluate[int](script+";0")(ctx, t)
		return err
	}))
	found := evaluate[string](p, `axe.run({resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v => v.id + ": " + v.nodes.map(n => n.html).join(" | "))))`)
	var violations []string
	require.NoError(p.t, json.Unmarshal([]byte(found), &violations))
	require.Empty(p.t, violations, "axe-core at %s", path)
}

// picture keeps the page as a phone and as an office PC show it.
func (p *person) picture(name string) {
	p.t.Helper()
	for _, width := range []int64{360, 1440} {
		testkit.Screenshot(p.t, p.tab, fmt.Sprintf("%s-%d", name, width), width)
	}
}
