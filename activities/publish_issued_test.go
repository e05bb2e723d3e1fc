package activities_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"trinhky/activities"
	"trinhky/internal/calendar"
	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

func number(n int, notation string, year, month, day int) domain.IssuedNumber {
	return domain.IssuedNumber{Series: "cong-van", Year: year, Number: n, Notation: notation, Date: time.Date(year, time.Month(month), day, 0, 0, 0, 0, calendar.ICT)}
}

func TestD8TheIssuedLetterBearsItsNumberAndDateInWordAndInPDFA(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	doc := h.numbered()
	draft := h.stored(testkit.Fixture(t, "288-UBND-VP.corrected.docx"))
	for name, c := range map[string]struct {
		number     domain.IssuedNumber
		line, date string
	}{
		"the letter's own":             {number(288, "UBND-VP", 2024, 3, 21), "Số: 288/UBND-VP", "Rạch Giá, ngày 21 tháng 3 năm 2024"},
		"one digit takes a zero":       {number(7, "UBND-VP", 2024, 2, 5), "Số: 07/UBND-VP", "Rạch Giá, ngày 05 tháng 02 năm 2024"},
		"January takes one too":        {number(10, "UBND-VP", 2025, 1, 10), "Số: 10/UBND-VP", "Rạch Giá, ngày 10 tháng 01 năm 2025"},
		"October has two digits":       {number(1204, "UBND-VP", 2024, 10, 9), "Số: 1204/UBND-VP", "Rạch Giá, ngày 09 tháng 10 năm 2024"},
		"the notation that was chosen": {number(15, "UBND-VHTT", 2024, 12, 31), "Số: 15/UBND-VHTT", "Rạch Giá, ngày 31 tháng 12 năm 2024"},
	} {
		order := route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: draft, Number: c.number}
		issued, err := h.PublishIssued(context.Background(), order)
		require.NoError(t, err, name)
		word, pdf := h.read(issued.DocxSHA256), h.read(issued.PDFSHA256)
		lines := paragraphs(t, word)
		require.Contains(t, lines, c.line, name)
		require.Contains(t, lines, c.date, name)
		text := strings.Join(strings.Fields(poppler(t, pdf, "pdftotext", "-layout")), " ")
		require.Contains(t, text, c.line, name)
		require.Contains(t, text, c.date, name)
		require.Contains(t, text, "Kính gửi:", name)
		meta := strings.ReplaceAll(poppler(t, pdf, "pdfinfo", "-meta"), `"`, "'")
		require.Regexp(t, `<pdfaid:part>2</pdfaid:part>|pdfaid:part='2'`, meta, name)
		require.Regexp(t, `<pdfaid:conformance>B</pdfaid:conformance>|pdfaid:conformance='B'`, meta, name)
		for sha, media := range map[string]string{issued.PDFSHA256: "application/pdf", issued.DocxSHA256: docx.MediaType} {
			_, recorded, err := h.db.Store.File(context.Background(), sha)
			require.NoError(t, err)
			require.Equal(t, media, recorded, name)
		}
	}
}

func TestPublishingTwiceGivesTheSameWordFileAndDoesNoHarm(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	doc := h.numbered()
	order := route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: h.stored(testkit.Fixture(t, "288-UBND-VP.corrected.docx")), Number: number(288, "UBND-VP", 2024, 3, 21)}
	first, err := h.PublishIssued(context.Background(), order)
	require.NoError(t, err)
	second, err := h.PublishIssued(context.Background(), order)
	require.NoError(t, err)
	require.Equal(t, first.DocxSHA256, second.DocxSHA256)
	for _, sha := range []string{first.PDFSHA256, second.PDFSHA256} {
		require.Contains(t, poppler(t, h.read(sha), "pdftotext"), "288/UBND-VP")
	}
	require.Empty(t, h.note(doc.ID))
}

// retry is how Temporal is told to go on after a failure.
func retry(t *testing.T, err error) (later time.Duration, never bool) {
	t.Helper()
	require.Error(t, err)
	var application *temporal.ApplicationError
	if !errors.As(err, &application) {
		return 0, false
	}
	return application.NextRetryDelay(), application.NonRetryable()
}

