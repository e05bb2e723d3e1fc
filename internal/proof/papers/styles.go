package papers

import (
	"fmt"
	"sort"
	"strings"
)

func sortStrings(s []string) { sort.Strings(s) }

// theme is a theme whose headings are set in the font; text is set in Calibri, as Word has it.
func theme(headings string) string {
	return strings.Replace(wordTheme, "Calibri Light", headings, 1)
}

const wordTheme = declaration + `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office Theme"><a:themeElements>` +
	`<a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/>` +
	`</a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2></a:clrScheme><a:fontScheme name="Office">` +
	`<a:majorFont><a:latin typeface="Calibri Light"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont>` +
	`<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`

// stylesPart writes the styles as the word processor leaves them: each has defaults of its own, none of them the decree's.
func (w *writer) stylesPart() string {
	const times = `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>`
	var defaults string
	normalID, normalName := "Normal", "Normal"
	switch w.l.Processor {
	case Word:
		defaults = `<w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" ` +
			`w:cstheme="minorBidi"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr>` +
			`</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>`
	case Word03:
		defaults = `<w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" ` +
			`w:cs="Times New Roman"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>`
	case Writer:
		defaults = `<w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:eastAsia="NSimSun" ` +
			`w:cs="Lucida Sans"/><w:kern w:val="2"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN" ` +
			`w:bidi="hi-IN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:suppressAutoHyphens w:val="true"/></w:pPr></w:pPrDefault>`
	case WPS:
		normalID = "1"
		defaults = `<w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" ` +
			`w:cstheme="minorBidi"/></w:rPr></w:rPrDefault>`
	case Google:
		defaults = `<w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="22"/>` +
			`<w:szCs w:val="22"/><w:lang w:val="vi"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="276" w:lineRule="auto"/>` +
			`</w:pPr></w:pPrDefault>`
	}
	normal := ""
	if w.l.Style != Direct {
		n := w.normal
		normal = "<w:pPr>" + w.spacing(n) + w.indent(n, 0) + fmt.Sprintf(`<w:jc w:val="%s"/></w:pPr><w:rPr>%s<w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr>`,
			w.jc(n.Align), times, n.look().Size, n.look().Size)
	}
	var b strings.Builder
	b.WriteString(declaration + "<w:styles " + namespaces + "><w:docDefaults>" + defaults + "</w:docDefaults>")
	fmt.Fprintf(&b, `<w:style w:type="paragraph" w:default="1" w:styleId="%s"><w:name w:val="%s"/><w:qFormat/>%s</w:style>`,
		normalID, normalName, normal)
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>` +
		`<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>` +
		`<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	b.WriteString(`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:pPr>` +
		`<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" ` +
		`w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" ` +
		`w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" ` +
		`w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style>`)
	for i, props := range w.listed {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:customStyle="1" w:styleId="%s"><w:name w:val="Kiểu %d"/><w:basedOn w:val="%s"/>%s</w:style>`,
			w.styles[props], i+1, normalID, props)
	}
	b.WriteString("</w:styles>")
	return b.String()
}

func (w *writer) settings() string {
	inner := `<w:defaultTabStop w:val="720"/>`
	switch w.l.Processor {
	case Word:
		inner = `<w:proofState w:spelling="clean" w:grammar="clean"/>` + inner + `<w:compat><w:compatSetting w:name="compatibilityMode" ` +
			`w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`
	case Word03:
		inner += `<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="11"/></w:compat>`
	case WPS:
		inner += `<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:ulTrailSpace/></w:compat>`
	case Writer, Google:
	}
	return declaration + "<w:settings " + namespaces + ">" + inner + "</w:settings>"
}

func (w *writer) numbering() string {
	var b strings.Builder
	b.WriteString(declaration + "<w:numbering " + namespaces + ">")
	for i, kind := range []string{`decimal"/><w:lvlText w:val="%1."`, `lowerLetter"/><w:lvlText w:val="%1)"`, `bullet"/><w:lvlText w:val="-"`} {
		fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>`+
			`<w:numFmt w:val="%s/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr><w:rPr>`+
			`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:hint="default"/></w:rPr></w:lvl></w:abstractNum>`,
			i+1, kind)
	}
	b.WriteString(strings.Join(w.nums, "") + "</w:numbering>")
	return b.String()
}
