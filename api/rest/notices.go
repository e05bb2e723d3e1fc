package rest

import (
	"context"

	"trinhky/api/rest/contract"
)

// ListNotices lists what the reader was told.
func (a *API) ListNotices(ctx context.Context, r contract.ListNoticesRequestObject) (contract.ListNoticesResponseObject, error) {
	actor, _ := a.visit(ctx)
	items, next, err := a.Store.Notices(ctx, actor.AccountID, r.Params.Limit, r.Params.After)
	if err != nil {
		return nil, err
	}
	unread, err := a.Store.UnreadNotices(ctx, actor.AccountID)
	if err != nil {
		return nil, err
	}
	return contract.ListNotices200JSONResponse{Items: list(items), Unread: unread, Next: next}, nil
}

// MarkNoticesRead marks the reader's own notices, all of them when none is named.
func (a *API) MarkNoticesRead(
	ctx context.Context, r contract.MarkNoticesReadRequestObject,
) (contract.MarkNoticesReadResponseObject, error) {
	actor, _ := a.visit(ctx)
	if err := a.Store.MarkNoticesRead(ctx, actor.AccountID, r.Body.Ids, a.Now().UTC()); err != nil {
		return nil, err
	}
	return contract.MarkNoticesRead204Response{}, nil
}
