package anatomy

import (
	"regexp"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/wording"
)

const (
	foldedNationalName = "conghoaxahoichunghiavietnam"
	foldedMotto        = "doclaptudohanhphuc"
	// HeadReach is how many paragraphs from the top the header may take; longStart where prose begins.
	HeadReach = 80
	LongStart = 140
)

// Head is the header of a document.
type Head struct {
	*window
	unsure map[string]bool

	National, Motto, Number, PlaceDate *Line
	Parent, Issuer                     []Line
	Urgency, Circulation               []Line
	// OtherName stands in the place of the national name: that of the Party or of the Youth Union, whose papers follow rules
	// of their own.
	OtherName *Line
	// reference is the V/v line of a công văn; underNumber are lines below the number in its column that are nothing
	// else: the subject of a công văn without “V/v”.
	reference, underNumber []Line
	Table                  *docx.Table // lays it out; nil without one
	End                    int         // place of the first paragraph after it
}

// locateHead finds the header. Nearly always it is a borderless table of two columns; otherwise two halves of tabbed
// lines, or lines of their own.
func (h *Head) locateHead() {
	anchor, national := h.findInHead(isNationalName)
	if !national {
		anchor, national = h.findInHead(isOtherName)
	}
	if !national {
		if anchor, _ = h.findInHead(isMotto); anchor < 0 {
			anchor = h.guessHeadTable()
		}
	}
	var lines []Line
	switch {
	case anchor >= 0 && h.Para(anchor).Top != nil:
		h.Table = h.Para(anchor).Top
		lines = h.tableHead()
	default:
		lines = h.plainHead()
	}
	h.sortHead(lines)
}

func isNationalName(x *Line) bool {
	s := wording.Letters(x.Folded)
	return wording.Like(s, foldedNationalName, 6) || strings.HasPrefix(s, "conghoaxahoichunghia") && len(s) < 40 || shortNationalName[s]
}

// otherNames are the names that papers of the Party and of the Youth Union bear where others bear the national name,
// letters only.
var otherNames = map[string]bool{"dangcongsanvietnam": true, "doantncshochiminh": true, "doanthanhniencongsanhochiminh": true, "doantncshcm": true}

func isOtherName(x *Line) bool { return wording.Upper(x.Text) && otherNames[wording.Letters(x.Folded)] }

// shortNationalName are the ways people shorten it, letters only.
var shortNationalName = map[string]bool{"conghoaxhcnvietnam": true, "conghoaxhcnvn": true, "chxhcnvietnam": true, "chxhcnvn": true, "nuocchxhcnvietnam": true}

func isMotto(x *Line) bool {
	s := wording.Letters(x.Folded)
	if wording.Like(s, foldedMotto, 4) || strings.HasPrefix(s, "doclaptudo") && len(s) < 30 {
		return true
	}
	// Its three parts in another order.
	return len(s) == len(foldedMotto) && strings.Contains(s, "doclap") && strings.Contains(s, "tudo") && strings.Contains(s, "hanhphuc")
}

func (h *Head) findInHead(test func(*Line) bool) (index int, ok bool) {
	for i := range min(HeadReach, h.Count()) {
		p := h.Para(i)
		if p.Text == "" || len(p.Text) > 2*LongStart {
			continue
		}
		for _, x := range LinesOf(p.Paragraph, true) {
			if test(&x) {
				return i, true
			}
		}
	}
	return -1, false
}

// guessHeadTable takes a table at the very top for the header when it holds a number or a date line.
func (h *Head) guessHeadTable() int {
	i := h.Next(0)
	if i >= h.Count() || h.Para(i).Top == nil {
		return -1
	}
	for j := i; j < h.Count() && h.Para(j).Top == h.Para(i).Top && j < i+HeadReach; j++ {
		for _, x := range LinesOf(h.Para(j).Paragraph, false) {
			if isNumberLine(&x) || isDateLine(&x) {
				return i
			}
		}
	}
	return -1
}

