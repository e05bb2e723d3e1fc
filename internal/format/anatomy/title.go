package anatomy

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// titleReach is how many lines below the header the type name is looked for.
const titleReach = 12

// Title is what tells the type of a document and whom it is for: type name and subject, and the addressees.
type Title struct {
	*window
	head   *Head
	unsure map[string]bool

	Form typeForm
	// Known says that the type is one of the 29, evidence by what it was told.
	Known    bool
	Evidence report.Evidence
	TypeName *Line
	// OtherTitle is a centred title in the place of the type name that is none of the 29 types.
	OtherTitle   *Line
	Subject      []Line
	AddressLabel *Line
	Addressees   []Line
	End          int // place of the first paragraph after it
}

// locateTitle finds the type name and subject of a named document, or the V/v line of a công văn, then the addressees;
// the body starts below them.
func (t *Title) locateTitle(head *Head, kind domain.DocumentType) {
	t.head, t.Subject = head, head.reference
	t.End = t.head.End
	t.readTitle()
	t.decideType(kind)
	if t.TypeName != nil {
		t.readSubject()
	} else if t.Form.Type == domain.TypeOfficialLetter && len(t.Subject) == 0 {
		t.Subject = t.head.underNumber
	}
	t.readAddressees()
}

// readTitle looks for a line that is the name of a type before the prose starts.
func (t *Title) readTitle() {
	seen := 0
	for i := t.head.End; i < t.Count() && seen < titleReach; i++ {
		p := t.Para(i)
		if p.Text == "" || p.Box != nil {
			continue
		}
		seen++
		xs := LinesOf(p.Paragraph, false)
		if len(xs) == 0 || DrawnByHand(p.Text) {
			continue
		}
		x := &xs[0]
		if isAddressLabel(x.Text) || strings.HasPrefix(x.Folded, "can cu ") || len(p.Text) > LongStart && !wording.Upper(p.Text) ||
			HeadingOf(x.Text) != NoHeading || isIssuedWith(x) {
			return
		}
		form, exact, ok := FormByName(strings.TrimRight(x.Folded, " :."))
		bySize := Centred(p.Paragraph) || wording.Upper(x.Text)
		if ok && (exact && bySize || wording.Upper(x.Text) && len(x.Text) < LongStart) {
			t.TypeName, t.Form, t.Known = x, form, true
			if !exact {
				t.unsure["type-name"] = true
			}
			t.End = i + 1
			// A subject typed below the name in the same paragraph, after a line break.
			for k := 1; k < len(xs); k++ {
				t.Subject = append(t.Subject, xs[k])
			}
			return
		}
		if t.OtherTitle == nil && Centred(p.Paragraph) && wording.Upper(x.Text) && len(t.Subject) == 0 {
			t.OtherTitle = x
			t.End = i + 1
		}
		if !Centred(p.Paragraph) && !wording.Upper(x.Text) && t.OtherTitle == nil {
			if ok && exact {
				// Its own line in the place of a title, whatever its style.
				t.TypeName, t.Form, t.Known = x, form, true
				t.End = i + 1
			}
			return
		}
	}
}

// decideType settles the document's type: stated by the caller, by the type name, by the V/v line, or by the code.
func (t *Title) decideType(kind domain.DocumentType) {
	code, letterNotation := "", false
	if t.head.Number != nil {
		n := ReadNumber(t.head.Number.Tidy())
		code = n.TypeCode()
		letterNotation = code == "" && strings.Contains(n.Notation, "-")
	}
	switch {
	case kind != "":
		t.Form, t.Known = formOf(kind)
		t.Evidence = report.ByOption
	case t.TypeName != nil:
		t.Evidence = report.ByTypeName
	case len(t.Subject) > 0: // "V/v …" under the number is a công văn's own mark
		t.Form, t.Known = formOf(domain.TypeOfficialLetter)
		t.Evidence = report.ByReference
	case code != "" && !t.addressedDespite(code):
		t.Form, t.Known = formByCode(code)
		t.Evidence = report.ByNumber
	case (letterNotation || code != "") && t.OtherTitle == nil && t.findAddressLabel() >= 0:
		// A công văn without its V/v line.
		t.Form, t.Known = formOf(domain.TypeOfficialLetter)
		t.Evidence = report.ByAddressees
	default:
		t.Form, t.Known = unknownForm, false
	}
}

// addressedDespite says that a document without a type name has its Kính gửi, as no document of the type has whose code
// it bears: it is a công văn with a code it should not have.
func (t *Title) addressedDespite(code string) bool {
	form, ok := formByCode(code)
	return ok && form.Addressees == Never && t.OtherTitle == nil && t.findAddressLabel() >= 0
}

// readSubject takes the centred lines under the type name for the subject.
func (t *Title) readSubject() {
	inHead := t.Subject
	if len(inHead) > 0 && inHead[0].P != t.TypeName.P {
		// A V/v line stands in the header although the document bears a type name.
		return
	}
	for i := t.End; i < t.Count() && len(t.Subject) < 6; i++ {
		p := t.Para(i)
		if p.Text == "" || p.Box != nil {
			if len(t.Subject) > 0 && p.Text == "" && len(p.Shapes()) == 0 && !hasRule(p.Paragraph) {
				break
			}
			continue
		}
		xs := LinesOf(p.Paragraph, false)
		if len(xs) == 0 {
			continue
		}
		x := &xs[0]
		if DrawnByHand(p.Text) {
			t.End = i + 1
			continue
		}
		if t.head.Number == nil && isNumberLine(x) { // a contract has it below its name
			t.head.Number = x
			t.End = i + 1
			continue
		}
		if p.Top != nil && p.Top != outermost(cellAround(t.TypeName.P)) || !t.mayBeSubject(x, len(t.Subject) == 0) {
			break
		}
		t.Subject = append(t.Subject, xs...)
		t.End = i + 1
	}
}

