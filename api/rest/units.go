package rest

import (
	"context"

	"trinhky/api/rest/contract"
)

// ListUnits lists the units that stand at a day.
func (a *API) ListUnits(ctx context.Context, r contract.ListUnitsRequestObject) (contract.ListUnitsResponseObject, error) {
	at := a.Now().UTC()
	if r.Params.At != "" {
		day, err := dayOf("at", r.Params.At)
		if err != nil {
			return nil, err
		}
		at = day.At(0)
	}
	units, err := a.Store.Units(ctx, at)
	if err != nil {
		return nil, err
	}
	return contract.ListUnits200JSONResponse{Items: list(units)}, nil
}
