package papers

import (
	"fmt"
	"strings"
)

const emuPerTwip = 635

// drawn is the XML of a run with a drawn line: left is its distance from the column's edge, down its distance from the
// top of the paragraph it hangs on, in twips.
func (w *writer) drawn(r Rule, left, down int) string {
	if r.Length == 0 || r.Typed {
		return ""
	}
	form := w.l.Rule
	if form == RuleBorder || form == RuleOwn || form == RuleNext { // the processor's own line
		form = map[Processor]RuleForm{Word03: RuleVML, WPS: RuleChoice, Word: RuleChoice, Writer: RuleDrawing, Google: RuleDrawing}[w.l.Processor]
	}
	id := w.id()
	var inner string
	switch form {
	case RuleVML:
		inner = "<w:pict>" + vmlLine(r, left, down, id) + "</w:pict>"
	case RuleConnector:
		inner = fmt.Sprintf(`<w:pict><v:shapetype id="_x0000_t32" coordsize="21600,21600" o:spt="32" o:oned="t" path="m,l21600,21600e" `+
			`filled="f"><v:path arrowok="t" fillok="f" o:connecttype="none"/><o:lock v:ext="edit" shapetype="t"/></v:shapetype>`+
			`<v:shape id="AutoShape %d" o:spid="_x0000_s%d" type="#_x0000_t32" style="position:absolute;margin-left:%spt;margin-top:`+
			`%spt;width:%spt;height:0;z-index:251658240" o:connectortype="straight">%s</v:shape></w:pict>`,
			id, 1026+id, points(left), points(down), points(r.Length), vmlDash(r))
	case RuleChoice:
		inner = `<mc:AlternateContent><mc:Choice Requires="wps">` + w.wpsLine(r, left, down, id) + `</mc:Choice><mc:Fallback><w:pict>` +
			vmlLine(r, left, down, id) + `</w:pict></mc:Fallback></mc:AlternateContent>`
	default:
		inner = `<mc:AlternateContent><mc:Choice Requires="wps">` + w.wpsLine(r, left, down, id) + `</mc:Choice></mc:AlternateContent>`
	}
	return "<w:r><w:rPr><w:noProof/></w:rPr>" + inner + "</w:r>"
}

// points writes twips as points.
func points(twips int) string {
	sign := ""
	if twips < 0 {
		sign, twips = "-", -twips
	}
	return fmt.Sprintf("%s%d.%02d", sign, twips/20, twips%20*5)
}

func vmlDash(r Rule) string {
	if r.Dashed {
		return `<v:stroke dashstyle="dash"/>`
	}
	return ""
}

func vmlLine(r Rule, left, down, id int) string {
	return fmt.Sprintf(`<v:line id="Line %d" o:spid="_x0000_s%d" style="position:absolute;z-index:25165%d" from="%spt,%spt" `+
		`to="%spt,%spt">%s</v:line>`,
		id, 1026+id, 7216+id, points(left), points(down), points(left+r.Length), points(down), vmlDash(r))
}

// wpsLine is a line as Word 2010 and after draws it.
func (w *writer) wpsLine(r Rule, left, down, id int) string {
	dash := ""
	if r.Dashed {
		dash = `<a:prstDash val="dash"/>`
	}
	shape, name, height := "line", "Straight Connector", 0
	switch w.l.Processor {
	case WPS:
		name = "直接连接符"
	case Writer:
		name, height = "Line", 1
	case Google:
		shape, name = "straightConnector1", "Shape"
	case Word, Word03:
	}
	geometry := fmt.Sprintf(`<wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm>`+
		`<a:prstGeom prst="%s"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>%s</a:ln></wps:spPr>`,
		r.Length*emuPerTwip, height, shape, dash)
	shown := geometry + "<wps:bodyPr/>"
	switch w.l.Rule {
	case RuleInline:
		return fmt.Sprintf(`<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/>`+
			`<wp:docPr id="%d" name="%s %d"/>%s</wp:inline></w:drawing>`, r.Length*emuPerTwip, height, id, name, id, graphic(shown))
	case RuleAligned:
		return strings.Replace(anchored(0, down, r.Length, height, id, name, shown), "<wp:posOffset>0</wp:posOffset>", "<wp:align>center</wp:align>", 1)
	default:
		return anchored(left, down, r.Length, height, id, name, shown)
	}
}

func graphic(shape string) string {
	return `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/` +
		`office/word/2010/wordprocessingShape"><wps:wsp>` + shape + `</wps:wsp></a:graphicData></a:graphic>`
}

// anchored is a DrawingML shape that hangs on a paragraph.
func anchored(left, down, width, height, id int, name, shape string) string {
	return fmt.Sprintf(`<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="%d" `+
		`behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">`+
		`<wp:posOffset>%d</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>%d</wp:posOffset>`+
		`</wp:positionV><wp:extent cx="%d" cy="%d"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="%d" name="%s %d"/>`+
		`<wp:cNvGraphicFramePr/>%s</wp:anchor></w:drawing>`,
		251659264+id, left*emuPerTwip, down*emuPerTwip, width*emuPerTwip, height*emuPerTwip, id, name, id, graphic(shape))
}

