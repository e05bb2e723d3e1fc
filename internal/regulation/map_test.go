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

	rows := map[string]int{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9._-]+)` \\|").FindAllStringSubmatch(string(page), -1) {
		rows[m[1]]++
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
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case filepath.Ext(path) != ".go":
			return nil
		}
		source, err := os.ReadFile(path)
		for _, m := range declared.FindAllStringSubmatch(string(source), -1) {
			known[m[1]] = true
		}
		return err
	})
	require.NoError(t, err)
	return known
}
