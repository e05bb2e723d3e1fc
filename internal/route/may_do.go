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

// MayDo lists the acts that concern the actor on this route: those allowed now,
// and those that would be theirs with the refusal that explains "why not me".
func MayDo(route Route, actor domain.Actor, now time.Time) []Option {
	var out []Option
	ask := func(act domain.Act, key string) {
		cmd := Command{DocumentID: route.DocumentID, Act: act, StepKey: key, Actor: actor, Text: "x", Verdict: VerdictAgree}
		if act == ActAppraise {
			cmd.Verdict = VerdictPass
		}
		if act == ActAnswerOpinions {
			for _, i := range OpinionsToAnswer(route) {
				cmd.Answers = append(cmd.Answers, OpinionAnswer{StepKey: route.Steps[i].Key, Kind: AnswerAccepted})
			}
		}
		out = append(out, Option{act, key, Allowed(route, cmd, now)})
	}
	if actor.PersonID == route.SubmitterID && !ended(route) && route.State != domain.DocumentOnRoute {
		out = append(out, Option{ActSubmit, KeyDrafting, nil})
	}
	for i := range route.Steps {
		s := &route.Steps[i]
		if route.Step(s.Key) != s || s.Kind == StepDrafting {
			continue
		}
		if _, mine := standing(actor, s, now); !mine {
			continue
		}
		if act := ActFor(s.Kind); act != "" && !s.Passed() {
			ask(act, s.Key)
		}
		if s.State == StepOpen && canReturn(s.Kind) {
			ask(ActReturn, s.Key)
		}
	}
	if Allowed(route, Command{Act: ActWithdraw, Actor: actor}, now) == nil {
		out = append(out, Option{ActWithdraw, "", nil})
	}
	return out
}
