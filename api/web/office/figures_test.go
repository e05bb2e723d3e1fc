package office_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
)

func TestLetter4EachFigureOfFirstTimePassesOpensItsCases(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	page := webtest.Read(t, o.As(webtest.Specialist).Get("/tracking/format"))
	rows := page.Find(`[data-testid="passes"] tbody tr`)
	require.Equal(t, 3, rows.Length())
	require.Equal(t, []string{"3", "2", "1", "67%"}, figuresOf(rows.Eq(0)))
	require.Equal(t, []string{"1", "0", "1", "0%"}, figuresOf(rows.Eq(1)))
	require.Equal(t, []string{"4", "2", "2", "50%"}, figuresOf(rows.Eq(2)), "the sum")
	opened := 0
	page.Find(`[data-testid="passes"] a`).Each(func(_ int, a *goquery.Selection) {
		v := o.As(webtest.Specialist).Get(a.AttrOr("href", ""))
		require.Equal(t, http.StatusOK, v.Status)
		require.Equal(t, a.Text(), lengthOf(webtest.Read(t, v).Find(`[data-testid="cases"] tbody tr`)), a.AttrOr("href", ""))
		require.NotContains(t, v.Body, "<sai>")
		opened++
	})
	require.Equal(t, 8, opened)
	require.Equal(t, http.StatusForbidden, o.As(webtest.Drafter).Get("/tracking/format").Status)
	tabs := page.Find("nav.tabs a")
	require.Equal(t, "page", tabs.Last().AttrOr("aria-current", ""))
	require.Equal(t, tabs.Length(), webtest.Read(t, o.As(webtest.Specialist).Get("/tracking")).Find("nav.tabs a").Length())
}

func figuresOf(row *goquery.Selection) (out []string) {
	row.Find("td").Each(func(_ int, cell *goquery.Selection) {
		cell.Find("meter").Remove()
		out = append(out, strings.TrimSpace(cell.Text()))
	})
	return out
}

func lengthOf(s *goquery.Selection) string { return strconv.Itoa(s.Length()) }
