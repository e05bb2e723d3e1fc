package docxgen

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
)

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	drawing    = ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`
	relType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordML  = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// Bytes writes the document to memory.
func (s *Spec) Bytes() []byte {
	var b bytes.Buffer
	_ = s.Write(&b) // a bytes.Buffer does not fail
	return b.Bytes()
}

// Write writes the document as a .docx. The only errors are those of dst.
func (s *Spec) Write(dst io.Writer) error {
	w := &writer{spec: s, looks: decreeLooks(), lists: map[string]bool{}}
	for id, l := range s.Styles {
		w.looks[id] = w.looks[id].laid(l)
	}
	body := w.document()
	parts := []part{
		{"word/document.xml", wordML + "document.main+xml", xmlHead + `<w:document ` + namespaces + drawing + `><w:body>` + "\n" + body + `</w:body></w:document>`},
		{"word/styles.xml", wordML + "styles+xml", w.styles()},
		{"word/settings.xml", wordML + "settings+xml", w.settings()},
		{"word/fontTable.xml", wordML + "fontTable+xml", w.fontTable()},
		{"word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", theme(s.Theme)},
	}
	rels := []string{
		rel("rIdStyles", "styles", "styles.xml", false), rel("rIdSettings", "settings", "settings.xml", false),
		rel("rIdFonts", "fontTable", "fontTable.xml", false), rel("rIdTheme", "theme", "theme/theme1.xml", false),
	}
	if !s.PageNumber.Omit {
		kind, name := "header", "hdr"
		if s.PageNumber.Footer {
			kind, name = "footer", "ftr"
		}
		parts = append(parts, part{"word/" + kind + "1.xml", wordML + kind + "+xml", w.pageNumber(name, kind)})
		rels = append(rels, rel("rIdPage", kind, kind+"1.xml", false))
	}
	if s.addressInFooter() {
		foot := &writer{spec: s, looks: w.looks, lists: w.lists}
		foot.address()
		parts = append(parts, part{"word/footer2.xml", wordML + "footer+xml", xmlHead + "<w:ftr " + namespaces + ">" + foot.b.String() + "</w:ftr>"})
		rels = append(rels, rel("rIdAddress", "footer", "footer2.xml", false))
	}
	if len(w.lists) > 0 {
		parts = append(parts, part{"word/numbering.xml", wordML + "numbering+xml", w.numbering()})
		rels = append(rels, rel("rIdNumbering", "numbering", "numbering.xml", false))
	}
	if len(s.Comments) > 0 {
		parts = append(parts, part{"word/comments.xml", wordML + "comments+xml", w.comments()})
		rels = append(rels, rel("rIdComments", "comments", "comments.xml", false))
	}
	for i, html := range w.imported {
		parts = append(parts, part{fmt.Sprintf("word/imported%d.html", i+1), "text/html", html})
		rels = append(rels, rel(fmt.Sprintf("rIdImported%d", i+1), "aFChunk", fmt.Sprintf("imported%d.html", i+1), false))
	}
	for i, target := range w.links {
		rels = append(rels, rel(fmt.Sprintf("rIdLink%d", i+1), "hyperlink", target, true))
	}
	extra := []part{{"word/_rels/document.xml.rels", "", relationships(rels)}}
	if s.Signed {
		extra = append(extra, part{"_xmlsignatures/sig1.xml", "", xmlHead + `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>`})
	}
	if s.Template != "" {
		extra = append(extra, part{"word/_rels/settings.xml.rels", "", relationships([]string{rel("rIdTemplate", "attachedTemplate", s.Template, true)})})
	}
	parts = append(parts,
		part{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", s.core()},
		part{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", app})
	return zipped(dst, append(append(head(parts), parts...), extra...))
}

type part struct{ name, kind, content string }

// head gives the two parts a package starts with.
func head(parts []part) []part {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range parts {
		fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s"/>`, p.name, p.kind)
	}
	b.WriteString("</Types>")
	root := relationships([]string{
		rel("rId1", "officeDocument", "word/document.xml", false),
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
		rel("rId3", "extended-properties", "docProps/app.xml", false),
	})
	return []part{{"[Content_Types].xml", "", b.String()}, {"_rels/.rels", "", root}}
}

func rel(id, kind, target string, external bool) string {
	mode := ""
	if external {
		mode = ` TargetMode="External"`
	}
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"%s/>`, id, relType, kind, esc(target), mode)
}

func relationships(rels []string) string {
	return xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + strings.Join(rels, "") + "</Relationships>"
}

// zipped writes the parts with a fixed time, so that the same document is the same bytes.
func zipped(dst io.Writer, parts []part) error {
	z := zip.NewWriter(dst)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, p.content); err != nil {
			return err
		}
	}
	return z.Close()
}

