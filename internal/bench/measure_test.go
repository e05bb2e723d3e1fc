package bench

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestAPercentileIsAValueThatWasMeasured(t *testing.T) {
	t.Parallel()
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[i] = time.Duration(i+1) * time.Millisecond
	}
	require.Equal(t, 50*time.Millisecond, quantile(hundred, 50))
	require.Equal(t, 99*time.Millisecond, quantile(hundred, 99))
	require.Equal(t, 3*time.Millisecond, quantile(hundred[:3], 99))
	require.Equal(t, 2*time.Millisecond, quantile(hundred[:3], 50))
	require.Equal(t, time.Millisecond, quantile(hundred[:1], 50))
	require.Zero(t, quantile(nil, 50))
}

func TestRatesAndRatiosAreCountedInWholeHundredths(t *testing.T) {
	t.Parallel()
	require.Equal(t, "66.66", perUnit(200, 3*time.Second, time.Second).String())
	require.Equal(t, "60.00", perUnit(1, time.Second, time.Minute).String())
	require.Equal(t, "0.00", perUnit(1, 0, time.Second).String())
	require.Equal(t, "1.57", ratio(2200, 1400).String())
	require.Equal(t, "0.00", ratio(2200, 0).String())
	require.Equal(t, "-1.05", Hundredths(-105).String())
	data, err := json.Marshal(struct {
		Ratio Hundredths
		Took  Micros
	}{157, Micros(1500 * time.Microsecond)})
	require.NoError(t, err)
	require.JSONEq(t, `{"Ratio": 1.57, "Took": 1500}`, string(data))
	require.Equal(t, "1.500 ms", Micros(1500*time.Microsecond).String())
}

func TestTheMedianOfAnEvenNumberIsTheLowerOne(t *testing.T) {
	t.Parallel()
	require.Equal(t, Hundredths(150), median([]Hundredths{200, 150, 100}))
	require.Equal(t, Hundredths(100), median([]Hundredths{200, 100}))
	require.Zero(t, median(nil))
}

func TestRoundsAreTakenTogetherByTheirWholeTime(t *testing.T) {
	t.Parallel()
	slow := measured(10, 2*time.Second, []time.Duration{4 * time.Millisecond, 2 * time.Millisecond})
	quick := measured(10, time.Second, []time.Duration{time.Millisecond, 3 * time.Millisecond})
	both := together([]Measure{slow, quick})
	require.Equal(t, 20, both.Routes)
	require.Equal(t, 4, both.Decisions)
	require.Equal(t, "6.66", both.PerSecond.String())
	require.Equal(t, Micros(2*time.Millisecond), both.P50)
	require.Equal(t, Micros(4*time.Millisecond), both.P99)
}
