package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
)

func TestATextIsVietnameseUnlessEnglishIsAskedFor(t *testing.T) {
	t.Parallel()
	text := domain.Text{VI: "văn bản", EN: "document"}
	require.Equal(t, "document", text.In(domain.English))
	for _, lang := range []string{domain.Vietnamese, "", "fr", "EN"} {
		require.Equal(t, "văn bản", text.In(lang), lang)
	}
	require.Equal(t, domain.Text{VI: "UBND", EN: "UBND"}, domain.Same("UBND"))
}
