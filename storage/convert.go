package storage

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nobody is the id of no person and no unit.
const nobody = "00000000-0000-0000-0000-000000000000"

// orNull is NULL for the zero value.
func orNull[T ~string](v T) *string {
	if v == "" {
		return nil
	}
	s := string(v)
	return &s
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func orNobody(id string) string {
	if id == "" {
		return nobody
	}
	return id
}

func timeOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = exact(t)
	return &t
}

// exact is a time as exactly as PostgreSQL keeps it: one that goes there as text
// would be rounded, and no longer be the one that goes as it is.
func exact(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

func timeOrZero(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// list is never NULL in the database.
func list[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}

func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// fold writes text without Vietnamese marks and in lower case, so that it is
// found however it is typed.
func fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(strings.TrimSpace(text))) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ':
			b.WriteRune('d')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
