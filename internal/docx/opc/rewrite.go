package opc

import (
	"archive/zip"
	"io"
	"slices"
	"time"
)

// Span is a range of bytes of a part, from the first byte of an element to the byte after its end.
type Span struct{ Start, End int32 }

// Splice replaces bytes of a part.
type Splice struct {
	Span Span
	With []byte
}

// Replace puts content in the place of what stands there.
func Replace(span Span, with []byte) Splice { return Splice{span, with} }

// Insert puts content before the byte at a place.
func Insert(at int32, with string) Splice { return Splice{Span{at, at}, []byte(with)} }

// Part is a part as it goes into the package.
type Part struct {
	Name    string
	Content []byte
}

// Rewrite copies the package with some parts changed. Everything else goes over packed as it is.
func (p *Package) Rewrite(dst io.Writer, parts map[string][]Splice, content map[string][]byte, added ...Part) error {
	changed := map[string]string{} // entry name → part name
	for name := range parts {
		f := p.files[Key(name)]
		if f == nil {
			return Fault(CodeDamaged, name, "the part is missing")
		}
		changed[f.Name] = name
	}
	out := &destination{w: dst}
	z := zip.NewWriter(out)
	for _, f := range p.zip.File {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		name, ok := changed[f.Name]
		if !ok {
			if err := z.Copy(f); err != nil {
				return p.copyError(f.Name, out, err)
			}
			continue
		}
		part := content[name]
		if part == nil {
			var err error
			if part, err = p.Bytes(name); err != nil {
				return err
			}
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified})
		if err != nil {
			return err
		}
		if err := writeSpliced(w, part, parts[name]); err != nil {
			return err
		}
	}
	for _, a := range added {
		w, err := z.CreateHeader(&zip.FileHeader{Name: a.Name, Method: zip.Deflate, Modified: fixedTime})
		if err != nil {
			return err
		}
		if _, err := w.Write(a.Content); err != nil {
			return err
		}
	}
	return z.Close()
}

// fixedTime dates new parts, so that the same edit gives the same bytes.
var fixedTime = time.Date(2020, 3, 5, 0, 0, 0, 0, time.UTC)

// destination passes writes on and remembers their failure.
type destination struct {
	w   io.Writer
	err error
}

func (d *destination) Write(b []byte) (int, error) {
	n, err := d.w.Write(b)
	if err != nil && d.err == nil {
		d.err = err
	}
	return n, err
}

// copyError tells a fault of the file being copied from a failure of the storage at either end.
func (p *Package) copyError(part string, dst *destination, err error) error {
	switch {
	case p.src.err != nil:
		return p.src.err
	case dst.err != nil:
		return dst.err
	}
	return &Error{Code: CodeDamaged, Part: part, Err: err}
}

func writeSpliced(w io.Writer, part []byte, splices []Splice) error {
	slices.SortFunc(splices, func(a, b Splice) int {
		if a.Span.Start != b.Span.Start {
			return int(a.Span.Start) - int(b.Span.Start)
		}
		return int(a.Span.End) - int(b.Span.End) // an insertion goes before a replacement at the same place
	})
	at := int32(0)
	for _, s := range splices {
		if s.Span.Start < at {
			return Fault(CodeDamaged, "", "two edits overlap")
		}
		if _, err := w.Write(part[at:s.Span.Start]); err != nil {
			return err
		}
		if _, err := w.Write(s.With); err != nil {
			return err
		}
		at = s.Span.End
	}
	_, err := w.Write(part[at:])
	return err
}
