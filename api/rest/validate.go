package rest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/gin-gonic/gin"

	"trinhky/internal/domain"
)

// validate holds every call of an operation to the contract before its handler
// sees it. Uploads are the exception: their form is read as it streams in.
func (a *API) validate() gin.HandlerFunc {
	type known struct {
		route  *routers.Route
		upload bool
	}
	operations := map[string]known{}
	for path, item := range a.spec.Paths.Map() {
		for method, operation := range item.Operations() {
			upload := operation.RequestBody != nil && operation.RequestBody.Value.Content.Get("multipart/form-data") != nil
			operations[method+" "+ginPath(a.base()+path)] = known{&routers.Route{
				Spec: a.spec, Server: a.spec.Servers[0], Path: path, PathItem: item, Method: method, Operation: operation,
			}, upload}
		}
	}
	return func(c *gin.Context) {
		operation, ok := operations[c.Request.Method+" "+c.FullPath()]
		if !ok {
			return
		}
		if err := oneValue(c.Request); err != nil {
			a.Fail(c, requestFault(err))
			return
		}
		params := map[string]string{}
		for _, p := range c.Params {
			params[p.Key] = p.Value
		}
		err := openapi3filter.ValidateRequest(c.Request.Context(), &openapi3filter.RequestValidationInput{
			Request: c.Request, PathParams: params, Route: operation.route,
			Options: &openapi3filter.Options{
				ExcludeRequestBody: operation.upload, MultiError: true,
				// Who may call was decided before.
				AuthenticationFunc: openapi3filter.NoopAuthenticationFunc,
			},
		})
		if err != nil {
			a.Fail(c, requestFault(err))
		}
	}
}

// requestFault turns what is wrong with the form of a request into a
// domain.Error with its fields. What the caller sent is not repeated: it may
// hold a password.
func requestFault(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &domain.Error{Code: domain.ErrTooLarge, Key: "request.too_large", Cause: err}
	}
	var known *domain.Error
	if errors.As(err, &known) {
		return known
	}
	faults := newFaults()
	faults.collect(err, "")
	return faults.error()
}

// faults are the fields that are not as the contract says: a message key each,
// and the bound that a field did not keep to, under its name.
type faults struct {
	fields map[string]string
	bounds map[string]any
}

func newFaults() faults { return faults{map[string]string{}, map[string]any{}} }

func (f faults) error() error {
	return &domain.Error{
		Code: domain.ErrInvalid, Key: "request.invalid", Fields: f.fields, Args: f.bounds,
		Cause: errors.New("the request does not keep to the contract"),
	}
}

func (f faults) collect(err error, at string) {
	var many openapi3.MultiError
	if errors.As(err, &many) {
		// RequestError wraps the MultiError of a body, so its place is kept.
		for _, one := range many {
			f.collect(one, placeOf(err, at))
		}
		return
	}
	place := placeOf(err, at)
	var schema *openapi3.SchemaError
	var parse *openapi3filter.ParseError
	switch {
	case errors.As(err, &schema):
		if path := strings.Join(schema.JSONPointer(), "."); path != "" {
			place = strings.TrimPrefix(strings.TrimSuffix(place, "body")+"."+path, ".")
		}
		f.schema(place, schema)
	case errors.Is(err, openapi3filter.ErrInvalidRequired):
		f.fields[place] = "request.field_missing"
	case errors.Is(err, openapi3filter.ErrInvalidEmptyValue):
		f.fields[place] = "request.field_empty"
	case errors.As(err, &parse), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errNotOneValue):
		f.fields[place] = "request.field_unreadable"
	default:
		f.fields[place] = "request.field_contract"
	}
}

// unsupported finds the name of a field that the contract does not know: the
// library tells it in words only.
var unsupported = regexp.MustCompile(`^property "([^"]*)" is unsupported`)

// schema names what of a field's schema was not kept to.
func (f faults) schema(place string, err *openapi3.SchemaError) {
	schema := err.Schema
	switch err.SchemaField {
	case "required":
		f.fields[place] = "request.field_missing"
	case "properties", "additionalProperties":
		if named := unsupported.FindStringSubmatch(err.Reason); named != nil {
			place = strings.TrimPrefix(strings.TrimSuffix(place, "body")+"."+named[1], ".")
		}
		f.fields[place] = "request.field_unknown"
	case "enum":
		words := make([]string, len(schema.Enum))
		for i, one := range schema.Enum {
			words[i] = fmt.Sprint(one)
		}
		f.fields[place], f.bounds[place] = "request.field_enum", strings.Join(words, ", ")
	case "minLength", "minItems":
		f.fields[place], f.bounds[place] = "request.field_short", max(schema.MinLength, schema.MinItems)
	case "maxLength":
		f.fields[place], f.bounds[place] = "request.field_long", *schema.MaxLength
	case "maxItems":
		f.fields[place], f.bounds[place] = "request.field_many", *schema.MaxItems
	case "minimum":
		f.fields[place], f.bounds[place] = "request.field_least", *schema.Min
	case "maximum":
		f.fields[place], f.bounds[place] = "request.field_most", *schema.Max
	case "uniqueItems":
		f.fields[place] = "request.field_twice"
	case "type", "nullable":
		f.fields[place] = "request.field_type"
	default: // pattern, format
		f.fields[place] = "request.field_form"
	}
}

func placeOf(err error, at string) string {
	var request *openapi3filter.RequestError
	switch {
	case !errors.As(err, &request):
	case request.Parameter != nil:
		return request.Parameter.Name
	case request.RequestBody != nil:
		return "body"
	}
	if at == "" {
		return "body"
	}
	return at
}

// fieldFault names a fault in a parameter that the contract cannot express.
func fieldFault(field, key string) error {
	return &domain.Error{Code: domain.ErrInvalid, Key: "request.invalid", Fields: map[string]string{field: key}, Cause: fmt.Errorf("field %s: %s", field, key)}
}
