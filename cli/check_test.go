package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// runCheck runs the command and gives what it printed and its exit status.
func runCheck(t *testing.T, args ...string) (out, errOut string, status int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := newCheck()
	cmd.SetArgs(args)
	cmd.SetOut(&stdout)
	cmd.SetErr(&stderr)
	err := cmd.ExecuteContext(t.Context())
	if err != nil {
		var code exitCode
		require.ErrorAs(t, err, &code)
		status = int(code)
	}
	return stdout.String(), stderr.String(), status
}

const (
	faultyLetter    = "../testdata/288-UBND-VP.docx"
	correctedLetter = "../testdata/288-UBND-VP.corrected.docx"
)

func TestCheckExitsByWhatItFinds(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, data, 0o600))
		return path
	}
	good, err := os.ReadFile(correctedLetter)
	require.NoError(t, err)
	pipe := filepath.Join(dir, "pipe.docx")
	require.NoError(t, syscall.Mkfifo(pipe, 0o600))
	for name, c := range map[string]struct {
		args   []string
		status int
		says   string // on stderr
	}{
		"no error":           {[]string{correctedLetter}, 0, ""},
		"errors":             {[]string{faultyLetter}, 1, ""},
		"errors, JSON":       {[]string{faultyLetter, "--json"}, 1, ""},
		"no such file":       {[]string{filepath.Join(dir, "none.docx")}, 2, "không có tệp"},
		"a folder of none":   {[]string{t.TempDir()}, 2, "không có tệp .docx nào"},
		"a pipe":             {[]string{pipe}, 2, "không phải là tệp"},
		"no file given":      {nil, 2, "đúng một tệp"},
		"two files":          {[]string{faultyLetter, correctedLetter}, 2, "đúng một tệp"},
		"not a .docx":        {[]string{write("a.docx", []byte("xin chào"))}, 2, "không phải văn bản Word"},
		"a .doc":             {[]string{write("b.docx", append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...))}, 2, ".doc"},
		"damaged":            {[]string{write("c.docx", good[:len(good)/2])}, 2, "hỏng"},
		"empty":              {[]string{write("d.docx", nil)}, 2, ""},
		"unknown type":       {[]string{correctedLetter, "--type", "thu-tay"}, 2, "không có loại văn bản"},
		"unknown stage":      {[]string{correctedLetter, "--stage", "final"}, 2, "không có giai đoạn"},
		"unknown language":   {[]string{correctedLetter, "--lang", "fr"}, 2, "không có ngôn ngữ"},
		"unknown flag":       {[]string{correctedLetter, "--nothing"}, 2, "unknown flag"},
		"in English":         {[]string{filepath.Join(dir, "none.docx"), "--lang", "en"}, 2, "no file"},
		"wrong type":         {[]string{correctedLetter, "--type", "quyet-dinh"}, 1, ""},
		"number still blank": {[]string{correctedLetter, "--stage", "issued"}, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, errOut, status := runCheck(t, c.args...)
			require.Equal(t, c.status, status)
			require.Contains(t, errOut, c.says)
			if c.status == 2 {
				require.Empty(t, out)
				require.Equal(t, 1, strings.Count(errOut, "\n"), "one clear line: %q", errOut)
			} else {
				require.Empty(t, errOut)
			}
		})
	}
}

func TestCheckPrintsTheReport(t *testing.T) {
	t.Parallel()
	out, _, _ := runCheck(t, faultyLetter, "--json", "--lang", "en")
	var report struct {
		File         string `json:"file"`
		DocumentType string `json:"document_type"`
		Errors       int    `json:"errors"`
		Findings     []struct {
			Rule, Message string
		}
	}
	require.NoError(t, json.Unmarshal([]byte(out), &report))
	require.Equal(t, faultyLetter, report.File)
	require.Equal(t, "cong-van", report.DocumentType)
	require.Equal(t, 3, report.Errors)
	require.Equal(t, "motto.text", report.Findings[0].Rule)
	require.Contains(t, report.Findings[0].Message, "the decree says")
	require.NotContains(t, out, `\u003c`)

	text, _, _ := runCheck(t, faultyLetter)
	for _, want := range []string{"3 lỗi, 5 cảnh báo", "Lỗi [motto.text] đoạn 4", "Phụ lục I, Phần I, mục II.1.b"} {
		require.Contains(t, text, want)
	}
}

func TestCheckMendsACopy(t *testing.T) {
	t.Parallel()
	original, err := os.ReadFile(faultyLetter)
	require.NoError(t, err)
	dir := t.TempDir()
	fixed := filepath.Join(dir, "fixed.docx")
	out, errOut, status := runCheck(t, faultyLetter, "--fix", fixed)
	require.Zero(t, status, errOut)
	require.Contains(t, out, "Đã sửa 3 chỗ")
	require.Contains(t, out, "[number.spacing] đoạn 5: “Số: 288 /UBND-VP” → “Số: 288/UBND-VP”")
	require.Contains(t, out, "0 lỗi, 5 cảnh báo")
	_, _, status = runCheck(t, fixed)
	require.Zero(t, status)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1, "nothing half written is left behind")

	var mended struct {
		File    string
		Errors  int
		Changes []struct{ Rule, From, To string }
	}
	out, _, status = runCheck(t, faultyLetter, "--fix", fixed, "--json")
	require.Zero(t, status)
	require.NoError(t, json.Unmarshal([]byte(out), &mended))
	require.Len(t, mended.Changes, 3)
	require.Equal(t, fixed, mended.File)

	_, errOut, status = runCheck(t, fixed, "--fix", fixed)
	require.Equal(t, 2, status)
	require.Contains(t, errOut, "không ghi đè lên tệp gốc")
	_, errOut, status = runCheck(t, faultyLetter, "--fix", filepath.Join(dir, "none", "x.docx"))
	require.Equal(t, 2, status)
	require.Contains(t, errOut, "không ghi được")
	now, err := os.ReadFile(faultyLetter)
	require.NoError(t, err)
	require.Equal(t, original, now)
}

func TestCheckTakesWhatAnOfficeHasSettled(t *testing.T) {
	t.Parallel()
	_, errOut, status := runCheck(t, correctedLetter, "--preset", "ubnd-phuong-2025")
	require.Zero(t, status, errOut)
	preset, err := os.ReadFile("../internal/regulation/presets/ubnd-thanh-pho-2024.yaml")
	require.NoError(t, err)
	own := filepath.Join(t.TempDir(), "van-phong.yaml")
	write := func(old, anew string) {
		require.Contains(t, string(preset), old)
		require.NoError(t, os.WriteFile(own, []byte(strings.Replace(string(preset), old, anew, 1)), 0o600))
	}
	write("margin_left_mm: {min: 30, max: 35", "margin_left_mm: {min: 35, max: 35")
	out, _, status := runCheck(t, correctedLetter, "--preset", own)
	require.Equal(t, 1, status)
	require.Contains(t, out, "quy định 35 mm")

	write("margin_left_mm: {min: 30, max: 35", "margin_left_mm: {min: 20, max: 35")
	_, errOut, status = runCheck(t, correctedLetter, "--preset", own)
	require.Equal(t, 2, status)
	require.Contains(t, errOut, "margin_left_mm")
	_, errOut, status = runCheck(t, correctedLetter, "--preset", "ubnd-huyen")
	require.Equal(t, 2, status)
	require.Contains(t, errOut, `no preset "ubnd-huyen"`)
}
