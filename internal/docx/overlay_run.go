package docx

import (
	"strings"

	"trinhky/internal/docx/opc"
)

// An overlay is what one place (a style, a table condition, a run) states; laying overlays on each other in Word's
// order gives the effective properties.

// flag is an on/off property; the first twelve are "toggles", which cancel each other between style levels.
type flag uint32

const (
	fBold flag = 1 << iota
	fBoldCS
	fItalic
	fItalicCS
	fCaps
	fSmallCaps
	fStrike
	fOutline
	fShadow
	fEmboss
	fImprint
	fVanish
	fDoubleStrike
	fCS
	fRTL
	fEastAsia // the hint of w:rFonts
	// From here on the bits say that a number was stated.
	sSize
	sSizeCS
	sRaise
	sSpacing
	sScale

	toggles = fDoubleStrike - 1 // Word treats vanish and those before it as toggles
)

// runOverlay is comparable, so that it can be the key of a cache.
type runOverlay struct {
	set, on                                                            flag
	ascii, hAnsi, eastAsia, cs                                         string // theme fonts start with "+"
	size, sizeCS, raise                                                HalfPoints
	spacing                                                            Twips
	scale                                                              int32
	color, themeColor, underline, highlight, shade, border, vert, lang string
	style                                                              string
}

// over lays b on o.
func (o *runOverlay) over(b *runOverlay) {
	o.on = o.on&^b.set | b.on&b.set
	o.set |= b.set
	over(&o.ascii, b.ascii)
	over(&o.hAnsi, b.hAnsi)
	over(&o.eastAsia, b.eastAsia)
	over(&o.cs, b.cs)
	if b.set&sSize != 0 {
		o.size = b.size
	}
	if b.set&sSizeCS != 0 {
		o.sizeCS = b.sizeCS
	}
	if b.set&sRaise != 0 {
		o.raise = b.raise
	}
	if b.set&sSpacing != 0 {
		o.spacing = b.spacing
	}
	if b.set&sScale != 0 {
		o.scale = b.scale
	}
	if b.color != "" {
		o.color, o.themeColor = b.color, b.themeColor
	}
	over(&o.underline, b.underline)
	over(&o.highlight, b.highlight)
	over(&o.shade, b.shade)
	over(&o.border, b.border)
	over(&o.vert, b.vert)
	over(&o.lang, b.lang)
}

func over(dst *string, v string) {
	if v != "" {
		*dst = v
	}
}

var runFlags = map[string]flag{
	"b": fBold, "bCs": fBoldCS, "i": fItalic, "iCs": fItalicCS, "caps": fCaps, "smallCaps": fSmallCaps,
	"strike": fStrike, "outline": fOutline, "shadow": fShadow, "emboss": fEmboss, "imprint": fImprint,
	"vanish": fVanish, "dstrike": fDoubleStrike, "cs": fCS, "rtl": fRTL,
}

// runProperties reads a w:rPr. format, when not nil, is called for a tracked change of formatting.
func readRunProperties(s *opc.Stream, tracked func(e opc.Elem)) (runOverlay, error) {
	var o runOverlay
	err := s.Children(func(e opc.Elem) error {
		if e.NS != opc.W {
			return nil
		}
		if f, ok := runFlags[e.Local]; ok {
			o.set |= f
			if e.On() {
				o.on |= f
			} else {
				o.on &^= f
			}
			return nil
		}
		switch e.Local {
		case "rStyle":
			o.style = e.Short("val")
		case "rFonts":
			o.fonts(&e)
		case "sz":
			if v, ok := parseHalfPoints(e.Attr("val")); ok {
				o.size, o.set = v, o.set|sSize
			}
		case "szCs":
			if v, ok := parseHalfPoints(e.Attr("val")); ok {
				o.sizeCS, o.set = v, o.set|sSizeCS
			}
		case "position":
			if v, ok := parseHalfPoints(e.Attr("val")); ok {
				o.raise, o.set = v, o.set|sRaise
			}
		case "spacing":
			if v, ok := ParseTwips(e.Attr("val")); ok {
				o.spacing, o.set = v, o.set|sSpacing
			}
		case "w":
			if v, ok := parseInt(e.Attr("val")); ok {
				o.scale, o.set = clamp32(v), o.set|sScale
			}
		case "color":
			o.color, o.themeColor = colorValue(e.Short("val")), e.Short("themeColor")
			if o.color == "" {
				o.color = "auto"
			}
		case "u":
			o.underline = e.Short("val")
		case "highlight":
			o.highlight = e.Short("val")
		case "shd":
			o.shade = shadeValue(&e)
		case "bdr":
			o.border = e.Short("val")
		case "vertAlign":
			o.vert = e.Short("val")
		case "lang":
			o.lang = e.Short("val")
		case "rPrChange", "ins", "del", "moveFrom", "moveTo":
			if tracked != nil {
				tracked(e)
			}
		}
		return nil
	})
	return o, err
}

// fonts reads w:rFonts. Within one element a theme font wins over the literal one of the same slot.
func (o *runOverlay) fonts(e *opc.Elem) {
	for i := range e.Attrs {
		if !e.Own(i) {
			continue
		}
		v := opc.Clip(e.Attrs[i].Value, opc.MaxName)
		switch e.Attrs[i].Name.Local {
		case "ascii":
			literal(&o.ascii, v)
		case "hAnsi":
			literal(&o.hAnsi, v)
		case "eastAsia":
			literal(&o.eastAsia, v)
		case "cs":
			literal(&o.cs, v)
		case "asciiTheme":
			o.ascii = "+" + v
		case "hAnsiTheme":
			o.hAnsi = "+" + v
		case "eastAsiaTheme":
			o.eastAsia = "+" + v
		case "cstheme", "csTheme":
			o.cs = "+" + v
		case "hint":
			o.set |= fEastAsia
			if v == "eastAsia" {
				o.on |= fEastAsia
			}
		}
	}
}

func literal(slot *string, v string) {
	if !strings.HasPrefix(*slot, "+") {
		*slot = v
	}
}

func colorValue(v string) string {
	v = strings.TrimPrefix(v, "#")
	if strings.EqualFold(v, "auto") {
		return "auto"
	}
	return strings.ToUpper(v)
}

func shadeValue(e *opc.Elem) string {
	fill := colorValue(e.Short("fill"))
	if fill == "" {
		fill = "auto"
	}
	if p := e.Attr("val"); p != "" && p != "clear" && p != "nil" {
		// A pattern is drawn in its own colour over the fill.
		if c := colorValue(e.Short("color")); c != "" && c != "auto" {
			return c
		}
	}
	return fill
}
