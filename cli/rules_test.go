package cli

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheListOfFormatRulesInTheDocsIsThatOfTheProgram(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.NoError(t, writeRules(&out))
	page, err := os.ReadFile("../docs/format-rules.md")
	require.NoError(t, err)
	require.Contains(t, string(page), out.String(), "paste what `trinhky rules` prints")
}
