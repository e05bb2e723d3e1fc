// Package docx reads Word documents (.docx, ECMA-376 WordprocessingML) into a small model in which every run and
// paragraph carries its effective properties: what a reader sees on the page, after style inheritance.
//
// It reads only what a format check needs, never trusts a size the file states about itself, and keeps where each
// paragraph and run stands in the file so that an edit can touch those bytes and nothing else.
package docx

import (
	"iter"
	"strings"
)

// Document is one read .docx. It is built once and read-only afterwards.
type Document struct {
	// Sections are in reading order; there is always at least one.
	Sections []*Section
	// Footnotes and Endnotes hold the real notes only (separators are left out).
	Footnotes, Endnotes []*Note
	// Comments are the reviewers' comments, in document order of their anchors where they have one.
	Comments []Comment
	// Revisions are the tracked changes. The text of the document is read as if all were accepted.
	Revisions []Revision
	// External lists every relationship that leads out of the package (links, linked images, attached templates).
	External []External
	// Embedded lists parts the reader does not look into: OLE objects and imported chunks (altChunk).
	Embedded []string

	// Protection is the kind of enforced editing protection ("readOnly", "comments", "trackedChanges", "forms"), or "".
	Protection string
	// Signed says that the package carries a digital signature, which any edit would break.
	Signed bool
	// TrackRevisions says that change tracking is switched on.
	TrackRevisions bool
	// EvenAndOddHeaders says that even pages use the sections' Even headers and footers.
	EvenAndOddHeaders bool
	// DefaultTab is the distance between default tab stops.
	DefaultTab Twips
	// ParagraphCount is the number of paragraphs of the body, table cells and text boxes included.
	ParagraphCount int
}

// Section is a run of blocks that share one page layout.
type Section struct {
	// Index counts from 1.
	Index int
	Page  Page
	// TitlePage says that the first page uses the First header and footer.
	TitlePage bool
	// Headers and Footers already follow "same as previous": a nil story means that the page has none.
	Headers, Footers Stories
	PageNumber       PageNumber
	// Kind is how the section starts: "nextPage", "continuous", "evenPage", "oddPage", "nextColumn".
	Kind string
	// Columns is the number of text columns, at least 1.
	Columns int
	Blocks  []Block
	// Span is the place of the section's properties (w:sectPr) in the main part; empty when the file states none.
	Span Span
}

// Page is the geometry of a section's pages.
type Page struct {
	Width, Height            Twips
	Landscape                bool
	Top, Bottom, Left, Right Twips
	Header, Footer, Gutter   Twips
}

// PageNumber is how a section numbers its pages.
type PageNumber struct {
	// Format is Word's name of the number format; "decimal" when the section states none.
	Format string
	// Start is the first number; it counts only when Restart is true.
	Start   int
	Restart bool
}

// Stories are the headers or the footers of a section.
type Stories struct{ Default, First, Even *Story }

// Story is a flow of text beside the body: a header or a footer.
type Story struct {
	Part   string
	Blocks []Block
}

// Note is a footnote or an endnote.
type Note struct {
	ID     string
	Blocks []Block
}

// Block is a *Paragraph or a *Table.
type Block interface{ block() }

func (*Paragraph) block() {}
func (*Table) block()     {}

// Span is a range of bytes of a part, from the first byte of an element to the byte after its end.
type Span struct{ Start, End int32 }

// Paragraph is one paragraph with its effective properties.
type Paragraph struct {
	// Index counts the paragraphs of a part from 1 in document order; paragraphs in table cells and text boxes count.
	// This is the number a finding names: "paragraph 12".
	Index int
	Props ParagraphProps
	// Mark is the formatting of the paragraph mark; it gives an empty paragraph its height.
	Mark *RunProps
	// Numbering is the computed number or bullet, nil when the paragraph is not in a list.
	Numbering *Numbering
	Runs      []Run
	Fields    []*Field

	// Section is the section of the body in which the paragraph stands; nil in headers, footers and notes.
	Section *Section
	// Cell is the innermost table cell around the paragraph, nil outside tables.
	Cell *Cell
	// Box is the text box around the paragraph, nil outside text boxes.
	Box *Shape
	// EndsSection says that a section break follows the paragraph.
	EndsSection bool

	// Part is the zip part and Span the place in it.
	Part string
	Span Span

	raw *rawParagraph
}

