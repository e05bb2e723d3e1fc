package format

import "trinhky/internal/domain"

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

// Options say how a document is checked. The zero value checks a draft of whatever type it turns out to be.
type Options struct {
	// File is the name the report carries.
	File string
	// Type is the document's type when the caller knows it; found in the document when empty.
	Type domain.DocumentType
	// Stage is StageDraft when empty.
	Stage Stage
	// Lang is the language in which the report is written as JSON; Vietnamese when empty.
	Lang string
	// Office is what the office has settled on its own.
	Office
}

// SeverityOff silences a rule.
const SeverityOff Severity = "off"
