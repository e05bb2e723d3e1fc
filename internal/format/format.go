package format

import (
	"context"
	"io"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/rule"
	"trinhky/internal/regulation"
)

// Check looks at a document and reports every departure from the rules. It changes nothing and asks nobody.
func Check(doc *docx.Document, opts Options) Report {
	c := rule.New(opts)
	doc.Visit(c)
	return c.Finish()
}

// CheckFile checks a .docx while it reads it, so that what it holds does not grow with the file. A file that cannot be
// read gives a *opc.Error, or the context's error.
func CheckFile(ctx context.Context, r io.ReaderAt, size int64, opts Options) (Report, error) {
	c, err := scan(ctx, r, size, opts)
	if err != nil {
		return Report{}, err
	}
	return c.Finish(), nil
}

func scan(ctx context.Context, r io.ReaderAt, size int64, opts Options) (*rule.Check, error) {
	c := rule.New(opts)
	_, err := docx.Scan(ctx, r, size, opc.Limits{}, c)
	return c, err
}

// The packages behind this one, by the names under which the others know them.
type (
	// Report is what the rules found in one document.
	Report = report.Report
	// Finding is one departure from a rule.
	Finding = report.Finding
	// View is a report in one language, as programs and pages read it.
	View = report.View
	// FindingView is a finding in one language.
	FindingView = report.FindingView
	// Place is where a finding stands.
	Place = report.Place
	// Words is one text in both languages of the product.
	Words = report.Words
	// Stage says how far the document has come.
	Stage = report.Stage
	// Severity says whether a finding stands in the way.
	Severity = report.Severity
	// Evidence is by what a document's type was told.
	Evidence = report.Evidence
	// Options say how a document is checked.
	Options = rule.Options
	// Office is what an office has settled of the check.
	Office = rule.Office
	// Numbers are the measures that an office may settle.
	Numbers = rule.Numbers
	// Range is a least and a most, both allowed.
	Range = rule.Range
	// Rule is one line of the registry.
	Rule = rule.Rule
	// Change is one thing Mend put right, Left one that it left as it is.
	Change = mend.Change
	Left   = mend.Left
)

// What the rooms call by these names.
const (
	StageDraft      = report.StageDraft
	StageIssued     = report.StageIssued
	SeverityError   = report.SeverityError
	SeverityWarning = report.SeverityWarning
	SeverityOff     = report.SeverityOff
	ByOption        = report.ByOption
	ByTypeName      = report.ByTypeName
	ByReference     = report.ByReference
	ByNumber        = report.ByNumber
	ByAddressees    = report.ByAddressees
	Ruleset         = rule.Ruleset
)

// Rules lists the registry in its order, for an office that sets severities and for the documentation.
func Rules() []Rule { return rule.Rules() }

// OfficeOf reads the terms of a policy; the error names everything in them that cannot be.
func OfficeOf(terms regulation.FormTerms) (Office, error) { return rule.OfficeOf(terms) }

// DecreeNumbers are the bounds of Annex I.
func DecreeNumbers() Numbers { return rule.DecreeNumbers() }

// KnownType says whether the slug names one of the 29 types.
func KnownType(t domain.DocumentType) bool { return anatomy.KnownType(t) }

// ReadKept reads a report that was kept with a file for a reader of the language.
func ReadKept(data []byte, lang string) (View, error) { return report.ReadKept(data, lang) }
