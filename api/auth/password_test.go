package auth

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAPasswordIsKnownByItsHash(t *testing.T) {
	t.Parallel()
	hash, err := HashPassword("mật khẩu dài")
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$"), hash)
	again, err := HashPassword("mật khẩu dài")
	require.NoError(t, err)
	require.NotEqual(t, hash, again, "salted")
	for password, want := range map[string]bool{"mật khẩu dài": true, "mật khẩu dà": false, "": false} {
		right, err := verifyPassword(hash, password)
		require.NoError(t, err)
		require.Equal(t, want, right, password)
	}
}

func TestTheSameLettersComposedAnotherWayAreTheSamePassword(t *testing.T) {
	t.Parallel()
	hash, err := HashPassword("ti\u1ebfng vi\u1ec7t nam")
	require.NoError(t, err)
	right, err := verifyPassword(hash, "tie\u0302\u0301ng vie\u0323\u0302t nam")
	require.NoError(t, err)
	require.True(t, right)
}

func TestThePublishedVectorOfArgon2idVerifies(t *testing.T) {
	t.Parallel()
	// From the test suite of the reference implementation, with other costs than ours.
	right, err := verifyPassword("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "password")
	require.NoError(t, err)
	require.True(t, right)
}

func TestPasswordsOutOfBoundsAreRefused(t *testing.T) {
	t.Parallel()
	for _, password := range []string{"", "short", strings.Repeat("a", MaxPassword+1)} {
		_, err := HashPassword(password)
		require.Error(t, err)
	}
}

func TestADamagedHashIsAFaultAndNotAWrongPassword(t *testing.T) {
	t.Parallel()
	for _, hash := range []string{
		"", "plain", "$2a$10$abc", "$argon2i$v=19$m=256,t=2,p=1$c2FsdA$aGFzaA", "$argon2id$v=18$m=256,t=2,p=1$c2FsdA$aGFzaA",
		"$argon2id$v=19$m=99999999,t=2,p=1$c2FsdA$aGFzaA", "$argon2id$v=19$m=256,t=2,p=0$c2FsdA$aGFzaA",
		"$argon2id$v=19$m=256,t=0,p=1$c2FsdA$aGFzaA", "$argon2id$v=19$m=256,t=2,p=1$!$aGFzaA", "$argon2id$v=19$m=256,t=2,p=1$c2FsdA$",
	} {
		_, err := verifyPassword(hash, "password")
		require.Error(t, err, hash)
	}
}
