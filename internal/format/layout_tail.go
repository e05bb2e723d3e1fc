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

// isRecipientLabel says that a line begins with Nơi nhận and nothing but its list follows.
func isRecipientLabel(p *para) bool {
	if len(p.text) < len("Noi nhan") || p.text[0]|0x20 != 'n' || p.text[1]|0x20 == 'h' || p.text[1]|0x20 == 'g' {
		return false // most words that begin with n, told without folding
	}
	f := fold(cutText(p.text, 60))
	if !strings.HasPrefix(letters(f), "noinhan") {
		return false
	}
	rest := strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(f, "noi nhan"), "noinhan"), " :;.,"))
	return rest == "" || startsWithDash(rest) || strings.HasPrefix(rest, "nhu ")
}

// tableTail reads the table of two columns at the end: recipients left, signature right.
func (l *layout) tableTail(label int) {
	t := l.para(label).top
	mine, row := columnIn(t, l.para(label).Paragraph)
	var signature []tailLine
	first, last := label, label
	for first > l.bodyFrom && l.para(first-1).top == t {
		first--
	}
	for last+1 < l.mainEnd && l.para(last+1).top == t {
		last++
	}
	blank := 0
	for i := first; i <= last; i++ {
		p := l.para(i)
		column, r := columnIn(t, p.Paragraph)
		if p.text == "" {
			blank++
			continue
		}
		for _, x := range linesOf(p.Paragraph, false) {
			switch {
			case column > mine:
				x.side = right
				signature = append(signature, tailLine{x, blank})
			case r < row:
				// Above the label in its own column signs the secretary of minutes (sample form 1.9), not the authority.
			case l.recipientLabel == nil:
				l.takeLabel(x)
			default:
				l.recipients = append(l.recipients, x)
			}
			blank = 0
		}
	}
	l.tailTable = t
	l.bodyTo = first
	l.end(last)
	l.readSignature(signature)
	if l.signer == nil && len(l.authority) == 0 {
		// A signature outside the table of the recipients.
		l.signatureAbove(first)
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

// tailLine is a line of the signature block with the empty paragraphs above it, where the signature goes.
type tailLine struct {
	line
	blank int
}

// plainTail reads an end typed without a table: Nơi nhận and its list, the signature above, beside or below.
func (l *layout) plainTail(label int) {
	l.unsure["authority"], l.unsure["signer"] = true, true
	var signature []tailLine
	last := label
	blank := 0
	ended := false
	for i := label; i < l.mainEnd && i < label+60; i++ {
		p := l.para(i)
		if p.text == "" {
			blank++
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
				signature = append(signature, tailLine{x, blank})
			case startsWithDash(x.text) && !ended, isArchive(&x):
				l.recipients = append(l.recipients, x)
				ended = ended || isArchive(&x)
			case len(x.text) < longStart:
				signature = append(signature, tailLine{x, blank})
			}
			blank = 0
		}
		last = i
	}
	l.bodyTo = label
	l.end(last)
	if len(signature) == 0 {
		l.signatureAbove(label)
		return
	}
	l.readSignature(signature)
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
	var lines []tailLine
	blank := 0
	for i := from; i < before; i++ {
		if l.para(i).text == "" {
			blank++
			continue
		}
		for _, x := range linesOf(l.para(i).Paragraph, false) {
			lines = append(lines, tailLine{x, blank})
			blank = 0
		}
	}
	l.bodyTo = from
	l.readSignature(lines)
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
		first := i
		for first > l.bodyFrom && (startsWithDash(l.para(first-1).text) && l.para(first-1).top == p.top) {
			first--
		}
		if t := p.top; t != nil {
			mine, _ := columnIn(t, p.Paragraph)
			for first > l.bodyFrom && l.para(first-1).top == t {
				first--
			}
			last := i
			for last+1 < l.mainEnd && l.para(last+1).top == t {
				last++
			}
			var signature []tailLine
			blank := 0
			for k := first; k <= last; k++ {
				if l.para(k).text == "" {
					blank++
					continue
				}
				column, _ := columnIn(t, l.para(k).Paragraph)
				for _, y := range linesOf(l.para(k).Paragraph, false) {
					if column > mine {
						signature = append(signature, tailLine{y, blank})
					} else {
						l.recipients = append(l.recipients, y)
					}
					blank = 0
				}
			}
			l.tailTable = t
			l.bodyTo = first
			l.end(last)
			l.readSignature(signature)
			return
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
		var lines []tailLine
		blank := 0
		for k := first; k < l.mainEnd && k < i+15; k++ {
			if l.para(k).text == "" {
				blank++
				continue
			}
			for _, x := range linesOf(l.para(k).Paragraph, false) {
				lines = append(lines, tailLine{x, blank})
				blank = 0
			}
		}
		l.bodyTo = first
		l.readSignature(lines)
		return
	}
}
