package regulation

// FormTerms are what an office settles of the form of its documents within the bounds of Decree 30/2020 Annex I, and how
// hard it takes a rule of the format check. internal/format knows the bounds and refuses what leaves them.
type FormTerms struct {
	MarginTop      Range   `yaml:"margin_top_mm"`
	MarginBottom   Range   `yaml:"margin_bottom_mm"`
	MarginLeft     Range   `yaml:"margin_left_mm"`
	MarginRight    Range   `yaml:"margin_right_mm"`
	BodySize       Range   `yaml:"body_size_pt"`
	FirstLine      Numbers `yaml:"first_line_indent_tenths_mm"` // any of these
	ParagraphSpace Number  `yaml:"paragraph_space_pt"`          // at least
	LineSpacing    Range   `yaml:"line_spacing_hundredths"`     // 100 is single
	// Severities are the rules the office takes otherwise than the check does by itself.
	Severities []RuleSeverity `yaml:"severities"`
}

// RuleSeverity sets how hard one rule of the format check is taken, with the office's reason.
type RuleSeverity struct {
	Rule     string `yaml:"rule"`     // "citation.first"
	Severity string `yaml:"severity"` // "error", "warning" or "off"
	Basis    string `yaml:"basis"`    // the reason, in Vietnamese
}

func (x *examiner) form(f FormTerms) {
	for _, row := range []struct {
		key  string
		span Range
	}{
		{"margin_top_mm", f.MarginTop},
		{"margin_bottom_mm", f.MarginBottom},
		{"margin_left_mm", f.MarginLeft},
		{"margin_right_mm", f.MarginRight},
		{"body_size_pt", f.BodySize},
		{"line_spacing_hundredths", f.LineSpacing},
	} {
		x.must(row.span.Min > 0 && row.span.Min <= row.span.Max, "form.%s: %d to %d is no range", row.key, row.span.Min, row.span.Max)
	}
	x.list("form.first_line_indent_tenths_mm.values", f.FirstLine.Values, 1, 1000, false)
	x.must(f.ParagraphSpace.Value > 0, "form.paragraph_space_pt is not above 0")
	seen := map[string]bool{}
	for i, s := range f.Severities {
		x.must(!seen[s.Rule], "form.severities[%d]: rule %q stands twice", i, s.Rule)
		seen[s.Rule] = true
	}
}