// box is the XML of a run with a text box.
func (w *writer) box(left, down, width, height int, frame bool, inner func()) string {
	id := w.id()
	content := "<w:txbxContent>" + w.within(inner) + "</w:txbxContent>"
	stroke, line := "f", "<a:ln><a:noFill/></a:ln>"
	if frame {
		stroke, line = "t", `<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>`
	}
	vml := fmt.Sprintf(`<w:pict><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">`+
		`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype><v:shape id="Text Box %d" `+
		`o:spid="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:%spt;margin-top:%spt;width:%spt;height:%spt;`+
		`z-index:25166%d" stroked="%s" filled="f"><v:textbox inset="0,0,0,0">%s</v:textbox></v:shape></w:pict>`,
		id, 1026+id, points(left), points(down), points(width), points(height), 1000+id, stroke, content)
	if w.l.Processor == Word03 {
		return "<w:r><w:rPr><w:noProof/></w:rPr>" + vml + "</w:r>"
	}
	shape := fmt.Sprintf(`<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm>`+
		`<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>%s</wps:spPr><wps:txbx>%s</wps:txbx>`+
		`<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/>`, width*emuPerTwip, height*emuPerTwip, line, content)
	drawing := anchored(left, down, width, height, id, "Text Box", shape)
	return `<w:r><w:rPr><w:noProof/></w:rPr><mc:AlternateContent><mc:Choice Requires="wps">` + drawing + `</mc:Choice><mc:Fallback>` +
		vml + `</mc:Fallback></mc:AlternateContent></w:r>`
}

// ruled writes lines with a rule under them, in a column of the width.
func (w *writer) ruled(lines []Line, r Rule, width int, frame string) {
	if len(lines) == 0 {
		return
	}
	left := (width - r.Length) / 2
	under := para{Line: Line{Spans: []Span{{"", Look{Size: 4}}}, Leading: Single, Align: Centre}, frame: frame}
	lines = append([]Line(nil), lines...)
	hangs, own := "", ""
	switch {
	case r.Length == 0:
	case r.Typed:
		look := lines[len(lines)-1].look()
		dashes := ""
		for len(dashes) < r.Length/(look.Size*5) {
			dashes += "_"
		}
		under.Spans[0] = Span{dashes, Look{Size: look.Size}}
	case w.l.Rule == RuleBorder || w.l.Rule == RuleOwn && r.Length < longest(lines)*9/10:
		// A border cannot be shorter than the text it belongs to without breaking the text.
		under.border = border("top", r)
		under.Line.Left, under.right = left, width-left-r.Length
	case w.l.Rule == RuleOwn:
		last := &lines[len(lines)-1]
		last.Left = left
		own = border("bottom", r)
	case w.l.Rule == RuleInline:
		under.content = w.drawn(r, 0, 0)
	case w.l.Rule == RuleNext:
		under.Spans[0].Size = 16
		under.content = w.drawn(r, left, 0)
	case w.l.RuleApart:
		under.content = w.drawn(r, left, 30)
	default:
		last := lines[len(lines)-1]
		down := last.look().Size*10*23/20 + 20
		if w.l.Breaks && joinable(lines) {
			down *= len(lines)
		}
		hangs = w.drawn(r, left, down)
	}
	if w.l.Breaks && len(lines) > 1 && own == "" && joinable(lines) {
		w.paragraph(para{Line: joined(lines, "\n"), content: hangs, frame: frame})
	} else {
		for i, l := range lines {
			p := para{Line: l, frame: frame}
			if i == len(lines)-1 {
				p.content, p.border, p.right = hangs, own, l.Left
			}
			w.paragraph(p)
		}
	}
	if r.Length > 0 && hangs == "" && own == "" {
		w.paragraph(under)
	}
}

// border is the XML of a paragraph border that serves as a drawn line.
func border(side string, r Rule) string {
	style := "single"
	if r.Dashed {
		style = "dashed"
	}
	return fmt.Sprintf(`<w:pBdr><w:%s w:val="%s" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>`, side, style)
}

// marked writes a mark in its frame, centred in a column of the width.
func (w *writer) marked(m *Mark, width int, frame string) {
	if m == nil {
		return
	}
	switch {
	case m.Width == 0:
		w.paragraph(para{Line: m.Line, frame: frame})
	case w.l.Processor == Google || w.l.Header == HeaderNested:
		w.grid([][]cell{{in(m.Width, func() { w.paragraph(para{Line: m.Line}) })}}, true)
		w.empty(Look{Size: 4})
	case w.l.Rule == RuleBorder || w.l.Rule == RuleOwn || w.l.Header == HeaderBoxes || frame != "":
		edge := `w:val="single" w:sz="4" w:space="1" w:color="000000"`
		l := m.Line
		l.Left = max(0, (width-m.Width)/2)
		w.paragraph(para{
			Line: l, right: l.Left, frame: frame,
			border: fmt.Sprintf(`<w:pBdr><w:top %[1]s/><w:left %[1]s/><w:bottom %[1]s/><w:right %[1]s/></w:pBdr>`, edge),
		})
	default:
		box := w.box((width-m.Width)/2, 40, m.Width, m.Height, true, func() { w.paragraph(para{Line: m.Line}) })
		room := Line{Spans: []Span{{"", Look{Size: 26}}}, Leading: Single}
		w.paragraph(para{Line: room, content: box})
		w.paragraph(para{Line: room})
	}
}
