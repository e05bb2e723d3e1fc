// Package requestid names what somebody asked of the program by a short word that
// they can quote, and finds it again in all that was done for it: in every line
// of the log, and on the transition that an act became.
package requestid

import (
	"context"
	"crypto/rand"
	"log/slog"
)

// letters leave out those that are read for one another: I, L, O, U.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// New makes a name such as 7KQ2M-X9TRD. Of ten letters there are 2⁵⁰: together
// with the day it is asked on, one is enough to find a request by.
func New() string {
	id := make([]byte, 10)
	// Never returns an error, see crypto/rand.
	_, _ = rand.Read(id)
	for i := range id {
		id[i] = letters[int(id[i])%len(letters)]
	}
	return string(id[:5]) + "-" + string(id[5:])
}

type key struct{}

// With returns a context in the course of the named request.
func With(ctx context.Context, id string) context.Context { return context.WithValue(ctx, key{}, id) }

// Of is the request in whose course the context is; empty for what the program
// does by itself.
func Of(ctx context.Context) string {
	id, _ := ctx.Value(key{}).(string)
	return id
}

// Key is under which a line of the log names its request.
const Key = "request_id"

// Logged has every line say in the course of which request it was written.
func Logged(h slog.Handler) slog.Handler { return logged{h} }

type logged struct{ slog.Handler }

// Handle is of slog.Handler.
func (l logged) Handle(ctx context.Context, line slog.Record) error {
	if id := Of(ctx); id != "" {
		line = line.Clone()
		line.AddAttrs(slog.String(Key, id))
	}
	return l.Handler.Handle(ctx, line)
}

// WithAttrs is of slog.Handler.
func (l logged) WithAttrs(attrs []slog.Attr) slog.Handler { return logged{l.Handler.WithAttrs(attrs)} }

// WithGroup is of slog.Handler.
func (l logged) WithGroup(name string) slog.Handler { return logged{l.Handler.WithGroup(name)} }
