package pdf

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
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
)

const (
	wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`
	run = `<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr><w:t>`
)

// docx makes a Word package of the body and of the relationships of its part.
func docx(t *testing.T, body, relationships string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relationships + `</Relationships>`},
	} {
		w, err := z.Create(part.name)
		require.NoError(t, err)
		_, err = io.WriteString(w, part.content)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

func paragraph(text string) string { return `<w:p>` + run + text + `</w:t></w:r></w:p>` }

func client(t *testing.T, base string) *Client {
	t.Helper()
	c, err := New(base, nil, 1)
	require.NoError(t, err)
	return c
}

// tool runs one of poppler's programs and returns what it prints.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	require.NoError(t, err, "%s: %s", name, out)
	return string(out)
}

func TestAWordDocumentBecomesPDFA2bWithItsTextAndFonts(t *testing.T) {
	t.Parallel()
	c := client(t, testkit.RealServers(t).GotenbergURL)
	require.NoError(t, c.Ping(t.Context()))

	const text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	var made bytes.Buffer
	require.NoError(t, c.Convert(t.Context(), bytes.NewReader(docx(t, paragraph(text), "")), &made))
	file := filepath.Join(t.TempDir(), "made.pdf")
	require.NoError(t, os.WriteFile(file, made.Bytes(), 0o600))

	require.Contains(t, tool(t, "pdftotext", "-enc", "UTF-8", file, "-"), text)
	xmp := tool(t, "pdfinfo", "-meta", file)
	require.Regexp(t, `pdfaid:part(>|=")2`, xmp)
	require.Regexp(t, `pdfaid:conformance(>|=")B`, xmp)

	lines := strings.Split(strings.TrimSpace(tool(t, "pdffonts", file)), "\n")[2:]
	require.NotEmpty(t, lines)
	for _, line := range lines {
		// name … emb sub uni object ID
		fields := strings.Fields(line)
		require.Regexp(t, `LiberationSerif|TimesNewRoman`, fields[0])
		require.Equal(t, "yes", fields[len(fields)-5], "embedded: %s", line)
	}
}

func TestNothingOutsideAHostileDocumentIsFetched(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(http.StatusNotFound)
	}))
	defer listener.Close()

	image := `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId7"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
	field := `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDEPICTURE "` + listener.URL + `/field.png"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
	const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	hostile := docx(t, paragraph("Phần còn đọc được")+image+field,
		`<Relationship Id="rId7" Type="`+relation+`image" Target="`+listener.URL+`/pixel.png" TargetMode="External"/>`+
			`<Relationship Id="rId8" Type="`+relation+`attachedTemplate" Target="`+listener.URL+`/t.dotm" TargetMode="External"/>`)

	var made bytes.Buffer
	require.NoError(t, client(t, testkit.RealServers(t).GotenbergURL).Convert(t.Context(), bytes.NewReader(hostile), &made))
	require.True(t, bytes.HasPrefix(made.Bytes(), pdfStart))
	require.Zero(t, asked.Load(), "Gotenberg reached out")
}

func failure(t *testing.T, err error) *domain.Error {
	t.Helper()
	var known *domain.Error
	require.ErrorAs(t, err, &known)
	return known
}

func TestADocumentThatLibreOfficeBreaksOnGivesNoPDF(t *testing.T) {
	t.Parallel()
	broken := docx(t, paragraph("x"), "")
	var made bytes.Buffer
	err := client(t, testkit.RealServers(t).GotenbergURL).Convert(t.Context(), bytes.NewReader(broken[:len(broken)/2]), &made)
	require.Equal(t, "pdf.failed", failure(t, err).Key)
	require.Zero(t, made.Len())
}

func TestAnswersOfTheServerAreToldApart(t *testing.T) {
	t.Parallel()
	answer := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   domain.ErrorCode
	}{
		"the document is refused":   {answer(http.StatusBadRequest, "could not read"), domain.ErrUnsupported},
		"the queue is full":         {answer(http.StatusTooManyRequests, ""), domain.ErrUnavailable},
		"it took too long":          {answer(http.StatusServiceUnavailable, ""), domain.ErrUnavailable},
		"it broke":                  {answer(http.StatusInternalServerError, ""), domain.ErrUnavailable},
		"the route is switched off": {answer(http.StatusNotFound, ""), domain.ErrUnavailable},
		"it is no PDF":              {answer(http.StatusOK, "<html>welcome</html>"), domain.ErrUnavailable},
		"it is empty":               {answer(http.StatusOK, ""), domain.ErrUnavailable},
		"it points elsewhere": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, domain.ErrUnavailable},
		"it breaks off": {func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, "%PDF-1.7 half")
		}, domain.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(c.answer)
			defer server.Close()
			err := client(t, server.URL).Convert(t.Context(), strings.NewReader("PK"), io.Discard)
			require.Equal(t, c.want, failure(t, err).Code, err)
		})
	}
}

func TestAServerThatIsAwayIsWorthAnotherTry(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := "http://" + listener.Addr().String()
	require.NoError(t, listener.Close())
	require.Equal(t, domain.ErrUnavailable, failure(t, client(t, address).Convert(t.Context(), strings.NewReader("PK"), io.Discard)).Code)
	require.Equal(t, domain.ErrUnavailable, failure(t, client(t, address).Ping(t.Context())).Code)
}

func TestAConversionIsBoundedInTime(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer server.Close()
	defer close(release)
	c := client(t, server.URL)
	c.convertTime = 20 * time.Millisecond
	err := c.Convert(t.Context(), strings.NewReader("PK"), io.Discard)
	require.Equal(t, domain.ErrUnavailable, failure(t, err).Code)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestFailuresOfTheCallersOwnFilesAreNotTheServers(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, "%PDF-1.7 whole")
	}))
	defer server.Close()
	c := client(t, server.URL)
	broken := errors.New("disk")
	var known *domain.Error

	err := c.Convert(t.Context(), iotest.ErrReader(broken), io.Discard)
	require.ErrorIs(t, err, broken)
	require.False(t, errors.As(err, &known))

	full, w := io.Pipe()
	require.NoError(t, full.CloseWithError(broken))
	err = c.Convert(t.Context(), strings.NewReader("PK"), w)
	require.ErrorIs(t, err, broken)
	require.False(t, errors.As(err, &known))
}

// endless gives zeros without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestADocumentOverTheLimitIsNotSent(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	require.Equal(t, domain.ErrTooLarge, failure(t, client(t, server.URL).Convert(t.Context(), endless{}, io.Discard)).Code)
	require.Zero(t, asked.Load())
}

func TestTheAddressMustBeOne(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"", "gotenberg:3000", "ftp://gotenberg", "http://", "http://%"} {
		_, err := New(base, nil, 1)
		require.Error(t, err, base)
	}
}
