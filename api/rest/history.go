package rest

import (
	"context"

	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// GetHistory tells everything that happened to a dossier.
func (a *API) GetHistory(ctx context.Context, r contract.GetHistoryRequestObject) (contract.GetHistoryResponseObject, error) {
	_, viewer := a.visit(ctx)
	d, err := a.Store.Dossier(ctx, viewer, r.DocumentID, route.Parts{History: true, Refusals: true, Clocks: true})
	if err != nil {
		return nil, err
	}
	for i := range d.Refusals {
		d.Refusals[i] = shown(d.Refusals[i])
	}
	return contract.GetHistory200JSONResponse{Items: list(d.History), Refusals: list(d.Refusals), Clocks: list(d.Clocks)}, nil
}

// shown leaves out the token of the form, which is its sender's own affair.
func shown(r domain.Refusal) domain.Refusal {
	r.Token = ""
	return r
}
