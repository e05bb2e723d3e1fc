package journeys

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"trinhky/internal/docx/edit"
	"trinhky/internal/docxgen"
	"trinhky/internal/proof/testkit"
)

var (
	red  = color.RGBA{R: 0xff, A: 0xff}
	blue = color.RGBA{B: 0xff, A: 0xff}
)

// coloured is a letter of several pages. Colours are what the format check finds
// in two of its paragraphs, and what shows in a picture where these stand.
func coloured() *docxgen.Spec {
	s := docxgen.LetterForm()
	s.Page.Left = 1000
	text := s.Body[1].Line.Text
	s.Body = nil
	for i := range 60 {
		line := docxgen.T(fmt.Sprintf("%d. %s", i, text))
		switch i {
		case 25:
			line.Look = docxgen.Look{Color: "FF0000", Bold: docxgen.On}
		case 45:
			line.Look = docxgen.Look{Color: "0000FF", Bold: docxgen.On}
		}
		s.Body = append(s.Body, docxgen.Block{Line: line})
	}
	return s
}

func TestAFindingLeadsToItsPlaceInThePDFWithoutScripts(t *testing.T) {
	in := testkit.NewInstallation(t)
	in.Migrate()
	program := in.Process("all")
	program.Start()
	program.Ready()
	program.DemoReady()
	p := newPerson(t, testkit.Browser(t), in, "chuyen-vien-van-hoa-thong-tin")
	file := filepath.Join(t.TempDir(), "công văn.docx")
	require.NoError(t, os.WriteFile(file, coloured().Bytes(), 0o600))
	page := uploadFile(p, file) + "/format"

	p.do(chromedp.EmulateViewport(1440, 900))
	p.open(page + "?view=pdf")
	p.do(chromedp.WaitVisible(frame)) // the page renews itself once the PDF is made
	p.seen = map[string]bool{}        // and is another for axe-core
	p.open(page)
	p.picture("format-pdf")
	everyLinkNamesAPlace(p)

	p.scripts(false)
	p.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(p.url+page), chromedp.WaitVisible(frame))
	toRed, toBlue := linkQuoting(p, "25."), linkQuoting(p, "45.")
	p.do(chromedp.Click(toRed))
	p.shows(red)
	p.do(chromedp.Focus(toBlue), chromedp.KeyEvent(kb.Enter))
	p.shows(blue)
	within := boxOf(p, frame)
	p.do(chromedp.MouseClickXY(float64(within.Min.X+within.Dx()/2), float64(within.Min.Y+within.Dy()/2)), chromedp.KeyEvent(kb.Home))
	p.showsNo(blue)
	p.do(chromedp.Click(toBlue)) // the same link again
	p.shows(blue)

	p.scripts(true) // without them no browser waits with a frame until it is seen
	p.do(chromedp.EmulateViewport(360, 800), chromedp.Navigate(p.url+page), chromedp.WaitVisible(chromedp.CSS(".sheet")))
	require.False(t, evaluate[bool](p, fmt.Sprintf(`document.querySelector(%q).checkVisibility()`, frame)))
	require.Zero(t, evaluate[int](p, `performance.getEntriesByType("resource").filter(e => e.name.includes("/pdf/")).length`), "a phone does not even load the PDF")
	p.do(chromedp.Click(id("go-2")))
	require.True(t, evaluate[bool](p, `document.querySelector(".sheet :target") !== null`), "there the findings lead to the sheet")
}

// frame is where the PDF is shown.
const frame = chromedp.CSS(`iframe[name="paper"]`)

// scripts lets pages run scripts or not.
func (p *person) scripts(may bool) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !may})
		return err
	}))
}

// everyLinkNamesAPlace holds the links of the page against the PDF itself.
func everyLinkNamesAPlace(p *person) {
	p.t.Helper()
	pdf, err := base64.StdEncoding.DecodeString(evaluate[string](p, fmt.Sprintf(`fetch(document.querySelector(%q).src).then(r => r.bytes()).then(b => b.toBase64())`, frame)))
	require.NoError(p.t, err)
	file := filepath.Join(p.t.TempDir(), "copy.pdf")
	require.NoError(p.t, os.WriteFile(file, pdf, 0o600))
	places, err := exec.CommandContext(p.t.Context(), "pdfinfo", "-dests", file).Output()
	require.NoError(p.t, err)
	links := evaluate[[]int](p, `Array.from(document.querySelectorAll("a[target=paper]"), a => Number(new URL(a.href).searchParams.get("place")))`)
	require.Greater(p.t, len(links), 3)
	for _, index := range links {
		require.Contains(p.t, string(places), `"`+edit.PlaceName(index)+`"`)
	}
}

// linkQuoting is the link of the finding that quotes a paragraph by its beginning.
func linkQuoting(p *person, words string) chromedp.CSS {
	p.t.Helper()
	name := evaluate[string](p, fmt.Sprintf(`Array.from(document.querySelectorAll("li.finding")).filter(f => f.querySelector(".found-text")?.textContent.startsWith("“" + %q)).map(f => f.querySelector("a").dataset.testid).join()`, words))
	require.Regexp(p.t, `^paper-\d+$`, name, p.text())
	return id(name)
}

// boxOf is where an element stands in the window.
func boxOf(p *person, what chromedp.CSS) image.Rectangle {
	p.t.Helper()
	box := evaluate[[]float64](p, fmt.Sprintf(`(b => [b.left, b.top, b.right, b.bottom])(document.querySelector(%q).getBoundingClientRect())`, what))
	return image.Rect(int(box[0]), int(box[1]), int(box[2]), int(box[3]))
}

// viewerBar is the height, in pixels, of the bar that Chromium shows above a PDF,
// and of a line of text below it.
const viewerBar = 80

// shows waits until the PDF begins with words of the colour.
func (p *person) shows(want color.RGBA) {
	p.t.Helper()
	require.Eventually(p.t, func() bool {
		at := colourIn(p, want)
		return 0 <= at && at < viewerBar
	}, 30*time.Second, 200*time.Millisecond, "the PDF does not begin with %v", want)
}

func (p *person) showsNo(other color.RGBA) {
	p.t.Helper()
	require.Eventually(p.t, func() bool { return colourIn(p, other) < 0 }, 30*time.Second, 200*time.Millisecond, "the PDF still shows %v", other)
}

// colourIn takes a picture of the window and says how far below the top of the
// frame a colour begins, -1 where there is none of it.
func colourIn(p *person, want color.RGBA) int {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.tab, 30*time.Second)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	require.NoError(p.t, err)
	picture, err := png.Decode(bytes.NewReader(data))
	require.NoError(p.t, err)
	within := boxOf(p, frame).Intersect(picture.Bounds())
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			got, _ := color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA)
			if got == want {
				return y - within.Min.Y
			}
		}
	}
	return -1
}
