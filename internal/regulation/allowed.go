package regulation

import (
	"strings"
	"time"

	"trinhky/internal/domain"
)

// stepOf is the kind of step each act decides.
func stepOf(act domain.Act) (domain.StepKind, bool) {
	switch act {
	case domain.ActClear:
		return domain.StepClearance, true
	case domain.ActConfirmFormat:
		return domain.StepFormat, true
	case domain.ActGiveOpinion:
		return domain.StepConsultation, true
	case domain.ActAnswerOpinions:
		return domain.StepAnswers, true
	case domain.ActAppraise:
		return domain.StepAppraisal, true
	case domain.ActReview:
		return domain.StepReview, true
	case domain.ActInitial:
		return domain.StepInitials, true
	case domain.ActSign:
		return domain.StepSignature, true
	case domain.ActIssue:
		return domain.StepIssue, true
	case domain.ActSubmit, domain.ActReturn, domain.ActWithdraw:
		return "", false
	}
	return "", false
}

// ActFor is the act that decides a step of the kind, empty where nobody does.
func ActFor(kind domain.StepKind) domain.Act {
	for _, act := range []domain.Act{
		domain.ActClear, domain.ActConfirmFormat, domain.ActGiveOpinion, domain.ActAnswerOpinions, domain.ActAppraise,
		domain.ActReview, domain.ActInitial, domain.ActSign, domain.ActIssue,
	} {
		if k, _ := stepOf(act); k == kind {
			return act
		}
	}
	if kind == domain.StepDrafting {
		return domain.ActSubmit
	}
	return ""
}

// ClauseOf is the clause that orders a kind of step: what somebody who holds it
// up is held to.
func ClauseOf(kind domain.StepKind) string {
	switch kind {
	case domain.StepClearance:
		return ClauseContentCheck
	case domain.StepFormat:
		return ClauseFormatCheck
	case domain.StepConsultation, domain.StepAnswers:
		return ClauseOpinions
	case domain.StepAppraisal:
		return ClauseCrossSector
	case domain.StepSignature, domain.StepInitials:
		return ClauseSigning
	case domain.StepIssue, domain.StepPublication:
		return ClauseNumber
	case domain.StepDrafting:
		return ClauseDrafting
	case domain.StepReview:
		return ClauseOrder
	}
	return ClauseOrder
}

// question is one act put to one route.
type question struct {
	route domain.Route
	cmd   domain.Command
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
func Allowed(route domain.Route, cmd domain.Command, now time.Time) *domain.Refusal {
	q := question{route, cmd, now}
	switch cmd.Act {
	case domain.ActSubmit:
		return q.submit()
	case domain.ActWithdraw:
		return q.withdraw()
	case domain.ActReturn:
		return q.sendBack()
	case domain.ActClear, domain.ActConfirmFormat, domain.ActGiveOpinion, domain.ActAnswerOpinions, domain.ActAppraise,
		domain.ActReview, domain.ActInitial, domain.ActSign, domain.ActIssue:
		_, refusal := q.decideStep()
		return refusal
	}
	return q.refuse(domain.RefusedNotYours, ClauseOrder, "")
}

// submit: the drafter submits, first or again after a return (Article 10).
func (q question) submit() *domain.Refusal {
	r := q.route
	if q.cmd.Actor.PersonID != r.SubmitterID {
		return q.refuse(domain.RefusedNotYours, ClauseDrafting, KeyDrafting)
	}
	switch r.State {
	case domain.DocumentDraft:
		return nil
	case domain.DocumentReturned:
		if q.cmd.VersionID == r.VersionID && lastReturnKind(r) == domain.StepFormat {
			// The same file would fail the same check.
			return q.refuse(domain.RefusedUnchanged, ClauseDraftQuality, KeyDrafting)
		}
		return nil
	case domain.DocumentOnRoute:
		return q.refuse(domain.RefusedAlreadyDecided, ClauseOneDecision, KeyDrafting)
	case domain.DocumentNumbered, domain.DocumentIssued, domain.DocumentWithdrawn:
	}
	return q.refuse(domain.RefusedClosed, ClauseRecall, KeyDrafting)
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
		return q.refuse(domain.RefusedNotYours, ClauseOwnWork, "")
	case r.State == domain.DocumentDraft:
		return q.refuse(domain.RefusedNotSubmitted, ClauseDrafting, "")
	case r.State != domain.DocumentOnRoute && r.State != domain.DocumentReturned:
		return q.refuse(domain.RefusedClosed, ClauseRecall, "")
	case signature != nil && signature.Passed():
		return q.refuse(domain.RefusedTooLate, ClauseRecall, KeySignature)
	}
	return nil
}

