package storage

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"trinhky/internal/domain"
)

// Sizes of a page of a list.
const (
	defaultPage = 50
	longestPage = 500
)

// Ends of every order, from which a first page begins.
var (
	farFuture = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)
	farPast   = time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)
)

const lastID = "ffffffff-ffff-ffff-ffff-ffffffffffff"

func pageSize(limit int) int {
	if limit <= 0 {
		return defaultPage
	}
	return min(limit, longestPage)
}

// seek reads the cursor of a page before into the place to go on from, which
// holds the beginning of the list until then.
func seek(after string, place any) error {
	if after == "" {
		return nil
	}
	data, err := base64.RawURLEncoding.DecodeString(after)
	if err == nil {
		err = json.Unmarshal(data, place)
	}
	if err != nil {
		return &domain.Error{Code: domain.ErrInvalid, Key: "list.cursor", Cause: fmt.Errorf("read cursor: %w", err)}
	}
	return nil
}

// cut keeps one page of the rows, which were read one further, and names the
// place of its last row when more follow.
func cut[T any](rows []T, limit int, place func(T) any) ([]T, string, error) {
	if len(rows) <= limit {
		return rows, "", nil
	}
	rows = rows[:limit]
	data, err := json.Marshal(place(rows[limit-1]))
	if err != nil {
		return nil, "", fmt.Errorf("write cursor: %w", err)
	}
	return rows, base64.RawURLEncoding.EncodeToString(data), nil
}
