package edit

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// sectionOrder is the order of the children of w:sectPr.
var sectionOrder = strings.Fields(`headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
	pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange`)

// sectionEdit is what is to change in one section.
type sectionEdit struct {
	margins   *docx.Page
	size      *docx.Page
	numbers   []numberEdit
	titlePage *bool
	decimal   bool
	footers   map[string]bool // kinds of footers the section is no longer to name
}

// numberEdit asks for a page number in one of a section's headers.
type numberEdit struct {
	even bool
	look RunChange
}

// header is the header of a section that is to bear the number.
func (n numberEdit) header(s *docx.Section) (*docx.Story, string) {
	if n.even {
		return s.Headers.Even, "even"
	}
	return s.Headers.Default, "default"
}

func (e *Editor) section(s *docx.Section) *sectionEdit {
	if e.sections[s] == nil {
		e.sections[s] = &sectionEdit{}
	}
	return e.sections[s]
}

// SetMargins gives a section the top, bottom, left and right margins of page and its distance of the header.
func (e *Editor) SetMargins(s *docx.Section, page docx.Page) { e.section(s).margins = &page }

// SetPageSize gives a section the width and height of page, turned as it says.
func (e *Editor) SetPageSize(s *docx.Section, page docx.Page) { e.section(s).size = &page }

// AddPageNumber puts a centred PAGE field into the section's default header, or into that of its even pages. A header
// that exists gets it in its blank paragraph or in one more, for all sections that share it; otherwise one is made.
func (e *Editor) AddPageNumber(s *docx.Section, even bool, look RunChange) {
	ed := e.section(s)
	ed.numbers = append(ed.numbers, numberEdit{even, look})
}

// SetTitlePage says whether the first page of a section has headers and footers of its own.
func (e *Editor) SetTitlePage(s *docx.Section, on bool) { e.section(s).titlePage = &on }

// NumberInArabic lets a section number its pages 1, 2, 3.
func (e *Editor) NumberInArabic(s *docx.Section) { e.section(s).decimal = true }

// RemoveFooter takes the footer of its first, default or even pages from a section that names one; it then has that of
// the section before it, if any. The footer's part stays in the file.
func (e *Editor) RemoveFooter(s *docx.Section, kind string) {
	ed := e.section(s)
	if ed.footers == nil {
		ed.footers = map[string]bool{}
	}
	ed.footers[kind] = true
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
			return opc.Fault(opc.CodeLayout, e.main, "section %d states no page layout", s.Index)
		}
		part, err := content(e.main)
		if err != nil {
			return err
		}
		sect, err := elementAt(part, s.Span)
		if err != nil {
			return &opc.Error{Code: opc.CodeDamaged, Part: e.main, Err: err}
		}
		var add []namedXML
		if ed.margins != nil {
			if mar := sect.child("pgMar"); mar != nil {
				tag := part[mar.open.Start:mar.open.End]
				for _, m := range sides(*ed.margins, s.Page) {
					tag = sect.withAttr(tag, m.name, m.value)
				}
				e.parts[e.main] = append(e.parts[e.main], opc.Replace(mar.open, tag))
			} else {
				var attrs []string
				for _, m := range append(sides(*ed.margins, *ed.margins), side{"header", "567"}, side{"footer", "567"}, side{"gutter", "0"}) {
					attrs = append(attrs, m.name, m.value)
				}
				add = append(add, namedXML{"pgMar", sect.tag("pgMar", attrs...)})
			}
		}
		if ed.size != nil {
			orient := "portrait"
			if ed.size.Landscape {
				orient = "landscape"
			}
			if c := sect.child("pgSz"); c != nil {
				e.parts[e.main] = append(e.parts[e.main], opc.Replace(c.span, nil))
			}
			add = append(add, namedXML{"pgSz", sect.tag("pgSz", "w", number(ed.size.Width), "h", number(ed.size.Height), "orient", orient)})
		}
		for _, n := range ed.numbers {
			more, err := e.pageNumber(s, sect, n, content, made)
			if err != nil {
				return err
			}
			add = append(add, more...)
		}
		if ed.titlePage != nil && *ed.titlePage != s.TitlePage {
			add = append(add, e.titlePage(sect, *ed.titlePage)...)
		}
		for _, c := range sect.children {
			switch {
			case c.name == "footerReference" && ed.footers[cmp.Or(attr(c.attrs, "type"), "default")]:
				e.parts[e.main] = append(e.parts[e.main], opc.Splice{Span: c.span})
			case c.name == "pgNumType" && ed.decimal:
				tag := part[c.open.Start:c.open.End]
				e.parts[e.main] = append(e.parts[e.main], opc.Replace(c.open, sect.withAttr(tag, "fmt", "decimal")))
			}
		}
		e.parts[e.main] = append(e.parts[e.main], sect.inserted(part, add)...)
	}
	return nil
}

type side struct{ name, value string }

// sides lists the margins, and the distance of the header when it is another than in old.
func sides(p, old docx.Page) []side {
	out := []side{{"top", number(p.Top)}, {"right", number(p.Right)}, {"bottom", number(p.Bottom)}, {"left", number(p.Left)}}
	if p.Header != old.Header {
		out = append(out, side{"header", number(p.Header)})
	}
	return out
}

