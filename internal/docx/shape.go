package docx

import "trinhky/internal/docx/opc"

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
	// Span is the place of the run's child that holds the drawing, with the other members of its group and its fallback.
	Span opc.Span

	// Twins are the same text boxes in the fallback branch, which an edit must keep in step.
	Twins []*Shape
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