// Run is a stretch of text with one formatting. Runs that only carry field codes or deleted text are left out.
type Run struct {
	// Text holds tabs as "\t", line breaks as "\n", page and column breaks as "\f", a no-break hyphen as U+2011.
	Text  string
	Props *RunProps
	// Shapes are the drawings anchored in the run.
	Shapes []*Shape
	// Field is the field whose result this run shows, nil for plain text.
	Field *Field
	// Link is the target of the hyperlink around the run: a URL, or "#name" for a bookmark.
	Link string
	// Note is the identifier of the footnote or endnote the run refers to.
	Note string
	// Inserted says that the run is a tracked insertion.
	Inserted bool
	// Control says that the run stands in a content control.
	Control bool
	// AlignTab is the alignment of a positional tab in the run ("left", "center", "right"), "" when it has none.
	AlignTab string
	// Math says that the text is part of a formula, whose font the document's styles do not decide.
	Math bool
	// Span is the place of the w:r element in the paragraph's part.
	Span Span
}

// Field is a field code such as PAGE, with the result stored in the file.
type Field struct {
	// Kind is the first word of the instruction in capitals: "PAGE", "NUMPAGES", "DATE".
	Kind        string
	Instruction string
	Result      string
	// Props is the formatting of the result, or of the field code when no result is stored.
	Props *RunProps
}

// Numbering is the number or bullet Word shows before a paragraph.
type Numbering struct {
	// Text is the number as shown: "1.", "a)", "Điều 3.", "-".
	Text string
	// Format is Word's name of the number format: "decimal", "lowerLetter", "bullet" …
	Format string
	Level  int
	// Suffix is what follows the number: "tab", "space" or "nothing".
	Suffix string
	Props  *RunProps
}

// Table is a table; rows deleted by a tracked change are left out.
type Table struct {
	Style   string
	Align   string
	Indent  Twips
	Grid    []Twips
	Borders Borders
	Rows    []*Row
	// Section and Cell are where the table itself stands; Cell is nil for a table that is not nested.
	Section *Section
	Cell    *Cell
	Span    Span

	raw *rawTable
}

// Row is a table row.
type Row struct {
	Cells []*Cell
	// Height is the stated height and HeightRule how it binds: "auto", "atLeast", "exact".
	Height     Twips
	HeightRule string
	// Header says that the row repeats at the top of each page.
	Header bool
}

// Cell is a table cell.
type Cell struct {
	Table *Table
	Row   *Row
	// RowIndex and Column count from 0; Column counts grid columns, so a cell after one that spans two is at 2.
	RowIndex, Column int
	// Width is the preferred width, from the grid when the cell states none.
	Width Twips
	Span  int
	// MergeStart and MergeContinue tell vertically merged cells; a continued cell shows no text of its own.
	MergeStart, MergeContinue bool
	VAlign                    string
	// Borders are the effective borders: the cell's own, else the table's for that edge. Shared: read, never write.
	Borders *Borders
	Shade   string
	Blocks  []Block

	own *cellOverlay // what the cell states, until it is resolved
}

// Border is one drawn edge.
type Border struct {
	// Style is Word's name of the line ("single", "double", "dashed"), "" when nothing is drawn.
	Style string
	// Width is in eighths of a point.
	Width int32
	Color string
	// Space is the distance from the text in points.
	Space int32
}

// Drawn says whether the edge is visible.
func (b Border) Drawn() bool { return b.Style != "" }

// Borders are the edges of a paragraph, cell or table. Between is for paragraphs, Inside* for tables.
type Borders struct {
	Top, Bottom, Left, Right, Between, InsideH, InsideV Border
}

