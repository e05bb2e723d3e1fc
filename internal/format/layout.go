package format

import (
	"cmp"

	"trinhky/internal/docx"
)

// layout is the document cut into the components of Annex I: the header (national name, motto, agency, number, place
// and date), the type name and subject or the addressees, the body, the end (recipients, signature), the annexes.
type layout struct {
	window
	doc  *docx.Document
	form typeForm
	// opened says that the top is located, closed that the end is; in between the text goes by. sought is the next
	// paragraph in which the end is looked for, label that of its Nơi nhận line, -1 as long as none was seen.
	opened, closed bool
	sought, label  int
	// endless says that the main document goes on until an annex is met.
	endless bool
	// known says that the type is one of the 29, evidence by what it was told.
	known    bool
	evidence Evidence
	// unsure names the components found by a heuristic only.
	unsure map[string]bool

	national, motto, number, placeDate *line
	parent, issuer                     []line
	urgency, circulation               []line
	headTable, tailTable               *docx.Table // lay out the header and the end; nil without tables
	headEnd                            int         // place of the first paragraph after the header

	// underNumber are lines below the number in its column that are nothing else: the subject of a công văn without “V/v”.
	underNumber []line

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
	archiveEarly   bool // receivers are named below the archive line
	authority      []line
	signer         *line
	drafter        *line
	contact        *contact
	mainEnd        int // place of the first paragraph of the annexes or attached texts
	// standalone says that the file is an annex by itself, without the document it belongs to.
	standalone bool
}

// annex is one Phụ lục in the file.
type annex struct {
	heading line
	title   []line
	issued  []line // "(Kèm theo …)", which may run over several lines
}

// open finds the header, the title and the addressees in the top of the document.
func (l *layout) open(opts Options) {
	l.opened = true
	if l.beginsAsAnnex() {
		l.standalone, l.closed = true, true
		l.form = unknownForm
		l.keepTop(0)
		return
	}
	l.locateHead()
	l.locateTitle(opts)
	l.sought, l.label = l.bodyFrom, -1
	l.keepTop(l.bodyFrom)
}

// beginsAsAnnex says that the file starts with the heading of an annex. Above it may stand what the records clerk's
// signature writes on an annex in a file of its own: number, notation and time of signing (III.1.d).
func (l *layout) beginsAsAnnex() bool {
	const noteLines = 3
	signed := false
	for i, seen := l.next(0), 0; i < l.count() && seen <= noteLines; i, seen = l.next(i+1), seen+1 {
		p := l.para(i)
		if isAnnexHeading(p) {
			return seen == 0 || signed
		}
		signed = signed || len(p.text) < longStart && signingTime.MatchString(p.text)
	}
	return false
}

// seek looks for the end of the main document in what has been read: its Nơi nhận line with what follows, or the first
// annex. At the end of the file there is nothing more to wait for.
func (l *layout) seek(endOfFile bool) {
	for ; !l.closed && l.sought < l.count(); l.sought++ {
		p := l.para(l.sought)
		switch {
		case isAnnexHeading(p):
			l.close(l.sought)
		case l.label < 0 && isRecipientLabel(p):
			l.label = l.sought
		case l.label >= 0 && !endOfFile && l.pastEnd(l.sought):
			l.close(l.count())
			l.endless = l.mainEnd == l.count()
		}
	}
	if !l.closed && endOfFile {
		l.close(l.count())
	}
	for ; l.closed && l.sought < l.count(); l.sought++ {
		switch {
		case !l.endless:
		case isAnnexHeading(l.para(l.sought)):
			l.mainEnd, l.endless = l.sought, false
		default:
			l.mainEnd = l.sought + 1
		}
	}
}

// tailReach is how many paragraphs behind the Nơi nhận line, or behind the table in which it stands, the end of a
// document is read; tableReach bounds such a table.
const tailReach, tableReach = 160, 2000

// pastEnd says that all of the end stands before paragraph i.
func (l *layout) pastEnd(i int) bool {
	if i-l.label <= tailReach {
		return false
	}
	t := l.para(l.label).top
	return t == nil || l.para(i-tailReach).top != t || i-l.label > tableReach
}

// close finds the end of the main document, which reaches to mainEnd at most.
func (l *layout) close(mainEnd int) {
	l.closed = true
	l.mainEnd, l.bodyTo = mainEnd, mainEnd
	l.locateTail()
}

// zone is a part of the file to which different rules apply.
type zone int

const (
	zoneTop  zone = iota // header, title, addressees
	zoneBody             // the text of the document
	zoneEnd              // recipients and signature
	zoneAttached
)

func (l *layout) zoneOf(i int) zone {
	switch {
	case l.standalone:
		return zoneAttached
	case i < l.bodyFrom:
		return zoneTop
	case !l.closed || i < l.bodyTo:
		return zoneBody
	case i < l.mainEnd:
		return zoneEnd
	}
	return zoneAttached
}

func cellAround(p *docx.Paragraph) *docx.Cell {
	for p.Cell == nil && p.Box != nil && p.Box.Anchor != nil && p.Box.Anchor != p {
		p = p.Box.Anchor
	}
	return p.Cell
}

// outermost is the table in which a cell stands at last. A table of one column around another is but a frame.
func outermost(c *docx.Cell) *docx.Table {
	var t, columns *docx.Table
	for c != nil {
		if t = c.Table; len(t.Grid) != 1 {
			columns = t
		}
		c = t.Cell
	}
	return cmp.Or(columns, t)
}

// next is the index of the first paragraph with text at or after i; len(paras) when there is none.
func (l *layout) next(i int) int {
	for i < l.count() && l.para(i).text == "" {
		i++
	}
	return i
}

// columnIn is the column of the outermost table in which the paragraph stands.
func columnIn(t *docx.Table, p *docx.Paragraph) (column, row int) {
	c := cellIn(t, p)
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
