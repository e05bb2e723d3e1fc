package opc

import (
	"bytes"
	"errors"
	"io"
	"regexp"

	"golang.org/x/text/encoding/unicode"
)

// A part is in UTF-8 or UTF-16 (ECMA-376 part 2, 9.1.4). Everything that reads or changes parts knows UTF-8 only: what is
// in UTF-16 is turned into it as it is read, its places are those in UTF-8, and once changed it is written so.

// declared is the encoding that an XML declaration names.
var declared = regexp.MustCompile(`^(\x{FEFF}?<\?xml[^>]*\sencoding\s*=\s*)("[^"]*"|'[^']*')`)

// longestDeclaration is in bytes of UTF-16; honest declarations take half of it.
const longestDeclaration = 512

// inUTF8 hands a part on in UTF-8, one that is in it already without a copy.
func inUTF8(part io.Reader) io.Reader {
	head := make([]byte, 4)
	n, err := io.ReadFull(part, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return failing{err}
	}
	whole := io.MultiReader(bytes.NewReader(head[:n]), part)
	var order unicode.Endianness
	switch {
	case bytes.HasPrefix(head[:n], []byte{0xFF, 0xFE}), bytes.Equal(head[:n], []byte{'<', 0, '?', 0}):
		order = unicode.LittleEndian
	case bytes.HasPrefix(head[:n], []byte{0xFE, 0xFF}), bytes.Equal(head[:n], []byte{0, '<', 0, '?'}):
		order = unicode.BigEndian
	default:
		return whole
	}
	decoded := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Reader(whole)
	first := make([]byte, longestDeclaration)
	n, err = io.ReadFull(decoded, first)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return failing{err}
	}
	return io.MultiReader(bytes.NewReader(declared.ReplaceAll(first[:n], []byte(`$1"UTF-8"`))), decoded)
}

// failing is a part whose first bytes could not be read.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
