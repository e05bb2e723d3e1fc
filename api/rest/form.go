package rest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/intake"
	"trinhky/internal/spool"
)

// form is an upload: fields and one file. Where the file comes last it streams
// through; one that comes before the fields waits for them on the local disk. It
// is never held in memory.
type form struct {
	fields map[string]string
	upload intake.Upload
	kept   *os.File
}

// close lets go of what waited on the disk.
func (f form) close() {
	if f.kept != nil {
		_ = f.kept.Close() // it has no name any more
	}
}

// sent is told what the whole form was, before the file's last byte is handed on.
type sent func(fields map[string]string, fileName, sha256 string) error

// readForm reads up to the file, which is the field of that name, or up to the
// end where fields come after it. Faults are *domain.Error.
func readForm(r *multipart.Reader, whole sent, file string, fields ...string) (f form, err error) {
	f.fields = map[string]string{}
	defer func() {
		if err != nil {
			f.close()
		}
	}()
	sum := ""
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return f, requestFault(err)
		}
		name := part.FormName()
		_, twice := f.fields[name]
		switch {
		case name == file && f.kept == nil && len(f.fields) == len(fields):
			f.upload = intake.Upload{FileName: part.FileName(), Body: &lastPart{form: r, part: part, hash: sha256.New(), whole: func(sum string) error {
				return whole(f.fields, part.FileName(), sum)
			}}}
			return f, nil
		case name == file && f.kept == nil:
			if f.kept, sum, err = keep(part); err != nil {
				return f, err
			}
			f.upload = intake.Upload{FileName: part.FileName(), Body: f.kept}
		case twice || !slices.Contains(fields, name):
			return f, fieldFault(name, "request.field_unknown")
		default:
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
	if f.kept == nil {
		return f, fieldFault(file, "request.field_missing")
	}
	if _, err := f.kept.Seek(0, io.SeekStart); err != nil {
		return f, err
	}
	return f, whole(f.fields, f.upload.FileName, sum)
}

// keep puts a file by that comes before the fields that say what it is.
func keep(part io.Reader) (*os.File, string, error) {
	file, err := spool.New()
	if err != nil {
		return nil, "", err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(file, sum), part); err != nil {
		return file, "", requestFault(err)
	}
	return file, hex.EncodeToString(sum.Sum(nil)), nil
}

// lastPart reads the file and, at its end, refuses a form that goes on: a field
// that came twice would be lost without a word.
type lastPart struct {
	form  *multipart.Reader
	part  io.Reader
	hash  hash.Hash
	whole func(sha256 string) error
}

func (l *lastPart) Read(p []byte) (int, error) {
	n, err := l.part.Read(p)
	l.hash.Write(p[:n])
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return n, &domain.Error{Code: domain.ErrTooLarge, Key: "request.too_large", Cause: err}
	case !errors.Is(err, io.EOF):
		return n, err
	}
	next, after := l.form.NextPart()
	switch {
	case after == nil:
		return n, fieldFault(next.FormName(), "request.field_unknown")
	case !errors.Is(after, io.EOF):
		return n, requestFault(after)
	}
	if err := l.whole(hex.EncodeToString(l.hash.Sum(nil))); err != nil {
		return n, err
	}
	return n, io.EOF
}

// holds is what of an upload a key stands for.
func (a *API) holds(ctx context.Context, actor domain.Actor, key, what, documentID string) sent {
	return func(fields map[string]string, fileName, sha256 string) error {
		return a.hold(ctx, actor, key, []any{what, documentID, fields, fileName, sha256})
	}
}

// decode reads a JSON field of a form by its schema in the contract.
func (a *API) decode(text, field, schema string, into any) error {
	if wellFormed([]byte(text)) != nil {
		return fieldFault(field, "request.field_json")
	}
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return fieldFault(field, "request.field_json")
	}
	if err := a.spec.Components.Schemas[schema].Value.VisitJSON(value, openapi3.MultiErrors()); err != nil {
		faults := newFaults()
		faults.collect(err, field)
		return faults.error()
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fieldFault(field, "request.field_json")
	}
	return nil
}
