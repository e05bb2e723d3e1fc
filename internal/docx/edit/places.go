package edit

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// maxPlaces bounds how far into a document its paragraphs have places, which is some 180 pages. A converter looks for
// every place anew: at this bound that takes about a second, and more with the square of the number.
const maxPlaces = 3000

// PlaceName is the name of the place of a paragraph in a copy that MarkPlaces made. Word lets nobody put a hyphen into
// the name of a bookmark, so hardly a document uses this name itself.
func PlaceName(index int) string { return "place-" + strconv.Itoa(index) }

// HasPlace says whether MarkPlaces gives a paragraph of the body a place.
func HasPlace(p *docx.Paragraph) bool { return p.Index <= maxPlaces && firstWords(p) != nil }

// firstWords is the first run that shows words of its own, nil when there is none. To an empty paragraph there is
// nothing to go, what a field shows is made anew by whoever opens the file, and a formula holds no bookmarks.
func firstWords(p *docx.Paragraph) *docx.Run {
	for i := range p.Runs {
		r := &p.Runs[i]
		if !r.Props.Hidden && r.Field == nil && !r.Math && strings.TrimSpace(r.Text) != "" {
			return r
		}
	}
	return nil
}

// MarkPlaces copies a .docx with a bookmark at each paragraph of the body that has a place, so that a link can lead
// there. The bookmark stands right before the first words: LibreOffice lays out empty runs and line breaks a little
// differently behind a bookmark, and a page must look as it does without. A name that the document uses itself stays
// the document's. Everything else is copied as it is, and the same input gives the same bytes. Errors are those of
// Edit, and an *Error with CodeLayout where the document's own bookmarks leave no identifiers.
func MarkPlaces(ctx context.Context, dst io.Writer, src io.ReaderAt, size int64, lim opc.Limits) error {
	e, err := Open(ctx, src, size, lim)
	if err != nil {
		return err
	}
	part, err := e.pkg.Bytes(e.main)
	if err != nil {
		return err
	}
	wanted := map[string]*docx.Run{}
	for p := range e.doc.Paragraphs() {
		if HasPlace(p) {
			wanted[PlaceName(p.Index)] = firstWords(p)
		}
	}
	id, err := bookmarks(e.pkg, e.main, part, func(name string) { delete(wanted, name) })
	if err != nil {
		return err
	}
	if id > math.MaxInt32-maxPlaces {
		return opc.Fault(opc.CodeLayout, e.main, "after bookmark %d there is no identifier left", id)
	}
	for p := range e.doc.Paragraphs() {
		if run := wanted[PlaceName(p.Index)]; run != nil {
			id++
			at := run.Span.Start
			e.parts[e.main] = append(e.parts[e.main], opc.Insert(at, bookmark(prefixAt(part, at), id, PlaceName(p.Index))))
		}
	}
	return e.Save(dst)
}

// bookmarks tells the names of a part's own bookmarks and returns the greatest of their identifiers, 0 without any.
func bookmarks(p *opc.Package, name string, part []byte, tell func(name string)) (int, error) {
	s := p.StreamOf(part, name)
	greatest := 0
	for {
		t, err := s.Next()
		if errors.Is(err, io.EOF) {
			return greatest, nil
		}
		if err != nil {
			return 0, p.Wrap(name, err)
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "bookmarkStart" && start.Name.Local != "bookmarkEnd" {
			continue
		}
		e := s.Elem(start)
		tell(e.Attr("name"))
		// An identifier that is no such number cannot be one of ours either.
		if id, err := strconv.ParseInt(e.Attr("id"), 10, 32); err == nil {
			greatest = max(greatest, int(id))
		}
	}
}

// prefixAt is the prefix of the element that begins at a place of a part, with the colon.
func prefixAt(part []byte, at int32) string {
	name := part[at+1:]
	if i := bytes.IndexAny(name, ": \t\r\n/>"); i > 0 && name[i] == ':' {
		return string(name[:i+1])
	}
	return ""
}

// bookmark is a bookmark around nothing.
func bookmark(w string, id int, name string) string {
	n := strconv.Itoa(id)
	return "<" + w + "bookmarkStart " + w + `id="` + n + `" ` + w + `name="` + name + `"/><` + w + "bookmarkEnd " + w + `id="` + n + `"/>`
}
