package format_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/format"
)

// measuring are the ends of the ids of rules that measure what has degrees.
var measuring = []string{".rule", ".indent", ".spacing", "-spacing", ".spacing-before-after", "page.size", ".margin.top", ".margin.bottom", ".margin.left", ".margin.right"}

func TestEveryMeasureHasATolerance(t *testing.T) {
	t.Parallel()
	for _, r := range format.Rules() {
		for _, end := range measuring {
			if strings.HasSuffix(r.ID, end) && r.ID != "number.spacing" { // which counts spaces
				require.NotEmpty(t, r.Tolerance().VI, r.ID)
				require.NotEmpty(t, r.Tolerance().EN, r.ID)
			}
		}
	}
}
