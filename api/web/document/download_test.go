package document_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/api/web/webtest"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

func TestFilesAreGivenOutSafely(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	sha := d.Document.Version.SHA256
	path := "/documents/" + d.Document.ID

	v := o.As(webtest.Drafter).Get(path + "/files/" + sha)
	require.Equal(t, http.StatusOK, v.Status)
	require.True(t, strings.HasPrefix(v.Header.Get("Content-Disposition"), "attachment"), "nothing uploaded is shown as a page of ours")
	require.Equal(t, "nosniff", v.Header.Get("X-Content-Type-Options"))
	require.Contains(t, v.Header.Get("Content-Security-Policy"), "sandbox")
	require.Equal(t, "draft of "+d.Document.ID, v.Body)
	require.Equal(t, http.StatusNotFound, o.As(webtest.Drafter).Get(path+"/files/"+o.Keep("of another dossier")).Status)

	require.Equal(t, http.StatusNotFound, o.As(webtest.Drafter).Get(path+"/pdf/"+sha).Status, "not made yet")
	require.Zero(t, webtest.Read(t, o.As(webtest.Drafter).Get(path)).Find("iframe").Length())
	o.Previews[sha] = o.Keep("%PDF-1.7")
	v = o.As(webtest.Drafter).Get(path + "/pdf/" + sha)
	require.Equal(t, "application/pdf", v.Header.Get("Content-Type"))
	require.True(t, strings.HasPrefix(v.Header.Get("Content-Disposition"), "inline"))
	require.Contains(t, v.Header.Get("Content-Security-Policy"), "frame-ancestors 'self'")
	require.Equal(t, 1, webtest.Read(t, o.As(webtest.Drafter).Get(path)).Find("iframe").Length())

	// What the browser keeps it shows only after asking again, and the next at the
	// same desk is not answered from it.
	require.Equal(t, "private, no-cache", v.Header.Get("Cache-Control"))
	again := func(who string) webtest.Answer {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.Server.URL+path+"/pdf/"+sha, nil)
		require.NoError(t, err)
		r.Header.Set("If-None-Match", v.Header.Get("ETag"))
		return o.As(who).Send(r)
	}
	require.Equal(t, http.StatusNotModified, again(webtest.Drafter).Status)
	require.Equal(t, http.StatusSeeOther, again("").Status, "signed out")
}

func TestAFileThatIsNotWhatItsHashSaysNeverArrivesWhole(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Spoiled = errors.New("content does not match its hash")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.Server.URL+"/documents/"+d.Document.ID+"/files/"+d.Document.Version.SHA256, nil)
	require.NoError(t, err)
	r.AddCookie(&http.Cookie{Name: "who", Value: webtest.Drafter})
	answer, err := http.DefaultClient.Do(r)
	if err == nil {
		_, err = io.ReadAll(answer.Body)
		require.NoError(t, answer.Body.Close())
	}
	require.Error(t, err)
}

func TestAPageLooksForAReadingCopyOnlySoLong(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	path := "/documents/" + d.Document.ID
	require.Equal(t, path+"?look=1", webtest.Read(t, o.As(webtest.Drafter).Get(path)).Find("#paper").AttrOr("hx-get", ""))
	require.Equal(t, path+"?look=30", webtest.Read(t, o.As(webtest.Drafter).Get(path+"?look=29")).Find("#paper").AttrOr("hx-get", ""))
	require.Empty(t, webtest.Read(t, o.As(webtest.Drafter).Get(path+"?look=30")).Find("#paper").AttrOr("hx-get", ""))
}

func TestAPageSaysWhereNoReadingCopyCanBeMade(t *testing.T) {
	t.Parallel()
	o := webtest.New(t)
	d := o.Letter("V/v thử")
	o.Unreadable = &domain.Error{Code: domain.ErrUnsupported, Key: "preview.refused"}
	paper := webtest.Read(t, o.As(webtest.Drafter).Get("/documents/"+d.Document.ID)).Find("#paper")
	require.Contains(t, paper.Text(), locale.T("vi", "error.preview.refused", nil))
	require.Empty(t, paper.AttrOr("hx-get", ""))
	o.Unreadable = &domain.Error{Code: domain.ErrUnavailable, Key: "preview.unavailable"}
	paper = webtest.Read(t, o.As(webtest.Drafter).Get("/documents/"+d.Document.ID)).Find("#paper")
	require.NotEmpty(t, paper.AttrOr("hx-get", ""), "asked again while the engine is away")
}