// sendBack: whoever decides an open approval step may return the dossier to the
// drafter, with reasons (Article 11). A consulted unit gives its opinion instead.
func (q question) sendBack() *domain.Refusal {
	if ended(q.route) {
		return q.refuse(domain.RefusedClosed, ClauseRecall, q.cmd.StepKey)
	}
	i, mine := q.openStepToReturn()
	if i < 0 {
		if mine != "" {
			return q.refuse(domain.RefusedOutOfOrder, ClauseOrder, mine)
		}
		return q.refuse(domain.RefusedNotYours, ClauseOrder, q.cmd.StepKey)
	}
	return q.checkForm(&q.route.Steps[i])
}

func canReturn(kind domain.StepKind) bool {
	switch kind {
	case domain.StepClearance, domain.StepFormat, domain.StepReview, domain.StepInitials, domain.StepSignature, domain.StepIssue:
		return true
	case domain.StepDrafting, domain.StepConsultation, domain.StepAnswers, domain.StepAppraisal, domain.StepPublication:
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
		if s.State == domain.StepOpen {
			return i, ""
		}
		if s.State == domain.StepWaiting && waiting == "" {
			waiting = s.Key
		}
	}
	return -1, waiting
}

// decideStep finds the open step the act decides, or says why there is none.
func (q question) decideStep() (int, *domain.Refusal) {
	kind, _ := stepOf(q.cmd.Act)
	if ended(q.route) {
		return -1, q.refuse(domain.RefusedClosed, ClauseRecall, q.cmd.StepKey)
	}
	open, waiting, passed := -1, -1, -1
	for i := range q.route.Steps {
		s := &q.route.Steps[i]
		if s.Kind != kind || (q.cmd.StepKey != "" && s.Key != q.cmd.StepKey) || !q.holds(s) {
			continue
		}
		switch s.State {
		case domain.StepOpen:
			if open < 0 {
				open = i
			}
		case domain.StepWaiting:
			if waiting < 0 {
				waiting = i
			}
		case domain.StepDone, domain.StepSilent, domain.StepSkipped:
			if q.route.Step(s.Key) == s {
				passed = i
			}
		case domain.StepReturned, domain.StepVoided, domain.StepCancelled:
		}
	}
	switch {
	case open >= 0:
		return open, q.checkForm(&q.route.Steps[open])
	case waiting >= 0:
		return -1, q.refuse(domain.RefusedOutOfOrder, ClauseOrder, q.route.Steps[waiting].Key)
	case passed >= 0 && q.route.Steps[passed].State == domain.StepDone:
		return -1, q.refuse(domain.RefusedAlreadyDecided, ClauseOneDecision, q.route.Steps[passed].Key)
	case passed >= 0:
		return -1, q.refuse(domain.RefusedTooLate, ClauseOf(kind), q.route.Steps[passed].Key)
	}
	return -1, q.refuse(domain.RefusedNotYours, ClauseOf(kind), q.cmd.StepKey)
}

func ended(r domain.Route) bool {
	switch r.State {
	case domain.DocumentNumbered, domain.DocumentIssued, domain.DocumentWithdrawn:
		return true
	case domain.DocumentDraft, domain.DocumentOnRoute, domain.DocumentReturned:
		return false
	}
	return false
}

