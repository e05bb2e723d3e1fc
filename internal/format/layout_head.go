package format

import (
	"regexp"
	"strings"

	"trinhky/internal/docx"
)

const (
	foldedNationalName = "conghoaxahoichunghiavietnam"
	foldedMotto        = "doclaptudohanhphuc"
	// headReach is how many paragraphs from the top the header may take; longStart where prose begins.
	headReach = 80
	longStart = 140
)

// locateHead finds the header. Nearly always it is a borderless table of two columns; otherwise two halves of tabbed
// lines, or lines of their own.
func (l *layout) locateHead() {
	anchor, national := l.findInHead(isNationalName)
	if !national {
		if anchor, _ = l.findInHead(isMotto); anchor < 0 {
			anchor = l.guessHeadTable()
		}
	}
	var lines []line
	switch {
	case anchor >= 0 && l.para(anchor).top != nil:
		l.headTable = l.para(anchor).top
		lines = l.tableHead()
	default:
		lines = l.plainHead()
	}
	l.sortHead(lines)
}

func isNationalName(x *line) bool {
	s := letters(x.folded)
	return like(s, foldedNationalName, 6) || strings.HasPrefix(s, "conghoaxahoichunghia") && len(s) < 40 || shortNationalName[s]
}

// shortNationalName are the ways people shorten it, letters only.
var shortNationalName = map[string]bool{"conghoaxhcnvietnam": true, "conghoaxhcnvn": true, "chxhcnvietnam": true, "chxhcnvn": true, "nuocchxhcnvietnam": true}

func isMotto(x *line) bool {
	s := letters(x.folded)
	if like(s, foldedMotto, 4) || strings.HasPrefix(s, "doclaptudo") && len(s) < 30 {
		return true
	}
	// Its three parts in another order.
	return len(s) == len(foldedMotto) && strings.Contains(s, "doclap") && strings.Contains(s, "tudo") && strings.Contains(s, "hanhphuc")
}

func (l *layout) findInHead(test func(*line) bool) (index int, ok bool) {
	for i := range min(headReach, l.count()) {
		p := l.para(i)
		if p.text == "" || len(p.text) > 2*longStart {
			continue
		}
		for _, x := range linesOf(p.Paragraph, true) {
			if test(&x) {
				return i, true
			}
		}
	}
	return -1, false
}

// guessHeadTable takes a table at the very top for the header when it holds a number or a date line.
func (l *layout) guessHeadTable() int {
	i := l.next(0)
	if i >= l.count() || l.para(i).top == nil {
		return -1
	}
	for j := i; j < l.count() && l.para(j).top == l.para(i).top && j < i+headReach; j++ {
		for _, x := range linesOf(l.para(j).Paragraph, false) {
			if isNumberLine(&x) || isDateLine(&x) {
				return i
			}
		}
	}
	return -1
}

// tableHead gathers the lines of the header table, what stands above it, and what belongs to it just below.
func (l *layout) tableHead() []line {
	var lines []line
	columns := 0
	for i := range l.count() {
		for c := cellAround(l.para(i).Paragraph); c != nil; c = c.Table.Cell {
			if c.Table == l.headTable {
				columns = max(columns, c.Column+max(c.Span, 1))
			}
		}
	}
	inTable := false
	after := 0
	for i := range l.count() {
		p := l.para(i)
		if inTable && l.titleBelow(p, columns) {
			break
		}
		if p.top == l.headTable {
			inTable = true
			l.headEnd = i + 1
			half := whole
			if column, _ := columnIn(l.headTable, p.Paragraph); columns > 1 {
				half = left
				if column*2 >= columns {
					half = right
				}
			}
			for _, x := range linesOf(p.Paragraph, columns == 1) {
				if x.side == whole {
					x.side = half
				}
				lines = append(lines, x)
			}
			continue
		}
		if !inTable {
			lines = append(lines, linesOf(p.Paragraph, false)...)
			continue
		}
		if p.text == "" {
			continue
		}
		// A number, date or V/v line may follow the table, in lines of its own or in a second table; so may the frame of a
		// mark of urgency.
		after++
		mine := false
		xs := linesOf(p.Paragraph, p.Cell == nil)
		for k := range xs {
			mine = mine || isNumberLine(&xs[k]) || isDateLine(&xs[k]) || isLetterSubject(&xs[k]) ||
				p.Box != nil && isSecrecy(&xs[k]) || isUrgency(&xs[k]) || isCirculation(&xs[k])
		}
		if !mine || after > 6 {
			break
		}
		l.headEnd = i + 1
		if p.top != nil {
			for k := range xs {
				if column, _ := columnIn(p.top, p.Paragraph); column > 0 {
					xs[k].side = right
				} else {
					xs[k].side = left
				}
			}
		}
		lines = append(lines, xs...)
	}
	return lines
}

