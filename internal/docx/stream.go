package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// space is a namespace the reader knows. Prefixes are the author's choice, so elements are told apart by this.
type space uint8

const (
	nsOther space = iota
	nsW           // WordprocessingML
	nsR           // relationships
	nsMC          // markup compatibility
	nsWP          // drawing anchors
	nsA           // DrawingML
	nsPic         // pictures
	nsWPS         // shapes
	nsWPG         // groups
	nsWPC         // canvas
	nsV           // VML
	nsO           // Office VML additions
	nsM           // formulas
	nsExt         // Word's later additions, which change nothing the reader measures
)

var spaces = map[string]space{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":           nsW,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                       nsW,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":    nsR,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                nsR,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":            nsMC,
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": nsWP,
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":             nsWP,
	"http://schemas.openxmlformats.org/drawingml/2006/main":                  nsA,
	"http://purl.oclc.org/ooxml/drawingml/main":                              nsA,
	"http://schemas.openxmlformats.org/drawingml/2006/picture":               nsPic,
	"http://purl.oclc.org/ooxml/drawingml/picture":                           nsPic,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":      nsWPS,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup":      nsWPG,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas":     nsWPC,
	"urn:schemas-microsoft-com:vml":                                          nsV,
	"urn:schemas-microsoft-com:office:office":                                nsO,
	"http://schemas.openxmlformats.org/officeDocument/2006/math":             nsM,
	"http://purl.oclc.org/ooxml/officeDocument/math":                         nsM,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing":    nsExt,
	"http://schemas.microsoft.com/office/word/2010/wordml":                   nsExt,
	"http://schemas.microsoft.com/office/word/2012/wordml":                   nsExt,
	"http://schemas.microsoft.com/office/drawing/2010/main":                  nsExt,
}

// elem is a start tag.
type elem struct {
	ns     space
	prefix string
	local  string
	attrs  []xml.Attr
	start  int32   // offset of its first byte in the part
	s      *stream // that reads it
}

// attr gives an attribute by its local name, "" when absent. Word repeats no local name within one element except
// where attrNS is used.
func (e *elem) attr(local string) string {
	v, _ := e.lookup(local)
	return v
}

// lookup is attr that tells an absent attribute from an empty one.
func (e *elem) lookup(local string) (string, bool) {
	for i := range e.attrs {
		if e.attrs[i].Name.Local == local && e.own(i) {
			return e.attrs[i].Value, true
		}
	}
	return "", false
}

// maxName is longer than any name Word accepts, in bytes.
const maxName = 255

// short is attr for the names of fonts, styles, colours and the like, cut to a length that costs nothing to compare:
// what a style names once, thousands of runs are told apart by.
func (e *elem) short(local string) string { return clip(e.attr(local), maxName) }

// own says whether the attribute at a place is the element's own.
func (e *elem) own(i int) bool {
	prefix := e.attrs[i].Name.Space
	return prefix == e.prefix || e.owns(prefix)
}

// owns says whether an attribute of this prefix is the element's, or one of another language beside it, which says
// nothing of the element. WordprocessingML writes all attributes with a prefix; the others mostly write none.
func (e *elem) owns(prefix string) bool {
	switch {
	case prefix == "":
		return e.ns != nsW
	case prefix == "xmlns":
		return false
	case prefix == "xml" || e.s == nil:
		return true
	case e.ns == nsW:
		return e.s.space(prefix) == nsW
	default:
		return e.s.space(prefix) != nsOther
	}
}

// stream walks the XML of one part token by token. Raw tokens are used because the namespaces of attributes need no
// translation here, which is a third of the decoder's work; nesting is checked by the stream itself.
type stream struct {
	ctx    context.Context
	rc     io.Closer
	dec    *xml.Decoder
	part   string
	lim    Limits
	names  []string // open elements
	bound  []binding
	last   binding // the prefix resolved last, nearly always the same one
	tokens int
	start  int64
}

type binding struct {
	prefix string
	ns     space
	depth  int
}

func newStream(ctx context.Context, g io.ReadCloser, part string, lim Limits) *stream {
	return &stream{ctx: ctx, rc: g, dec: xml.NewDecoder(g), part: part, lim: lim}
}

func (s *stream) close() { _ = s.rc.Close() }

func (s *stream) depth() int { return len(s.names) }

func (s *stream) offset() int32 { return int32(s.dec.InputOffset()) }

func (s *stream) space(prefix string) space {
	if s.last.depth > 0 && s.last.prefix == prefix {
		return s.last.ns
	}
	for i := len(s.bound) - 1; i >= 0; i-- {
		if s.bound[i].prefix == prefix {
			s.last = s.bound[i]
			return s.last.ns
		}
	}
	return nsOther
}

