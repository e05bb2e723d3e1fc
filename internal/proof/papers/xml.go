package papers

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
)

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// para is a paragraph as it is written: a line, and what the layout adds to it.
type para struct {
	Line
	tabs    string // the XML of tab stops
	frame   string // the XML of a text frame
	right   int    // indent on the right
	border  string // the XML of paragraph borders
	num     int    // the list that numbers it, 0 for none
	level   int
	content string // runs of XML before the text: drawings
	after   string // and after it
	section string // the XML of the section that ends here
	page    bool   // begins a page
}

// writer writes the parts of one package.
type writer struct {
	l      Layout
	s      Sheet
	b      *strings.Builder
	styles map[string]string // properties of a paragraph style → its id
	listed []string          // those styles in the order they came
	nums   []string          // the XML of lists
	known  map[int]int       // list of the sheet → list of the package
	ids    int
	parts  map[string]string // further parts: headers, footers, comments
	rels   []string
	normal Line // what Normal looks like
	// floating says that tables are being written that text flows around.
	floating bool
}

func (w *writer) id() int { w.ids++; return w.ids }

func (w *writer) put(format string, args ...any) {
	if len(args) == 0 {
		w.b.WriteString(format)
		return
	}
	fmt.Fprintf(w.b, format, args...)
}

// within gives what f writes instead of writing it.
func (w *writer) within(f func()) string {
	kept := w.b
	defer func() { w.b = kept }()
	w.b = &strings.Builder{}
	f()
	return w.b.String()
}

// pPr is the properties of a paragraph, those that Normal has left out where the style keeps them there.
func (w *writer) pPr(p para, mark Look) string {
	base := w.normal
	all := w.l.Style == Direct
	var b strings.Builder
	style := ""
	if w.l.Style == Styled {
		style = w.style(p.Line)
		fmt.Fprintf(&b, `<w:pStyle w:val="%s"/>`, style)
	} else if w.l.Processor == Writer {
		b.WriteString(`<w:pStyle w:val="Normal"/>`)
	}
	if p.page {
		b.WriteString(`<w:pageBreakBefore/>`)
	}
	b.WriteString(p.frame)
	if w.l.Processor == Writer || w.l.Processor == Google {
		b.WriteString(`<w:widowControl w:val="0"/>`)
	}
	if p.num > 0 {
		fmt.Fprintf(&b, `<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, p.level, p.num)
	}
	b.WriteString(p.border)
	b.WriteString(p.tabs)
	if w.l.Processor == Writer {
		b.WriteString(`<w:bidi w:val="0"/>`)
	}
	if style == "" && (all || p.Before != base.Before || p.After != base.After || p.Leading != base.Leading) {
		b.WriteString(w.spacing(p.Line))
	}
	if indented := all || p.First != base.First || p.Left != base.Left; style == "" && indented || p.right != 0 || p.num > 0 {
		b.WriteString(w.indent(p.Line, p.right))
	}
	if p.ContextualSpacing {
		b.WriteString(`<w:contextualSpacing/>`)
	}
	if style == "" && (all || p.Align != base.Align) {
		fmt.Fprintf(&b, `<w:jc w:val="%s"/>`, w.jc(p.Align))
	}
	if w.l.Processor != Google {
		b.WriteString(w.rPr(mark, style != ""))
	}
	b.WriteString(p.section)
	return "<w:pPr>" + b.String() + "</w:pPr>"
}

func (w *writer) jc(a Align) string {
	names := []string{"left", "center", "right", "both"}
	if w.l.Processor == Writer {
		names[Left], names[Right] = "start", "end"
	}
	return names[a]
}

func (w *writer) spacing(l Line) string {
	rule, auto := l.Leading.Rule, ""
	if rule == "" {
		rule = "auto"
	}
	if w.l.AutoSpace {
		auto = ` w:beforeAutospacing="0"`
		if l.Before >= 120 && l.Align == Justified {
			auto = ` w:beforeAutospacing="1"` // 14 pt
		}
	}
	return strings.Replace(fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="%s"/>`,
		l.Before, l.After, l.Leading.Value, rule), " w:after", auto+" w:after", 1)
}

