package rest

import (
	"context"

	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
)

// ListFirstTimePasses counts, by unit, the drafts that passed the format step
// the first time.
func (a *API) ListFirstTimePasses(
	ctx context.Context, r contract.ListFirstTimePassesRequestObject,
) (contract.ListFirstTimePassesResponseObject, error) {
	rows, err := a.Store.FirstTimePasses(ctx, r.Params.Year)
	if err != nil {
		return nil, err
	}
	return contract.ListFirstTimePasses200JSONResponse{Year: r.Params.Year, Items: list(rows)}, nil
}

// ListFormatCases lists the documents behind those figures.
func (a *API) ListFormatCases(
	ctx context.Context, r contract.ListFormatCasesRequestObject,
) (contract.ListFormatCasesResponseObject, error) {
	p := r.Params
	rows, next, err := a.Store.FormatCases(ctx, domain.FormatCaseFilter{Year: p.Year, UnitID: p.UnitID, Passed: p.Passed, Limit: p.Limit, After: p.After})
	if err != nil {
		return nil, err
	}
	return contract.ListFormatCases200JSONResponse{Items: list(rows), Next: next}, nil
}
