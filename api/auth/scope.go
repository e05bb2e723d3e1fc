package auth

import (
	"context"
	"net/http"
	"slices"

	"trinhky/internal/domain"
	"trinhky/internal/route"
)

var scopes = []domain.TokenScope{domain.TokenRead, domain.TokenAct, domain.TokenSign}

// signing are the acts that only a session or a token of scope sign may do: what a
// program in the background holds must not put a leader's name under a paper.
var signing = []domain.Act{route.ActSign, route.ActInitial}

// inScope returns a *domain.Error of code forbidden where the visitor's token is
// for reading and the call is not.
func inScope(v *Visitor, method string) error {
	if v != nil && v.Scope == domain.TokenRead && method != http.MethodGet && method != http.MethodHead {
		return &domain.Error{Code: domain.ErrForbidden, Key: "token.scope_read"}
	}
	return nil
}

// MayAct returns a *domain.Error of code forbidden where the token of the request
// does not reach as far as the act. Who holds the position to do it is asked of
// the route.
func MayAct(ctx context.Context, act domain.Act) error {
	v := VisitorOf(ctx)
	if v != nil && v.Scope != "" && v.Scope != domain.TokenSign && slices.Contains(signing, act) {
		return &domain.Error{Code: domain.ErrForbidden, Key: "token.scope_sign"}
	}
	return nil
}
