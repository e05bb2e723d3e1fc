package docx

import (
	"archive/zip"
	"io"
	"slices"
	"time"
)

// splice replaces bytes of a part.
type splice struct {
	span Span
	with []byte
}

// rewrite copies the package with some parts changed. Everything else goes over packed as it is.
func (p *opcPackage) rewrite(dst io.Writer, parts map[string][]splice, content map[string][]byte, added ...addedPart) error {
	changed := map[string]string{} // entry name → part name
	for name := range parts {
		f := p.files[partKey(name)]
		if f == nil {
			return fault(CodeDamaged, name, "the part is missing")
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
			if part, err = p.bytes(name); err != nil {
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
		w, err := z.CreateHeader(&zip.FileHeader{Name: a.name, Method: zip.Deflate, Modified: fixedTime})
		if err != nil {
			return err
		}
		if _, err := w.Write(a.content); err != nil {
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
func (p *opcPackage) copyError(part string, dst *destination, err error) error {
	switch {
	case p.src.err != nil:
		return p.src.err
	case dst.err != nil:
		return dst.err
	}
	return &Error{Code: CodeDamaged, Part: part, Err: err}
}

func writeSpliced(w io.Writer, part []byte, splices []splice) error {
	slices.SortFunc(splices, func(a, b splice) int {
		if a.span.Start != b.span.Start {
			return int(a.span.Start) - int(b.span.Start)
		}
		return int(a.span.End) - int(b.span.End) // an insertion goes before a replacement at the same place
	})
	at := int32(0)
	for _, s := range splices {
		if s.span.Start < at {
			return fault(CodeDamaged, "", "two edits overlap")
		}
		if _, err := w.Write(part[at:s.span.Start]); err != nil {
			return err
		}
		if _, err := w.Write(s.with); err != nil {
			return err
		}
		at = s.span.End
	}
	_, err := w.Write(part[at:])
	return err
}
