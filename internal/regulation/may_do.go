package regulation

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

// MayDo lists the acts that concern the actor on this route: those allowed now,
// and those that would be theirs with the refusal that explains "why not me".
func MayDo(route domain.Route, actor domain.Actor, now time.Time) []Option {
	var out []Option
	ask := func(act domain.Act, key string) {
		cmd := domain.Command{DocumentID: route.DocumentID, Act: act, StepKey: key, Actor: actor, Text: "x", Verdict: domain.VerdictAgree}
		if act == domain.ActAppraise {
			cmd.Verdict = domain.VerdictPass
		}
		if act == domain.ActAnswerOpinions {
			for _, i := range OpinionsToAnswer(route) {
				cmd.Answers = append(cmd.Answers, domain.OpinionAnswer{StepKey: route.Steps[i].Key, Kind: domain.AnswerAccepted})
			}
		}
		out = append(out, Option{act, key, Allowed(route, cmd, now)})
	}
	if actor.PersonID == route.SubmitterID && !ended(route) && route.State != domain.DocumentOnRoute {
		out = append(out, Option{domain.ActSubmit, KeyDrafting, nil})
	}
	for i := range route.Steps {
		s := &route.Steps[i]
		if route.Step(s.Key) != s || s.Kind == domain.StepDrafting {
			continue
		}
		if _, mine := standing(actor, s, now); !mine {
			continue
		}
		if act := ActFor(s.Kind); act != "" && !s.Passed() {
			ask(act, s.Key)
		}
		if s.State == domain.StepOpen && canReturn(s.Kind) {
			ask(domain.ActReturn, s.Key)
		}
	}
	if Allowed(route, domain.Command{Act: domain.ActWithdraw, Actor: actor}, now) == nil {
		out = append(out, Option{domain.ActWithdraw, "", nil})
	}
	return out
}
