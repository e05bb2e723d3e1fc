package format

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
)

// titleReach is how many lines below the header the type name is looked for.
const titleReach = 12

// locateTitle finds the type name and subject of a named document, or the V/v line of a công văn, then the addressees;
// the body starts below them.
func (l *layout) locateTitle(opts Options) {
	l.bodyFrom = l.headEnd
	l.readTitle()
	l.decideType(opts)
	if l.typeName != nil {
		l.readSubject()
	} else if l.form.Type == domain.TypeOfficialLetter && len(l.subject) == 0 {
		l.subject = l.underNumber
	}
	l.readAddressees()
}

// readTitle looks for a line that is the name of a type before the prose starts.
func (l *layout) readTitle() {
	seen := 0
	for i := l.headEnd; i < l.count() && seen < titleReach; i++ {
		p := l.para(i)
		if p.text == "" || p.Box != nil {
			continue
		}
		seen++
		xs := linesOf(p.Paragraph, false)
		if len(xs) == 0 || drawnByHand(p.text) {
			continue
		}
		x := &xs[0]
		if strings.HasPrefix(letters(x.folded), "kinhgui") || strings.HasPrefix(x.folded, "can cu ") || len(p.text) > longStart && !upper(p.text) {
			return
		}
		form, exact, ok := formByName(strings.TrimRight(x.folded, " :."))
		bySize := centred(p.Paragraph) || upper(x.text)
		if ok && (exact && bySize || upper(x.text) && len(x.text) < longStart) {
			l.typeName, l.form, l.known = x, form, true
			if !exact {
				l.unsure["type-name"] = true
			}
			l.bodyFrom = i + 1
			// A subject typed below the name in the same paragraph, after a line break.
			for k := 1; k < len(xs); k++ {
				l.subject = append(l.subject, xs[k])
			}
			return
		}
		if l.otherTitle == nil && centred(p.Paragraph) && upper(x.text) && len(l.subject) == 0 {
			l.otherTitle = x
			l.bodyFrom = i + 1
		}
		if !centred(p.Paragraph) && !upper(x.text) && l.otherTitle == nil {
			if ok && exact {
				// Its own line in the place of a title, whatever its style.
				l.typeName, l.form, l.known = x, form, true
				l.bodyFrom = i + 1
			}
			return
		}
	}
}

// decideType settles the document's type: stated by the caller, by the type name, by the V/v line, or by the code.
func (l *layout) decideType(opts Options) {
	code, letterNotation := "", false
	if l.number != nil {
		n := readNumber(l.number.tidy())
		code = n.typeCode()
		letterNotation = code == "" && strings.Contains(n.notation, "-")
	}
	switch {
	case opts.Type != "":
		l.form, l.known = formOf(opts.Type)
		l.evidence = ByOption
	case l.typeName != nil:
		l.evidence = ByTypeName
	case len(l.subject) > 0: // "V/v …" under the number is a công văn's own mark
		l.form, l.known = formOf(domain.TypeOfficialLetter)
		l.evidence = ByReference
	case code != "" && !l.addressedDespite(code):
		l.form, l.known = formByCode(code)
		l.evidence = ByNumber
	case (letterNotation || code != "") && l.otherTitle == nil && l.findAddressLabel() >= 0:
		// A công văn without its V/v line.
		l.form, l.known = formOf(domain.TypeOfficialLetter)
		l.evidence = ByAddressees
	default:
		l.form, l.known = unknownForm, false
	}
}

// addressedDespite says that a document without a type name has its Kính gửi, as no document of the type has whose code
// it bears: it is a công văn with a code it should not have.
func (l *layout) addressedDespite(code string) bool {
	form, ok := formByCode(code)
	return ok && form.addressees == never && l.otherTitle == nil && l.findAddressLabel() >= 0
}

// readSubject takes the centred lines under the type name for the subject.
func (l *layout) readSubject() {
	inHead := l.subject
	if len(inHead) > 0 && inHead[0].p != l.typeName.p {
		// A V/v line stands in the header although the document bears a type name.
		return
	}
	for i := l.bodyFrom; i < l.count() && len(l.subject) < 6; i++ {
		p := l.para(i)
		if p.text == "" || p.Box != nil {
			if len(l.subject) > 0 && p.text == "" && len(p.Shapes()) == 0 && !hasRule(p.Paragraph) {
				break
			}
			continue
		}
		xs := linesOf(p.Paragraph, false)
		if len(xs) == 0 {
			continue
		}
		x := &xs[0]
		if drawnByHand(p.text) {
			l.bodyFrom = i + 1
			continue
		}
		if l.number == nil && isNumberLine(x) { // a contract has it below its name
			l.number = x
			l.bodyFrom = i + 1
			continue
		}
		if p.top != nil && p.top != outermost(cellAround(l.typeName.p)) || !l.mayBeSubject(x, len(l.subject) == 0) {
			break
		}
		l.subject = append(l.subject, xs...)
		l.bodyFrom = i + 1
	}
}

