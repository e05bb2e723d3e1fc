package config

import (
	"io"
	"log/slog"

	"trinhky/internal/requestid"
)

// NewLogger writes one JSON object a line, with the request in whose course it was
// written. It is handed to the parts; nothing
// logs through a global.
func NewLogger(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(requestid.Logged(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level})))
}
