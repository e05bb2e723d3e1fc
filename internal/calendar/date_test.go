package calendar

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestDateIsTheDayInVietnamWhateverTheZoneOfTheInstant(t *testing.T) {
	t.Parallel()
	lateEvening := time.Date(2024, 4, 30, 17, 0, 0, 0, time.UTC)
	require.Equal(t, day(t, "2024-05-01"), DateOf(lateEvening))
	require.Equal(t, day(t, "2024-04-30"), DateOf(lateEvening.Add(-time.Nanosecond)))
	require.Equal(t, day(t, "2024-05-01"), DateOf(lateEvening.In(time.FixedZone("west", -8*3600))))
}

func TestMidnightIsTheStartOfTheDayInVietnamWhateverTheZoneOfTheInstant(t *testing.T) {
	t.Parallel()
	lateEvening := time.Date(2024, 4, 30, 17, 0, 0, 0, time.UTC)
	for _, at := range []time.Time{lateEvening, lateEvening.Add(7 * time.Hour), lateEvening.Add(24*time.Hour - time.Nanosecond)} {
		require.Equal(t, "2024-05-01T00:00:00+07:00", Midnight(at).Format(time.RFC3339))
	}
	require.Equal(t, "2024-04-30T00:00:00+07:00", Midnight(lateEvening.Add(-time.Nanosecond)).Format(time.RFC3339))
}

func TestDateReadsOnlyRealDaysInOneForm(t *testing.T) {
	t.Parallel()
	require.Equal(t, Date{2024, time.February, 29}, day(t, "2024-02-29"))
	for _, text := range []string{"", "2023-02-29", "2024-2-9", "2024-04-31", "2024-13-01", "0000-01-01", "07/05/2024", "2024-05-07T00:00:00Z", " 2024-05-07"} {
		_, err := ParseDate(text)
		require.Error(t, err, text)
	}
}

func TestDateCrossesLeapDaysMonthsAndYears(t *testing.T) {
	t.Parallel()
	require.Equal(t, day(t, "2024-02-29"), day(t, "2024-02-28").AddDays(1))
	require.Equal(t, day(t, "2025-03-01"), day(t, "2025-02-28").AddDays(1))
	require.Equal(t, day(t, "2027-01-01"), day(t, "2026-12-31").AddDays(1))
	require.Equal(t, day(t, "2026-12-31"), day(t, "2027-01-01").AddDays(-1))
	require.True(t, day(t, "2026-12-31").Before(day(t, "2027-01-01")))
	require.True(t, day(t, "2024-10-01").After(day(t, "2024-09-30")))
	require.Zero(t, day(t, "2024-10-01").Compare(day(t, "2024-10-01")))
}

func TestDateTravelsAsText(t *testing.T) {
	t.Parallel()
	type form struct {
		Due  Date `json:"due"`
		None Date `json:"none"`
	}
	written, err := json.Marshal(form{Due: day(t, "2024-05-03")})
	require.NoError(t, err)
	require.JSONEq(t, `{"due":"2024-05-03","none":""}`, string(written))

	var read form
	require.NoError(t, json.Unmarshal(written, &read))
	require.Equal(t, form{Due: day(t, "2024-05-03")}, read)

	require.Error(t, json.Unmarshal([]byte(`{"due":"2024-02-30"}`), &read))
	_, err = json.Marshal(Date{Year: 2024, Month: 2, Day: 30})
	require.Error(t, err, "a day that does not exist must not be written")
}

func TestDateAtIsTheWallClockInVietnamGivenInUTC(t *testing.T) {
	t.Parallel()
	require.Equal(t, time.Date(2024, 5, 3, 10, 0, 0, 0, time.UTC), day(t, "2024-05-03").At(17*60))
	require.Equal(t, day(t, "2024-05-04").At(0), day(t, "2024-05-03").At(endOfDay))
}

func FuzzDateTextRoundTrip(f *testing.F) {
	for _, text := range []string{"2024-02-29", "9999-12-31", "0001-01-01", "2024-05-3", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err != nil {
			return
		}
		require.Equal(t, text, d.String())
		require.Equal(t, d, NewDate(d.Year, d.Month, d.Day))
		written, err := d.MarshalText()
		require.NoError(t, err)
		require.Equal(t, text, string(written))
	})
}
