package activities_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"trinhky/activities"
	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/pdf"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
	"trinhky/storage/files"
	"trinhky/workflows"
)

// hands are the activities on the real servers.
type hands struct {
	*activities.Activities
	t     *testing.T
	db    testkit.DB
	c     testkit.Committee
	files *files.Store
}

func newHands(t *testing.T) *hands {
	t.Helper()
	h := &hands{t: t, db: testkit.Database(t), files: testkit.Files(t)}
	h.c = testkit.Organisation(t, h.db.Store)
	h.Activities = &activities.Activities{
		Store: h.db.Store, Files: h.files, Converter: gotenberg(t, testkit.RealServers(t).GotenbergURL), Now: time.Now,
	}
	return h
}

func gotenberg(t *testing.T, url string) *pdf.Client {
	t.Helper()
	converter, err := pdf.New(url, nil, 1)
	require.NoError(t, err)
	return converter
}

// stored puts a file where uploads lie.
func (h *hands) stored(body []byte) string {
	h.t.Helper()
	sha, size, err := h.files.Put(context.Background(), bytes.NewReader(body), 64<<20)
	require.NoError(h.t, err)
	require.NoError(h.t, h.db.Store.RecordFile(context.Background(), sha, size, "application/octet-stream", time.Now()))
	return sha
}

// read gives back stored content.
func (h *hands) read(sha string) []byte {
	h.t.Helper()
	body, _, err := h.files.Get(context.Background(), sha)
	require.NoError(h.t, err)
	data, err := io.ReadAll(body)
	require.NoError(h.t, err)
	require.NoError(h.t, body.Close())
	return data
}

// numbered is a document that has its number and waits for its files.
func (h *hands) numbered() domain.Document {
	h.t.Helper()
	return testkit.NewJourney(h.t, h.db.Store, h.c, testkit.Draft(h.t, h.db.Store, h.c)).UpTo(route.StepPublication).Doc
}

// note is what the page says the document waits for.
func (h *hands) note(documentID string) string {
	h.t.Helper()
	doc, err := h.db.Store.Document(context.Background(), domain.Viewer{SeesAll: true}, documentID)
	require.NoError(h.t, err)
	return doc.PublicationNote
}

// paragraphs are the lines of a .docx.
func paragraphs(t *testing.T, body []byte) []string {
	t.Helper()
	doc, err := docx.Read(context.Background(), bytes.NewReader(body), int64(len(body)), opc.Limits{})
	require.NoError(t, err)
	var out []string
	for p := range doc.Paragraphs() {
		out = append(out, strings.Join(strings.Fields(norm.NFC.String(p.Text())), " "))
	}
	return out
}

// poppler runs one of Poppler's tools over a PDF.
func poppler(t *testing.T, body []byte, tool string, args ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(name, body, 0o600))
	args = append(args, name)
	if tool == "pdftotext" {
		args = append(args, "-")
	}
	out, err := exec.CommandContext(t.Context(), tool, args...).Output()
	require.NoError(t, err)
	return norm.NFC.String(string(out))
}

func TestTheWorkflowsCallTheActivitiesByTheirMethods(t *testing.T) {
	t.Parallel()
	for _, name := range []string{workflows.RecordTransition, workflows.CheckFormat, workflows.PublishIssued, workflows.RenderPreview} {
		_, ok := reflect.TypeFor[*activities.Activities]().MethodByName(name)
		require.True(t, ok, name)
	}
}
