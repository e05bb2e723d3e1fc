package calendar

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLocalDayIsOffInTheCopyOnly(t *testing.T) {
	t.Parallel()
	local, err := Vietnam().WithLocal(localDay(t, "2026-10-14"))
	require.NoError(t, err)

	require.False(t, local.IsWorkingDay(day(t, "2026-10-14")))
	require.True(t, Vietnam().IsWorkingDay(day(t, "2026-10-14")))
	require.Equal(t, "2026-10-15", local.Add(day(t, "2026-10-13"), 1).Date.String())

	found := local.Day(day(t, "2026-10-14"))
	require.Equal(t, Local, found.Kind)
	require.Equal(t, Official, found.Status)
	require.Contains(t, local.Year(2026).Days, found)
	require.Equal(t, Official, local.Year(2026).Status)
}

func TestLocalDayOnAMakeupSaturdayWinsAndOnAHolidayDoesNot(t *testing.T) {
	t.Parallel()
	local, err := Vietnam().WithLocal(localDay(t, "2026-08-22"), localDay(t, "2026-09-02"))
	require.NoError(t, err)
	require.Equal(t, Local, local.Day(day(t, "2026-08-22")).Kind)
	require.Equal(t, Holiday, local.Day(day(t, "2026-09-02")).Kind)
	require.Len(t, local.Year(2026).Days, len(Vietnam().Year(2026).Days))
}

func TestLocalDayDoesNotMakeAnUnknownYearKnown(t *testing.T) {
	t.Parallel()
	local, err := Vietnam().WithLocal(localDay(t, "2023-03-01"), localDay(t, "2029-03-01"))
	require.NoError(t, err)
	require.False(t, local.IsWorkingDay(day(t, "2029-03-01")))
	require.Equal(t, Missing, local.Year(2029).Status)
	require.Equal(t, WarnMissing, local.Add(day(t, "2029-02-28"), 1).Warnings[0].Code)
	require.Equal(t, 2023, local.Years()[0].Year)
}

func TestLocalDaysChangeTheDigestWhateverTheirOrder(t *testing.T) {
	t.Parallel()
	a, b := localDay(t, "2026-10-14"), localDay(t, "2026-10-15")
	one, err := Vietnam().WithLocal(a, b)
	require.NoError(t, err)
	two, err := Vietnam().WithLocal(b, a)
	require.NoError(t, err)
	require.Equal(t, one.SHA256(), two.SHA256())
	require.NotEqual(t, Vietnam().SHA256(), one.SHA256())
	require.Equal(t, "2026-09-26+local", one.Version())

	more, err := one.WithLocal(localDay(t, "2026-10-16"))
	require.NoError(t, err)
	require.Equal(t, "2026-09-26+local", more.Version())
	require.NotEqual(t, one.SHA256(), more.SHA256())

	none, err := Vietnam().WithLocal()
	require.NoError(t, err)
	require.Equal(t, Vietnam().SHA256(), none.SHA256())
}

func TestLocalDayWithoutReasonIsRefused(t *testing.T) {
	t.Parallel()
	good := localDay(t, "2026-10-14")
	for name, spoil := range map[string]func(*Day){
		"no date":          func(d *Day) { d.Date = Date{} },
		"impossible date":  func(d *Day) { d.Date.Day = 32 },
		"national kind":    func(d *Day) { d.Kind = Holiday },
		"no name":          func(d *Day) { d.Name.VI = "" },
		"no English name":  func(d *Day) { d.Name.EN = "" },
		"no legal basis":   func(d *Day) { d.LegalBasis = " " },
		"given twice over": nil,
	} {
		given := []Day{good}
		if spoil == nil {
			given = append(given, good)
		} else {
			spoil(&given[0])
		}
		_, err := Vietnam().WithLocal(given...)
		require.Error(t, err, name)
	}
}