// titleBelow says that a paragraph is the type name: below the header table, or in a row of its own across it.
func (l *layout) titleBelow(p *para, columns int) bool {
	if c := cellIn(l.headTable, p.Paragraph); p.top == l.headTable && (c == nil || c.Column > 0 || c.Span < columns) {
		return false
	}
	first, _, _ := strings.Cut(p.text, "\n")
	_, exact, ok := formByName(fold(first))
	return ok && exact && upper(first)
}

// plainHead gathers the short lines at the top of a document without a header table.
func (l *layout) plainHead() []line {
	var lines []line
	for i := range min(headReach/2, l.count()) {
		p := l.para(i)
		if p.text == "" {
			l.headEnd = i + 1
			continue
		}
		xs := linesOf(p.Paragraph, p.Cell == nil)
		if len(p.text) > 2*longStart || p.top != nil && l.headTable == nil && len(lines) > 0 && p.Box == nil {
			break
		}
		for k := range xs {
			if xs[k].side == whole {
				xs[k].side = boxSide(p.Box, p.Section)
			}
		}
		stop := false
		for k := range xs {
			_, exact, named := formByName(xs[k].folded)
			stop = stop || strings.HasPrefix(letters(xs[k].folded), "kinhgui") || named && (exact || upper(xs[k].text)) ||
				strings.HasPrefix(xs[k].folded, "can cu ")
		}
		if stop || len(p.text) > longStart && !upper(p.text) {
			break
		}
		// Prose and titles end the header once its lowest line, number or date, is behind.
		own, title := false, false
		for k := range xs {
			x := &xs[k]
			ofHead := isNationalName(x) || isMotto(x) || isNumberLine(x) || isDateLine(x) || isLetterSubject(x) ||
				isUrgency(x) || isSecrecy(x) || isCirculation(x) || drawnByHand(x.text) || x.side != whole
			own = own || ofHead
			// A centred line in capitals below the motto that names no body is the title of a form.
			title = title || !ofHead && l.passedNational(lines) && centred(p.Paragraph) && upper(x.text) && !beginsBody(x) && !beginsWithAny(x.folded, placeHeads)
		}
		if title || !own && l.passedDate(lines) {
			break
		}
		l.headEnd = i + 1
		lines = append(lines, xs...)
	}
	if !l.passedNational(lines) && !l.passedDate(lines) {
		l.headEnd = 0
		return nil
	}
	return lines
}

// boxSide is the half of the page over which a floating drawing stands; whole when it cannot be told.
func boxSide(box *docx.Shape, s *docx.Section) side {
	if box == nil || !box.Floating {
		return whole
	}
	switch box.Horizontal.Align {
	case "left":
		return left
	case "right":
		return right
	case "center":
		return whole
	}
	width := docx.MM(160)
	if s == nil && box.Anchor != nil {
		s = box.Anchor.Section
	}
	start := box.Horizontal.Offset
	if s != nil {
		width = s.Page.Width - s.Page.Left - s.Page.Right
		if box.Horizontal.From == "page" {
			start -= s.Page.Left.EMU()
		}
	}
	if (start+box.Width/2)*2 < width.EMU() {
		return left
	}
	return right
}

func (l *layout) passedDate(lines []line) bool {
	for i := range lines {
		if isDateLine(&lines[i]) || isNumberLine(&lines[i]) {
			return true
		}
	}
	return false
}

func (l *layout) passedNational(lines []line) bool {
	for i := range lines {
		if isNationalName(&lines[i]) || isMotto(&lines[i]) {
			return true
		}
	}
	return false
}

