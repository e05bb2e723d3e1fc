package route

import (
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// The acts of the route.
const (
	ActSubmit         domain.Act = "submit"          // trình
	ActClear          domain.Act = "clear"           // duyệt nội dung
	ActConfirmFormat  domain.Act = "confirm_format"  // xác nhận thể thức
	ActGiveOpinion    domain.Act = "give_opinion"    // cho ý kiến
	ActAnswerOpinions domain.Act = "answer_opinions" // tiếp thu, giải trình
	ActAppraise       domain.Act = "appraise"        // thẩm định
	ActReview         domain.Act = "review"          // thẩm tra
	ActInitial        domain.Act = "initial"         // ký nháy
	ActSign           domain.Act = "sign"            // ký ban hành
	ActReturn         domain.Act = "return"          // trả lại
	ActIssue          domain.Act = "issue"           // cấp số, phát hành
	ActWithdraw       domain.Act = "withdraw"        // rút
)

// Events. Accepted acts bear the act's name as their event.
const (
	EventSubmitted    domain.Event = "submitted"
	EventResubmitted  domain.Event = "resubmitted"
	EventCleared      domain.Event = "cleared"
	EventFormatPassed domain.Event = "format_confirmed"
	EventFormatFailed domain.Event = "format_failed" // turned away by the automatic check
	EventOpinionGiven domain.Event = "opinion_given"
	EventSilence      domain.Event = "closed_by_silence"
	EventAnswered     domain.Event = "opinions_answered"
	EventAppraised    domain.Event = "appraised"
	EventReviewed     domain.Event = "reviewed"
	EventInitialled   domain.Event = "initialled"
	EventSigned       domain.Event = "signed"
	EventReturned     domain.Event = "returned"
	EventNumbered     domain.Event = "numbered"
	EventIssued       domain.Event = "issued"
	EventWithdrawn    domain.Event = "withdrawn"
	EventReminded     domain.Event = "reminded"
	EventFellDue      domain.Event = "fell_due"
	EventEscalated    domain.Event = "escalated"
)

// row is an act with the step that it decides, and all that is the same of the two
// on every document.
type row struct {
	act    domain.Act   // empty: the system takes the step
	step   StepKind     // empty: the act decides no step of its own
	event  domain.Event // what is recorded of it
	clause string       // what orders it: what somebody who holds it up is held to
	traits trait
	bears  []Choice // the verdicts of which the act needs one
}

// trait is something that holds of some acts and steps and not of others.
type trait uint8

const (
	approves   trait = 1 << iota // approves somebody's work, which nobody does for what they submitted (Article 12)
	returns                      // whoever decides the step may return the dossier to the drafter instead
	falls                        // the decision no longer holds once the draft is another (Article 11.2)
	personal                     // the step is one person's own, whatever position they hold
	opines                       // says what a unit has to say, and may bring its paper
	signs                        // puts a leader's hand to the paper, the most urgent first
	outside                      // may be seen done out of order outside the system (letter §4)
	withReason                   // needs its reasons in words
)

// Choice is a verdict that an act may bear.
type Choice struct {
	Verdict Verdict
	Reasons bool // needs its reasons in words
}

// rows are the acts of the route; those that decide a step stand in the order of
// the stages. An act is added here, and its words in internal/locale; tests say
// what else has not heard of it.
var rows = []row{
	{ActSubmit, StepDrafting, EventSubmitted, regulation.ClauseDrafting, personal, nil},
	{ActClear, StepClearance, EventCleared, regulation.ClauseContentCheck, approves | returns | falls, nil},
	{ActConfirmFormat, StepFormat, EventFormatPassed, regulation.ClauseFormatCheck, approves | returns | falls, nil},
	{ActGiveOpinion, StepConsultation, EventOpinionGiven, regulation.ClauseOpinions, approves | opines, opinions},
	{ActAnswerOpinions, StepAnswers, EventAnswered, regulation.ClauseOpinions, personal, nil},
	{ActAppraise, StepAppraisal, EventAppraised, regulation.ClauseCrossSector, approves | falls | opines | outside, appraisals},
	{ActReview, StepReview, EventReviewed, regulation.ClauseOrder, approves | returns | falls | outside, nil},
	{ActInitial, StepInitials, EventInitialled, regulation.ClauseSigning, approves | returns | falls | signs | outside, nil},
	{ActSign, StepSignature, EventSigned, regulation.ClauseSigning, approves | returns | falls | signs | outside, nil},
	{ActIssue, StepIssue, EventNumbered, regulation.ClauseNumber, returns | outside, nil},
	{"", StepPublication, EventIssued, regulation.ClauseIssue, 0, nil},
	{ActReturn, "", EventReturned, regulation.ClauseApproval, withReason, nil},
	{ActWithdraw, "", EventWithdrawn, regulation.ClauseOwnWork, 0, nil},
}

var (
	opinions   = []Choice{{VerdictAgree, false}, {VerdictAgreeWithChanges, true}, {VerdictDisagree, true}}
	appraisals = []Choice{{VerdictPass, false}, {VerdictFail, true}}
)

func (w row) is(t trait) bool { return w.traits&t == t }

// ofAct is the row of an act. One that the table does not know decides nothing.
func ofAct(act domain.Act) row {
	for _, w := range rows {
		if w.act == act && act != "" {
			return w
		}
	}
	return row{clause: regulation.ClauseOrder}
}

// ofStep is the row of a step.
func ofStep(kind StepKind) row {
	for _, w := range rows {
		if w.step == kind && kind != "" {
			return w
		}
	}
	return row{clause: regulation.ClauseOrder}
}

// stageOf is the place of a step among the others. Steps of one stage act in any
// order; stages follow one another.
func stageOf(kind StepKind) int {
	for i, w := range rows {
		if w.step == kind {
			return i
		}
	}
	return len(rows)
}

// Acts are the acts of the route in their order.
func Acts() []domain.Act {
	return acts(func(row) bool { return true })
}

// ActsSeenOutside are those that may be seen done out of order outside the system.
func ActsSeenOutside() []domain.Act {
	return acts(func(w row) bool { return w.is(outside) })
}

func acts(which func(row) bool) []domain.Act {
	var out []domain.Act
	for _, w := range rows {
		if w.act != "" && which(w) {
			out = append(out, w.act)
		}
	}
	return out
}

// Events are all that can happen on a route: what comes of the acts, and what the
// system does.
func Events() []domain.Event {
	out := []domain.Event{EventResubmitted, EventFormatFailed, EventSilence, EventReminded, EventFellDue, EventEscalated}
	for _, w := range rows {
		out = append(out, w.event)
	}
	return out
}

// StepKinds are the steps of the route in the order of its stages.
func StepKinds() []StepKind {
	return steps(func(row) bool { return true })
}

// LeadersSteps are those of the leaders' queue: initials and signatures.
func LeadersSteps() []StepKind {
	return steps(func(w row) bool { return w.is(signs) })
}

func steps(which func(row) bool) []StepKind {
	var out []StepKind
	for _, w := range rows {
		if w.step != "" && which(w) {
			out = append(out, w.step)
		}
	}
	return out
}

// ActFor is the act that decides a step of the kind, empty where nobody does.
func ActFor(kind StepKind) domain.Act { return ofStep(kind).act }

// ClauseOf is the clause that orders a kind of step.
func ClauseOf(kind StepKind) string { return ofStep(kind).clause }

// Opines reports whether the act says what a unit has to say of the draft.
func Opines(act domain.Act) bool { return ofAct(act).is(opines) }

// Opined reports whether the step is there for what a unit has to say; its key
// names the unit.
func (k StepKind) Opined() bool { return ofStep(k).is(opines) }

// Verdicts are those of which the act needs one, none where it bears none.
func Verdicts(act domain.Act) []Choice { return append([]Choice(nil), ofAct(act).bears...) }
