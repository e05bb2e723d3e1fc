package docx

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"
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

func (in inline) element(e elem) error {
	switch e.ns {
	case nsMC:
		if e.local == "AlternateContent" {
			return in.alternateInline(e)
		}
		return nil
	case nsM:
		return in.formula(e)
	case nsW:
	default:
		return nil
	}
	switch e.local {
	case "r":
		return in.run(e)
	case "pPr":
		return in.properties()
	case "hyperlink":
		in.link = in.linkTarget(e)
		return in.s.children(in.element)
	case "ins", "moveTo":
		in.revision(e, map[string]string{"ins": "insert", "moveTo": "moveTo"}[e.local])
		in.inserted = true
		return in.s.children(in.element)
	case "del", "moveFrom":
		return in.deleted(e)
	case "sdt":
		in.control = true
		return in.s.children(in.element)
	case "sdtContent", "smartTag", "customXml", "dir", "bdo":
		return in.s.children(in.element)
	case "fldSimple":
		f, err := in.newField(e.attr("instr"))
		if err != nil {
			return err
		}
		in.simple = &openField{field: f, raw: in.p.raw.fields[len(in.p.raw.fields)-1], inResult: true}
		return in.s.children(in.element)
	case "commentRangeStart", "commentReference":
		in.commentAnchor(e)
	}
	return nil
}

func (in inline) commentAnchor(e elem) {
	id := e.attr("id")
	if _, known := in.commented[id]; known || !in.body || len(in.commented) >= maxRevisions {
		return
	}
	in.commented[id] = 0
	in.placings = append(in.placings, placing{in.p, func(index int) { in.commented[id] = index }})
}

func (in inline) linkTarget(e elem) string {
	if r, ok := in.rels[in.s.attrNS(&e, nsR, "id")]; ok {
		return r.target
	}
	if a := e.attr("anchor"); a != "" {
		return "#" + a
	}
	return ""
}

func (in inline) properties() error {
	raw := in.p.raw
	var err error
	raw.para, err = in.s.paragraphProperties(func(e elem) (err error) {
		switch e.local {
		case "rPr":
			raw.mark, err = in.s.runProperties(func(c elem) {
				switch c.local {
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
func (in inline) revision(e elem, kind string) *Revision {
	return in.story.revision(e, kind, in.p)
}

func (st *story) revision(e elem, kind string, p *Paragraph) *Revision {
	if len(st.doc.Revisions) >= maxRevisions || st.repeated {
		return nil
	}
	i := len(st.doc.Revisions)
	st.doc.Revisions = append(st.doc.Revisions, Revision{Kind: kind, Author: e.attr("author"), Date: e.attr("date")})
	if st.body && p != nil {
		st.placings = append(st.placings, placing{p, func(index int) { st.doc.Revisions[i].Paragraph = index }})
	}
	return &st.doc.Revisions[i]
}

// deleted reports removed text without letting it into the document.
func (in inline) deleted(e elem) error {
	r := in.revision(e, map[string]string{"del": "delete", "moveFrom": "moveFrom"}[e.local])
	text := ""
	depth := in.s.depth()
	for in.s.depth() >= depth {
		t, err := in.s.next()
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok && (start.Name.Local == "delText" || start.Name.Local == "t") {
			s, err := in.s.text()
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

// clip cuts s to at most n bytes, at the end of a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func (in inline) newField(instr string) (*Field, error) {
	f := &Field{}
	f.setInstruction(instr)
	in.p.Fields = append(in.p.Fields, f)
	in.p.raw.fields = append(in.p.raw.fields, &rawField{})
	return f, in.piece()
}

// maxInstruction is longer than any field code Word accepts.
const maxInstruction = 4096

func (f *Field) setInstruction(s string) {
	s = clip(s, maxInstruction)
	f.Instruction = s
	if words := strings.Fields(s); len(words) > 0 {
		f.Kind = strings.ToUpper(words[0])
	}
}

// formula reads the text of a formula as runs of their own.
func (in inline) formula(e elem) error {
	in.math = true
	switch {
	case e.local == "r":
		return in.run(e)
	case e.local == "t":
		return nil
	default:
		return in.s.children(in.element)
	}
}

func (in inline) run(e elem) error {
	r := runReader{inline: in}
	r.r.Span.Start = e.start
	if err := in.s.children(r.element); err != nil {
		return err
	}
	r.r.Span.End = in.s.offset()
	return r.finish()
}