// ShapeKind says what a drawing is.
type ShapeKind string

// The kinds of drawing the reader tells apart.
const (
	ShapeLine    ShapeKind = "line"    // a drawn rule or connector
	ShapeBox     ShapeKind = "box"     // a shape that may hold text (see Shape.Blocks)
	ShapePicture ShapeKind = "picture" // an image
	ShapeOther   ShapeKind = "other"   // chart, diagram, ink, embedded object
)

// Shape is a drawing: a rule, a text box, a picture. Parts of a group are reported one by one.
type Shape struct {
	Kind ShapeKind
	// Width and Height are the extent on the page. A horizontal rule has Height near 0.
	Width, Height EMU
	// Floating is false for a drawing that flows with the text like a character.
	Floating             bool
	Horizontal, Vertical Position
	Stroke               Stroke
	// Anchor is the paragraph the drawing is anchored in.
	Anchor *Paragraph
	// Blocks is the text inside.
	Blocks []Block
	// Target is the image: a part of the package, or a URL when External.
	Target   string
	External bool
	// Name and Description are what the author called it.
	Name, Description string
	// VML says that the drawing is in the older vector language.
	VML bool

	// twins are the same text boxes in the fallback branch, which an edit must keep in step.
	twins []*Shape
}

// Position is where a floating drawing stands along one axis.
type Position struct {
	// From is what the position is measured from: "margin", "page", "column", "paragraph", "character", "line" …
	From string
	// Align is "left", "center", "right", "top", "bottom" …; when empty, Offset counts.
	Align  string
	Offset EMU
}

// Stroke is the outline of a drawing.
type Stroke struct {
	// Style is "solid", a dash name such as "dash" or "sysDot", or "" when no outline is drawn.
	Style string
	Width EMU
	// Color is RRGGBB in capitals or "auto".
	Color string
}

// Length is the length of a rule: its longer extent.
func (s *Shape) Length() EMU { return max(s.Width, s.Height) }

// IsHorizontalRule says whether the drawing is a visible, level line.
func (s *Shape) IsHorizontalRule() bool {
	const flat = 3 * 36000 / 10 // 0.3 mm: Word draws "level" lines a hair off
	return s.Kind == ShapeLine && s.Stroke.Style != "" && s.Width > 0 && s.Height <= max(flat, s.Width/50)
}

// RunProps are the effective properties of text. Values are shared between runs: read them, never write.
type RunProps struct {
	// The four font slots; which one shows a character depends on the character (see FontFor).
	FontASCII, FontHAnsi, FontEastAsia, FontCS string
	// Size is the size shown; for complex scripts SizeCS counts (see ComplexScript).
	Size, SizeCS                             HalfPoints
	Bold, Italic, BoldCS, ItalicCS           bool
	Caps, SmallCaps                          bool
	Strike, DoubleStrike                     bool
	Outline, Shadow, Emboss, Imprint, Hidden bool
	// ComplexScript and RTL make Word use the complex script font, size, bold and italic.
	ComplexScript, RTL bool
	// Underline is Word's name of the line, "" for none.
	Underline string
	// Color is "auto" or RRGGBB in capitals, theme colours resolved.
	Color string
	// Highlight is Word's name of the marker colour, "" for none; Shade a fill RRGGBB, "" for none.
	Highlight, Shade string
	// VertAlign is "", "superscript" or "subscript".
	VertAlign string
	// Raise is the baseline shift, Spacing the added space between characters, Scale the width in percent.
	Raise   HalfPoints
	Spacing Twips
	Scale   int32
	Lang    string
	// Style is the character style's name.
	Style string
}