func TestWhileAServerIsAwayTheIssueWaitsSaysSoAndThenGoesOn(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	doc := h.numbered()
	order := route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: h.stored(testkit.Fixture(t, "288-UBND-VP.corrected.docx")), Number: number(1, "UBND-VP", 2024, 3, 21)}
	works := h.Converter
	h.Converter = gotenberg(t, "http://"+testkit.FreeAddr(t))
	_, err := h.PublishIssued(context.Background(), order)
	later, never := retry(t, err)
	require.False(t, never)
	require.Zero(t, later, "tried again as soon as the workflow's policy says")
	require.Equal(t, "publication.server_away", h.note(doc.ID))

	h.Converter, h.Files = works, away{}
	_, err = h.PublishIssued(context.Background(), order)
	later, never = retry(t, err)
	require.False(t, never)
	require.Zero(t, later)
	require.Equal(t, "publication.server_away", h.note(doc.ID))

	h.Files = h.files
	_, err = h.PublishIssued(context.Background(), order)
	require.NoError(t, err)
}

// away is an object store that does not answer.
type away struct{}

func (away) Put(context.Context, io.Reader, int64) (string, int64, error) {
	return "", 0, &domain.Error{Code: domain.ErrUnavailable, Key: "file.unavailable"}
}

func (away) Get(context.Context, string) (io.ReadCloser, int64, error) {
	return nil, 0, &domain.Error{Code: domain.ErrUnavailable, Key: "file.unavailable"}
}

// answering is a converter that always answers with a status.
func answering(t *testing.T, status int) (url string, asked *atomic.Int64) {
	t.Helper()
	asked = &atomic.Int64{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		_, _ = io.Copy(io.Discard, r.Body) // the whole form, as the real one does
		w.WriteHeader(status)
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

func TestAnIssueThatCannotSucceedSaysWhyAndAsksAgainWithoutHaste(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	works := h.Converter
	computed := docxgen.LetterDraft()
	computed.Number = docxgen.Line{Parts: []docxgen.Part{{Text: "Số: "}, {Text: "  ", Field: "SEQ so"}, {Text: "/UBND-VP"}}}
	headless := docxgen.LetterDraft()
	headless.Number = docxgen.Line{}
	refuses, _ := answering(t, http.StatusBadRequest)
	fails, _ := answering(t, http.StatusInternalServerError)
	letter := testkit.Fixture(t, "288-UBND-VP.corrected.docx")
	for name, c := range map[string]struct {
		body      []byte
		converter string // empty: the real one
		note      string
		soon      bool
	}{
		"no place for the number":       {headless.Bytes(), "", "publication.layout", false},
		"a number that Word computes":   {computed.Bytes(), "", "publication.layout", false},
		"no Word file":                  {[]byte("words"), "", "publication.refused", false},
		"a file the converter refuses":  {letter, refuses, "publication.refused", false},
		"a file the converter fails on": {letter, fails, "publication.failed", true},
	} {
		doc := h.numbered()
		h.Converter = works
		if c.converter != "" {
			h.Converter = gotenberg(t, c.converter)
		}
		_, err := h.PublishIssued(context.Background(), route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: h.stored(c.body), Number: number(1, "UBND-VP", 2024, 3, 21)})
		later, never := retry(t, err)
		require.False(t, never, name)
		require.Equal(t, c.soon, later == 0, "%s: %s", name, later)
		require.Equal(t, c.note, h.note(doc.ID), name)
	}
}

// hostile is the letter with a picture that lies elsewhere and a template from
// elsewhere.
func hostile(t *testing.T, url string) []byte {
	t.Helper()
	letter := docxgen.LetterDraft()
	letter.Template = url + "/template.dotm"
	source := letter.Bytes()
	in, err := zip.NewReader(bytes.NewReader(source), int64(len(source)))
	require.NoError(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		require.NoError(t, err)
		data, err := io.ReadAll(r)
		require.NoError(t, err)
		text := string(data)
		switch f.Name {
		case "word/document.xml":
			text = strings.Replace(text, "<w:body>", `<w:body><w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">`+
				`<wp:extent cx="900000" cy="900000"/><wp:docPr id="77" name="p"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">`+
				`<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
				`<pic:nvPicPr><pic:cNvPr id="77" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rIdOutside" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></pic:blipFill>`+
				`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`, 1)
			require.Contains(t, text, "rIdOutside")
		case "word/_rels/document.xml.rels":
			text = strings.Replace(text, "</Relationships>", `<Relationship Id="rIdOutside" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="`+url+`/picture.png" TargetMode="External"/></Relationships>`, 1)
			require.Contains(t, text, "rIdOutside")
		}
		w, err := out.Create(f.Name)
		require.NoError(t, err)
		_, err = io.WriteString(w, text)
		require.NoError(t, err)
	}
	require.NoError(t, out.Close())
	return b.Bytes()
}

func TestNothingThatAHostileDraftNamesIsEverFetched(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	var fetched atomic.Int64
	var config net.ListenConfig
	listener, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { fetched.Add(1) }))
	server.Config.ConnState = func(net.Conn, http.ConnState) { fetched.Add(1) }
	require.NoError(t, server.Listener.Close())
	server.Listener = listener
	server.Start()
	t.Cleanup(server.Close)

	sent := &watching{Converter: h.Converter}
	h.Converter = sent
	sha := h.stored(hostile(t, server.URL))
	require.NoError(t, h.RenderPreview(context.Background(), sha))
	doc := h.numbered()
	issued, err := h.PublishIssued(context.Background(), route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: sha, Number: number(288, "UBND-VP", 2024, 3, 21)})
	require.NoError(t, err)
	require.Contains(t, poppler(t, h.read(issued.PDFSHA256), "pdftotext"), "288/UBND-VP")
	require.Zero(t, fetched.Load(), "nobody even knocked")
	require.Len(t, sent.files, 2)
	for _, body := range sent.files {
		doc, err := docx.Read(context.Background(), bytes.NewReader(body), int64(len(body)), opc.Limits{})
		require.NoError(t, err)
		require.Empty(t, doc.External, "the converter is not even told where")
	}
}

