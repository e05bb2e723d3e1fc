package route

import (
	"slices"
	"time"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// Allowed reports whether the act may happen now: nil, or the refusal with its
// clause. It is the one rule of order (letter §4; Decree 30/2020, Articles
// 10–15): the page asks it, the workflow's validator enforces it.
func Allowed(r Route, cmd Command, now time.Time) *domain.Refusal {
	_, refusal := question{r, cmd, now}.answer()
	return refusal
}

// question is one act put to one route.
type question struct {
	route Route
	cmd   Command
	now   time.Time
}

// answer is the step that the act decides, none for an act that decides no step,
// or why it may not happen: because it is not their turn, or because the form
// does not hold what the act needs.
func (q question) answer() (step int, refusal *domain.Refusal) {
	step, refusal = q.turn()
	if refusal == nil {
		refusal = q.form(step)
	}
	return step, refusal
}

// none is in place of a step where there is none.
const none = -1

// turn finds the step that the act decides, or says why it is not the actor's turn.
func (q question) turn() (step int, refusal *domain.Refusal) {
	switch act := ofAct(q.cmd.Act); {
	case q.cmd.Act == ActSubmit:
		return none, q.submit()
	case q.cmd.Act == ActWithdraw:
		return none, q.withdraw()
	case q.cmd.Act == ActReturn:
		return q.sendBack()
	case act.step != "":
		return q.decide(act)
	}
	return none, q.refuse(domain.RefusedNotYours, regulation.ClauseOrder, "")
}

// submit: the drafter submits, first or again after a return (Article 10).
func (q question) submit() *domain.Refusal {
	clause := ofAct(ActSubmit).clause
	if q.cmd.Actor.PersonID != q.route.SubmitterID {
		return q.refuse(domain.RefusedNotYours, clause, KeyDrafting)
	}
	switch q.route.State {
	case domain.DocumentDraft, domain.DocumentReturned:
		return nil
	case domain.DocumentOnRoute:
		return q.refuse(domain.RefusedAlreadyDecided, regulation.ClauseOneDecision, KeyDrafting)
	case domain.DocumentNumbered, domain.DocumentIssued, domain.DocumentWithdrawn:
	}
	return q.refuse(domain.RefusedClosed, regulation.ClauseRecall, KeyDrafting)
}

// withdraw: the drafter or the head of the drafting unit may end the route
// until the document is signed; after that only a recall can (Article 18.4).
func (q question) withdraw() *domain.Refusal {
	r := q.route
	clearance := r.Step(KeyClearance)
	mine := q.cmd.Actor.PersonID == r.SubmitterID ||
		(clearance != nil && clearance.UnitID == r.DraftingUnitID && q.cmd.Actor.Holds(clearance.UnitID, clearance.Position, q.now))
	signature := r.Step(KeySignature)
	switch {
	case !mine:
		return q.refuse(domain.RefusedNotYours, ofAct(ActWithdraw).clause, "")
	case r.State == domain.DocumentDraft:
		return q.refuse(domain.RefusedNotSubmitted, regulation.ClauseDrafting, "")
	case r.State != domain.DocumentOnRoute && r.State != domain.DocumentReturned:
		return q.refuse(domain.RefusedClosed, regulation.ClauseRecall, "")
	case signature != nil && signature.Passed():
		return q.refuse(domain.RefusedTooLate, regulation.ClauseRecall, KeySignature)
	}
	return nil
}

// sendBack: whoever decides an open approval step may return the dossier to the
// drafter (Article 11). A consulted unit gives its opinion instead.
func (q question) sendBack() (step int, refusal *domain.Refusal) {
	if ended(q.route) {
		return none, q.refuse(domain.RefusedClosed, regulation.ClauseRecall, q.cmd.StepKey)
	}
	mine := q.mine(func(kind StepKind) bool { return ofStep(kind).is(returns) })
	switch {
	case mine.open >= 0:
		return mine.open, nil
	case mine.waiting >= 0:
		return none, q.refuse(domain.RefusedOutOfOrder, regulation.ClauseOrder, q.route.Steps[mine.waiting].Key)
	}
	return none, q.refuse(domain.RefusedNotYours, regulation.ClauseOrder, q.cmd.StepKey)
}

// decide: whoever holds an open step decides it, once, and never on their own
// submission (letter §4; Article 12).
func (q question) decide(act row) (step int, refusal *domain.Refusal) {
	if ended(q.route) {
		return none, q.refuse(domain.RefusedClosed, regulation.ClauseRecall, q.cmd.StepKey)
	}
	mine := q.mine(func(kind StepKind) bool { return kind == act.step })
	switch {
	case mine.open >= 0:
		return mine.open, q.another(act, &q.route.Steps[mine.open])
	case mine.waiting >= 0:
		return none, q.refuse(domain.RefusedOutOfOrder, regulation.ClauseOrder, q.route.Steps[mine.waiting].Key)
	case mine.passed >= 0 && q.route.Steps[mine.passed].State == StepDone:
		return none, q.refuse(domain.RefusedAlreadyDecided, regulation.ClauseOneDecision, q.route.Steps[mine.passed].Key)
	case mine.passed >= 0:
		return none, q.refuse(domain.RefusedTooLate, act.clause, q.route.Steps[mine.passed].Key)
	}
	clause := act.clause
	if q.delegated(func(kind StepKind) bool { return kind == act.step }) {
		clause = regulation.ClauseDelegation
	}
	return none, q.refuse(domain.RefusedNotYours, clause, q.cmd.StepKey)
}

// another: a step is decided by another than whoever submitted the draft (Article
// 12), and than whoever decided the step that its plan sets it apart from.
func (q question) another(act row, s *Step) *domain.Refusal {
	if act.is(approves) && q.cmd.Actor.PersonID == q.route.SubmitterID {
		return q.refuse(domain.RefusedOwnAct, act.clause, s.Key)
	}
	if before := q.route.Step(s.OtherThan); before != nil && before.State == StepDone && before.DecidedBy == q.cmd.Actor.PersonID {
		return q.refuse(domain.RefusedSamePerson, act.clause, s.Key)
	}
	return nil
}

// delegated reports whether the actor has a delegation of the unit that such a step
// lies with. Where the step is not theirs all the same, it does not reach so far:
// it is another position's, has ended, or is not theirs to use (Article 13.3).
func (q question) delegated(such func(StepKind) bool) bool {
	return slices.ContainsFunc(q.route.Steps, func(s Step) bool {
		return such(s.Kind) && (q.cmd.StepKey == "" || s.Key == q.cmd.StepKey) &&
			slices.ContainsFunc(q.cmd.Actor.Delegations, func(d domain.Delegation) bool { return d.UnitID == s.UnitID })
	})
}

// places are where steps of a route stand: the first that is open and the first
// that waits, and the last that is passed.
type places struct{ open, waiting, passed int }

// mine finds the actor's own among the steps of such kinds, or among those with
// the key that the command names.
func (q question) mine(such func(StepKind) bool) places {
	found := places{none, none, none}
	for i := range q.route.Steps {
		s := &q.route.Steps[i]
		if !such(s.Kind) || (q.cmd.StepKey != "" && s.Key != q.cmd.StepKey) {
			continue
		}
		if _, theirs := holds(q.cmd.Actor, s, q.now); !theirs {
			continue
		}
		switch s.State {
		case StepOpen:
			if found.open < 0 {
				found.open = i
			}
		case StepWaiting:
			if found.waiting < 0 {
				found.waiting = i
			}
		case StepDone, StepSilent, StepSkipped:
			if q.route.Step(s.Key) == s {
				found.passed = i
			}
		case StepReturned, StepVoided, StepCancelled:
		}
	}
	return found
}

func ended(r Route) bool {
	switch r.State {
	case domain.DocumentNumbered, domain.DocumentIssued, domain.DocumentWithdrawn:
		return true
	case domain.DocumentDraft, domain.DocumentOnRoute, domain.DocumentReturned:
		return false
	}
	return false
}

// refuse is the answer that an act may not happen. Where no step was attempted in
// particular, it names the one that the act aimed at.
func (q question) refuse(code domain.RefusalCode, clause string, attempted string) *domain.Refusal {
	refusal := refuse(q.cmd, code, clause, q.now)
	refusal.Case, refusal.StepAttempted = domain.DocumentRef(q.route.DocumentID), attempted
	if attempted == "" {
		refusal.StepAttempted = q.aimedAt()
	}
	// An attempt counts for the unit whose step it was, by whatever authority its
	// holder acts; one at a step that is not theirs counts for their own.
	if s := q.route.Step(refusal.StepAttempted); s != nil {
		if _, theirs := holds(q.cmd.Actor, s, q.now); theirs {
			refusal.UnitID = s.UnitID
		}
	}
	if open := q.route.Open(); len(open) > 0 {
		refusal.StepDue = q.route.Steps[open[0]].Key
	} else if q.route.State == domain.DocumentDraft {
		refusal.StepDue = KeyDrafting
	}
	return refusal
}

// refuse is the refusal of a command.
func refuse(cmd Command, code domain.RefusalCode, clause string, now time.Time) *domain.Refusal {
	return &domain.Refusal{
		Token: cmd.Token, Code: code, ClauseID: clause, Case: domain.DocumentRef(cmd.DocumentID), PersonID: cmd.Actor.PersonID,
		UnitID: cmd.Actor.UnitID, Act: cmd.Act, Door: cmd.Door, At: now,
	}
}

// aimedAt is the step an act of somebody who has none of its kind went for: the
// record of a refusal always names one. Returning and withdrawing aim at
// whatever is due.
func (q question) aimedAt() string {
	kind := ofAct(q.cmd.Act).step
	if kind == "" {
		if open := q.route.Open(); len(open) > 0 {
			return q.route.Steps[open[0]].Key
		}
		return KeyDrafting
	}
	for i := range q.route.Steps {
		if q.route.Steps[i].Kind == kind {
			return q.route.Steps[i].Key
		}
	}
	return string(kind)
}
