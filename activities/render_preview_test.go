package activities_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"runtime/pprof"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"

	"trinhky/activities"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/pdf"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

// counting counts the reading copies that the converter is asked for.
type counting struct {
	activities.Converter
	asked atomic.Int64
}

func (c *counting) ConvertWithPlaces(ctx context.Context, docx io.Reader, w io.Writer) error {
	c.asked.Add(1)
	return c.Converter.ConvertWithPlaces(ctx, docx, w)
}

func TestAReadingCopyIsMadeOnce(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	watched := &counting{Converter: h.Converter}
	h.Converter = watched
	sha := h.stored(testkit.Fixture(t, "288-UBND-VP.docx"))
	require.NoError(t, h.RenderPreview(context.Background(), sha))
	first, made, err := h.db.Store.Preview(context.Background(), sha)
	require.NoError(t, err)
	require.True(t, made)
	require.NoError(t, h.RenderPreview(context.Background(), sha))
	second, _, err := h.db.Store.Preview(context.Background(), sha)
	require.NoError(t, err)
	require.Equal(t, first, second)
	require.Equal(t, int64(1), watched.asked.Load())
	require.Contains(t, poppler(t, h.read(first), "pdftotext"), "Rạch Giá, ngày 21 tháng 3 năm 2024")
}

func TestAReadingCopyHasAPlaceForEachFindingAndTheIssuedPDFHasNone(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	letter := testkit.Fixture(t, "288-UBND-VP.docx")
	sha := h.stored(letter)
	require.NoError(t, h.RenderPreview(context.Background(), sha))
	copied, _, err := h.db.Store.Preview(context.Background(), sha)
	require.NoError(t, err)
	places := poppler(t, h.read(copied), "pdfinfo", "-dests")
	report, err := format.CheckFile(context.Background(), bytes.NewReader(letter), int64(len(letter)), format.Options{})
	require.NoError(t, err)
	found := 0
	for _, f := range report.Findings {
		if f.Where.Paragraph > 0 {
			found++
			require.Contains(t, places, `"`+edit.PlaceName(f.Where.Paragraph)+`"`, f.Rule)
		}
	}
	require.Greater(t, found, 2)

	doc := h.numbered()
	issued, err := h.PublishIssued(context.Background(), route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: sha, Number: number(288, "UBND-VP", 2024, 3, 21)})
	require.NoError(t, err)
	require.NotContains(t, poppler(t, h.read(issued.PDFSHA256), "pdfinfo", "-dests"), "place-")
}

func TestWhatIsPrintedIsWhatWasChecked(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	draft := docxgen.LetterDraft()
	draft.Body[0].Parts = []docxgen.Part{{Text: draft.Body[0].Text}, {Text: " thuduocthem", Inserted: true}, {Text: " chudabo", Deleted: true}}
	sha := h.stored(draft.Bytes())
	require.NoError(t, h.RenderPreview(context.Background(), sha))
	copied, _, err := h.db.Store.Preview(context.Background(), sha)
	require.NoError(t, err)
	doc := h.numbered()
	issued, err := h.PublishIssued(context.Background(), route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: sha, Number: number(288, "UBND-VP", 2024, 3, 21)})
	require.NoError(t, err)
	for _, pdf := range []string{copied, issued.PDFSHA256} {
		text := poppler(t, h.read(pdf), "pdftotext")
		require.Contains(t, text, "thuduocthem")
		require.NotContains(t, text, "chudabo")
	}
}

func TestAFileThatTakesNoPlacesIsReadWithoutThem(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	signed, protected := docxgen.LetterDraft(), docxgen.LetterDraft()
	signed.Signed, protected.Protection = true, "readOnly"
	for name, c := range map[string]struct {
		body   []byte
		places bool
	}{
		"signed":    {signed.Bytes(), false},
		"protected": {protected.Bytes(), true},
	} {
		sha := h.stored(c.body)
		require.NoError(t, h.RenderPreview(context.Background(), sha), name)
		copied, _, err := h.db.Store.Preview(context.Background(), sha)
		require.NoError(t, err)
		require.Contains(t, poppler(t, h.read(copied), "pdftotext"), "Độc lập - Tự do - Hạnh phúc", name)
		require.Equal(t, c.places, strings.Contains(poppler(t, h.read(copied), "pdfinfo", "-dests"), edit.PlaceName(1)), name)
	}
}

func TestAReadingCopyIsGivenUpOnlyWhereTheFileIsAtFault(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	works := h.Converter
	refuses, _ := answering(t, http.StatusBadRequest)
	fails, _ := answering(t, http.StatusInternalServerError)
	busy, _ := answering(t, http.StatusServiceUnavailable)
	letter := testkit.Fixture(t, "288-UBND-VP.corrected.docx")
	for name, c := range map[string]struct {
		body      []byte
		converter string
		never     bool
	}{
		"no Word file":           {[]byte("words"), "", true},
		"refused":                {letter, refuses, true},
		"failed once":            {letter, fails, false},
		"the converter is busy":  {letter, busy, false},
		"the converter is away":  {letter, "http://" + testkit.FreeAddr(t), false},
		"the file is not stored": {nil, "", false},
	} {
		h.Converter = works
		if c.converter != "" {
			h.Converter = gotenberg(t, c.converter)
		}
		sha := strings.Repeat("0", 64)
		if c.body != nil {
			sha = h.stored(c.body)
		}
		_, never := retry(t, h.RenderPreview(context.Background(), sha))
		require.Equal(t, c.never, never, name)
	}
}

