package route

import "trinhky/internal/domain"

// Command is an act with all that was on the form. Token makes it happen once:
// it is the id of the Temporal Update.
type Command struct {
	Token        string           `json:"token"`
	DocumentID   string           `json:"document_id"`
	Act          domain.Act       `json:"act"`
	StepKey      string           `json:"step_key,omitempty"` // which step is meant; found from the actor when empty
	Actor        domain.Actor     `json:"actor"`
	Door         domain.Door      `json:"door"`
	VersionID    string           `json:"version_id,omitempty"` // the version the actor looked at, or submits
	VersionSHA   string           `json:"version_sha256,omitempty"`
	Version      *domain.Version  `json:"version,omitempty"`  // the same whole, where one is submitted
	Contents     []domain.Content `json:"contents,omitempty"` // the files it names
	Facts        *Facts           `json:"facts,omitempty"`    // on a submission: what is submitted
	Revision     int              `json:"revision,omitempty"` // of the dossier the actor looked at
	Plan         []string         `json:"plan,omitempty"`     // on the first: the marks of the plan the drafter was shown
	Verdict      Verdict          `json:"verdict,omitempty"`
	Text         string           `json:"text,omitempty"`
	FileSHA256   string           `json:"file_sha256,omitempty"`
	Answers      []OpinionAnswer  `json:"answers,omitempty"`
	Notation     string           `json:"notation,omitempty"`      // on a submission: the ký hiệu as the dossier has it now
	ConsultAgain bool             `json:"consult_again,omitempty"` // on a return: opinions must be asked anew
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
