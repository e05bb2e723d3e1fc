package route

import "trinhky/internal/domain"

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

// Command is an act with all that was on the form. Token makes it happen once:
// it is the id of the Temporal Update.
type Command struct {
	Token        string          `json:"token"`
	DocumentID   string          `json:"document_id"`
	Act          domain.Act      `json:"act"`
	StepKey      string          `json:"step_key,omitempty"` // which step is meant; found from the actor when empty
	Actor        domain.Actor    `json:"actor"`
	Door         domain.Door     `json:"door"`
	VersionID    string          `json:"version_id,omitempty"` // the version the actor looked at, or submits
	VersionSHA   string          `json:"version_sha256,omitempty"`
	Verdict      Verdict         `json:"verdict,omitempty"`
	Text         string          `json:"text,omitempty"`
	FileSHA256   string          `json:"file_sha256,omitempty"`
	Answers      []OpinionAnswer `json:"answers,omitempty"`
	Notation     string          `json:"notation,omitempty"`      // on a submission: the ký hiệu as the dossier has it now
	ConsultAgain bool            `json:"consult_again,omitempty"` // on a return: opinions must be asked anew
}

// OpinionAnswer is the drafter's answer to one unit's opinion.
type OpinionAnswer struct {
	StepKey string     `json:"step_key"`
	Kind    AnswerKind `json:"kind"`
	Text    string     `json:"text"`
}

// Receipt is what a person gets back for an accepted act.
type Receipt struct {
	DocumentID string               `json:"document_id"`
	Seq        int                  `json:"seq"`
	State      domain.DocumentState `json:"state"`
	Number     *domain.IssuedNumber `json:"number,omitempty"`
	Pending    bool                 `json:"pending,omitempty"` // accepted, its record is still being written
}

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
