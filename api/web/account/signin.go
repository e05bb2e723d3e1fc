package account

import (
	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/domain"
)

// SignInPage asks who is there.
type SignInPage struct {
	site.Frame
	Username string
	Next     string
	Problem  string
}

func (a *Area) getHome(visit *site.Visit) error {
	if visit.Actor == nil {
		return visit.To("/sign-in")
	}
	return visit.To("/work")
}

func (a *Area) getSignIn(visit *site.Visit) error {
	next := site.Within(visit.Gin.Query("next"))
	if visit.Actor != nil {
		return visit.To(next)
	}
	return a.Page(visit, "signin", &SignInPage{Next: next}, visit.T("signin.title"))
}

func (a *Area) postSignIn(visit *site.Visit) error {
	f, err := visit.Form()
	if err != nil {
		return err
	}
	next := site.Within(f.Values.Get("next"))
	account, err := a.Sessions.SignIn(visit.Gin, f.Line("username"), f.Values.Get("password"))
	if err == nil {
		visit.KeepLanguage(account.Language)
		return visit.To(next)
	}
	if door.Ours(err) || domain.CodeOf(err) == domain.ErrUnavailable {
		return err
	}
	p := &SignInPage{Username: f.Line("username"), Next: next, Problem: visit.Message(err)}
	visit.RetryAfter(err)
	a.Show(visit, door.Status(err), "signin", p, visit.T("signin.title"))
	return nil
}

func (a *Area) postSignOut(visit *site.Visit) error {
	if err := a.Sessions.SignOut(visit.Gin); err != nil {
		return err
	}
	return visit.To("/sign-in")
}
