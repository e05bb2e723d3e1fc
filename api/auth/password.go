package auth

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost of a password. 19 MiB passed over twice by one lane is OWASP's smallest
// recommendation for argon2id: one guess costs an attacker as much as more
// memory and one pass would, and an office's small server can still sign in
// four people at once.
const (
	argon2Memory  = 19 * 1024 // KiB
	argon2Time    = 2
	argon2Threads = 1
	saltSize      = 16
	keySize       = 32
)

// Bounds of a password, in bytes. The longer bound keeps hashing it cheap.
const (
	MinPassword = 12
	MaxPassword = 256
)

var errHash = errors.New("not an argon2id hash in PHC form")

// HashPassword returns the PHC string to keep for a password. It fails for a
// password out of bounds, by bytes.
func HashPassword(password string) (string, error) {
	password = normalised(password)
	if len(password) < MinPassword || len(password) > MaxPassword {
		return "", fmt.Errorf("a password has %d to %d bytes, this one has %d", MinPassword, MaxPassword, len(password))
	}
	salt := make([]byte, saltSize)
	// Never returns an error, see crypto/rand.
	_, _ = rand.Read(salt)
	key := argon2.IDKey([]byte(password), salt, argon2Time, argon2Memory, argon2Threads, keySize)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argon2Memory, argon2Time, argon2Threads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key)), nil
}

// verifyPassword compares in a time that does not depend on where they differ.
func verifyPassword(hash, password string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return false, errHash
	}
	var version int
	var memory, passes uint32
	var threads uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &threads); err != nil {
		return false, errHash
	}
	// A damaged row must not take all memory or all time.
	if memory > 16*argon2Memory || passes == 0 || passes > 16 || threads == 0 {
		return false, errHash
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, errHash
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(want) == 0 {
		return false, errHash
	}
	got := argon2.IDKey([]byte(normalised(password)), salt, passes, memory, threads, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

// normalised makes the same Vietnamese letters the same bytes, whichever way
// the keyboard at hand composes them.
func normalised(password string) string { return norm.NFC.String(password) }

// nobodysHash is checked where there is no such account, so that the answer
// takes as long as for one there is. It is made with the doors and not with the
// program: a command that signs nobody in need not wait for it.
var nobodysHash = sync.OnceValue(func() string {
	hash, err := HashPassword("the password of nobody")
	if err != nil {
		panic(err)
	}
	return hash
})
