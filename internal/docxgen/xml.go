package docxgen

import (
	"encoding/xml"
	"fmt"
	"strings"

	"trinhky/internal/docx"
)

func esc(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

// xml writes a toggle element.
func (t Toggle) xml(name string) string {
	switch t {
	case Inherit:
	case On:
		return "<w:" + name + "/>"
	case Off:
		return "<w:" + name + ` w:val="0"/>`
	}
	return ""
}

// runXML writes the properties of text in the order the schema wants.
func (l Look) runXML(style string, more string) string {
	var b strings.Builder
	if style != "" {
		fmt.Fprintf(&b, `<w:rStyle w:val="%s"/>`, style)
	}
	if l.Font != "" {
		f := esc(l.Font)
		fmt.Fprintf(&b, `<w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/>`, f, f, f, f)
	}
	b.WriteString(l.Bold.xml("b") + l.Bold.xml("bCs") + l.Italic.xml("i") + l.Italic.xml("iCs") + l.Caps.xml("caps"))
	if strings.Contains(more, "<w:vanish/>") {
		b.WriteString("<w:vanish/>")
		more = strings.Replace(more, "<w:vanish/>", "", 1)
	}
	if l.Color != "" {
		fmt.Fprintf(&b, `<w:color w:val="%s"/>`, l.Color)
	}
	if l.Size != 0 {
		fmt.Fprintf(&b, `<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, l.Size, l.Size)
	}
	if l.Highlight == On {
		b.WriteString(`<w:highlight w:val="yellow"/>`)
	}
	switch l.Underline {
	case Inherit:
	case On:
		b.WriteString(`<w:u w:val="single"/>`)
	case Off:
		b.WriteString(`<w:u w:val="none"/>`)
	}
	if l.Boxed == On {
		b.WriteString(`<w:bdr w:val="single" w:sz="8" w:space="0" w:color="auto"/>`)
	}
	b.WriteString(more)
	if b.Len() == 0 {
		return ""
	}
	return "<w:rPr>" + b.String() + "</w:rPr>"
}

// paraXML writes the paragraph properties in the order the schema wants; last are those that follow the look's.
func (l Look) paraXML(style, list, border, last string) string {
	var b strings.Builder
	if style != "" && style != StyleNormal {
		fmt.Fprintf(&b, `<w:pStyle w:val="%s"/>`, style)
	}
	b.WriteString(l.KeepNext.xml("keepNext") + list + border)
	sp := ""
	if l.Before != nil {
		sp += fmt.Sprintf(` w:before="%d"`, *l.Before)
	}
	if l.After != nil {
		sp += fmt.Sprintf(` w:after="%d"`, *l.After)
	}
	if l.LineSpacing != 0 {
		sp += fmt.Sprintf(` w:line="%d" w:lineRule="auto"`, l.LineSpacing)
	}
	if sp != "" {
		b.WriteString("<w:spacing" + sp + "/>")
	}
	ind := ""
	if l.Left != nil {
		ind += fmt.Sprintf(` w:left="%d"`, *l.Left)
	}
	if l.Right != nil {
		ind += fmt.Sprintf(` w:right="%d"`, *l.Right)
	}
	if l.FirstLine != nil {
		if *l.FirstLine < 0 {
			ind += fmt.Sprintf(` w:hanging="%d"`, -*l.FirstLine)
		} else {
			ind += fmt.Sprintf(` w:firstLine="%d"`, *l.FirstLine)
		}
	}
	if ind != "" {
		b.WriteString("<w:ind" + ind + "/>")
	}
	if l.Align != "" {
		fmt.Fprintf(&b, `<w:jc w:val="%s"/>`, l.Align)
	}
	b.WriteString(last)
	if b.Len() == 0 {
		return ""
	}
	return "<w:pPr>" + b.String() + "</w:pPr>"
}

// laid lays the stated parts of o over l.
func (l Look) laid(o Look) Look {
	str := func(a, b string) string {
		if b != "" {
			return b
		}
		return a
	}
	tog := func(a, b Toggle) Toggle {
		if b != Inherit {
			return b
		}
		return a
	}
	ptr := func(a, b *docx.Twips) *docx.Twips {
		if b != nil {
			return b
		}
		return a
	}
	l.Font, l.Color, l.Align = str(l.Font, o.Font), str(l.Color, o.Color), str(l.Align, o.Align)
	l.Bold, l.Italic, l.Underline = tog(l.Bold, o.Bold), tog(l.Italic, o.Italic), tog(l.Underline, o.Underline)
	l.Boxed = tog(l.Boxed, o.Boxed)
	l.Caps, l.Highlight, l.KeepNext = tog(l.Caps, o.Caps), tog(l.Highlight, o.Highlight), tog(l.KeepNext, o.KeepNext)
	l.Left, l.Right, l.FirstLine = ptr(l.Left, o.Left), ptr(l.Right, o.Right), ptr(l.FirstLine, o.FirstLine)
	l.Before, l.After = ptr(l.Before, o.Before), ptr(l.After, o.After)
	if o.Size != 0 {
		l.Size = o.Size
	}
	if o.LineSpacing != 0 {
		l.LineSpacing = o.LineSpacing
	}
	return l
}

// textXML writes the text of a run, tabs and line breaks as their elements.
func textXML(tag, s string) string {
	var b strings.Builder
	flush := func(t string) {
		if t != "" {
			fmt.Fprintf(&b, `<w:%s xml:space="preserve">%s</w:%s>`, tag, esc(t), tag)
		}
	}
	for {
		i := strings.IndexAny(s, "\t\n\f")
		if i < 0 {
			flush(s)
			return b.String()
		}
		flush(s[:i])
		switch s[i] {
		case '\t':
			b.WriteString("<w:tab/>")
		case '\n':
			b.WriteString("<w:br/>")
		default:
			b.WriteString(`<w:br w:type="page"/>`)
		}
		s = s[i+1:]
	}
}
