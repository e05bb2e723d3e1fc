package format

import (
	"strings"

	"trinhky/internal/docx"
)

// locateTail finds the end of the document: Nơi nhận on the left, the signature on the right.
func (l *layout) locateTail() {
	switch {
	case l.label >= 0 && l.para(l.label).top != nil:
		l.tableTail(l.label)
	case l.label >= 0:
		l.plainTail(l.label)
	default:
		l.tailWithoutLabel()
	}
	l.bodyTo = max(l.bodyTo, l.bodyFrom)
	l.findArchive()
}

// isRecipientLabel says that a line begins with Nơi nhận and nothing but its list follows, or behind a tab what stands
// beside it. A table of data may have a column of this name: its cells are framed and hold nothing else.
func isRecipientLabel(p *para) bool {
	if len(p.text) < len("Noi nhan") || p.text[0]|0x20 != 'n' || p.text[1]|0x20 == 'h' || p.text[1]|0x20 == 'g' {
		return false // most words that begin with n, told without folding
	}
	first, _, _ := strings.Cut(p.text, "\t")
	f := fold(cutText(first, 60))
	if !strings.HasPrefix(letters(f), "noinhan") {
		return false
	}
	rest := strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(f, "noi nhan"), "noinhan"), " :;.,"))
	return (rest == "" || startsWithDash(rest) || strings.HasPrefix(rest, "nhu ")) && !cellOfData(p)
}

// cellOfData says that a paragraph is all that a framed cell holds.
func cellOfData(p *para) bool {
	c := p.Cell
	if c == nil || !c.Borders.Around() || strings.Contains(p.text, "\n") {
		return false
	}
	some := 0
	for q := range docx.WalkParagraphs(c.Blocks) {
		if !q.Empty() {
			some++
		}
	}
	return some < 2
}

// tableTail reads the table of two columns at the end: recipients left, signature right.
func (l *layout) tableTail(label int) {
	t := l.para(label).top
	first, last := l.extent(t, label)
	mine, _ := columnIn(t, l.para(label).Paragraph)
	before, behind := block{}, block{} // what stands in the columns left and right of the recipients
	for i := first; i <= last; i++ {
		p := l.para(i)
		xs := linesOf(p.Paragraph, false)
		switch column, _ := columnIn(t, p.Paragraph); {
		case column > mine:
			behind.add(p, xs)
		case column < mine:
			before.add(p, xs)
		case i >= label: // above it in its own column stands the secretary of minutes (sample form 1.9), or a note
			l.takeRecipients(xs)
		}
	}
	if len(behind.lines) == 0 {
		behind = before // both the wrong way round
	}
	for i := range behind.lines {
		behind.lines[i].side = right
	}
	l.tailTable = t
	l.bodyTo = first
	l.end(last)
	l.readSignature(behind.lines)
	if l.signer == nil && len(l.authority) == 0 {
		// A signature outside the table of the recipients.
		l.signatureAbove(first)
	}
}

// extent is the first and the last paragraph of a table around one of them.
func (l *layout) extent(t *docx.Table, i int) (first, last int) {
	first, last = i, i
	for first > l.bodyFrom && l.para(first-1).top == t {
		first--
	}
	for last+1 < l.mainEnd && l.para(last+1).top == t {
		last++
	}
	return first, last
}

// takeRecipients takes lines for the recipients, the first of them for their label.
func (l *layout) takeRecipients(xs []line) {
	for _, x := range xs {
		if l.recipientLabel == nil {
			l.takeLabel(x)
		} else {
			l.recipients = append(l.recipients, x)
		}
	}
}

// takeLabel splits a line that begins with Nơi nhận from an item typed behind it.
func (l *layout) takeLabel(x line) {
	colon := strings.IndexByte(x.text, ':')
	if colon < 0 || colon+1 == len(x.text) {
		l.recipientLabel = &x
		return
	}
	label := x.part(0, colon+1)
	label.folded = fold(label.text)
	l.recipientLabel = &label
	from, to := trimSpan(x.text, colon+1, len(x.text))
	rest := x.part(from, to)
	rest.folded = fold(rest.text)
	l.recipients = append(l.recipients, rest)
}

// end sets where the main document ends: after the last paragraph of its end, unless an annex is further down.
func (l *layout) end(last int) {
	// What follows the signature may be the drafter's mark or the address line; a long text is an attached document.
	next := l.next(last + 1)
	if next < l.mainEnd && (l.para(next).PageStart() || l.para(next).text != "" && l.startsAttachment(next)) {
		l.mainEnd = next
	}
	l.readFoot(last)
}

// readFoot looks below the end for what may still stand there: the mark of the drafter and the address of the body.
func (l *layout) readFoot(last int) {
	var lines []*docx.Paragraph
	var first int
	for i := last + 1; i < l.mainEnd && i <= last+tailReach && len(lines) < contactLines; i++ {
		p := l.para(i)
		xs := linesOf(p.Paragraph, false)
		switch {
		case len(xs) == 0:
		case l.drafter == nil && len(lines) == 0 && isDrafterMark(&xs[0]):
			l.drafter = &xs[0]
		default:
			if len(lines) == 0 {
				first = i
			}
			lines = append(lines, p.Paragraph)
		}
	}
	if len(lines) > 0 {
		l.contact = newContact(lines, at(lines[0]), l.para(max(first-1, 0)).Paragraph)
	}
}

