package rest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
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
	fields := map[string]string{}
	collectFaults(err, "", fields)
	return &domain.Error{Code: domain.ErrInvalid, Key: "request.invalid", Fields: fields, Cause: errors.New("the request does not keep to the contract")}
}

func collectFaults(err error, at string, fields map[string]string) {
	var many openapi3.MultiError
	if errors.As(err, &many) {
		// RequestError wraps the MultiError of a body, so its place is kept.
		for _, one := range many {
			collectFaults(one, placeOf(err, at), fields)
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
		fields[place] = schema.Reason
	case errors.Is(err, openapi3filter.ErrInvalidRequired):
		fields[place] = "is missing"
	case errors.Is(err, openapi3filter.ErrInvalidEmptyValue):
		fields[place] = "is empty"
	case errors.As(err, &parse), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		fields[place] = "cannot be read"
	default:
		fields[place] = "is not as the contract says"
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
