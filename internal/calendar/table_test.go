package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

// The weekdays off and the weekend days worked, as the notices of each year
// give them; written by hand, apart from the table.
func TestEachYearHasItsWeekdaysOffAndItsSaturdaysWorked(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		year        int
		off, worked []string
	}{
		{2024, []string{
			"2024-01-01", "2024-02-08", "2024-02-09", "2024-02-12", "2024-02-13", "2024-02-14",
			"2024-04-18", "2024-04-29", "2024-04-30", "2024-05-01", "2024-09-02", "2024-09-03",
		}, []string{"2024-05-04"}},
		{2025, []string{
			"2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31",
			"2025-04-07", "2025-04-30", "2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02",
		}, []string{"2025-04-26"}},
		{2026, []string{
			"2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20",
			"2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02", "2026-11-24",
		}, []string{"2026-01-10", "2026-08-22"}},
		{2027, []string{
			"2027-01-01", "2027-02-04", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10",
			"2027-04-16", "2027-04-30", "2027-05-03", "2027-09-02", "2027-09-03", "2027-11-24",
		}, nil},
	} {
		var off, worked []string
		for d := NewDate(test.year, time.January, 1); d.Year == test.year; d = d.AddDays(1) {
			working := Vietnam().IsWorkingDay(d)
			switch {
			case working && isWeekend(d):
				worked = append(worked, d.String())
			case !working && !isWeekend(d):
				off = append(off, d.String())
			}
		}
		require.Empty(t, cmp.Diff(test.off, off), "weekdays off in %d", test.year)
		require.Empty(t, cmp.Diff(test.worked, worked), "weekend days worked in %d", test.year)
	}
}

func TestYearsWithNoticesAreOfficialAndOthersAreNot(t *testing.T) {
	t.Parallel()
	for year, status := range map[int]Status{
		2023: Missing, 2024: Official, 2025: Official, 2026: Official, 2027: Provisional, 2028: Missing,
	} {
		require.Equal(t, status, Vietnam().Year(year).Status, "%d", year)
	}
	for _, year := range Vietnam().Years() {
		for _, d := range year.Days {
			require.Equal(t, year.Status, d.Status, "%s", d.Date)
		}
	}
}

func TestSwapsAndCompensatoryDaysNameTheirOtherSide(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		date, other string
		kind        Kind
		basis       string
	}{
		{"2024-04-29", "2024-05-04", SwapOff, "1570/TB-LĐTBXH"},
		{"2024-05-04", "2024-04-29", MakeupWorkday, "1570/TB-LĐTBXH"},
		{"2024-02-13", "2024-02-10", CompensatoryOff, "5015/TB-LĐTBXH"},
		{"2025-05-02", "2025-04-26", SwapOff, "6150/TB-BLĐTBXH"},
		{"2025-04-26", "2025-05-02", MakeupWorkday, "6150/TB-BLĐTBXH"},
		{"2026-01-02", "2026-01-10", SwapOff, "12729/VPCP-KGVX"},
		{"2026-01-10", "2026-01-02", MakeupWorkday, "12729/VPCP-KGVX"},
		{"2026-08-31", "2026-08-22", SwapOff, "9441/TB-BNV"},
		{"2026-08-22", "2026-08-31", MakeupWorkday, "9441/TB-BNV"},
		{"2026-04-27", "2026-04-26", CompensatoryOff, "Điều 111 khoản 3"},
		{"2027-05-03", "2027-05-01", CompensatoryOff, "Điều 111 khoản 3"},
	} {
		found := Vietnam().Day(day(t, test.date))
		require.Equal(t, test.kind, found.Kind, test.date)
		require.Equal(t, test.other, found.For.String(), test.date)
		require.Contains(t, found.LegalBasis, test.basis, test.date)
	}
}

func TestVietnameseCultureDayIsOffFrom2026Only(t *testing.T) {
	t.Parallel()
	require.Equal(t, Workday, Vietnam().Day(day(t, "2025-11-24")).Kind)
	for _, date := range []string{"2026-11-24", "2027-11-24"} {
		found := Vietnam().Day(day(t, date))
		require.Equal(t, Holiday, found.Kind)
		require.Contains(t, found.LegalBasis, "28/2026/QH16")
	}
}

func TestTableIsNamedByVersionAndDigest(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256(vietnamJSON)
	require.Equal(t, hex.EncodeToString(sum[:]), Vietnam().SHA256())
	require.Equal(t, "2026-09-26", Vietnam().Version())
}

