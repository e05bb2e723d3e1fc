package anatomy

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// Tail is the end of a document: recipients and signature, and what stands below them.
type Tail struct {
	*window
	unsure   map[string]bool
	earliest int // the end of the title: where the tail may begin at the earliest
	Label    int // place of the Nơi nhận line, -1 without one

	Table          *docx.Table // lays it out; nil without one
	From           int         // place of its first paragraph
	RecipientLabel *Line
	Recipients     []Line
	Archive        *Line
	ArchiveEarly   bool // receivers are named below the archive line
	Authority      []Line
	Signer         *Line
	Drafter        *Line
	Contact        *contact
	End            int // place of the first paragraph of the annexes or attached texts
}

// locateTail finds the end of the document: Nơi nhận on the left, the signature on the right.
func (e *Tail) locateTail() {
	switch {
	case e.Label >= 0 && e.Para(e.Label).Top != nil:
		e.tableTail(e.Label)
	case e.Label >= 0:
		e.plainTail(e.Label)
	default:
		e.tailWithoutLabel()
	}
	e.From = max(e.From, e.earliest)
	e.findArchive()
}

// isRecipientLabel says that a line begins with Nơi nhận and nothing but its list follows, or behind a tab what stands
// beside it. A table of data may have a column of this name: its cells are framed and hold nothing else.
func isRecipientLabel(p *Para) bool {
	if len(p.Text) < len("Noi nhan") || p.Text[0]|0x20 != 'n' || p.Text[1]|0x20 == 'h' || p.Text[1]|0x20 == 'g' {
		return false // most words that begin with n, told without folding
	}
	first, _, _ := strings.Cut(p.Text, "\t")
	f := wording.Fold(wording.CutText(first, 60))
	if !strings.HasPrefix(wording.Letters(f), "noinhan") {
		return false
	}
	rest := strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(f, "noi nhan"), "noinhan"), " :;.,"))
	return (rest == "" || wording.StartsWithDash(rest) || strings.HasPrefix(rest, "nhu ")) && !cellOfData(p)
}