func (w *writer) indent(l Line, right int) string {
	if w.l.Chars && l.First == 567 && l.look().Size == 28 { // two characters of 14 pt are 9.9 mm
		return fmt.Sprintf(`<w:ind w:left="%d" w:right="%d" w:firstLineChars="200" w:firstLine="560"/>`, l.Left, right)
	}
	if l.First < 0 {
		return fmt.Sprintf(`<w:ind w:left="%d" w:right="%d" w:hanging="%d"/>`, l.Left, right, -l.First)
	}
	return fmt.Sprintf(`<w:ind w:left="%d" w:right="%d" w:firstLine="%d"/>`, l.Left, right, l.First)
}

// rPr is the properties of a run. styled says that the paragraph's style has the look already.
func (w *writer) rPr(look Look, styled bool) string {
	font, base := look.Font, w.normal.look()
	if font == "" {
		font = "Times New Roman"
	}
	all := w.l.Style == Direct && !styled
	var b strings.Builder
	if all || font != "Times New Roman" {
		hint := ""
		if w.l.Processor == WPS {
			hint = ` w:hint="default"`
		}
		if w.l.Theme && font == "Times New Roman" {
			b.WriteString(`<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:cstheme="majorHAnsi"/>`)
		} else {
			fmt.Fprintf(&b, `<w:rFonts%s w:ascii="%[2]s" w:hAnsi="%[2]s" w:eastAsia="%[2]s" w:cs="%[2]s"/>`, hint, font)
		}
	}
	if !styled {
		if look.Bold {
			b.WriteString("<w:b/><w:bCs/>")
		} else if w.l.Processor == Google || w.l.Processor == Writer && all {
			b.WriteString(`<w:b w:val="0"/>`)
		}
		if look.Italic {
			b.WriteString("<w:i/><w:iCs/>")
		}
	}
	if look.Colour != "" {
		fmt.Fprintf(&b, `<w:color w:val="%s"/>`, look.Colour)
	}
	if !styled && (all || look.Size != base.Size) {
		fmt.Fprintf(&b, `<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, look.Size)
	}
	switch w.l.Processor {
	case WPS:
		b.WriteString(`<w:lang w:val="vi-VN"/>`)
	case Google:
		b.WriteString(`<w:rtl w:val="0"/>`)
	case Word, Word03, Writer:
	}
	if b.Len() == 0 {
		return ""
	}
	return "<w:rPr>" + b.String() + "</w:rPr>"
}

// style is the paragraph style with the looks of a line, made when it is new.
func (w *writer) style(l Line) string {
	look := l.look()
	props := "<w:pPr>" + w.spacing(l) + w.indent(l, 0) + fmt.Sprintf(`<w:jc w:val="%s"/></w:pPr><w:rPr>`, w.jc(l.Align))
	if look.Bold {
		props += "<w:b/><w:bCs/>"
	}
	if look.Italic {
		props += "<w:i/><w:iCs/>"
	}
	props += fmt.Sprintf(`<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/></w:rPr>`, look.Size)
	id, found := w.styles[props]
	if !found {
		id = fmt.Sprintf("Kieu%d", len(w.listed)+1)
		if w.l.Processor == WPS {
			id = fmt.Sprint(len(w.listed) + 20)
		}
		w.styles[props] = id
		w.listed = append(w.listed, props)
	}
	return id
}

// paragraph writes a paragraph.
func (w *writer) paragraph(p para) {
	p = w.habits(p)
	mark := p.look()
	w.put("<w:p>")
	w.put("%s", w.pPr(p, mark))
	w.put("%s", p.content)
	styled := w.l.Style == Styled
	base := p.look()
	for i, s := range p.Spans {
		if s.Text == "" {
			continue
		}
		same := styled && s.Bold == base.Bold && s.Italic == base.Italic && s.Size == base.Size
		if styled && !same {
			w.put("%s", w.run(s, w.toggled(s.Look, base)))
			continue
		}
		rPr := w.rPr(s.Look, same)
		if w.l.Split && i == 0 {
			w.put("%s", w.splitRun(s, rPr))
			continue
		}
		w.put("%s", w.run(s, rPr))
	}
	w.put("%s</w:p>", p.after)
}

// habits changes a paragraph as the layout's writer would have typed it: it looks the same on paper.
func (w *writer) habits(p para) para {
	if len(p.Spans) == 0 {
		return p
	}
	p.Spans = append([]Span(nil), p.Spans...)
	if w.l.TabIndent && p.First == 720 && p.num == 0 {
		p.First = 0
		p.Spans[0].Text = "\t" + p.Spans[0].Text
	}
	if last := &p.Spans[len(p.Spans)-1]; w.l.Trailing && last.Text != "" {
		last.Text += " "
	}
	return p
}

// shown is a run's text and properties when capitals are small letters shown as capitals.
func (w *writer) shown(s Span, rPr string) (Span, string) {
	if !w.l.Caps || strings.ToUpper(s.Text) != s.Text || strings.ToLower(s.Text) == s.Text || strings.ContainsAny(s.Text, "/()") {
		return s, rPr
	}
	s.Text = strings.ToLower(s.Text)
	if rPr == "" {
		return s, "<w:rPr><w:caps/></w:rPr>"
	}
	for _, after := range []string{"<w:color", "<w:sz ", "<w:lang", "<w:rtl", "</w:rPr>"} { // the schema's order
		if i := strings.Index(rPr, after); i >= 0 {
			return s, rPr[:i] + "<w:caps/>" + rPr[i:]
		}
	}
	return s, rPr
}

// toggled is the properties of a run that differs from its paragraph's style: what the style has must be taken away.
func (w *writer) toggled(look, base Look) string {
	off := func(name string, want, has bool) string {
		switch {
		case want && !has:
			return "<w:" + name + "/>"
		case !want && has:
			return "<w:" + name + ` w:val="0"/>`
		}
		return ""
	}
	props := off("b", look.Bold, base.Bold) + off("i", look.Italic, base.Italic)
	if look.Font != "" {
		props = fmt.Sprintf(`<w:rFonts w:ascii="%[1]s" w:hAnsi="%[1]s" w:cs="%[1]s"/>`, look.Font) + props
	}
	if look.Colour != "" {
		props += fmt.Sprintf(`<w:color w:val="%s"/>`, look.Colour)
	}
	if look.Size != base.Size {
		props += fmt.Sprintf(`<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, look.Size)
	}
	return "<w:rPr>" + props + "</w:rPr>"
}

