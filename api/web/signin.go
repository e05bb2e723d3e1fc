package web

import (
	"trinhky/api/door"
	"trinhky/internal/domain"
)

// SignInPage asks who is there.
type SignInPage struct {
	Frame
	Username string
	Next     string
	Problem  string
}

func (w *Web) getHome(rq *request) error {
	if rq.actor == nil {
		return rq.to("/sign-in")
	}
	return rq.to("/work")
}

func (w *Web) getSignIn(rq *request) error {
	next := within(rq.c.Query("next"))
	if rq.actor != nil {
		return rq.to(next)
	}
	return w.page(rq, "signin", &SignInPage{Next: next}, rq.T("signin.title"))
}

func (w *Web) postSignIn(rq *request) error {
	f, err := rq.form()
	if err != nil {
		return err
	}
	next := within(f.values.Get("next"))
	account, err := w.Sessions.SignIn(rq.c, f.line("username"), f.values.Get("password"))
	if err == nil {
		rq.keepLanguage(account.Language)
		return rq.to(next)
	}
	if door.Ours(err) || domain.CodeOf(err) == domain.ErrUnavailable {
		return err
	}
	p := &SignInPage{Username: f.line("username"), Next: next, Problem: messageOf(rq, err)}
	rq.retryAfter(err)
	w.show(rq, door.Status(err), "signin", p, rq.T("signin.title"))
	return nil
}

func (w *Web) postSignOut(rq *request) error {
	if err := w.Sessions.SignOut(rq.c); err != nil {
		return err
	}
	return rq.to("/sign-in")
}
