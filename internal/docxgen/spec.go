// Package docxgen writes official documents as real Word files: styles, a borderless two-column head, drawn rules,
// a page number field. The fixtures, the demonstration and the checker's tests are made with it.
//
// A Spec that is left as New gives it follows Decree 30/2020/NĐ-CP, Annex I; every field can be changed to plant one
// defect. The same Spec always gives the same bytes.
package docxgen

import "trinhky/internal/docx"

// Spec describes one document, component by component. An empty component is left out.
type Spec struct {
	Page Page
	// Font is the font of the document defaults; Theme, when set, makes the defaults ask the theme instead.
	Font  string
	Theme string
	// Styles changes the named styles (see the Style constants), as a careless template would.
	Styles map[string]Look

	Head HeadForm
	// Columns are the widths of the head table; zero means those of New.
	Columns [2]docx.Twips

	National, Motto Line
	// MottoGap is the number of empty lines between the two.
	MottoGap       int
	MottoRule      Rule
	Parent, Agency []Line
	AgencyRule     Rule
	Number, Place  Line
	// Reference is the "V/v …" line of a công văn.
	Reference Line
	// PlaceAbove puts place and date a row above the number; NumberRight and ReferenceRight put those on the right.
	PlaceAbove, NumberRight, ReferenceRight bool
	// Stamps are the marks of urgency, secrecy or circulation, each in a frame of its own, below the number; NoFrames
	// leaves the frames out, StampsBelow puts the stamps under the whole head.
	Stamps                []Line
	NoFrames, StampsBelow bool

	TypeName, Subject Line
	SubjectRule       Rule

	// Addressees are the receivers after "Kính gửi:"; AddresseesLabel is that word. A single one stands on its line, unless
	// it begins with a hyphen.
	AddresseesLabel Line
	Addressees      []Line

	LegalBases []Line
	Body       []Block

	Authority []Line
	// SignatureGap is the number of empty lines left for the signature.
	SignatureGap int
	Signer       Line
	// SecondAuthority and SecondSigner stand on the left instead of the recipients (minutes, contracts).
	SecondAuthority []Line
	SecondSigner    Line

	RecipientsLabel Line
	Recipients      []Line
	// RecipientsBelow puts them in a row below the signature.
	RecipientsBelow bool
	// Drafter is the drafter's mark and the number of copies.
	Drafter Line
	// Address is how the body is reached, in the footer of page 1 under a line across the page.
	Address []Line
	// AddressAtEnd puts it below the signature instead, AddressOnOthers in the footer of the other pages; NoAddressRule
	// leaves the line above it out.
	AddressAtEnd, AddressOnOthers, NoAddressRule bool

	Annexes []Annex

	PageNumber     PageNumber
	Protection     string
	TrackRevisions bool
	// Signed adds the part that makes a package a signed one; the signature in it is empty.
	Signed bool
	// Template is the target of an attached template outside the package.
	Template string
	Comments []string
	Title    string
}

// Page is a page layout.
type Page struct {
	Width, Height            docx.Twips
	Landscape                bool
	Top, Bottom, Left, Right docx.Twips
	// Header is how far the header stands from the edge, zero for Word's usual distance.
	Header docx.Twips
}

// HeadForm is how the national name, agency, number and date are laid out.
type HeadForm int

// The forms met in practice.
const (
	HeadTable HeadForm = iota // a borderless table of two columns
	HeadTabs                  // two centred tab stops
	HeadBoxes                 // two text boxes
	HeadPlain                 // one paragraph after another
)

// Toggle is an on/off property that may be left to the style.
type Toggle int

// The states of a Toggle.
const (
	Inherit Toggle = iota
	On
	Off
)

// Look is what a line states about its appearance; what is left zero comes from its style.
type Look struct {
	Font, Color                              string
	Size                                     docx.HalfPoints
	Bold, Italic, Underline, Caps, Highlight Toggle
	// Boxed draws a border around the letters.
	Boxed                                 Toggle
	Align                                 string
	Left, Right, FirstLine, Before, After *docx.Twips
	// LineSpacing is in 240ths of a line.
	LineSpacing int
	KeepNext    Toggle
}

