package rendering_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
)

// How far the page may be from what the reader says.
const (
	// LibreOffice keeps lengths in hundredths of a millimetre inside and in tenths of a point in the PDF.
	nearEdge = point(400)
	// A line put in the middle or to the right stands by its own width, which is rounded word by word; a justified line
	// falls short by what is left over when its gaps have been widened in whole units.
	nearMiddle = point(1000)
	perWord    = point(150)
	// Sizes are written to a tenth of a point.
	nearSize = point(120)
	// LibreOffice lays the space of the font's line height above the first line, and any space before a paragraph.
	firstLineSlack = point(14000)
)

// standIns are the fonts LibreOffice takes for those it does not have, of the same widths.
var standIns = map[string]string{"Times New Roman": "LiberationSerif", "Arial": "LiberationSans"}

// otherFont stands for every font without a stand-in, such as the "Times New Roman Bold" some Word files name: what
// LibreOffice shows in its place depends on the machine.
const otherFont = "another font"

// face is the name of the font a run shows in the PDF.
func face(family string, p *docx.RunProps) string {
	name, known := standIns[family]
	if !known {
		return otherFont
	}
	style := ""
	if p.EffectiveBold() {
		style += "Bold"
	}
	if p.EffectiveItalic() {
		style += "Italic"
	}
	if style != "" {
		name += "-" + style
	}
	return name
}

// glyph is one visible character of a paragraph with its formatting.
type glyph struct {
	r     rune
	props *docx.RunProps
}

// compact is text in NFC without its spaces.
func compact(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), "") }

// glyphs are the visible characters of a paragraph without spaces, a list number included.
func glyphs(p *docx.Paragraph) (all []glyph, text string) {
	var b strings.Builder
	add := func(s string, props *docx.RunProps) {
		if props.Caps {
			s = strings.ToUpper(s)
		}
		s = compact(s)
		b.WriteString(s)
		for _, r := range s {
			all = append(all, glyph{r, props})
		}
	}
	if n := p.Numbering; n != nil && n.Props != nil {
		add(n.Text, n.Props)
	}
	for i := range p.Runs {
		if r := &p.Runs[i]; !r.Props.Hidden {
			add(r.Text, r.Props)
		}
	}
	return all, b.String()
}

// comparison holds a document against its pages and gathers where they differ.
type comparison struct {
	doc  *docx.Document
	laid laidOut
	// lines are those of the text, head the words in the top margins.
	lines []*line
	head  []*word
	// section is the section each page shows, from the paragraphs found on it.
	section map[int]*docx.Section

	placed      int // characters found on the pages
	differences []string
}

func (c *comparison) differ(format string, args ...any) {
	c.differences = append(c.differences, fmt.Sprintf(format, args...))
}

func (c *comparison) near(got, want, tolerance point, what string, args ...any) {
	if d := got - want; d > tolerance || d < -tolerance {
		c.differ("%s: on the page %v, the reader says %v", fmt.Sprintf(what, args...), got, want)
	}
}

// compare gives what differs between a document as the reader sees it and its pages, in words.
func compare(doc *docx.Document, laid laidOut) *comparison {
	c := &comparison{doc: doc, laid: laid, section: map[int]*docx.Section{}}
	c.lines, c.head = laid.lines(ofTwips(doc.Sections[0].Page.Top))
	for p := range doc.Paragraphs() {
		c.paragraph(p)
	}
	c.pages()
	c.pageNumbers()
	c.faces()
	return c
}

