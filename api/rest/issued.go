package rest

import (
	"context"
	"fmt"

	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
)

// DownloadIssued gives out the issued document.
func (a *API) DownloadIssued(ctx context.Context, r contract.DownloadIssuedRequestObject) (contract.DownloadIssuedResponseObject, error) {
	_, viewer := a.visit(ctx)
	doc, err := a.Store.Document(ctx, viewer, r.DocumentID)
	if err != nil {
		return nil, err
	}
	sha := doc.IssuedDocxSHA
	if r.Form == "pdf" {
		sha = doc.IssuedPDFSHA
	}
	if sha == "" || doc.Number == nil {
		return nil, &domain.Error{Code: domain.ErrNotFound, Key: "document.not_issued"}
	}
	name := fmt.Sprintf("%d-%s-%d.%s", doc.Number.Number, doc.Number.Notation, doc.Number.Year, r.Form)
	file, err := a.file(ctx, sha, name)
	if err != nil {
		return nil, err
	}
	return contract.DownloadIssued200ApplicationOctetStreamResponse{FileApplicationOctetStreamResponse: file}, nil
}
