package docx

import (
	"encoding/xml"
	"strings"

	"trinhky/internal/docx/opc"
)

// inline reads the content of a paragraph.
type inline struct {
	*story
	p        *Paragraph
	link     string
	inserted bool
	control  bool
	math     bool
	simple   *openField
}

func (in inline) element(e opc.Elem) error {
	switch e.NS {
	case opc.MC:
		if e.Local == "AlternateContent" {
			return in.alternateInline(e)
		}
		return nil
	case opc.M:
		return in.formula(e)
	case opc.W:
	default:
		return nil
	}
	switch e.Local {
	case "r":
		return in.run(e)
	case "pPr":
		return in.properties()
	case "hyperlink":
		in.link = in.linkTarget(e)
		return in.s.Children(in.element)
	case "ins", "moveTo":
		in.revision(e, map[string]string{"ins": "insert", "moveTo": "moveTo"}[e.Local])
		in.inserted = true
		return in.s.Children(in.element)
	case "del", "moveFrom":
		return in.deleted(e)
	case "sdt":
		in.control = true
		return in.s.Children(in.element)
	case "sdtContent", "smartTag", "customXml", "dir", "bdo":
		return in.s.Children(in.element)
	case "fldSimple":
		f, err := in.newField(e.Attr("instr"))
		if err != nil {
			return err
		}
		in.simple = &openField{field: f, raw: in.p.raw.fields[len(in.p.raw.fields)-1], inResult: true}
		return in.s.Children(in.element)
	case "subDoc":
		in.unread(UnreadSubdocument, &e, in.p)
	case "commentRangeStart", "commentReference":
		in.commentAnchor(e)
	}
	return nil
}

func (in inline) commentAnchor(e opc.Elem) {
	id := e.Attr("id")
	if _, known := in.commented[id]; known || !in.body || len(in.commented) >= maxRevisions {
		return
	}
	in.commented[id] = 0
	in.placings = append(in.placings, placing{in.p, func(index int) { in.commented[id] = index }})
}

func (in inline) linkTarget(e opc.Elem) string {
	if r, ok := in.rels[in.s.AttrNS(&e, opc.R, "id")]; ok {
		return r.Target
	}
	if a := e.Attr("anchor"); a != "" {
		return "#" + a
	}
	return ""
}

func (in inline) properties() error {
	raw := in.p.raw
	var err error
	raw.para, err = readParagraphProperties(in.s, func(e opc.Elem) (err error) {
		switch e.Local {
		case "rPr":
			raw.mark, err = readRunProperties(in.s, func(c opc.Elem) {
				switch c.Local {
				case "del", "moveFrom":
					raw.deletedMark = true
					in.revision(c, "delete")
				case "ins", "moveTo":
					in.revision(c, "insert")
				}
			})
		case "sectPr":
			if in.body && in.cell == nil && in.box == nil {
				in.p.EndsSection = true
				err = in.sectionProperties(e)
			}
		case "pPrChange":
			in.revision(e, "format")
		}
		return err
	})
	return err
}

// revision reports a tracked change and gives it back for its text to be filled in; nil beyond the bound.
func (in inline) revision(e opc.Elem, kind string) *Revision {
	return in.story.revision(e, kind, in.p)
}

func (st *story) revision(e opc.Elem, kind string, p *Paragraph) *Revision {
	if len(st.doc.Revisions) >= maxRevisions || st.repeated {
		return nil
	}
	i := len(st.doc.Revisions)
	st.doc.Revisions = append(st.doc.Revisions, Revision{Kind: kind, Author: e.Attr("author"), Date: e.Attr("date")})
	if st.body && p != nil {
		st.placings = append(st.placings, placing{p, func(index int) { st.doc.Revisions[i].Paragraph = index }})
	}
	return &st.doc.Revisions[i]
}

// deleted reports removed text without letting it into the document.
func (in inline) deleted(e opc.Elem) error {
	r := in.revision(e, map[string]string{"del": "delete", "moveFrom": "moveFrom"}[e.Local])
	text := ""
	depth := in.s.Depth()
	for in.s.Depth() >= depth {
		t, err := in.s.Next()
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok && (start.Name.Local == "delText" || start.Name.Local == "t") {
			s, err := in.s.Text()
			if err != nil {
				return err
			}
			if len(text) < quoteRunes {
				text += s
			}
		}
	}
	if r != nil {
		r.Text = quote(text)
	}
	return nil
}

const quoteRunes = 80

func quote(s string) string {
	n := 0
	for i := range s {
		if n++; n > quoteRunes {
			return s[:i]
		}
	}
	return s
}

func (in inline) newField(instr string) (*Field, error) {
	f := &Field{}
	f.setInstruction(instr)
	in.p.Fields = append(in.p.Fields, f)
	in.p.raw.fields = append(in.p.raw.fields, &rawField{})
	return f, in.piece()
}

// MaxInstruction is longer than any field code Word accepts.
const MaxInstruction = 4096

func (f *Field) setInstruction(s string) {
	s = opc.Clip(s, MaxInstruction)
	f.Instruction = s
	if words := strings.Fields(s); len(words) > 0 {
		f.Kind = strings.ToUpper(words[0])
	}
}

// formula reads the text of a formula as runs of their own.
func (in inline) formula(e opc.Elem) error {
	in.math = true
	switch {
	case e.Local == "r":
		return in.run(e)
	case e.Local == "t":
		return nil
	default:
		return in.s.Children(in.element)
	}
}

func (in inline) run(e opc.Elem) error {
	r := runReader{inline: in}
	r.r.Span.Start = e.Start
	if err := in.s.Children(r.element); err != nil {
		return err
	}
	r.r.Span.End = in.s.Offset()
	return r.finish()
}
