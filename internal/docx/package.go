package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"
)

// smallPartBytes bounds the parts that only wire the package together; honest ones are a few kilobytes.
const smallPartBytes = 4 << 20

// opcPackage is an open zip package whose every read is counted against the limits.
type opcPackage struct {
	ctx      context.Context
	src      *source
	lim      Limits
	zip      *zip.Reader
	files    map[string]*zip.File // by lower-case name: part names do not differ by case
	types    contentTypes
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

func openPackage(ctx context.Context, r io.ReaderAt, size int64, lim Limits) (*opcPackage, error) {
	lim = lim.withDefaults()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if size > lim.FileBytes {
		return nil, fault(CodeTooLarge, "", "%d bytes, at most %d", size, lim.FileBytes)
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
		return nil, fault(CodeTooLarge, "", "%d zip entries, at most %d", len(zr.File), lim.Entries)
	}
	p := &opcPackage{ctx: ctx, src: src, lim: lim, zip: zr, files: make(map[string]*zip.File, len(zr.File))}
	var compressed uint64
	for _, f := range zr.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		key := strings.ToLower(f.Name)
		if p.files[key] != nil {
			// Two readers may pick different twins: what was checked would not be what is printed.
			return nil, fault(CodeDamaged, f.Name, "two zip entries share this name")
		}
		if f.Flags&1 != 0 {
			return nil, fault(CodeEncrypted, f.Name, "zip encryption")
		}
		p.files[key] = f
		if compressed += f.CompressedSize64; compressed > uint64(size) || f.CompressedSize64 > uint64(size) {
			return nil, fault(CodeBomb, f.Name, "zip entries overlap")
		}
	}
	return p, p.readContentTypes()
}

func checkMagic(src *source, size int64) error {
	head := make([]byte, 8)
	n, err := src.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return err
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return checkCompoundFile(src, size)
	default:
		return fault(CodeNotDocx, "", "unknown signature %x", head)
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
				return fault(c.code, "", "OLE compound file")
			}
		}
		if err != nil && err != io.EOF {
			return err
		}
	}
	return fault(CodeNotDocx, "", "OLE compound file of another program")
}

func utf16le(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// has says whether the package holds the part.
func (p *opcPackage) has(name string) bool { return p.files[strings.ToLower(name)] != nil }

// open starts reading a part, at most limit bytes of it inflated.
func (p *opcPackage) open(name string, limit int64) (*guard, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, fault(CodeDamaged, name, "the part is missing")
	}
	rc, err := f.Open()
	if err != nil {
		return nil, p.wrap(name, err)
	}
	return &guard{pkg: p, part: name, rc: rc, limit: min(limit, p.lim.PartBytes), compressed: int64(f.CompressedSize64)}, nil
}

// stream opens a part as XML.
func (p *opcPackage) stream(name string, limit int64) (*stream, error) {
	g, err := p.open(name, limit)
	if err != nil {
		return nil, err
	}
	return newStream(p.ctx, g, name, p.lim), nil
}

// bytes reads a whole part.
func (p *opcPackage) bytes(name string) ([]byte, error) {
	g, err := p.open(name, p.lim.PartBytes)
	if err != nil {
		return nil, err
	}
	defer g.Close()
	b, err := io.ReadAll(g)
	if err != nil {
		return nil, p.wrap(name, err)
	}
	return b, nil
}

