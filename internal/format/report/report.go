// Package report is what a format check says: findings, where they stand, and their words in both languages.
package report

import (
	"cmp"
	"encoding/json"
	"slices"

	"trinhky/internal/domain"
)

// Secret says whether the document was turned away for a mark of state secrecy.
func (r Report) Secret() bool {
	return len(r.Findings) == 1 && r.Findings[0].Rule == SecrecyRule
}

// Report is what the rules found in one document. It marshals to the JSON of `trinhky check --json`.
type Report struct {
	File     string
	Type     domain.DocumentType // empty when the document does not show it
	By       Evidence            // by what the type was told
	Unsure   []string            // components found by a heuristic only, in the order of Annex I
	Stage    Stage
	Errors   int
	Warnings int
	Findings []Finding // in document order
	Lang     string
}

// Evidence is by what a document's type was told. The first three are certain, the others a guess.
type Evidence string

// The kinds of evidence, the surest first.
const (
	ByOption     Evidence = "option"     // the caller said so
	ByTypeName   Evidence = "type-name"  // its type name stands in its place
	ByReference  Evidence = "reference"  // the "V/v" line of a công văn
	ByNumber     Evidence = "number"     // only the abbreviation in its notation
	ByAddressees Evidence = "addressees" // only "Kính gửi" and a notation without a type
)

// Sure says whether the evidence leaves no doubt.
func (e Evidence) Sure() bool { return e == ByOption || e == ByTypeName || e == ByReference }

// In names the evidence in the reader's language.
func (e Evidence) In(lang string) string {
	return map[Evidence]Words{
		ByOption:     Say("theo lựa chọn", "as told"),
		ByTypeName:   Say("theo tên loại", "by its type name"),
		ByReference:  Say("theo dòng “V/v”", "by its “V/v” line"),
		ByNumber:     Say("suy đoán theo ký hiệu", "guessed by its notation"),
		ByAddressees: Say("suy đoán theo “Kính gửi”", "guessed by “Kính gửi”"),
	}[e].In(lang)
}

// Finding is one departure from a rule.
type Finding struct {
	Rule      string
	Severity  Severity
	Component string
	Where     Place
	// Text quotes at most 80 characters of the place.
	Text     string
	Found    Words
	Expected Words
	Citation Words
	// Message says what stands there, what the decree says and how to mend it in Word.
	Message Words
}

// View is a report in one language, as programs and pages read it.
type View struct {
	File         string `json:"file"`
	DocumentType string `json:"document_type"`
	// By is by what the type was told, Unsure the components found by a heuristic only, whose findings are warnings.
	By       Evidence      `json:"document_type_by,omitempty"`
	Unsure   []string      `json:"unsure,omitempty"`
	Stage    Stage         `json:"stage"`
	Errors   int           `json:"errors"`
	Warnings int           `json:"warnings"`
	Findings []FindingView `json:"findings"`
}

// FindingView is a finding in one language.
type FindingView struct {
	Rule      string   `json:"rule"`
	Severity  Severity `json:"severity"`
	Component string   `json:"component"`
	Where     string   `json:"where"`
	Text      string   `json:"text"`
	Found     string   `json:"found"`
	Expected  string   `json:"expected"`
	Citation  string   `json:"citation"`
	Message   string   `json:"message"`
	// Translation holds the English words of a kept report, so that its reader may choose the language later.
	Translation *Translation `json:"en,omitempty"`
}

// Translation is the part of a finding that depends on the language.
type Translation struct {
	Found    string `json:"found"`
	Expected string `json:"expected"`
	Citation string `json:"citation"`
	Message  string `json:"message"`
}

// In gives the report in the language.
func (r Report) In(lang string) View {
	v := View{
		File: r.File, DocumentType: string(r.Type), By: r.By, Unsure: r.Unsure, Stage: r.Stage, Errors: r.Errors, Warnings: r.Warnings,
		Findings: make([]FindingView, len(r.Findings)),
	}
	for i, f := range r.Findings {
		v.Findings[i] = FindingView{
			Rule: f.Rule, Severity: f.Severity, Component: f.Component, Where: f.Where.String(),
			Text: f.Text, Found: f.Found.Plain(lang), Expected: f.Expected.Plain(lang), Citation: f.Citation.In(lang),
			Message: f.Message.In(lang),
		}
	}
	return v
}

// MarshalJSON writes the report in its language.
func (r Report) MarshalJSON() ([]byte, error) { return json.Marshal(r.In(r.Lang)) }

// Kept is the report as it is stored with a file: Vietnamese, with the English words beside.
func (r Report) Kept() ([]byte, error) {
	v := r.In(domain.Vietnamese)
	en := r.In(domain.English)
	for i, f := range en.Findings {
		v.Findings[i].Translation = &Translation{Found: f.Found, Expected: f.Expected, Citation: f.Citation, Message: f.Message}
	}
	return json.Marshal(v)
}

// ReadKept reads a report written by Kept (or by MarshalJSON) for a reader of the language.
func ReadKept(data []byte, lang string) (View, error) {
	var v View
	if err := json.Unmarshal(data, &v); err != nil {
		return View{}, err
	}
	for i := range v.Findings {
		f := &v.Findings[i]
		if t := f.Translation; t != nil && lang == domain.English {
			f.Found, f.Expected, f.Citation, f.Message = t.Found, t.Expected, t.Citation, t.Message
		}
		f.Translation = nil
	}
	return v, nil
}

func (r *Report) Settle(rank map[string]int) {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(a.Where.Order-b.Where.Order, rank[a.Component]-rank[b.Component])
	})
	for _, f := range r.Findings {
		if f.Severity == SeverityError {
			r.Errors++
		} else {
			r.Warnings++
		}
	}
}

// SecrecyRule stands before all others: of a file it finds nothing else is read.
const SecrecyRule = "secrecy.forbidden"
