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
	"sync/atomic"
	"time"

	gotenberg "github.com/starwalkn/gotenberg-go-client/v8"
	"github.com/starwalkn/gotenberg-go-client/v8/document"

	"trinhky/internal/domain"
)

const (
	// maxDocument is the greatest .docx taken, in bytes: the largest upload and
	// what numbering adds to it. The client holds one whole while sending.
	maxDocument = 64 << 20
	// workTime is what one document may take; deploy/gotenberg/unoconverter ends it
	// then, and the LibreOffice with it.
	workTime = 90 * time.Second
	// convertTime bounds one conversion with its way there and back. Gotenberg gives
	// up by itself before it, so that its answer and not our impatience says what
	// went wrong.
	convertTime = 150 * time.Second
	pingTime    = 5 * time.Second
)

// What the error of a conversion is, beside its category: the converter is away or
// busy, it failed without saying whether the document is at fault, or the document
// took all the time there is.
var (
	ErrAway   = errors.New("the converter is away or busy")
	ErrFailed = errors.New("the converter failed without saying why")
	ErrTime   = errors.New("the converter ran out of time")
)

var pdfStart = []byte("%PDF-")

// Client converts through one Gotenberg, or through the balancer before several.
type Client struct {
	base        string
	http        *http.Client
	gotenberg   *gotenberg.Client
	convertTime time.Duration
	workTime    time.Duration
	turns       turns
	// cut says that the last conversion was left before its end: the LibreOffice
	// that worked on it is being ended, and may still be there for the next one.
	cut atomic.Bool
}

// New returns a client for the Gotenberg at the base URL, of which so many stand
// side by side. It follows no redirect whatever the given client says: a document
// goes nowhere else.
func New(base string, client *http.Client, converters int) (*Client, error) {
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
	return &Client{
		base: base, http: &still, gotenberg: inner, convertTime: convertTime, workTime: workTime, turns: turns{free: max(converters, 1)},
	}, nil
}

// Convert reads a .docx and writes its PDF/A-2b, before any that is made for the
// screen. The caller gives a copy made for printing, in which nothing points
// outside the document. Errors are domain.Errors: unavailable when Gotenberg is
// away or busy (ErrAway), failed without saying whose fault it was (ErrFailed) or
// ran out of time over this document (ErrTime), worth another try that should be
// counted but for ErrAway; unsupported when it says that the document is at fault,
// and too_large, both for good. Failures of docx and w come back as they are. What
// was written to w before an error is not a PDF.
func (c *Client) Convert(ctx context.Context, docx io.Reader, w io.Writer) error {
	return c.convert(ctx, true, docx, w, func(*gotenberg.LibreOfficeRequest) {})
}

// ConvertWithPlaces is Convert for a copy to be read on the screen, which waits for
// those that are not: each bookmark of the document becomes a named destination,
// which the fragment nameddest of a link leads to. In a PDF for the record the
// names would only be ballast.
func (c *Client) ConvertWithPlaces(ctx context.Context, docx io.Reader, w io.Writer) error {
	return c.convert(ctx, false, docx, w, (*gotenberg.LibreOfficeRequest).ExportBookmarksToPdfDestination)
}

func (c *Client) convert(ctx context.Context, urgent bool, docx io.Reader, w io.Writer, ask func(*gotenberg.LibreOfficeRequest)) error {
	if err := c.turns.take(ctx, urgent); err != nil {
		return away(fmt.Errorf("wait for the converter: %w", err))
	}
	defer c.turns.give()
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
	began := time.Now()
	response, err := c.gotenberg.Send(ctx, request)
	if ctx.Err() != nil {
		c.cut.Store(true)
	}
	switch {
	case source.err != nil:
		return source.err
	case err != nil:
		return away(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return c.refused(response, time.Since(began))
	}
	c.cut.Store(false)
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
func (c *Client) refused(response *http.Response, took time.Duration) error {
	// The reason is for the log; half of it is better than none.
	reason, _ := io.ReadAll(io.LimitReader(response.Body, 1<<10))
	cause := fmt.Errorf("gotenberg answered %s after %s: %s", response.Status, took.Round(time.Second), bytes.TrimSpace(reason))
	cut := c.cut.Swap(false)
	switch {
	case response.StatusCode == http.StatusBadRequest:
		return &domain.Error{Code: domain.ErrUnsupported, Key: "pdf.refused", Cause: cause}
	case took >= c.workTime && response.StatusCode >= http.StatusInternalServerError:
		return &domain.Error{Code: domain.ErrUnavailable, Key: "pdf.failed", Cause: fmt.Errorf("%w: %w", ErrTime, cause)}
	case response.StatusCode == http.StatusInternalServerError && !cut:
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
