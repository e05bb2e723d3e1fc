package docx

import "strings"

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
	set, on                                                    flag
	ascii, hAnsi, eastAsia, cs                                 string // theme fonts start with "+"
	size, sizeCS, raise                                        HalfPoints
	spacing                                                    Twips
	scale                                                      int32
	color, themeColor, underline, highlight, shade, vert, lang string
	style                                                      string
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
func (s *stream) runProperties(tracked func(e elem)) (runOverlay, error) {
	var o runOverlay
	err := s.children(func(e elem) error {
		if e.ns != nsW {
			return nil
		}
		if f, ok := runFlags[e.local]; ok {
			o.set |= f
			if e.on() {
				o.on |= f
			} else {
				o.on &^= f
			}
			return nil
		}
		switch e.local {
		case "rStyle":
			o.style = e.attr("val")
		case "rFonts":
			o.fonts(&e)
		case "sz":
			if v, ok := parseHalfPoints(e.attr("val")); ok {
				o.size, o.set = v, o.set|sSize
			}
		case "szCs":
			if v, ok := parseHalfPoints(e.attr("val")); ok {
				o.sizeCS, o.set = v, o.set|sSizeCS
			}
		case "position":
			if v, ok := parseHalfPoints(e.attr("val")); ok {
				o.raise, o.set = v, o.set|sRaise
			}
		case "spacing":
			if v, ok := parseTwips(e.attr("val")); ok {
				o.spacing, o.set = v, o.set|sSpacing
			}
		case "w":
			if v, ok := parseInt(e.attr("val")); ok {
				o.scale, o.set = clamp32(v), o.set|sScale
			}
		case "color":
			o.color, o.themeColor = colorValue(e.attr("val")), e.attr("themeColor")
			if o.color == "" {
				o.color = "auto"
			}
		case "u":
			o.underline = e.attr("val")
		case "highlight":
			o.highlight = e.attr("val")
		case "shd":
			o.shade = shadeValue(&e)
		case "vertAlign":
			o.vert = e.attr("val")
		case "lang":
			o.lang = e.attr("val")
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
func (o *runOverlay) fonts(e *elem) {
	for i := range e.attrs {
		v := e.attrs[i].Value
		switch e.attrs[i].Name.Local {
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
		}
	}
}

func literal(slot *string, v string) {
	if !strings.HasPrefix(*slot, "+") {
		*slot = v
	}
}

// on reads a w:val that is true unless it says otherwise.
func (e *elem) on() bool {
	switch e.attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

func colorValue(v string) string {
	v = strings.TrimPrefix(v, "#")
	if strings.EqualFold(v, "auto") {
		return "auto"
	}
	return strings.ToUpper(v)
}

func shadeValue(e *elem) string {
	fill := colorValue(e.attr("fill"))
	if fill == "" {
		fill = "auto"
	}
	if p := e.attr("val"); p != "" && p != "clear" && p != "nil" {
		// A pattern is drawn in its own colour over the fill.
		if c := colorValue(e.attr("color")); c != "" && c != "auto" {
			return c
		}
	}
	return fill
}

// Which numbers of a paragraph overlay are stated.
type paraSet uint32

const (
	pLeft paraSet = 1 << iota
	pRight
	pFirst
	pBefore
	pAfter
	pLine
	pBeforeAuto
	pAfterAuto
	pContextual
	pKeepNext
	pKeepLines
	pPageBreak
	pWidow
	pBidi
	pOutline
	pNumID
	pLevel
	pTop
	pBottom
	pLeftBorder
	pRightBorder
	pBetween
	pFrame
)

type paraOverlay struct {
	set, on                                  paraSet
	style, align, lineRule, shade            string
	left, right, first, before, after        Twips
	line                                     int32
	outline, level                           int8
	numID                                    int32
	top, bottom, leftBorder, rightBorder, bt Border
	frame                                    Frame
	tabs                                     []Tab // Kind "clear" removes one
}

func (o *paraOverlay) over(b *paraOverlay) {
	o.on = o.on&^b.set | b.on&b.set
	o.set |= b.set
	over(&o.align, b.align)
	over(&o.lineRule, b.lineRule)
	over(&o.shade, b.shade)
	put := func(s paraSet, f func()) {
		if b.set&s != 0 {
			f()
		}
	}
	put(pLeft, func() { o.left = b.left })
	put(pRight, func() { o.right = b.right })
	put(pFirst, func() { o.first = b.first })
	put(pBefore, func() { o.before = b.before })
	put(pAfter, func() { o.after = b.after })
	put(pLine, func() { o.line = b.line })
	put(pOutline, func() { o.outline = b.outline })
	put(pNumID, func() { o.numID = b.numID })
	put(pLevel, func() { o.level = b.level })
	put(pTop, func() { o.top = b.top })
	put(pBottom, func() { o.bottom = b.bottom })
	put(pLeftBorder, func() { o.leftBorder = b.leftBorder })
	put(pRightBorder, func() { o.rightBorder = b.rightBorder })
	put(pBetween, func() { o.bt = b.bt })
	put(pFrame, func() { o.frame = b.frame })
	if len(b.tabs) > 0 {
		o.tabs = mergeTabs(o.tabs, b.tabs)
	}
}

// mergeTabs lays tab stops over inherited ones; a stop at the same place replaces, "clear" removes.
func mergeTabs(base, add []Tab) []Tab {
	out := make([]Tab, 0, len(base)+len(add))
	for _, t := range base {
		replaced := false
		for _, a := range add {
			replaced = replaced || a.Position == t.Position
		}
		if !replaced {
			out = append(out, t)
		}
	}
	for _, a := range add {
		if a.Kind != "clear" {
			out = append(out, a)
		}
	}
	for i := 1; i < len(out); i++ { // few and nearly sorted
		for j := i; j > 0 && out[j].Position < out[j-1].Position; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// maxTabs is more tab stops than Word allows in one paragraph.
const maxTabs = 64

// paragraphProperties reads a w:pPr; other receives the children that are not plain properties (rPr, sectPr …).
func (s *stream) paragraphProperties(other func(e elem) error) (paraOverlay, error) {
	var o paraOverlay
	err := s.children(func(e elem) error {
		if e.ns != nsW {
			return nil
		}
		flag := func(f paraSet) {
			o.set |= f
			if e.on() {
				o.on |= f
			}
		}
		switch e.local {
		case "pStyle":
			o.style = e.attr("val")
		case "jc":
			o.align = alignValue(e.attr("val"))
		case "ind":
			o.indent(&e)
		case "spacing":
			o.spacing(&e)
		case "contextualSpacing":
			flag(pContextual)
		case "keepNext":
			flag(pKeepNext)
		case "keepLines":
			flag(pKeepLines)
		case "pageBreakBefore":
			flag(pPageBreak)
		case "widowControl":
			flag(pWidow)
		case "bidi":
			flag(pBidi)
		case "outlineLvl":
			if v, ok := parseInt(e.attr("val")); ok {
				o.outline, o.set = int8(max(0, min(9, v))), o.set|pOutline
			}
		case "numPr":
			return s.children(func(e elem) error {
				v, ok := parseInt(e.attr("val"))
				switch {
				case !ok || e.ns != nsW:
				case e.local == "numId":
					o.numID, o.set = clamp32(v), o.set|pNumID
				case e.local == "ilvl":
					o.level, o.set = int8(max(0, min(8, v))), o.set|pLevel
				}
				return nil
			})
		case "pBdr":
			return s.children(func(e elem) error {
				b := borderValue(&e)
				switch e.local {
				case "top":
					o.top, o.set = b, o.set|pTop
				case "bottom":
					o.bottom, o.set = b, o.set|pBottom
				case "left", "start":
					o.leftBorder, o.set = b, o.set|pLeftBorder
				case "right", "end":
					o.rightBorder, o.set = b, o.set|pRightBorder
				case "between":
					o.bt, o.set = b, o.set|pBetween
				}
				return nil
			})
		case "shd":
			o.shade = shadeValue(&e)
		case "framePr":
			o.frame, o.set = frameValue(&e), o.set|pFrame
		case "tabs":
			return s.children(func(e elem) error {
				if pos, ok := parseTwips(e.attr("pos")); ok && e.local == "tab" && len(o.tabs) < maxTabs {
					o.tabs = append(o.tabs, Tab{Kind: tabKind(e.attr("val")), Position: pos, Leader: noneEmpty(e.attr("leader"))})
				}
				return nil
			})
		default:
			if other != nil {
				return other(e)
			}
		}
		return nil
	})
	return o, err
}

func (o *paraOverlay) indent(e *elem) {
	hanging := false
	for i := range e.attrs {
		v, ok := parseTwips(e.attrs[i].Value)
		if !ok {
			continue
		}
		switch e.attrs[i].Name.Local {
		case "left", "start":
			o.left, o.set = v, o.set|pLeft
		case "right", "end":
			o.right, o.set = v, o.set|pRight
		case "hanging":
			o.first, o.set, hanging = -v, o.set|pFirst, true
		case "firstLine":
			if !hanging {
				o.first, o.set = v, o.set|pFirst
			}
		}
	}
}

func (o *paraOverlay) spacing(e *elem) {
	for i := range e.attrs {
		val := e.attrs[i].Value
		v, ok := parseTwips(val)
		switch e.attrs[i].Name.Local {
		case "before":
			if ok {
				o.before, o.set = v, o.set|pBefore
			}
		case "after":
			if ok {
				o.after, o.set = v, o.set|pAfter
			}
		case "line":
			if ok {
				o.line, o.set = int32(v), o.set|pLine
			}
		case "lineRule":
			o.lineRule = val
		case "beforeAutospacing":
			o.auto(pBeforeAuto, val)
		case "afterAutospacing":
			o.auto(pAfterAuto, val)
		}
	}
}

func (o *paraOverlay) auto(f paraSet, val string) {
	o.set |= f
	if val == "1" || val == "true" || val == "on" {
		o.on |= f
	}
}

func alignValue(v string) string {
	switch v {
	case "start":
		return AlignLeft
	case "end":
		return AlignRight
	case "justify":
		return AlignJustify
	}
	return v
}

func tabKind(v string) string {
	switch v {
	case "start", "num", "":
		return "left"
	case "end":
		return "right"
	}
	return v
}

func noneEmpty(v string) string {
	if v == "none" {
		return ""
	}
	return v
}

func borderValue(e *elem) Border {
	style := e.attr("val")
	if style == "nil" || style == "none" || style == "" {
		return Border{}
	}
	width, _ := parseInt(e.attr("sz"))
	space, _ := parseInt(e.attr("space"))
	return Border{Style: style, Width: clamp32(width), Color: colorValue(e.attr("color")), Space: clamp32(space)}
}

func frameValue(e *elem) Frame {
	f := Frame{Present: true, HAnchor: e.attr("hAnchor"), VAnchor: e.attr("vAnchor"), XAlign: e.attr("xAlign"), YAlign: e.attr("yAlign")}
	f.X, _ = parseTwips(e.attr("x"))
	f.Y, _ = parseTwips(e.attr("y"))
	f.Width, _ = parseTwips(e.attr("w"))
	return f
}
