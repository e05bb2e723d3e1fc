package calendar

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Days from a year before the table to a year after it.
func anyDate() *rapid.Generator[Date] {
	first := NewDate(2023, time.July, 1)
	return rapid.Map(rapid.IntRange(0, 5*365), first.AddDays)
}

func anyWorkingDay() *rapid.Generator[Date] {
	return anyDate().Filter(Vietnam().IsWorkingDay)
}

func anyInstant() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		d := anyDate().Draw(t, "day")
		return d.At(0).Add(time.Duration(rapid.Int64Range(0, int64(24*time.Hour)-1).Draw(t, "nanoseconds")))
	})
}

func anyHours() *rapid.Generator[OfficeHours] {
	return rapid.Custom(func(t *rapid.T) OfficeHours {
		h := OfficeHours{LateIsNextDay: rapid.Bool().Draw(t, "late is next day")}
		for from := 0; len(h.Intervals) < 3 && rapid.Bool().Draw(t, "one more interval") && from < int(endOfDay)-1; {
			open := rapid.IntRange(from, int(endOfDay)-1).Draw(t, "open")
			closing := rapid.IntRange(open+1, int(endOfDay)).Draw(t, "close")
			h.Intervals = append(h.Intervals, Interval{Clock(open), Clock(closing)})
			from = closing
		}
		return h
	})
}

func TestPropertyAddingThenSubtractingComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyWorkingDay().Draw(t, "day")
		n := rapid.IntRange(-60, 60).Draw(t, "n")
		require.Equal(t, d, Vietnam().Add(Vietnam().Add(d, n).Date, -n).Date)
	})
}

func TestPropertyAddingInTwoStepsIsAddingAtOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "day")
		m := rapid.IntRange(1, 30).Draw(t, "m")
		n := rapid.IntRange(1, 30).Draw(t, "n")
		sign := rapid.SampledFrom([]int{1, -1}).Draw(t, "sign")
		require.Equal(t, Vietnam().Add(d, sign*(m+n)).Date, Vietnam().Add(Vietnam().Add(d, sign*m).Date, sign*n).Date)
	})
}

func TestPropertyAddingIsMonotonic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "day")
		later := d.AddDays(rapid.IntRange(0, 20).Draw(t, "days later"))
		n := rapid.IntRange(-30, 30).Draw(t, "n")
		require.False(t, Vietnam().Add(later, n).Date.Before(Vietnam().Add(d, n).Date), "a later start never ends earlier")
		if n != 0 { // from a day off, zero and one both give the next working day
			require.True(t, Vietnam().Add(d, n+1).Date.After(Vietnam().Add(d, n).Date), "one more day ends later")
		}
	})
}

func TestPropertyNeverLandsOnADayOff(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		result := Vietnam().Add(anyDate().Draw(t, "day"), rapid.IntRange(-60, 60).Draw(t, "n"))
		require.True(t, Vietnam().IsWorkingDay(result.Date))
	})
}

func TestPropertyAddingEqualsANaiveWalkAndItsOwnExplanation(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "day")
		n := rapid.IntRange(1, 60).Draw(t, "n")
		sign := rapid.SampledFrom([]int{1, -1}).Draw(t, "sign")
		result := Vietnam().Add(d, sign*n)

		left, walked := n, d
		for left > 0 {
			walked = walked.AddDays(sign)
			if Vietnam().IsWorkingDay(walked) {
				left--
			}
		}
		require.Equal(t, walked, result.Date)

		count, expected := 0, d
		for _, step := range result.Steps {
			expected = expected.AddDays(sign)
			require.Equal(t, expected, step.Date, "no day is left out")
			require.Equal(t, Vietnam().IsWorkingDay(step.Date), step.Working)
			require.Equal(t, step.Kind.Working(), step.Working)
			require.NotEmpty(t, step.Name.VI)
			require.NotEmpty(t, step.Name.EN)
			require.NotEmpty(t, step.LegalBasis)
			if step.Working {
				count++
			}
			require.Equal(t, count, step.Count)
		}
		require.Equal(t, n, count)
		require.Equal(t, sign*n, Vietnam().WorkingDaysBetween(d, result.Date))
		require.Equal(t, sign*n, Vietnam().Between(d, result.Date).WorkingDays)
	})
}

func TestPropertyWorkingDaysBetweenAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := anyDate().Draw(t, "a")
		b := a.AddDays(rapid.IntRange(0, 100).Draw(t, "to b"))
		c := b.AddDays(rapid.IntRange(0, 100).Draw(t, "to c"))
		between := Vietnam().WorkingDaysBetween
		require.Equal(t, between(a, c), between(a, b)+between(b, c))
		require.GreaterOrEqual(t, between(a, b), 0)
	})
}

func TestPropertyDueIsAtClosingOnAWorkingDayAndNeverBeforeStart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start, hours := anyInstant().Draw(t, "start"), anyHours().Draw(t, "hours")
		n := rapid.IntRange(0, 30).Draw(t, "n")
		result := Vietnam().Due(start, n, hours)
		require.False(t, result.At.Before(start))
		require.True(t, Vietnam().IsWorkingDay(result.Date))
		require.Equal(t, hours.Closing(result.Date), result.At)
		if n > 0 {
			require.Equal(t, Vietnam().Add(result.Start, n).Date, result.Date)
		}
		later := start.Add(time.Duration(rapid.Int64Range(0, int64(72*time.Hour)).Draw(t, "later")))
		require.False(t, Vietnam().Due(later, n, hours).At.Before(result.At), "handing in later never gives an earlier due time")
	})
}

func TestPropertyBackwardDueIsNeverAfterTheDayBefore(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start, hours := anyInstant().Draw(t, "start"), anyHours().Draw(t, "hours")
		n := rapid.IntRange(1, 30).Draw(t, "n")
		result := Vietnam().Due(start, -n, hours)
		require.False(t, result.At.After(DateOf(start).At(0)))
		require.Equal(t, Vietnam().Add(DateOf(start), -n).Date, result.Date)
	})
}

func TestPropertyWorkingTimeAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		hours := anyHours().Draw(t, "hours")
		a := anyInstant().Draw(t, "a")
		b := a.Add(time.Duration(rapid.Int64Range(0, int64(20*24*time.Hour)).Draw(t, "to b")))
		c := b.Add(time.Duration(rapid.Int64Range(0, int64(20*24*time.Hour)).Draw(t, "to c")))
		between := func(from, to time.Time) time.Duration { return Vietnam().WorkingTimeBetween(from, to, hours) }
		require.Equal(t, between(a, c), between(a, b)+between(b, c))
		require.GreaterOrEqual(t, between(a, b), time.Duration(0))
		require.LessOrEqual(t, between(a, b), b.Sub(a))
	})
}

func TestPropertyResultsTravelAsJSONAndAreTheSameEachTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start, hours := anyInstant().Draw(t, "start"), anyHours().Draw(t, "hours")
		n := rapid.IntRange(-20, 20).Draw(t, "n")
		result := Vietnam().Due(start, n, hours)
		written, err := json.Marshal(result)
		require.NoError(t, err)
		again, err := json.Marshal(Vietnam().Due(start, n, hours))
		require.NoError(t, err)
		require.Equal(t, string(written), string(again))
		var read Result
		require.NoError(t, json.Unmarshal(written, &read))
		require.Equal(t, result, read)
	})
}
