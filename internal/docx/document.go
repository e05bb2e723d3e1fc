// Package docx reads Word documents (.docx, ECMA-376 WordprocessingML) into a small model in which every run and
// paragraph carries its effective properties: what a reader sees on the page, after style inheritance.
//
// It reads only what a format check needs, never trusts a size the file states about itself, and keeps where each
// paragraph and run stands in the file so that an edit can touch those bytes and nothing else.
package docx

import "trinhky/internal/docx/opc"

// MediaType is the media type of a .docx.
const MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// Document is one read .docx. It is built once and read-only afterwards. Read keeps its whole content; Scan hands the
// content to a visitor and keeps the rest.
type Document struct {
	// Sections are in reading order; there is always at least one.
	Sections []*Section
	// Footnotes and Endnotes hold the real notes only (separators are left out); none in a scan, where they go by.
	Footnotes, Endnotes []*Note
	// Comments are the reviewers' comments, in document order of their anchors where they have one.
	Comments []Comment
	// Revisions are the tracked changes. The text of the document is read as if all were accepted.
	Revisions []Revision
	// External lists every relationship that leads out of the package (links, linked images, attached templates).
	External []External
	// Unread lists what shows words that the reader does not read.
	Unread []Unread

	// Protection is the kind of enforced editing protection ("readOnly", "comments", "trackedChanges", "forms"),
	// "password" for a file that asks for one before it is changed, or "".
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

	Strict bool // written in the strict form of the standard
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
	// Blocks is the content; none in a scan, where it goes by.
	Blocks []Block
	// Span is the place of the section's properties (w:sectPr) in the main part; empty when the file states none.
	Span opc.Span
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
	Span opc.Span

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
	Span opc.Span

	PropsSpan opc.Span // of the w:rPr element that counts, empty when there is none
}

// Field is a field code such as PAGE, with the result stored in the file. Of one that goes on over several paragraphs,
// such as a table of contents, it says what stands in the paragraph it begins in.
type Field struct {
	// Kind is the first word of the instruction in capitals: "PAGE", "NUMPAGES", "DATE".
	Kind        string
	Instruction string
	Result      string
	// Props is the formatting of the result, or of the field code when no result is stored.
	Props *RunProps

	Marks []FieldMark // in the order of the file, as many as maxFieldMarks
}

// FieldMark is a run that bears a field's code, or the mark that begins, parts or ends it. Most show nothing.
type FieldMark struct{ Span, Props opc.Span }

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
	Style  string
	Align  string
	Indent Twips
	Grid   []Twips
	// Width is the stated width, 0 when the table states none. Relative says that it is a share of the room the table
	// has; Fixed that its columns are as wide as stated, whatever is in them; Floating that it stands where it is put, text
	// around it.
	Width                     Twips
	Relative, Fixed, Floating bool
	Borders                   Borders
	// Rows are the rows in order; none in a scan, where they go by. RowCount counts them either way: in a scan those
	// read so far, which is at least one more than have gone by until the last has.
	Rows     []*Row
	RowCount int
	// Section and Cell are where the table itself stands; Cell is nil for a table that is not nested.
	Section *Section
	Cell    *Cell
	Span    opc.Span

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

	borders *borderOverlay // what the row states instead of the table, until it is resolved
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

// Around says that a line is drawn on all four sides.
func (b *Borders) Around() bool {
	return b != nil && b.Top.Drawn() && b.Bottom.Drawn() && b.Left.Drawn() && b.Right.Drawn()
}

// Comment is a reviewer's comment.
type Comment struct {
	ID, Author, Date string
	// Text is what it says, cut to 80 characters.
	Text string
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

// Unread is something in the document that shows words which are not read.
type Unread struct {
	Kind UnreadKind
	// Target is the part that holds it, or the address outside the package of a subdocument; empty when it has none.
	Target string
	// Paragraph is the index of the body paragraph it stands in, or below which it stands; 0 outside the body and at its
	// very beginning.
	Paragraph int
}

// UnreadKind says what is not read.
type UnreadKind string

// The kinds of things that are not read.
const (
	UnreadChunk       UnreadKind = "chunk"       // text of another format, imported (w:altChunk)
	UnreadSubdocument UnreadKind = "subdocument" // text of another file, linked (w:subDoc)
	UnreadObject      UnreadKind = "object"      // an object of another program, such as a sheet; formulas are left out
	UnreadChart       UnreadKind = "chart"
	UnreadDiagram     UnreadKind = "diagram" // SmartArt
	UnreadDrawing     UnreadKind = "drawing" // what another program drew: ink, a locked canvas, a 3D model
	UnreadWordArt     UnreadKind = "wordart" // letters drawn as a shape of the older vector language
	UnreadControl     UnreadKind = "control" // an ActiveX control
)

// External is a relationship that leads out of the package.
type External struct {
	// Part is the part that holds the relationship.
	Part string
	// Kind is the last word of the relationship type: "hyperlink", "image", "attachedTemplate", "oleObject".
	Kind   string
	Target string
}
