package docx

import (
	"path"
	"strings"

	"trinhky/internal/docx/opc"
)

// pict reads the older vector language: w:pict, or the picture of an embedded object in w:object.
func (r *runReader) pict() error {
	return r.s.Children(func(e opc.Elem) error { return r.vector(e, nil) })
}

func (r *runReader) vector(e opc.Elem, group *scaling) error {
	switch {
	case e.NS == opc.O && e.Local == "OLEObject":
		if !strings.HasPrefix(e.Attr("ProgID"), "Equation") {
			r.unread(UnreadObject, &e, r.p)
		}
		return nil
	case e.NS == opc.W && e.Local == "control":
		r.unread(UnreadControl, &e, r.p)
		return nil
	}
	if e.NS != opc.V {
		return nil
	}
	switch e.Local {
	case "group":
		return r.vectorGroup(e, group)
	case "line", "shape", "rect", "roundrect", "oval", "polyline", "arc", "curve", "image":
	default:
		return nil
	}
	shape := &Shape{Kind: ShapeBox, VML: true, Anchor: r.p, Name: quote(e.Attr("id")), Description: quote(e.Attr("alt"))}
	stroke := strokeState{stated: true, none: off(e.Attr("stroked")), color: vmlColor(e.Attr("strokecolor"))}
	if v, ok := parseMeasure(e.Attr("strokeweight"), emuPerPoint, 1, 1); ok {
		stroke.width = EMU(v)
	}
	css := parseStyle(e.Attr("style"))
	shape.vectorPlace(css, group)
	switch {
	case e.Local == "line":
		shape.Kind = ShapeLine
		shape.vectorLine(&e, group)
	case e.Attr("hr") == "t" || e.Attr("hr") == "true":
		shape.Kind = ShapeLine
		stroke.none = false
	case isLineType(e.Attr("type"), e.Attr("connectortype")):
		shape.Kind = ShapeLine
	}
	return r.addAfter(shape, func() error {
		err := r.s.Children(func(e opc.Elem) error {
			switch e.Local {
			case "textbox":
				return r.s.Children(func(e opc.Elem) error {
					if e.Local != "txbxContent" {
						return nil
					}
					return r.boxText(shape)
				})
			case "stroke":
				if off(e.Attr("on")) {
					stroke.none = true
				}
				over(&stroke.dash, e.Attr("dashstyle"))
				over(&stroke.color, vmlColor(e.Attr("color")))
				if v, ok := parseMeasure(e.Attr("weight"), emuPerPoint, 1, 1); ok {
					stroke.width = EMU(v)
				}
			case "textpath":
				if r.body && !off(e.Attr("on")) && e.Attr("string") != "" { // in a header it is a watermark
					r.unread(UnreadWordArt, &e, r.p)
				}
			case "imagedata":
				shape.Kind = ShapePicture
				r.image(shape, &e)
				if src := e.Attr("src"); shape.Target == "" && strings.Contains(src, ":") {
					shape.Target, shape.External = src, true
				}
			}
			return nil
		})
		shape.Stroke = stroke.resolve()
		return err
	})
}

func off(v string) bool { return v == "f" || v == "false" || v == "0" }

// vmlColor reads "#3465a4", "black" or "black [3213]".
func vmlColor(v string) string {
	v, _, _ = strings.Cut(v, " ")
	if v == "black" {
		return "000000"
	}
	v = colorValue(v)
	if len(v) == 3 {
		return string([]byte{v[0], v[0], v[1], v[1], v[2], v[2]})
	}
	return v
}

// isLineType knows the built-in shape types that are lines: 20 (line) and the connectors 32 to 40.
func isLineType(kind, connector string) bool {
	if connector != "" && connector != "none" {
		return true
	}
	n, ok := parseInt(strings.TrimPrefix(path.Base(kind), "#_x0000_t"))
	return ok && (n == 20 || n >= 32 && n <= 40)
}

func parseStyle(style string) map[string]string {
	out := map[string]string{}
	for part := range strings.SplitSeq(style, ";") {
		if k, v, ok := strings.Cut(part, ":"); ok && len(out) < 64 {
			out[strings.TrimSpace(k)] = strings.TrimSpace(v)
		}
	}
	return out
}

// cssEMU reads a CSS length; a bare number is a pixel on the page and a plain unit inside a group.
func cssEMU(v string, group *scaling) EMU {
	num, den := int64(emuPerPoint*3), int64(4)
	if group != nil {
		num, den = 1, 1
	}
	out, _ := parseMeasure(v, emuPerPoint, num, den)
	return EMU(out)
}

func (s *Shape) vectorPlace(css map[string]string, group *scaling) {
	s.Floating = css["position"] == "absolute" || group != nil
	s.Width, s.Height = cssEMU(css["width"], group), cssEMU(css["height"], group)
	s.Horizontal = Position{From: css["mso-position-horizontal-relative"], Align: absolute(css["mso-position-horizontal"])}
	s.Vertical = Position{From: css["mso-position-vertical-relative"], Align: absolute(css["mso-position-vertical"])}
	if group != nil {
		t := transform{x: cssEMU(css["left"], group), y: cssEMU(css["top"], group), w: s.Width, h: s.Height}
		s.place(t, group)
		return
	}
	s.Horizontal.Offset, s.Vertical.Offset = cssEMU(css["margin-left"], nil), cssEMU(css["margin-top"], nil)
}

func absolute(v string) string {
	if v == "absolute" {
		return ""
	}
	return v
}

// vectorLine takes the extent of a v:line from its end points.
func (s *Shape) vectorLine(e *opc.Elem, group *scaling) {
	x1, y1, ok1 := strings.Cut(e.Attr("from"), ",")
	x2, y2, ok2 := strings.Cut(e.Attr("to"), ",")
	if !ok1 || !ok2 {
		return
	}
	fx, fy, tx, ty := cssEMU(x1, group), cssEMU(y1, group), cssEMU(x2, group), cssEMU(y2, group)
	t := transform{x: min(fx, tx), y: min(fy, ty), w: abs(tx - fx), h: abs(ty - fy)}
	if group != nil {
		s.Horizontal.Offset, s.Vertical.Offset = 0, 0
		s.place(t, group)
		return
	}
	s.Width, s.Height = t.w, t.h
	s.Horizontal.Offset += t.x
	s.Vertical.Offset += t.y
}

func abs(v EMU) EMU { return max(v, -v) }

func (r *runReader) vectorGroup(e opc.Elem, outer *scaling) error {
	css := parseStyle(e.Attr("style"))
	box := Shape{}
	box.vectorPlace(css, outer)
	inner := &scaling{toX: box.Horizontal.Offset, toY: box.Vertical.Offset, toW: box.Width, toH: box.Height}
	pair := func(v string) (EMU, EMU) {
		a, b, _ := strings.Cut(v, ",")
		return parseEMU(a), parseEMU(b)
	}
	inner.fromX, inner.fromY = pair(e.Attr("coordorigin"))
	if inner.fromW, inner.fromH = pair(e.Attr("coordsize")); inner.fromW == 0 {
		inner.fromW, inner.fromH = 1000, 1000 // the language's default coordinate space
	}
	return r.s.Children(func(e opc.Elem) error { return r.vector(e, inner) })
}