func hasRule(p *docx.Paragraph) bool {
	return p.Props.Borders.Bottom.Drawn() || p.Props.Borders.Top.Drawn() || p.Props.Borders.Between.Drawn()
}

func (l *layout) mayBeSubject(x *line, first bool) bool {
	f := x.folded
	switch {
	case isLetterSubject(x): // also where “V/v” is in parentheses or reads like a point
		return true
	case strings.HasPrefix(letters(f), "kinhgui"), strings.HasPrefix(f, "can cu "), strings.HasPrefix(f, "("), headingOf(x.text) != noHeading:
		return false
	case l.form.subject == optional || l.form.subject == never:
		b, _ := x.each(bold)
		return centred(x.p) && b && !strings.HasSuffix(x.text, ":")
	case strings.HasSuffix(x.text, ":"):
		return false
	case upper(x.text):
		// The authority that decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN …") also stands centred in capitals.
		return first && (strings.HasPrefix(f, "ve ") || strings.HasPrefix(f, "v/v") || strings.HasPrefix(f, "ban hanh") ||
			strings.HasPrefix(f, "phe duyet") || !l.hasAuthorityLine())
	case centred(x.p):
		return true
	}
	b, _ := x.each(bold)
	return first && (b || strings.HasPrefix(f, "ve viec ") || strings.HasPrefix(f, "v/v ")) && len(x.text) < 2*longStart
}

// hasAuthorityLine says whether the sample form of the type names the deciding authority under the subject.
func (l *layout) hasAuthorityLine() bool {
	return l.form.Type == "nghi-quyet" || l.form.Type == "quyet-dinh"
}

// findAddressLabel is the index of the paragraph that begins with "Kính gửi", -1 when there is none near the top.
func (l *layout) findAddressLabel() int {
	seen := 0
	for i := l.headEnd; i < l.count() && seen < titleReach; i++ {
		if l.para(i).text == "" {
			continue
		}
		seen++
		if strings.HasPrefix(letters(fold(cutText(l.para(i).text, 40))), "kinhgui") {
			return i
		}
	}
	return -1
}

func cutText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// readAddressees gathers "Kính gửi" and the bodies named after it, on the same line or below with dashes.
func (l *layout) readAddressees() {
	at := l.findAddressLabel()
	if at < 0 {
		return
	}
	table := l.para(at).top
	for _, x := range linesOf(l.para(at).Paragraph, false) {
		if l.addressLabel == nil {
			l.addressLabel = &x
			label := strings.IndexByte(x.text, ':') + 1
			if label == 0 {
				label = min(len("Kính gửi"), len(x.text))
			}
			if from, to := trimSpan(x.text, label, len(x.text)); from < to {
				rest := x.part(from, to)
				rest.folded = fold(rest.text)
				l.addressees = append(l.addressees, rest)
			}
			continue
		}
		l.addressees = append(l.addressees, x)
	}
	l.bodyFrom = at + 1
	single := len(l.addressees) > 0 && !startsWithDash(l.addressees[0].text)
	for i := at + 1; i < l.count() && i < at+60; i++ {
		p := l.para(i)
		if p.text == "" {
			if p.top != nil && p.top == table {
				l.bodyFrom = i + 1
			}
			continue
		}
		inTable := table != nil && p.top == table
		// Bodies listed without dashes are still indented under the colon and short.
		bare := len(l.addressees) == 0 && len(p.text) < longStart && !strings.HasPrefix(fold(cutText(p.text, 12)), "can cu")
		// One body with a long name goes on below it, centred as the line above.
		longName := single && len(l.addressees) < 3 && centred(l.addressLabel.p) && centred(p.Paragraph) && len(p.text) < longStart && !upper(p.text) && !drawnByHand(p.text)
		if !inTable && !longName && (single || !startsWithDash(p.text) && !bare && !l.goesOn(p)) {
			break
		}
		l.addressees = append(l.addressees, linesOf(p.Paragraph, false)...)
		l.bodyFrom = i + 1
	}
}

// goesOn says that a list of addressees is still open: the last one ended in a semicolon or comma, or had no mark and
// this line has; it is short and begins where the list stands.
func (l *layout) goesOn(p *para) bool {
	if len(l.addressees) == 0 {
		return false
	}
	above := &l.addressees[len(l.addressees)-1]
	if len(p.text) >= longStart || p.Props.Left <= 0 || abs(p.Props.Left-above.p.Props.Left) > docx.MM(8) {
		return false
	}
	last, end := lastRune(above.text), lastRune(p.text)
	return last == ';' || last == ',' || last != '.' && (end == ';' || end == '.')
}

func startsWithDash(s string) bool {
	for _, d := range []string{"-", "–", "—", "\u2011", "−", "•", "+", "*", "·", "\uf02d", "\uf0b7"} {
		if strings.HasPrefix(s, d) {
			return true
		}
	}
	return false
}
