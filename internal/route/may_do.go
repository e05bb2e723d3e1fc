package route

import (
	"time"

	"trinhky/internal/domain"
)

// Option is one act as the page shows it: possible now, or why not.
type Option struct {
	Act     domain.Act
	StepKey string
	Refusal *domain.Refusal // nil: the person may do it now
}

// MayDo lists the acts that concern the actor on this route: those whose turn it
// is, and those that would be theirs with the refusal that explains "why not me".
// What an act needs on its form is asked once the form is there.
func MayDo(r Route, actor domain.Actor, now time.Time) []Option {
	var out []Option
	ask := func(act domain.Act, key string) *domain.Refusal {
		_, refusal := question{r, Command{DocumentID: r.DocumentID, Act: act, StepKey: key, Actor: actor}, now}.turn()
		return refusal
	}
	if ask(ActSubmit, KeyDrafting) == nil {
		out = append(out, Option{ActSubmit, KeyDrafting, nil})
	}
	for i := range r.Steps {
		s := &r.Steps[i]
		if r.Step(s.Key) != s || s.Kind == StepDrafting {
			continue
		}
		if _, theirs := holds(actor, s, now); !theirs {
			continue
		}
		if !s.Passed() {
			act := ActFor(s.Kind)
			out = append(out, Option{act, s.Key, ask(act, s.Key)})
		}
		if s.State == StepOpen && ofStep(s.Kind).is(returns) {
			out = append(out, Option{ActReturn, s.Key, ask(ActReturn, s.Key)})
		}
	}
	if ask(ActWithdraw, "") == nil {
		out = append(out, Option{ActWithdraw, "", nil})
	}
	return out
}
