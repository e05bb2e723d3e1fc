package rest

import (
	"context"

	"trinhky/api/rest/contract"
)

// ListTokens lists the reader's own access tokens.
func (a *API) ListTokens(ctx context.Context, _ contract.ListTokensRequestObject) (contract.ListTokensResponseObject, error) {
	actor, _ := a.visit(ctx)
	tokens, err := a.Tokens.List(ctx, actor.AccountID)
	if err != nil {
		return nil, err
	}
	return contract.ListTokens200JSONResponse{Items: list(tokens)}, nil
}

// CreateToken makes an access token and shows its secret this once.
func (a *API) CreateToken(ctx context.Context, r contract.CreateTokenRequestObject) (contract.CreateTokenResponseObject, error) {
	actor, _ := a.visit(ctx)
	secret, token, err := a.Tokens.Create(ctx, actor, r.Body.Name, r.Body.Scope, r.Body.Days)
	if err != nil {
		return nil, err
	}
	return contract.CreateToken201JSONResponse{Token: token, Secret: secret}, nil
}

// RevokeToken ends one of the reader's own access tokens.
func (a *API) RevokeToken(ctx context.Context, r contract.RevokeTokenRequestObject) (contract.RevokeTokenResponseObject, error) {
	actor, _ := a.visit(ctx)
	if err := a.Tokens.Revoke(ctx, actor, r.TokenID); err != nil {
		return nil, err
	}
	return contract.RevokeToken204Response{}, nil
}
