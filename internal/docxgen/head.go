package docxgen

import (
	"fmt"
	"strings"

	"trinhky/internal/docx"
)

// usualColumns fit the issuing agency at 13 on the left and the national name at 13 on the right.
var usualColumns = [2]docx.Twips{3371, 5700}

func (w *writer) columns() [2]docx.Twips {
	if w.spec.Columns[0] > 0 {
		return w.spec.Columns
	}
	return usualColumns
}

// head writes national name, motto, agency, number, place and date, in the form asked for.
func (w *writer) head() {
	s := w.spec
	if s.National.empty() && len(s.Agency) == 0 && s.Number.empty() {
		return
	}
	switch s.Head {
	case HeadTabs:
		w.headTabs()
	case HeadBoxes:
		w.headBoxes()
	case HeadPlain:
		area := w.page.textWidth()
		w.rightTop(area)
		w.leftTop(area)
		w.leftBottom()
		w.rightBottom()
	default:
		c := w.columns()
		w.openTable(c)
		w.row(c, func() { w.leftTop(c[0] - 2*cellMargin) }, func() { w.rightTop(c[1] - 2*cellMargin) })
		w.row(c, w.leftBottom, w.rightBottom)
		w.b.WriteString("</w:tbl>\n")
	}
	if s.StampsBelow {
		w.stamps()
	}
}

// openTable starts a table without borders, as the head and the foot of a document use.
func (w *writer) openTable(c [2]docx.Twips) {
	fmt.Fprintf(&w.b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>`+
		`<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0"/></w:tblPr>`+
		`<w:tblGrid><w:gridCol w:w="%d"/><w:gridCol w:w="%d"/></w:tblGrid>`+"\n", c[0]+c[1], c[0], c[1])
}

