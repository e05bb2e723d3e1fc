package docxgen

import (
	"cmp"
	"fmt"
	"strings"

	"trinhky/internal/docx"
)

// writer builds word/document.xml and what it refers to.
type writer struct {
	spec     *Spec
	b        strings.Builder
	looks    map[string]Look
	links    []string // targets of hyperlinks, in order of use
	imported []string // HTML, in order of use
	shapes   int
	changes  int
	lists    map[string]bool
	page     Page // of the section being written
	sections int  // written so far
	// addressed says that the footer of page 1 has been named.
	addressed bool
}

func (s *Spec) addressInFooter() bool { return len(s.Address) > 0 && !s.AddressAtEnd }

// cellMargin is Word's default space at either side of a table cell.
const cellMargin docx.Twips = 108

// look is a line's full look: its style's, with its own laid over.
func (w *writer) look(l Line, style string) Look {
	if l.Style != "" {
		style = l.Style
	}
	base := w.looks[StyleNormal]
	var chain []string
	for id := style; id != "" && id != StyleNormal; id = w.basedOn(id) {
		chain = append(chain, id)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		base = base.laid(w.looks[chain[i]])
	}
	return base.laid(l.Look)
}

func (w *writer) basedOn(id string) string {
	for _, s := range styleOrder {
		if s.id == id {
			return s.basedOn
		}
	}
	return ""
}

// paragraph writes a line; extra are runs put behind its text (drawings).
func (w *writer) paragraph(l Line, style string, extra ...string) {
	if l.Style != "" {
		style = l.Style
	}
	list := ""
	if l.List != "" {
		w.lists[l.List] = true
		list = fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, listID(l.List))
	}
	// Word gives the paragraph mark the look of its text; an empty paragraph is as high as its mark.
	w.b.WriteString("<w:p>" + l.paraXML(style, list, "", l.textLook().runXML("", "")))
	if len(l.Parts) == 0 && l.Text != "" {
		w.b.WriteString("<w:r>" + l.textLook().runXML("", "") + textXML("t", l.Text) + "</w:r>")
	}
	for _, p := range l.Parts {
		w.part(p, l.textLook())
	}
	for _, x := range extra {
		w.b.WriteString(x)
	}
	w.b.WriteString("</w:p>\n")
}

// textLook is the part of a look that runs state.
func (l Look) textLook() Look {
	l.Align, l.Left, l.Right, l.FirstLine, l.Before, l.After, l.LineSpacing, l.KeepNext = "", nil, nil, nil, nil, nil, 0, Inherit
	return l
}

// tracked are the author and date of tracked changes and comments; a fixed past moment keeps the bytes the same.
const tracked = `w:author="Soạn thảo" w:date="2024-03-18T08:00:00Z"`

func (w *writer) part(p Part, line Look) {
	more := ""
	if p.Hidden {
		more = "<w:vanish/>"
	}
	if p.Superscript {
		more += `<w:vertAlign w:val="superscript"/>`
	}
	props := line.laid(p.Look.textLook()).runXML(p.Style, more)
	run := func(inner string) string { return "<w:r>" + props + inner + "</w:r>" }
	switch {
	case p.Field != "":
		w.b.WriteString(run(`<w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText xml:space="preserve"> `+esc(p.Field)+` </w:instrText>`) +
			run(`<w:fldChar w:fldCharType="separate"/>`) + run(textXML("t", p.Text)) + run(`<w:fldChar w:fldCharType="end"/>`))
	case p.Link != "":
		w.links = append(w.links, p.Link)
		fmt.Fprintf(&w.b, `<w:hyperlink r:id="rIdLink%d">%s</w:hyperlink>`, len(w.links), run(textXML("t", p.Text)))
	case p.Inserted:
		w.changes++
		fmt.Fprintf(&w.b, `<w:ins w:id="%d" %s>%s</w:ins>`, 1000+w.changes, tracked, run(textXML("t", p.Text)))
	case p.Deleted:
		w.changes++
		fmt.Fprintf(&w.b, `<w:del w:id="%d" %s>%s</w:del>`, 1000+w.changes, tracked, run(textXML("delText", p.Text)))
	case p.Comment > 0:
		id := p.Comment - 1
		fmt.Fprintf(&w.b, `<w:commentRangeStart w:id="%d"/>%s<w:commentRangeEnd w:id="%d"/><w:r><w:commentReference w:id="%d"/></w:r>`,
			id, run(textXML("t", p.Text)), id, id)
	default:
		w.b.WriteString(run(textXML("t", p.Text)))
	}
}