// cellOfData says that a paragraph is all that a framed cell holds.
func cellOfData(p *Para) bool {
	c := p.Cell
	if c == nil || !c.Borders.Around() || strings.Contains(p.Text, "\n") {
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
func (e *Tail) tableTail(label int) {
	t := e.Para(label).Top
	first, last := e.extent(t, label)
	mine, _ := columnIn(t, e.Para(label).Paragraph)
	before, behind := block{}, block{} // what stands in the columns left and right of the recipients
	for i := first; i <= last; i++ {
		p := e.Para(i)
		xs := LinesOf(p.Paragraph, false)
		switch column, _ := columnIn(t, p.Paragraph); {
		case column > mine:
			behind.add(p, xs)
		case column < mine:
			before.add(p, xs)
		case i >= label: // above it in its own column stands the secretary of minutes (sample form 1.9), or a note
			e.takeRecipients(xs)
		}
	}
	if len(behind.lines) == 0 {
		behind = before // both the wrong way round
	}
	for i := range behind.lines {
		behind.lines[i].Side = Right
	}
	e.Table = t
	e.From = first
	e.bound(last)
	e.readSignature(behind.lines)
	switch {
	case e.Signer == nil && len(e.Authority) > 0: // the name in the paragraph under the table
		last = e.nameBelow(last)
	case e.Signer == nil:
		// A signature outside the table of the recipients.
		e.signatureAbove(first)
		if e.Signer == nil && len(e.Authority) == 0 {
			last = e.signatureBelow(last)
		}
	}
	e.readFoot(last)
}

// underTable is how many lines below the table of the recipients a signature goes on.
const underTable = 10

// nameBelow looks under the table at the end for the name of the signer, and is the place of the last paragraph of the
// end then.
func (e *Tail) nameBelow(last int) int {
	for i := last + 1; i < e.End && i <= last+underTable; i++ {
		p := e.Para(i)
		xs := LinesOf(p.Paragraph, false)
		if len(xs) == 0 {
			continue
		}
		x := &xs[len(xs)-1]
		if len(xs) > 1 || looksOfOffice(x) || !(looksOfName(x.Text) || NameInSmallLetters(x.Text)) || isDrafterMark(x) || wording.StartsWithDash(x.Text) {
			return last
		}
		x.Side = Right
		e.Signer = x
		return i
	}
	return last
}

// signatureBelow looks for a signature block that stands under the recipients.
func (e *Tail) signatureBelow(last int) int {
	first, to := -1, last
	for i := last + 1; i < e.End && i <= last+2*underTable; i++ {
		p := e.Para(i)
		if p.Text == "" {
			continue
		}
		x := Line{Text: p.Text, Folded: wording.Fold(wording.CutText(p.Text, LongStart))}
		office := wording.Upper(p.Text) && (AuthorityStart.MatchString(p.Text) || IsPosition(x.Folded))
		if len(p.Text) > LongStart || first < 0 && !office {
			break
		}
		if first < 0 {
			first = i
		}
		if to = i; !office && looksOfName(p.Text) {
			break
		}
	}
	if first < 0 {
		return last
	}
	e.readSignature(e.blockOf(first, to+1))
	if e.Signer == nil {
		e.Authority = nil
		return last
	}
	return to
}

// extent is the first and the last paragraph of a table around one of them.
func (e *Tail) extent(t *docx.Table, i int) (first, last int) {
	first, last = i, i
	for first > e.earliest && e.Para(first-1).Top == t {
		first--
	}
	for last+1 < e.End && e.Para(last+1).Top == t {
		last++
	}
	return first, last
}

// takeRecipients takes lines for the recipients, the first of them for their label.
func (e *Tail) takeRecipients(xs []Line) {
	for _, x := range xs {
		if e.RecipientLabel == nil {
			e.takeLabel(x)
		} else {
			e.Recipients = append(e.Recipients, x)
		}
	}
}

// takeLabel splits a line that begins with Nơi nhận from an item typed behind it.
func (e *Tail) takeLabel(x Line) {
	colon := strings.IndexByte(x.Text, ':')
	if colon < 0 || colon+1 == len(x.Text) {
		e.RecipientLabel = &x
		return
	}
	label := x.Part(0, colon+1)
	label.Folded = wording.Fold(label.Text)
	e.RecipientLabel = &label
	from, to := trimSpan(x.Text, colon+1, len(x.Text))
	rest := x.Part(from, to)
	rest.Folded = wording.Fold(rest.Text)
	e.Recipients = append(e.Recipients, rest)
}

// end sets where the main document ends and reads what stands below.
func (e *Tail) end(last int) {
	e.bound(last)
	e.readFoot(last)
}

// bound sets where the main document ends: after the last paragraph of its end, unless an annex is further down. What
// follows the signature may be the drafter's mark or the address line; a long text is an attached document.
func (e *Tail) bound(last int) {
	next := e.Next(last + 1)
	if next < e.End && (e.Para(next).PageStart() || e.Para(next).Text != "" && e.startsAttachment(next)) {
		e.End = next
	}
}

// readFoot looks below the end for what may still stand there: the mark of the drafter and the address of the body.
func (e *Tail) readFoot(last int) {
	var lines []*docx.Paragraph
	var first int
	for i := last + 1; i < e.End && i <= last+tailReach && len(lines) < ContactLines; i++ {
		p := e.Para(i)
		xs := LinesOf(p.Paragraph, false)
		switch {
		case len(xs) == 0:
		case e.Drafter == nil && len(lines) == 0 && isDrafterMark(&xs[0]):
			e.Drafter = &xs[0]
		default:
			if len(lines) == 0 {
				first = i
			}
			lines = append(lines, p.Paragraph)
		}
	}
	if len(lines) > 0 {
		e.Contact = NewContact(lines, report.At(lines[0]), e.Para(max(first-1, 0)).Paragraph)
	}
}

// PageStart says that the paragraph begins a page by its own properties.
func (p *Para) PageStart() bool {
	return p.Props.PageBreakBefore || strings.HasPrefix(p.Paragraph.Text(), "\f")
}

// startsAttachment says that a new document begins: a type name in capitals, or another header.
func (e *Tail) startsAttachment(i int) bool {
	p := e.Para(i)
	if _, exact, ok := FormByName(wording.Fold(wording.CutText(p.Text, 80))); ok && exact && wording.Upper(p.Text) {
		return true
	}
	for k := i; k < e.Count() && k < i+12; k++ {
		for _, x := range LinesOf(e.Para(k).Paragraph, true) {
			if isNationalName(&x) || isIssuedWith(&x) {
				return true
			}
		}
	}
	return false
}

// plainTail reads an end typed without a table: Nơi nhận and its list, the signature above, beside or below.
func (e *Tail) plainTail(label int) {
	e.unsure["authority"], e.unsure["signer"] = true, true
	var signature block
	last := label
	ended := false
	for i := label; i < e.End && i < label+60; i++ {
		p := e.Para(i)
		if p.Text == "" {
			signature.add(p, nil)
			continue
		}
		if p.Top != nil || i > label && e.startsAttachment(i) && !wording.StartsWithDash(p.Text) {
			break
		}
		for _, x := range LinesOf(p.Paragraph, true) {
			switch {
			case e.RecipientLabel == nil:
				e.takeLabel(x)
			case isDrafterMark(&x):
				e.Drafter = &x
			case x.Side == Right, wording.Upper(x.Text) && !wording.StartsWithDash(x.Text):
				signature.add(p, []Line{x})
			case wording.StartsWithDash(x.Text) && !ended, IsArchive(&x):
				e.Recipients = append(e.Recipients, x)
				ended = ended || IsArchive(&x)
			case len(x.Text) < LongStart:
				signature.add(p, []Line{x})
			}
		}
		last = i
	}
	e.From = label
	e.end(last)
	if len(signature.lines) == 0 {
		e.signatureAbove(label)
		return
	}
	e.readSignature(signature.lines)
}

// signatureAbove looks for a signature block that stands before the recipients, or without them.
func (e *Tail) signatureAbove(before int) {
	from := before
	for i := before - 1; i >= e.earliest && i > before-25; i-- {
		p := e.Para(i)
		if p.Text == "" {
			continue
		}
		if len(p.Text) > LongStart || strings.HasSuffix(p.Text, "./.") {
			break
		}
		x := LinesOf(p.Paragraph, false)
		if len(x) > 0 && wording.Upper(x[0].Text) && (AuthorityStart.MatchString(x[0].Text) || IsPosition(x[0].Folded)) {
			from = i
		}
	}
	if from == before {
		return
	}
	e.From = from
	e.readSignature(e.blockOf(from, before))
}

// blockOf takes the paragraphs between two places for a signature block.
func (e *Tail) blockOf(from, to int) []tailLine {
	var b block
	for i := from; i < to; i++ {
		p := e.Para(i)
		b.add(p, LinesOf(p.Paragraph, false))
	}
	return b.lines
}

// tailWithoutLabel serves a document whose Nơi nhận line is missing: the archive line or the signature shows the end.
func (e *Tail) tailWithoutLabel() {
	for i := e.End - 1; i >= e.earliest; i-- {
		p := e.Para(i)
		if p.Text == "" || len(p.Text) > LongStart {
			continue
		}
		x := Line{Text: p.Text, Folded: wording.Fold(p.Text)}
		if !IsArchive(&x) {
			continue
		}
		if p.Top != nil {
			e.archiveTail(i)
			return
		}
		first := i
		for first > e.earliest && wording.StartsWithDash(e.Para(first-1).Text) && e.Para(first-1).Top == nil {
			first--
		}
		for k := first; k <= i; k++ {
			e.Recipients = append(e.Recipients, LinesOf(e.Para(k).Paragraph, false)...)
		}
		e.From = first
		e.end(i)
		e.signatureAbove(first)
		return
	}
	e.From = e.End
	e.unsure["authority"], e.unsure["signer"] = true, true
	e.signatureAlone()
}

// archiveTail reads the table at the end by its archive line, the label being missing.
func (e *Tail) archiveTail(archive int) {
	t := e.Para(archive).Top
	first, last := e.extent(t, archive)
	mine, _ := columnIn(t, e.Para(archive).Paragraph)
	var signature block
	for i := first; i <= last; i++ {
		p := e.Para(i)
		xs := LinesOf(p.Paragraph, false)
		if column, _ := columnIn(t, p.Paragraph); column > mine {
			signature.add(p, xs)
		} else {
			e.Recipients = append(e.Recipients, xs...)
		}
	}
	e.Table = t
	e.From = first
	e.end(last)
	e.readSignature(signature.lines)
}

// signatureAlone looks for the signature block of a document without recipients: lines of authority with the name of a
// person below them, and no heading above that has them for its title.
func (e *Tail) signatureAlone() {
	for i := e.End - 1; i >= e.earliest; i-- {
		if !e.officeLine(i) {
			continue
		}
		first := i
		for k := i - 1; k >= e.earliest && k > i-6; k-- {
			if e.officeLine(k) {
				first = k
			}
		}
		if e.titleOfHeading(first) {
			continue
		}
		signature := e.blockOf(first, min(e.End, i+15))
		if !hasName(signature) {
			continue
		}
		e.From = first
		e.readSignature(signature)
		return
	}
}

// officeLine says that a paragraph is a short line in capitals that names an authority or position.
func (e *Tail) officeLine(i int) bool {
	p := e.Para(i)
	return p.Text != "" && len(p.Text) <= LongStart && wording.Upper(p.Text) && HeadingOf(p.Text) == NoHeading &&
		(AuthorityStart.MatchString(p.Text) || IsPosition(wording.Fold(p.Text)))
}

// titleOfHeading says that a line is the title of the Chương, Mục or Phần above it.
func (e *Tail) titleOfHeading(i int) bool {
	for i--; i >= e.earliest; i-- {
		if t := e.Para(i).Text; t != "" {
			return Divides(HeadingOf(t))
		}
	}
	return false
}

// hasName says that a block of lines holds the name of a person, and no sentence or heading before it.
func hasName(lines []tailLine) bool {
	for i := range lines {
		x := &lines[i].Line
		switch {
		case looksOfOffice(x), strings.HasPrefix(x.Text, "("), wording.Upper(x.Text), DrawnByHand(x.Text), isDateLine(x):
		case HeadingOf(x.Text) != NoHeading || len(x.Text) > LongStart/2 || strings.HasSuffix(x.Text, "."):
			return false
		case looksOfName(x.Text), NameInSmallLetters(x.Text):
			return true
		}
	}
	return false
}