func (w *writer) row(c [2]docx.Twips, cells ...func()) {
	w.b.WriteString("<w:tr><w:trPr><w:cantSplit/></w:trPr>") // a signature never goes to a page without its title
	for i, cell := range cells {
		fmt.Fprintf(&w.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`+"\n", c[i])
		before := w.b.Len()
		cell()
		if w.b.Len() == before {
			w.b.WriteString("<w:p/>")
		}
		w.b.WriteString("</w:tc>")
	}
	w.b.WriteString("</w:tr>\n")
}

func (w *writer) rightTop(area docx.Twips) {
	s := w.spec
	if !s.National.empty() {
		w.paragraph(s.National, StyleNational)
	}
	for range s.MottoGap {
		w.paragraph(Line{}, StyleMotto)
	}
	if !s.Motto.empty() {
		w.ruled(s.Motto, StyleMotto, s.MottoRule, w.width(s.Motto, StyleMotto), area)
	}
	if s.PlaceAbove {
		w.paragraph(s.Place, StylePlace)
	}
}

func (w *writer) leftTop(area docx.Twips) {
	s := w.spec
	for _, l := range s.Parent {
		w.paragraph(l, StyleParent)
	}
	for i, l := range s.Agency {
		if i == len(s.Agency)-1 {
			w.ruled(l, StyleAgency, s.AgencyRule, w.width(l, StyleAgency)*2/5, area)
			continue
		}
		w.paragraph(l, StyleAgency)
	}
}

func (w *writer) leftBottom() {
	s := w.spec
	w.numberAndReference(!s.NumberRight, !s.ReferenceRight)
	if !s.StampsBelow {
		w.stamps()
	}
}

func (w *writer) stamps() {
	for _, l := range w.spec.Stamps {
		w.stamp(l)
	}
}

func (w *writer) numberAndReference(number, reference bool) {
	if s := w.spec; number && !s.Number.empty() {
		w.paragraph(s.Number, StyleNumber)
	}
	if s := w.spec; reference && !s.Reference.empty() {
		w.paragraph(s.Reference, StyleReference)
	}
}

func (w *writer) rightBottom() {
	if !w.spec.Place.empty() && !w.spec.PlaceAbove {
		w.paragraph(w.spec.Place, StylePlace)
	}
	w.numberAndReference(w.spec.NumberRight, w.spec.ReferenceRight)
}

// stamp writes an urgency mark: red capitals in a rectangle drawn by paragraph borders (III.2.b).
func (w *writer) stamp(l Line) {
	if l.Color == "" {
		l.Color = "FF0000"
	}
	const box = `<w:pBdr><w:top w:val="single" w:sz="8" w:space="1" w:color="FF0000"/><w:left w:val="single" w:sz="8" w:space="4" w:color="FF0000"/>` +
		`<w:bottom w:val="single" w:sz="8" w:space="1" w:color="FF0000"/><w:right w:val="single" w:sz="8" w:space="4" w:color="FF0000"/></w:pBdr>`
	if w.spec.NoFrames {
		w.paragraph(l, StyleStamp)
		return
	}
	w.b.WriteString("<w:p>" + strings.Replace(l.paraXML(StyleStamp, "", box, ""), "</w:pBdr>", `</w:pBdr><w:spacing w:before="120"/><w:ind w:left="850" w:right="850"/>`, 1))
	for _, p := range lineParts(l) {
		w.part(p, l.textLook())
	}
	w.b.WriteString("</w:p>\n")
}

// headTabs sets both sides in the same paragraphs, centred on two tab stops.
func (w *writer) headTabs() {
	s := w.spec
	area := w.page.textWidth()
	c := w.columns()
	tabs := fmt.Sprintf(`<w:tabs><w:tab w:val="center" w:pos="%d"/><w:tab w:val="center" w:pos="%d"/></w:tabs>`, c[0]/2, min(area, c[0]+c[1]/2))
	type side struct {
		line  Line
		style string
	}
	var left, right []side
	for _, l := range s.Parent {
		left = append(left, side{l, StyleParent})
	}
	for _, l := range s.Agency {
		left = append(left, side{l, StyleAgency})
	}
	right = append(right, side{s.National, StyleNational}, side{s.Motto, StyleMotto})
	for len(left) < len(right) {
		left = append(left, side{})
	}
	for len(right) < len(left) {
		right = append(right, side{})
	}
	left, right = append(left, side{s.Number, StyleNumber}), append(right, side{s.Place, StylePlace})
	for i := range left {
		w.b.WriteString("<w:p><w:pPr>" + tabs + "</w:pPr>")
		for _, sd := range []side{left[i], right[i]} {
			w.b.WriteString("<w:r><w:tab/></w:r>")
			if sd.line.empty() {
				continue
			}
			look := w.look(sd.line, sd.style)
			for _, p := range lineParts(sd.line) {
				w.part(p, look.textLook())
			}
			if sd.style == StyleMotto && s.MottoRule.Form == RuleDrawn {
				length := w.width(s.Motto, StyleMotto)
				w.b.WriteString(w.drawnRule(s.MottoRule, length.EMU(), (c[0] + c[1]/2 - length/2).EMU(), docx.EMU(look.Size)*7430))
			}
		}
		if i == len(s.Parent)+len(s.Agency)-1 && s.AgencyRule.Form == RuleDrawn {
			length := w.width(s.Agency[len(s.Agency)-1], StyleAgency) * 2 / 5
			w.b.WriteString(w.drawnRule(s.AgencyRule, length.EMU(), (c[0]/2 - length/2).EMU(), 26*7430+19050))
		}
		w.b.WriteString("</w:p>\n")
	}
	if !s.Reference.empty() {
		ref := s.Reference
		ref.Align = docx.AlignLeft
		w.paragraph(ref, StyleReference)
	}
}

// headBoxes sets the two sides in floating text boxes.
func (w *writer) headBoxes() {
	c := w.columns()
	w.b.WriteString("<w:p>")
	w.b.WriteString(w.textBox(0, c[0], func() { w.leftTop(c[0]); w.leftBottom() }))
	w.b.WriteString(w.textBox(c[0], c[1], func() { w.rightTop(c[1]); w.rightBottom() }))
	w.b.WriteString("</w:p>\n")
	for range 5 { // the body starts below the boxes
		w.paragraph(Line{}, StyleNormal)
	}
}

func (w *writer) textBox(left, width docx.Twips, fill func()) string {
	outer := w.b.String()
	w.b.Reset()
	fill()
	inner := w.b.String()
	w.b.Reset()
	w.b.WriteString(outer)
	w.shapes++
	return fmt.Sprintf(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="%[1]d" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">`+
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>%[2]d</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>`+
		`<wp:extent cx="%[3]d" cy="1500000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="%[1]d" name="Text Box %[1]d"/><wp:cNvGraphicFramePr/>`+
		`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>`+
		`<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[3]d" cy="1500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>`+
		`<wps:txbx><w:txbxContent>%[4]s</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>`+
		`<mc:Fallback><w:pict><v:rect id="Box_%[1]d" style="position:absolute;margin-left:%[5]s;margin-top:0;width:%[6]s;height:118pt" stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent>%[4]s</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
		w.shapes, left.EMU(), width.EMU(), inner, points(left.EMU()), points(width.EMU()))
}

// tail writes the recipients at the left and the signature block at the right.
func (w *writer) tail() {
	s := w.spec
	if len(s.Authority) == 0 && s.Signer.empty() && len(s.Recipients) == 0 {
		return
	}
	c := [2]docx.Twips{4536, 4535}
	w.openTable(c)
	w.row(c, func() {
		if len(s.SecondAuthority) > 0 {
			w.signature(s.SecondAuthority, s.SecondSigner)
		} else if !s.RecipientsBelow {
			w.recipients()
		}
	}, func() { w.signature(s.Authority, s.Signer) })
	if s.RecipientsBelow {
		w.row(c, w.recipients, func() {})
	}
	w.b.WriteString("</w:tbl>\n")
	if len(s.SecondAuthority) > 0 {
		w.recipients()
	}
	if !s.Drafter.empty() {
		w.paragraph(s.Drafter, StyleDrafter)
	}
	if s.AddressAtEnd {
		w.address()
	}
	w.spacer("")
}

// address writes how the body is reached, the line above it as the border of its first paragraph (III.4).
func (w *writer) address() {
	for i, l := range w.spec.Address {
		if i > 0 || w.spec.NoAddressRule {
			w.paragraph(l, StyleAddress)
			continue
		}
		const top = `<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>`
		w.b.WriteString("<w:p>" + l.paraXML(StyleAddress, "", top, ""))
		for _, p := range lineParts(l) {
			w.part(p, l.textLook())
		}
		w.b.WriteString("</w:p>\n")
	}
}

func (w *writer) recipients() {
	s := w.spec
	if len(s.Recipients) == 0 {
		return
	}
	if !s.RecipientsLabel.empty() {
		w.paragraph(s.RecipientsLabel, StyleRecipients)
	}
	for _, l := range s.Recipients {
		w.paragraph(l, StyleRecipient)
	}
}

func (w *writer) signature(authority []Line, signer Line) {
	for _, l := range authority {
		w.paragraph(l, StyleAuthority)
	}
	for range w.spec.SignatureGap {
		w.paragraph(Line{}, StyleSigner)
	}
	if !signer.empty() {
		w.paragraph(signer, StyleSigner)
	}
}