// PageStart says that the paragraph begins a page by its own properties.
func (p *para) PageStart() bool {
	return p.Props.PageBreakBefore || strings.HasPrefix(p.Paragraph.Text(), "\f")
}

// startsAttachment says that a new document begins: a type name in capitals, or another header.
func (l *layout) startsAttachment(i int) bool {
	p := l.para(i)
	if _, exact, ok := formByName(fold(cutText(p.text, 80))); ok && exact && upper(p.text) {
		return true
	}
	for k := i; k < l.count() && k < i+12; k++ {
		for _, x := range linesOf(l.para(k).Paragraph, true) {
			if isNationalName(&x) || strings.HasPrefix(x.folded, "(kem theo") || strings.HasPrefix(x.folded, "(ban hanh kem theo") {
				return true
			}
		}
	}
	return false
}

// plainTail reads an end typed without a table: Nơi nhận and its list, the signature above, beside or below.
func (l *layout) plainTail(label int) {
	l.unsure["authority"], l.unsure["signer"] = true, true
	var signature block
	last := label
	ended := false
	for i := label; i < l.mainEnd && i < label+60; i++ {
		p := l.para(i)
		if p.text == "" {
			signature.add(p, nil)
			continue
		}
		if p.top != nil || i > label && l.startsAttachment(i) && !startsWithDash(p.text) {
			break
		}
		for _, x := range linesOf(p.Paragraph, true) {
			switch {
			case l.recipientLabel == nil:
				l.takeLabel(x)
			case isDrafterMark(&x):
				l.drafter = &x
			case x.side == right, upper(x.text) && !startsWithDash(x.text):
				signature.add(p, []line{x})
			case startsWithDash(x.text) && !ended, isArchive(&x):
				l.recipients = append(l.recipients, x)
				ended = ended || isArchive(&x)
			case len(x.text) < longStart:
				signature.add(p, []line{x})
			}
		}
		last = i
	}
	l.bodyTo = label
	l.end(last)
	if len(signature.lines) == 0 {
		l.signatureAbove(label)
		return
	}
	l.readSignature(signature.lines)
}

// signatureAbove looks for a signature block that stands before the recipients, or without them.
func (l *layout) signatureAbove(before int) {
	from := before
	for i := before - 1; i >= l.bodyFrom && i > before-25; i-- {
		p := l.para(i)
		if p.text == "" {
			continue
		}
		if len(p.text) > longStart || strings.HasSuffix(p.text, "./.") {
			break
		}
		x := linesOf(p.Paragraph, false)
		if len(x) > 0 && upper(x[0].text) && (authorityStart.MatchString(x[0].text) || isPosition(x[0].folded)) {
			from = i
		}
	}
	if from == before {
		return
	}
	l.bodyTo = from
	l.readSignature(l.blockOf(from, before))
}

// blockOf takes the paragraphs between two places for a signature block.
func (l *layout) blockOf(from, to int) []tailLine {
	var b block
	for i := from; i < to; i++ {
		p := l.para(i)
		b.add(p, linesOf(p.Paragraph, false))
	}
	return b.lines
}

// tailWithoutLabel serves a document whose Nơi nhận line is missing: the archive line or the signature shows the end.
func (l *layout) tailWithoutLabel() {
	for i := l.mainEnd - 1; i >= l.bodyFrom; i-- {
		p := l.para(i)
		if p.text == "" || len(p.text) > longStart {
			continue
		}
		x := line{text: p.text, folded: fold(p.text)}
		if !isArchive(&x) {
			continue
		}
		if p.top != nil {
			l.archiveTail(i)
			return
		}
		first := i
		for first > l.bodyFrom && startsWithDash(l.para(first-1).text) && l.para(first-1).top == nil {
			first--
		}
		for k := first; k <= i; k++ {
			l.recipients = append(l.recipients, linesOf(l.para(k).Paragraph, false)...)
		}
		l.bodyTo = first
		l.end(i)
		l.signatureAbove(first)
		return
	}
	l.bodyTo = l.mainEnd
	l.unsure["authority"], l.unsure["signer"] = true, true
	l.signatureAlone()
}

// archiveTail reads the table at the end by its archive line, the label being missing.
func (l *layout) archiveTail(archive int) {
	t := l.para(archive).top
	first, last := l.extent(t, archive)
	mine, _ := columnIn(t, l.para(archive).Paragraph)
	var signature block
	for i := first; i <= last; i++ {
		p := l.para(i)
		xs := linesOf(p.Paragraph, false)
		if column, _ := columnIn(t, p.Paragraph); column > mine {
			signature.add(p, xs)
		} else {
			l.recipients = append(l.recipients, xs...)
		}
	}
	l.tailTable = t
	l.bodyTo = first
	l.end(last)
	l.readSignature(signature.lines)
}

// signatureAlone looks for the last authority line of a document without recipients.
func (l *layout) signatureAlone() {
	for i := l.mainEnd - 1; i >= l.bodyFrom; i-- {
		p := l.para(i)
		if p.text == "" || len(p.text) > longStart || !upper(p.text) {
			continue
		}
		if !authorityStart.MatchString(p.text) && !isPosition(fold(p.text)) {
			continue
		}
		first := i
		for k := i - 1; k >= l.bodyFrom && k > i-6; k-- {
			if t := l.para(k).text; t != "" && upper(t) && (authorityStart.MatchString(t) || isPosition(fold(t))) {
				first = k
			}
		}
		l.bodyTo = first
		l.readSignature(l.blockOf(first, min(l.mainEnd, i+15)))
		return
	}
}
