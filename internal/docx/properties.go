package docx

import "strings"

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
	// EastAsian makes Word show signs that East Asian and other text share, such as quotation marks, in the East Asian font.
	EastAsian bool
	// Underline is Word's name of the line, "" for none.
	Underline string
	// Color is "auto" or RRGGBB in capitals, theme colours resolved.
	Color string
	// Highlight is Word's name of the marker colour, "" for none; Shade a fill RRGGBB, "" for none.
	Highlight, Shade string
	// Border is Word's name of the line around the letters, "" for none.
	Border string
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

// FontFor gives the font that shows the character r.
func (p *RunProps) FontFor(r rune) string {
	switch {
	case p.ComplexScript || p.RTL:
		return p.FontCS
	case r < 0x80:
		return p.FontASCII
	case isEastAsian(r) || p.EastAsian && isShared(r):
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

// isShared knows the signs for which the hint of w:rFonts decides (ECMA-376 part 1, 17.3.2.26).
func isShared(r rune) bool {
	switch {
	case r <= 0xFF:
		return strings.ContainsRune("¡¤§¨ª\u00AD¯°±²³´¶·¸¹º¼½¾¿×÷", r)
	default:
		return r >= 0x02B0 && r <= 0x04FF || r >= 0x2000 && r <= 0x2BFF || r >= 0xE000 && r <= 0xF8FF || r >= 0xFB00 && r <= 0xFB1C
	}
}

func isComplex(r rune) bool {
	return r >= 0x0590 && r <= 0x07BF || r >= 0x0900 && r <= 0x109F || r >= 0x1780 && r <= 0x17FF ||
		r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFE
}