// counted is what one try tells the next.
type counted struct {
	Failed int `json:"failed"`
	Slow   int `json:"slow"`
}

// The converter ends alike over a broken file and over its own trouble, so its
// failures are counted from one try to the next.
func TestFailuresOfTheConverterOverOneFileAreCounted(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	doc := h.numbered()
	url, asked := answering(t, http.StatusInternalServerError)
	h.Converter = gotenberg(t, url)
	sha := h.stored(testkit.Fixture(t, "288-UBND-VP.corrected.docx"))
	order := route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: sha, Number: number(1, "UBND-VP", 2024, 3, 21)}
	for name, c := range map[string]struct {
		before       int
		work         any
		argument     any
		later, never bool
	}{
		"a first failure of a copy":   {0, h.RenderPreview, sha, false, false},
		"a copy that fails often":     {7, h.RenderPreview, sha, true, false},
		"a copy that fails too often": {23, h.RenderPreview, sha, false, true},
		"a first failure of an issue": {0, h.PublishIssued, order, false, false},
		"an issue that fails often":   {7, h.PublishIssued, order, true, false},
		"an issue is never given up":  {999, h.PublishIssued, order, true, false},
		"a count that cannot be read": {-1, h.RenderPreview, sha, false, false},
	} {
		var suite testsuite.WorkflowTestSuite
		suite.SetLogger(testkit.Quiet())
		env := suite.NewTestActivityEnvironment()
		env.RegisterActivity(c.work)
		switch {
		case c.before > 0:
			env.SetHeartbeatDetails(counted{Failed: c.before})
		case c.before < 0:
			env.SetHeartbeatDetails("many")
		}
		var told counted
		env.SetOnActivityHeartbeatListener(func(_ *activity.Info, details converter.EncodedValues) { _ = details.Get(&told) })
		_, err := env.ExecuteActivity(c.work, c.argument)
		later, never := retry(t, err)
		require.Equal(t, c.later, later >= time.Hour, name)
		require.Equal(t, c.never, never, name)
		require.Equal(t, counted{Failed: max(c.before, 0) + 1}, told, name)
	}
	require.Equal(t, int64(7), asked.Load())
}

// slow is a converter that takes all the time there is over a file, or is away.
type slow struct{ err error }

func (s slow) Convert(context.Context, io.Reader, io.Writer) error { return s.err }

func (s slow) ConvertWithPlaces(context.Context, io.Reader, io.Writer) error { return s.err }

func TestAReadingCopyThatTwiceTakesAllTheTimeIsGivenUpAndAnIssueWaits(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	doc := h.numbered()
	sha := h.stored(testkit.Fixture(t, "288-UBND-VP.corrected.docx"))
	order := route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: sha, Number: number(1, "UBND-VP", 2024, 3, 21)}
	timeout := &domain.Error{Code: domain.ErrUnavailable, Key: "pdf.failed", Cause: pdf.ErrTime}
	away := &domain.Error{Code: domain.ErrUnavailable, Key: "pdf.away", Cause: pdf.ErrAway}
	for name, c := range map[string]struct {
		before       [2]int // failed, slow
		err          error
		work         any
		argument     any
		later, never bool
		told         []int // nothing where nothing new is known
	}{
		"a copy, the first time":         {[2]int{}, timeout, h.RenderPreview, sha, false, false, []int{0, 1}},
		"a copy, the second time":        {[2]int{0, 1}, timeout, h.RenderPreview, sha, false, true, []int{0, 2}},
		"a copy, after another failure":  {[2]int{1, 0}, timeout, h.RenderPreview, sha, false, false, []int{1, 1}},
		"a copy, the converter is away":  {[2]int{0, 1}, away, h.RenderPreview, sha, false, false, nil},
		"an issue, the second time":      {[2]int{0, 1}, timeout, h.PublishIssued, order, true, false, []int{0, 2}},
		"an issue, the converter is off": {[2]int{0, 1}, away, h.PublishIssued, order, false, false, nil},
	} {
		h.Converter = slow{c.err}
		var suite testsuite.WorkflowTestSuite
		suite.SetLogger(testkit.Quiet())
		env := suite.NewTestActivityEnvironment()
		env.RegisterActivity(c.work)
		env.SetHeartbeatDetails(counted{c.before[0], c.before[1]})
		var told []int
		env.SetOnActivityHeartbeatListener(func(_ *activity.Info, details converter.EncodedValues) {
			var now counted
			if details.Get(&now) == nil {
				told = []int{now.Failed, now.Slow}
			}
		})
		_, err := env.ExecuteActivity(c.work, c.argument)
		later, never := retry(t, err)
		require.Equal(t, c.later, later >= time.Hour, name)
		require.Equal(t, c.never, never, name)
		require.Equal(t, c.told, told, name)
	}
}

func TestTheHeartbeatEndsWithTheActivity(t *testing.T) {
	h := newHands(t)
	sha := h.stored(testkit.Fixture(t, "288-UBND-VP.corrected.docx"))
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(testkit.Quiet())
	env := suite.NewTestActivityEnvironment()
	env.RegisterActivity(h.RenderPreview)
	_, err := env.ExecuteActivity(h.RenderPreview, sha)
	require.NoError(t, err)
	var running strings.Builder
	require.NoError(t, pprof.Lookup("goroutine").WriteTo(&running, 1))
	require.NotContains(t, running.String(), "startPulse")
}