// run writes text: a tab and a line break are elements of their own.
func (w *writer) run(s Span, rPr string) string {
	s, rPr = w.shown(s, rPr)
	var b strings.Builder
	b.WriteString("<w:r>" + rPr)
	rest := s.Text
	for rest != "" {
		i := strings.IndexAny(rest, "\t\n")
		if k := hyphenated(rest); w.l.NoBreakHyphen && k >= 0 && (i < 0 || k < i) {
			i = k
		}
		if i < 0 {
			i = len(rest)
		}
		if i > 0 {
			fmt.Fprintf(&b, `<w:t xml:space="preserve">%s</w:t>`, escaper.Replace(rest[:i]))
		}
		if i < len(rest) {
			b.WriteString(map[byte]string{'\t': "<w:tab/>", '\n': "<w:br/>", '-': "<w:noBreakHyphen/>"}[rest[i]])
			i++
		}
		rest = rest[i:]
	}
	b.WriteString("</w:r>")
	return b.String()
}

// hyphenated is where the first hyphen within a notation stands, "NĐ-CP", or -1.
func hyphenated(s string) int {
	if m := notation.FindStringIndex(s); m != nil {
		return m[0] + strings.IndexByte(s[m[0]:], '-')
	}
	return -1
}

var notation = regexp.MustCompile(`/\p{Lu}+-\p{Lu}`)

// splitRun writes text in several runs, within words too, with what a spelling checker leaves between.
func (w *writer) splitRun(s Span, rPr string) string {
	runes := []rune(s.Text)
	if len(runes) < 4 {
		return w.run(s, rPr)
	}
	cut := []int{len(runes) / 3, len(runes) / 2}
	return w.run(Span{string(runes[:cut[0]]), s.Look}, rPr) + `<w:proofErr w:type="spellStart"/>` +
		w.run(Span{string(runes[cut[0]:cut[1]]), s.Look}, rPr) + `<w:proofErr w:type="spellEnd"/>` +
		fmt.Sprintf(`<w:bookmarkStart w:id="%[1]d" w:name="_GoBack%[1]d"/><w:bookmarkEnd w:id="%[1]d"/>`, w.id()) +
		w.run(Span{string(runes[cut[1]:]), s.Look}, rPr)
}

// empty writes an empty paragraph.
func (w *writer) empty(look Look) {
	w.paragraph(para{Line: Line{Spans: []Span{{"", look}}, Leading: Single}})
}

// lines writes lines as paragraphs of their own, or as one paragraph with breaks.
func (w *writer) lines(lines []Line) {
	if len(lines) > 1 && w.l.Breaks && joinable(lines) {
		w.paragraph(para{Line: joined(lines, "\n")})
		return
	}
	for _, l := range lines {
		w.paragraph(para{Line: l})
	}
}

