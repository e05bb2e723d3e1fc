package format

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
)

// layout is the document cut into the components of Annex I: the header (national name, motto, agency, number, place
// and date), the type name and subject or the addressees, the body, the end (recipients, signature), the annexes.
type layout struct {
	doc   *docx.Document
	paras []para
	form  typeForm
	// known says that the type is one of the 29, guessedType that it was not stated by the document in its own place.
	known, guessedType bool
	// unsure names the components found by a heuristic only.
	unsure map[string]bool

	national, motto, number, placeDate *line
	parent, issuer                     []line
	urgency                            []line
	headTable, tailTable               *docx.Table // lay out the header and the end; nil without tables
	headEnd                            int         // index in paras of the first paragraph after the header

	typeName *line
	// otherTitle is a centred title in the place of the type name that is none of the 29 types.
	otherTitle     *line
	subject        []line
	addressLabel   *line
	addressees     []line
	bodyFrom       int
	bodyTo         int
	recipientLabel *line
	recipients     []line
	archive        *line
	authority      []line
	signer         *line
	mainEnd        int // index in paras of the first paragraph of the annexes or attached texts
	annexes        []annex
	// standalone says that the file is an annex by itself, without the document it belongs to.
	standalone bool
}

// para is a paragraph of the body with its text in NFC, number included, outer spaces cut.
type para struct {
	*docx.Paragraph
	text string
	top  *docx.Table // the outermost table around it, nil outside tables
}

// annex is one Phụ lục in the file.
type annex struct {
	heading  line
	title    []line
	issued   *line // the line "(Kèm theo …)"
	from, to int   // indexes in paras
}

func locate(doc *docx.Document, opts Options) *layout {
	l := &layout{doc: doc, unsure: map[string]bool{}}
	l.paras = make([]para, 0, doc.ParagraphCount)
	var cell *docx.Cell
	var top *docx.Table
	for p := range doc.Paragraphs() {
		if c := cellAround(p); c != cell {
			cell, top = c, outermost(c)
		}
		text := p.FullText()
		if !composed(text) {
			text = norm.NFC.String(text)
		}
		l.paras = append(l.paras, para{Paragraph: p, text: strings.TrimSpace(text), top: top})
	}
	l.mainEnd = len(l.paras)
	l.bodyTo = len(l.paras)
	if first := l.next(0); first < len(l.paras) && isAnnexHeading(l.paras[first]) {
		l.standalone = true
		l.mainEnd, l.bodyTo = 0, 0
		l.form = unknownForm
		l.locateAnnexes(first)
		return l
	}
	l.locateHead()
	l.locateTitle(opts)
	l.locateTail()
	l.locateAnnexes(l.mainEnd)
	return l
}

func cellAround(p *docx.Paragraph) *docx.Cell {
	for p.Cell == nil && p.Box != nil && p.Box.Anchor != nil && p.Box.Anchor != p {
		p = p.Box.Anchor
	}
	return p.Cell
}

func outermost(c *docx.Cell) *docx.Table {
	var t *docx.Table
	for c != nil {
		t = c.Table
		c = t.Cell
	}
	return t
}

// next is the index of the first paragraph with text at or after i; len(paras) when there is none.
func (l *layout) next(i int) int {
	for i < len(l.paras) && l.paras[i].text == "" {
		i++
	}
	return i
}

// columnIn is the column of the outermost table in which the paragraph stands.
func columnIn(t *docx.Table, p *docx.Paragraph) (column, row int) {
	c := cellAround(p)
	for c != nil && c.Table != t {
		c = c.Table.Cell
	}
	if c == nil {
		return 0, 0
	}
	return c.Column, c.RowIndex
}

// drawnByHand says whether a line is a rule typed with underscores or dashes.
func drawnByHand(text string) bool {
	n := 0
	for _, r := range text {
		switch r {
		case '_', '-', '–', '—', '=', '.', '…', '*', ' ', '¯', '‾', 'ˉ':
			n++
		default:
			return false
		}
	}
	return n >= 3
}

// centred says whether the paragraph is centred on its line.
func centred(p *docx.Paragraph) bool { return p.Props.Align == docx.AlignCenter }
