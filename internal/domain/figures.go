package domain

import "time"

// FirstTimePass is how one unit's drafts fared in a year when the format step
// first answered them (letter §4).
type FirstTimePass struct {
	UnitID   string `json:"unit_id"` // drafting unit
	UnitName string `json:"unit_name"`
	Checked  int    `json:"checked"` // documents answered for the first time
	Passed   int    `json:"passed"`  // of them, confirmed at once
}

// FormatCase is one document behind the figures of a unit.
type FormatCase struct {
	DocumentID string       `json:"document_id"`
	Subject    string       `json:"subject"`
	Type       DocumentType `json:"type"`
	UnitID     string       `json:"unit_id"`
	UnitName   string       `json:"unit_name"`
	At         time.Time    `json:"at"` // of the first answer
	Passed     bool         `json:"passed"`
	Reasons    string       `json:"reasons,omitempty"` // why not, one a line
}

// FormatCaseFilter narrows the cases of a year. Zero values do not filter.
type FormatCaseFilter struct {
	Year   int
	UnitID string
	Passed *bool
	Limit  int
	After  string // keyset cursor from the previous page
}