// watching keeps what the converter is sent.
type watching struct {
	activities.Converter
	files [][]byte
}

func (w *watching) Convert(ctx context.Context, document io.Reader, out io.Writer) error {
	return w.Converter.Convert(ctx, w.watch(document), out)
}

func (w *watching) ConvertWithPlaces(ctx context.Context, document io.Reader, out io.Writer) error {
	return w.Converter.ConvertWithPlaces(ctx, w.watch(document), out)
}

// watch reads the document whole; a failure comes back in its place.
func (w *watching) watch(document io.Reader) io.Reader {
	body, err := io.ReadAll(document)
	w.files = append(w.files, body)
	if err != nil {
		return iotest.ErrReader(err)
	}
	return bytes.NewReader(body)
}

func TestNoTemporaryFileOutlivesItsActivity(t *testing.T) {
	h := newHands(t)
	doc := h.numbered()
	dir := t.TempDir()
	sha := h.stored(testkit.Fixture(t, "288-UBND-VP.corrected.docx"))
	broken := h.stored([]byte("words"))
	works, gone := h.Converter, gotenberg(t, "http://"+testkit.FreeAddr(t))
	t.Setenv("TMPDIR", dir)
	order := route.PublicationOrder{DocumentID: doc.ID, VersionSHA256: sha, Number: number(288, "UBND-VP", 2024, 3, 21)}
	for name, work := range map[string]func() error{
		"published":     func() error { _, err := h.PublishIssued(context.Background(), order); return err },
		"previewed":     func() error { return h.RenderPreview(context.Background(), sha) },
		"checked":       func() error { _, err := h.CheckFormat(context.Background(), sha); return err },
		"a broken file": func() error { return h.RenderPreview(context.Background(), broken) },
		"converter is away": func() error {
			h.Converter = gone
			defer func() { h.Converter = works }()
			_, err := h.PublishIssued(context.Background(), order)
			return err
		},
		"store is away": func() error {
			h.Files = away{}
			defer func() { h.Files = h.files }()
			_, err := h.PublishIssued(context.Background(), order)
			return err
		},
	} {
		err := work()
		require.Equal(t, name != "published" && name != "previewed" && name != "checked", err != nil, "%s: %v", name, err)
		left, err := os.ReadDir(dir)
		require.NoError(t, err)
		require.Empty(t, left, name)
	}
}
