package rendering_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// A document that follows the decree has no findings however it was saved: LibreOffice writes other styles, other
// sections and other drawings than the generator does.
func TestAGoodDocumentSavedAnewByLibreOfficeHasNoFindings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	save := func(name string, s *g.Spec) string {
		path := filepath.Join(dir, name+".docx")
		require.NoError(t, os.WriteFile(path, s.Bytes(), 0o600))
		return path
	}
	files := []string{save("letter", g.LetterDraft())}
	for name, s := range g.SampleForms() {
		files = append(files, save(name, s))
	}
	convert(t, dir, "odt", files)
	convert(t, filepath.Join(dir, "again"), "docx", glob(t, dir, "*.odt"))
	saved := glob(t, dir, "again/*.docx")
	require.Len(t, saved, len(files))
	for _, path := range saved {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		report, err := format.CheckFile(t.Context(), bytes.NewReader(data), int64(len(data)), format.Options{})
		require.NoError(t, err)
		require.NotEmpty(t, report.Type, path)
		for _, f := range report.Findings {
			t.Errorf("%s: %s %s at %s: %s", filepath.Base(path), f.Severity, f.Rule, f.Where, f.Message.EN)
		}
	}
}

// convert saves files in another format, with a LibreOffice of its own.
func convert(t *testing.T, to, format string, files []string) {
	t.Helper()
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir())
	out, err := exec.CommandContext(t.Context(), "/usr/lib/libreoffice/program/soffice",
		append([]string{"--headless", profile, "--convert-to", format, "--outdir", to}, files...)...).CombinedOutput()
	require.NoError(t, err, "%s", out)
}

func glob(t *testing.T, dir, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, pattern))
	require.NoError(t, err)
	return found
}
