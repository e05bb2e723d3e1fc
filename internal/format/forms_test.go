package format_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docxgen"
	"trinhky/internal/format"
)

func checkSpec(t *testing.T, s *docxgen.Spec, opts format.Options) format.Report {
	t.Helper()
	data := s.Bytes()
	report, err := format.CheckFile(t.Context(), bytes.NewReader(data), int64(len(data)), opts)
	require.NoError(t, err)
	return report
}

// lines writes findings so that a failing test shows them at a glance.
func lines(r format.Report) []string {
	out := []string{}
	for _, f := range r.Findings {
		out = append(out, string(f.Severity)+" "+f.Rule+" at "+f.Where.String()+" “"+f.Text+"”: "+f.Message.EN)
	}
	return out
}

func TestSampleFormsOfTheDecreeHaveNoFindings(t *testing.T) {
	t.Parallel()
	for name, spec := range docxgen.SampleForms() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, stage := range []format.Stage{format.StageDraft, format.StageIssued} {
				report := checkSpec(t, spec, format.Options{Stage: stage})
				require.Empty(t, lines(report))
				require.Contains(t, name, string(report.Type))
				require.NotEmpty(t, report.Type)
			}
		})
	}
}

func TestHeadersWithoutATableAndOtherLinesAreUnderstood(t *testing.T) {
	t.Parallel()
	for name, spec := range docxgen.SampleForms() {
		for layout, change := range map[string]func(*docxgen.Spec){
			"tabs":       func(s *docxgen.Spec) { s.Head = docxgen.HeadTabs },
			"text boxes": func(s *docxgen.Spec) { s.Head = docxgen.HeadBoxes },
			"VML lines": func(s *docxgen.Spec) {
				s.MottoRule.Form, s.AgencyRule.Form = docxgen.RuleVML, docxgen.RuleVML
			},
			"border lines": func(s *docxgen.Spec) {
				s.MottoRule.Form, s.AgencyRule.Form = docxgen.RuleBorder, docxgen.RuleBorder
			},
		} {
			t.Run(name+" "+layout, func(t *testing.T) {
				t.Parallel()
				copied := *spec
				change(&copied)
				require.Empty(t, lines(checkSpec(t, &copied, format.Options{})))
			})
		}
	}
}
