package format

import (
	"cmp"
	"context"
	"encoding/json"
	"io"

	"trinhky/internal/docx"
	"trinhky/internal/format/rule"
)

// Checker is the check with what the office has settled; the zero value is the decree's.
type Checker struct {
	office  Office
	ruleset string
}

// NewChecker returns the check of an office.
func NewChecker(office Office) Checker { return Checker{office, office.Ruleset()} }

// Result is the outcome for one file.
type Result struct {
	Errors, Warnings int
	// Report is the JSON to keep with the file's hash; see ReadKept.
	Report json.RawMessage
	// Secret says that the file bears a mark of state secrecy: it must not be stored, and nothing else of it was read.
	Secret   bool
	Proposal Proposal
}

// Ruleset names the rules a result counts for: their version, and what the office has settled.
func (c Checker) Ruleset() string { return cmp.Or(c.ruleset, rule.Ruleset) }

// Check reads and checks one draft. A file that cannot be read gives a *opc.Error, or the context's error.
func (c Checker) Check(ctx context.Context, r io.ReaderAt, size int64) (Result, error) {
	run, err := scan(ctx, r, size, Options{Office: c.office})
	if err != nil {
		return Result{}, err
	}
	report := run.Finish()
	kept, err := report.Kept()
	if err != nil {
		return Result{}, err
	}
	return Result{Errors: report.Errors, Warnings: report.Warnings, Report: kept, Secret: report.Secret(), Proposal: proposalOf(run.Located())}, nil
}

// Look checks a draft that has been read.
func (c Checker) Look(doc *docx.Document) Report {
	return Check(doc, Options{Office: c.office})
}

// Mend mends a copy of a draft; see the function of this name.
func (c Checker) Mend(ctx context.Context, dst io.Writer, src io.ReaderAt, size int64) (Mended, error) {
	return Mend(ctx, dst, src, size, Options{Office: c.office})
}
