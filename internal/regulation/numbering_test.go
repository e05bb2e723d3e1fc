package regulation_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/regulation"
)

func TestAnnexIANotationIsGroupsJoinedByHyphens(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"UBND-VP", "UBND", "QĐ-UBND", "QyĐ-UBND", "SNV-CCHC&PC", "UBND-LĐTBXH"} {
		require.True(t, regulation.IsNotation(text), text)
	}
	for _, text := range []string{"", "UBND VP", "UBND - VP", "UBND-", "/UBND", "../UBND", `x"><script>`, "UBND\nVP"} {
		require.False(t, regulation.IsNotation(text), text)
	}
}
