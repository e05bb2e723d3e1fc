package account

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/domain"
)

// AccountPage is the reader's own: what they hold, and their access tokens.
type AccountPage struct {
	site.Frame
	Holds   []HoldView
	Tokens  []TokenView
	Periods []int // days a new token may live
	Scopes  []site.Choice
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
	usualToken   = TokenForm{Scope: domain.TokenRead, Days: 30}
)

func (a *Area) getAccount(visit *site.Visit) error {
	p, err := a.accountPage(visit, usualToken)
	if err != nil {
		return err
	}
	return a.Page(visit, "account", p, visit.T("account.title"))
}

func (a *Area) accountPage(visit *site.Visit, asked TokenForm) (*AccountPage, error) {
	p := &AccountPage{Periods: tokenPeriods, Asked: asked, Scopes: site.Choices(visit, "token.scope.", tokenScopes, asked.Scope)}
	d, err := a.Directory(visit, nil, visit.Now)
	if err != nil {
		return nil, err
	}
	for _, h := range visit.Actor.Appointments {
		p.Holds = append(p.Holds, HoldView{Position: h.Position, Unit: d.Unit(h.UnitID)})
	}
	for _, g := range visit.Actor.Delegations {
		p.Holds = append(p.Holds, HoldView{Position: g.Position, Unit: d.Unit(g.UnitID), Form: g.Form, Paper: g.Paper})
	}
	tokens, err := a.Tokens.List(visit.Ctx, visit.Actor.AccountID)
	if err != nil {
		return nil, fmt.Errorf("list access tokens: %w", err)
	}
	for _, t := range tokens {
		p.Tokens = append(p.Tokens, TokenView{t, t.RevokedAt != nil || !t.ExpiresAt.After(visit.Now)})
	}
	return p, nil
}

// postToken makes an access token and shows it, this once: only its hash is kept,
// so this is the one form that answers with a page.
func (a *Area) postToken(visit *site.Visit) error {
	f, err := visit.Form()
	if err != nil {
		return err
	}
	asked := TokenForm{Name: f.Line("name"), Scope: domain.TokenScope(f.Line("scope"))}
	asked.Days, _ = strconv.Atoi(f.Line("days")) // what is no number is no period
	plain, _, err := a.Tokens.Create(visit.Ctx, *visit.Actor, asked.Name, asked.Scope, asked.Days)
	if domain.CodeOf(err) == domain.ErrInvalid {
		return a.tokenAgain(visit, asked, err)
	}
	if err != nil {
		return err
	}
	p, err := a.accountPage(visit, usualToken)
	if err != nil {
		return err
	}
	p.Plain = plain
	return a.Page(visit, "account", p, visit.T("account.title"))
}

// tokenAgain shows the form with what was typed and what is wrong with it.
func (a *Area) tokenAgain(visit *site.Visit, asked TokenForm, fault error) error {
	p, err := a.accountPage(visit, asked)
	if err != nil {
		return err
	}
	told := door.Tell(visit.Lang, fault)
	p.Problem = strings.Join(slices.Sorted(maps.Values(told.Fields)), " ")
	a.Show(visit, told.Status, "account", p, visit.T("account.title"))
	return nil
}

// postSessionsEnd signs the person out on every machine.
func (a *Area) postSessionsEnd(visit *site.Visit) error {
	if err := a.Sessions.SignOutEverywhere(visit.Gin); err != nil {
		return err
	}
	return visit.To("/sign-in")
}

func (a *Area) postTokenRevoke(visit *site.Visit) error {
	if err := a.Tokens.Revoke(visit.Ctx, *visit.Actor, visit.Gin.Param("token")); err != nil {
		return err
	}
	visit.Leave("done.revoked")
	return visit.To("/account")
}