// ParagraphProps are the effective properties of a paragraph.
type ParagraphProps struct {
	// Style is the style's identifier and StyleName the name Word shows ("Normal", "heading 1").
	Style, StyleName string
	// Align is one of the Align constants.
	Align string
	// Left and Right are indents from the text area; FirstLine adds to Left on the first line, negative when hanging.
	Left, Right, FirstLine Twips
	Before, After          Twips
	// BeforeAuto and AfterAuto say that Word decides the spacing (as HTML would: 14 pt, 0 at edges of lists).
	BeforeAuto, AfterAuto bool
	// Line is in 240ths of a line when LineRule is "auto", else in twips ("exact", "atLeast").
	Line     int32
	LineRule string
	// ContextualSpacing drops Before and After between paragraphs of one style.
	ContextualSpacing                              bool
	KeepNext, KeepLines, PageBreakBefore, WidowOff bool
	Bidi                                           bool
	// Outline is the outline level 0–8, -1 for body text.
	Outline int
	// Borders is never nil; values are shared between paragraphs: read them, never write.
	Borders *Borders
	Shade   string
	Frame   Frame
	Tabs    []Tab
}

// Values of ParagraphProps.Align and Table.Align.
const (
	AlignLeft       = "left"
	AlignCenter     = "center"
	AlignRight      = "right"
	AlignJustify    = "both"
	AlignDistribute = "distribute"
)

// Tab is a tab stop of a paragraph.
type Tab struct {
	// Kind is "left", "center", "right", "decimal", "bar".
	Kind     string
	Position Twips
	Leader   string
}

// Frame is a legacy text frame around a paragraph, as Word itself makes for a page number.
type Frame struct {
	Present          bool
	HAnchor, VAnchor string
	XAlign, YAlign   string
	X, Y, Width      Twips
}

// Comment is a reviewer's comment.
type Comment struct {
	ID, Author, Date, Text string
	// Paragraph is the index of the body paragraph it is anchored in, 0 when unknown.
	Paragraph int
}

// Revision is one tracked change.
type Revision struct {
	// Kind is "insert", "delete", "moveFrom", "moveTo", "format", "table".
	Kind         string
	Author, Date string
	// Text is the inserted or deleted text, cut to 80 characters.
	Text string
	// Paragraph is the index of the body paragraph it stands in, 0 outside the body.
	Paragraph int
}

// External is a relationship that leads out of the package.
type External struct {
	// Part is the part that holds the relationship.
	Part string
	// Kind is the last word of the relationship type: "hyperlink", "image", "attachedTemplate", "oleObject".
	Kind   string
	Target string
}

// Paragraphs walks every paragraph of the body in reading order, those in tables and text boxes included.
func (d *Document) Paragraphs() iter.Seq[*Paragraph] {
	return func(yield func(*Paragraph) bool) {
		for _, s := range d.Sections {
			if !walk(s.Blocks, yield) {
				return
			}
		}
	}
}

// Tables walks every table of the body in reading order, nested ones after the table around them.
func (d *Document) Tables() iter.Seq[*Table] {
	return func(yield func(*Table) bool) {
		for _, s := range d.Sections {
			if !walkTables(s.Blocks, yield) {
				return
			}
		}
	}
}

// Shapes walks every drawing of the body in reading order of its anchor.
func (d *Document) Shapes() iter.Seq[*Shape] {
	return func(yield func(*Shape) bool) {
		for p := range d.Paragraphs() {
			for i := range p.Runs {
				for _, s := range p.Runs[i].Shapes {
					if !yield(s) {
						return
					}
				}
			}
		}
	}
}

// WalkParagraphs walks the paragraphs of any list of blocks: a header, a cell, a text box.
func WalkParagraphs(blocks []Block) iter.Seq[*Paragraph] {
	return func(yield func(*Paragraph) bool) { walk(blocks, yield) }
}

func walk(blocks []Block, yield func(*Paragraph) bool) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			if !yield(b) {
				return false
			}
			for i := range b.Runs {
				for _, s := range b.Runs[i].Shapes {
					if !walk(s.Blocks, yield) {
						return false
					}
				}
			}
		case *Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					if !walk(c.Blocks, yield) {
						return false
					}
				}
			}
		}
	}
	return true
}

