package report

// Stage says how far the document has come: a draft has no number yet.
type Stage string

// The stages of a document the rules tell apart.
const (
	StageDraft  Stage = "draft"
	StageIssued Stage = "issued"
)

// Severity says whether a finding stands in the way.
type Severity string

// An error is what the decree states and a measurement contradicts; a warning leaves room for judgement.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// SeverityOff silences a rule.
const SeverityOff Severity = "off"
