package docx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// sectionOrder is the order of the children of w:sectPr.
var sectionOrder = strings.Fields(`headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
	pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange`)

// sectionEdit is what is to change in one section.
type sectionEdit struct {
	margins    *Page
	pageNumber bool
	look       RunChange
}

func (e *Editor) section(s *Section) *sectionEdit {
	if e.sections[s] == nil {
		e.sections[s] = &sectionEdit{}
	}
	return e.sections[s]
}

// SetMargins gives a section the top, bottom, left and right margins of page.
func (e *Editor) SetMargins(s *Section, page Page) { e.section(s).margins = &page }

// AddPageNumber puts a centred PAGE field into the section's default header, hidden on its first page. A header that
// exists gets one more paragraph; otherwise one is made.
func (e *Editor) AddPageNumber(s *Section, look RunChange) {
	ed := e.section(s)
	ed.pageNumber, ed.look = true, look
}

// sectionSplices works out the changes of all sections.
func (e *Editor) sectionSplices(content func(name string) ([]byte, error)) error {
	made := map[string]bool{} // headers that already got their number in this edit
	for _, s := range e.doc.Sections {
		ed := e.sections[s]
		if ed == nil {
			continue
		}
		if s.Span.End == 0 {
			return fault(CodeLayout, e.main, "section %d states no page layout", s.Index)
		}
		part, err := content(e.main)
		if err != nil {
			return err
		}
		sect, err := elementAt(part, s.Span)
		if err != nil {
			return &Error{Code: CodeDamaged, Part: e.main, Err: err}
		}
		var add []namedXML
		if ed.margins != nil {
			if mar := sect.child("pgMar"); mar != nil {
				tag := part[mar.open.Start:mar.open.End]
				for _, m := range ed.margins.sides() {
					tag = withAttr(tag, sect.prefix, m.name, m.value)
				}
				e.parts[e.main] = append(e.parts[e.main], splice{mar.open, tag})
			} else {
				tag := "<" + sect.prefix + "pgMar"
				for _, m := range append(ed.margins.sides(), side{"header", "567"}, side{"footer", "567"}, side{"gutter", "0"}) {
					tag += " " + sect.prefix + m.name + `="` + m.value + `"`
				}
				add = append(add, namedXML{"pgMar", tag + "/>"})
			}
		}
		if ed.pageNumber {
			more, err := e.pageNumber(s, sect, ed.look, content, made)
			if err != nil {
				return err
			}
			add = append(add, more...)
		}
		e.parts[e.main] = append(e.parts[e.main], sect.inserted(part, add)...)
	}
	return nil
}

type side struct{ name, value string }

func (p Page) sides() []side {
	n := func(t Twips) string { return strconv.Itoa(int(t)) }
	return []side{{"top", n(p.Top)}, {"right", n(p.Right)}, {"bottom", n(p.Bottom)}, {"left", n(p.Left)}}
}

// inserted puts new children into the element, opening it when it is written as one tag.
func (e *element) inserted(part []byte, add []namedXML) []splice {
	if len(add) == 0 {
		return nil
	}
	if e.single {
		tag := bytes.TrimSuffix(part[e.open.Start:e.open.End], []byte("/>"))
		name, _, _ := strings.Cut(string(tag[1:]), " ")
		with := string(tag) + ">"
		for _, a := range add {
			with += a.xml
		}
		return []splice{{e.open, []byte(with + "</" + name + ">")}}
	}
	// Children that go to the same place keep the order of the schema.
	at := map[int32]string{}
	var places []int32
	for _, name := range sectionOrder {
		for _, a := range add {
			if a.name != name {
				continue
			}
			k := e.insertAt(a.name, sectionOrder)
			if _, ok := at[k]; !ok {
				places = append(places, k)
			}
			at[k] += a.xml
		}
	}
	var out []splice
	for _, k := range places {
		out = append(out, splice{Span{k, k}, []byte(at[k])})
	}
	return out
}