// next gives the next start tag, end tag (xml.EndElement) or text (xml.CharData); io.EOF only after the root closed.
func (s *stream) next() (xml.Token, error) {
	for {
		if s.tokens++; s.tokens&1023 == 0 {
			if err := s.ctx.Err(); err != nil {
				return nil, err
			}
		}
		s.start = s.dec.InputOffset()
		token, err := s.dec.RawToken()
		if errors.Is(err, io.EOF) && len(s.names) > 0 {
			return nil, fault(CodeDamaged, s.part, "the XML ends inside <%s>", s.names[len(s.names)-1])
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			return token, s.push(t)
		case xml.EndElement:
			n := len(s.names) - 1
			if n < 0 || s.names[n] != t.Name.Local {
				return nil, fault(CodeDamaged, s.part, "unexpected end tag </%s>", t.Name.Local)
			}
			s.names = s.names[:n]
			for i := len(s.bound) - 1; i >= 0 && s.bound[i].depth > n; i-- {
				s.bound, s.last = s.bound[:i], binding{}
			}
			return token, nil
		case xml.CharData:
			return token, nil
		case xml.Directive:
			// Entities can only come from a document type declaration, which no office program writes.
			return nil, fault(CodeBomb, s.part, "a document type declaration")
		}
	}
}

func (s *stream) push(t xml.StartElement) error {
	s.names = append(s.names, t.Name.Local)
	if len(s.names) > s.lim.Depth {
		return fault(CodeTooLarge, s.part, "XML nested deeper than %d", s.lim.Depth)
	}
	size := 0
	for i := range t.Attr {
		a := &t.Attr[i]
		size += len(a.Value)
		var err error
		if a.Name.Space == "xmlns" {
			err = s.bind(a.Name.Local, a.Value)
		} else if a.Name.Space == "" && a.Name.Local == "xmlns" {
			err = s.bind("", a.Value)
		}
		if err != nil {
			return err
		}
	}
	if size > s.lim.TagBytes {
		return fault(CodeTooLarge, s.part, "the attributes of <%s> exceed %d bytes", t.Name.Local, s.lim.TagBytes)
	}
	return nil
}

// maxBindings bounds the prefixes in force for the namespaces the reader knows, which are searched for each element.
const maxBindings = 100

// bind puts a prefix in force. One that means the same already needs nothing: some programs repeat them all on every
// element.
func (s *stream) bind(prefix, uri string) error {
	ns := spaces[uri]
	if s.space(prefix) == ns {
		return nil
	}
	if len(s.bound) >= maxBindings {
		return fault(CodeTooLarge, s.part, "more than %d namespace prefixes", maxBindings)
	}
	s.bound = append(s.bound, binding{prefix: prefix, ns: ns, depth: len(s.names)})
	s.last = binding{}
	return nil
}

func (s *stream) elem(t xml.StartElement) elem {
	return elem{ns: s.space(t.Name.Space), prefix: t.Name.Space, local: t.Name.Local, attrs: t.Attr, start: int32(s.start), s: s}
}

// document calls f with the root element.
func (s *stream) document(f func(root elem) error) error {
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return fault(CodeDamaged, s.part, "an empty XML part")
		}
		if err != nil {
			return err
		}
		if t, ok := t.(xml.StartElement); ok {
			return f(s.elem(t))
		}
	}
}

// children calls f for every child of the element just opened and returns after its end tag. What f leaves unread of
// a child is skipped.
func (s *stream) children(f func(e elem) error) error {
	depth := s.depth()
	for {
		t, err := s.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := f(s.elem(t)); err != nil {
				return err
			}
			if err := s.skipTo(depth); err != nil {
				return err
			}
		case xml.EndElement:
			if s.depth() < depth {
				return nil
			}
		}
	}
}

func (s *stream) skipTo(depth int) error {
	for s.depth() > depth {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// text reads the character data of the element just opened, to its end tag.
func (s *stream) text() (string, error) {
	depth := s.depth()
	var first string
	var more *strings.Builder
	for {
		t, err := s.next()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.CharData:
			switch {
			case more != nil:
				more.Write(t)
			case first == "":
				first = string(t)
			default:
				more = &strings.Builder{}
				more.WriteString(first)
				more.Write(t)
			}
		case xml.EndElement:
			if s.depth() < depth {
				if more != nil {
					return more.String(), nil
				}
				return first, nil
			}
		}
	}
}

// attrNS gives the attribute of a namespace, for names that occur in two ("r:id" beside "w:id").
func (s *stream) attrNS(e *elem, ns space, local string) string {
	for i := range e.attrs {
		a := &e.attrs[i]
		if a.Name.Local == local && a.Name.Space != "" && a.Name.Space != "xmlns" && s.space(a.Name.Space) == ns {
			return a.Value
		}
	}
	return ""
}
