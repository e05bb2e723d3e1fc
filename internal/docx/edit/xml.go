package edit

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"trinhky/internal/docx/opc"
)

// child is an element directly inside the element an edit looks at.
type child struct {
	name  string
	attrs []xml.Attr
	span  opc.Span // in the part
	open  opc.Span // its start tag
}

// element is one element of a part with the places of its direct children.
type element struct {
	name     string   // as the part writes it
	markup            // its children share it
	open     opc.Span // start tag
	end      int32    // where the end tag begins; equal to open.End when the element is written as one tag
	single   bool     // written as one tag, "<w:r/>"
	children []child
}

// markup writes elements of WordprocessingML as the elements around them are written.
type markup struct {
	prefix string // with the colon, "" where the namespace is the default one
}

// tag writes an element without content; attributes come as name and value.
func (m markup) tag(name string, attrs ...string) string {
	return strings.TrimSuffix(m.start(name, attrs...), ">") + "/>"
}

// start writes a start tag. An attribute needs a prefix even where elements have none.
func (m markup) start(name string, attrs ...string) string {
	out := "<" + m.prefix + name
	prefix := m.prefix
	if prefix == "" && len(attrs) > 0 {
		prefix = "w:"
		out += ` xmlns:w="` + opc.Transitional.Word + `"`
	}
	for attr := range slices.Chunk(attrs, 2) {
		out += " " + prefix + attr[0] + `="` + escape(attr[1]) + `"`
	}
	return out + ">"
}

// element writes an element around content.
func (m markup) element(name, content string) string {
	return m.start(name) + content + "</" + m.prefix + name + ">"
}

// within puts more content at the end of the element, opening it when it is written as one tag.
func (e *element) within(part []byte, content string) opc.Splice {
	if !e.single {
		return opc.Insert(e.end, content)
	}
	tag := bytes.TrimSuffix(part[e.open.Start:e.open.End], []byte("/>"))
	return opc.Replace(e.open, []byte(string(tag)+">"+content+"</"+e.name+">"))
}

// elementAt reads the element that takes up span.
func elementAt(part []byte, span opc.Span) (*element, error) { return readElement(part, span, true) }

// rootOf reads the root element of a part.
func rootOf(part []byte) (*element, error) { return elementAt(part, opc.Span{End: int32(len(part))}) }

// startAt reads only the start tag of the element that takes up span.
func startAt(part []byte, span opc.Span) (*element, error) { return readElement(part, span, false) }

func readElement(part []byte, span opc.Span, whole bool) (*element, error) {
	if span.Start < 0 || int(span.End) > len(part) || span.Start >= span.End {
		return nil, io.ErrUnexpectedEOF
	}
	dec := xml.NewDecoder(bytes.NewReader(part[span.Start:span.End]))
	at := func() int32 { return span.Start + int32(dec.InputOffset()) }
	e := &element{}
	depth := 0
	for {
		start := at()
		t, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			switch depth {
			case 1:
				if t.Name.Space != "" {
					e.prefix = t.Name.Space + ":"
				}
				e.name = e.prefix + t.Name.Local
				e.open = opc.Span{Start: start, End: at()}
				e.single = part[e.open.End-2] == '/'
				if !whole {
					return e, nil
				}
			case 2:
				e.children = append(e.children, child{name: t.Name.Local, attrs: t.Attr, open: opc.Span{Start: start, End: at()}, span: opc.Span{Start: start}})
			}
		case xml.EndElement:
			switch depth {
			case 1:
				e.end = start
				return e, nil // what follows a root belongs to nobody
			case 2:
				e.children[len(e.children)-1].span.End = at()
			}
			depth--
		}
	}
}

// written gives the children as they stand in the part.
func (e *element) written(part []byte) []namedXML {
	var out []namedXML
	for _, c := range e.children {
		out = append(out, namedXML{c.name, string(part[c.span.Start:c.span.End])})
	}
	return out
}

func (e *element) child(name string) *child {
	for i := range e.children {
		if e.children[i].name == name {
			return &e.children[i]
		}
	}
	return nil
}

// insertAt gives the place for a new child that keeps the order the schema demands: before the first child that the
// order puts behind it.
func (e *element) insertAt(name string, order []string) int32 {
	rank := slices.Index(order, name)
	for _, c := range e.children {
		if slices.Index(order, c.name) > rank {
			return c.span.Start
		}
	}
	return e.end
}

// withAttr writes a start tag anew with an attribute set, whatever prefix the attribute has there.
func (m markup) withAttr(tag []byte, name, value string) []byte {
	for i := nextAttr(tag, 0); i < len(tag); {
		equals := i + bytes.IndexByte(tag[i:], '=')
		local := bytes.TrimSpace(tag[i:equals])
		local = local[bytes.IndexByte(local, ':')+1:]
		from := equals + 1 + bytes.IndexAny(tag[equals+1:], `"'`) + 1
		to := from + bytes.IndexByte(tag[from:], tag[from-1])
		if string(local) == name {
			return slices.Concat(tag[:from], []byte(value), tag[to:])
		}
		i = nextAttr(tag, to+1)
	}
	end := len(tag) - 1
	if tag[end-1] == '/' {
		end--
	}
	attr := m.start("", name, value)
	return slices.Concat(tag[:end], []byte(attr[len("<"+m.prefix):len(attr)-1]), tag[end:])
}

// nextAttr gives the place of the next attribute of a well-formed tag, its length when none is left.
func nextAttr(tag []byte, from int) int {
	if from == 0 {
		from = bytes.IndexAny(tag, " \t\r\n/>")
	}
	for ; from < len(tag); from++ {
		switch tag[from] {
		case ' ', '\t', '\r', '\n':
		case '/', '>':
			return len(tag)
		default:
			return from
		}
	}
	return len(tag)
}
