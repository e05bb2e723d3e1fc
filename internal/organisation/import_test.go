package organisation_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/organisation"
	"trinhky/internal/proof/testkit"
)

func TestImportGivesNewPeopleAPasswordOnceAndLeavesTheOthers(t *testing.T) {
	t.Parallel()
	store := testkit.Database(t).Store
	o, err := organisation.Demo("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	hash := func(password string) (string, error) { return "hash of " + password, nil }

	var first bytes.Buffer
	require.NoError(t, organisation.Import(t.Context(), store, o, hash, &first))
	require.Len(t, strings.Split(strings.TrimSpace(first.String()), "\n"), len(o.Members))
	account, err := store.AccountByUsername(t.Context(), "chu-tich")
	require.NoError(t, err)
	require.Contains(t, first.String(), strings.TrimPrefix(account.PasswordHash, "hash of "))

	var second bytes.Buffer
	require.NoError(t, organisation.Import(t.Context(), store, o, hash, &second))
	require.Empty(t, second.String())
	actor, err := store.ActorByAccount(t.Context(), account.ID, time.Now().UTC())
	require.NoError(t, err)
	require.True(t, actor.Holds("", "chair", time.Now()))
}