// tableHead gathers the lines of the header table, what stands above it, and what belongs to it just below.
func (h *Head) tableHead() []Line {
	var lines []Line
	columns := 0
	for i := range h.Count() {
		for c := cellAround(h.Para(i).Paragraph); c != nil; c = c.Table.Cell {
			if c.Table == h.Table {
				columns = max(columns, c.Column+max(c.Span, 1))
			}
		}
	}
	inTable := false
	after := 0
	for i := range h.Count() {
		p := h.Para(i)
		if inTable && (h.titleBelow(p, columns) || isAddressLabel(p.Text)) {
			break
		}
		if p.Top == h.Table {
			inTable = true
			h.End = i + 1
			half := Whole
			if column, _ := columnIn(h.Table, p.Paragraph); columns > 1 {
				half = Left
				if column*2 >= columns {
					half = Right
				}
			}
			for _, x := range LinesOf(p.Paragraph, columns == 1) {
				if x.Side == Whole {
					x.Side = half
				}
				lines = append(lines, x)
			}
			continue
		}
		if !inTable {
			lines = append(lines, LinesOf(p.Paragraph, false)...)
			continue
		}
		if p.Text == "" {
			continue
		}
		// A number, date or V/v line may follow the table, in lines of its own or in a second table; so may the frame of a
		// mark of urgency.
		after++
		mine := false
		xs := LinesOf(p.Paragraph, p.Cell == nil)
		for k := range xs {
			mine = mine || isNumberLine(&xs[k]) || isDateLine(&xs[k]) || IsLetterSubject(&xs[k]) ||
				p.Box != nil && isSecrecy(&xs[k]) || isUrgency(&xs[k]) || isCirculation(&xs[k])
		}
		if !mine || after > 6 {
			break
		}
		h.End = i + 1
		if p.Top != nil {
			for k := range xs {
				if column, _ := columnIn(p.Top, p.Paragraph); column > 0 {
					xs[k].Side = Right
				} else {
					xs[k].Side = Left
				}
			}
		}
		lines = append(lines, xs...)
	}
	return lines
}

// titleBelow says that a paragraph is the type name: below the header table, or in a row of its own across it.
func (h *Head) titleBelow(p *Para, columns int) bool {
	if c := CellIn(h.Table, p.Paragraph); p.Top == h.Table && (c == nil || (c.Column > 0 || c.Span < columns) && besideText(c)) {
		return false
	}
	first, _, _ := strings.Cut(p.Text, "\n")
	_, exact, ok := FormByName(wording.Fold(first))
	return ok && exact && wording.Upper(first)
}

// plainHead gathers the short lines at the top of a document without a header table.
func (h *Head) plainHead() []Line {
	var lines []Line
	for i := range min(HeadReach/2, h.Count()) {
		p := h.Para(i)
		if p.Text == "" {
			h.End = i + 1
			continue
		}
		xs := LinesOf(p.Paragraph, p.Cell == nil)
		if len(p.Text) > 2*LongStart || p.Top != nil && h.Table == nil && len(lines) > 0 && p.Box == nil {
			break
		}
		for k := range xs {
			if xs[k].Side == Whole {
				xs[k].Side = boxSide(p.Box, p.Section)
			}
		}
		stop := false
		for k := range xs {
			_, exact, named := FormByName(xs[k].Folded)
			stop = stop || strings.HasPrefix(wording.Letters(xs[k].Folded), "kinhgui") || named && (exact || wording.Upper(xs[k].Text)) ||
				strings.HasPrefix(xs[k].Folded, "can cu ")
		}
		if stop || len(p.Text) > LongStart && !wording.Upper(p.Text) {
			break
		}
		// Prose and titles end the header once its lowest line, number or date, is behind.
		own, title := false, false
		for k := range xs {
			x := &xs[k]
			ofHead := isNationalName(x) || isMotto(x) || isNumberLine(x) || isDateLine(x) || IsLetterSubject(x) ||
				isUrgency(x) || isSecrecy(x) || isCirculation(x) || DrawnByHand(x.Text) || x.Side != Whole
			own = own || ofHead
			// A centred line in capitals below the motto that names no body is the title of a form.
			title = title || !ofHead && h.passedNational(lines) && Centred(p.Paragraph) && wording.Upper(x.Text) && !beginsBody(x) && !beginsWithAny(x.Folded, placeHeads)
		}
		if title || !own && h.passedDate(lines) {
			break
		}
		h.End = i + 1
		lines = append(lines, xs...)
	}
	if !h.passedNational(lines) && !h.passedDate(lines) {
		h.End = 0
		return nil
	}
	return lines
}

// boxSide is the half of the page over which a floating drawing stands; whole when it cannot be told.
func boxSide(box *docx.Shape, s *docx.Section) side {
	if box == nil || !box.Floating {
		return Whole
	}
	switch box.Horizontal.Align {
	case "left":
		return Left
	case "right":
		return Right
	case "center":
		return Whole
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
		return Left
	}
	return Right
}

func (h *Head) passedDate(lines []Line) bool {
	for i := range lines {
		if isDateLine(&lines[i]) || isNumberLine(&lines[i]) {
			return true
		}
	}
	return false
}

func (h *Head) passedNational(lines []Line) bool {
	for i := range lines {
		if isNationalName(&lines[i]) || isMotto(&lines[i]) {
			return true
		}
	}
	return false
}

