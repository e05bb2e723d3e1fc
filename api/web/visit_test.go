package web_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/stretchr/testify/require"
)

// visit is one answer of the pages.
type visit struct {
	status   int
	location string
	header   http.Header
	body     string
}

// visitor goes to pages as one person in one language.
type visitor struct {
	o    *office
	who  string
	lang string
}

func (o *office) as(who string) visitor { return visitor{o, who, "vi"} }

func (o *office) in(who, lang string) visitor { return visitor{o, who, lang} }

func (v visitor) send(r *http.Request) visit {
	v.o.t.Helper()
	if v.who != "" {
		r.AddCookie(&http.Cookie{Name: "who", Value: v.who})
	}
	r.AddCookie(&http.Cookie{Name: "trinhky_lang", Value: v.lang})
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	require.NoError(v.o.t, err)
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	require.NoError(v.o.t, err)
	return visit{answer.StatusCode, answer.Header.Get("Location"), answer.Header, string(body)}
}

func (v visitor) get(path string) visit {
	v.o.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, v.o.server.URL+path, nil)
	require.NoError(v.o.t, err)
	return v.send(r)
}

func (v visitor) post(path string, values url.Values) visit {
	v.o.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, v.o.server.URL+path, strings.NewReader(values.Encode()))
	require.NoError(v.o.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.send(r)
}

// upload posts a form with a file as its last part, as browsers do.
func (v visitor) upload(path string, values url.Values, name, content string) visit {
	v.o.t.Helper()
	var body bytes.Buffer
	const boundary = "ranh-gioi"
	for key, all := range values {
		for _, value := range all {
			fmt.Fprintf(&body, "--%s\r\nContent-Disposition: form-data; name=%q\r\n\r\n%s\r\n", boundary, key, value)
		}
	}
	fmt.Fprintf(&body, "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=%q\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n--%s--\r\n", boundary, name, content, boundary)
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, v.o.server.URL+path, &body)
	require.NoError(v.o.t, err)
	r.Header.Set("Content-Type", "multipart/form-data; boundary="+boundary)
	return v.send(r)
}