// checkForm holds the act on an open step against what the step demands.
func (q question) checkForm(s *domain.Step) *domain.Refusal {
	cmd := q.cmd
	text := strings.TrimSpace(cmd.Text)
	if approves(cmd.Act) && cmd.Actor.PersonID == q.route.SubmitterID {
		return q.refuse(domain.RefusedOwnAct, ClauseOf(s.Kind), s.Key)
	}
	// An answer to opinions may bring the next version; every other act is about
	// the one that was read.
	other := (cmd.VersionID != "" && cmd.VersionID != q.route.VersionID) || (cmd.VersionSHA != "" && cmd.VersionSHA != q.route.VersionSHA256)
	if other && cmd.Act != domain.ActAnswerOpinions {
		return q.refuse(domain.RefusedVersionChanged, ClauseChanged, s.Key)
	}
	switch cmd.Act {
	case domain.ActReturn:
		if text == "" {
			return q.refuse(domain.RefusedReasonMissing, ClauseApproval, s.Key)
		}
	case domain.ActGiveOpinion:
		switch cmd.Verdict {
		case domain.VerdictAgree:
		case domain.VerdictAgreeWithChanges, domain.VerdictDisagree:
			if text == "" {
				return q.refuse(domain.RefusedReasonMissing, ClauseOpinions, s.Key)
			}
		case domain.VerdictPass, domain.VerdictFail, domain.VerdictNoAnswer, domain.VerdictDeemedConsent:
			return q.refuse(domain.RefusedVerdict, ClauseOpinions, s.Key)
		default:
			return q.refuse(domain.RefusedVerdict, ClauseOpinions, s.Key)
		}
	case domain.ActAppraise:
		if cmd.Verdict != domain.VerdictPass && cmd.Verdict != domain.VerdictFail {
			return q.refuse(domain.RefusedVerdict, ClauseCrossSector, s.Key)
		}
		if cmd.Verdict == domain.VerdictFail && text == "" {
			return q.refuse(domain.RefusedReasonMissing, ClauseCrossSector, s.Key)
		}
	case domain.ActAnswerOpinions:
		return q.answersComplete(s)
	case domain.ActSubmit, domain.ActClear, domain.ActConfirmFormat, domain.ActReview, domain.ActInitial, domain.ActSign,
		domain.ActIssue, domain.ActWithdraw:
	}
	return nil
}

// answersComplete: every opinion that asks for something is answered, accepted
// or explained (letter §4; bảng tổng hợp, tiếp thu, giải trình).
func (q question) answersComplete(s *domain.Step) *domain.Refusal {
	for _, i := range OpinionsToAnswer(q.route) {
		answered := false
		for _, a := range q.cmd.Answers {
			ok := a.Kind == domain.AnswerAccepted || (a.Kind == domain.AnswerExplained && strings.TrimSpace(a.Text) != "")
			answered = answered || (a.StepKey == q.route.Steps[i].Key && ok)
		}
		if !answered {
			return q.refuse(domain.RefusedAnswersMissing, ClauseOpinions, s.Key)
		}
	}
	return nil
}

// OpinionsToAnswer returns the steps whose opinions the drafter must answer:
// those that disagree or ask for changes, newest round only.
func OpinionsToAnswer(r domain.Route) []int {
	var out []int
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.Kind == domain.StepConsultation && s.State == domain.StepDone && r.Step(s.Key) == s &&
			(s.Verdict == domain.VerdictAgreeWithChanges || s.Verdict == domain.VerdictDisagree) {
			out = append(out, i)
		}
	}
	return out
}

// approves reports whether the act approves somebody's work, which nobody may
// do for what they submitted themselves (Article 12).
func approves(act domain.Act) bool {
	switch act {
	case domain.ActClear, domain.ActConfirmFormat, domain.ActGiveOpinion, domain.ActAppraise, domain.ActReview, domain.ActInitial, domain.ActSign:
		return true
	case domain.ActSubmit, domain.ActAnswerOpinions, domain.ActReturn, domain.ActIssue, domain.ActWithdraw:
		return false
	}
	return false
}

// lastReturnKind is the kind of the step that sent the dossier back last.
func lastReturnKind(r domain.Route) domain.StepKind {
	var last *domain.Step
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.State == domain.StepReturned && (last == nil || s.DecidedAt.After(last.DecidedAt)) {
			last = s
		}
	}
	if last == nil {
		return ""
	}
	if last.Kind == domain.StepFormat && last.Verdict != domain.VerdictFail {
		return "" // a person's return, not the check's
	}
	return last.Kind
}
