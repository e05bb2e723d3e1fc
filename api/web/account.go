package web

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"trinhky/api/door"
	"trinhky/internal/domain"
)

// AccountPage is the reader's own: what they hold, and their access tokens.
type AccountPage struct {
	Frame
	Holds   []HoldView
	Tokens  []TokenView
	Periods []int // days a new token may live
	Scopes  []domain.TokenScope
	Asked   TokenForm
	Plain   string
	Problem string
}

// HoldView is a position the reader holds, or stands in for by delegation.
type HoldView struct {
	Position domain.Position
	Unit     string
	Form     domain.SignatureForm
	Paper    string // of the delegation
}

// TokenForm is what a new token shall be.
type TokenForm struct {
	Name  string
	Scope domain.TokenScope
	Days  int
}

// TokenView is one access token.
type TokenView struct {
	domain.AccessToken
	Dead bool // revoked or past its time
}

var (
	tokenPeriods = []int{1, 30, 90, 365}
	tokenScopes  = []domain.TokenScope{domain.TokenRead, domain.TokenAct, domain.TokenSign}
)

func (w *Web) getAccount(rq *request) error {
	p, err := w.accountPage(rq)
	if err != nil {
		return err
	}
	return w.page(rq, "account", p, rq.T("account.title"))
}

func (w *Web) accountPage(rq *request) (*AccountPage, error) {
	p := &AccountPage{Periods: tokenPeriods, Scopes: tokenScopes, Asked: TokenForm{Scope: domain.TokenRead, Days: 30}}
	d, err := w.directory(rq, nil, rq.now)
	if err != nil {
		return nil, err
	}
	for _, h := range rq.actor.Appointments {
		p.Holds = append(p.Holds, HoldView{Position: h.Position, Unit: d.unit(h.UnitID)})
	}
	for _, g := range rq.actor.Delegations {
		p.Holds = append(p.Holds, HoldView{Position: g.Position, Unit: d.unit(g.UnitID), Form: g.Form, Paper: g.Paper})
	}
	tokens, err := w.Tokens.List(rq.ctx, rq.actor.AccountID)
	if err != nil {
		return nil, fmt.Errorf("list access tokens: %w", err)
	}
	for _, t := range tokens {
		p.Tokens = append(p.Tokens, TokenView{t, t.RevokedAt != nil || !t.ExpiresAt.After(rq.now)})
	}
	return p, nil
}

// postToken makes an access token and shows it, this once: only its hash is kept,
// so this is the one form that answers with a page.
func (w *Web) postToken(rq *request) error {
	f, err := rq.form()
	if err != nil {
		return err
	}
	asked := TokenForm{Name: f.line("name"), Scope: domain.TokenScope(f.line("scope"))}
	asked.Days, _ = strconv.Atoi(f.line("days")) // what is no number is no period
	plain, _, err := w.Tokens.Create(rq.ctx, *rq.actor, asked.Name, asked.Scope, asked.Days)
	if domain.CodeOf(err) == domain.ErrInvalid {
		return w.tokenAgain(rq, asked, err)
	}
	if err != nil {
		return err
	}
	p, err := w.accountPage(rq)
	if err != nil {
		return err
	}
	p.Plain = plain
	return w.page(rq, "account", p, rq.T("account.title"))
}

// tokenAgain shows the form with what was typed and what is wrong with it.
func (w *Web) tokenAgain(rq *request, asked TokenForm, fault error) error {
	p, err := w.accountPage(rq)
	if err != nil {
		return err
	}
	told := door.Tell(rq.lang, fault)
	p.Asked, p.Problem = asked, strings.Join(slices.Sorted(maps.Values(told.Fields)), " ")
	w.show(rq, told.Status, "account", p, rq.T("account.title"))
	return nil
}

// postSessionsEnd signs the person out on every machine.
func (w *Web) postSessionsEnd(rq *request) error {
	if err := w.Sessions.SignOutEverywhere(rq.c); err != nil {
		return err
	}
	return rq.to("/sign-in")
}

func (w *Web) postTokenRevoke(rq *request) error {
	if err := w.Tokens.Revoke(rq.ctx, *rq.actor, rq.c.Param("token")); err != nil {
		return err
	}
	rq.leave("done.revoked")
	return rq.to("/account")
}
