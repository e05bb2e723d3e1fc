package domain_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
)

func TestTheCategoryOfAnErrorIsFoundHoweverDeepItLies(t *testing.T) {
	t.Parallel()
	away := &domain.Error{Code: domain.ErrUnavailable, Cause: errors.New("connection refused")}
	for name, c := range map[string]struct {
		err  error
		want domain.ErrorCode
	}{
		"no error":          {nil, ""},
		"one that says it":  {away, domain.ErrUnavailable},
		"wrapped":           {fmt.Errorf("read the inbox: %w", away), domain.ErrUnavailable},
		"joined":            {errors.Join(errors.New("close"), away), domain.ErrUnavailable},
		"one that does not": {errors.New("index out of range"), domain.ErrInternal},
		"a refusal":         {&domain.Refusal{Code: domain.RefusedOutOfOrder}, domain.ErrInternal},
	} {
		require.Equal(t, c.want, domain.CodeOf(c.err), name)
	}
}
