package format

import (
	"context"
	"encoding/json"
	"io"
)

// Checker is the check as the house uses it: one file in, the counts, the report to keep and the proposal out.
type Checker struct{}

// Result is the outcome for one file.
type Result struct {
	Errors, Warnings int
	// Report is the JSON to keep with the file's hash; see ReadKept.
	Report json.RawMessage
	// Secret says that the file bears a mark of state secrecy: it must not be stored, and nothing else of it was read.
	Secret   bool
	Proposal Proposal
}

// Ruleset names the version of the rules a result counts for.
func (Checker) Ruleset() string { return Ruleset }

// Check reads and checks one draft. A file that cannot be read gives a *docx.Error, or the context's error.
func (Checker) Check(ctx context.Context, r io.ReaderAt, size int64) (Result, error) {
	c, err := scan(ctx, r, size, Options{})
	if err != nil {
		return Result{}, err
	}
	report := c.finish()
	kept, err := report.Kept()
	if err != nil {
		return Result{}, err
	}
	return Result{Errors: report.Errors, Warnings: report.Warnings, Report: kept, Secret: report.Secret(), Proposal: c.layout.proposal()}, nil
}

// Secret says whether the document was turned away for a mark of state secrecy.
func (r Report) Secret() bool {
	return len(r.Findings) == 1 && r.Findings[0].Rule == "secrecy.forbidden"
}