// Tw makes a stated length for a Look.
func Tw(t docx.Twips) *docx.Twips { return &t }

// Line is one paragraph. In the text "\n" breaks the line and "\t" is a tab.
type Line struct {
	Text string
	Look
	// Style overrides the component's own style.
	Style string
	// Parts, when set, are the runs of the paragraph in place of Text.
	Parts []Part
	// List numbers the paragraph with Word's own numbering: "decimal", "bullet" or "letter".
	List string
}

// T is a line in its component's own look.
func T(text string) Line { return Line{Text: text} }

// Lines are lines in their component's own look.
func Lines(texts ...string) []Line {
	var out []Line
	for _, t := range texts {
		out = append(out, T(t))
	}
	return out
}

func (l Line) empty() bool { return l.Text == "" && len(l.Parts) == 0 }

// Part is one run of a line.
type Part struct {
	Text string
	Look
	// Field makes the run the result of a field such as "PAGE".
	Field string
	// Link makes it a hyperlink to a URL.
	Link string
	// Inserted and Deleted make it a tracked change, Hidden hidden text, Comment the anchor of Comments[n-1].
	Inserted, Deleted, Hidden bool
	Comment                   int
	// Style is a character style.
	Style string
	// Superscript raises it.
	Superscript bool
}

// Block is one piece of the body: a paragraph, a table, what no reader of Word files looks into, or a change of page.
type Block struct {
	Line
	Table *Table
	// Imported is HTML that Word takes in when it opens the file. Diagram is a SmartArt diagram without content.
	Imported string
	Diagram  bool
	// NewSection ends the section before this block and gives the following pages this layout.
	NewSection *Page
}

// Paragraphs makes body blocks of plain paragraphs.
func Paragraphs(texts ...string) []Block {
	var out []Block
	for _, t := range texts {
		out = append(out, Block{Line: T(t)})
	}
	return out
}

// Table is a bordered table of the body.
type Table struct {
	Widths []docx.Twips
	// Fixed keeps the widths whatever is in the columns; RowHeight, when set, is the exact height of each row.
	Fixed     bool
	RowHeight docx.Twips
	Rows      [][]Line
	// Header says that the first row repeats on each page.
	Header bool
}

// RuleForm is how a line under a component is made.
type RuleForm int

// The ways people draw a rule.
const (
	RuleNone        RuleForm = iota
	RuleDrawn                // a line drawn in Word, in both of its languages
	RuleVML                  // a line of an older Word
	RuleBorder               // the top border of an empty paragraph
	RuleUnderscores          // a row of underscores, which the decree does not mean
)

// Rule is the line under a component.
type Rule struct {
	Form RuleForm
	// Length is the drawn length; zero takes the usual one for the component.
	Length docx.EMU
	// Dash is a dash name such as "dash"; "" is a solid line. Color is its colour, "" for black.
	Dash, Color string
	// Shift moves it to the right of the middle.
	Shift docx.EMU
}

// PageNumber is the page number field.
type PageNumber struct {
	Line
	// Omit leaves it out; Footer puts it at the foot; ShowOnFirst shows it on page 1 too, HideInEach hides it on the first
	// page of every section.
	// OddOnly gives even pages a header of their own, which they lack.
	Omit, Footer, ShowOnFirst, HideInEach, OddOnly bool
	// Format is Word's number format, "" for Arabic.
	Format string
}

// Annex is a Phụ lục in the same file, in a section of its own.
type Annex struct {
	Page Page
	// Label is "Phụ lục" with its numeral, Title its name, Attached the "(Kèm theo …)" line.
	Label, Title, Attached Line
	Body                   []Block
	// KeepCounting goes on with the page numbers of the document instead of starting anew.
	KeepCounting bool
}
