package tidy_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"trinhky/internal/tidy"
)

func TestALineHasItsLettersComposedItsWordsPartedOnceAndNothingHidden(t *testing.T) {
	t.Parallel()
	for given, kept := range map[string]string{
		"To\u031b\u0300 tri\u0300nh":        "Tờ trình",
		"  về\u00a0việc \t\r\n họp ":        "về việc họp",
		"hóa \u202excod":                    "hóa xcod",
		"m\u200bột\ufeff":                   "một",
		"a\x00b\x07c\x7f":                   "abc",
		"b\xffc\ufffd":                      "bc",
		"\u2066\u2069":                      "",
		"Số: 05/UBND-VP – “khẩn”; 100 % ấy": "Số: 05/UBND-VP – “khẩn”; 100 % ấy",
	} {
		require.Equal(t, kept, tidy.Line(given), "%q", given)
	}
	require.Equal(t, []string{"Như trên", "Lưu: VT"}, tidy.Lines([]string{" Như  trên", "\u200b", "", "Lưu: VT\r"}))
	require.Empty(t, tidy.Lines(nil))
}

func TestATextKeepsItsLines(t *testing.T) {
	t.Parallel()
	require.Equal(t, "Thống nhất.\n\n\tSửa mục 2.", tidy.Text("\r\nThống nhất.\r\n\r\n\tSửa\u202c mục 2.\r\n "))
}

func TestAFileNameHasNoPathAndIsAtMost200LettersToItsEnd(t *testing.T) {
	t.Parallel()
	require.Equal(t, "Tờ trình.docx", tidy.FileName(`C:\Users/An\Tờ trình.docx`))
	require.Equal(t, strings.Repeat("dài", 65)+".docx", tidy.FileName(strings.Repeat("dài", 100)+".docx"))
	for _, nothing := range []string{"", "/", " \t\n", "a/\u202e", `a\`} {
		require.Equal(t, "tep", tidy.FileName(nothing), "%q", nothing)
	}
}

func TestWhatIsTidyStaysAsItIs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		for name, tidied := range map[string]func(string) string{"line": tidy.Line, "text": tidy.Text, "file name": tidy.FileName} {
			once := tidied(text)
			require.Equal(t, once, tidied(once), name)
		}
	})
}
