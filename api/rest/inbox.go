package rest

import (
	"context"

	"trinhky/api/rest/contract"
)

// ListInbox lists what waits for the reader.
func (a *API) ListInbox(ctx context.Context, r contract.ListInboxRequestObject) (contract.ListInboxResponseObject, error) {
	actor, _ := a.visit(ctx)
	items, next, err := a.Store.Inbox(ctx, actor, a.Now().UTC(), r.Params.Kind, r.Params.Limit, r.Params.After)
	if err != nil {
		return nil, err
	}
	return contract.ListInbox200JSONResponse{Items: list(items), Next: next}, nil
}
