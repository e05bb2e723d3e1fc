package testkit

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// Installation is the product on the test servers with a database, a bucket and
// a namespace of its own, filled with the demo organisation.
type Installation struct {
	t        testing.TB
	Env      map[string]string
	URL      string
	Password string // of every demo account
}

// NewInstallation gives the product room of its own. Nothing runs yet.
func NewInstallation(t testing.TB) *Installation {
	t.Helper()
	return NewInstallationOn(t, RealServers(t))
}

// NewInstallationOn gives the product room of its own on the given servers.
func NewInstallationOn(t testing.TB, servers Servers) *Installation {
	t.Helper()
	name := "trinhky-t" + strings.ReplaceAll(uuid.NewString(), "-", "")[:12]
	env := map[string]string{}
	for k, v := range servers.Env {
		env[k] = v
	}
	in := &Installation{t: t, Env: env, Password: "demo-" + name}
	env["TRINHKY_HTTP_ADDR"] = FreeAddr(t)
	env["TRINHKY_METRICS_ADDR"] = "" // of one process; each test has its own
	env["TRINHKY_DATABASE_URL"] = freshDatabase(t, servers.DatabaseURL, "")
	env["TRINHKY_S3_BUCKET"] = name
	env["TRINHKY_TEMPORAL_NAMESPACE"] = name
	env["TRINHKY_DEMO"] = "on"
	env["TRINHKY_DEMO_PASSWORD"] = in.Password
	in.URL = "http://" + env["TRINHKY_HTTP_ADDR"]
	return in
}

// Process describes a process of this installation.
func (in *Installation) Process(args ...string) *Program {
	in.t.Helper()
	env := map[string]string{}
	for k, v := range in.Env {
		env[k] = v
	}
	if args[0] == "worker" {
		env["TRINHKY_HTTP_ADDR"] = FreeAddr(in.t) // its own, for its health
	}
	return NewProgram(in.t, env, args...)
}

// Migrate brings the database up to date.
func (in *Installation) Migrate() {
	in.t.Helper()
	p := in.Process("migrate")
	p.Start()
	<-p.done
	require.True(in.t, p.cmd.ProcessState.Success(), p.Output())
}

// DemoReady waits until the process has filled the demo.
func (p *Program) DemoReady() {
	p.t.Helper()
	require.Eventually(p.t, func() bool { return strings.Contains(p.Output(), `"demo is ready"`) }, 2*time.Minute, 100*time.Millisecond)
}

// Client is one person at the JSON API.
type Client struct {
	t    testing.TB
	url  string
	http *http.Client
}

// SignIn signs a demo account in at the API.
func (in *Installation) SignIn(username string) *Client {
	in.t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(in.t, err)
	c := &Client{t: in.t, url: in.URL, http: &http.Client{Jar: jar, Timeout: time.Minute}}
	status, body := c.Do(http.MethodPost, "/api/v1/sessions", map[string]string{"username": username, "password": in.Password}, "")
	require.Equal(in.t, http.StatusCreated, status, "sign in as %s: %s", username, body)
	return c
}

// Do sends a request and returns the status, 0 where no answer came, and the body.
func (c *Client) Do(method, path string, body any, key string) (status int, answer []byte) {
	c.t.Helper()
	var reader io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		require.NoError(c.t, err)
		reader = bytes.NewReader(data)
	}
	return c.send(method, path, reader, "application/json", key)
}

func (c *Client) send(method, path string, body io.Reader, contentType, key string) (int, []byte) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, c.url+path, body)
	require.NoError(c.t, err)
	if body != nil {
		req.Header.Set("Content-Type", contentType)
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, []byte(err.Error())
	}
	defer func() { _ = resp.Body.Close() }() // read to its end below
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, []byte(err.Error())
	}
	return resp.StatusCode, answer
}

// Get reads a resource into out and requires that it is there.
func (c *Client) Get(path string, out any) {
	c.t.Helper()
	status, body := c.Do(http.MethodGet, path, nil, "")
	require.Equal(c.t, http.StatusOK, status, "GET %s: %s", path, body)
	require.NoError(c.t, json.Unmarshal(body, out))
}

// Draft uploads a .docx with its facts and returns the document's id.
func (c *Client) Draft(docx []byte, facts any) string {
	c.t.Helper()
	status, body, id := c.TryDraft(docx, facts, uuid.NewString())
	require.Equal(c.t, http.StatusCreated, status, "%s", body)
	return id
}

// TryDraft uploads a .docx under a key, and returns the status, 0 where no answer
// came, what was answered, and the document's id where it was made.
func (c *Client) TryDraft(docx []byte, facts any, key string) (status int, answer []byte, id string) {
	c.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	data, err := json.Marshal(facts)
	require.NoError(c.t, err)
	header := map[string][]string{"Content-Disposition": {`form-data; name="facts"`}, "Content-Type": {"application/json"}}
	part, err := w.CreatePart(header)
	require.NoError(c.t, err)
	_, err = part.Write(data)
	require.NoError(c.t, err)
	part, err = w.CreateFormFile("file", "du-thao.docx")
	require.NoError(c.t, err)
	_, err = part.Write(docx)
	require.NoError(c.t, err)
	require.NoError(c.t, w.Close())
	status, answer = c.send(http.MethodPost, "/api/v1/documents", &form, w.FormDataContentType(), key)
	if status != http.StatusCreated {
		return status, answer, ""
	}
	var made struct {
		Document struct{ ID string }
	}
	require.NoError(c.t, json.Unmarshal(answer, &made))
	return status, answer, made.Document.ID
}

// Within has the person wait so long for an answer, and no longer.
func (c *Client) Within(patience time.Duration) *Client {
	c.http.Timeout = patience
	return c
}

// Insists sends the same decision until it is answered with success, as a person
// does who presses the button again while a server is away. Any refusal fails.
func (c *Client) Insists(documentID string, decision map[string]any) error {
	key := uuid.NewString()
	deadline := time.Now().Add(2 * time.Minute)
	ticker := time.NewTicker(200 * time.Millisecond)
	defer ticker.Stop()
	for {
		status, body := c.Do(http.MethodPost, "/api/v1/documents/"+documentID+"/decisions", decision, key)
		switch {
		case status == http.StatusOK || status == http.StatusAccepted:
			return nil
		case status != 0 && status < 500:
			return fmt.Errorf("%v on %s: %d %s", decision["act"], documentID, status, body)
		case time.Now().After(deadline):
			return fmt.Errorf("%v on %s: no answer in time; last %d %s", decision["act"], documentID, status, body)
		}
		<-ticker.C
	}
}

// passwordHint is how the demo's password is announced.
var passwordHint = regexp.MustCompile(`shared password, printed this once: (\S+)`)

// Announced is the demo password the process printed, empty if it did not.
func (p *Program) Announced() string {
	if m := passwordHint.FindStringSubmatch(p.Output()); m != nil {
		return m[1]
	}
	return ""
}