// wrap turns any failure met while reading a part into the package's error, apart from cancellation and real I/O.
func (p *opcPackage) wrap(part string, err error) error {
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

// guard counts what a part really inflates to and stops it at the limits.
type guard struct {
	pkg        *opcPackage
	part       string
	rc         io.ReadCloser
	n, limit   int64
	compressed int64
	state      tagState
	tag        int
}

type tagState uint8

const (
	inText tagState = iota
	inTag
	inDouble
	inSingle
)

func (g *guard) Read(b []byte) (int, error) {
	n, err := g.rc.Read(b)
	g.n += int64(n)
	g.pkg.inflated += int64(n)
	switch {
	case g.n > 1<<20 && g.n > g.compressed*g.pkg.lim.Ratio:
		return 0, fault(CodeBomb, g.part, "inflates more than %d times", g.pkg.lim.Ratio)
	case g.n > g.limit:
		return 0, fault(CodeTooLarge, g.part, "inflates beyond %d bytes", g.limit)
	case g.pkg.inflated > g.pkg.lim.TotalBytes:
		return 0, fault(CodeTooLarge, g.part, "the parts together inflate beyond %d bytes", g.pkg.lim.TotalBytes)
	}
	if tooLong := g.measureTags(b[:n]); tooLong {
		return 0, fault(CodeTooLarge, g.part, "an XML tag is longer than %d bytes", g.pkg.lim.TagBytes)
	}
	return n, err
}

func (g *guard) Close() error { return g.rc.Close() }

// measureTags stops an endless attribute before the XML decoder buffers it.
func (g *guard) measureTags(b []byte) bool {
	for len(b) > 0 {
		var until string
		switch g.state {
		case inText:
			i := bytes.IndexByte(b, '<')
			if i < 0 {
				return false
			}
			b, g.state, g.tag = b[i+1:], inTag, 0
			continue
		case inTag:
			until = `>"'`
		case inDouble:
			until = `"`
		case inSingle:
			until = `'`
		}
		i := bytes.IndexAny(b, until)
		if i < 0 {
			g.tag += len(b)
			return g.tag > g.pkg.lim.TagBytes
		}
		if g.tag += i + 1; g.tag > g.pkg.lim.TagBytes {
			return true
		}
		switch {
		case g.state != inTag:
			g.state = inTag
		case b[i] == '>':
			g.state = inText
		case b[i] == '"':
			g.state = inDouble
		default:
			g.state = inSingle
		}
		b = b[i+1:]
	}
	return false
}

// relationship is one line of a .rels part.
type relationship struct {
	id, kind, target string
	external         bool
}

// relationships reads the relationships of a part ("" for the package itself), targets made into part names.
func (p *opcPackage) relationships(part string) (map[string]relationship, error) {
	name := relsName(part)
	if !p.has(name) {
		return nil, nil
	}
	s, err := p.stream(name, smallPartBytes)
	if err != nil {
		return nil, err
	}
	defer s.close()
	out := map[string]relationship{}
	err = s.document(func(root elem) error {
		return s.children(func(e elem) error {
			if e.local != "Relationship" {
				return nil
			}
			r := relationship{id: e.attr("Id"), kind: path.Base(e.attr("Type")), target: e.attr("Target")}
			r.external = strings.EqualFold(e.attr("TargetMode"), "External")
			if !r.external {
				r.target = resolveTarget(part, r.target)
			}
			out[r.id] = r
			return nil
		})
	})
	return out, p.wrap(name, err)
}

func relsName(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

func resolveTarget(part, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(part), target), "/")
}

// contentTypes is [Content_Types].xml: what each part claims to be.
type contentTypes struct{ overrides, defaults map[string]string }

func (c contentTypes) of(part string) string {
	if t, ok := c.overrides[strings.ToLower("/"+part)]; ok {
		return t
	}
	return c.defaults[strings.ToLower(strings.TrimPrefix(path.Ext(part), "."))]
}

const contentTypesPart = "[Content_Types].xml"

func (p *opcPackage) readContentTypes() error {
	if !p.has(contentTypesPart) {
		return fault(CodeNotDocx, "", "a zip file without content types")
	}
	s, err := p.stream(contentTypesPart, smallPartBytes)
	if err != nil {
		return err
	}
	defer s.close()
	p.types = contentTypes{overrides: map[string]string{}, defaults: map[string]string{}}
	err = s.document(func(root elem) error {
		return s.children(func(e elem) error {
			switch e.local {
			case "Override":
				p.types.overrides[strings.ToLower(e.attr("PartName"))] = e.attr("ContentType")
			case "Default":
				p.types.defaults[strings.ToLower(e.attr("Extension"))] = e.attr("ContentType")
			}
			return nil
		})
	})
	return p.wrap(contentTypesPart, err)
}

const (
	mainType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	macroMark = "macroenabled"
)

// mainPart finds the document part and turns away everything that is not a plain .docx.
func (p *opcPackage) mainPart() (string, error) {
	rels, err := p.relationships("")
	if err != nil {
		return "", err
	}
	main := ""
	for _, r := range rels {
		if r.kind == "officeDocument" && !r.external && (main == "" || r.target < main) {
			main = r.target
		}
	}
	if main == "" {
		return "", fault(CodeNotDocx, "", "the package names no main document")
	}
	for _, t := range p.types.overrides {
		if strings.Contains(strings.ToLower(t), "vbaproject") {
			return "", fault(CodeMacro, "", "a VBA project is declared")
		}
	}
	for key := range p.files {
		if path.Base(key) == "vbaproject.bin" {
			return "", fault(CodeMacro, key, "a VBA project is present")
		}
	}
	t := p.types.of(main)
	switch {
	case t == mainType:
		return main, nil
	case strings.Contains(strings.ToLower(t), macroMark):
		return "", fault(CodeMacro, main, "content type %q", t)
	default:
		return "", fault(CodeNotDocx, main, "content type %q", t)
	}
}

// signed says whether the package carries a digital signature.
func (p *opcPackage) signed() bool {
	for key := range p.files {
		if strings.HasPrefix(key, "_xmlsignatures/") {
			return true
		}
	}
	return false
}
