package opc

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Stream walks the XML of one part token by token. Raw tokens are used because the namespaces of attributes need no
// translation here, which is a third of the decoder's work; nesting is checked by the stream itself.
type Stream struct {
	ctx    context.Context
	rc     io.Closer
	dec    *xml.Decoder
	Part   string
	lim    Limits
	names  []string // open elements
	bound  []binding
	last   binding // the prefix resolved last, nearly always the same one
	tokens int
	Start  int64
}

type binding struct {
	prefix string
	ns     Space
	depth  int
}

func newStream(ctx context.Context, g io.ReadCloser, part string, lim Limits) *Stream {
	return &Stream{ctx: ctx, rc: g, dec: xml.NewDecoder(g), Part: part, lim: lim}
}

// Close ends the reading of the part.
func (s *Stream) Close() { _ = s.rc.Close() }

// Depth is the number of open elements.
func (s *Stream) Depth() int { return len(s.names) }

// Offset is the place in the part after the last token.
func (s *Stream) Offset() int32 { return int32(s.dec.InputOffset()) }

// Space is the namespace a prefix stands for here.
func (s *Stream) Space(prefix string) Space {
	if s.last.depth > 0 && s.last.prefix == prefix {
		return s.last.ns
	}
	for i := len(s.bound) - 1; i >= 0; i-- {
		if s.bound[i].prefix == prefix {
			s.last = s.bound[i]
			return s.last.ns
		}
	}
	return Other
}

// Next gives the next start tag, end tag (xml.EndElement) or text (xml.CharData); io.EOF only after the root closed.
func (s *Stream) Next() (xml.Token, error) {
	for {
		if s.tokens++; s.tokens&1023 == 0 {
			if err := s.ctx.Err(); err != nil {
				return nil, err
			}
		}
		s.Start = s.dec.InputOffset()
		token, err := s.dec.RawToken()
		if errors.Is(err, io.EOF) && len(s.names) > 0 {
			return nil, Fault(CodeDamaged, s.Part, "the XML ends inside <%s>", s.names[len(s.names)-1])
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
				return nil, Fault(CodeDamaged, s.Part, "unexpected end tag </%s>", t.Name.Local)
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
			return nil, Fault(CodeBomb, s.Part, "a document type declaration")
		}
	}
}

func (s *Stream) push(t xml.StartElement) error {
	s.names = append(s.names, t.Name.Local)
	if len(s.names) > s.lim.Depth {
		return Fault(CodeTooLarge, s.Part, "XML nested deeper than %d", s.lim.Depth)
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
		return Fault(CodeTooLarge, s.Part, "the attributes of <%s> exceed %d bytes", t.Name.Local, s.lim.TagBytes)
	}
	return nil
}

// maxBindings bounds the prefixes in force for the namespaces the reader knows, which are searched for each element.
const maxBindings = 100

// bind puts a prefix in force. One that means the same already needs nothing: some programs repeat them all on every
// element.
func (s *Stream) bind(prefix, uri string) error {
	ns := spaces[uri]
	if s.Space(prefix) == ns {
		return nil
	}
	if len(s.bound) >= maxBindings {
		return Fault(CodeTooLarge, s.Part, "more than %d namespace prefixes", maxBindings)
	}
	s.bound = append(s.bound, binding{prefix: prefix, ns: ns, depth: len(s.names)})
	s.last = binding{}
	return nil
}

// Elem makes an element of a start tag just read.
func (s *Stream) Elem(t xml.StartElement) Elem {
	return Elem{NS: s.Space(t.Name.Space), prefix: t.Name.Space, Local: t.Name.Local, Attrs: t.Attr, Start: int32(s.Start), s: s}
}

// Document calls f with the root element.
func (s *Stream) Document(f func(root Elem) error) error {
	for {
		t, err := s.Next()
		if errors.Is(err, io.EOF) {
			return Fault(CodeDamaged, s.Part, "an empty XML part")
		}
		if err != nil {
			return err
		}
		if t, ok := t.(xml.StartElement); ok {
			return f(s.Elem(t))
		}
	}
}

// Children calls f for every child of the element just opened and returns after its end tag. What f leaves unread of
// a child is skipped.
func (s *Stream) Children(f func(e Elem) error) error {
	depth := s.Depth()
	for {
		t, err := s.Next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := f(s.Elem(t)); err != nil {
				return err
			}
			if err := s.SkipTo(depth); err != nil {
				return err
			}
		case xml.EndElement:
			if s.Depth() < depth {
				return nil
			}
		}
	}
}

// SkipTo reads on until only that many elements are open.
func (s *Stream) SkipTo(depth int) error {
	for s.Depth() > depth {
		if _, err := s.Next(); err != nil {
			return err
		}
	}
	return nil
}

// Text reads the character data of the element just opened, to its end tag.
func (s *Stream) Text() (string, error) {
	depth := s.Depth()
	var first string
	var more *strings.Builder
	for {
		t, err := s.Next()
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
			if s.Depth() < depth {
				if more != nil {
					return more.String(), nil
				}
				return first, nil
			}
		}
	}
}

// AttrNS gives the attribute of a namespace, for names that occur in two ("r:id" beside "w:id").
func (s *Stream) AttrNS(e *Elem, ns Space, local string) string {
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if a.Name.Local == local && a.Name.Space != "" && a.Name.Space != "xmlns" && s.Space(a.Name.Space) == ns {
			return a.Value
		}
	}
	return ""
}
