package rest

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/gin-gonic/gin"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

const (
	docsPath      = "/api/docs"
	docsStylePath = "/api/docs/style.css"
	specPath      = "/api/openapi.yaml"
)

//go:embed docs.html docs.css
var docsFiles embed.FS

// docs is the page about the API in each language, made once out of the contract.
type docs struct {
	pages map[string][]byte
	style []byte
}

// docsPage is what the page is filled from.
type docsPage struct {
	Lang, OtherLang string
	Title, Intro    string
	Style, Spec     string
	Tags            []docsTag
	Problems        []docsProblem
	Schemas         []docsSchema
}

type docsTag struct {
	Name, Title string
	Operations  []docsOperation
}

type docsOperation struct {
	ID, Method, Path, Summary, Description, Access string
	Parameters                                     []docsField
	BodyType                                       string
	Body                                           []docsField
	Answers                                        []docsAnswer
}

type docsField struct {
	Name, In, Type, Description string
	Required                    bool
}

type docsAnswer struct{ Status, Description, Type string }

type docsProblem struct {
	Code   string
	Status int
	Text   string
}

type docsSchema struct {
	Name, Description, Type string
	Fields                  []docsField
}

func newDocs(spec *openapi3.T, base string) (docs, error) {
	style, err := docsFiles.ReadFile("docs.css")
	if err != nil {
		return docs{}, err
	}
	page, err := template.New("docs.html").Funcs(template.FuncMap{"t": locale.T}).ParseFS(docsFiles, "docs.html")
	if err != nil {
		return docs{}, fmt.Errorf("parse the page about the API: %w", err)
	}
	d := docs{pages: map[string][]byte{}, style: style}
	for _, lang := range locale.Languages() {
		var out bytes.Buffer
		if err := page.Execute(&out, describe(spec, base, lang)); err != nil {
			return docs{}, fmt.Errorf("make the page about the API: %w", err)
		}
		d.pages[lang] = out.Bytes()
	}
	return d, nil
}

func describe(spec *openapi3.T, base, lang string) docsPage {
	p := docsPage{
		Lang: lang, OtherLang: domain.English, Title: spec.Info.Title, Style: docsStylePath, Spec: specPath,
		Intro: inLang(lang, spec.Info.Description, spec.Info.Extensions, "x-description-vi"), Problems: problems(lang),
	}
	if lang == domain.English {
		p.OtherLang = domain.Vietnamese
	}
	for _, tag := range spec.Tags {
		t := docsTag{Name: tag.Name, Title: inLang(lang, tag.Description, tag.Extensions, "x-description-vi")}
		for _, path := range spec.Paths.InMatchingOrder() {
			item := spec.Paths.Find(path)
			for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete} {
				if operation := item.GetOperation(method); operation != nil && slices.Contains(operation.Tags, tag.Name) {
					t.Operations = append(t.Operations, describeOperation(lang, method, base+path, item, operation))
				}
			}
		}
		slices.SortStableFunc(t.Operations, func(a, b docsOperation) int { return strings.Compare(a.Path, b.Path) })
		p.Tags = append(p.Tags, t)
	}
	for name, schema := range spec.Components.Schemas {
		p.Schemas = append(p.Schemas, docsSchema{
			Name: name, Description: schema.Value.Description, Type: typeOf(&openapi3.SchemaRef{Value: schema.Value}), Fields: fieldsOf(schema.Value),
		})
	}
	slices.SortFunc(p.Schemas, func(a, b docsSchema) int { return strings.Compare(a.Name, b.Name) })
	return p
}

func describeOperation(lang, method, path string, item *openapi3.PathItem, o *openapi3.Operation) docsOperation {
	access, _ := o.Extensions["x-access"].(string)
	d := docsOperation{
		ID: o.OperationID, Method: method, Path: path, Access: access,
		Summary:     inLang(lang, o.Summary, o.Extensions, "x-summary-vi"),
		Description: inLang(lang, o.Description, o.Extensions, "x-description-vi"),
	}
	for _, list := range []openapi3.Parameters{item.Parameters, o.Parameters} {
		for _, ref := range list {
			d.Parameters = append(d.Parameters, docsField{
				Name: ref.Value.Name, In: ref.Value.In, Type: typeOf(ref.Value.Schema), Description: ref.Value.Description, Required: ref.Value.Required,
			})
		}
	}
	if o.RequestBody != nil {
		for media, content := range o.RequestBody.Value.Content {
			d.BodyType = media
			if content.Schema.Ref != "" {
				d.BodyType += " " + typeOf(content.Schema)
			} else {
				d.Body = fieldsOf(content.Schema.Value)
			}
		}
	}
	for status, ref := range o.Responses.Map() {
		answer := docsAnswer{Status: status, Description: *ref.Value.Description}
		for media, content := range ref.Value.Content {
			answer.Type = media
			if content.Schema.Ref != "" {
				answer.Type = typeOf(content.Schema)
			}
		}
		d.Answers = append(d.Answers, answer)
	}
	slices.SortFunc(d.Answers, func(a, b docsAnswer) int { return strings.Compare(a.Status, b.Status) })
	return d
}

func fieldsOf(s *openapi3.Schema) []docsField {
	var fields []docsField
	for name, property := range s.Properties {
		fields = append(fields, docsField{
			Name: name, Type: typeOf(property), Description: property.Value.Description, Required: slices.Contains(s.Required, name),
		})
	}
	slices.SortFunc(fields, func(a, b docsField) int { return strings.Compare(a.Name, b.Name) })
	return fields
}

func typeOf(ref *openapi3.SchemaRef) string {
	switch s := ref.Value; {
	case ref.Ref != "":
		return ref.Ref[strings.LastIndex(ref.Ref, "/")+1:]
	case len(s.Enum) > 0:
		values := make([]string, len(s.Enum))
		for i, v := range s.Enum {
			values[i] = fmt.Sprint(v)
		}
		return strings.Join(values, " | ")
	case s.Type.Is("array"):
		return "[" + typeOf(s.Items) + "]"
	case s.Format != "":
		return s.Format
	case s.Type != nil:
		return strings.Join(*s.Type, " | ")
	}
	return ""
}

// inLang chooses the Vietnamese words beside the contract's own where they are wanted.
func inLang(lang, english string, extensions map[string]any, key string) string {
	if vietnamese, ok := extensions[key].(string); ok && lang == domain.Vietnamese {
		return vietnamese
	}
	return english
}

func problems(lang string) []docsProblem {
	var out []docsProblem
	for code, status := range door.Statuses() {
		text := "error.code." + code
		if !locale.Has(lang, text) { // a refusal
			text = "refusal." + code + ".todo"
		}
		out = append(out, docsProblem{code, status, locale.T(lang, text, nil)})
	}
	slices.SortFunc(out, func(a, b docsProblem) int { return strings.Compare(a.Code, b.Code) })
	return out
}

// getDocs shows the page about the API, in the language asked for in the address
// or else by the browser.
func (a *API) getDocs(c *gin.Context) {
	lang := languageOf(c.Request)
	if asked := c.Query("lang"); asked != "" {
		lang = locale.Known(asked)
	}
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("Content-Language", lang)
	h.Add("Vary", "Accept-Language")
	c.Data(http.StatusOK, "text/html; charset=utf-8", a.docs.pages[lang])
}

func (a *API) getDocsStyle(c *gin.Context) {
	c.Data(http.StatusOK, "text/css; charset=utf-8", a.docs.style)
}

func (a *API) getSpec(c *gin.Context) {
	c.Data(http.StatusOK, "application/yaml; charset=utf-8", a.Spec)
}
