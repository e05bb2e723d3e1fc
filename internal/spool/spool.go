// Package spool keeps a file on the local disk while it is worked on, so that it
// can be read at any place and is never held whole in memory.
package spool

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// Store gives out stored files by their SHA-256 in lower-case hex; reading ends
// with an error where the content is not what its hash says.
type Store interface {
	Get(ctx context.Context, sha256 string) (io.ReadCloser, int64, error)
}

// New is an empty file for whoever closes it. It has lost its name already: it is
// gone with its last reader, even where the program is killed.
func New() (*os.File, error) {
	file, err := os.CreateTemp("", "trinhky-*")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	if err := os.Remove(file.Name()); err != nil {
		return nil, errors.Join(fmt.Errorf("make a temporary file: %w", err), file.Close())
	}
	return file, nil
}

// Copy is a stored file, verified by its hash, and its size in bytes. It stands at
// its end.
func Copy(ctx context.Context, from Store, sha256 string) (*os.File, int64, error) {
	stored, _, err := from.Get(ctx, sha256)
	if err != nil {
		return nil, 0, err
	}
	defer stored.Close()
	file, err := New()
	if err != nil {
		return nil, 0, err
	}
	size, err := io.Copy(file, stored)
	if err != nil {
		file.Close()
		return nil, 0, fmt.Errorf("read stored file %s: %w", sha256, err)
	}
	return file, size, nil
}
