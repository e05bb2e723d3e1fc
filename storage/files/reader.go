package files

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
)

var errTooLarge = errors.New("more than may be stored")

// measured hashes and counts what passes, and stops at the limit.
type measured struct {
	r        io.Reader
	hash     hash.Hash
	size     int64 // bytes passed
	left     int64 // bytes that may still pass
	tooLarge bool
	err      error // of r
}

func (m *measured) Read(p []byte) (int, error) {
	// One byte more than allowed tells a file at the limit from one beyond it.
	if int64(len(p)) > m.left+1 {
		p = p[:m.left+1]
	}
	n, err := m.r.Read(p)
	if int64(n) > m.left {
		m.tooLarge = true
		return 0, errTooLarge
	}
	m.left -= int64(n)
	m.size += int64(n)
	_, _ = m.hash.Write(p[:n]) // never fails, see hash.Hash
	if err != nil && !errors.Is(err, io.EOF) {
		m.err = err
	}
	return n, err
}

// verified compares the hash of all that was read with the expected one, in
// place of the end of the file.
type verified struct {
	io.ReadCloser
	hash hash.Hash
	want string
}

func newVerified(r io.ReadCloser, want string) *verified { return &verified{r, sha256.New(), want} }

func (v *verified) Read(p []byte) (int, error) {
	n, err := v.ReadCloser.Read(p)
	_, _ = v.hash.Write(p[:n]) // never fails, see hash.Hash
	if err == nil {
		return n, nil
	}
	if !errors.Is(err, io.EOF) {
		return n, known("read file "+v.want, err)
	}
	if got := hex.EncodeToString(v.hash.Sum(nil)); got != v.want {
		return n, fmt.Errorf("file %s holds content of hash %s", v.want, got)
	}
	return n, io.EOF
}