// pageNumber prepares the header and says what the section must name.
func (e *Editor) pageNumber(s *Section, sect *element, look RunChange, content func(name string) ([]byte, error), made map[string]bool) ([]namedXML, error) {
	var add []namedXML
	if t := sect.child("titlePg"); t == nil {
		add = append(add, namedXML{"titlePg", "<" + sect.prefix + "titlePg/>"})
	} else if !s.TitlePage {
		e.parts[e.main] = append(e.parts[e.main], splice{t.span, []byte("<" + sect.prefix + "titlePg/>")})
	}
	if h := s.Headers.Default; h != nil {
		if made[h.Part] {
			return add, nil
		}
		made[h.Part] = true
		part, err := content(h.Part)
		if err != nil {
			return nil, err
		}
		end := bytes.LastIndex(part, []byte("</"))
		start := bytes.IndexByte(part, '<')
		for start >= 0 && start+1 < len(part) && (part[start+1] == '?' || part[start+1] == '!') {
			next := bytes.IndexByte(part[start+1:], '<')
			if next < 0 {
				break
			}
			start += 1 + next
		}
		if end < start || start < 0 {
			return nil, fault(CodeLayout, h.Part, "the header is written as one tag")
		}
		root, err := elementAt(part, Span{int32(start), int32(len(part))})
		if err != nil || root.single {
			return nil, fault(CodeLayout, h.Part, "the header cannot take a paragraph")
		}
		e.parts[h.Part] = append(e.parts[h.Part], splice{Span{root.end, root.end}, []byte(numberParagraph(root.prefix, look))})
		return add, nil
	}
	name := e.newHeader(look)
	id, err := e.relate(name, content)
	if err != nil {
		return nil, err
	}
	ref := "<" + sect.prefix + "headerReference " + sect.prefix + `type="default" xmlns:trr="` + relationshipSpace + `" trr:id="` + id + `"/>`
	return append(add, namedXML{"headerReference", ref}), nil
}

const (
	wordSpace         = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationshipSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	headerType        = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
)

// numberParagraph is a centred paragraph that shows the page number.
func numberParagraph(w string, look RunChange) string {
	props := ""
	if set := inOrder(nil, look.elements(w)); set != "" {
		props = "<" + w + "rPr>" + set + "</" + w + "rPr>"
	}
	run := func(inner string) string { return "<" + w + "r>" + props + inner + "</" + w + "r>" }
	mark := func(kind string) string { return run("<" + w + "fldChar " + w + `fldCharType="` + kind + `"/>`) }
	return "<" + w + "p><" + w + "pPr><" + w + "spacing " + w + `before="0" ` + w + `after="0"/><` + w + "ind " + w + `left="0" ` + w + `firstLine="0"/><` + w + "jc " + w + `val="center"/></` + w + "pPr>" +
		mark("begin") + run("<"+w+`instrText xml:space="preserve"> PAGE </`+w+"instrText>") + mark("separate") +
		run("<"+w+"t>2</"+w+"t>") + mark("end") + "</" + w + "p>"
}

// newHeader makes a header part for page numbers, once for all sections that need one.
func (e *Editor) newHeader(look RunChange) string {
	if e.header != "" {
		return e.header
	}
	dir := e.main[:strings.LastIndex(e.main, "/")+1]
	for i := 1; ; i++ {
		if name := fmt.Sprintf("%sheader%d.xml", dir, i); !e.pkg.has(name) {
			e.header = name
			break
		}
	}
	e.added = append(e.added, addedPart{e.header, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:hdr xmlns:w="` + wordSpace + `">` + numberParagraph("w:", look) + `</w:hdr>`)})
	return e.header
}

// relate names the new header in the content types and in the main part's relationships, once.
func (e *Editor) relate(name string, content func(name string) ([]byte, error)) (string, error) {
	if e.headerID != "" {
		return e.headerID, nil
	}
	e.headerID = "trHeader"
	for i := 1; e.relIDs[e.headerID]; i++ {
		e.headerID = fmt.Sprintf("trHeader%d", i)
	}
	insert := func(part, line string) error {
		b, err := content(part)
		if err != nil {
			return err
		}
		end := bytes.LastIndex(b, []byte("</"))
		if end < 0 {
			return fault(CodeLayout, part, "the part takes no more lines")
		}
		e.parts[part] = append(e.parts[part], splice{Span{int32(end), int32(end)}, []byte(line)})
		return nil
	}
	// Both parts may use a prefix for their own namespace; stating it on the line works for every writer.
	if err := insert(contentTypesPart, `<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" PartName="/`+name+`" ContentType="`+headerType+`"/>`); err != nil {
		return "", err
	}
	line := `<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="` + e.headerID + `" Type="` + relationshipSpace + `/header" Target="/` + name + `"/>`
	if rels := relsName(e.main); e.pkg.has(rels) {
		return e.headerID, insert(rels, line)
	}
	e.added = append(e.added, addedPart{relsName(e.main), []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + line + `</Relationships>`)})
	return e.headerID, nil
}

// addedPart is a part the file did not have.
type addedPart struct {
	name    string
	content []byte
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}
