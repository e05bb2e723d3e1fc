package rest

import (
	"context"

	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
	"trinhky/internal/mending"
	"trinhky/internal/route"
)

// ListVersions lists the versions of a draft.
func (a *API) ListVersions(ctx context.Context, r contract.ListVersionsRequestObject) (contract.ListVersionsResponseObject, error) {
	_, viewer := a.visit(ctx)
	d, err := a.Store.Dossier(ctx, viewer, r.DocumentID, route.Parts{Versions: true})
	if err != nil {
		return nil, err
	}
	return contract.ListVersions200JSONResponse{Items: list(d.Versions)}, nil
}

// CreateVersion takes in a new version of the reader's own draft.
func (a *API) CreateVersion(ctx context.Context, r contract.CreateVersionRequestObject) (contract.CreateVersionResponseObject, error) {
	actor, viewer := a.visit(ctx)
	if _, err := a.Store.Document(ctx, viewer, r.DocumentID); err != nil {
		return nil, err
	}
	form, err := readForm(r.Body, a.holds(ctx, actor, r.Params.IdempotencyKey, "version", r.DocumentID), "file")
	if err != nil {
		return nil, err
	}
	defer form.close()
	version, check, err := a.Intake.AddVersion(ctx, actor, r.DocumentID, tokenOf(actor, r.Params.IdempotencyKey), form.upload)
	if err != nil {
		return nil, err
	}
	return contract.CreateVersion201JSONResponse{Version: version, Format: check}, nil
}

// DownloadVersion gives out the .docx of a version.
func (a *API) DownloadVersion(
	ctx context.Context, r contract.DownloadVersionRequestObject,
) (contract.DownloadVersionResponseObject, error) {
	version, err := a.version(ctx, r.DocumentID, r.VersionID)
	if err != nil {
		return nil, err
	}
	file, err := a.file(ctx, version.SHA256, version.FileName)
	if err != nil {
		return nil, err
	}
	return contract.DownloadVersion200ApplicationOctetStreamResponse{FileApplicationOctetStreamResponse: file}, nil
}

// previewSeconds is how long a reading copy usually takes.
const previewSeconds = 3

// DownloadVersionPDF gives out a version as PDF, and asks for it to be made
// where it is not there yet.
func (a *API) DownloadVersionPDF(
	ctx context.Context, r contract.DownloadVersionPDFRequestObject,
) (contract.DownloadVersionPDFResponseObject, error) {
	version, err := a.version(ctx, r.DocumentID, r.VersionID)
	if err != nil {
		return nil, err
	}
	sha, made, err := a.Store.Preview(ctx, version.SHA256)
	if err != nil {
		return nil, err
	}
	if !made {
		if err := a.Decisions.RequestPreview(ctx, version.SHA256); err != nil {
			return nil, err
		}
		return contract.DownloadVersionPDF202Response{Headers: contract.DownloadVersionPDF202ResponseHeaders{RetryAfter: previewSeconds}}, nil
	}
	file, err := a.file(ctx, sha, withExtension(version.FileName, ".pdf"))
	if err != nil {
		return nil, err
	}
	return contract.DownloadVersionPDF200ApplicationOctetStreamResponse{FileApplicationOctetStreamResponse: file}, nil
}

// DownloadFixedVersion gives out a copy of a version in which what is certain and
// mechanical has been put right.
func (a *API) DownloadFixedVersion(
	ctx context.Context, r contract.DownloadFixedVersionRequestObject,
) (contract.DownloadFixedVersionResponseObject, error) {
	version, err := a.version(ctx, r.DocumentID, r.VersionID)
	if err != nil {
		return nil, err
	}
	fixed, err := a.mending.Mend(ctx, version.SHA256)
	if err != nil {
		return nil, err
	}
	return contract.DownloadFixedVersion200ApplicationOctetStreamResponse{
		FileApplicationOctetStreamResponse: attachment(fixed, fixed.Size, fixed.SHA256, mending.FileName(version.FileName)),
	}, nil
}

// GetFormatCheck gives out what the format check found in a version.
func (a *API) GetFormatCheck(ctx context.Context, r contract.GetFormatCheckRequestObject) (contract.GetFormatCheckResponseObject, error) {
	version, err := a.version(ctx, r.DocumentID, r.VersionID)
	if err != nil {
		return nil, err
	}
	check, err := a.Store.FormatCheck(ctx, version.SHA256, a.Form.Ruleset())
	if err != nil {
		return nil, err
	}
	if check == nil {
		return nil, &domain.Error{Code: domain.ErrNotFound, Key: "format.not_checked"}
	}
	return contract.GetFormatCheck200JSONResponse(*check), nil
}

// version finds a version of a dossier the reader may see.
func (a *API) version(ctx context.Context, documentID, versionID string) (domain.Version, error) {
	_, viewer := a.visit(ctx)
	d, err := a.Store.Dossier(ctx, viewer, documentID, route.Parts{Versions: true})
	if err != nil {
		return domain.Version{}, err
	}
	for _, v := range d.Versions {
		if v.ID == versionID {
			return v, nil
		}
	}
	return domain.Version{}, &domain.Error{Code: domain.ErrNotFound}
}
