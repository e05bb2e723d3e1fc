package webtest

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

// Read parses the page of an answer.
func Read(t *testing.T, v Answer) *goquery.Document {
	t.Helper()
	page, err := goquery.NewDocumentFromReader(strings.NewReader(v.Body))
	require.NoError(t, err)
	return page
}

// Nameless finds fields, buttons and frames without a name, and names that point
// nowhere or are given twice.
func Nameless(t *testing.T, page *goquery.Document, where string) {
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

// NoKeys finds message keys where a text should stand.
func NoKeys(t *testing.T, page *goquery.Document, where string) {
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

// Headings must not skip a level going down.
func Headings(t *testing.T, page *goquery.Document, where string) {
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
