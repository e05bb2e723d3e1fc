package testkit

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// Browser starts Chromium, without a window and without any service of its own
// that would reach for the network. It ends with the test.
func Browser(t testing.TB) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	require.NoError(t, chromedp.Do(browser), "start Chromium")
	return browser
}

// Tab is one person's window: its cookies are its own.
func Tab(t testing.TB, browser context.Context) context.Context {
	t.Helper()
	tab, stop := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	require.NoError(t, chromedp.Do(tab))
	return tab
}

// Screenshot keeps a picture of the whole page where TRINHKY_SCREENSHOTS names a
// folder.
func Screenshot(t testing.TB, tab context.Context, name string, width int64) {
	t.Helper()
	folder := os.Getenv("TRINHKY_SCREENSHOTS")
	if folder == "" {
		return
	}
	require.NoError(t, chromedp.Do(tab, chromedp.EmulateViewport(width, 900)))
	png, err := chromedp.Run(tab, chromedp.FullScreenshot(100))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, filepath.Base(name)+".png"), png, 0o600)) //nolint:gosec // the folder is the one the person at the keyboard named
}
