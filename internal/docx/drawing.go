package docx

import (
	"path"
	"strings"

	"trinhky/internal/docx/opc"
)

// drawing reads a w:drawing: an inline or floating anchor around a picture, a shape or a group.
func (r *runReader) drawing() error {
	return r.s.Children(func(e opc.Elem) error {
		if e.NS != opc.WP || e.Local != "anchor" && e.Local != "inline" {
			return nil
		}
		frame := Shape{Floating: e.Local == "anchor", Anchor: r.p}
		return r.s.Children(func(e opc.Elem) error {
			switch e.Local {
			case "extent":
				frame.Width, frame.Height = parseEMU(e.Attr("cx")), parseEMU(e.Attr("cy"))
			case "docPr":
				frame.Name, frame.Description = quote(e.Attr("name")), quote(e.Attr("descr"))
			case "positionH", "positionV":
				p := Position{From: e.Attr("relativeFrom")}
				err := r.position(&p)
				if e.Local == "positionH" {
					frame.Horizontal = p
				} else {
					frame.Vertical = p
				}
				return err
			case "AlternateContent": // relative positions wrap their newer form so
				return nil
			case "graphic":
				return r.s.Children(func(e opc.Elem) error {
					if e.Local != "graphicData" {
						return nil
					}
					return r.graphic(frame, e.Attr("uri"))
				})
			}
			return nil
		})
	})
}

func (r *runReader) position(p *Position) error {
	return r.s.Children(func(e opc.Elem) error {
		t, err := r.s.Text()
		if e.Local == "align" {
			p.Align = t
		} else if e.Local == "posOffset" {
			p.Offset = parseEMU(t)
		}
		return err
	})
}

// scaling maps the coordinates inside a group to the page.
type scaling struct {
	fromX, fromY, fromW, fromH EMU // the group's own coordinates
	toX, toY, toW, toH         EMU // where they are on the page, relative to the drawing's position
}

// maxCoordinate keeps products of two coordinates within 64 bits; it is a hundred metres.
const maxCoordinate EMU = 1 << 31

func (s *scaling) length(v EMU, horizontal bool) EMU {
	from, to := s.fromH, s.toH
	if horizontal {
		from, to = s.fromW, s.toW
	}
	bound := func(v EMU) EMU { return max(-maxCoordinate+1, min(maxCoordinate-1, v)) }
	if from <= 0 {
		return bound(v)
	}
	return bound(EMU(divRound(int64(bound(v))*int64(bound(to)), int64(bound(from)))))
}

// graphic reads an a:graphicData; uri says what language it is in.
func (r *runReader) graphic(frame Shape, uri string) error {
	unread := unreadGraphic(uri)
	return r.s.Children(func(e opc.Elem) error {
		if unread != "" {
			r.unread(unread, &e, r.p)
			unread = ""
		}
		return r.graphicObject(e, frame, nil)
	})
}

// unreadGraphic is what of a drawing is not read, empty for pictures and for Word's own shapes.
func unreadGraphic(uri string) UnreadKind {
	switch name := path.Base(uri); {
	case strings.HasPrefix(name, "chart"):
		return UnreadChart
	case name == "diagram":
		return UnreadDiagram
	case name == "picture" || strings.HasPrefix(name, "wordprocessing"):
		return ""
	}
	return UnreadDrawing
}

func (r *runReader) graphicObject(e opc.Elem, frame Shape, group *scaling) error {
	switch {
	case e.NS == opc.WPS && e.Local == "wsp":
		return r.wordShape(frame, group)
	case e.NS == opc.Pic && e.Local == "pic":
		return r.picture(frame, group)
	case e.Local == "wgp" || e.Local == "grpSp" || e.NS == opc.WPC && e.Local == "wpc":
		return r.group(frame, group)
	case e.NS == opc.MC && e.Local == "AlternateContent":
		_, err := r.alternate(e, func(e opc.Elem) error { return r.graphicObject(e, frame, group) })
		return err
	case e.Local == "graphicFrame": // a chart in a group
		return r.graphicFrame(frame)
	case group == nil:
		frame.Kind = ShapeOther
		return r.add(&frame)
	}
	return nil
}

func (r *runReader) graphicFrame(frame Shape) error {
	return r.s.Children(func(e opc.Elem) error {
		if e.Local != "graphic" {
			return nil
		}
		return r.s.Children(func(e opc.Elem) error { return r.graphic(frame, e.Attr("uri")) })
	})
}

func (r *runReader) add(s *Shape) error {
	r.r.Shapes = append(r.r.Shapes, s)
	return r.piece()
}

func (r *runReader) group(frame Shape, outer *scaling) error {
	inner := scaling{toW: frame.Width, toH: frame.Height}
	return r.s.Children(func(e opc.Elem) error {
		if e.Local != "grpSpPr" {
			return r.graphicObject(e, frame, &inner)
		}
		return r.s.Children(func(e opc.Elem) error {
			if e.Local != "xfrm" {
				return nil
			}
			var t transform
			err := r.transform(&t)
			inner.fromX, inner.fromY, inner.fromW, inner.fromH = t.childX, t.childY, t.childW, t.childH
			if outer != nil {
				inner.toX = outer.toX + outer.length(t.x-outer.fromX, true)
				inner.toY = outer.toY + outer.length(t.y-outer.fromY, false)
				inner.toW, inner.toH = outer.length(t.w, true), outer.length(t.h, false)
			}
			return err
		})
	})
}

