package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// folder has the letter with its errors, the corrected one further down, one that is no Word file, and what Word keeps
// beside an open file.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, data []byte) {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, data, 0o600))
	}
	for name, source := range map[string]string{"a.docx": faultyLetter, "con/b.DOCX": correctedLetter} {
		data, err := os.ReadFile(source)
		require.NoError(t, err)
		put(name, data)
	}
	put("c.docx", []byte("%PDF-1.7"))
	put("~$a.docx", []byte("x"))
	put("ghi-chú.txt", []byte("x"))
	return dir
}

func TestAFolderIsCheckedFileByFile(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	out, progress, status := runCheck(t, dir)
	require.Equal(t, int(checkFoundErrors), status)
	require.Equal(t, "1/3 a.docx\n2/3 c.docx\n3/3 con/b.DOCX\n", progress)
	require.Contains(t, out, "motto.text, number.spacing, recipients.archive-line")
	require.Contains(t, out, "không phải văn bản Word")
	require.Contains(t, out, "3 tệp: 1 đạt, 1 còn lỗi, 1 không đọc được")
}

func TestAFolderIsMendedIntoAnother(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	fixed := filepath.Join(dir, "da-sua") // within it, as people do
	for range 2 {                         // what was mended is not taken in again
		out, _, status := runCheck(t, dir, "--fix", fixed, "--json")
		require.Equal(t, int(checkUnreadable), status, "no errors stay, one file cannot be read")
		var files []folderFile
		require.NoError(t, json.Unmarshal([]byte(out), &files))
		require.Len(t, files, 3)
		require.Equal(t, folderFile{File: "a.docx", Type: "cong-van", Had: tally{3, 5}, Changes: 3, Has: tally{0, 5}, Needs: []string{}}, files[0])
		require.NotEmpty(t, files[1].Fault)
		require.Equal(t, "con/b.DOCX", files[2].File)
		require.Zero(t, files[2].Changes)
	}
	require.FileExists(t, filepath.Join(fixed, "a.docx"))
	require.FileExists(t, filepath.Join(fixed, "con", "b.DOCX"))
	require.NoFileExists(t, filepath.Join(fixed, "c.docx"))
	before, err := os.ReadFile(faultyLetter)
	require.NoError(t, err)
	after, err := os.ReadFile(filepath.Join(dir, "a.docx"))
	require.NoError(t, err)
	require.Equal(t, before, after, "the originals stay")

	_, errOut, status := runCheck(t, dir, "--fix", dir+string(filepath.Separator))
	require.Equal(t, int(checkUnreadable), status)
	require.Contains(t, errOut, "không ghi đè lên các tệp gốc")
}

func TestWhatIsLeftAsItIsIsToldWithItsReason(t *testing.T) {
	t.Parallel()
	to := filepath.Join(t.TempDir(), "b.docx")
	out, _, _ := runCheck(t, "../testdata/format/x01-fix-margins-wide-table.docx", "--fix", to)
	require.Contains(t, out, "bảng rộng 184,9 mm → rộng 165,0 mm như phần lời văn")
	require.Equal(t, 1, strings.Count(out, "[page.margin.right]"))
}
