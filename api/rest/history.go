package rest

import "context"

// GetHistory tells everything that happened to a dossier.
func (a *API) GetHistory(ctx context.Context, r GetHistoryRequestObject) (GetHistoryResponseObject, error) {
	_, viewer := a.visit(ctx)
	d, err := a.Store.Dossier(ctx, viewer, r.DocumentID, a.Ruleset)
	if err != nil {
		return nil, err
	}
	return GetHistory200JSONResponse{Items: list(d.History), Refusals: list(d.Refusals), Custody: list(d.Custody)}, nil
}