// transform is an a:xfrm.
type transform struct {
	x, y, w, h                     EMU
	childX, childY, childW, childH EMU
}

func (r *runReader) transform(t *transform) error {
	return r.s.Children(func(e opc.Elem) error {
		switch e.Local {
		case "off":
			t.x, t.y = parseEMU(e.Attr("x")), parseEMU(e.Attr("y"))
		case "ext":
			t.w, t.h = parseEMU(e.Attr("cx")), parseEMU(e.Attr("cy"))
		case "chOff":
			t.childX, t.childY = parseEMU(e.Attr("x")), parseEMU(e.Attr("y"))
		case "chExt":
			t.childW, t.childH = parseEMU(e.Attr("cx")), parseEMU(e.Attr("cy"))
		}
		return nil
	})
}

// place gives a member of a group its size and position on the page.
func (s *Shape) place(t transform, group *scaling) {
	if group == nil {
		return
	}
	s.Width, s.Height = group.length(t.w, true), group.length(t.h, false)
	s.Horizontal.Offset += group.toX + group.length(t.x-group.fromX, true)
	s.Vertical.Offset += group.toY + group.length(t.y-group.fromY, false)
}

func (r *runReader) wordShape(frame Shape, group *scaling) error {
	shape := &frame
	shape.Kind = ShapeBox
	stroke := strokeState{}
	return r.addAfter(shape, func() error {
		err := r.s.Children(func(e opc.Elem) error {
			switch e.Local {
			case "cNvCnPr":
				shape.Kind = ShapeLine
			case "spPr":
				return r.shapeProperties(shape, group, &stroke)
			case "style":
				return r.s.Children(func(e opc.Elem) error {
					if idx, ok := parseInt(e.Attr("idx")); ok && e.Local == "lnRef" && idx > 0 {
						stroke.styled = true
					}
					return nil
				})
			case "txbx":
				return r.s.Children(func(e opc.Elem) error {
					if e.Local != "txbxContent" {
						return nil
					}
					return r.boxText(shape)
				})
			}
			return nil
		})
		shape.Stroke = stroke.resolve()
		return err
	})
}

// addAfter reads a shape and adds it only then, so that a group's members keep their order.
func (r *runReader) addAfter(s *Shape, read func() error) error {
	if err := read(); err != nil {
		return err
	}
	return r.add(s)
}

func (r *runReader) boxText(shape *Shape) error {
	inner := *r.story
	inner.box, inner.fields = shape, nil
	return inner.blocks(func(b Block) error {
		shape.Blocks = append(shape.Blocks, b)
		return nil
	})
}

// strokeState collects what decides the outline of a DrawingML shape.
type strokeState struct {
	stated, none, styled bool
	dash, color          string
	width                EMU
}

// thinLine is the width Office gives an outline whose width nobody stated.
const thinLine EMU = 9525

func (s *strokeState) resolve() Stroke {
	if s.none || !s.stated && !s.styled {
		return Stroke{}
	}
	out := Stroke{Style: s.dash, Width: s.width, Color: s.color}
	if out.Style == "" {
		out.Style = "solid"
	}
	if out.Width == 0 {
		out.Width = thinLine
	}
	if out.Color == "" {
		out.Color = "auto"
	}
	return out
}

func (r *runReader) shapeProperties(shape *Shape, group *scaling, stroke *strokeState) error {
	return r.s.Children(func(e opc.Elem) error {
		switch e.Local {
		case "xfrm":
			var t transform
			err := r.transform(&t)
			shape.place(t, group)
			return err
		case "prstGeom":
			if p := e.Attr("prst"); p == "line" || strings.Contains(p, "Connector") {
				shape.Kind = ShapeLine
			}
		case "ln":
			return r.outline(e, stroke)
		}
		return nil
	})
}

func (r *runReader) outline(e opc.Elem, stroke *strokeState) error {
	stroke.width = parseEMU(e.Attr("w"))
	return r.s.Children(func(e opc.Elem) error {
		switch e.Local {
		case "noFill":
			stroke.none = true
		case "prstDash":
			stroke.dash = e.Attr("val")
		case "custDash":
			stroke.dash = "custom"
		case "solidFill", "gradFill", "pattFill":
			stroke.stated = true
			return r.s.Children(func(e opc.Elem) error {
				switch e.Local {
				case "srgbClr":
					stroke.color = colorValue(e.Attr("val"))
				case "sysClr":
					stroke.color = colorValue(e.Attr("lastClr"))
				case "schemeClr":
					stroke.color = r.theme.color(e.Attr("val"))
				}
				return nil
			})
		}
		return nil
	})
}

func (r *runReader) picture(frame Shape, group *scaling) error {
	shape := &frame
	shape.Kind = ShapePicture
	return r.addAfter(shape, func() error {
		return r.s.Children(func(e opc.Elem) error {
			switch e.Local {
			case "blipFill":
				return r.s.Children(func(e opc.Elem) error {
					if e.Local == "blip" {
						r.image(shape, &e)
					}
					return nil
				})
			case "spPr":
				return r.shapeProperties(shape, group, &strokeState{})
			}
			return nil
		})
	})
}

func (r *runReader) image(shape *Shape, e *opc.Elem) {
	for _, name := range []string{"embed", "link", "id"} {
		if rel, ok := r.rels[r.s.AttrNS(e, opc.R, name)]; ok {
			shape.Target, shape.External = rel.Target, rel.External
		}
	}
}
