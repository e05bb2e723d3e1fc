package rest

import (
	"context"
	"io"
	"mime"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"trinhky/api/door"
	"trinhky/api/rest/contract"
)

// file opens a stored file for download. It is always an attachment: nothing
// that was uploaded is shown under our own address.
func (a *API) file(ctx context.Context, sha256, name string) (contract.FileApplicationOctetStreamResponse, error) {
	if err := unlessHeld(ctx, sha256); err != nil {
		return contract.FileApplicationOctetStreamResponse{}, err
	}
	body, size, err := a.Files.Get(ctx, sha256)
	if err != nil {
		return contract.FileApplicationOctetStreamResponse{}, err
	}
	return attachment(body, size, sha256, name), nil
}

func attachment(body io.Reader, size int64, sha256, name string) contract.FileApplicationOctetStreamResponse {
	return contract.FileApplicationOctetStreamResponse{
		Body: body, ContentLength: size,
		Headers: contract.FileResponseHeaders{
			ContentDisposition: mime.FormatMediaType("attachment", map[string]string{"filename": strings.ReplaceAll(name, "/", "-")}),
			ETag:               etag(sha256),
		},
	}
}

func withExtension(name, extension string) string {
	return strings.TrimSuffix(name, path.Ext(name)) + extension
}

func etag(sha256 string) string { return `"` + sha256 + `"` }

// notModified is the answer to a caller who has the content already.
type notModified struct{ etag string }

func (n notModified) Error() string { return n.etag + " has not been modified" }

// unlessHeld returns notModified where the caller names the content as theirs.
// Who may read it has been decided before.
func unlessHeld(ctx context.Context, sha256 string) error {
	if c, ok := ctx.(*gin.Context); ok && door.Holds(c.Request, etag(sha256)) {
		return notModified{etag(sha256)}
	}
	return nil
}
