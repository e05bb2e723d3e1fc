package site_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
)

func TestStaticFilesAreKeptForGoodUnderTheirHash(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	page := webtest.Read(t, o.As("").Get("/sign-in"))
	for _, href := range []string{page.Find("link[rel=stylesheet]").AttrOr("href", ""), page.Find("script").AttrOr("src", "")} {
		v := o.As("").Get(href)
		require.Equal(t, http.StatusOK, v.Status, href)
		require.Contains(t, v.Header.Get("Cache-Control"), "immutable")
		require.NotEmpty(t, v.Body)
	}
	require.Equal(t, http.StatusNotFound, o.As("").Get("/static/older/style.css").Status)
	require.Equal(t, http.StatusNotFound, o.As("").Get("/static/x/README.md").Status)
}
