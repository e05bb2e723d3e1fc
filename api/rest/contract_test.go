package rest

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"net/http"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/route"
)

// goTypes are the structs the contract's schemas stand for.
var goTypes = map[string]reflect.Type{
	"AccessToken": reflect.TypeFor[domain.AccessToken](), "Account": reflect.TypeFor[domain.Account](), "Annex": reflect.TypeFor[domain.Annex](),
	"CaseRef":     reflect.TypeFor[domain.CaseRef](),
	"Appointment": reflect.TypeFor[domain.Appointment](), "CalendarYear": reflect.TypeFor[calendar.Year](), "Clock": reflect.TypeFor[route.Clock](),
	"Delegation": reflect.TypeFor[domain.Delegation](), "Document": reflect.TypeFor[domain.Document](), "FormatCheck": reflect.TypeFor[domain.FormatCheck](),
	"FirstTimePass": reflect.TypeFor[domain.FirstTimePass](), "FormatCase": reflect.TypeFor[domain.FormatCase](),
	"HistoryItem": reflect.TypeFor[route.HistoryItem](), "InboxItem": reflect.TypeFor[route.InboxItem](), "IssuedNumber": reflect.TypeFor[domain.IssuedNumber](),
	"Notice": reflect.TypeFor[domain.StoredNotice](), "OpinionAnswer": reflect.TypeFor[route.OpinionAnswer](), "OutOfOrderRow": reflect.TypeFor[domain.OutOfOrderRow](),
	"Receipt": reflect.TypeFor[route.Receipt](), "Refusal": reflect.TypeFor[domain.Refusal](), "RegisterRow": reflect.TypeFor[domain.RegisterRow](),
	"AnnexFact": reflect.TypeFor[route.AnnexFact](), "SubmittedFacts": reflect.TypeFor[route.Facts](),
	"Route": reflect.TypeFor[route.Route](), "Step": reflect.TypeFor[route.Step](), "Text": reflect.TypeFor[domain.Text](), "TrackingRow": reflect.TypeFor[route.TrackingRow](),
	"Unit": reflect.TypeFor[domain.Unit](), "Version": reflect.TypeFor[domain.Version](), "WorkdayCount": reflect.TypeFor[calendar.Explained](),
}

func TestTheContractNamesTheFieldsOfTheTypesItStandsFor(t *testing.T) {
	t.Parallel()
	spec := load(t)
	for name, schema := range spec.Components.Schemas {
		if _, bound := schema.Value.Extensions["x-go-type"]; !bound || !schema.Value.Type.Is("object") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, goTypes, name)
			sameFields(t, schema.Value, goTypes[name])
		})
	}
}

func sameFields(t *testing.T, schema *openapi3.Schema, typ reflect.Type) {
	t.Helper()
	var fields, required []string
	walkFields(typ, func(name string, optional bool, f reflect.StructField) {
		fields = append(fields, name)
		if !optional {
			required = append(required, name)
		}
		property := schema.Properties[name]
		if property == nil {
			return
		}
		inner, s := f.Type, property.Value
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice && s.Type.Is("array") {
			if inner.Kind() == reflect.Slice {
				s = s.Items.Value
			}
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && property.Ref == "" && s.Type.Is("object") {
			sameFields(t, s, inner)
		}
	})
	properties := make([]string, 0, len(schema.Properties))
	for name := range schema.Properties {
		properties = append(properties, name)
	}
	require.ElementsMatch(t, fields, properties, "properties of %s", typ)
	require.ElementsMatch(t, required, schema.Required, "required properties of %s", typ)
}

func walkFields(typ reflect.Type, visit func(name string, optional bool, f reflect.StructField)) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous:
			walkFields(f.Type, visit)
		case name != "-" && name != "":
			visit(name, strings.Contains(options, "omit"), f)
		}
	}
}

func TestTheContractListsEveryWordOfTheDomain(t *testing.T) {
	t.Parallel()
	constants := words(t)
	checked := 0
	for name, schema := range load(t).Components.Schemas {
		typ, _ := schema.Value.Extensions["x-go-type"].(string)
		if !schema.Value.Type.Is("string") || typ == "" {
			continue
		}
		checked++
		require.ElementsMatch(t, constants[typ[strings.LastIndex(typ, ".")+1:]], schema.Value.Enum, name)
	}
	require.GreaterOrEqual(t, checked, 10)
	spec := load(t)
	require.ElementsMatch(t, constants["RefusalCode"], spec.Components.Schemas["Refusal"].Value.Properties["code"].Value.Enum)
	require.ElementsMatch(t, constants["NoticeKind"], spec.Components.Schemas["Notice"].Value.Properties["kind"].Value.Enum)
	require.ElementsMatch(t, constants["Door"], spec.Components.Schemas["Refusal"].Value.Properties["door"].Value.Enum)

	statuses := door.Statuses()
	for _, code := range append(constants["RefusalCode"], constants["ErrorCode"]...) {
		require.Contains(t, statuses, fmt.Sprint(code), "every refusal and every category of errors has its status")
	}
}

