package docxgen

import (
	"cmp"
	"fmt"
	"strings"

	"trinhky/internal/docx"
)

// ruled writes a line and the rule below it; area is the width in which both are centred.
func (w *writer) ruled(l Line, style string, r Rule, usual, area docx.Twips) {
	length := r.Length
	if length == 0 {
		length = usual.EMU()
	}
	if r.Form == RuleNone {
		w.paragraph(l, style)
		return
	}
	look := w.look(l, style)
	// A line of Times is about 1.15 times its size high; the rule goes just under the last one.
	lines := 1 + strings.Count(l.text(), "\n")
	if textWidth := w.width(l, style); area > 0 && textWidth > area {
		lines += int(textWidth / area)
	}
	below := docx.EMU(lines)*docx.EMU(look.Size)*docx.EMU(6350)*117/100 + 19050
	left := (area.EMU()-length)/2 + r.Shift
	switch r.Form {
	case RuleNone:
	case RuleDrawn:
		w.paragraph(l, style, w.drawnRule(r, length, left, below))
	case RuleVML:
		w.paragraph(l, style, w.vmlRule(r, length, left, below))
	case RuleUnderscores:
		w.paragraph(l, style)
		n := max(3, int(length.Twips()/docx.TextWidth("_", look.Size, false, false)))
		w.paragraph(Line{Text: strings.Repeat("_", n), Look: Look{Bold: Off, Italic: Off, Align: docx.AlignCenter, Size: look.Size}}, StyleNormal)
	case RuleBorder:
		w.paragraph(l, style)
		side := max(0, (area-length.Twips())/2)
		dash := "single"
		if r.Dash != "" {
			dash = "dashed"
		}
		fmt.Fprintf(&w.b, `<w:p><w:pPr><w:pBdr><w:top w:val="%s" w:sz="6" w:space="1" w:color="auto"/></w:pBdr><w:spacing w:line="120" w:lineRule="exact"/>`+
			`<w:ind w:left="%d" w:right="%d"/><w:jc w:val="center"/></w:pPr></w:p>`+"\n", dash, side, side)
	}
}

func (r Rule) dashXML() string {
	if r.Dash == "" {
		return ""
	}
	return `<a:prstDash val="` + r.Dash + `"/>`
}

// drawnRule is a line as Word draws it: DrawingML for current readers, VML for older ones.
func (w *writer) drawnRule(r Rule, length, left, below docx.EMU) string {
	w.shapes++
	return fmt.Sprintf(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" `+
		`simplePos="0" relativeHeight="%[1]d" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>`+
		`<wp:positionH relativeFrom="column"><wp:posOffset>%[3]d</wp:posOffset></wp:positionH>`+
		`<wp:positionV relativeFrom="paragraph"><wp:posOffset>%[4]d</wp:posOffset></wp:positionV>`+
		`<wp:extent cx="%[2]d" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>`+
		`<wp:docPr id="%[1]d" name="Straight Connector %[1]d"/><wp:cNvGraphicFramePr/>`+
		`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">`+
		`<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[2]d" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>`+
		`<a:ln w="9525"><a:solidFill><a:srgbClr val="%[7]s"/></a:solidFill>%[5]s</a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>`+
		`</wp:anchor></w:drawing></mc:Choice><mc:Fallback>%[6]s</mc:Fallback></mc:AlternateContent></w:r>`,
		w.shapes, length, left, below, r.dashXML(), vmlLine(r, w.shapes, length, left, below), cmp.Or(r.Color, "000000"))
}

func (w *writer) vmlRule(r Rule, length, left, below docx.EMU) string {
	w.shapes++
	return "<w:r>" + vmlLine(r, w.shapes, length, left, below) + "</w:r>"
}

func vmlLine(r Rule, id int, length, left, below docx.EMU) string {
	dash, stroke := "", "black"
	if r.Color != "" {
		stroke = "#" + r.Color
	}
	if r.Dash != "" {
		dash = `<v:stroke dashstyle="dash"/>`
	}
	return fmt.Sprintf(`<w:pict><v:line id="Line_%d" style="position:absolute;z-index:%d" from="%s,%s" to="%s,%s" strokecolor="%s" strokeweight=".75pt">%s</v:line></w:pict>`,
		id, id, points(left), points(below), points(left+length), points(below), stroke, dash)
}

// points writes a length in points with two decimals.
func points(e docx.EMU) string {
	sign := ""
	if e < 0 {
		sign, e = "-", -e
	}
	return fmt.Sprintf("%s%d.%02dpt", sign, e/12700, e%12700*100/12700)
}
