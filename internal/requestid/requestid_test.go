package requestid_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/requestid"
)

func TestANameCanBeReadOutAndIsAnothersNever(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 10_000 {
		id := requestid.New()
		require.Regexp(t, `^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$`, id)
		require.False(t, seen[id])
		seen[id] = true
	}
}

func TestEveryLineOfTheLogNamesItsRequest(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := slog.New(requestid.Logged(slog.NewJSONHandler(&out, nil))).With("part", "test")
	line := func() map[string]any {
		read := map[string]any{}
		require.NoError(t, json.Unmarshal(out.Bytes(), &read))
		out.Reset()
		return read
	}
	ctx := requestid.With(context.Background(), "7KQ2M-X9TRD")
	log.InfoContext(ctx, "asked")
	require.Equal(t, "7KQ2M-X9TRD", line()["request_id"])
	log.WarnContext(context.WithoutCancel(ctx), "asked", "also", "this")
	got := line()
	require.Equal(t, []any{"7KQ2M-X9TRD", "test", "this"}, []any{got["request_id"], got["part"], got["also"]})
	log.Info("by itself")
	require.NotContains(t, line(), "request_id")
}
