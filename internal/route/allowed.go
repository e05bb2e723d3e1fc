package route

import (
	"strings"
	"time"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// stepOf is the kind of step each act decides.
func stepOf(act domain.Act) (StepKind, bool) {
	switch act {
	case ActClear:
		return StepClearance, true
	case ActConfirmFormat:
		return StepFormat, true
	case ActGiveOpinion:
		return StepConsultation, true
	case ActAnswerOpinions:
		return StepAnswers, true
	case ActAppraise:
		return StepAppraisal, true
	case ActReview:
		return StepReview, true
	case ActInitial:
		return StepInitials, true
	case ActSign:
		return StepSignature, true
	case ActIssue:
		return StepIssue, true
	case ActSubmit, ActReturn, ActWithdraw:
		return "", false
	}
	return "", false
}

// ActFor is the act that decides a step of the kind, empty where nobody does.
func ActFor(kind StepKind) domain.Act {
	for _, act := range []domain.Act{
		ActClear, ActConfirmFormat, ActGiveOpinion, ActAnswerOpinions, ActAppraise,
		ActReview, ActInitial, ActSign, ActIssue,
	} {
		if k, _ := stepOf(act); k == kind {
			return act
		}
	}
	if kind == StepDrafting {
		return ActSubmit
	}
	return ""
}

// ClauseOf is the clause that orders a kind of step: what somebody who holds it
// up is held to.
func ClauseOf(kind StepKind) string {
	switch kind {
	case StepClearance:
		return regulation.ClauseContentCheck
	case StepFormat:
		return regulation.ClauseFormatCheck
	case StepConsultation, StepAnswers:
		return regulation.ClauseOpinions
	case StepAppraisal:
		return regulation.ClauseCrossSector
	case StepSignature, StepInitials:
		return regulation.ClauseSigning
	case StepIssue, StepPublication:
		return regulation.ClauseNumber
	case StepDrafting:
		return regulation.ClauseDrafting
	case StepReview:
		return regulation.ClauseOrder
	}
	return regulation.ClauseOrder
}

// question is one act put to one route.
type question struct {
	route Route
	cmd   Command
	now   time.Time
}

func (q question) refuse(code domain.RefusalCode, clause string, attempted string) *domain.Refusal {
	r := &domain.Refusal{
		Token: q.cmd.Token, Code: code, ClauseID: clause, DocumentID: q.route.DocumentID,
		PersonID: q.cmd.Actor.PersonID, UnitID: q.cmd.Actor.UnitID, Act: q.cmd.Act, StepAttempted: attempted,
		Door: q.cmd.Door, At: q.now,
	}
	if attempted == "" {
		r.StepAttempted = q.aimedAt()
	}
	for _, i := range q.route.Open() {
		r.StepDue = q.route.Steps[i].Key
		break
	}
	if r.StepDue == "" && q.route.State == domain.DocumentDraft {
		r.StepDue = KeyDrafting
	}
	return r
}

// aimedAt is the step an act of somebody who has none of its kind went for: the
// record of a refusal always names one. Returning and withdrawing aim at
// whatever is due.
func (q question) aimedAt() string {
	kind, decides := stepOf(q.cmd.Act)
	if !decides {
		for _, i := range q.route.Open() {
			return q.route.Steps[i].Key
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

// Allowed reports whether the act may happen now: nil, or the refusal with its
// clause. It is the one rule of order (letter §4; Decree 30/2020, Articles
// 10–15): the page asks it, the workflow's validator enforces it.
func Allowed(route Route, cmd Command, now time.Time) *domain.Refusal {
	q := question{route, cmd, now}
	switch cmd.Act {
	case ActSubmit:
		return q.submit()
	case ActWithdraw:
		return q.withdraw()
	case ActReturn:
		return q.sendBack()
	case ActClear, ActConfirmFormat, ActGiveOpinion, ActAnswerOpinions, ActAppraise,
		ActReview, ActInitial, ActSign, ActIssue:
		_, refusal := q.decideStep()
		return refusal
	}
	return q.refuse(domain.RefusedNotYours, regulation.ClauseOrder, "")
}

// submit: the drafter submits, first or again after a return (Article 10).
func (q question) submit() *domain.Refusal {
	r := q.route
	if q.cmd.Actor.PersonID != r.SubmitterID {
		return q.refuse(domain.RefusedNotYours, regulation.ClauseDrafting, KeyDrafting)
	}
	switch r.State {
	case domain.DocumentDraft:
		return nil
	case domain.DocumentReturned:
		if q.cmd.VersionID == r.VersionID && lastReturnKind(r) == StepFormat {
			// The same file would fail the same check.
			return q.refuse(domain.RefusedUnchanged, regulation.ClauseDraftQuality, KeyDrafting)
		}
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
		return q.refuse(domain.RefusedNotYours, regulation.ClauseOwnWork, "")
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
// drafter, with reasons (Article 11). A consulted unit gives its opinion instead.
func (q question) sendBack() *domain.Refusal {
	if ended(q.route) {
		return q.refuse(domain.RefusedClosed, regulation.ClauseRecall, q.cmd.StepKey)
	}
	i, mine := q.openStepToReturn()
	if i < 0 {
		if mine != "" {
			return q.refuse(domain.RefusedOutOfOrder, regulation.ClauseOrder, mine)
		}
		return q.refuse(domain.RefusedNotYours, regulation.ClauseOrder, q.cmd.StepKey)
	}
	return q.checkForm(&q.route.Steps[i])
}

func canReturn(kind StepKind) bool {
	switch kind {
	case StepClearance, StepFormat, StepReview, StepInitials, StepSignature, StepIssue:
		return true
	case StepDrafting, StepConsultation, StepAnswers, StepAppraisal, StepPublication:
		return false // a failing appraisal returns the dossier by its verdict
	}
	return false
}

// openStepToReturn finds the open step the actor may return, and failing that a
// waiting step of theirs.
func (q question) openStepToReturn() (index int, waiting string) {
	for i := range q.route.Steps {
		s := &q.route.Steps[i]
		if !canReturn(s.Kind) || (q.cmd.StepKey != "" && s.Key != q.cmd.StepKey) || !q.holds(s) {
			continue
		}
		if s.State == StepOpen {
			return i, ""
		}
		if s.State == StepWaiting && waiting == "" {
			waiting = s.Key
		}
	}
	return -1, waiting
}

// decideStep finds the open step the act decides, or says why there is none.
func (q question) decideStep() (int, *domain.Refusal) {
	kind, _ := stepOf(q.cmd.Act)
	if ended(q.route) {
		return -1, q.refuse(domain.RefusedClosed, regulation.ClauseRecall, q.cmd.StepKey)
	}
	open, waiting, passed := -1, -1, -1
	for i := range q.route.Steps {
		s := &q.route.Steps[i]
		if s.Kind != kind || (q.cmd.StepKey != "" && s.Key != q.cmd.StepKey) || !q.holds(s) {
			continue
		}
		switch s.State {
		case StepOpen:
			if open < 0 {
				open = i
			}
		case StepWaiting:
			if waiting < 0 {
				waiting = i
			}
		case StepDone, StepSilent, StepSkipped:
			if q.route.Step(s.Key) == s {
				passed = i
			}
		case StepReturned, StepVoided, StepCancelled:
		}
	}
	switch {
	case open >= 0:
		return open, q.checkForm(&q.route.Steps[open])
	case waiting >= 0:
		return -1, q.refuse(domain.RefusedOutOfOrder, regulation.ClauseOrder, q.route.Steps[waiting].Key)
	case passed >= 0 && q.route.Steps[passed].State == StepDone:
		return -1, q.refuse(domain.RefusedAlreadyDecided, regulation.ClauseOneDecision, q.route.Steps[passed].Key)
	case passed >= 0:
		return -1, q.refuse(domain.RefusedTooLate, ClauseOf(kind), q.route.Steps[passed].Key)
	}
	return -1, q.refuse(domain.RefusedNotYours, ClauseOf(kind), q.cmd.StepKey)
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

// checkForm holds the act on an open step against what the step demands.
func (q question) checkForm(s *Step) *domain.Refusal {
	cmd := q.cmd
	text := strings.TrimSpace(cmd.Text)
	if approves(cmd.Act) && cmd.Actor.PersonID == q.route.SubmitterID {
		return q.refuse(domain.RefusedOwnAct, ClauseOf(s.Kind), s.Key)
	}
	// An answer to opinions may bring the next version; every other act is about
	// the one that was read.
	other := (cmd.VersionID != "" && cmd.VersionID != q.route.VersionID) || (cmd.VersionSHA != "" && cmd.VersionSHA != q.route.VersionSHA256)
	if other && cmd.Act != ActAnswerOpinions {
		return q.refuse(domain.RefusedVersionChanged, regulation.ClauseChanged, s.Key)
	}
	switch cmd.Act {
	case ActReturn:
		if text == "" {
			return q.refuse(domain.RefusedReasonMissing, regulation.ClauseApproval, s.Key)
		}
	case ActGiveOpinion:
		switch cmd.Verdict {
		case VerdictAgree:
		case VerdictAgreeWithChanges, VerdictDisagree:
			if text == "" {
				return q.refuse(domain.RefusedReasonMissing, regulation.ClauseOpinions, s.Key)
			}
		case VerdictPass, VerdictFail, VerdictNoAnswer, VerdictDeemedConsent:
			return q.refuse(domain.RefusedVerdict, regulation.ClauseOpinions, s.Key)
		default:
			return q.refuse(domain.RefusedVerdict, regulation.ClauseOpinions, s.Key)
		}
	case ActAppraise:
		if cmd.Verdict != VerdictPass && cmd.Verdict != VerdictFail {
			return q.refuse(domain.RefusedVerdict, regulation.ClauseCrossSector, s.Key)
		}
		if cmd.Verdict == VerdictFail && text == "" {
			return q.refuse(domain.RefusedReasonMissing, regulation.ClauseCrossSector, s.Key)
		}
	case ActAnswerOpinions:
		return q.answersComplete(s)
	case ActSubmit, ActClear, ActConfirmFormat, ActReview, ActInitial, ActSign,
		ActIssue, ActWithdraw:
	}
	return nil
}

// answersComplete: every opinion that asks for something is answered, accepted
// or explained (letter §4; bảng tổng hợp, tiếp thu, giải trình).
func (q question) answersComplete(s *Step) *domain.Refusal {
	for _, i := range OpinionsToAnswer(q.route) {
		answered := false
		for _, a := range q.cmd.Answers {
			ok := a.Kind == AnswerAccepted || (a.Kind == AnswerExplained && strings.TrimSpace(a.Text) != "")
			answered = answered || (a.StepKey == q.route.Steps[i].Key && ok)
		}
		if !answered {
			return q.refuse(domain.RefusedAnswersMissing, regulation.ClauseOpinions, s.Key)
		}
	}
	return nil
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

// approves reports whether the act approves somebody's work, which nobody may
// do for what they submitted themselves (Article 12).
func approves(act domain.Act) bool {
	switch act {
	case ActClear, ActConfirmFormat, ActGiveOpinion, ActAppraise, ActReview, ActInitial, ActSign:
		return true
	case ActSubmit, ActAnswerOpinions, ActReturn, ActIssue, ActWithdraw:
		return false
	}
	return false
}

// lastReturnKind is the kind of the step that sent the dossier back last.
func lastReturnKind(r Route) StepKind {
	var last *Step
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.State == StepReturned && (last == nil || s.DecidedAt.After(last.DecidedAt)) {
			last = s
		}
	}
	if last == nil {
		return ""
	}
	if last.Kind == StepFormat && last.Verdict != VerdictFail {
		return "" // a person's return, not the check's
	}
	return last.Kind
}
