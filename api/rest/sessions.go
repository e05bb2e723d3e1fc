package rest

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/api/auth"
	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

var errNoGin = errors.New("the context of the call is not Gin's")

// CreateSession signs in.
func (a *API) CreateSession(ctx context.Context, r contract.CreateSessionRequestObject) (contract.CreateSessionResponseObject, error) {
	c, ok := ctx.(*gin.Context)
	if !ok {
		return nil, errNoGin
	}
	if _, err := a.Sessions.SignIn(c, r.Body.Username, r.Body.Password); err != nil {
		return nil, err
	}
	// The session has put its visitor into the request, which ctx has not seen yet.
	return contract.CreateSession201JSONResponse(whoami(auth.VisitorOf(c.Request.Context()), a.Now())), nil
}

// DeleteCurrentSession signs out.
func (a *API) DeleteCurrentSession(
	ctx context.Context, _ contract.DeleteCurrentSessionRequestObject,
) (contract.DeleteCurrentSessionResponseObject, error) {
	c, ok := ctx.(*gin.Context)
	if !ok {
		return nil, errNoGin
	}
	return contract.DeleteCurrentSession204Response{}, a.Sessions.SignOut(c)
}

// DeleteAllSessions signs out everywhere.
func (a *API) DeleteAllSessions(
	ctx context.Context, _ contract.DeleteAllSessionsRequestObject,
) (contract.DeleteAllSessionsResponseObject, error) {
	c, ok := ctx.(*gin.Context)
	if !ok {
		return nil, errNoGin
	}
	return contract.DeleteAllSessions204Response{}, a.Sessions.SignOutEverywhere(c)
}

// GetWhoami tells the person what they hold now.
func (a *API) GetWhoami(ctx context.Context, _ contract.GetWhoamiRequestObject) (contract.GetWhoamiResponseObject, error) {
	return contract.GetWhoami200JSONResponse(whoami(auth.VisitorOf(ctx), a.Now())), nil
}

func whoami(v *auth.Visitor, now time.Time) contract.Whoami {
	if v == nil {
		return contract.Whoami{}
	}
	w := contract.Whoami{
		Account: v.Account, Name: v.Actor.Name, PersonID: v.Actor.PersonID, UnitID: v.Actor.UnitID,
		Appointments: list(v.Actor.Appointments), Delegations: list(v.Actor.Delegations), Permissions: []string{},
	}
	for _, p := range auth.Permissions() {
		if regulation.Can(v.Actor, p, now) {
			w.Permissions = append(w.Permissions, string(p))
		}
	}
	slices.Sort(w.Permissions)
	return w
}

// visit is who asks and what they may see.
func (a *API) visit(ctx context.Context) (domain.Actor, domain.Viewer) {
	actor, _ := auth.ActorOf(ctx)
	return actor, regulation.Sees(actor, a.Now())
}

// list makes an empty list out of none, as the contract says.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
