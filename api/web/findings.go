package web

import (
	"fmt"
	"strings"

	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/locale"
)

// FindingsView is the result of the format check of one version, errors first.
type FindingsView struct {
	Checked  bool
	Errors   []format.FindingView
	Warnings []format.FindingView
}

// findings reads a kept report for a reader of the language.
func findings(rq *request, check *domain.FormatCheck) (FindingsView, error) {
	if check == nil {
		return FindingsView{}, nil
	}
	report, err := format.ReadKept(check.Report, rq.lang)
	if err != nil {
		return FindingsView{}, fmt.Errorf("read the format report of %s: %w", check.SHA256, err)
	}
	v := FindingsView{Checked: true}
	for _, f := range report.Findings {
		f.Where = placeText(rq, f.Where)
		if f.Severity == format.SeverityError {
			v.Errors = append(v.Errors, f)
		} else {
			v.Warnings = append(v.Warnings, f)
		}
	}
	return v, nil
}

// placeText puts "paragraph 12" into the reader's language.
func placeText(rq *request, where string) string {
	words := strings.Fields(where)
	for i, word := range words {
		if key := "place." + word; locale.Has(rq.lang, key) {
			words[i] = rq.T(key)
		}
	}
	return strings.Join(words, " ")
}