func TestACallerCannotChangeTheTable(t *testing.T) {
	t.Parallel()
	Vietnam().Year(2024).Days[0].Kind = MakeupWorkday
	Vietnam().Years()[0].Days[0].Name.VI = "khác"
	require.Equal(t, Holiday, Vietnam().Year(2024).Days[0].Kind)
	require.Equal(t, "Tết Dương lịch", Vietnam().Years()[0].Days[0].Name.VI)
}

const smallTable = `{"version":"v1","years":[{"year":2024,"status":"official","days":[
 {"date":"2024-04-29","kind":"swap_off","for":"2024-05-04","name":{"vi":"a","en":"b"},"legal_basis":"c"},
 {"date":"2024-05-04","kind":"makeup_workday","for":"2024-04-29","name":{"vi":"a","en":"b"},"legal_basis":"c"}]},
 {"year":2026,"status":"official","days":[
 {"date":"2026-04-26","kind":"holiday","name":{"vi":"a","en":"b"},"legal_basis":"c"},
 {"date":"2026-04-27","kind":"compensatory_off","for":"2026-04-26","name":{"vi":"a","en":"b"},"legal_basis":"c"}],
 "undecided":[{"dates":["2026-11-23"],"note":{"vi":"a","en":"b"}}]}]}`

func TestTableIsRefusedWhenItWouldCountWronglyOrExplainBadly(t *testing.T) {
	t.Parallel()
	_, err := Parse([]byte(smallTable))
	require.NoError(t, err)

	for name, test := range map[string]struct{ old, new, want string }{
		"no version":                    {`"v1"`, `" "`, "version is empty"},
		"no years":                      {smallTable, `{"version":"v1","years":[]}`, "no years"},
		"not JSON":                      {smallTable, `version: v1`, "invalid character"},
		"more text":                     {smallTable, smallTable + "{}", "more text"},
		"unknown field":                 {`"version"`, `"colour":"red","version"`, "unknown field"},
		"unknown kind":                  {`"kind":"holiday"`, `"kind":"rest"`, `kind "rest"`},
		"local kind":                    {`"kind":"holiday"`, `"kind":"local"`, `kind "local"`},
		"unknown status of a year":      {`"status":"official"`, `"status":"sure"`, "status"},
		"unknown status of a day":       {`"kind":"holiday"`, `"status":"sure","kind":"holiday"`, "status"},
		"years out of order":            {`"year":2026`, `"year":2024`, "out of order"},
		"day of another year":           {`{"date":"2024-04-29"`, `{"date":"2023-04-29"`, "not a day of this year"},
		"day that does not exist":       {`{"date":"2024-04-29"`, `{"date":"2024-04-31"`, "not a day"},
		"day without date":              {`{"date":"2024-04-29",`, `{`, "not a day of this year"},
		"days out of order":             {`{"date":"2024-04-29"`, `{"date":"2024-05-06"`, "out of order"},
		"no legal basis":                {`"legal_basis":"c"`, `"legal_basis":""`, "legal basis"},
		"no English name":               {`"en":"b"`, `"en":" "`, "names in both languages"},
		"swap without the other side":   {`"kind":"swap_off","for":"2024-05-04"`, `"kind":"swap_off","for":"2024-05-11"`, "other side"},
		"make-up without the other":     {`"kind":"makeup_workday","for":"2024-04-29"`, `"kind":"makeup_workday"`, "other side"},
		"swap off on a weekend":         {`{"date":"2024-04-29"`, `{"date":"2024-04-28"`, "on a weekend"},
		"make-up on a weekday":          {`{"date":"2024-05-04"`, `{"date":"2024-05-03"`, "on a weekday"},
		"compensatory for no holiday":   {`"for":"2026-04-26"`, `"for":"2026-04-25"`, "not an earlier holiday"},
		"compensatory for a weekday":    {`{"date":"2026-04-26"`, `{"date":"2026-04-24"`, "not an earlier holiday"},
		"holiday standing for another":  {`"kind":"holiday"`, `"kind":"holiday","for":"2026-04-25"`, "stands for no other"},
		"undecided day of another year": {`["2026-11-23"]`, `["2027-11-23"]`, "undecided"},
		"undecided without days":        {`["2026-11-23"]`, `[]`, "undecided"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(smallTable, test.old, test.new, 1)
			require.NotEqual(t, smallTable, text)
			_, err := Parse([]byte(text))
			require.ErrorContains(t, err, test.want)
		})
	}
	_, err = Parse([]byte(`{"version":"v1","years":[{"year":2024,"status":"official","days":[]}]}`))
	require.ErrorContains(t, err, "no days")
}
