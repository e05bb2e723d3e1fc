package rest

import (
	"context"
	"io"
	"mime"
	"path"
	"strings"

	"trinhky/api/rest/contract"
)

// file opens a stored file for download. It is always an attachment: nothing
// that was uploaded is shown under our own address.
func (a *API) file(ctx context.Context, sha256, name string) (contract.FileApplicationOctetStreamResponse, error) {
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
			ETag:               `"` + sha256 + `"`,
		},
	}
}

func withExtension(name, extension string) string {
	return strings.TrimSuffix(name, path.Ext(name)) + extension
}
