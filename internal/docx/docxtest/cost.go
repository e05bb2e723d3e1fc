package docxtest

import (
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// ProcessorTime is the time the process has computed, which other programs on the machine do not lengthen.
func ProcessorTime(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Grows holds the cost of a file of 4n to about four times that of n.
func Grows(t testing.TB, n int, file func(t testing.TB, n int) []byte, do func(b []byte) error) {
	t.Helper()
	cost := func(n int) time.Duration {
		b := file(t, n)
		least := time.Hour
		for range 3 {
			start := ProcessorTime(t)
			require.NoError(t, do(b))
			least = min(least, ProcessorTime(t)-start)
		}
		return least
	}
	once, fourTimes := cost(n), cost(4*n)
	require.Less(t, float64(fourTimes)/float64(once), 9.0, "%v, then %v", once, fourTimes)
}
