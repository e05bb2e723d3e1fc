package route

import (
	"strings"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// form holds what came with the act against what the act needs.
func (q question) form(step int) *domain.Refusal {
	if q.cmd.Act == ActSubmit {
		return q.changed()
	}
	if step == none {
		return nil
	}
	act, key := ofAct(q.cmd.Act), q.route.Steps[step].Key
	// An answer to opinions may bring the next version; every other act is about
	// the one that was read.
	if q.cmd.Act != ActAnswerOpinions && q.outdated() {
		return q.refuse(domain.RefusedVersionChanged, regulation.ClauseChanged, key)
	}
	reasons := act.is(withReason)
	if len(act.bears) > 0 {
		choice, known := chosen(act, q.cmd.Verdict)
		if !known {
			return q.refuse(domain.RefusedVerdict, act.clause, key)
		}
		reasons = choice.Reasons
	}
	if reasons && strings.TrimSpace(q.cmd.Text) == "" {
		return q.refuse(domain.RefusedReasonMissing, act.clause, key)
	}
	if q.cmd.Act == ActAnswerOpinions && !q.answersComplete() {
		return q.refuse(domain.RefusedAnswersMissing, act.clause, key)
	}
	return nil
}

// changed: a draft that failed the format check comes back as another file; the
// same one would fail again (letter §4).
//
// What is submitted is what it was planned by: facts that somebody has changed
// since are submitted anew.
func (q question) changed() *domain.Refusal {
	if f := q.cmd.Facts; f != nil {
		stale := f.Revision < q.route.Revision
		first := q.route.State == domain.DocumentDraft
		if stale || first && q.route.Facts.Digest() != "" && q.route.Facts.Digest() != f.Digest() {
			return q.refuse(domain.RefusedFactsChanged, regulation.ClauseChanged, KeyDrafting)
		}
	}
	if q.route.State == domain.DocumentReturned && q.cmd.VersionID == q.route.VersionID && failedFormat(q.route) {
		return q.refuse(domain.RefusedUnchanged, regulation.ClauseDraftQuality, KeyDrafting)
	}
	return nil
}

// outdated reports whether the draft that was read is not the one on the route
// (Article 11.2).
func (q question) outdated() bool {
	return (q.cmd.VersionID != "" && q.cmd.VersionID != q.route.VersionID) ||
		(q.cmd.Revision != 0 && q.route.Revision != 0 && q.cmd.Revision != q.route.Revision) ||
		(q.cmd.VersionSHA != "" && q.cmd.VersionSHA != q.route.VersionSHA256)
}

func chosen(act row, v Verdict) (Choice, bool) {
	for _, c := range act.bears {
		if c.Verdict == v {
			return c, true
		}
	}
	return Choice{}, false
}

// answersComplete: every opinion that asks for something is answered, accepted
// or explained (letter §4; bảng tổng hợp, tiếp thu, giải trình).
func (q question) answersComplete() bool {
	for _, i := range OpinionsToAnswer(q.route) {
		answered := false
		for _, a := range q.cmd.Answers {
			whole := a.Kind == AnswerAccepted || (a.Kind == AnswerExplained && strings.TrimSpace(a.Text) != "")
			answered = answered || (a.StepKey == q.route.Steps[i].Key && whole)
		}
		if !answered {
			return false
		}
	}
	return true
}

// OpinionsToAnswer returns the steps whose opinions the drafter must answer:
// those that disagree or ask for changes, newest round only.
func OpinionsToAnswer(r Route) []int {
	var out []int
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.Kind == StepConsultation && s.State == StepDone && r.Step(s.Key) == s &&
			(s.Verdict == VerdictAgreeWithChanges || s.Verdict == VerdictDisagree) {
			out = append(out, i)
		}
	}
	return out
}

// failedFormat reports whether it was the check of the file that sent the dossier
// back last.
func failedFormat(r Route) bool {
	var last *Step
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.State == StepReturned && (last == nil || s.DecidedAt.After(last.DecidedAt)) {
			last = s
		}
	}
	return last != nil && last.Kind == StepFormat && last.Verdict == VerdictFail
}
