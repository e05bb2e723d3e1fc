package activities

import (
	"context"
	"fmt"
	"io"
	"os"
)

// spool copies a stored file to a temporary one that can be read at any place,
// so that no file is ever held whole in memory. The hash is verified on the way.
// done removes it.
func (a *Activities) spool(ctx context.Context, sha256 string) (file *os.File, size int64, done func(), err error) {
	source, _, err := a.Files.Get(ctx, sha256)
	if err != nil {
		return nil, 0, nil, err
	}
	defer func() { _ = source.Close() }() // a read error has been seen by Copy already
	file, done, err = scratch()
	if err != nil {
		return nil, 0, nil, err
	}
	if size, err = io.Copy(file, source); err != nil {
		done()
		return nil, 0, nil, fmt.Errorf("read %s from the object store: %w", sha256, err)
	}
	return file, size, done, nil
}

// scratch is a temporary file that done closes and removes.
func scratch() (file *os.File, done func(), err error) {
	file, err = os.CreateTemp("", "trinhky-*")
	if err != nil {
		return nil, nil, fmt.Errorf("make a temporary file: %w", err)
	}
	return file, func() {
		_ = file.Close()           // only read from now on
		_ = os.Remove(file.Name()) // the system's temporary folder is cleaned anyway
	}, nil
}