// text is what a line says, for measuring.
func (l Line) text() string {
	if len(l.Parts) == 0 {
		return l.Text
	}
	s := ""
	for _, p := range l.Parts {
		if !p.Deleted && !p.Hidden {
			s += p.Text
		}
	}
	return s
}

// width measures the widest line of text in a paragraph.
func (w *writer) width(l Line, style string) docx.Twips {
	look := w.look(l, style)
	var widest docx.Twips
	for part := range strings.SplitSeq(l.text(), "\n") {
		widest = max(widest, docx.TextWidth(part, look.Size, look.Bold == On, look.Italic == On))
	}
	return widest
}

// textWidth is the width between the margins.
func (p Page) textWidth() docx.Twips { return p.Width - p.Left - p.Right }

func (w *writer) document() string {
	s := w.spec
	w.page = s.Page
	w.head()
	if !s.TypeName.empty() {
		w.paragraph(s.TypeName, StyleTypeName)
	}
	if !s.Subject.empty() {
		w.ruled(s.Subject, StyleSubject, s.SubjectRule, w.width(s.Subject, StyleSubject)*2/5, w.page.textWidth())
		if s.SubjectRule.Form == RuleDrawn || s.SubjectRule.Form == RuleVML {
			w.paragraph(Line{Look: Look{After: Tw(60)}}, StyleNormal)
		}
	}
	w.addressees()
	for _, l := range s.LegalBases {
		w.paragraph(l, StyleBasis)
	}
	w.blocks(s.Body, StyleBody)
	w.tail()
	for i, a := range s.Annexes {
		w.endSection(i > 0 && !s.Annexes[i-1].KeepCounting)
		w.annex(a)
	}
	last := len(s.Annexes)
	w.b.WriteString(w.sectionXML(last > 0 && !s.Annexes[last-1].KeepCounting))
	return w.b.String()
}

func (w *writer) blocks(blocks []Block, style string) {
	for _, b := range blocks {
		switch {
		case b.NewSection != nil:
			w.endSection(false)
			w.page = *b.NewSection
		case b.Table != nil:
			w.table(b.Table)
		case b.Imported != "":
			w.imported = append(w.imported, b.Imported)
			fmt.Fprintf(&w.b, `<w:altChunk r:id="rIdImported%d"/>`, len(w.imported))
		case b.Diagram:
			w.b.WriteString(diagram)
		default:
			w.paragraph(b.Line, style)
		}
	}
}

// endSection closes the section with an empty paragraph, as Word does for a break after a table.
func (w *writer) endSection(restart bool) { w.spacer(w.sectionXML(restart)) }

// spacer writes the empty paragraph Word demands after a table, one point high so that it never makes a page.
func (w *writer) spacer(sect string) {
	w.b.WriteString(`<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>` + sect + "</w:pPr></w:p>\n")
}

func (w *writer) annex(a Annex) {
	w.page = w.spec.Page
	if a.Page.Width != 0 {
		w.page = a.Page
	}
	for _, c := range []struct {
		line  Line
		style string
	}{{a.Label, StyleAnnexLabel}, {a.Title, StyleAnnexTitle}, {a.Attached, StyleAttached}} {
		if !c.line.empty() {
			w.paragraph(c.line, c.style)
		}
	}
	w.paragraph(Line{Look: Look{After: Tw(60)}}, StyleNormal)
	w.blocks(a.Body, StyleBody)
}

