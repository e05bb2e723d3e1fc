package papers

import "pgregory.net/rapid"

// Processor is the word processor whose habits a package shows.
type Processor string

// The word processors of offices.
const (
	Word   Processor = "Word"   // of today
	Word03 Processor = "Word03" // a .doc of old, saved anew: VML, frames, one style for all
	Writer Processor = "Writer" // LibreOffice
	WPS    Processor = "WPS"
	Google Processor = "Google"
)

// HeaderForm is by what means two columns are made at the top.
type HeaderForm string

// The forms of the header.
const (
	HeaderRows   HeaderForm = "rows"   // a table, one row for the names and one for number and date
	HeaderRow    HeaderForm = "row"    // a table of one row
	HeaderLines  HeaderForm = "lines"  // a table, one row a line
	HeaderNested HeaderForm = "nested" // tables within the cells of a table
	HeaderInCell HeaderForm = "in cell"
	HeaderTabs   HeaderForm = "tabs"
	HeaderSpaces HeaderForm = "spaces"
	HeaderBoxes  HeaderForm = "boxes"
	HeaderFrames HeaderForm = "frames"
	HeaderThree  HeaderForm = "three columns" // an empty one between, and merged cells
	HeaderTwo    HeaderForm = "two tables"
	HeaderFloat  HeaderForm = "floating table"
)

// SignatureForm is by what means recipients and signature stand beside each other.
type SignatureForm string

// The forms of the signature.
const (
	SignatureTable  SignatureForm = "table"
	SignatureThree  SignatureForm = "three columns"
	SignatureNested SignatureForm = "nested"
	SignatureTabs   SignatureForm = "tabs"
	SignatureFrames SignatureForm = "frames" // the recipients in a frame beside the indented signature
	SignatureBoxes  SignatureForm = "boxes"
	SignatureBelow  SignatureForm = "name below" // the name under the table, by tabs
	SignatureMerged SignatureForm = "merged"     // as the decree's own form 1.7 has it: the list in merged cells
)

// RuleForm is how a line is drawn.
type RuleForm string

// The forms of a drawn line.
const (
	RuleVML       RuleForm = "v:line"
	RuleConnector RuleForm = "v:shape"
	RuleDrawing   RuleForm = "wps line"
	RuleChoice    RuleForm = "wps line or v:line"
	RuleBorder    RuleForm = "border"  // of an empty paragraph
	RuleOwn       RuleForm = "own"     // the border of the text's own paragraph
	RuleInline    RuleForm = "inline"  // a drawing in the line, in a paragraph of its own
	RuleAligned   RuleForm = "aligned" // a drawing that Word centres
	RuleNext      RuleForm = "next"    // hangs on the paragraph that follows
)

// Style is where the look of text is kept.
type Style string

// The ways to keep a look.
const (
	Direct   Style = "direct"   // on every run and paragraph
	Styled   Style = "styled"   // in paragraph styles
	Defaults Style = "defaults" // what most text has in Normal, the rest on runs and paragraphs
)

// Layout is by what means a sheet is brought on paper.
type Layout struct {
	Processor Processor
	Header    HeaderForm
	Signature SignatureForm
	Rule      RuleForm
	Style     Style
	// RuleApart draws a line from an empty paragraph under the text, not from the text itself.
	RuleApart bool
	// Breaks keeps lines of one component in one paragraph, with line breaks.
	Breaks bool
	// Counts lets the word processor number clauses and points.
	Counts bool
	// AddresseesInTable sets several addressees in a table of two columns.
	AddresseesInTable bool
	// Gap is how many empty paragraphs part header, title and text.
	Gap int
	// Split breaks runs as spelling checkers and revisions leave them.
	Split bool
	// NoBreak writes a no-break space after the mark of a list item; TabAfter a tab.
	NoBreak, TabAfter bool
	// Signing is how room for the signature is made: empty paragraphs, or space before the name.
	SigningSpace bool
	// NumberIn is how the page number is written: a simple field, a complex one, a frame, a content control.
	NumberIn string
	// Caps writes capitals as small letters shown as capitals.
	Caps bool
	// Theme takes the font from the theme, AutoSpace leaves the space between paragraphs to Word, Chars tells the indent in
	// characters, TabIndent makes it by a tab.
	Theme, AutoSpace, Chars, TabIndent bool
	// NoBreakHyphen keeps notations together, Trailing leaves blanks at the ends of lines.
	NoBreakHyphen, Trailing bool
	// Controls puts components into content controls.
	Controls bool
}

// Layouts draws a layout a word processor can make.
func Layouts() *rapid.Generator[Layout] {
	return rapid.Custom(func(t *rapid.T) Layout {
		l := Layout{
			Processor: pick(t, "processor", Word, Word, Word03, Writer, WPS, Google),
			Header: pick(t, "header", HeaderRows, HeaderRows, HeaderRow, HeaderLines, HeaderNested, HeaderInCell, HeaderTabs,
				HeaderSpaces, HeaderBoxes, HeaderFrames, HeaderThree, HeaderTwo, HeaderFloat),
			Signature: pick(t, "signature", SignatureTable, SignatureTable, SignatureThree, SignatureNested, SignatureTabs,
				SignatureFrames, SignatureBoxes, SignatureBelow, SignatureMerged),
			Rule: pick(t, "drawn line", RuleVML, RuleConnector, RuleDrawing, RuleChoice, RuleBorder, RuleOwn, RuleInline, RuleAligned,
				RuleNext),
			Style:             pick(t, "style", Direct, Styled, Defaults),
			RuleApart:         rapid.Bool().Draw(t, "line apart"),
			Breaks:            chance(t, "breaks", 4),
			Counts:            chance(t, "counts", 3),
			AddresseesInTable: chance(t, "addressees in a table", 4),
			Gap:               rapid.IntRange(0, 2).Draw(t, "gap"),
			Split:             chance(t, "split runs", 3),
			NoBreak:           chance(t, "no-break space", 8),
			TabAfter:          chance(t, "tab after a mark", 8),
			SigningSpace:      chance(t, "signing space", 3),
			NumberIn:          pick(t, "page number in", "simple", "complex", "frame", "control"),
			Caps:              chance(t, "caps", 8),
			Theme:             chance(t, "theme", 6),
			AutoSpace:         chance(t, "automatic space", 10),
			Chars:             chance(t, "characters", 2),
			TabIndent:         chance(t, "indent by tab", 10),
			NoBreakHyphen:     chance(t, "no-break hyphen", 8),
			Trailing:          chance(t, "trailing blanks", 4),
			Controls:          chance(t, "content controls", 8),
		}
		if l.Processor == Google { // has no boxes, frames or VML
			if l.Header == HeaderBoxes || l.Header == HeaderFrames {
				l.Header = HeaderRow
			}
			if l.Signature == SignatureBoxes || l.Signature == SignatureFrames {
				l.Signature = SignatureTable
			}
			if l.Rule == RuleVML || l.Rule == RuleConnector {
				l.Rule = RuleDrawing
			}
			l.Style, l.Controls, l.Counts, l.Theme = Direct, false, false, false
			l.NumberIn = pick(t, "page number in, Google", "simple", "complex")
		}
		if l.Processor == Word03 && l.Rule != RuleConnector && l.Rule != RuleBorder && l.Rule != RuleOwn && l.Rule != RuleNext {
			l.Rule = RuleVML
		}
		l.Theme = l.Theme && l.Processor == Word
		l.Chars = l.Chars && l.Processor == WPS
		return l
	})
}
