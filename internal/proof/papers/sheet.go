// Package papers writes official papers the way offices do, good ones and faulty ones, to prove the format check with.
//
// It knows the law (Decree 30/2020/NĐ-CP, Annexes I to III) and the habits of word processors, and nothing of how the
// check reads a file: a Sheet says what stands on the paper and how it looks, a Layout says by what means a word
// processor brings it there, and Write joins the two. A Fault is planted on the sheet, so every layout shows it.
package papers

import (
	"fmt"
	"strings"

	"trinhky/internal/domain"
)

// Look is how a piece of text looks. Size is in half-points; an empty font is Times New Roman, an empty colour automatic.
type Look struct {
	Size         int
	Bold, Italic bool
	Font, Colour string
}

// Span is a piece of text of one look.
type Span struct {
	Text string
	Look
}

// Align is how a line lies between the margins.
type Align int

// The four alignments.
const (
	Left Align = iota
	Centre
	Right
	Justified
)

// Leading is the distance of lines: 240ths of a line when Rule is empty, twips when it is "exact" or "atLeast".
type Leading struct {
	Value int
	Rule  string
}

// Single is the ordinary distance of lines.
var Single = Leading{Value: 240}

// Role is what a line of the text is.
type Role int

// The roles of lines within the text.
const (
	Prose        Role = iota
	HeadingWord       // "Chương I"
	HeadingTitle      // "QUY ĐỊNH CHUNG"
	Article
	Clause
	Point
	Dash
	Division // "I. KẾT QUẢ"
	Cell
)

// Line is a paragraph of the paper. Lengths are in twips.
type Line struct {
	Role              Role
	Spans             []Span
	Align             Align
	First, Left       int
	Before, After     int
	Leading           Leading
	ContextualSpacing bool
	// Item is the number or dash before the text.
	Item Item
}

// Item is the number, letter or dash of a line in a list. A word processor may count it, so it is kept apart.
type Item struct {
	Mark string // "1.", "a)", "-"; empty for none
	List int    // the list it belongs to, which is counted from its own beginning
}

// Text is what the line says.
func (l Line) Text() string {
	text := ""
	if l.Item.Mark != "" {
		text = l.Item.Mark + " "
	}
	for _, s := range l.Spans {
		text += s.Text
	}
	return text
}

// look is the look of the line's first text.
func (l Line) look() Look {
	if len(l.Spans) == 0 {
		return Look{Size: 28}
	}
	return l.Spans[0].Look
}

// Rule is a drawn line under text. A length of 0 is none.
type Rule struct {
	Length int // twips
	Dashed bool
	Typed  bool // a row of underscores instead of a drawn line
}

// Block is a paragraph or a table of the text.
type Block struct {
	Line  Line
	Table *Table
}

// Table is a table within the text.
type Table struct {
	Widths []int
	Rows   [][]Line
}

// Mark is a line in a frame: urgency, circulation. A width of 0 is no frame.
type Mark struct {
	Line          Line
	Width, Height int
}

// Page is the paper and its margins, in twips.
type Page struct {
	Width, Height            int
	Top, Bottom, Left, Right int
}

// text is the width between the margins.
func (p Page) text() int { return p.Width - p.Left - p.Right }

// PageNumber is where and how pages are numbered.
type PageNumber struct {
	Present   bool
	Look      Look
	Align     Align
	Foot      bool // at the foot of the page instead of the top
	FirstPage bool // also shown on the first page
	Roman     bool
}

// Signature is what one signer stands under: authority and position, name.
type Signature struct {
	Authority []Line
	Name      Line
}

// Annex is an annex in the same file.
type Annex struct {
	Heading, Title, IssuedWith Line
	Blocks                     []Block
	Landscape                  bool
	RunsOn                     bool // its pages go on counting from the document's
}

// Sheet is what stands on the paper.
type Sheet struct {
	Type   domain.DocumentType
	Issued bool // bears number and date
	Page   Page

	Nation, Motto []Line // one line each, none when it is missing
	MottoRule     Rule
	Parent        []Line
	Agency        []Line
	AgencyRule    Rule
	Number        []Line
	PlaceDate     []Line
	LetterSubject []Line // of a công văn, under the number
	Swapped       bool   // the columns of the header have changed sides
	Urgency       *Mark
	Circulation   *Mark

	TypeName    []Line
	Subject     []Line
	SubjectRule Rule
	// SubjectWraps says that the lines of the subject are one paragraph that the margins break.
	SubjectWraps bool
	Competence   []Line // whose act it is, of a decision or resolution
	Basis        []Line
	Enacting     []Line // "QUYẾT ĐỊNH:"
	Addressees   []Line
	Body         []Block

	Signatures []Signature
	Label      []Line // "Nơi nhận:"
	Recipients []Line
	Drafter    []Line
	Contact    []Line
	// ContactRule is the line above the contact lines.
	ContactRule Rule

	PageNumber PageNumber
	Annexes    []Annex
	// What a paper bears while it is worked on.
	Comment, TrackedChange bool
	// Text that stands in a file within the file, and an embedded object.
	Chunk, Object bool
}

// GoString tells what the paper says, for the report of a failed property.
func (s Sheet) GoString() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, issued %v, page %+v, page number %+v\n", s.Type, s.Issued, s.Page, s.PageNumber)
	s.each(func(l *Line) {
		look := l.look()
		fmt.Fprintf(&b, "\t%q size %d bold %v italic %v align %d first %d space %d/%d leading %v\n",
			l.Text(), look.Size, look.Bold, look.Italic, l.Align, l.First, l.Before, l.After, l.Leading)
	})
	fmt.Fprintf(&b, "\trules %v %v %v", s.AgencyRule, s.MottoRule, s.SubjectRule)
	return b.String()
}

// Said is all the paper says, a line each.
func (s Sheet) Said() string {
	var b strings.Builder
	s.each(func(l *Line) { b.WriteString(l.Text() + "\n") })
	return b.String()
}

// each calls f with every line of the sheet.
func (s *Sheet) each(f func(*Line)) {
	for _, lines := range [][]Line{
		s.Nation, s.Motto, s.Parent, s.Agency, s.Number, s.PlaceDate, s.LetterSubject, s.TypeName, s.Subject,
		s.Competence, s.Basis, s.Enacting, s.Addressees,
	} {
		for i := range lines {
			f(&lines[i])
		}
	}
	for _, m := range []*Mark{s.Urgency, s.Circulation} {
		if m != nil {
			f(&m.Line)
		}
	}
	eachOf(s.Body, f)
	for i := range s.Signatures {
		for j := range s.Signatures[i].Authority {
			f(&s.Signatures[i].Authority[j])
		}
		f(&s.Signatures[i].Name)
	}
	for _, lines := range [][]Line{s.Label, s.Recipients, s.Drafter, s.Contact} {
		for i := range lines {
			f(&lines[i])
		}
	}
	for i := range s.Annexes {
		a := &s.Annexes[i]
		f(&a.Heading)
		f(&a.Title)
		f(&a.IssuedWith)
		eachOf(a.Blocks, f)
	}
}

func eachOf(blocks []Block, f func(*Line)) {
	for i := range blocks {
		if blocks[i].Table == nil {
			f(&blocks[i].Line)
			continue
		}
		for _, row := range blocks[i].Table.Rows {
			for k := range row {
				f(&row[k])
			}
		}
	}
}