func walkTables(blocks []Block, yield func(*Table) bool) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			for i := range b.Runs {
				for _, s := range b.Runs[i].Shapes {
					if !walkTables(s.Blocks, yield) {
						return false
					}
				}
			}
		case *Table:
			if !yield(b) {
				return false
			}
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					if !walkTables(c.Blocks, yield) {
						return false
					}
				}
			}
		}
	}
	return true
}

// Text is the visible text of the paragraph, without its number and without the text of its text boxes.
func (p *Paragraph) Text() string {
	visible := -1
	n := 0
	for i := range p.Runs {
		if r := &p.Runs[i]; r.Text != "" && !r.Props.Hidden {
			visible = i
			n++
		}
	}
	if n == 0 {
		return ""
	}
	if n == 1 {
		return p.Runs[visible].Text
	}
	var b strings.Builder
	for i := range p.Runs {
		if r := &p.Runs[i]; !r.Props.Hidden {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// FullText is Text with the computed list number in front, as a person reads the line.
func (p *Paragraph) FullText() string {
	if p.Numbering == nil || p.Numbering.Text == "" {
		return p.Text()
	}
	if p.Numbering.Suffix == "nothing" {
		return p.Numbering.Text + p.Text()
	}
	return p.Numbering.Text + " " + p.Text()
}

// Empty says whether the paragraph shows no text (spaces and tabs count as none).
func (p *Paragraph) Empty() bool { return strings.TrimSpace(p.Text()) == "" }

// Shapes are the drawings anchored in the paragraph.
func (p *Paragraph) Shapes() []*Shape {
	var out []*Shape
	for i := range p.Runs {
		out = append(out, p.Runs[i].Shapes...)
	}
	return out
}

// FontFor gives the font that shows the character r.
func (p *RunProps) FontFor(r rune) string {
	switch {
	case p.ComplexScript || p.RTL:
		return p.FontCS
	case r < 0x80:
		return p.FontASCII
	case isEastAsian(r):
		return p.FontEastAsia
	case isComplex(r):
		return p.FontCS
	default:
		return p.FontHAnsi
	}
}

// EffectiveSize is the size shown, Size or SizeCS.
func (p *RunProps) EffectiveSize() HalfPoints {
	if p.ComplexScript || p.RTL {
		return p.SizeCS
	}
	return p.Size
}

// EffectiveBold is the boldness shown, Bold or BoldCS.
func (p *RunProps) EffectiveBold() bool {
	if p.ComplexScript || p.RTL {
		return p.BoldCS
	}
	return p.Bold
}

// EffectiveItalic is the slant shown, Italic or ItalicCS.
func (p *RunProps) EffectiveItalic() bool {
	if p.ComplexScript || p.RTL {
		return p.ItalicCS
	}
	return p.Italic
}

// Fonts lists the fonts that show the visible characters of the run, each once, in order of first use.
func (r *Run) Fonts() []string {
	var out []string
	last := ""
	for _, c := range r.Text {
		if c <= ' ' || c == 0xA0 {
			continue
		}
		f := r.Props.FontFor(c)
		if f == last && len(out) > 0 {
			continue
		}
		last = f
		known := false
		for _, o := range out {
			known = known || o == f
		}
		if !known {
			out = append(out, f)
		}
	}
	return out
}

func isEastAsian(r rune) bool {
	return r >= 0x1100 && r <= 0x11FF || r >= 0x2E80 && r <= 0x9FFF || r >= 0xA000 && r <= 0xA4CF ||
		r >= 0xAC00 && r <= 0xD7FF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE4F ||
		r >= 0xFF00 && r <= 0xFFEF || r >= 0x20000 && r <= 0x3FFFF
}

func isComplex(r rune) bool {
	return r >= 0x0590 && r <= 0x07BF || r >= 0x0900 && r <= 0x109F || r >= 0x1780 && r <= 0x17FF ||
		r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFE
}
