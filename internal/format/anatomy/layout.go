// Package anatomy cuts a document read by package docx into the components of Annex I, and measures them.
package anatomy

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// Layout is the document cut into the components of Annex I: the header, the type name and subject, the addressees, the
// body, the end (recipients, signature), the annexes.
type Layout struct {
	*window
	Doc   *docx.Document
	Head  Head
	Title Title
	Tail  Tail
	// Opened says that the top is located, Closed that the end is; in between the text goes by. sought is the next
	// paragraph in which the end is looked for.
	Opened, Closed bool
	sought         int
	// endless says that the main document goes on until an annex is met.
	endless bool
	// Unsure names the components found by a heuristic only.
	Unsure map[string]bool
	// Standalone says that the file is an annex by itself, without the document it belongs to.
	Standalone bool
}

// NewLayout is the layout of a document yet to be read.
func NewLayout() *Layout {
	w, unsure := &window{}, map[string]bool{}
	return &Layout{
		window: w, Unsure: unsure,
		Head: Head{window: w, unsure: unsure}, Title: Title{window: w, unsure: unsure}, Tail: Tail{window: w, unsure: unsure},
	}
}

// Open finds the header, the title and the addressees in the top of the document.
func (l *Layout) Open(kind domain.DocumentType) {
	l.Opened = true
	if l.beginsAsAnnex() {
		l.Standalone, l.Closed = true, true
		l.Title.Form = unknownForm
		l.keepTop(0)
		return
	}
	l.Head.locateHead()
	l.Title.locateTitle(&l.Head, kind)
	l.sought, l.Tail.Label = l.Title.End, -1
	l.keepTop(l.Title.End)
}

// beginsAsAnnex says that the file starts with the heading of an annex. Above it may stand what the records clerk's
// signature writes on an annex in a file of its own: number, notation and time of signing (III.1.d).
func (l *Layout) beginsAsAnnex() bool {
	const noteLines = 3
	signed := false
	for i, seen := l.Next(0), 0; i < l.Count() && seen <= noteLines; i, seen = l.Next(i+1), seen+1 {
		p := l.Para(i)
		if IsAnnexHeading(p) {
			return seen == 0 || signed
		}
		signed = signed || len(p.Text) < LongStart && signingTime.MatchString(p.Text)
	}
	return false
}

// Seek looks for the end of the main document in what has been read: its Nơi nhận line with what follows, or the first
// annex. At the end of the file there is nothing more to wait for.
func (l *Layout) Seek(endOfFile bool) {
	for ; !l.Closed && l.sought < l.Count(); l.sought++ {
		p := l.Para(l.sought)
		switch {
		case IsAnnexHeading(p):
			l.close(l.sought)
		case l.Tail.Label < 0 && isRecipientLabel(p):
			l.Tail.Label = l.sought
		case l.Tail.Label >= 0 && !endOfFile && l.pastEnd(l.sought):
			l.close(l.Count())
			l.endless = l.Tail.End == l.Count()
		}
	}
	if !l.Closed && endOfFile {
		l.close(l.Count())
	}
	for ; l.Closed && l.sought < l.Count(); l.sought++ {
		switch {
		case !l.endless:
		case IsAnnexHeading(l.Para(l.sought)):
			l.Tail.End, l.endless = l.sought, false
		default:
			l.Tail.End = l.sought + 1
		}
	}
}

// tailReach is how many paragraphs behind the Nơi nhận line, or behind the table in which it stands, the end of a
// document is read; tableReach bounds such a table.
const tailReach, tableReach = 160, 2000

// pastEnd says that all of the end stands before paragraph i.
func (l *Layout) pastEnd(i int) bool {
	if i-l.Tail.Label <= tailReach {
		return false
	}
	t := l.Para(l.Tail.Label).Top
	return t == nil || l.Para(i-tailReach).Top != t || i-l.Tail.Label > tableReach
}

// close finds the end of the main document, which reaches to mainEnd at most.
func (l *Layout) close(mainEnd int) {
	l.Closed = true
	l.Tail.earliest, l.Tail.End, l.Tail.From = l.Title.End, mainEnd, mainEnd
	l.Tail.locateTail()
}

// Zone is a part of the file to which different rules apply.
type Zone int

// The parts of a file, in their order.
const (
	zoneTop  Zone = iota // header, title, addressees
	ZoneBody             // the text of the document
	zoneEnd              // recipients and signature
	ZoneAttached
)