var (
	numberStart   = regexp.MustCompile(`^so\s*[:.;]|^so\s*[\d ….x_]*\s*/|^\d{1,5}\s*/\s*[a-z]`)
	streetWords   = regexp.MustCompile(`\b(duong|pho|dai lo|quoc lo|dien thoai)\b`)
	dateWords     = regexp.MustCompile(`\bngay\b.*\bthang\b.*\bnam\b`)
	dateDigits    = regexp.MustCompile(`^[^\d]{2,40}[, ]\s*(ngay\s*)?[\d….]{1,5}\s*[/.-]\s*[\d….]{1,5}\s*[/.-]\s*\d{4}\s*\.?$|, ngay\s*/\s*/\s*\d{4}$`)
	dateNoDay     = regexp.MustCompile(`^[^\d,]{2,40},\s*[\d….]{1,5}\s*thang\s*[\d….]{1,5},?\s*nam\s*[\d….]{2,6}\.?$`) // "Rạch Giá, 05 tháng 3 năm 2024"
	signingTime   = regexp.MustCompile(`\d{1,2}:\d{2}:\d{2}`)
	letterSubject = regexp.MustCompile(`^\(?(v\s*/\s*v|ve viec|vv)\b|^trich yeu\s*:`)
)

func isNumberLine(x *line) bool {
	if x.folded == "" || x.folded[0] != 's' && (x.folded[0] < '0' || x.folded[0] > '9') {
		return false
	}
	return numberStart.MatchString(x.folded) && !streetWords.MatchString(x.folded) && !signingTime.MatchString(x.folded)
}

func isDateLine(x *line) bool {
	if len(x.text) >= longStart {
		return false
	}
	return strings.Contains(x.folded, "thang") && (dateWords.MatchString(x.folded) && !strings.HasPrefix(x.folded, "(") || dateNoDay.MatchString(x.folded)) ||
		strings.ContainsAny(x.folded, "/.-") && dateDigits.MatchString(x.folded)
}

func isLetterSubject(x *line) bool { return letterSubject.MatchString(x.folded) }

// shortest is the length of the shortest text that may be a subject.
const shortest = 12

// sortHead tells the lines of the header apart.
func (l *layout) sortHead(lines []line) {
	var names []line
	ended := false
	turnRound(lines)
	for i := range lines {
		x := &lines[i]
		switch {
		case l.national == nil && isNationalName(x):
			l.national = x
		case l.motto == nil && isMotto(x):
			l.motto = x
		case isSecrecy(x):
		case isUrgency(x):
			l.urgency = append(l.urgency, *x)
		case isCirculation(x):
			l.circulation = append(l.circulation, *x)
		case l.number == nil && isNumberLine(x):
			l.number = x
			ended = true
		case l.placeDate == nil && isDateLine(x) && x.side != left:
			l.placeDate = x
		case isLetterSubject(x):
			l.subject = append(l.subject, *x)
			ended = true
		case drawnByHand(x.text), strings.HasPrefix(x.text, "("), isDraftMark(x):
		case len(l.subject) > 0 && x.side == left && l.subject[0].side == left:
			l.subject = append(l.subject, *x)
		case l.placeDate == nil && isDateLine(x):
			l.placeDate = x // on the left
		case ended && l.headTable != nil && x.side == left && x.box == nil && !upper(x.text) && len(x.text) > shortest:
			l.underNumber = append(l.underNumber, *x)
		case !ended && (x.side == left && (x.box == nil || l.headTable == nil) || x.side == whole && l.headTable == nil && x.box == nil):
			names = append(names, *x)
			l.unsure["agency"] = l.unsure["agency"] || x.side == whole
		}
	}
	var sure bool
	if l.parent, l.issuer, sure = splitAgency(names); !sure {
		l.unsure["agency"] = true
	}
}

// turnRound takes a header whose halves are the wrong way round for one that is not, but for its national name.
func turnRound(lines []line) {
	for i := range lines {
		if lines[i].side != left || !isNationalName(&lines[i]) {
			continue
		}
		for k := range lines {
			switch {
			case k == i:
			case lines[k].side == left:
				lines[k].side = right
			case lines[k].side == right:
				lines[k].side = left
			}
		}
		return
	}
}

func isDraftMark(x *line) bool { return strings.HasPrefix(letters(x.folded), "duthao") }
