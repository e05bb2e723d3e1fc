package rest

import (
	"context"

	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
)

// ListRegister reads the register of issued documents.
func (a *API) ListRegister(ctx context.Context, r contract.ListRegisterRequestObject) (contract.ListRegisterResponseObject, error) {
	rows, next, err := a.Store.Register(ctx, domain.RegisterFilter{
		Year: r.Params.Year, Series: r.Params.Series, Text: r.Params.Text, Limit: r.Params.Limit, After: r.Params.After,
	})
	if err != nil {
		return nil, err
	}
	return contract.ListRegister200JSONResponse{Items: list(rows), Next: next}, nil
}
