package rule

import (
	"trinhky/internal/domain"
	"trinhky/internal/format/report"
)

// Options say how a document is checked. The zero value checks a draft of whatever type it turns out to be.
type Options struct {
	// File is the name the report carries.
	File string
	// Type is the document's type when the caller knows it; found in the document when empty.
	Type domain.DocumentType
	// Stage is StageDraft when empty.
	Stage report.Stage
	// Lang is the language in which the report is written as JSON; Vietnamese when empty.
	Lang string
	// Office is what the office has settled on its own.
	Office
}