// paragraph finds a paragraph on the pages by its text and compares each of its words and lines.
func (c *comparison) paragraph(p *docx.Paragraph) {
	all, text := glyphs(p)
	if len(all) < 6 {
		return // too short to be told from others
	}
	found := c.find(text)
	if found == nil {
		found = c.findParts(p.Text())
	}
	if found == nil {
		c.differ("paragraph %d is not on the pages: %q", p.Index, p.Text())
		return
	}
	at := 0
	for _, l := range found {
		for _, w := range l.words {
			n := len([]rune(w.Text))
			c.word(w, all[at:at+n], p)
			at += n
		}
		if p.Section != nil && c.section[l.page] == nil {
			c.section[l.page] = p.Section
		}
	}
	c.placed += at
	if p.Cell == nil && p.Box == nil && !p.Props.Frame.Present && p.Section.Columns == 1 && !spaced(p.Text()) {
		c.edges(p, rows(found))
	}
}

// word compares size and, in Times New Roman, whose widths are known, the width of a word set in one formatting.
func (c *comparison) word(w *word, all []glyph, p *docx.Paragraph) {
	props := all[0].props
	for _, g := range all {
		if g.props.EffectiveSize() != props.EffectiveSize() || g.props.EffectiveBold() != props.EffectiveBold() || g.props.EffectiveItalic() != props.EffectiveItalic() {
			return
		}
	}
	if props.VertAlign != "" {
		return
	}
	size := props.EffectiveSize()
	c.near(w.size(), ofHalfPoints(size), nearSize, "size of %q in paragraph %d", w.Text, p.Index)
	if props.FontFor(all[0].r) != "Times New Roman" || props.Spacing != 0 || len(all) < 3 || p.Props.Align == docx.AlignDistribute {
		return
	}
	// Bold and italic letters have widths of their own; pairs of letters move together by up to a fortieth.
	want := ofTwips(docx.TextWidth(w.Text, size, props.EffectiveBold(), props.EffectiveItalic()))
	c.near(w.XMax-w.XMin, want, want/40+300, "width of %q in paragraph %d (bold %v, italic %v)", w.Text, p.Index, props.EffectiveBold(), props.EffectiveItalic())
}

// spaced says that spaces or tabs move the edges of a line: their width is no matter of margins and indents.
func spaced(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSuffix(line, "\n"); line != strings.TrimSpace(line) {
			return true
		}
	}
	return strings.Contains(text, "\t")
}

// edges compares where the lines of a paragraph begin and end with the margins and its indents.
func (c *comparison) edges(p *docx.Paragraph, lines [][]*word) {
	page := &p.Section.Page
	left := ofTwips(page.Left + page.Gutter + p.Props.Left)
	right := ofTwips(page.Width - page.Right - p.Props.Right)
	for i, line := range lines {
		start, end := line[0].XMin, line[len(line)-1].XMax
		begin := left
		if i == 0 {
			begin += ofTwips(p.Props.FirstLine)
		}
		where := fmt.Sprintf("paragraph %d, line %d (%q …)", p.Index, i+1, line[0].Text)
		switch p.Props.Align {
		case docx.AlignLeft, docx.AlignJustify:
			c.near(start, begin, nearEdge, "left edge of %s", where)
			if p.Props.Align == docx.AlignJustify && i < len(lines)-1 && !strings.Contains(p.Text(), "\n") {
				c.near(end, right, nearEdge+perWord*point(len(line)), "right edge of %s", where)
			}
		case docx.AlignCenter:
			c.near((start+end)/2, (begin+right)/2, nearMiddle, "middle of %s", where)
		case docx.AlignRight:
			c.near(end, right, nearMiddle, "right edge of %s", where)
		}
		if end > right+nearMiddle {
			c.differ("%s goes beyond the right margin: %v, %v", where, end, right)
		}
	}
}

