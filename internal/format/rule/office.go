package rule

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"trinhky/internal/format/report"
	"trinhky/internal/regulation"
)

// Office is what an office has settled of the check. The zero value is the decree as it stands.
type Office struct {
	// Numbers narrow the measures of page and text to an office's own; a zero field is the decree's.
	Numbers Numbers
	// Severities replace the registry's severity of a rule id; SeverityOff silences it. The reasons stand in the policy.
	Severities map[string]report.Severity
}

// OfficeOf reads the terms of a policy. The error names every number outside the decree's bounds, every rule that there
// is not, and every severity that is none.
func OfficeOf(terms regulation.FormTerms) (Office, error) {
	tenths := func(r regulation.Range) Range { return Range{r.Min * 10, r.Max * 10} }
	n := Numbers{
		Top: tenths(terms.MarginTop), Bottom: tenths(terms.MarginBottom), Left: tenths(terms.MarginLeft), Right: tenths(terms.MarginRight),
		BodySize: Range{terms.BodySize.Min * 2, terms.BodySize.Max * 2}, Indents: terms.FirstLine.Values,
		ParagraphSpace: terms.ParagraphSpace.Value * 20, LineSpacing: Range{terms.LineSpacing.Min * 240 / 100, terms.LineSpacing.Max * 240 / 100},
	}
	faults := n.outside(DecreeNumbers())
	office := Office{Numbers: n, Severities: map[string]report.Severity{}}
	for _, s := range terms.Severities {
		switch severity := report.Severity(s.Severity); {
		case registry[s.Rule] == nil:
			faults = append(faults, fmt.Errorf("form.severities: there is no rule %q", s.Rule))
		case s.Rule == report.SecrecyRule:
			faults = append(faults, fmt.Errorf("form.severities: %q is law and not the office's to change", s.Rule))
		case severity != report.SeverityError && severity != report.SeverityWarning && severity != report.SeverityOff:
			faults = append(faults, fmt.Errorf("form.severities: %q of rule %q is none of error, warning, off", s.Severity, s.Rule))
		default:
			office.Severities[s.Rule] = severity
		}
	}
	return office, errors.Join(faults...)
}

// Ruleset names the rules a result counts for: those of the program, and what the office has settled.
func (o Office) Ruleset() string {
	n := o.Numbers.within(DecreeNumbers())
	changed := map[string]report.Severity{}
	for id, s := range o.Severities {
		if r := registry[id]; r != nil && r.Severity != s {
			changed[id] = s
		}
	}
	if reflect.DeepEqual(n, DecreeNumbers()) && len(changed) == 0 {
		return Ruleset
	}
	data, _ := json.Marshal([]any{n, changed}) // numbers and strings; a map is written in the order of its keys
	sum := sha256.Sum256(data)
	const enough = 6 // bytes: two rulesets of one office
	return Ruleset + "+" + hex.EncodeToString(sum[:enough])
}
