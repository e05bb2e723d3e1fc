package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/api/web/site"
)

// A page's own field must not hide one of the frame's: the frame around the page
// would show the page's words as the reader's.
func TestNoPageHidesAFieldOfTheFrame(t *testing.T) {
	t.Parallel()
	frame := map[string]bool{}
	for f := range reflect.TypeFor[site.Frame]().Fields() {
		frame[f.Name] = true
	}
	sources, err := filepath.Glob("*/*.go")
	require.NoError(t, err)
	pages := 0
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			named, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			page, ok := named.Type.(*ast.StructType)
			if !ok || len(page.Fields.List) == 0 || len(page.Fields.List[0].Names) != 0 {
				return true
			}
			embedded := page.Fields.List[0].Type
			if selected, ok := embedded.(*ast.SelectorExpr); ok {
				embedded = selected.Sel
			}
			if name, ok := embedded.(*ast.Ident); !ok || name.Name != "Frame" {
				return true
			}
			pages++
			for _, field := range page.Fields.List[1:] {
				for _, name := range field.Names {
					require.False(t, frame[name.Name], "%s.%s hides the frame's", named.Name.Name, name.Name)
				}
			}
			return true
		})
	}
	require.Greater(t, pages, 15)
}
