package webtest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
)

// Answer is one answer of the pages.
type Answer struct {
	Status   int
	Location string
	Header   http.Header
	Body     string
}

// Visitor goes to pages as one person in one language.
type Visitor struct {
	o    *Office
	who  string
	lang string
}

// As goes in as a person, in Vietnamese; nobody is a guest.
func (o *Office) As(who string) Visitor { return Visitor{o, who, "vi"} }

// In goes in as a person, in a language.
func (o *Office) In(who, lang string) Visitor { return Visitor{o, who, lang} }

// Send sends any request, and follows no redirect.
func (v Visitor) Send(r *http.Request) Answer {
	v.o.T.Helper()
	if v.who != "" {
		r.AddCookie(&http.Cookie{Name: "who", Value: v.who})
	}
	r.AddCookie(&http.Cookie{Name: "trinhky_lang", Value: v.lang})
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	require.NoError(v.o.T, err)
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	require.NoError(v.o.T, err)
	return Answer{answer.StatusCode, answer.Header.Get("Location"), answer.Header, string(body)}
}

// Get opens an address.
func (v Visitor) Get(path string) Answer {
	v.o.T.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, v.o.Server.URL+path, nil)
	require.NoError(v.o.T, err)
	return v.Send(r)
}

// Post sends a form without a file.
func (v Visitor) Post(path string, values url.Values) Answer {
	v.o.T.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, v.o.Server.URL+path, strings.NewReader(values.Encode()))
	require.NoError(v.o.T, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.Send(r)
}

// Upload posts a form with a file as its last part, as browsers do.
func (v Visitor) Upload(path string, values url.Values, name, content string) Answer {
	v.o.T.Helper()
	var body bytes.Buffer
	const boundary = "ranh-gioi"
	for key, all := range values {
		for _, value := range all {
			fmt.Fprintf(&body, "--%s\r\nContent-Disposition: form-data; name=%q\r\n\r\n%s\r\n", boundary, key, value)
		}
	}
	fmt.Fprintf(&body, "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=%q\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n--%s--\r\n", boundary, name, content, boundary)
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, v.o.Server.URL+path, &body)
	require.NoError(v.o.T, err)
	r.Header.Set("Content-Type", "multipart/form-data; boundary="+boundary)
	return v.Send(r)
}

// Fill is what the form of an act on the page would send.
func (v Visitor) Fill(path string, act domain.Act) url.Values {
	v.o.T.Helper()
	values := url.Values{}
	form := Read(v.o.T, v.Get(path)).Find(`form[action$="/acts/` + string(act) + `"]`)
	require.Equal(v.o.T, 1, form.Length(), "%s has no form to %s", path, act)
	for _, name := range []string{"token", "step_key", "version_id", "queue"} {
		if value, ok := form.Find(`input[name="` + name + `"]`).Attr("value"); ok {
			values.Set(name, value)
		}
	}
	return values
}
