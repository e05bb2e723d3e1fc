package calendar

import (
	"testing"

	"trinhky/internal/domain"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

func TestWorkingDaysAreCountedFromTheDayAfter(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		from string
		n    int
		want string
	}{
		{"materials for the briefing of 26/3/2024", "2024-03-26", -3, "2024-03-21"},
		{"materials for the briefing of 7/5/2024, make-up Saturday counts", "2024-05-07", -3, "2024-05-03"},
		{"consultation over the swap of 2/5/2025", "2025-04-29", 5, "2025-05-09"},
		{"over 30/4 and 1/5/2026", "2026-04-29", 3, "2026-05-06"},
		{"make-up Saturday 26/4/2025 is the next working day", "2025-04-25", 1, "2025-04-26"},
		{"make-up Saturday 10/1/2026", "2026-01-09", 1, "2026-01-10"},
		{"make-up Saturday 22/8/2026 going back", "2026-08-24", -1, "2026-08-22"},
		{"Tết 2024", "2024-02-07", 1, "2024-02-15"},
		{"Tết 2025", "2025-01-24", 1, "2025-02-03"},
		{"Tết 2026", "2026-02-13", 1, "2026-02-23"},
		{"Tết 2027, provisional", "2027-02-03", 1, "2027-02-11"},
		{"National Day 2026", "2026-08-28", 1, "2026-09-03"},
		{"back over National Day 2026", "2026-09-03", -1, "2026-08-28"},
		{"Culture Day 2026", "2026-11-23", 1, "2026-11-25"},
		{"leap day", "2024-02-28", 1, "2024-02-29"},
		{"over the leap day", "2024-02-28", 2, "2024-03-01"},
		{"over the new year and its swap", "2025-12-31", 1, "2026-01-05"},
		{"into a year without a table", "2027-12-31", 1, "2028-01-03"},
		{"back into a year without a table", "2024-01-02", -1, "2023-12-29"},
		{"zero on a working day stays", "2024-05-03", 0, "2024-05-03"},
		{"zero on a make-up Saturday stays", "2024-05-04", 0, "2024-05-04"},
		{"zero on a Sunday is the next working day", "2024-05-05", 0, "2024-05-06"},
		{"zero on a holiday is the next working day", "2024-04-29", 0, "2024-05-02"},
		{"from a Sunday forward", "2024-05-05", 1, "2024-05-06"},
		{"from a Sunday back", "2024-05-05", -1, "2024-05-04"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			result := Vietnam().Add(day(t, test.from), test.n)
			require.Equal(t, test.want, result.Date.String())
			require.Equal(t, test.n, result.WorkingDays)
			require.Equal(t, test.from, result.Start.String())
			require.Equal(t, TableRef{Version: Vietnam().Version(), SHA256: Vietnam().SHA256()}, result.Table)
			require.True(t, result.At.IsZero())
		})
	}
}

func TestEveryDayPassedIsExplained(t *testing.T) {
	t.Parallel()
	result := Vietnam().Add(day(t, "2024-05-07"), -3)
	notice := "Thông báo 1570/TB-LĐTBXH (2024); Công văn 2450/VPCP-KGVX ngày 12/4/2024"
	week := "Quyết định 188/1999/QĐ-TTg"
	require.Empty(t, cmp.Diff([]DayStep{
		{day(t, "2024-05-06"), true, Workday, domain.Text{VI: "Ngày làm việc", EN: "Working day"}, week, 1},
		{day(t, "2024-05-05"), false, Weekend, domain.Text{VI: "Nghỉ hằng tuần", EN: "Weekly rest day"}, week, 1},
		{day(t, "2024-05-04"), true, MakeupWorkday, domain.Text{VI: "Làm bù cho ngày 29/4", EN: "Make-up workday for 29 April"}, notice, 2},
		{day(t, "2024-05-03"), true, Workday, domain.Text{VI: "Ngày làm việc", EN: "Working day"}, week, 3},
	}, result.Steps))
	require.Empty(t, result.Warnings)
	require.NotNil(t, result.Warnings, "no warnings is an empty list in JSON")
}

func TestWorkingDaysBetweenMirrorsAdding(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		from, to string
		want     int
	}{
		{"2025-04-29", "2025-05-09", 5},
		{"2025-05-09", "2025-04-29", -5}, // 8, 7, 6, 5 May and 29 April
		{"2024-05-07", "2024-05-03", -3},
		{"2024-05-03", "2024-05-03", 0},
		{"2024-05-05", "2024-05-05", 0},
		{"2024-05-03", "2024-05-05", 1},
		{"2024-12-31", "2025-12-31", 250},
	} {
		result := Vietnam().Between(day(t, test.from), day(t, test.to))
		require.Equal(t, test.want, result.WorkingDays, "%s to %s", test.from, test.to)
		require.Equal(t, test.to, result.Date.String())
		require.Equal(t, test.want, Vietnam().WorkingDaysBetween(day(t, test.from), day(t, test.to)))
	}
}

func TestYearsNotOfficialAreCountedAndFlagged(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, from string
		n          int
		want       []string
	}{
		{"official", "2024-05-07", 5, nil},
		{"start in an official year, all days in the next", "2026-12-31", 1, []string{"2027 year_provisional"}},
		{"provisional", "2027-03-01", 1, []string{"2027 year_provisional"}},
		{"missing", "2030-03-01", 1, []string{"2030 year_missing"}},
		{"before the table, backward", "2023-03-01", -1, []string{"2023 year_missing"}},
		{"two years", "2027-12-30", 3, []string{"2027 year_provisional", "2028 year_missing"}},
		{"two years backward, still in order", "2028-01-04", -3, []string{"2027 year_provisional", "2028 year_missing"}},
		{"swap proposed and not decided", "2026-11-20", 1, []string{"2026 day_undecided"}},
		{"not passing the undecided day", "2026-11-23", 1, nil},
		{"either National Day, once", "2027-08-31", 3, []string{"2027 year_provisional", "2027 day_undecided"}},
		{"zero looks at the day itself", "2027-03-01", 0, []string{"2027 year_provisional"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, w := range Vietnam().Add(day(t, test.from), test.n).Warnings {
				require.NotEmpty(t, w.VI)
				require.NotEmpty(t, w.EN)
				got = append(got, NewDate(w.Year, 1, 1).String()[:4]+" "+w.Code)
			}
			require.Empty(t, cmp.Diff(test.want, got))
		})
	}
}
