package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

// keysIn finds the message keys that files name literally.
func keysIn(t *testing.T, pattern string, find ...*regexp.Regexp) map[string]string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, names, pattern)
	found := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, re := range find {
			for _, m := range re.FindAllStringSubmatch(string(data), -1) {
				found[m[1]] = name
			}
		}
	}
	return found
}

func TestEveryTextAPageNamesIsInTheCatalogues(t *testing.T) {
	t.Parallel()
	keys := keysIn(t, "*/*.html", regexp.MustCompile(`\bt "([a-z0-9_.-]+)"`))
	for key, name := range keysIn(t, "*/*.go", regexp.MustCompile(`visit\.T\("([a-z0-9_.-]+)"[,)]`), regexp.MustCompile(`visit\.Leave\("([a-z_.]+)"\)`)) {
		keys[key] = name
	}
	require.Greater(t, len(keys), 200)
	for key, name := range keys {
		require.True(t, locale.Has(domain.Vietnamese, key), "%s names %s", name, key)
	}
}

func TestEveryErrorAPersonMayMeetHasItsText(t *testing.T) {
	t.Parallel()
	places := regexp.MustCompile(`Key:\s*"([a-z_]+\.[a-z_]+)"`)
	fields := regexp.MustCompile(`ault(?:s|s\[[^]]+\])\s*=\s*(?:map\[string\]string\{[^:]+:\s*)?"([a-z_]+\.[a-z_]+)"`)
	for key, name := range keysIn(t, "../../activities/*.go", regexp.MustCompile(`return "(publication\.[a-z_]+)"`)) {
		require.True(t, locale.Has(domain.Vietnamese, "error."+key), "%s names %s", name, key)
	}
	for _, pattern := range []string{"*/*.go", "../auth/*.go", "../gateway/*.go", "../../internal/intake/*.go", "../../internal/regulation/*.go", "../../internal/route/*.go", "../../storage/*.go"} {
		for key, name := range keysIn(t, pattern, places, fields) {
			require.True(t, locale.Has(domain.Vietnamese, "error."+key), "%s names %s", name, key)
		}
	}
	require.True(t, locale.Has(domain.Vietnamese, "failure.title.refused"))
	for code := range door.Statuses() {
		families := []string{"error.code.", "error.todo.", "failure.title."}
		switch {
		case locale.Has(domain.Vietnamese, "refusal."+code+".what"):
			families = []string{"refusal."}
			code += ".todo"
		case code == door.SignIn: // a guest is led to the sign-in page
			families = families[:2]
		}
		for _, family := range families {
			require.True(t, locale.Has(domain.Vietnamese, family+code), "%s%s", family, code)
		}
	}
}

func TestEveryWordOfTheRouteHasItsName(t *testing.T) {
	t.Parallel()
	shared, err := filepath.Glob("../../internal/domain/*.go")
	require.NoError(t, err)
	source, err := filepath.Glob("../../internal/route/*.go")
	require.NoError(t, err)
	families := map[string]string{
		"Act": "act.", "StepKind": "step.", "StepState": "stepstate.", "DocumentState": "state.", "DocumentType": "type.", "Urgency": "urgency.",
		"Position": "position.", "Verdict": "verdict.", "AnswerKind": "answer.", "Event": "event.", "Door": "door.", "NoticeKind": "notice.",
		"AnnexKind": "annex.",
	}
	constant := regexp.MustCompile(`[\s.](\w+)\s+=\s+"([^"]+)"`)
	seen := map[string]int{}
	for _, name := range append(shared, source...) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, m := range constant.FindAllStringSubmatch(string(data), -1) {
			if family, ok := families[m[1]]; ok {
				seen[m[1]]++
				require.True(t, locale.Has(domain.Vietnamese, family+m[2]), "%s%s", family, m[2])
			}
		}
	}
	require.Len(t, seen, len(families))
}

func TestEveryReasonOfAPlanHasItsText(t *testing.T) {
	t.Parallel()
	code := regexp.MustCompile(`(?:Code: |reason\.Code = p\.chair\(\), |add\([^\n]*, )"([a-z_]+)"`)
	for key, name := range keysIn(t, "../../internal/route/plan.go", code) {
		require.True(t, locale.Has(domain.Vietnamese, "plan."+key), "%s names %s", name, key)
	}
	require.True(t, locale.Has(domain.Vietnamese, "plan.clearance_by_superior"))
}
