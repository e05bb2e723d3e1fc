package calendar

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"trinhky/internal/domain"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), string(got)))
}

func TestSummarySaysWhatWasLeftOutAndWhatWasWorked(t *testing.T) {
	t.Parallel()
	add := func(from string, n int) Result { return Vietnam().Add(day(t, from), n) }
	due := func(from string, n int) Result { return Vietnam().Due(instant(t, from), n, DefaultOfficeHours()) }
	for _, test := range []struct {
		name   string
		result Result
		vi, en string
	}{
		{
			"holidays and a weekend", add("2026-04-29", 3),
			"3 ngày làm việc, trừ 30/4, 1/5, T7, CN",
			"3 working days, excluding 30 Apr, 1 May, Sat, Sun",
		},
		{"nothing to leave out", add("2024-03-18", 3), "3 ngày làm việc", "3 working days"},
		{"one day", add("2024-03-18", 1), "1 ngày làm việc", "1 working day"},
		{
			"only a Saturday passed", Vietnam().Between(day(t, "2024-03-21"), day(t, "2024-03-23")),
			"1 ngày làm việc, trừ T7", "1 working day, excluding Sat",
		},
		{
			"backward with a make-up Saturday", add("2024-05-07", -3),
			"3 ngày làm việc trước 7/5/2024, trừ CN, kể cả T7 4/5 (làm bù)",
			"3 working days before 7 May 2024, excluding Sun, counting Sat 4 May (make-up)",
		},
		{
			"three days in a row over a month's end", add("2025-04-29", 5),
			"5 ngày làm việc, trừ 30/4–2/5, T7, CN",
			"5 working days, excluding 30 Apr–2 May, Sat, Sun",
		},
		{
			"Tết as one stretch", add("2026-02-13", 1),
			"1 ngày làm việc, trừ 16–20/2, T7, CN",
			"1 working day, excluding 16–20 Feb, Sat, Sun",
		},
		{
			"next year's days carry their year", add("2025-12-31", 2),
			"2 ngày làm việc, trừ 1/1/2026, 2/1/2026, T7, CN",
			"2 working days, excluding 1 Jan 2026, 2 Jan 2026, Sat, Sun",
		},
		{
			"the day itself", add("2024-05-03", 0),
			"trong ngày làm việc 3/5/2024", "within the working day 3 May 2024",
		},
		{
			"the next working day", add("2024-05-05", 0),
			"trong ngày làm việc 6/5/2024, trừ CN", "within the working day 6 May 2024, excluding Sun",
		},
		{
			"no working day between", Vietnam().Between(day(t, "2024-04-28"), day(t, "2024-04-30")),
			"0 ngày làm việc, trừ 29/4, 30/4", "0 working days, excluding 29 Apr, 30 Apr",
		},
		{
			"the same day twice", Vietnam().Between(day(t, "2024-05-03"), day(t, "2024-05-03")),
			"0 ngày làm việc", "0 working days",
		},
		{
			"handed in after hours", due("2024-05-03 18:00", 1),
			"1 ngày làm việc, trừ CN; tính như nộp ngày 4/5/2024 vì nộp ngoài giờ làm việc",
			"1 working day, excluding Sun; taken as handed in on 4 May 2024 because it came outside office hours",
		},
		{
			"days before the counting starts are not left out of it", due("2024-04-30 09:00", 1),
			"1 ngày làm việc; tính như nộp ngày 2/5/2024 vì nộp ngoài giờ làm việc",
			"1 working day; taken as handed in on 2 May 2024 because it came outside office hours",
		},
	} {
		require.Equal(t, test.vi, test.result.Summary(domain.Vietnamese), test.name)
		require.Equal(t, test.vi, test.result.Summary("fr"), "%s: Vietnamese when in doubt", test.name)
		require.Equal(t, test.en, test.result.Summary(domain.English), test.name)
	}
}

func TestExplanationTellsEveryDayDoubtAndTable(t *testing.T) {
	t.Parallel()
	late := Vietnam().Due(instant(t, "2026-11-19 18:00"), 2, DefaultOfficeHours())
	golden(t, "due-late.vi.txt", []byte(late.Explain(domain.Vietnamese)))
	golden(t, "due-late.en.txt", []byte(late.Explain(domain.English)))
	back := Vietnam().Add(day(t, "2024-05-07"), -3)
	golden(t, "add-backward.vi.txt", []byte(back.Explain(domain.Vietnamese)))
	golden(t, "list-2027.vi.txt", []byte(Vietnam().Year(2027).Text(domain.Vietnamese)))
	golden(t, "list-2024.en.txt", []byte(Vietnam().Year(2024).Text(domain.English)))
	golden(t, "list-2030.en.txt", []byte(Vietnam().Year(2030).Text(domain.English)))
}

func TestResultAsJSON(t *testing.T) {
	t.Parallel()
	for name, result := range map[string]Result{
		"add-backward.json": Vietnam().Add(day(t, "2024-05-07"), -3),
		"due-late.json":     Vietnam().Due(instant(t, "2026-11-19 18:00"), 2, DefaultOfficeHours()),
	} {
		written, err := json.MarshalIndent(result.Explained(), "", "  ")
		require.NoError(t, err)
		golden(t, name, append(written, '\n'))
	}
}
