package calendar

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestDueIsTheEndOfOfficeHoursOfTheLastDay(t *testing.T) {
	t.Parallel()
	standard := DefaultOfficeHours()
	lenient := standard
	lenient.LateIsNextDay = false
	wholeDay := OfficeHours{}
	for _, test := range []struct {
		name        string
		start       string
		n           int
		hours       OfficeHours
		counted, at string
	}{
		{"during office hours", "2025-04-29 09:30", 5, standard, "2025-04-29", "2025-05-09 17:00"},
		{"at the very close is in time", "2025-04-29 17:00", 5, standard, "2025-04-29", "2025-05-09 17:00"},
		{"a minute late counts from the next working day", "2025-04-29 17:01", 5, standard, "2025-05-05", "2025-05-12 17:00"},
		{"a minute late, setting off", "2025-04-29 17:01", 5, lenient, "2025-04-29", "2025-05-09 17:00"},
		{"before opening is the same day", "2025-04-29 05:00", 1, standard, "2025-04-29", "2025-05-05 17:00"},
		{"during lunch is the same day", "2025-04-29 12:00", 1, standard, "2025-04-29", "2025-05-05 17:00"},
		{"on a Sunday counts as Monday", "2024-05-05 09:00", 1, standard, "2024-05-06", "2024-05-07 17:00"},
		{"on a Sunday, setting off", "2024-05-05 09:00", 1, lenient, "2024-05-05", "2024-05-06 17:00"},
		{"late on Friday before a make-up Saturday", "2024-05-03 18:00", 1, standard, "2024-05-04", "2024-05-06 17:00"},
		{"late on a holiday evening", "2024-05-01 20:00", 1, standard, "2024-05-02", "2024-05-03 17:00"},
		{"materials three days before a meeting", "2024-05-07 08:00", -3, standard, "2024-05-07", "2024-05-03 17:00"},
		{"backward from an evening meeting", "2024-05-07 19:00", -3, standard, "2024-05-07", "2024-05-03 17:00"},
		{"same day", "2024-05-03 09:00", 0, standard, "2024-05-03", "2024-05-03 17:00"},
		{"same day but late", "2024-05-03 17:30", 0, standard, "2024-05-04", "2024-05-04 17:00"},
		{"same day but late, setting off, still not before the start", "2024-05-03 17:30", 0, lenient, "2024-05-04", "2024-05-04 17:00"},
		{"same day on a holiday", "2024-04-30 09:00", 0, standard, "2024-05-02", "2024-05-02 17:00"},
		{"without hours the period ends at 24:00", "2025-04-29 23:59", 5, wholeDay, "2025-04-29", "2025-05-10 00:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			start := instant(t, test.start)
			result := Vietnam().Due(start.UTC(), test.n, test.hours)
			require.Equal(t, instant(t, test.at).UTC(), result.At)
			require.Equal(t, time.UTC, result.At.Location())
			require.Equal(t, test.counted, result.Start.String())
			require.Equal(t, DateOf(start), result.From)
			require.Equal(t, result.Date, result.Steps[len(result.Steps)-1].Date)
		})
	}
}

func TestDueDoesNotDependOnTheZoneOfTheStart(t *testing.T) {
	t.Parallel()
	start := instant(t, "2025-04-29 06:30") // still 28 April in UTC
	require.Equal(t,
		Vietnam().Due(start, 5, DefaultOfficeHours()),
		Vietnam().Due(start.UTC(), 5, DefaultOfficeHours()))
}

func TestWorkingTimeIsTheTimeInsideOfficeHours(t *testing.T) {
	t.Parallel()
	hours := DefaultOfficeHours()
	for _, test := range []struct {
		name, from, to string
		want           time.Duration
	}{
		{"within the morning", "2024-05-03 08:00", "2024-05-03 09:30", 90 * time.Minute},
		{"over lunch", "2024-05-03 10:00", "2024-05-03 14:00", 2 * time.Hour},
		{"a whole day", "2024-05-03 00:00", "2024-05-04 00:00", 8 * time.Hour},
		{"over a make-up Saturday and a Sunday", "2024-05-03 16:00", "2024-05-06 08:00", 10 * time.Hour},
		{"over the holiday", "2024-04-26 16:00", "2024-05-02 08:00", 2 * time.Hour},
		{"only lunch", "2024-05-03 11:00", "2024-05-03 13:00", 0},
		{"only days off", "2024-04-29 00:00", "2024-05-01 23:00", 0},
		{"nothing", "2024-05-03 08:00", "2024-05-03 08:00", 0},
		{"backward", "2024-05-03 09:00", "2024-05-03 08:00", 0},
	} {
		require.Equal(t, test.want,
			Vietnam().WorkingTimeBetween(instant(t, test.from).UTC(), instant(t, test.to).UTC(), hours), test.name)
	}
	require.Equal(t, 24*time.Hour, Vietnam().WorkingTimeBetween(
		instant(t, "2024-05-03 00:00"), instant(t, "2024-05-04 00:00"), OfficeHours{}))
}

func TestOfficeHoursAreOrderedAndWithinOneDay(t *testing.T) {
	t.Parallel()
	require.NoError(t, DefaultOfficeHours().Validate())
	require.NoError(t, OfficeHours{}.Validate())
	require.NoError(t, OfficeHours{Intervals: []Interval{{0, 60}, {60, endOfDay}}}.Validate())
	for name, intervals := range map[string][]Interval{
		"overlap":      {{7 * 60, 11 * 60}, {10 * 60, 17 * 60}},
		"out of order": {{13 * 60, 17 * 60}, {7 * 60, 11 * 60}},
		"empty":        {{7 * 60, 7 * 60}},
		"past the day": {{7 * 60, endOfDay + 1}},
		"negative":     {{-1, 60}},
	} {
		require.Error(t, OfficeHours{Intervals: intervals}.Validate(), name)
	}
	d := day(t, "2024-05-03")
	require.Equal(t, instant(t, "2024-05-03 07:00").UTC(), DefaultOfficeHours().Opening(d))
	require.Equal(t, instant(t, "2024-05-03 17:00").UTC(), DefaultOfficeHours().Closing(d))
}

func TestOfficeHoursTravelAsText(t *testing.T) {
	t.Parallel()
	written, err := json.Marshal(DefaultOfficeHours())
	require.NoError(t, err)
	require.JSONEq(t, `{"intervals":["07:00-11:00","13:00-17:00"],"late_is_next_day":true}`, string(written))
	var read OfficeHours
	require.NoError(t, json.Unmarshal(written, &read))
	require.Equal(t, DefaultOfficeHours(), read)

	for _, text := range []string{"", "7-11", "07:00", "7:00-11:00", "11:00-07:00", "07:00-07:00", "07:00-24:01", "07:00–11:00", "07:00-11:00-13:00"} {
		require.Error(t, new(Interval).UnmarshalText([]byte(text)), text)
	}
	var whole Interval
	require.NoError(t, whole.UnmarshalText([]byte("00:00-24:00")))
	require.Equal(t, Interval{0, endOfDay}, whole)
}

func BenchmarkDue(b *testing.B) {
	start, hours := instant(b, "2025-04-29 09:30"), DefaultOfficeHours()
	b.ReportAllocs()
	for b.Loop() {
		Vietnam().Due(start, 5, hours)
	}
}

func BenchmarkWorkingTimeBetween(b *testing.B) {
	from, to, hours := instant(b, "2025-04-29 09:30"), instant(b, "2025-05-09 15:00"), DefaultOfficeHours()
	for b.Loop() {
		Vietnam().WorkingTimeBetween(from, to, hours)
	}
}
