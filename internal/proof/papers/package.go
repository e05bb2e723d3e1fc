package papers

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
)

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
	`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
	`xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ` +
	`xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"`

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// Write makes the .docx of a sheet in a layout.
func Write(s Sheet, l Layout) []byte {
	w := &writer{
		l: l, s: s, b: &strings.Builder{}, styles: map[string]string{}, known: map[int]int{}, parts: map[string]string{},
	}
	w.normal = w.normalLook()
	w.pageParts()
	w.control(w.head)
	w.control(w.title)
	w.blocks(s.Body)
	w.foreign()
	w.control(w.end)
	for i, a := range s.Annexes {
		p := para{Line: Line{Spans: []Span{{"", Look{Size: 4}}}, Leading: Single}}
		if i == 0 {
			p.section = w.section(nil)
		} else {
			p.section = w.section(&s.Annexes[i-1])
		}
		w.paragraph(p)
		w.annex(a)
	}
	last := w.section(nil)
	if n := len(s.Annexes); n > 0 {
		last = w.section(&s.Annexes[n-1])
	}
	w.parts["word/document.xml"] = declaration + "<w:document " + namespaces + "><w:body>" + w.b.String() + last + "</w:body></w:document>"
	w.parts["word/styles.xml"] = w.stylesPart()
	w.parts["word/settings.xml"] = w.settings()
	w.rels = append(w.rels, rel("styles", "styles.xml"), rel("settings", "settings.xml"))
	if len(w.nums) > 0 {
		w.parts["word/numbering.xml"] = w.numbering()
		w.rels = append(w.rels, rel("numbering", "numbering.xml"))
	}
	if l.Processor == Word || l.Processor == WPS {
		headings := "Calibri Light"
		if l.Theme {
			headings = "Times New Roman"
		}
		w.parts["word/theme/theme1.xml"] = theme(headings)
		w.rels = append(w.rels, rel("theme", "theme/theme1.xml"))
	}
	return w.zipped()
}

// normalLook is what Normal looks like: the word processor's own, or what most of the text has.
func (w *writer) normalLook() Line {
	switch w.l.Style {
	case Defaults:
		for _, b := range w.s.Body {
			if b.Table == nil && b.Line.Role == Prose {
				l := b.Line
				l.Spans = []Span{{"", Look{Size: l.look().Size}}}
				return l
			}
		}
		return Line{Leading: Single, Spans: []Span{{"", Look{Size: 28}}}}
	case Styled:
		return Line{Leading: Single, Spans: []Span{{"", Look{Size: 28}}}}
	case Direct:
	}
	return Line{Leading: Leading{Value: 259}, After: 160, Spans: []Span{{"", Look{Size: 22}}}}
}

