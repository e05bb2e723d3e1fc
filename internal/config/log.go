package config

import (
	"io"
	"log/slog"
)

// NewLogger writes one JSON object a line. It is handed to the parts; nothing
// logs through a global.
func NewLogger(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
}
