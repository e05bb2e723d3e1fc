package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
)

// runWorkdays runs the command as main would, under a root of its own.
func runWorkdays(t *testing.T, args ...string) (string, error) {
	t.Helper()
	root := &cobra.Command{Use: "trinhky", SilenceErrors: true}
	root.AddCommand(newWorkdays())
	var out bytes.Buffer
	root.SetOut(&out)
	root.SetErr(&out)
	root.SetArgs(append([]string{"workdays"}, args...))
	err := root.Execute()
	return out.String(), err
}

func TestWorkdaysAddAnswersFirstAndThenSaysWhy(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		args       []string
		first, why string
	}{
		{[]string{"add", "2024-05-07", "-3"}, "2024-05-03", "3 ngày làm việc trước 7/5/2024, trừ CN, kể cả T7 4/5 (làm bù)"},
		{[]string{"add", "--lang", "en", "2024-05-07", "-3"}, "2024-05-03", "3 working days before 7 May 2024, excluding Sun, counting Sat 4 May (make-up)"},
		{[]string{"add", "2024-05-07", "-3", "--lang=en"}, "2024-05-03", "3 working days before 7 May 2024, excluding Sun, counting Sat 4 May (make-up)"},
		{[]string{"add", "--", "2024-05-07", "-3"}, "2024-05-03", "3 ngày làm việc trước 7/5/2024, trừ CN, kể cả T7 4/5 (làm bù)"},
		{[]string{"--lang", "en", "add", "2024-03-26", "-3"}, "2024-03-21", "3 working days before 26 Mar 2024, excluding Sat, Sun"},
		{[]string{"add", "2025-04-29", "5"}, "2025-05-09", "5 ngày làm việc, trừ 30/4–2/5, T7, CN"},
		{[]string{"add", "2024-05-05", "0"}, "2024-05-06", "trong ngày làm việc 6/5/2024, trừ CN"},
		{[]string{"between", "2025-04-29", "2025-05-09"}, "5", "5 ngày làm việc, trừ 30/4–2/5, T7, CN"},
		{[]string{"between", "2024-05-07", "2024-05-03", "--lang", "en"}, "-3", "3 working days before 7 May 2024, excluding Sun, counting Sat 4 May (make-up)"},
	} {
		out, err := runWorkdays(t, test.args...)
		require.NoError(t, err, "%v", test.args)
		lines := strings.Split(out, "\n")
		require.Equal(t, test.first, lines[0], "%v", test.args)
		require.Equal(t, test.why, lines[1], "%v", test.args)
		require.Contains(t, out, calendar.Vietnam().SHA256())
	}
}

func TestWorkdaysPrintsTheWholeAnswerAsJSON(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"add", "2024-05-07", "-3", "--json"}, {"--json", "between", "2024-05-07", "2024-05-03"}} {
		out, err := runWorkdays(t, args...)
		require.NoError(t, err)
		var answer calendar.Explained
		require.NoError(t, json.Unmarshal([]byte(out), &answer))
		require.Equal(t, calendar.Vietnam().Add(calendar.NewDate(2024, 5, 7), -3).Explained(), answer)
	}
}

func TestWorkdaysListsAYear(t *testing.T) {
	t.Parallel()
	out, err := runWorkdays(t, "list", "2026")
	require.NoError(t, err)
	require.Equal(t, calendar.Vietnam().Year(2026).Text(domain.Vietnamese), out)

	out, err = runWorkdays(t, "list", "2027", "--lang", "en")
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(out, "2027: provisional\n"))

	out, err = runWorkdays(t, "list", "2024", "--json")
	require.NoError(t, err)
	var year calendar.Year
	require.NoError(t, json.Unmarshal([]byte(out), &year))
	require.Equal(t, calendar.Vietnam().Year(2024), year)
}

func TestWorkdaysRefusesInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		args   []string
		vi, en string
	}{
		{[]string{"add", "7/5/2024", "-3"}, `ngày "7/5/2024" không đúng`, `"7/5/2024" is not a day`},
		{[]string{"add", "2024-02-30", "1"}, "không đúng", "is not a day"},
		{[]string{"add", "2024-05-07", "three"}, `số ngày làm việc "three" không đúng`, `"three" is not a number of working days`},
		{[]string{"add", "2024-05-07", "1001"}, "từ -1000 đến 1000", "from -1000 to 1000"},
		{[]string{"add", "2024-05-07", "-1001"}, "từ -1000 đến 1000", "from -1000 to 1000"},
		{[]string{"add", "2024-05-07"}, "cần 2 tham số, nhận 1", "want 2 arguments, got 1"},
		{[]string{"add", "2024-05-07", "1", "--lang", "fr"}, `không có ngôn ngữ "fr"`, `no language "fr"`},
		{[]string{"between", "2024-05-07"}, "cần 2 tham số, nhận 1", "want 2 arguments, got 1"},
		{[]string{"between", "2024-05-07", "hôm nay"}, "không đúng", "is not a day"},
		{[]string{"between", "0001-01-01", "9999-12-31"}, "cách nhau quá", "more than 3660 days apart"},
		{[]string{"between", "9999-12-31", "0001-01-01"}, "cách nhau quá", "more than 3660 days apart"},
		{[]string{"list"}, "cần 1 tham số, nhận 0", "want 1 arguments, got 0"},
		{[]string{"list", "next"}, `năm "next" không đúng`, `"next" is not a year`},
		{[]string{"subtract"}, `không có lệnh "subtract"`, `no command "subtract"`},
	} {
		out, err := runWorkdays(t, test.args...)
		require.ErrorContains(t, err, test.vi, "%v", test.args)
		require.ErrorContains(t, err, test.en, "%v", test.args)
		require.Empty(t, out, "nothing is printed beside the error: %v", test.args)
	}
	_, err := runWorkdays(t, "add", "2024-05-07", "1", "--colour")
	require.ErrorContains(t, err, "--colour")
}

func TestWorkdaysAddStillShowsItsHelp(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"add", "--help"}, {"add", "2024-05-07", "-3", "-h"}, {}} {
		out, err := runWorkdays(t, args...)
		require.NoError(t, err)
		require.Contains(t, out, "trinhky workdays")
		require.NotContains(t, out, "2024-05-03")
	}
}
