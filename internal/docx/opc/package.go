// Package opc opens the zip package that a .docx is (Open Packaging Conventions, ECMA-376 part 2): its parts, what they
// claim to be, how they lead to each other, and their XML token by token. It trusts nothing a file states about itself:
// every read is counted against Limits, and a part that lies about its size, its names or its nesting ends the reading.
package opc

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"path"
	"strings"
)

// SmallPartBytes bounds the parts that only wire the package together; honest ones are a few kilobytes.
const SmallPartBytes = 4 << 20

// Package is an open zip package whose every read is counted against the limits.
type Package struct {
	ctx      context.Context
	src      *source
	lim      Limits
	zip      *zip.Reader
	files    map[string]*zip.File // by partKey
	types    contentTypes
	rels     map[string]map[string]Relationship // of the parts asked for so far
	related  int                                // relationships read
	inflated int64
}

// source passes reads on, remembers a real I/O failure (so that a broken disk is not called a broken document), and
// while a budget is set bounds how much may be read: the zip directory states its own size and may lie.
type source struct {
	r      io.ReaderAt
	budget int64 // -1: no bound
	err    error
}

var errBudget = errors.New("the zip directory is too long")

func (s *source) ReadAt(p []byte, off int64) (int, error) {
	if s.budget >= 0 {
		if s.budget -= int64(len(p)); s.budget < 0 {
			s.budget = 0
			return 0, errBudget
		}
	}
	if off < 0 {
		return 0, zip.ErrFormat // a directory that points before the file
	}
	n, err := s.r.ReadAt(p, off)
	if err != nil && err != io.EOF && s.err == nil {
		s.err = err
	}
	return n, err
}

// Open opens a package of size bytes. A fault of the file is an *Error; a cancelled context and a failing r come back as
// they are.
func Open(ctx context.Context, r io.ReaderAt, size int64, lim Limits) (*Package, error) {
	lim = lim.withDefaults()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if size > lim.FileBytes {
		return nil, Fault(CodeTooLarge, "", "%d bytes, at most %d", size, lim.FileBytes)
	}
	src := &source{r: r, budget: -1}
	if err := checkMagic(src, size); err != nil {
		return nil, err
	}
	// A directory entry is 46 bytes and a name; 512 bytes each leave room for long names and extras.
	src.budget = 256<<10 + int64(lim.Entries)*512
	zr, err := zip.NewReader(src, size)
	src.budget = -1
	if err != nil {
		if errors.Is(err, errBudget) {
			return nil, &Error{Code: CodeTooLarge, Err: err}
		}
		if src.err != nil {
			return nil, src.err
		}
		return nil, &Error{Code: CodeDamaged, Err: err}
	}
	if len(zr.File) > lim.Entries {
		return nil, Fault(CodeTooLarge, "", "%d zip entries, at most %d", len(zr.File), lim.Entries)
	}
	p := &Package{ctx: ctx, src: src, lim: lim, zip: zr, files: make(map[string]*zip.File, len(zr.File)), rels: map[string]map[string]Relationship{}}
	var compressed uint64
	for _, f := range zr.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		key := Key(f.Name)
		if p.files[key] != nil {
			// Two readers may pick different twins: what was checked would not be what is printed.
			return nil, Fault(CodeDamaged, f.Name, "two zip entries share this name")
		}
		if f.Flags&1 != 0 {
			return nil, Fault(CodeEncrypted, f.Name, "zip encryption")
		}
		p.files[key] = f
		if compressed += f.CompressedSize64; compressed > uint64(size) || f.CompressedSize64 > uint64(size) {
			return nil, Fault(CodeBomb, f.Name, "zip entries overlap")
		}
	}
	return p, p.readContentTypes()
}

// Key is the name by which a part is known: names that differ by case, by the slash or by a detour are the same to
// one program and not to the other.
func Key(name string) string {
	name = strings.ToLower(strings.ReplaceAll(name, "\\", "/"))
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

func checkMagic(src *source, size int64) error {
	head := make([]byte, 8)
	n, err := src.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return checkCompoundFile(src, size)
	default:
		return Fault(CodeNotDocx, "", "unknown signature %x", head)
	}
}