// ZoneOf is the part in which a paragraph stands.
func (l *Layout) ZoneOf(i int) Zone {
	switch {
	case l.Standalone:
		return ZoneAttached
	case i < l.Title.End:
		return zoneTop
	case !l.Closed || i < l.Tail.From:
		return ZoneBody
	case i < l.Tail.End:
		return zoneEnd
	}
	return ZoneAttached
}

func cellAround(p *docx.Paragraph) *docx.Cell {
	for p.Cell == nil && p.Box != nil && p.Box.Anchor != nil && p.Box.Anchor != p {
		p = p.Box.Anchor
	}
	return p.Cell
}

// outermost is the table that lays out what stands in a cell: the outermost in whose row something stands beside it. A
// table of one column around another is but a frame, and so is one whose other cells are empty.
func outermost(c *docx.Cell) *docx.Table {
	if c == nil {
		return nil
	}
	t := c.Table
	for around := t.Cell; around != nil; around = around.Table.Cell {
		if len(t.Grid) == 1 && len(around.Table.Grid) != 1 || besideText(around) {
			t = around.Table
		}
	}
	return t
}

// besideText says that another cell of the row holds text.
func besideText(c *docx.Cell) bool {
	const most = 63 // Word has no more columns
	for _, other := range c.Row.Cells[:min(most, len(c.Row.Cells))] {
		if other == c {
			continue
		}
		for p := range docx.WalkParagraphs(other.Blocks) {
			if !p.Empty() {
				return true
			}
		}
	}
	return false
}

// Next is the index of the first paragraph with text at or after i; len(paras) when there is none.
func (w *window) Next(i int) int {
	for i < w.Count() && w.Para(i).Text == "" {
		i++
	}
	return i
}

// columnIn is the column of the outermost table in which the paragraph stands.
func columnIn(t *docx.Table, p *docx.Paragraph) (column, row int) {
	c := CellIn(t, p)
	if c == nil {
		return 0, 0
	}
	return c.Column, c.RowIndex
}

// DrawnByHand says whether a line is a rule typed with underscores or dashes.
func DrawnByHand(text string) bool {
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

// Centred says whether the paragraph is centred on its line.
func Centred(p *docx.Paragraph) bool { return p.Props.Align == docx.AlignCenter }

// IssuerName is the issuing body in one line.
func (l *Layout) IssuerName() string {
	var words []string
	for i := range l.Head.Issuer {
		words = append(words, l.Head.Issuer[i].Tidy())
	}
	return strings.Join(words, " ")
}

// SubjectText is the subject in one line, without "V/v".
func (l *Layout) SubjectText() string {
	var words []string
	for i := range l.Title.Subject {
		words = append(words, l.Title.Subject[i].Tidy())
	}
	s := strings.Join(words, " ")
	if l.Title.TypeName == nil {
		if m := letterSubject.FindStringIndex(wording.Fold(s)); m != nil {
			for _, p := range []string{"V/v", "v/v", "V/V", "Về việc", "về việc"} {
				if rest, ok := strings.CutPrefix(s, p); ok {
					s = strings.TrimLeft(rest, " :")
					break
				}
			}
		}
	}
	return s
}

// Heads says whether the file must carry the header at all: an annex by itself does not.
func (l *Layout) Heads() Presence {
	if l.Standalone {
		return Never
	}
	return l.Title.Form.head
}

// TextAbove says whether the header holds text in a row above the line, urgency stamps apart.
func (l *Layout) TextAbove(x *Line) bool {
	for i := range l.Head.End {
		p := l.Para(i)
		if p.Text == "" || p.Box != nil || p.Cell == nil || p.Top != l.Head.Table {
			continue
		}
		if _, row := columnIn(p.Top, p.Paragraph); row < x.P.Cell.RowIndex && p.Cell.Column == x.P.Cell.Column {
			return true
		}
	}
	return false
}

// TitlePlace is the first line below the header, where the type name should stand.
func (l *Layout) TitlePlace() report.Place {
	if i := l.Next(l.Head.End); i < l.Count() {
		return report.At(l.Para(i).Paragraph)
	}
	return l.Top()
}

// Top is where what is missing from the header should stand.
func (l *Layout) Top() report.Place {
	if l.first.Paragraph > 0 {
		return l.first
	}
	return report.Place{Section: 1}
}
