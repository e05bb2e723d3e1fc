// Package mending gives out copies of stored drafts in which what is certain and
// mechanical has been put right. The stored draft itself never changes.
package mending

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/spool"
)

// atOnce bounds how many files are mended at a time, each of which is held in
// memory meanwhile.
const atOnce = 2

// Service mends stored drafts.
type Service struct {
	files   spool.Store
	checker format.Checker
	turns   chan struct{}
}

// New returns a Service on the store of files, which mends by the office's rules.
func New(files spool.Store, checker format.Checker) *Service {
	return &Service{files, checker, make(chan struct{}, atOnce)}
}

// Copy is a mended draft; whoever asked for it reads it and closes it.
type Copy struct {
	format.Mended
	SHA256 string // lower-case hex of the copy
	Size   int64  // bytes
	file   *os.File
}

// Read reads the copy from its beginning on.
func (c *Copy) Read(p []byte) (int, error) { return c.file.Read(p) }

// Close removes the copy.
func (c *Copy) Close() error { return c.file.Close() }

// mark is what the name of a mended copy ends with.
const mark = " (đã sửa thể thức)"

// FileName names the mended copy of a file. One that was itself such a copy, and
// has been worked on since, does not get a longer name each time.
func FileName(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), mark) + mark + ".docx"
}

// Mend makes the mended copy of a stored draft. Errors are *domain.Error of code
// unsupported where the draft is signed, protected, marked secret or cannot be
// read, not_found where nothing in it can be mended this way, and those of the
// store.
func (s *Service) Mend(ctx context.Context, sha string) (*Copy, error) {
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	draft, size, err := spool.Copy(ctx, s.files, sha)
	if err != nil {
		return nil, err
	}
	defer draft.Close()
	file, err := spool.New()
	if err != nil {
		return nil, err
	}
	hash := sha256.New()
	mended, err := s.checker.Mend(ctx, io.MultiWriter(file, hash), draft, size)
	if err == nil && len(mended.Changes) == 0 {
		err = &domain.Error{Code: domain.ErrNotFound, Key: "mending.nothing"}
	}
	if err == nil {
		size, err = file.Seek(0, io.SeekCurrent)
	}
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		file.Close()
		return nil, fault(sha, err)
	}
	return &Copy{Mended: mended, SHA256: hex.EncodeToString(hash.Sum(nil)), Size: size, file: file}, nil
}

// fault says in the person's words why there is no copy.
func fault(sha string, err error) error {
	var key string
	var broken *opc.Error
	switch {
	case domain.CodeOf(err) != domain.ErrInternal:
		return err
	case errors.Is(err, format.ErrProtected):
		key = "mending.protected"
	case errors.Is(err, format.ErrSecret):
		key = "upload.secret"
	case errors.As(err, &broken) && broken.Code == opc.CodeSigned:
		key = "mending.signed"
	case errors.As(err, &broken):
		key = "mending.unreadable"
	default:
		return fmt.Errorf("mend %s: %w", sha, err)
	}
	return &domain.Error{Code: domain.ErrUnsupported, Key: key, Cause: err}
}