// words reads the typed string constants of the rooms that words stand in.
func words(t *testing.T) map[string][]any {
	t.Helper()
	constants := map[string][]any{}
	for _, room := range []string{"domain", "route"} {
		files, err := filepath.Glob("../../internal/" + room + "/*.go")
		require.NoError(t, err)
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			require.NoError(t, err)
			ast.Inspect(file, func(n ast.Node) bool {
				if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
					if typ, value, ok := word(spec); ok {
						constants[typ] = append(constants[typ], value)
					}
				}
				return true
			})
		}
	}
	require.NotEmpty(t, constants["Act"])
	return constants
}

// word is a constant with the name of its type, whichever room the type is from.
func word(spec *ast.ValueSpec) (typ, value string, ok bool) {
	switch t := spec.Type.(type) {
	case *ast.Ident:
		typ = t.Name
	case *ast.SelectorExpr:
		typ = t.Sel.Name
	}
	literal, ok := spec.Values[0].(*ast.BasicLit)
	if typ == "" || !ok || literal.Kind != token.STRING {
		return "", "", false
	}
	return typ, constant.StringVal(constant.MakeFromLiteral(literal.Value, token.STRING, 0)), true
}

func load(t *testing.T) *openapi3.T {
	t.Helper()
	spec, err := openapi3.NewLoader().LoadFromData(specOf(t))
	require.NoError(t, err)
	return spec
}

func TestAnOperationThatDoesNotSayWhoMayCallItStopsTheStart(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, broken := range []string{
		strings.Replace(string(specOf(t)), "      x-access: draft\n", "", 1),
		strings.Replace(string(specOf(t)), "x-access: draft", "x-access: anybody", 1),
		strings.Replace(string(specOf(t)), "openapi: 3.0.3", "openapi: [", 1),
	} {
		d := s.api.Deps
		d.Spec = []byte(broken)
		_, err := New(d)
		require.Error(t, err)
	}
	require.Empty(t, s.api.Rules().Missing(s.engine.Routes()))
	for key, rule := range s.api.Rules() {
		open := []string{"GET /api/docs", "GET /api/docs/style.css", "GET /api/openapi.yaml", "POST /api/v1/sessions"}
		require.Equal(t, slices.Contains(open, key), rule == auth.Everybody, key)
	}
}

func TestThePageAboutTheAPIShowsAllOfItAndLoadsNothingFromOutside(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, lang := range locale.Languages() {
		_, _, response := s.call(http.MethodGet, "/api/docs", nil, "Accept-Language", lang)
		require.Equal(t, http.StatusOK, response.Code)
		require.Contains(t, response.Header().Get("Content-Security-Policy"), "default-src 'none'; style-src 'self'")
		page, err := goquery.NewDocumentFromReader(response.Body)
		require.NoError(t, err)
		require.Equal(t, lang, page.Find("html").AttrOr("lang", ""))
		require.Zero(t, page.Find("script, img, style, iframe, [style]").Length())
		page.Find("link, a").Each(func(_ int, l *goquery.Selection) {
			href := l.AttrOr("href", "")
			require.Regexp(t, "^[/#?]", href)
			if strings.HasPrefix(href, "#") {
				require.Equal(t, 1, page.Find(`[id="`+href[1:]+`"]`).Length(), "a link to %s", href)
			}
		})
		for _, item := range s.api.spec.Paths.Map() {
			for _, operation := range item.Operations() {
				require.Equal(t, 1, page.Find("article#"+operation.OperationID).Length(), operation.OperationID)
			}
		}
		for code := range door.Statuses() {
			require.Equal(t, 1, page.Find(`tr[id="`+code+`"]`).Length(), "problems point at #%s", code)
		}
		raw := regexp.MustCompile(`(^|\W)(api|error|refusal)\.[a-z_.]+`).FindString(page.Text())
		require.Empty(t, raw, "every text is in the catalogue")
	}
	_, _, response := s.call(http.MethodGet, "/api/docs?lang=en", nil)
	require.Equal(t, "en", response.Header().Get("Content-Language"))
	for path, media := range map[string]string{"/api/openapi.yaml": "application/yaml; charset=utf-8", "/api/docs/style.css": "text/css; charset=utf-8"} {
		_, _, response := s.call(http.MethodGet, path, nil)
		require.Equal(t, http.StatusOK, response.Code)
		require.Equal(t, media, response.Header().Get("Content-Type"))
	}
}

func TestEveryOperationIsDescribedInBothLanguages(t *testing.T) {
	t.Parallel()
	for path, item := range load(t).Paths.Map() {
		for method, o := range item.Operations() {
			require.NotEmpty(t, o.Summary, "%s %s", method, path)
			require.NotEmpty(t, o.Extensions["x-summary-vi"], "%s %s", method, path)
			require.Equal(t, o.Description != "", o.Extensions["x-description-vi"] != nil, "%s %s", method, path)
		}
	}
}
