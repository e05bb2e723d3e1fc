package rest

import (
	"context"

	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// ListAnnexes lists the files that travel with a draft.
func (a *API) ListAnnexes(ctx context.Context, r contract.ListAnnexesRequestObject) (contract.ListAnnexesResponseObject, error) {
	_, viewer := a.visit(ctx)
	d, err := a.Store.Dossier(ctx, viewer, r.DocumentID, route.Parts{Annexes: true})
	if err != nil {
		return nil, err
	}
	return contract.ListAnnexes200JSONResponse{Items: list(d.Annexes)}, nil
}

// CreateAnnex adds a file to a dossier: its drafter what travels with the draft,
// a unit that is asked now the file of its opinion.
func (a *API) CreateAnnex(ctx context.Context, r contract.CreateAnnexRequestObject) (contract.CreateAnnexResponseObject, error) {
	actor, viewer := a.visit(ctx)
	d, err := a.Store.Dossier(ctx, viewer, r.DocumentID, route.Parts{Route: true})
	if err != nil {
		return nil, err
	}
	form, err := readForm(r.Body, a.holds(ctx, actor, r.Params.IdempotencyKey, "annex", r.DocumentID), "file", "kind")
	if err != nil {
		return nil, err
	}
	defer form.close()
	kind := domain.AnnexKind(form.fields["kind"])
	if kind == domain.AnnexEvidence { // comes with the record of an attempt, and not alone
		return nil, fieldFault("kind", "request.annex_kind")
	}
	attach, err := route.MayAddAnnex(d.Route, kind, actor, a.Now())
	if domain.CodeOf(err) == domain.ErrInvalid {
		return nil, fieldFault("kind", "request.annex_kind")
	}
	if err == nil && !attach {
		err = &domain.Error{Code: domain.ErrForbidden}
	}
	if err != nil {
		return nil, err
	}
	annex, err := a.Intake.AddAnnex(ctx, actor, r.DocumentID, tokenOf(actor, r.Params.IdempotencyKey), kind, form.upload)
	if err != nil {
		return nil, err
	}
	return contract.CreateAnnex201JSONResponse(annex), nil
}

// DownloadAnnex gives out a file of a dossier.
func (a *API) DownloadAnnex(ctx context.Context, r contract.DownloadAnnexRequestObject) (contract.DownloadAnnexResponseObject, error) {
	_, viewer := a.visit(ctx)
	d, err := a.Store.Dossier(ctx, viewer, r.DocumentID, route.Parts{Annexes: true})
	if err != nil {
		return nil, err
	}
	for _, annex := range d.Annexes {
		if annex.ID == r.AnnexID {
			file, err := a.file(ctx, annex.SHA256, annex.FileName)
			if err != nil {
				return nil, err
			}
			return contract.DownloadAnnex200ApplicationOctetStreamResponse{FileApplicationOctetStreamResponse: file}, nil
		}
	}
	return nil, &domain.Error{Code: domain.ErrNotFound}
}