func hasRule(p *docx.Paragraph) bool {
	return p.Props.Borders.Bottom.Drawn() || p.Props.Borders.Top.Drawn() || p.Props.Borders.Between.Drawn()
}

func (t *Title) mayBeSubject(x *Line, first bool) bool {
	f := x.Folded
	switch {
	case IsLetterSubject(x): // also where “V/v” is in parentheses or reads like a point
		return true
	case strings.HasPrefix(wording.Letters(f), "kinhgui"), strings.HasPrefix(f, "can cu "), strings.HasPrefix(f, "("), HeadingOf(x.Text) != NoHeading:
		return false
	case t.Form.Subject == Optional || t.Form.Subject == Never:
		b, _ := x.Each(Bold)
		return Centred(x.P) && b && !strings.HasSuffix(x.Text, ":")
	case strings.HasSuffix(x.Text, ":"):
		return false
	case wording.Upper(x.Text):
		// The authority that decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN …") also stands centred in capitals.
		return first && (strings.HasPrefix(f, "ve ") || strings.HasPrefix(f, "v/v") || strings.HasPrefix(f, "ban hanh") ||
			strings.HasPrefix(f, "phe duyet") || !t.hasAuthorityLine())
	case Centred(x.P):
		return true
	}
	b, _ := x.Each(Bold)
	return first && (b || strings.HasPrefix(f, "ve viec ") || strings.HasPrefix(f, "v/v ")) && len(x.Text) < 2*LongStart
}

// hasAuthorityLine says whether the sample form of the type names the deciding authority under the subject.
func (t *Title) hasAuthorityLine() bool {
	return t.Form.Type == "nghi-quyet" || t.Form.Type == "quyet-dinh"
}

// findAddressLabel is the index of the paragraph that begins with "Kính gửi", -1 when there is none near the top.
func (t *Title) findAddressLabel() int {
	seen := 0
	for i := t.head.End; i < t.Count() && seen < titleReach; i++ {
		if t.Para(i).Text == "" {
			continue
		}
		seen++
		if isAddressLabel(t.Para(i).Text) {
			return i
		}
	}
	return -1
}

// isIssuedWith says that a line tells with which document the text below was issued.
func isIssuedWith(x *Line) bool {
	return strings.HasPrefix(x.Folded, "(kem theo") || strings.HasPrefix(x.Folded, "(ban hanh kem theo")
}

// isAddressLabel says that text begins with “Kính gửi”.
func isAddressLabel(text string) bool {
	if len(text) < len("Kinh gui") || text[0]|0x20 != 'k' {
		return false
	}
	return strings.HasPrefix(wording.Letters(wording.Fold(wording.CutText(text, 40))), "kinhgui")
}

// readAddressees gathers "Kính gửi" and the bodies named after it, on the same line or below with dashes.
func (t *Title) readAddressees() {
	at := t.findAddressLabel()
	if at < 0 {
		return
	}
	table := t.Para(at).Top
	for _, x := range LinesOf(t.Para(at).Paragraph, false) {
		if t.AddressLabel == nil {
			t.AddressLabel = &x
			label := strings.IndexByte(x.Text, ':') + 1
			if label == 0 {
				label = min(len("Kính gửi"), len(x.Text))
			}
			if from, to := trimSpan(x.Text, label, len(x.Text)); from < to {
				rest := x.Part(from, to)
				rest.Folded = wording.Fold(rest.Text)
				t.Addressees = append(t.Addressees, rest)
			}
			continue
		}
		t.Addressees = append(t.Addressees, x)
	}
	t.End = at + 1
	single := len(t.Addressees) > 0 && !wording.StartsWithDash(t.Addressees[0].Text)
	for i := at + 1; i < t.Count() && i < at+60; i++ {
		p := t.Para(i)
		if p.Text == "" {
			if p.Top != nil && p.Top == table {
				t.End = i + 1
			}
			continue
		}
		inTable := table != nil && p.Top == table
		// Bodies listed without dashes are still indented under the colon and short.
		bare := len(t.Addressees) == 0 && len(p.Text) < LongStart && !strings.HasPrefix(wording.Fold(wording.CutText(p.Text, 12)), "can cu")
		// One body with a long name goes on below it, centred as the line above.
		longName := single && len(t.Addressees) < 3 && Centred(t.AddressLabel.P) && Centred(p.Paragraph) && len(p.Text) < LongStart && !wording.Upper(p.Text) && !DrawnByHand(p.Text)
		if !inTable && !longName && (single || !wording.StartsWithDash(p.Text) && !bare && !t.goesOn(p)) {
			break
		}
		t.Addressees = append(t.Addressees, LinesOf(p.Paragraph, false)...)
		t.End = i + 1
	}
}

// goesOn says that a list of addressees is still open: the last one ended in a semicolon or comma, or had no mark and
// this line has; it is short and begins where the list stands.
func (t *Title) goesOn(p *Para) bool {
	if len(t.Addressees) == 0 {
		return false
	}
	above := &t.Addressees[len(t.Addressees)-1]
	if len(p.Text) >= LongStart || p.Props.Left <= 0 || Abs(p.Props.Left-above.P.Props.Left) > docx.MM(8) {
		return false
	}
	last, end := wording.LastRune(above.Text), wording.LastRune(p.Text)
	return last == ';' || last == ',' || last != '.' && (end == ';' || end == '.')
}
