package document_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/route"
)

func TestEveryActHasItsForm(t *testing.T) {
	t.Parallel()
	forms, err := os.ReadFile("_acts.html")
	require.NoError(t, err)
	for _, act := range route.Acts() {
		require.Contains(t, string(forms), `{{define "act-`+string(act)+`"}}`)
	}
}
