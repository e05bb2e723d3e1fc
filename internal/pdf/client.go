// Package pdf makes PDF/A-2b of Word documents through Gotenberg.
package pdf

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	gotenberg "github.com/starwalkn/gotenberg-go-client/v8"
	"github.com/starwalkn/gotenberg-go-client/v8/document"

	"trinhky/internal/domain"
)

const (
	// maxDocument is the greatest .docx taken, in bytes: the largest upload and
	// what numbering adds to it. The client holds one whole while sending.
	maxDocument = 64 << 20
	// convertTime bounds one conversion. Gotenberg gives up by itself before it,
	// so that its answer and not our impatience says what went wrong.
	convertTime = 150 * time.Second
	pingTime    = 5 * time.Second
)

// What the error of a conversion is, beside its category: the converter is away or
// busy, or it failed without saying whether the document is at fault.
var (
	ErrAway   = errors.New("the converter is away or busy")
	ErrFailed = errors.New("the converter failed without saying why")
)

var pdfStart = []byte("%PDF-")

// Client converts through one Gotenberg, or through the balancer before several.
type Client struct {
	base        string
	http        *http.Client
	gotenberg   *gotenberg.Client
	convertTime time.Duration
}

// New returns a client for the Gotenberg at the base URL. It follows no
// redirect whatever the given client says: a document goes nowhere else.
func New(base string, client *http.Client) (*Client, error) {
	parsed, err := url.Parse(base)
	if err != nil || (parsed.Scheme != "http" && parsed.Scheme != "https") || parsed.Host == "" {
		return nil, fmt.Errorf("pdf: %q is not the address of a Gotenberg", base)
	}
	if client == nil {
		client = &http.Client{}
	}
	still := *client
	still.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	base = strings.TrimSuffix(base, "/")
	inner, err := gotenberg.NewClient(base, &still)
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return &Client{base: base, http: &still, gotenberg: inner, convertTime: convertTime}, nil
}

// Convert reads a .docx and writes its PDF/A-2b. The caller gives a copy made for
// printing, in which nothing points outside the document. Errors are domain.Errors: unavailable
// when Gotenberg is away or busy (ErrAway) or failed without saying whose fault it
// was (ErrFailed: count such tries), worth another try;
// unsupported when it says that the document is at fault, and too_large, both
// for good. Failures of docx and w come back as they are. What was written to w
// before an error is not a PDF.
func (c *Client) Convert(ctx context.Context, docx io.Reader, w io.Writer) error {
	return c.convert(ctx, docx, w, func(*gotenberg.LibreOfficeRequest) {})
}

// ConvertWithPlaces is Convert for a copy to be read on the screen: each bookmark
// of the document becomes a named destination, which the fragment nameddest of a
// link leads to. In a PDF for the record the names would only be ballast.
func (c *Client) ConvertWithPlaces(ctx context.Context, docx io.Reader, w io.Writer) error {
	return c.convert(ctx, docx, w, (*gotenberg.LibreOfficeRequest).ExportBookmarksToPdfDestination)
}

func (c *Client) convert(ctx context.Context, docx io.Reader, w io.Writer, ask func(*gotenberg.LibreOfficeRequest)) error {
	ctx, cancel := context.WithTimeout(ctx, c.convertTime)
	defer cancel()

	source := &source{reader: docx, left: maxDocument}
	word, err := document.FromReader("document.docx", source)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	request := gotenberg.NewLibreOfficeRequest(word)
	request.PdfA(gotenberg.PdfA2b)
	ask(request)
	response, err := c.gotenberg.Send(ctx, request)
	switch {
	case source.err != nil:
		return source.err
	case err != nil:
		return away(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return refused(response)
	}
	return copyPDF(w, response.Body)
}

// Ping reports whether Gotenberg can take work.
func (c *Client) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, pingTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/health", nil)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return away(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return away(fmt.Errorf("health is %s", response.Status))
	}
	return nil
}

// refused turns an answer that is no PDF into an error. Only 400 speaks about
// the document; anything else is about the server, and its document waits.
func refused(response *http.Response) error {
	// The reason is for the log; half of it is better than none.
	reason, _ := io.ReadAll(io.LimitReader(response.Body, 1<<10))
	cause := fmt.Errorf("gotenberg answered %s: %s", response.Status, bytes.TrimSpace(reason))
	switch response.StatusCode {
	case http.StatusBadRequest:
		return &domain.Error{Code: domain.ErrUnsupported, Key: "pdf.refused", Cause: cause}
	case http.StatusInternalServerError:
		// LibreOffice ends alike over a broken document and over its own trouble.
		return &domain.Error{Code: domain.ErrUnavailable, Key: "pdf.failed", Cause: fmt.Errorf("%w: %w", ErrFailed, cause)}
	}
	return away(cause)
}

func away(cause error) error {
	return &domain.Error{Code: domain.ErrUnavailable, Key: "pdf.away", Cause: fmt.Errorf("%w: %w", ErrAway, cause)}
}

// copyPDF writes the answer on and tells a broken answer from a broken writer.
func copyPDF(w io.Writer, body io.Reader) error {
	answer := &watched{reader: body}
	buffered := bufio.NewReader(answer)
	if start, err := buffered.Peek(len(pdfStart)); err != nil || !bytes.Equal(start, pdfStart) {
		return away(fmt.Errorf("gotenberg's answer is no PDF: %q, %w", start, errors.Join(err, answer.err)))
	}
	_, err := io.Copy(w, buffered)
	switch {
	case answer.err != nil:
		return away(fmt.Errorf("gotenberg's answer broke off: %w", answer.err))
	case err != nil:
		return fmt.Errorf("pdf: write: %w", err)
	}
	return nil
}

// source reads the document, remembers why reading failed, and ends it at the
// limit.
type source struct {
	reader io.Reader
	left   int
	err    error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.reader.Read(p)
	s.left -= n
	switch {
	case s.left < 0:
		s.err = &domain.Error{Code: domain.ErrTooLarge, Key: "pdf.too_large", Cause: fmt.Errorf("document of more than %d bytes", maxDocument)}
		return n, s.err
	case err != nil && !errors.Is(err, io.EOF):
		s.err = fmt.Errorf("pdf: read document: %w", err)
	}
	return n, err
}

// watched remembers why reading failed.
type watched struct {
	reader io.Reader
	err    error
}

func (r *watched) Read(p []byte) (int, error) {
	n, err := r.reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}
