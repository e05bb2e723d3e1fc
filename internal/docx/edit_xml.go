package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
)

// child is an element directly inside the element an edit looks at.
type child struct {
	name  string
	attrs []xml.Attr
	span  Span // in the part
	open  Span // its start tag
}

// element is one element of a part with the places of its direct children.
type element struct {
	prefix   string // of its own name, with the colon; its children share it
	open     Span   // start tag
	end      int32  // where the end tag begins; equal to open.End when the element is written as one tag
	single   bool   // written as one tag, "<w:r/>"
	children []child
}

// elementAt reads the element that takes up span.
func elementAt(part []byte, span Span) (*element, error) {
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
			return e, nil
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
				e.open = Span{start, at()}
				e.single = part[e.open.End-2] == '/'
			case 2:
				e.children = append(e.children, child{name: t.Name.Local, attrs: t.Attr, open: Span{start, at()}, span: Span{Start: start}})
			}
		case xml.EndElement:
			switch depth {
			case 1:
				e.end = start
			case 2:
				e.children[len(e.children)-1].span.End = at()
			}
			depth--
		}
	}
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

// withAttr writes the start tag in tag anew with an attribute set; prefix is that of the attribute, with the colon.
func withAttr(tag []byte, prefix, name, value string) []byte {
	full := []byte(prefix + name + "=")
	for from := 0; ; {
		i := bytes.Index(tag[from:], full)
		if i < 0 {
			break
		}
		i += from
		from = i + len(full)
		if i == 0 || tag[i-1] > ' ' || from >= len(tag) {
			continue // the end of a longer name
		}
		end := bytes.IndexByte(tag[from+1:], tag[from])
		if end < 0 {
			break
		}
		return slices.Concat(tag[:from+1], []byte(value), tag[from+1+end:])
	}
	end := len(tag) - 1
	if tag[end-1] == '/' {
		end--
	}
	return slices.Concat(tag[:end], []byte(" "+prefix+name+`="`+value+`"`), tag[end:])
}
