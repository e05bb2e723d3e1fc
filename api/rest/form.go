package rest

import (
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/intake"
)

// form is an upload read as it streams in: first the fields, then one file as
// its last part, so that no file is ever held in memory.
type form struct {
	fields map[string]string
	upload intake.Upload
}

// readForm reads up to the file, named file. Faults are *domain.Error.
func readForm(r *multipart.Reader, file string, fields ...string) (form, error) {
	f := form{fields: map[string]string{}}
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return f, fieldFault(file, "request.field_missing")
		}
		if err != nil {
			return f, requestFault(err)
		}
		name := part.FormName()
		if name == file {
			f.upload = intake.Upload{FileName: part.FileName(), Body: &lastPart{form: r, part: part}}
			return f, nil
		}
		if _, twice := f.fields[name]; twice || !contains(fields, name) {
			return f, fieldFault(name, "request.field_unknown")
		}
		data, err := io.ReadAll(io.LimitReader(part, door.MaxField+1))
		if err != nil {
			return f, requestFault(err)
		}
		if len(data) > door.MaxField {
			return f, &domain.Error{Code: domain.ErrTooLarge, Key: "request.too_large"}
		}
		f.fields[name] = string(data)
	}
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// lastPart reads the file and, at its end, refuses a form that goes on: a field
// behind the file would be lost without a word.
type lastPart struct {
	form *multipart.Reader
	part io.Reader
}

func (l *lastPart) Read(p []byte) (int, error) {
	n, err := l.part.Read(p)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return n, &domain.Error{Code: domain.ErrTooLarge, Key: "request.too_large", Cause: err}
	case !errors.Is(err, io.EOF):
		return n, err
	}
	next, after := l.form.NextPart()
	if errors.Is(after, io.EOF) {
		return n, io.EOF
	}
	if after != nil {
		return n, requestFault(after)
	}
	return n, fieldFault(next.FormName(), "request.field_after_file")
}

// decode reads a JSON field of a form by its schema in the contract.
func (a *API) decode(text, field, schema string, into any) error {
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return fieldFault(field, "request.field_json")
	}
	if err := a.spec.Components.Schemas[schema].Value.VisitJSON(value, openapi3.MultiErrors()); err != nil {
		fields := map[string]string{}
		collectFaults(err, field, fields)
		return &domain.Error{Code: domain.ErrInvalid, Key: "request.invalid", Fields: fields}
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fieldFault(field, "request.field_json")
	}
	return nil
}
