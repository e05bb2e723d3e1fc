package calendar

import (
	"testing"
	"time"

	"trinhky/internal/domain"

	"github.com/stretchr/testify/require"
)

// day reads a date the test itself wrote.
func day(t testing.TB, text string) Date {
	t.Helper()
	d, err := ParseDate(text)
	require.NoError(t, err)
	return d
}

// instant reads a wall-clock time in Vietnam, "2024-05-03 17:00".
func instant(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, ICT)
	require.NoError(t, err)
	return at
}

func localDay(t testing.TB, text string) Day {
	t.Helper()
	return Day{
		Date: day(t, text), Name: domain.Text{VI: "Nghỉ tránh bão", EN: "Storm closure"},
		LegalBasis: "Công điện 01/CĐ-UBND",
	}
}
