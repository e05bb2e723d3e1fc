package opc

import (
	"encoding/xml"
	"unicode/utf8"
)

// Space is a namespace the reader knows. Prefixes are the author's choice, so elements are told apart by this.
type Space uint8

// The namespaces, by the prefixes that Word itself uses.
const (
	Other Space = iota
	W           // WordprocessingML
	R           // relationships
	MC          // markup compatibility
	WP          // drawing anchors
	A           // DrawingML
	Pic         // pictures
	WPS         // shapes
	WPG         // groups
	WPC         // canvas
	V           // VML
	O           // Office VML additions
	M           // formulas
	Ext         // Word's later additions, which change nothing the reader measures
)

var spaces = map[string]Space{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":           W,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                       W,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":    R,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                R,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":            MC,
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": WP,
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":             WP,
	"http://schemas.openxmlformats.org/drawingml/2006/main":                  A,
	"http://purl.oclc.org/ooxml/drawingml/main":                              A,
	"http://schemas.openxmlformats.org/drawingml/2006/picture":               Pic,
	"http://purl.oclc.org/ooxml/drawingml/picture":                           Pic,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":      WPS,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup":      WPG,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas":     WPC,
	"urn:schemas-microsoft-com:vml":                                          V,
	"urn:schemas-microsoft-com:office:office":                                O,
	"http://schemas.openxmlformats.org/officeDocument/2006/math":             M,
	"http://purl.oclc.org/ooxml/officeDocument/math":                         M,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing":    Ext,
	"http://schemas.microsoft.com/office/word/2010/wordml":                   Ext,
	"http://schemas.microsoft.com/office/word/2012/wordml":                   Ext,
	"http://schemas.microsoft.com/office/drawing/2010/main":                  Ext,
}

// Language is one of the two forms of the standard: how it names the languages that new parts need.
type Language struct{ Word, Relationships string }

// Word saves in the transitional form of the standard unless it is told to save in the strict one.
var (
	Transitional = Language{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
	Strict       = Language{"http://purl.oclc.org/ooxml/wordprocessingml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"}
)

// Elem is a start tag.
type Elem struct {
	NS     Space
	prefix string
	Local  string // name without prefix
	Attrs  []xml.Attr
	Start  int32   // offset of its first byte in the part
	s      *Stream // that reads it
}

// Attr gives an attribute by its local name, "" when absent. Word repeats no local name within one element except
// where attrNS is used.
func (e *Elem) Attr(local string) string {
	v, _ := e.Lookup(local)
	return v
}

// Lookup is attr that tells an absent attribute from an empty one.
func (e *Elem) Lookup(local string) (string, bool) {
	for i := range e.Attrs {
		if e.Attrs[i].Name.Local == local && e.Own(i) {
			return e.Attrs[i].Value, true
		}
	}
	return "", false
}

// MaxName is longer than any name Word accepts, in bytes.
const MaxName = 255

// Short is attr for the names of fonts, styles, colours and the like, cut to a length that costs nothing to compare:
// what a style names once, thousands of runs are told apart by.
func (e *Elem) Short(local string) string { return Clip(e.Attr(local), MaxName) }

// On reads a w:val that is true unless it says otherwise.
func (e *Elem) On() bool {
	switch e.Attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// Clip cuts s to at most n bytes, at the end of a character.
func Clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Own says whether the attribute at a place is the element's own.
func (e *Elem) Own(i int) bool {
	prefix := e.Attrs[i].Name.Space
	return prefix == e.prefix || e.owns(prefix)
}

// owns says whether an attribute of this prefix is the element's, or one of another language beside it, which says
// nothing of the element. WordprocessingML writes all attributes with a prefix; the others mostly write none.
func (e *Elem) owns(prefix string) bool {
	switch {
	case prefix == "":
		return e.NS != W
	case prefix == "xmlns":
		return false
	case prefix == "xml" || e.s == nil:
		return true
	case e.NS == W:
		return e.s.Space(prefix) == W
	default:
		return e.s.Space(prefix) != Other
	}
}
