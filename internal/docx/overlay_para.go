package docx

import "trinhky/internal/docx/opc"

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
	return out[:min(len(out), maxTabs)]
}

// maxTabs is more tab stops than Word allows in one paragraph.
const maxTabs = 64

// paragraphProperties reads a w:pPr; other receives the children that are not plain properties (rPr, sectPr …).
func readParagraphProperties(s *opc.Stream, other func(e opc.Elem) error) (paraOverlay, error) {
	var o paraOverlay
	err := s.Children(func(e opc.Elem) error {
		if e.NS != opc.W {
			return nil
		}
		flag := func(f paraSet) {
			o.set |= f
			if e.On() {
				o.on |= f
			}
		}
		switch e.Local {
		case "pStyle":
			o.style = e.Short("val")
		case "jc":
			o.align = alignValue(e.Short("val"))
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
			if v, ok := parseInt(e.Attr("val")); ok {
				o.outline, o.set = int8(max(0, min(9, v))), o.set|pOutline
			}
		case "numPr":
			return s.Children(func(e opc.Elem) error {
				v, ok := parseInt(e.Attr("val"))
				switch {
				case !ok || e.NS != opc.W:
				case e.Local == "numId":
					o.numID, o.set = clamp32(v), o.set|pNumID
				case e.Local == "ilvl":
					o.level, o.set = int8(max(0, min(8, v))), o.set|pLevel
				}
				return nil
			})
		case "pBdr":
			return s.Children(func(e opc.Elem) error {
				b := borderValue(&e)
				switch e.Local {
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
			return s.Children(func(e opc.Elem) error {
				if pos, ok := ParseTwips(e.Attr("pos")); ok && e.Local == "tab" && len(o.tabs) < maxTabs {
					o.tabs = append(o.tabs, Tab{Kind: tabKind(e.Short("val")), Position: pos, Leader: noneEmpty(e.Short("leader"))})
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

func (o *paraOverlay) indent(e *opc.Elem) {
	hanging := false
	for i := range e.Attrs {
		v, ok := ParseTwips(e.Attrs[i].Value)
		if !ok || !e.Own(i) {
			continue
		}
		switch e.Attrs[i].Name.Local {
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

// spacing reads w:spacing. Space in hundredths of a line counts where none in twips stands beside it, as it does in what
// Word writes.
func (o *paraOverlay) spacing(e *opc.Elem) {
	lines := func(name string, dst *Twips, set paraSet) {
		if v, ok := parseInt(e.Attr(name)); ok && v > 0 {
			*dst, o.set = Twips(clamp32(v*240/100)), o.set|set
		}
	}
	lines("beforeLines", &o.before, pBefore)
	lines("afterLines", &o.after, pAfter)
	for i := range e.Attrs {
		if !e.Own(i) {
			continue
		}
		val := opc.Clip(e.Attrs[i].Value, opc.MaxName)
		v, ok := ParseTwips(val)
		switch e.Attrs[i].Name.Local {
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
	case "justify", "lowKashida", "mediumKashida", "highKashida":
		return AlignJustify
	case "thaiDistribute":
		return AlignDistribute
	case "numTab":
		return AlignLeft
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
	if v == "none" || v == "nil" {
		return ""
	}
	return v
}

func borderValue(e *opc.Elem) Border {
	style := noneEmpty(e.Short("val"))
	if style == "" {
		return Border{}
	}
	width, _ := parseInt(e.Attr("sz"))
	space, _ := parseInt(e.Attr("space"))
	return Border{Style: style, Width: clamp32(width), Color: colorValue(e.Short("color")), Space: clamp32(space)}
}

func frameValue(e *opc.Elem) Frame {
	f := Frame{Present: true, HAnchor: e.Short("hAnchor"), VAnchor: e.Short("vAnchor"), XAlign: e.Short("xAlign"), YAlign: e.Short("yAlign")}
	f.X, _ = ParseTwips(e.Attr("x"))
	f.Y, _ = ParseTwips(e.Attr("y"))
	f.Width, _ = ParseTwips(e.Attr("w"))
	return f
}
