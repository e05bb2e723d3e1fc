package format_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/format"
)

// A case is a small document that stands for a kind of paper offices write, with what must and must not be said of it.
type paperCase struct {
	Stage format.Stage `json:"stage"`
	// Must lists rules of which a finding is wanted, "*" for any finding at all; MustNot lists beginnings of rules of which
	// none is allowed, "*" for any, "!error" for any of severity error.
	Must    []string `json:"must"`
	MustNot []string `json:"must_not"`
	Why     string   `json:"why"`
}

func TestPapersOfOfficesAreJudgedAsTheyAreMeant(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join(testdata, "format", "expected.json"))
	require.NoError(t, err)
	var cases map[string]paperCase
	require.NoError(t, json.Unmarshal(data, &cases))
	files, err := filepath.Glob(filepath.Join(testdata, "format", "*.docx"))
	require.NoError(t, err)
	require.Len(t, files, len(cases), "every file has its case")
	for name, want := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := checkPath(t, filepath.Join("format", name), format.Options{Stage: want.Stage})
			found := ruleIDs(report)
			for _, rule := range want.Must {
				if rule == "*" {
					require.NotEmpty(t, found, want.Why)
				} else {
					require.Contains(t, found, rule, want.Why)
				}
			}
			for _, f := range report.Findings {
				for _, rule := range want.MustNot {
					switch rule {
					case "*":
						require.Failf(t, "a finding", "%s: %s", f.Message.EN, want.Why)
					case "!error":
						require.NotEqual(t, format.SeverityError, f.Severity, "%s: %s", f.Message.EN, want.Why)
					default:
						require.Falsef(t, strings.HasPrefix(f.Rule, rule), "%s: %s", f.Message.EN, want.Why)
					}
				}
			}
		})
	}
}
