package anatomy

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"trinhky/internal/domain"
	"trinhky/internal/format/wording"
)

var UrgencyMarks = map[string]domain.Urgency{
	"KHẨN": domain.UrgencyUrgent, "THƯỢNG KHẨN": domain.UrgencyVeryUrgent,
	"HỎA TỐC": domain.UrgencyExpress, "HOẢ TỐC": domain.UrgencyExpress, "HỎA TỐC HẸN GIỜ": domain.UrgencyExpress, "HOẢ TỐC HẸN GIỜ": domain.UrgencyExpress,
}

// foldedUrgency recognises the marks, also in words the decree does not know.
var foldedUrgency = map[string]bool{
	"khan": true, "thuongkhan": true, "hoatoc": true, "hoatochengio": true, "khancap": true, "ratkhan": true,
	"toikhan": true, "donkhan": true, "hoakhan": true, "thuongkhancap": true, "dokhan": true, "ratkhancap": true, "hoatockhan": true,
	"dacbietkhan": true, "gap": true, "ratgap": true,
}

func isUrgency(x *Line) bool { return len(x.Text) < 40 && foldedUrgency[wording.Letters(x.Folded)] }

// circulationNotes are the two the decree names; it leaves room for others, which are not looked for.
var circulationNotes = map[string]bool{"xemxongtralai": true, "luuhanhnoibo": true}

func isCirculation(x *Line) bool {
	return len(x.Text) < 60 && circulationNotes[wording.Letters(x.Folded)]
}

// Framed says that a line stands in a drawn rectangle: borders around its letters, its paragraph or the only cell of its
// table, or a text box with an outline.
func Framed(x *Line) bool {
	c := x.P.Cell
	return x.Box != nil && x.Box.Stroke.Style != "" || bordered(x) || x.P.Props.Borders.Around() ||
		c != nil && len(c.Row.Cells) == 1 && c.Table.RowCount == 1 && c.Borders.Around()
}

// bordered says that a border goes around all letters of a line. Word draws that one when letters are chosen without
// the end of their paragraph.
func bordered(x *Line) bool {
	drawn := false
	for _, piece := range x.Pieces {
		if strings.TrimSpace(piece.Text) == "" {
			continue
		}
		if piece.Props.Border == "" {
			return false
		}
		drawn = true
	}
	return drawn
}

// secretMarks are the three classifications, spaces taken out.
var secretMarks = map[string]bool{"MẬT": true, "TỐIMẬT": true, "TUYỆTMẬT": true}

func isSecrecy(x *Line) bool { return IsSecretMark(x.Text) }

// IsSecretMark says that a line is nothing but a classification, also when it is introduced as one ("Độ mật: Mật").
func IsSecretMark(text string) bool {
	if strings.Contains(text, ":") && statedSecrecy.MatchString(text) {
		return true
	}
	if len(text) > 60 {
		return false
	}
	return secretWord(text) || secretBesideUrgency(text)
}

// secretBesideUrgency says that a classification and a mark of urgency stand in one frame ("MẬT - HỎA TỐC").
func secretBesideUrgency(text string) bool {
	const between = "-–—/,;+"
	if !strings.ContainsAny(text, between) {
		return false
	}
	secret := false
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(between, r) }) {
		switch {
		case secretWord(part):
			secret = true
		case !foldedUrgency[wording.Letters(wording.Fold(part))]:
			return false
		}
	}
	return secret
}

// secretWord says that text is one of the three classifications, whatever stands around it.
func secretWord(text string) bool {
	s := strings.ToUpper(norm.NFC.String(text))
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', 0xA0, '\t', '\n', '.', '-', '[', ']', '(', ')', '*', '"', '“', '”':
			return -1
		}
		return r
	}, s)
	for _, intro := range []string{"ĐỘMẬT:", "DẤUCHỈĐỘMẬT:", "MỨCĐỘMẬT:", "TÀILIỆU", "VĂNBẢN", "HỒSƠ"} {
		s = strings.TrimPrefix(s, intro)
	}
	return secretMarks[s]
}

// statedSecrecy is a classification stated beside other things on one line.
var statedSecrecy = regexp.MustCompile(`^\s*(?i:(?:dấu chỉ )?(?:mức )?độ mật)\s*:\s*(?i:tuyệt mật|tối mật|mật)\s*(?:[;,.]|$)`)