// pageParts writes headers and footers.
func (w *writer) pageParts() {
	n := w.s.PageNumber
	part := func(name, kind, inner string) string {
		id := fmt.Sprintf("rIdP%d", len(w.parts)+1)
		element := map[string]string{"header": "hdr", "footer": "ftr"}[kind]
		w.parts["word/"+name] = declaration + "<w:" + element + " " + namespaces + ">" + inner + "</w:" + element + ">"
		w.rels = append(w.rels, fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"/>`, id, relationship, kind, name))
		return id
	}
	nothing := w.within(func() { w.empty(Look{Size: 26}) })
	if n.Present {
		story := "header"
		if n.Foot {
			story = "footer"
		}
		w.parts["default "+story] = part(story+"1.xml", story, w.within(w.pageNumber))
		if !n.FirstPage {
			w.parts["first "+story] = part(story+"2.xml", story, nothing)
		}
	}
	if len(w.s.Contact) > 0 {
		w.parts["first footer"] = part("footer3.xml", "footer", w.within(func() {
			for i, l := range w.s.Contact {
				p := para{Line: l}
				if i == 0 && w.s.ContactRule.Length > 0 {
					p.border = `<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>`
				}
				w.paragraph(p)
			}
		}))
	}
}

// pageNumber writes the paragraph with the page number.
func (w *writer) pageNumber() {
	n := w.s.PageNumber
	code := " PAGE "
	if n.Roman {
		code = " PAGE \\* ROMAN "
	}
	code = strings.ReplaceAll(code, `\\`, `\`)
	rPr := w.rPr(n.Look, false)
	line := Line{Align: n.Align, Leading: Single, Spans: []Span{{"", n.Look}}}
	number := w.run(Span{"2", n.Look}, rPr)
	complexField := "<w:r>" + rPr + `<w:fldChar w:fldCharType="begin"/></w:r><w:r>` + rPr + `<w:instrText xml:space="preserve">` + code +
		"</w:instrText></w:r><w:r>" + rPr + `<w:fldChar w:fldCharType="separate"/></w:r>` + number + "<w:r>" + rPr +
		`<w:fldChar w:fldCharType="end"/></w:r>`
	p := para{Line: line, after: complexField}
	switch w.l.NumberIn {
	case "simple":
		p.after = `<w:fldSimple w:instr="` + code + `">` + number + "</w:fldSimple>"
	case "frame":
		if n.Align == Centre {
			p.frame = `<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>`
			w.paragraph(p)
			w.empty(Look{Size: 26})
			return
		}
	case "control":
		w.put(`<w:sdt><w:sdtPr><w:id w:val="%d"/><w:docPartObj><w:docPartGallery w:val="Page Numbers (Top of Page)"/>`+
			`<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>`, 1000+w.id())
		w.paragraph(p)
		w.put("</w:sdtContent></w:sdt>")
		return
	}
	w.paragraph(p)
}

// section is the properties of a section: the document's, or an annex's.
func (w *writer) section(a *Annex) string {
	var b strings.Builder
	b.WriteString("<w:sectPr>")
	for _, kind := range []string{"default header", "first header", "default footer", "first footer"} {
		if id := w.parts[kind]; id != "" && (a == nil || kind != "first footer" || w.s.PageNumber.Foot) {
			when, story, _ := strings.Cut(kind, " ")
			fmt.Fprintf(&b, `<w:%sReference w:type="%s" r:id="%s"/>`, story, when, id)
		}
	}
	p := w.s.Page
	b.WriteString(`<w:type w:val="nextPage"/>`)
	if a != nil && a.Landscape {
		fmt.Fprintf(&b, `<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`, p.Height, p.Width)
	} else {
		fmt.Fprintf(&b, `<w:pgSz w:w="%d" w:h="%d"/>`, p.Width, p.Height)
	}
	fmt.Fprintf(&b, `<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/>`,
		p.Top, p.Right, p.Bottom, p.Left)
	if a != nil && !a.RunsOn {
		b.WriteString(`<w:pgNumType w:start="1"/>`)
	}
	if w.l.Processor != Google {
		b.WriteString(`<w:cols w:space="720"/>`)
	}
	if w.parts["first header"] != "" || w.parts["first footer"] != "" {
		b.WriteString("<w:titlePg/>")
	}
	if w.l.Processor == Word || w.l.Processor == WPS {
		b.WriteString(`<w:docGrid w:linePitch="360"/>`)
	}
	b.WriteString("</w:sectPr>")
	return b.String()
}

// worked is the XML of what a paper bears while it is worked on: a comment, a tracked change.
func (w *writer) worked() string {
	out := ""
	if w.s.TrackedChange {
		out = `<w:del w:id="901" w:author="A" w:date="2024-03-05T02:00:00Z"><w:r><w:delText> gấp</w:delText></w:r></w:del>`
	}
	if w.s.Comment && w.parts["word/comments.xml"] == "" {
		out += `<w:r><w:commentReference w:id="0"/></w:r>`
		w.parts["word/comments.xml"] = declaration + "<w:comments " + namespaces + `><w:comment w:id="0" w:author="A" w:initials="A">` +
			`<w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:comment></w:comments>`
		w.rels = append(w.rels, rel("comments", "comments.xml"))
	}
	return out
}

// control puts what is written into a content control, where the layout has them.
func (w *writer) control(write func()) {
	if !w.l.Controls {
		write()
		return
	}
	w.put(`<w:sdt><w:sdtPr><w:alias w:val="Khung"/><w:id w:val="%d"/></w:sdtPr><w:sdtContent>`, 5000+w.id())
	write()
	w.put("</w:sdtContent></w:sdt>")
}

// foreign writes what is printed and is no text of the document's own.
func (w *writer) foreign() {
	if w.s.Chunk {
		w.parts["word/chunk.html"] = "<html><body><p>Đề nghị các đơn vị quan tâm, phối hợp thực hiện.</p></body></html>"
		w.rels = append(w.rels, rel("aFChunk", "chunk.html"))
		w.put(`<w:altChunk r:id="rId_aFChunk"/>`)
	}
	if w.s.Object {
		w.parts["word/object.bin"] = "embedded"
		w.rels = append(w.rels, rel("oleObject", "object.bin"))
		w.put(`<w:p><w:r><w:object w:dxaOrig="4000" w:dyaOrig="2000"><v:shape id="_x0000_i1900" style="width:200pt;height:100pt" `+
			`o:ole=""/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x0000_i1900" DrawAspect="Content" `+
			`ObjectID="_1468075725" r:id="%s"/></w:object></w:r></w:p>`, "rId_oleObject")
	}
}

func rel(kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="rId_%s" Type="%s%s" Target="%s"/>`, kind, relationship, kind, target)
}

func (w *writer) zipped() []byte {
	types := map[string]string{
		"document": "document.main", "styles": "styles", "settings": "settings", "numbering": "numbering", "header": "header",
		"footer": "footer", "comments": "comments",
	}
	content := declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ` +
		`ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="html" ContentType="text/html"/>` +
		`<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>`
	names := []string{"word/document.xml"}
	for name := range w.parts {
		if strings.HasPrefix(name, "word/") && name != names[0] {
			names = append(names, name)
		}
	}
	sortStrings(names[1:])
	for _, name := range names {
		if !strings.HasSuffix(name, ".xml") {
			continue // known by its extension
		}
		base := strings.TrimRight(strings.TrimSuffix(strings.TrimPrefix(name, "word/"), ".xml"), "0123456789")
		kind := "application/vnd.openxmlformats-officedocument.wordprocessingml." + types[base] + "+xml"
		if strings.HasPrefix(base, "theme") {
			kind = "application/vnd.openxmlformats-officedocument.theme+xml"
		}
		content += fmt.Sprintf(`<Override PartName="/%s" ContentType="%s"/>`, name, kind)
	}
	content += "</Types>"
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	add := func(name, text string) {
		f, err := z.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	rels := declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	add("[Content_Types].xml", content)
	add("_rels/.rels", rels+`<Relationship Id="rId1" Type="`+relationship+`officeDocument" Target="word/document.xml"/></Relationships>`)
	add("word/_rels/document.xml.rels", rels+strings.Join(w.rels, "")+"</Relationships>")
	for _, name := range names {
		add(name, w.parts[name])
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}
