package locale_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

// errorKey is how the keys of errors look in the program.
var errorKey = regexp.MustCompile(`^(upload|facts|decision|outside|plan|preview|publication|file|pdf|draft|annex|storage|number|submit|repair)\.[a-z_]+$`)

// Every key an error can carry has its own text in both languages: a person is
// never told less than the program knows.
func TestEveryErrorKeyInTheProgramHasItsTexts(t *testing.T) {
	t.Parallel()
	used := map[string]string{}
	for _, code := range []opc.Code{
		opc.CodeNotDocx, opc.CodeLegacyDoc, opc.CodeEncrypted, opc.CodeMacro, opc.CodeTooLarge, opc.CodeBomb, opc.CodeDamaged, opc.CodeSigned, opc.CodeLayout,
	} {
		used["upload."+string(code)] = "internal/intake, from internal/docx"
	}
	used["publication."+string(opc.CodeLayout)] = "activities"
	used["publication."+string(opc.CodeSigned)] = "activities"
	for _, root := range []string{"activities", "api", "internal", "storage", "workflows", "worker"} {
		require.NoError(t, filepath.WalkDir(filepath.Join("..", "..", root), func(path string, _ fs.DirEntry, err error) error {
			// The checker's rules are named alike and have texts of their own.
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
				strings.Contains(path, "internal/format/") || strings.Contains(path, "internal/proof/") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					if text, err := strconv.Unquote(literal.Value); err == nil && errorKey.MatchString(text) {
						used[text] = path
					}
				}
				return true
			})
			return nil
		}))
	}
	require.Greater(t, len(used), 50, "the search finds the keys")
	for key, where := range used {
		if pageText(key) {
			continue
		}
		for _, lang := range locale.Languages() {
			require.True(t, locale.Has(lang, "error."+key), "%s has no text for error.%s, used in %s", lang, key, where)
		}
	}
}

// pageText reports whether the key is that of a page's own text and no error's.
func pageText(key string) bool {
	return locale.Has(domain.Vietnamese, key) && !locale.Has(domain.Vietnamese, "error."+key)
}
