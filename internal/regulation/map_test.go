package regulation_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/regulation"
)

// docs/regulation.md leads from a clause to its function and its test. This
// keeps it from leading nowhere.
func TestTheRegulationMapIsTrue(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	page, err := os.ReadFile(filepath.Join(root, "docs", "regulation.md"))
	require.NoError(t, err)

	bodies, names := tests(t, root), constants(t)
	rows := map[string]int{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9._-]+)` \\|.*\\|([^|]*)\\|$").FindAllStringSubmatch(string(page), -1) {
		id, named := m[1], false
		rows[id]++
		for _, test := range regexp.MustCompile(`Test\w+`).FindAllString(m[2], -1) {
			named = named || names[id] != "" && strings.Contains(bodies[test], "regulation."+names[id])
		}
		require.True(t, named, "no test in the row of %s names regulation.%s: it would pass with another clause", id, names[id])
	}
	for _, clause := range regulation.Clauses() {
		require.Equal(t, 1, rows[clause.ID], "rows of clause %s", clause.ID)
		delete(rows, clause.ID)
	}
	require.Empty(t, rows, "rows of clauses that do not exist")

	known := functions(t, root)
	for _, m := range regexp.MustCompile("`([A-Z][A-Za-z0-9_]+)`").FindAllStringSubmatch(string(page), -1) {
		require.True(t, known[m[1]], "%s is named on the page and does not exist", m[1])
	}
}

// functions are the names of all functions and methods of the program.
func functions(t *testing.T, root string) map[string]bool {
	t.Helper()
	declared := regexp.MustCompile(`(?m)^func (?:\([^)]*\) )?([A-Z]\w*)\(`)
	known := map[string]bool{}
	each(t, root, func(_, source string) {
		for _, m := range declared.FindAllStringSubmatch(source, -1) {
			known[m[1]] = true
		}
	})
	return known
}

// each visits every Go file of the program.
func each(t *testing.T, root string, visit func(path, source string)) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case filepath.Ext(path) != ".go":
			return nil
		}
		source, err := os.ReadFile(path)
		visit(path, string(source))
		return err
	}))
}

// tests are the bodies of all test functions of the program.
func tests(t *testing.T, root string) map[string]string {
	t.Helper()
	function := regexp.MustCompile(`(?ms)^func (Test\w+)\(.*?^}`)
	bodies := map[string]string{}
	each(t, root, func(path, source string) {
		if strings.HasSuffix(path, "_test.go") {
			for _, m := range function.FindAllStringSubmatch(source, -1) {
				bodies[m[1]] = m[0]
			}
		}
	})
	return bodies
}

// constants are the names in code of the clauses, by their ids.
func constants(t *testing.T) map[string]string {
	t.Helper()
	source, err := os.ReadFile("clauses.go")
	require.NoError(t, err)
	names := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\t(Clause\w+)\s+= "([^"]+)"`).FindAllStringSubmatch(string(source), -1) {
		names[m[2]] = m[1]
	}
	return names
}