// checkCompoundFile tells an encrypted .docx from an old .doc by the stream names in the OLE directory.
func checkCompoundFile(src *source, size int64) error {
	names := []struct {
		name []byte
		code Code
	}{{utf16le("EncryptedPackage"), CodeEncrypted}, {utf16le("WordDocument"), CodeLegacyDoc}}
	const window = 64 << 10
	buf := make([]byte, window)
	for off := int64(0); off < size; off += window - 64 {
		n, err := src.ReadAt(buf, off)
		for _, c := range names {
			if bytes.Contains(buf[:n], c.name) {
				return Fault(c.code, "", "OLE compound file")
			}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	return Fault(CodeNotDocx, "", "OLE compound file of another program")
}

func utf16le(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// Limits are the limits that hold for the package.
func (p *Package) Limits() Limits { return p.lim }

// Names walks the names of all parts as they are packed, in the order of the file.
func (p *Package) Names() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, f := range p.zip.File {
			if !strings.HasSuffix(f.Name, "/") && !yield(f.Name) {
				return
			}
		}
	}
}

// Entry is the name of a part as it is packed.
func (p *Package) Entry(name string) (string, bool) {
	f := p.files[Key(name)]
	if f == nil {
		return "", false
	}
	return f.Name, true
}

// ContentType is what the package says of a part.
func (p *Package) ContentType(name string) string { return p.types.of(name) }

// Has says whether the package holds the part.
func (p *Package) Has(name string) bool { return p.files[Key(name)] != nil }

// open starts reading a part, at most limit bytes of it inflated.
func (p *Package) open(name string, limit int64) (*guard, error) {
	f := p.files[Key(name)]
	if f == nil {
		return nil, Fault(CodeDamaged, name, "the part is missing")
	}
	g := &guard{pkg: p, part: name, limit: min(limit, p.lim.PartBytes), compressed: int64(f.CompressedSize64)}
	// A bomb that says so is known before a byte of it is inflated; one that lies is met as it streams.
	if g.bursts(f.UncompressedSize64) {
		return nil, g.bomb()
	}
	rc, err := f.Open()
	if err != nil {
		return nil, p.Wrap(name, err)
	}
	g.rc = rc
	return g, nil
}

// Stream opens a part as XML.
func (p *Package) Stream(name string, limit int64) (*Stream, error) {
	g, err := p.open(name, limit)
	if err != nil {
		return nil, err
	}
	return newStream(p.ctx, g, name, p.lim), nil
}

// StreamOf walks the XML of a part that was read whole.
func (p *Package) StreamOf(part []byte, name string) *Stream {
	return newStream(p.ctx, io.NopCloser(bytes.NewReader(part)), name, p.lim)
}

// Bytes reads a whole part.
func (p *Package) Bytes(name string) ([]byte, error) {
	g, err := p.open(name, p.lim.PartBytes)
	if err != nil {
		return nil, err
	}
	defer g.Close()
	b, err := io.ReadAll(g)
	if err != nil {
		return nil, p.Wrap(name, err)
	}
	return b, nil
}

// Measure inflates a part that nobody here reads, and keeps nothing of it: it must not be a bomb for those who do.
func (p *Package) Measure(name string) error {
	g, err := p.open(name, p.lim.PartBytes)
	if err != nil {
		return err
	}
	defer g.Close()
	_, err = io.Copy(io.Discard, inflated{g})
	return p.Wrap(name, err)
}

// Wrap turns any failure met while reading a part into the package's error, apart from cancellation and real I/O.
func (p *Package) Wrap(part string, err error) error {
	var own *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &own):
		return own
	case p.ctx.Err() != nil:
		return p.ctx.Err()
	case p.src.err != nil:
		return p.src.err
	default:
		return &Error{Code: CodeDamaged, Part: part, Err: err}
	}
}
