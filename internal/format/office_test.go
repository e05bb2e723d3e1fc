package format_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
	"trinhky/internal/regulation"
)

// terms are those of the city's preset, changed.
func terms(t *testing.T, change func(*regulation.FormTerms)) regulation.FormTerms {
	t.Helper()
	policy, err := regulation.Load("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	change(&policy.Form)
	return policy.Form
}

func TestThePresetsKeepToTheDecree(t *testing.T) {
	t.Parallel()
	for _, id := range regulation.Presets() {
		policy, err := regulation.Load(id)
		require.NoError(t, err)
		office, err := format.OfficeOf(policy.Form)
		require.NoError(t, err)
		require.Equal(t, format.DecreeNumbers(), office.Numbers, id)
		require.Equal(t, format.Ruleset, format.NewChecker(office).Ruleset(), id)
	}
}

func TestAnOfficeMayNotLeaveTheBoundsOfTheDecree(t *testing.T) {
	t.Parallel()
	_, err := format.OfficeOf(terms(t, func(f *regulation.FormTerms) {
		f.MarginLeft.Min = 25
		f.MarginRight.Max = 30
		f.BodySize.Max = 15
		f.FirstLine.Values = []int{100, 150}
		f.ParagraphSpace.Value = 3
		f.LineSpacing.Min = 90
		f.Severities = []regulation.RuleSeverity{{Rule: "page.colour", Severity: "off"}, {Rule: "motto.text", Severity: "harmless"}, {Rule: "secrecy.forbidden", Severity: "off"}}
	}))
	for _, fault := range []string{
		"margin_left_mm", "margin_right_mm", "body_size_pt", "150 is none of", "paragraph_space_pt", "line_spacing_hundredths",
		`no rule "page.colour"`, `"harmless" of rule "motto.text"`, `"secrecy.forbidden" is law`,
	} {
		require.ErrorContains(t, err, fault)
	}
}

func TestADraftIsCheckedByWhatTheOfficeHasSettled(t *testing.T) {
	t.Parallel()
	office, err := format.OfficeOf(terms(t, func(f *regulation.FormTerms) {
		f.MarginLeft.Min = 35
		f.Severities = []regulation.RuleSeverity{{Rule: "motto.text", Severity: "warning"}, {Rule: "number.spacing", Severity: "off"}}
	}))
	require.NoError(t, err)
	checker := format.NewChecker(office)
	require.NotEqual(t, format.Ruleset, checker.Ruleset(), "what was found by other rules does not count")
	require.Equal(t, checker.Ruleset(), format.NewChecker(office).Ruleset())

	s := g.LetterForm()
	s.Motto.Text, s.Number.Text = "Độc lập – Tự do – Hạnh phúc", "Số: 05 /UBND-VP"
	data := s.Bytes()
	result, err := checker.Check(t.Context(), bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	require.Equal(t, [2]int{1, 1}, [2]int{result.Errors, result.Warnings})
	doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), opc.Limits{})
	require.NoError(t, err)
	require.Equal(t, []string{"page.margin.left", "motto.text"}, ruleIDs(checker.Look(doc)))

	var out bytes.Buffer
	mended, err := checker.Mend(t.Context(), &out, bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var rules []string
	for _, c := range mended.Changes {
		rules = append(rules, c.Rule)
	}
	require.ElementsMatch(t, []string{"page.margin.left", "motto.text"}, rules, "nothing is mended by a rule that is off")
	require.Empty(t, lines(mended.After))
}