func (w *writer) styles() string {
	s := w.spec
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + namespaces + `><w:docDefaults><w:rPrDefault><w:rPr>`)
	if s.Theme != "" {
		b.WriteString(`<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>`)
	} else {
		f := esc(s.Font)
		fmt.Fprintf(&b, `<w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/>`, f, f, f, f)
	}
	b.WriteString(`<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)
	normal := w.looks[StyleNormal]
	fmt.Fprintf(&b, `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>%s%s</w:style>`,
		normal.paraXML("", "", "", ""), normal.textLook().runXML("", ""))
	b.WriteString(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`)
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	b.WriteString(`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>`, side)
	}
	b.WriteString(`</w:tblBorders></w:tblPr></w:style>`)
	b.WriteString(`<w:style w:type="character" w:customStyle="1" w:styleId="Nghieng"><w:name w:val="Nghiêng"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>`)
	for _, st := range styleOrder {
		look := w.looks[st.id]
		custom, outline := ` w:customStyle="1"`, ""
		switch st.id {
		case StyleHeader, StyleFooter:
			custom = ""
		case StyleChapter:
			custom, outline = "", `<w:outlineLvl w:val="0"/>`
		case StyleArticle:
			custom, outline = "", `<w:outlineLvl w:val="1"/>`
		}
		fmt.Fprintf(&b, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/><w:qFormat/>%s%s</w:style>`+"\n",
			custom, st.id, esc(st.name), st.basedOn, look.paraXML("", "", "", outline), look.textLook().runXML("", ""))
	}
	b.WriteString("</w:styles>")
	return b.String()
}

func (w *writer) settings() string {
	s := w.spec
	var b strings.Builder
	b.WriteString(xmlHead + "<w:settings " + namespaces + ">")
	if s.Template != "" {
		b.WriteString(`<w:attachedTemplate r:id="rIdTemplate"/>`)
	}
	if s.TrackRevisions {
		b.WriteString("<w:trackRevisions/>")
	}
	if s.Protection != "" {
		fmt.Fprintf(&b, `<w:documentProtection w:edit="%s" w:enforcement="1"/>`, s.Protection)
	}
	b.WriteString(`<w:defaultTabStop w:val="720"/>`)
	if s.PageNumber.OddOnly {
		b.WriteString("<w:evenAndOddHeaders/>")
	}
	b.WriteString(`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`)
	return b.String()
}

func (w *writer) fontTable() string {
	return xmlHead + "<w:fonts " + namespaces + `><w:font w:name="Times New Roman"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`
}

func (w *writer) pageNumber(root, kind string) string {
	n := w.spec.PageNumber
	body := &writer{spec: w.spec, looks: w.looks, lists: w.lists}
	line := n.Line
	if len(line.Parts) == 0 {
		line.Parts = []Part{{Text: "2", Field: "PAGE"}}
	}
	style := StyleHeader
	if kind == "footer" {
		style = StyleFooter
	}
	body.paragraph(line, style)
	return xmlHead + "<w:" + root + " " + namespaces + drawing + ">" + body.b.String() + "</w:" + root + ">"
}

var listFormats = []struct{ name, format, text string }{
	{"decimal", "decimal", "%1."}, {"bullet", "bullet", "-"}, {"letter", "lowerLetter", "%1)"},
}

func listID(name string) int {
	for i, f := range listFormats {
		if f.name == name {
			return i + 1
		}
	}
	return 0
}

func (w *writer) numbering() string {
	var b strings.Builder
	b.WriteString(xmlHead + "<w:numbering " + namespaces + ">")
	for i, f := range listFormats {
		fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:suff w:val="space"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl></w:abstractNum>`, i, f.format, f.text)
	}
	for i := range listFormats {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, i+1, i)
	}
	b.WriteString("</w:numbering>")
	return b.String()
}

func (w *writer) comments() string {
	var b strings.Builder
	b.WriteString(xmlHead + "<w:comments " + namespaces + ">")
	for i, c := range w.spec.Comments {
		fmt.Fprintf(&b, `<w:comment w:id="%d" %s w:initials="ST"><w:p><w:r>%s</w:r></w:p></w:comment>`, i, tracked, textXML("t", c))
	}
	b.WriteString("</w:comments>")
	return b.String()
}

func (s *Spec) core() string {
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + esc(s.Title) + `</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`
}

const app = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application></Properties>`

// theme is a minimal Office theme whose text fonts are the given one.
func theme(font string) string {
	if font == "" {
		font = "Calibri"
	}
	f := esc(font)
	colours := ""
	for _, c := range [][2]string{
		{"dk1", "000000"},
		{"lt1", "FFFFFF"},
		{"dk2", "44546A"},
		{"lt2", "E7E6E6"},
		{"accent1", "4472C4"},
		{"accent2", "ED7D31"},
		{"accent3", "A5A5A5"},
		{"accent4", "FFC000"},
		{"accent5", "5B9BD5"},
		{"accent6", "70AD47"},
		{"hlink", "0563C1"},
		{"folHlink", "954F72"},
	} {
		colours += fmt.Sprintf(`<a:%s><a:srgbClr val="%s"/></a:%s>`, c[0], c[1], c[0])
	}
	fonts := fmt.Sprintf(`<a:latin typeface="%s"/><a:ea typeface=""/><a:cs typeface=""/>`, f)
	fill := `<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>`
	line := `<a:ln w="6350">` + fill + `</a:ln>`
	effect := `<a:effectStyle><a:effectLst/></a:effectStyle>`
	return xmlHead + `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office">` + colours +
		`</a:clrScheme><a:fontScheme name="Office"><a:majorFont>` + fonts + `</a:majorFont><a:minorFont>` + fonts + `</a:minorFont></a:fontScheme>` +
		`<a:fmtScheme name="Office"><a:fillStyleLst>` + strings.Repeat(fill, 3) + `</a:fillStyleLst><a:lnStyleLst>` + strings.Repeat(line, 3) + `</a:lnStyleLst><a:effectStyleLst>` +
		strings.Repeat(effect, 3) + `</a:effectStyleLst><a:bgFillStyleLst>` + strings.Repeat(fill, 3) + `</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
}
