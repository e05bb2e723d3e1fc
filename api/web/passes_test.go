package web_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
)

// formatCases are two units' first answers of the year; years before have none.
func (o *office) formatCases() []domain.FormatCase {
	home, finance := o.unit("NV"), o.unit("TCKH")
	return []domain.FormatCase{
		{DocumentID: "a", Subject: "V/v một", Type: domain.TypeOfficialLetter, UnitID: home, UnitName: o.name(home), At: o.now, Passed: true},
		{DocumentID: "b", Subject: "V/v hai", Type: domain.TypeOfficialLetter, UnitID: home, UnitName: o.name(home), At: o.now, Passed: true},
		{DocumentID: "c", Subject: "V/v ba", Type: domain.TypeOfficialLetter, UnitID: home, UnitName: o.name(home), At: o.now, Reasons: "Tiêu ngữ <sai>"},
		{DocumentID: "d", Subject: "V/v bốn", Type: domain.TypeOfficialLetter, UnitID: finance, UnitName: o.name(finance), At: o.now},
	}
}

func (o *office) FirstTimePasses(_ context.Context, year int) ([]domain.FirstTimePass, error) {
	if year != o.now.Year() {
		return nil, nil
	}
	return []domain.FirstTimePass{
		{UnitID: o.unit("NV"), UnitName: o.name(o.unit("NV")), Checked: 3, Passed: 2},
		{UnitID: o.unit("TCKH"), UnitName: o.name(o.unit("TCKH")), Checked: 1},
	}, nil
}

func (o *office) FormatCases(_ context.Context, f domain.FormatCaseFilter) ([]domain.FormatCase, string, error) {
	var out []domain.FormatCase
	for _, c := range o.formatCases() {
		if (f.UnitID == "" || f.UnitID == c.UnitID) && (f.Passed == nil || *f.Passed == c.Passed) {
			out = append(out, c)
		}
	}
	return out, "", nil
}

func TestLetter4EachFigureOfFirstTimePassesOpensItsCases(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	page := read(t, o.as(specialist).get("/tracking/format"))
	rows := page.Find(`[data-testid="passes"] tbody tr`)
	require.Equal(t, 3, rows.Length())
	require.Equal(t, []string{"3", "2", "1", "67%"}, figuresOf(rows.Eq(0)))
	require.Equal(t, []string{"1", "0", "1", "0%"}, figuresOf(rows.Eq(1)))
	require.Equal(t, []string{"4", "2", "2", "50%"}, figuresOf(rows.Eq(2)), "the sum")
	opened := 0
	page.Find(`[data-testid="passes"] a`).Each(func(_ int, a *goquery.Selection) {
		v := o.as(specialist).get(a.AttrOr("href", ""))
		require.Equal(t, http.StatusOK, v.status)
		require.Equal(t, a.Text(), lengthOf(read(t, v).Find(`[data-testid="cases"] tbody tr`)), a.AttrOr("href", ""))
		require.NotContains(t, v.body, "<sai>")
		opened++
	})
	require.Equal(t, 8, opened)
	require.Equal(t, http.StatusForbidden, o.as(drafter).get("/tracking/format").status)
	tabs := page.Find("nav.tabs a")
	require.Equal(t, "page", tabs.Last().AttrOr("aria-current", ""))
	require.Equal(t, tabs.Length(), read(t, o.as(specialist).get("/tracking")).Find("nav.tabs a").Length())
}

func figuresOf(row *goquery.Selection) (out []string) {
	row.Find("td").Each(func(_ int, cell *goquery.Selection) {
		cell.Find("meter").Remove()
		out = append(out, strings.TrimSpace(cell.Text()))
	})
	return out
}

func lengthOf(s *goquery.Selection) string { return strconv.Itoa(s.Length()) }
