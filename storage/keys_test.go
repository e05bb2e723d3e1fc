package storage_test

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
)

func TestAKeyKeepsWhatItStoodForFirst(t *testing.T) {
	t.Parallel()
	store := testkit.Database(t).Store
	hold := func(token, content string, now time.Time) domain.ErrorCode {
		sum := sha256.Sum256([]byte(content))
		return domain.CodeOf(store.HoldKey(t.Context(), token, sum[:], now))
	}
	require.Empty(t, hold("a.key", "one", testkit.Morning))
	require.Empty(t, hold("a.key", "one", testkit.Morning))
	require.Equal(t, domain.ErrInvalid, hold("a.key", "other", testkit.Morning))
	require.Empty(t, hold("b.key", "other", testkit.Morning), "another caller's key is another key")
	require.Equal(t, domain.ErrInvalid, hold("a.key", "other", testkit.Morning.AddDate(1, 0, 0)))
	require.Empty(t, hold("a.key", "other", testkit.Morning.AddDate(1, 0, 2)), "after a year it is forgotten")
}
