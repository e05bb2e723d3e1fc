package site

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/intake"
	"trinhky/internal/tidy"
)

// Form is what a person filled in. Its one file, if any, comes last and is read
// as it arrives, so that it is never whole in memory.
type Form struct {
	Values url.Values
	File   *intake.Upload // nil when none was chosen
}

// NewToken makes the token of a form when it is shown: sent twice, it acts once.
func NewToken() string { return uuid.Must(uuid.NewV7()).String() }

// Form reads what was sent. The error is a *domain.Error: too_large, or invalid
// where it cannot be read.
func (visit *Visit) Form() (*Form, error) {
	r := visit.Gin.Request
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		r.Body = http.MaxBytesReader(visit.Gin.Writer, r.Body, door.MaxBody)
		if err := r.ParseForm(); err != nil {
			return nil, formError(err)
		}
		return &Form{Values: r.PostForm}, nil
	}
	r.Body = http.MaxBytesReader(visit.Gin.Writer, r.Body, door.MaxUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, formError(err)
	}
	return readParts(parts)
}

func readParts(parts *multipart.Reader) (*Form, error) {
	f := &Form{Values: url.Values{}}
	left := int64(door.MaxBody)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return nil, formError(err)
		}
		if part.FormName() == "file" {
			if part.FileName() == "" {
				continue
			}
			f.File = &intake.Upload{FileName: part.FileName(), Body: arriving{part}}
			return f, nil
		}
		value, err := io.ReadAll(io.LimitReader(part, left+1))
		if err != nil {
			return nil, formError(err)
		}
		if left -= int64(len(value)); left < 0 {
			return nil, &domain.Error{Code: domain.ErrTooLarge, Key: "form.too_large"}
		}
		f.Values.Add(part.FormName(), string(value))
	}
}

// arriving turns the limit of the whole form into an error people understand.
type arriving struct{ r io.Reader }

func (a arriving) Read(p []byte) (int, error) {
	n, err := a.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = formError(err)
	}
	return n, err
}

func formError(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &domain.Error{Code: domain.ErrTooLarge, Key: "form.too_large", Cause: err}
	}
	if domain.CodeOf(err) == domain.ErrSlow {
		return err
	}
	return &domain.Error{Code: domain.ErrInvalid, Key: "form.unreadable", Cause: err}
}

// Line is a value on one line.
func (f *Form) Line(name string) string {
	return tidy.Line(f.Values.Get(name))
}

// Text is a value of several lines. It is invalid when it is too long to be
// meant for a person.
func (f *Form) Text(name string) (string, error) {
	text := tidy.Text(f.Values.Get(name))
	if len([]rune(text)) > door.MaxText {
		return "", &domain.Error{
			Code: domain.ErrInvalid, Key: "form.text_too_long", Fields: map[string]string{name: "form.text_too_long"},
			Args: map[string]any{"Max": door.MaxText}, Cause: fmt.Errorf("%s has over %d letters", name, door.MaxText),
		}
	}
	return text, nil
}

// Lines are the lines of a value that say something.
func (f *Form) Lines(name string) []string {
	return tidy.Lines(strings.Split(f.Values.Get(name), "\n"))
}

// Token is the form's token, a new one where the sender gave none it could have
// got from us.
func (f *Form) Token() string {
	if id, err := uuid.Parse(f.Values.Get("token")); err == nil {
		return id.String()
	}
	return NewToken()
}

// ID is a value that names something of ours, or nothing.
func (f *Form) ID(name string) string {
	if id, err := uuid.Parse(f.Values.Get(name)); err == nil {
		return id.String()
	}
	return ""
}

// Number is a value that is a whole number, 0 where it is none.
func (f *Form) Number(name string) int {
	n, err := strconv.Atoi(f.Values.Get(name))
	if err != nil {
		return 0
	}
	return n
}

// IDs are the values of a name that are ids.
func (f *Form) IDs(name string) []string {
	var out []string
	for _, v := range f.Values[name] {
		if id, err := uuid.Parse(v); err == nil {
			out = append(out, id.String())
		}
	}
	return out
}