func (w *writer) sectionXML(restart bool) string {
	p := w.page
	var b strings.Builder
	b.WriteString("<w:sectPr>")
	if n := w.spec.PageNumber; !n.Omit {
		kind := "header"
		if n.Footer {
			kind = "footer"
		}
		fmt.Fprintf(&b, `<w:%[1]sReference w:type="default" r:id="rIdPage"/>`, kind)
	}
	if !w.addressed && w.spec.addressInFooter() {
		w.addressed = true
		pages := "first"
		if w.spec.AddressOnOthers {
			pages = "default"
		}
		fmt.Fprintf(&b, `<w:footerReference w:type="%s" r:id="rIdAddress"/>`, pages)
	}
	orient := ""
	if p.Landscape {
		orient = ` w:orient="landscape"`
	}
	fmt.Fprintf(&b, `<w:pgSz w:w="%d" w:h="%d"%s/>`, p.Width, p.Height, orient)
	fmt.Fprintf(&b, `<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="510" w:gutter="0"/>`,
		p.Top, p.Right, p.Bottom, p.Left, cmp.Or(p.Header, 510))
	num := ""
	if w.spec.PageNumber.Format != "" {
		num += ` w:fmt="` + w.spec.PageNumber.Format + `"`
	}
	if restart {
		num += ` w:start="1"`
	}
	if num != "" {
		b.WriteString("<w:pgNumType" + num + "/>")
	}
	b.WriteString(`<w:cols w:space="720"/>`)
	// The first page of the document and of each annex hides its number.
	if !w.spec.PageNumber.ShowOnFirst && (w.sections == 0 || restart || w.spec.PageNumber.HideInEach) {
		b.WriteString("<w:titlePg/>")
	}
	w.sections++
	b.WriteString(`<w:docGrid w:linePitch="360"/></w:sectPr>`)
	return b.String()
}

// diagram is a drawing that says it is a diagram, and shows nothing.
const diagram = `<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1800000" cy="900000"/><wp:docPr id="901" name="Diagram"/>` +
	`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>` + "\n"

func (w *writer) table(t *Table) {
	layout, height := "", ""
	if t.Fixed {
		layout = `<w:tblLayout w:type="fixed"/>`
	}
	if t.RowHeight > 0 {
		height = fmt.Sprintf(`<w:trHeight w:val="%d" w:hRule="exact"/>`, t.RowHeight)
	}
	w.b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>` + layout + `<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	for _, c := range t.Widths {
		fmt.Fprintf(&w.b, `<w:gridCol w:w="%d"/>`, c)
	}
	w.b.WriteString("</w:tblGrid>\n")
	for i, row := range t.Rows {
		w.b.WriteString("<w:tr>")
		if header := i == 0 && t.Header; header || height != "" {
			w.b.WriteString("<w:trPr>" + height + map[bool]string{true: "<w:tblHeader/>"}[header] + "</w:trPr>")
		}
		for j, cell := range row {
			fmt.Fprintf(&w.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, t.Widths[j])
			w.paragraph(cell, StyleCell)
			w.b.WriteString("</w:tc>")
		}
		w.b.WriteString("</w:tr>\n")
	}
	w.b.WriteString("</w:tbl>\n")
}

func (w *writer) addressees() {
	s := w.spec
	if len(s.Addressees) == 0 {
		return
	}
	if len(s.Addressees) == 1 && !strings.HasPrefix(s.Addressees[0].Text, "-") {
		one := s.AddresseesLabel
		one.Parts = append([]Part{{Text: s.AddresseesLabel.text() + " "}}, lineParts(s.Addressees[0])...)
		if one.Align == "" {
			one.Align = docx.AlignCenter
		}
		if one.Left == nil {
			one.Left = Tw(0)
		}
		w.paragraph(one, StyleAddressees)
		return
	}
	w.paragraph(s.AddresseesLabel, StyleAddressees)
	look := w.look(s.AddresseesLabel, StyleAddressees)
	// The dashes stand in line with each other under the colon (II.9.d).
	under := *look.Left + w.width(s.AddresseesLabel, StyleAddressees) - docx.TextWidth(":", look.Size, false, false)
	for i, a := range s.Addressees {
		if a.Left == nil {
			a.Left = Tw(under)
		}
		if i == len(s.Addressees)-1 && a.After == nil {
			a.After = Tw(240)
		}
		w.paragraph(a, StyleAddressee)
	}
}

func lineParts(l Line) []Part {
	if len(l.Parts) > 0 {
		return l.Parts
	}
	return []Part{{Text: l.Text, Look: l.Look}}
}