// pages compares the size of each page and the highest and lowest line with the top and bottom margins.
func (c *comparison) pages() {
	for i := range c.laid.Pages {
		s := c.section[i]
		if s == nil {
			// LibreOffice leaves a page empty where the numbers start anew, so that page 1 is a right-hand page.
			if len(c.laid.Pages[i].Lines) > 0 {
				c.differ("nothing of the document was found on page %d", i+1)
			}
			continue
		}
		c.near(c.laid.Pages[i].Width, ofTwips(s.Page.Width), nearMiddle, "width of page %d", i+1)
		c.near(c.laid.Pages[i].Height, ofTwips(s.Page.Height), nearMiddle, "height of page %d", i+1)
		highest, lowest := c.laid.Pages[i].Height, point(0)
		for _, l := range c.lines {
			for _, w := range l.words {
				if l.page == i {
					highest = min(highest, w.baseline()-w.size()*9/10)
					lowest = max(lowest, w.baseline())
				}
			}
		}
		top, bottom := ofTwips(s.Page.Top), ofTwips(s.Page.Height-s.Page.Bottom)
		if highest < top-nearEdge || highest > top+firstLineSlack {
			c.differ("the text of page %d begins at %v, the reader says the top margin is %v", i+1, highest, top)
		}
		if lowest > bottom {
			c.differ("the text of page %d ends at %v, the reader says the bottom margin begins at %v", i+1, lowest, bottom)
		}
	}
}

// pageNumbers compares what stands in the top margins with the sections' headers: a number in the middle, or nothing.
func (c *comparison) pageNumbers() {
	number := 0
	var previous *docx.Section
	for i := range c.laid.Pages {
		s := c.section[i]
		if s == nil {
			continue
		}
		opens := s != previous
		previous = s
		if number++; opens && s.PageNumber.Restart {
			number = s.PageNumber.Start
		}
		story := s.Headers.Default
		if opens && s.TitlePage {
			story = s.Headers.First
		}
		var shown []*word
		for _, w := range c.head {
			if w.page == i {
				shown = append(shown, w)
			}
		}
		field := pageField(story)
		switch {
		case field == nil && len(shown) > 0:
			c.differ("page %d shows %q at the top, the reader says nothing does", i+1, shown[0].Text)
		case field != nil && len(shown) != 1:
			c.differ("page %d shows %d words at the top, the reader says a page number", i+1, len(shown))
		case field != nil:
			w := shown[0]
			if w.Text != strconv.Itoa(number) {
				c.differ("page %d shows %q at the top, the reader says %d", i+1, w.Text, number)
			}
			c.near((w.XMin+w.XMax)/2, ofTwips(s.Page.Left+s.Page.Width-s.Page.Right)/2, nearMiddle, "middle of the number of page %d", i+1)
			c.near(w.size(), ofHalfPoints(field.Props.EffectiveSize()), nearSize, "size of the number of page %d", i+1)
			if w.baseline() < ofTwips(s.Page.Header) {
				c.differ("the number of page %d stands at %v, above the header's distance %v", i+1, w.baseline(), ofTwips(s.Page.Header))
			}
		}
	}
}

func pageField(story *docx.Story) *docx.Field {
	if story == nil {
		return nil
	}
	for p := range docx.WalkParagraphs(story.Blocks) {
		for _, f := range p.Fields {
			if f.Kind == "PAGE" {
				return f
			}
		}
	}
	return nil
}

// faces compares the fonts in the file with those of the visible text.
func (c *comparison) faces() {
	want := map[string]bool{}
	for p := range c.doc.Paragraphs() {
		all, _ := glyphs(p)
		for _, g := range all {
			want[face(g.props.FontFor(g.r), g.props)] = true
		}
	}
	for _, s := range c.doc.Sections {
		if f := pageField(s.Headers.Default); f != nil && len(c.laid.Pages) > 1 {
			want[face(f.Props.FontASCII, f.Props)] = true
		}
	}
	shown := map[string]bool{}
	for f := range c.laid.faces {
		if family, _, _ := strings.Cut(f, "-"); !slices.Contains(slices.Collect(maps.Values(standIns)), family) {
			f = otherFont
		}
		shown[f] = true
	}
	for f := range want {
		if !shown[f] {
			c.differ("the reader says %s, which is not on the pages", f)
		}
	}
	for f := range shown {
		if !want[f] {
			c.differ("%s is on the pages, the reader does not know of it", f)
		}
	}
}
