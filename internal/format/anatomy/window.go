package anatomy

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// Para is a paragraph of the body with its text in NFC, number included, with ordinary spaces, outer ones cut.
type Para struct {
	*docx.Paragraph
	Text string
	Top  *docx.Table // the outermost table around it, nil outside tables
}

// window holds the paragraphs that the layout may still look at, each under its place in the document: those at the
// top, and those read last. What stood between has been judged and let go, so that the length of a document does not
// decide what its check holds.
type window struct {
	top  []Para
	rest []Para
	from int // the place of rest[0]
	// text is how many bytes of text have been read, letsGo says that they are too many to be held.
	text   int
	LetsGo bool

	cell   *docx.Cell // around the paragraph read last
	around *docx.Table

	// first is the first place with text, sections what each section begins with.
	first    report.Place
	Sections map[*docx.Section]*sectionStart
}

// sectionStart is what a section begins with, and how much it holds.
type sectionStart struct {
	paragraph int // index of its first paragraph
	Text      int // index of its first paragraph with text, 0 for none
	// tables are the first tables in it, nested ones apart: as many as decide whether it holds one that is no layout.
	tables []*docx.Table
	// broken says that a page break follows text, pages that text follows such a break.
	broken, pages bool
	// fixed is the height of its paragraphs of one line each, area that of what does not fit into the first line, in
	// square twips: how wide the page is becomes known only at the end of the section.
	fixed docx.Twips
	area  int64
}

// A document up to this size is held whole: few paragraphs, or many with little text in each. What is longer has its
// header, title and addressees well within, and takes more than a page.
const (
	holdParagraphs, holdText = 256, 16 << 10
	mostParagraphs, mostText = 2000, 256 << 10
)

// Take takes in the next paragraph.
func (w *window) Take(p *docx.Paragraph) {
	if c := cellAround(p); c != w.cell {
		w.cell, w.around = c, outermost(c)
	}
	text := p.FullText()
	if !wording.Composed(text) {
		text = norm.NFC.String(text)
	}
	q := Para{Paragraph: p, Text: strings.TrimSpace(wording.OrdinarySpaces(text)), Top: w.around}
	w.rest = append(w.rest, q)
	w.begin(&q, p.Props.PageBreakBefore || strings.Contains(text, "\f"))
	w.text += len(text)
	n := w.Count()
	w.LetsGo = w.LetsGo || n > mostParagraphs || w.text > mostText || n > holdParagraphs && w.text > holdText
}

// layoutTables is how many tables lay out a document: its header and its end.
const layoutTables = 2

func (w *window) begin(p *Para, breaks bool) {
	if p.Text != "" && w.first.Paragraph == 0 {
		w.first = report.At(p.Paragraph)
	}
	s := w.Sections[p.Section]
	if s == nil {
		s = &sectionStart{paragraph: p.Index}
		if w.Sections == nil {
			w.Sections = map[*docx.Section]*sectionStart{}
		}
		w.Sections[p.Section] = s
	}
	s.broken = s.broken || breaks && s.Text > 0
	if p.Text != "" {
		s.pages = s.pages || s.broken || strings.Contains(p.Text, "\f")
		if s.Text == 0 {
			s.Text = p.Index
		}
	}
	if p.Top != nil && len(s.tables) <= layoutTables && !slices.Contains(s.tables, p.Top) {
		s.tables = append(s.tables, p.Top)
	}
	s.measure(p)
}

// Count is how many paragraphs have been read.
func (w *window) Count() int { return w.from + len(w.rest) }

// nothing stands for a paragraph let go.
var nothing = Para{Paragraph: &docx.Paragraph{}}

// Para is the paragraph at a place, one without text when it has been let go. The pointer holds until the next take.
func (w *window) Para(i int) *Para {
	switch {
	case i >= w.from:
		return &w.rest[i-w.from]
	case i < len(w.top):
		return &w.top[i]
	}
	return &nothing
}

// topMargin is how many paragraphs below the top its rules look at, for a line drawn under the header.
const topMargin = 8

// keepTop keeps the paragraphs before a place for good.
func (w *window) keepTop(to int) {
	w.top = append(w.top, w.rest[:min(to+topMargin, len(w.rest))]...)
}

// LetGo forgets the paragraphs before a place.
func (w *window) LetGo(to int) {
	if n := min(to, w.Count()) - w.from; w.LetsGo && n > 0 {
		clear(w.rest[:n])
		w.rest = w.rest[n:]
		w.from += n
	}
}