var (
	numberStart   = regexp.MustCompile(`^so\s*[:.;,]|^so\s*[\d ….x_]*\s*[/-]|^so\s*\d|^\d{1,5}\s*[/-]\s*[a-z]`)
	streetWords   = regexp.MustCompile(`\b(duong|pho|dai lo|quoc lo|dien thoai)\b`)
	dateWords     = regexp.MustCompile(`\bngay\b.*\bthang\b.*\bnam\b`)
	dateDigits    = regexp.MustCompile(`^[^\d]{2,40}[, ]\s*(ngay\s*)?[\d….]{1,5}\s*[/.-]\s*[\d….]{1,5}\s*[/.-]\s*\d{4}\s*\.?$|, ngay\s*/\s*/\s*\d{4}$`)
	dateNoDay     = regexp.MustCompile(`^[^\d,]{2,40},\s*[\d….]{1,5}\s*thang\s*[\d….]{1,5},?\s*nam\s*[\d….]{2,6}\.?$`) // "Rạch Giá, 05 tháng 3 năm 2024"
	signingTime   = regexp.MustCompile(`\d{1,2}:\d{2}:\d{2}`)
	letterSubject = regexp.MustCompile(`^\(?(v\s*/\s*v|ve viec|vv)\b|^trich yeu\s*:`)
)

func isNumberLine(x *Line) bool {
	if x.Folded == "" || x.Folded[0] != 's' && (x.Folded[0] < '0' || x.Folded[0] > '9') {
		return false
	}
	return numberStart.MatchString(x.Folded) && !streetWords.MatchString(x.Folded) && !signingTime.MatchString(x.Folded)
}

func isDateLine(x *Line) bool {
	if len(x.Text) >= LongStart {
		return false
	}
	return strings.Contains(x.Folded, "thang") && (dateWords.MatchString(x.Folded) && !strings.HasPrefix(x.Folded, "(") || dateNoDay.MatchString(x.Folded)) ||
		strings.ContainsAny(x.Folded, "/.-") && dateDigits.MatchString(x.Folded)
}

func IsLetterSubject(x *Line) bool { return letterSubject.MatchString(x.Folded) }

// shortest is the length of the shortest text that may be a subject.
const shortest = 12

// sortHead tells the lines of the header apart.
func (h *Head) sortHead(lines []Line) {
	var names []Line
	ended := false
	turnRound(lines)
	for i := range lines {
		x := &lines[i]
		switch {
		case h.National == nil && isNationalName(x):
			h.National = x
		case h.Motto == nil && isMotto(x):
			h.Motto = x
		case h.OtherName == nil && x.Side != Left && isOtherName(x):
			h.OtherName = x
		case isSecrecy(x):
		case isUrgency(x):
			h.Urgency = append(h.Urgency, *x)
		case isCirculation(x):
			h.Circulation = append(h.Circulation, *x)
		case h.Number == nil && isNumberLine(x):
			h.Number = x
			ended = true
		case h.PlaceDate == nil && isDateLine(x) && x.Side != Left:
			h.PlaceDate = x
		case IsLetterSubject(x):
			h.reference = append(h.reference, *x)
			ended = true
		case DrawnByHand(x.Text), strings.HasPrefix(x.Text, "("), isDraftMark(x):
		case len(h.reference) > 0 && x.Side == Left && h.reference[0].Side == Left:
			h.reference = append(h.reference, *x)
		case h.PlaceDate == nil && isDateLine(x):
			h.PlaceDate = x // on the left
		case ended && h.Table != nil && x.Side == Left && x.Box == nil && !wording.Upper(x.Text) && len(x.Text) > shortest:
			h.underNumber = append(h.underNumber, *x)
		case !ended && (x.Side == Left && (x.Box == nil || h.Table == nil) || x.Side == Whole && h.Table == nil && x.Box == nil):
			names = append(names, *x)
			h.unsure["agency"] = h.unsure["agency"] || x.Side == Whole
		}
	}
	if h.National != nil || h.Motto != nil {
		h.OtherName = nil
	}
	var sure bool
	if h.Parent, h.Issuer, sure = splitAgency(names); !sure {
		h.unsure["agency"] = true
	}
}

// turnRound takes a header whose halves are the wrong way round for one that is not, but for its national name.
func turnRound(lines []Line) {
	for i := range lines {
		if lines[i].Side != Left || !isNationalName(&lines[i]) {
			continue
		}
		for k := range lines {
			switch {
			case k == i:
			case lines[k].Side == Left:
				lines[k].Side = Right
			case lines[k].Side == Right:
				lines[k].Side = Left
			}
		}
		return
	}
}

func isDraftMark(x *Line) bool { return strings.HasPrefix(wording.Letters(x.Folded), "duthao") }
