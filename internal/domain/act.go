package domain

// Act is what a person does to a document on its route.
type Act string

// The acts of the route.
const (
	ActSubmit         Act = "submit"          // trình
	ActClear          Act = "clear"           // duyệt nội dung
	ActConfirmFormat  Act = "confirm_format"  // xác nhận thể thức
	ActGiveOpinion    Act = "give_opinion"    // cho ý kiến
	ActAnswerOpinions Act = "answer_opinions" // tiếp thu, giải trình
	ActAppraise       Act = "appraise"        // thẩm định
	ActReview         Act = "review"          // thẩm tra
	ActInitial        Act = "initial"         // ký nháy
	ActSign           Act = "sign"            // ký ban hành
	ActReturn         Act = "return"          // trả lại
	ActIssue          Act = "issue"           // cấp số, phát hành
	ActWithdraw       Act = "withdraw"        // rút
)

// Command is an act with all that was on the form. Token makes it happen once:
// it is the id of the Temporal Update.
type Command struct {
	Token        string          `json:"token"`
	DocumentID   string          `json:"document_id"`
	Act          Act             `json:"act"`
	StepKey      string          `json:"step_key,omitempty"` // which step is meant; found from the actor when empty
	Actor        Actor           `json:"actor"`
	Door         Door            `json:"door"`
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
	DocumentID string        `json:"document_id"`
	Seq        int           `json:"seq"`
	State      DocumentState `json:"state"`
	Number     *IssuedNumber `json:"number,omitempty"`
	Pending    bool          `json:"pending,omitempty"` // accepted, its record is still being written
}

// Door is the way by which an act came in.
type Door string

// Doors.
const (
	DoorPage    Door = "page"
	DoorAPI     Door = "api"
	DoorOutside Door = "outside" // seen outside the system and recorded by the Office
	DoorSystem  Door = "system"  // the workflow itself: silence, format check, publication
)