// joinable says whether lines can be one paragraph: the same but for their text.
func joinable(lines []Line) bool {
	for _, l := range lines[1:] {
		if l.Align != lines[0].Align || l.Leading != lines[0].Leading || l.After != lines[0].After ||
			l.Item.Mark != "" || lines[0].Item.Mark != "" {
			return false
		}
	}
	return true
}

func joined(lines []Line, between string) Line {
	out := lines[0]
	out.Spans = append([]Span(nil), lines[0].Spans...)
	for _, l := range lines[1:] {
		first := l.Spans[0]
		first.Text = between + first.Text
		out.Spans = append(out.Spans, first)
		out.Spans = append(out.Spans, l.Spans[1:]...)
	}
	return out
}

// cell is a cell of a layout table.
type cell struct {
	width int
	write func()
	span  int    // how many columns it takes, when more than one
	merge string // "restart" or "continue" of a cell that takes several rows
}

// grid writes a table. borders says whether its lines are seen.
func (w *writer) grid(rows [][]cell, borders bool) { w.gridOf(rows, borders, 108) }

// gridOf writes a table whose cells keep the margin on both sides.
func (w *writer) gridOf(rows [][]cell, borders bool, margin int) {
	seen := "nil"
	if borders {
		seen = "single"
	}
	edges := func(name string) string {
		var b strings.Builder
		fmt.Fprintf(&b, "<w:%s>", name)
		sides := []string{"top", "left", "bottom", "right", "insideH", "insideV"}
		if w.l.Processor == Writer {
			sides[1], sides[3] = "start", "end"
		}
		if name == "tcBorders" {
			sides = sides[:4]
		}
		for _, s := range sides {
			fmt.Fprintf(&b, `<w:%s w:val="%s" w:sz="4" w:space="0" w:color="000000"/>`, s, seen)
		}
		fmt.Fprintf(&b, "</w:%s>", name)
		return b.String()
	}
	width := 0
	for _, c := range rows[0] {
		width += c.width
	}
	w.put("<w:tbl><w:tblPr>")
	if w.l.Processor == Word && borders {
		w.put(`<w:tblStyle w:val="TableGrid"/>`)
	}
	if w.floating {
		w.put(`<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:horzAnchor="margin" w:tblpX="1" w:tblpY="1"/>`)
	}
	w.put(`<w:tblW w:w="%d" w:type="dxa"/>`, width)
	if w.l.Processor == Writer || w.l.Processor == Google {
		w.put(`<w:jc w:val="%s"/>`, w.jc(Left))
	}
	if borders || w.l.Processor == Google || w.l.Processor == WPS {
		w.put("%s", edges("tblBorders"))
	}
	w.put(`<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="%[1]d" w:type="dxa"/><w:right w:w="%[1]d" w:type="dxa"/></w:tblCellMar>`,
		margin)
	w.put("</w:tblPr><w:tblGrid>")
	for _, c := range rows[0] {
		w.put(`<w:gridCol w:w="%d"/>`, c.width)
	}
	w.put("</w:tblGrid>")
	for _, row := range rows {
		w.put("<w:tr>")
		for _, c := range row {
			w.put(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, c.width)
			if c.span > 1 {
				w.put(`<w:gridSpan w:val="%d"/>`, c.span)
			}
			if c.merge != "" {
				w.put(`<w:vMerge w:val="%s"/>`, c.merge)
			}
			if w.l.Processor == Writer || w.l.Processor == Google {
				w.put("%s", edges("tcBorders"))
			}
			w.put("</w:tcPr>")
			inner := w.within(c.write)
			if inner == "" || strings.HasSuffix(inner, "</w:tbl>") {
				inner += w.within(func() { w.empty(Look{Size: 4}) })
			}
			w.put("%s</w:tc>", inner)
		}
		w.put("</w:tr>")
	}
	w.put("</w:tbl>")
}

// tabStops is the XML of centred tab stops at the places.
func tabStops(kind string, at ...int) string {
	sort.Ints(at)
	b := "<w:tabs>"
	for _, a := range at {
		b += fmt.Sprintf(`<w:tab w:val="%s" w:pos="%d"/>`, kind, a)
	}
	return b + "</w:tabs>"
}

// in is a cell of the width.
func in(width int, write func()) cell { return cell{width: width, write: write} }