// inserted puts new children where the schema wants them.
func (e *element) inserted(part []byte, add []namedXML) []opc.Splice {
	if len(add) == 0 {
		return nil
	}
	if e.single {
		return []opc.Splice{e.within(part, inOrderOf(sectionOrder, add))}
	}
	// Children that go to the same place keep the order of the schema.
	at := map[int32][]namedXML{}
	var places []int32
	for _, a := range add {
		k := e.insertAt(a.name, sectionOrder)
		if _, ok := at[k]; !ok {
			places = append(places, k)
		}
		at[k] = append(at[k], a)
	}
	var out []opc.Splice
	for _, k := range places {
		out = append(out, opc.Insert(k, inOrderOf(sectionOrder, at[k])))
	}
	return out
}

// inOrderOf writes elements in the order of the schema.
func inOrderOf(order []string, elements []namedXML) string {
	out := ""
	for _, name := range order {
		for _, e := range elements {
			if e.name == name {
				out += e.xml
			}
		}
	}
	return out
}

// titlePage says what the section must name; what it names already is put right in its place.
func (e *Editor) titlePage(sect *element, on bool) []namedXML {
	tag := ""
	if on {
		tag = sect.tag("titlePg")
	}
	if t := sect.child("titlePg"); t != nil {
		e.parts[e.main] = append(e.parts[e.main], opc.Replace(t.span, []byte(tag)))
		return nil
	}
	return []namedXML{{"titlePg", tag}}
}

// pageNumber prepares the header and says what the section must name.
func (e *Editor) pageNumber(s *docx.Section, sect *element, n numberEdit, content func(name string) ([]byte, error), made map[string]bool) ([]namedXML, error) {
	h, kind := n.header(s)
	if h != nil {
		if made[h.Part] {
			return nil, nil
		}
		made[h.Part] = true
		part, err := content(h.Part)
		if err != nil {
			return nil, err
		}
		root, err := rootOf(part)
		if err != nil {
			return nil, &opc.Error{Code: opc.CodeDamaged, Part: h.Part, Err: err}
		}
		number := root.numberParagraph(n.look)
		if blank := blankLine(h, root, part); blank != nil {
			e.parts[h.Part] = append(e.parts[h.Part], opc.Replace(blank.span, []byte(number)))
			return nil, nil
		}
		e.parts[h.Part] = append(e.parts[h.Part], root.within(part, number))
		return nil, nil
	}
	for _, c := range sect.children {
		if t := attr(c.attrs, "type"); c.name == "headerReference" && (t == kind || t == "" && !n.even) {
			e.parts[e.main] = append(e.parts[e.main], opc.Splice{Span: c.span}) // it leads nowhere, and there can be only one
		}
	}
	id, err := e.numberHeader(n.look, content)
	if err != nil {
		return nil, err
	}
	ref := strings.TrimSuffix(sect.tag("headerReference", "type", kind), "/>") + ` xmlns:trr="` + e.spaces().Relationships + `" trr:id="` + id + `"/>`
	return []namedXML{{"headerReference", ref}}, nil
}

// blankLine gives the first paragraph of a header that holds nothing else: there the number fits into the top margin,
// one line further down it may not.
func blankLine(s *docx.Story, root *element, part []byte) *child {
	for _, b := range s.Blocks {
		if p, ok := b.(*docx.Paragraph); !ok || len(p.Runs) > 0 || len(p.Fields) > 0 {
			return nil
		}
	}
	for i := range root.children {
		c := &root.children[i]
		p, err := elementAt(part, c.span)
		if c.name == "p" && err == nil && !slices.ContainsFunc(p.children, func(c child) bool { return c.name != "pPr" }) {
			return c
		}
	}
	return nil
}

// spaces is the form the package is written in.
func (e *Editor) spaces() opc.Language {
	if e.doc.Strict {
		return opc.Strict
	}
	return opc.Transitional
}

// numberParagraph is a centred paragraph that shows the page number.
func (m markup) numberParagraph(look RunChange) string {
	props := ""
	if set := inOrder(runOrder, nil, look.elements(m)); set != "" {
		props = m.element("rPr", set)
	}
	run := func(inner string) string { return m.element("r", props+inner) }
	mark := func(kind string) string { return run(m.tag("fldChar", "fldCharType", kind)) }
	space := m.tag("spacing", "before", "0", "after", "0") + m.tag("ind", "left", "0", "firstLine", "0") + m.tag("jc", "val", "center")
	return m.element("p", m.element("pPr", space)+
		mark("begin")+run(m.element("instrText", "PAGE"))+mark("separate")+run(m.element("t", "2"))+mark("end"))
}

// numberHeader gives the identifier of the header made for page numbers, one for all sections that need it.
func (e *Editor) numberHeader(look RunChange, content func(name string) ([]byte, error)) (string, error) {
	if e.headerID != "" {
		return e.headerID, nil
	}
	rels, err := e.pkg.Relationships(e.main)
	if err != nil {
		return "", err
	}
	e.headerID = freeID(rels, "trHeader")
	added, err := attach(e.pkg, e.main, e.spaces(), newPart{
		id: e.headerID, kind: "header", name: freeName(e.pkg, e.main, "header"), root: "hdr", content: markup{"w:"}.numberParagraph(look),
	}, content, e.parts)
	e.added = append(e.added, added...)
	return e.headerID, err
}

// number writes a length in twips.
func number(t docx.Twips) string { return strconv.Itoa(int(t)) }

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}
