package web_test

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

// widest is how wide a line of a template may be, in letters.
const widest = 160

func TestNoLineOfATemplateIsTooWideToRead(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("*/*.html")
	require.NoError(t, err)
	require.Greater(t, len(names), 15)
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		for i, line := range strings.Split(string(data), "\n") {
			require.LessOrEqual(t, utf8.RuneCountInString(line), widest, "%s:%d", name, i+1)
		}
	}
}

// Areas meet in the site and nowhere else.
func TestAreasDoNotKnowEachOther(t *testing.T) {
	t.Parallel()
	areas, err := filepath.Glob("*/area.go")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(areas), 3)
	for _, folder := range append(areas, "site/site.go") {
		folder = filepath.Dir(folder)
		sources, err := filepath.Glob(filepath.Join(folder, "*.go"))
		require.NoError(t, err)
		for _, source := range sources {
			if strings.HasSuffix(source, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), source, nil, parser.ImportsOnly)
			require.NoError(t, err)
			for _, imported := range file.Imports {
				path, err := strconv.Unquote(imported.Path.Value)
				require.NoError(t, err)
				if room, of := strings.CutPrefix(path, "trinhky/api/web/"); of {
					require.Equal(t, "site", room, "%s imports %s", source, path)
					require.NotEqual(t, "site", folder, "%s imports %s", source, path)
				}
			}
		}
	}
}

func TestEveryColumnOfATableHasItsHeadingAndItsCell(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("*/*.html")
	require.NoError(t, err)
	tables := regexp.MustCompile(`(?s)\(table "([a-z_]+)" [.$A-Za-z]+\s+((?:"[^"]+"\s*)+)\)`)
	found := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, m := range tables.FindAllStringSubmatch(string(data), -1) {
			found++
			for _, column := range regexp.MustCompile(`"([a-z][a-z_.]*)[" ]`).FindAllStringSubmatch(m[2], -1) {
				require.True(t, locale.Has(domain.Vietnamese, column[1]), "%s names %s", name, column[1])
				cell := m[1] + "." + column[1][strings.LastIndex(column[1], ".")+1:]
				require.Contains(t, string(data), `{{define "`+cell+`"}}`, name)
			}
		}
	}
	require.GreaterOrEqual(t, found, 10)
}
