package document

import (
	"fmt"
	"strings"

	"trinhky/api/web/site"
	"trinhky/internal/format"
	"trinhky/internal/locale"
	"trinhky/internal/route"
)

// FindingsView is the result of the format check of one version, errors first.
type FindingsView struct {
	Checked  bool
	Errors   []format.FindingView
	Warnings []format.FindingView
}

// findings are those of the version that stands in front, for a reader of the
// language. A check kept by older rules no longer counts, and the route makes its
// own at its step: until then the file is looked at here and now.
func (a *Area) findings(visit *site.Visit, dossier *route.Dossier) (FindingsView, error) {
	var report format.View
	var err error
	if check := dossier.Format; check != nil {
		if report, err = format.ReadKept(check.Report, visit.Lang); err != nil {
			return FindingsView{}, fmt.Errorf("read the format report of %s: %w", check.SHA256, err)
		}
	} else {
		doc, err := a.document(visit.Ctx, dossier.Document.Version.SHA256)
		if err != nil {
			// The dossier can be read without them, and the page of the findings says why.
			a.Log.WarnContext(visit.Ctx, "look at a version", "sha256", dossier.Document.Version.SHA256, "error", err)
			return FindingsView{}, nil
		}
		report = a.Form.Look(doc).In(visit.Lang)
	}
	v := FindingsView{Checked: true}
	for _, f := range report.Findings {
		f.Where = placeText(visit, f.Where)
		if f.Severity == format.SeverityError {
			v.Errors = append(v.Errors, f)
		} else {
			v.Warnings = append(v.Warnings, f)
		}
	}
	return v, nil
}

// placeText puts "paragraph 12" into the reader's language.
func placeText(visit *site.Visit, where string) string {
	words := strings.Fields(where)
	for i, word := range words {
		if key := "place." + word; locale.Has(visit.Lang, key) {
			words[i] = visit.T(key)
		}
	}
	return strings.Join(words, " ")
}
