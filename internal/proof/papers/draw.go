package papers

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"trinhky/internal/domain"
)

// code is what a type is written as in the notation (Annex III, I); a công văn has none.
var code = map[domain.DocumentType]string{
	domain.TypeResolution: "NQ", domain.TypeDecision: "QĐ", domain.TypeDirective: "CT", domain.TypeNotice: "TB",
	domain.TypeGuidance: "HD", domain.TypeProgramme: "CTr", domain.TypePlan: "KH", domain.TypeOption: "PA",
	domain.TypeScheme: "ĐA", domain.TypeProject: "DA", domain.TypeReport: "BC", domain.TypeMinutes: "BB",
	domain.TypeSubmission: "TTr", domain.TypeTelegram: "CĐ", domain.TypeInvitation: "GM", domain.TypeIntroduction: "GGT",
	domain.TypeCommunique: "TC", domain.TypeTransferSlip: "PC", domain.TypeDispatchSlip: "PG",
}

// called is how a type is headed.
var called = map[domain.DocumentType]string{
	domain.TypeResolution: "NGHỊ QUYẾT", domain.TypeDecision: "QUYẾT ĐỊNH", domain.TypeDirective: "CHỈ THỊ",
	domain.TypeNotice: "THÔNG BÁO", domain.TypeGuidance: "HƯỚNG DẪN", domain.TypeProgramme: "CHƯƠNG TRÌNH",
	domain.TypePlan: "KẾ HOẠCH", domain.TypeOption: "PHƯƠNG ÁN", domain.TypeScheme: "ĐỀ ÁN", domain.TypeProject: "DỰ ÁN",
	domain.TypeReport: "BÁO CÁO", domain.TypeMinutes: "BIÊN BẢN", domain.TypeSubmission: "TỜ TRÌNH",
	domain.TypeTelegram: "CÔNG ĐIỆN", domain.TypeInvitation: "GIẤY MỜI", domain.TypeIntroduction: "GIẤY GIỚI THIỆU",
	domain.TypeCommunique: "THÔNG CÁO", domain.TypeTransferSlip: "PHIẾU CHUYỂN", domain.TypeDispatchSlip: "PHIẾU GỬI",
}

// types are drawn in about the shares an office writes them in.
var types = []domain.DocumentType{
	domain.TypeOfficialLetter, domain.TypeOfficialLetter, domain.TypeOfficialLetter, domain.TypeOfficialLetter,
	domain.TypeDecision, domain.TypeDecision, domain.TypeDecision, domain.TypeReport, domain.TypeReport,
	domain.TypeSubmission, domain.TypeNotice, domain.TypePlan, domain.TypePlan, domain.TypeDirective, domain.TypeGuidance,
	domain.TypeProgramme, domain.TypeOption, domain.TypeScheme, domain.TypeProject, domain.TypeResolution,
	domain.TypeMinutes, domain.TypeTelegram, domain.TypeInvitation, domain.TypeIntroduction, domain.TypeCommunique,
}

// pick draws one of several.
func pick[T any](t *rapid.T, label string, from ...T) T {
	return rapid.SampledFrom(from).Draw(t, label)
}

// chance draws true once in n times.
func chance(t *rapid.T, label string, n int) bool { return rapid.IntRange(1, n).Draw(t, label) == n }

// some draws between low and high different ones, in their order.
func some(t *rapid.T, label string, from []string, low, high int) []string {
	order := rapid.Permutation(seq(len(from))).Draw(t, label)
	n := rapid.IntRange(low, min(high, len(from))).Draw(t, label+" how many")
	chosen := slices.Clone(order[:n])
	slices.Sort(chosen)
	out := make([]string, n)
	for i, k := range chosen {
		out[i] = from[k]
	}
	return out
}

func seq(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// drawing is a paper while it is drawn: the sheet, and what its parts must agree on.
type drawing struct {
	t      *rapid.T
	s      *Sheet
	office office
	body   int // size of the text
	place  int // size of place and date
	matter string
	number string // "12/QĐ-UBND"
	date   string // "ngày 05 tháng 3 năm 2024"
	form   Line   // spacing, indent and alignment of the text
	lists  int
	wanted []string // chances that must come true
}

// chance draws true once in n times, and always what is wanted.
func (d *drawing) chance(label string, n int) bool {
	return slices.Contains(d.wanted, label) || chance(d.t, label, n)
}

// Good draws a paper that follows the decree.
func Good() *rapid.Generator[Sheet] {
	return rapid.Custom(func(t *rapid.T) Sheet { return draw(t, pick(t, "type", types...)) })
}

// GoodOf draws a paper of one type that follows the decree.
func GoodOf(kind domain.DocumentType) *rapid.Generator[Sheet] {
	return rapid.Custom(func(t *rapid.T) Sheet { return draw(t, kind) })
}

// Types are the types the generator knows.
func Types() []domain.DocumentType {
	out := slices.Clone(types)
	slices.Sort(out)
	return slices.Compact(out)
}

func draw(t *rapid.T, kind domain.DocumentType, wanted ...string) Sheet {
	d := &drawing{t: t, s: &Sheet{Type: kind, Issued: rapid.Bool().Draw(t, "issued")}, wanted: wanted}
	if slices.Contains(wanted, "issued") {
		d.s.Issued = true
	}
	d.office = rapid.SampledFrom(offices).Filter(func(o office) bool {
		return (kind == domain.TypeResolution) == o.assembly
	}).Draw(t, "office")
	d.matter = pick(t, "matter", matters...)
	d.page()
	d.header()
	d.title()
	d.text()
	d.end()
	d.annexes()
	d.pageNumber()
	return *d.s
}

// millimetres is a length in twips, rounded.
func millimetres(mm int) int { return (mm*14400 + 127) / 254 }

func (d *drawing) page() {
	mm := func(label string, low, high int) int {
		return rapid.IntRange(millimetres(low), millimetres(high)).Draw(d.t, label)
	}
	d.s.Page = Page{
		Width: 11906, Height: pick(d.t, "height", 16838, 16840), Top: 1134, Bottom: 1134, Left: 1701, Right: pick(d.t, "right", 851, 1134),
	}
	if d.chance("other margins", 3) {
		d.s.Page.Top, d.s.Page.Bottom = mm("top", 20, 25), mm("bottom", 20, 25)
		d.s.Page.Left, d.s.Page.Right = mm("left", 30, 35), mm("right", 15, 20)
	}
}

func text(look Look, s string) Line { return Line{Spans: []Span{{s, look}}, Leading: Single} }

func centred(look Look, s string) Line {
	l := text(look, s)
	l.Align = Centre
	return l
}

func (d *drawing) header() {
	t, s, o := d.t, d.s, d.office
	small := pick(t, "size of the national name", 24, 24, 26)
	d.body = pick(t, "size of the text", small+2, 28)
	d.place = pick(t, "size of place and date", 26, d.body)
	s.Nation = []Line{centred(Look{Size: small, Bold: true}, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")}
	if d.chance("the other spelling of Hòa", 6) {
		s.Nation[0].Spans[0].Text = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" // as the decree's own examples have it
	}
	s.Motto = []Line{centred(Look{Size: small + 2, Bold: true}, "Độc lập - Tự do - Hạnh phúc")}
	s.MottoRule = Rule{Length: s.Motto[0].width()}
	room := s.Page.text() - s.Nation[0].width() - 620 // what the other column leaves
	for _, p := range o.parent {
		for _, l := range broken(p, Look{Size: small}, room) {
			s.Parent = append(s.Parent, centred(Look{Size: small}, l))
		}
	}
	for _, a := range o.agency {
		for _, l := range broken(a, Look{Size: small, Bold: true}, room) {
			s.Agency = append(s.Agency, centred(Look{Size: small, Bold: true}, l))
		}
	}
	s.AgencyRule = Rule{Length: part(t, "agency's rule", s.Agency)}

	notation := code[s.Type] + "-" + o.code
	if s.Type == domain.TypeOfficialLetter {
		notation = o.code + "-" + pick(t, "unit", o.units...)
	}
	number := fmt.Sprintf("%02d", rapid.OneOf(rapid.IntRange(1, 9), rapid.IntRange(10, 1899)).Draw(t, "number"))
	day := fmt.Sprintf("%02d", rapid.IntRange(1, 28).Draw(t, "day"))
	month := rapid.IntRange(1, 12).Draw(t, "month")
	if !s.Issued {
		number = pick(t, "blank number", "     ", "      ", "        ", "…", "......")
		day = pick(t, "blank day", "    ", "     ", "…", "...", day)
	}
	d.number = number + "/" + notation
	d.date = fmt.Sprintf("ngày %s tháng %s năm 2024", day, monthOf(month))
	s.Number = []Line{centred(Look{Size: 26}, "Số: "+d.number)}
	if strings.HasPrefix(number, " ") {
		s.Number[0].Spans[0].Text = "Số:" + d.number
	}
	if s.Type != domain.TypeMinutes { // mẫu 1.9 tells the time in the text
		s.PlaceDate = []Line{centred(Look{Size: d.place, Italic: true}, o.place+", "+d.date)}
	}
	if s.Type == domain.TypeOfficialLetter {
		for i, line := range broken("V/v "+d.matter, Look{Size: small}, 3300) {
			l := centred(Look{Size: pick(t, "size of the subject", 24, small)}, line)
			if i == 0 {
				l.Before = 120
			} else {
				l.Spans[0].Size = s.LetterSubject[0].look().Size
			}
			s.LetterSubject = append(s.LetterSubject, l)
		}
	}
	if d.chance("urgent", 8) {
		u := pick(t, "urgency", Mark{Width: 30, Line: text(Look{}, "HỎA TỐC")}, Mark{Width: 30, Line: text(Look{}, "HOẢ TỐC")},
			Mark{Width: 40, Line: text(Look{}, "THƯỢNG KHẨN")}, Mark{Width: 20, Line: text(Look{}, "KHẨN")})
		u.Line = centred(Look{Size: 26, Bold: true, Colour: pick(t, "ink", "FF0000", "")}, u.Line.Text())
		u.Width, u.Height = millimetres(u.Width), millimetres(8)
		s.Urgency = &u
	}
	if d.chance("circulation", 12) {
		words := pick(t, "circulation words", "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
		s.Circulation = &Mark{
			Line: centred(Look{Size: 26, Bold: true}, words), Width: millimetres(55), Height: millimetres(8),
		}
	}
}

// monthOf writes a month: 1 and 2 have a zero before them, the others have not (Annex I, II.4.b).
func monthOf(m int) string {
	if m <= 2 {
		return fmt.Sprintf("%02d", m)
	}
	return fmt.Sprint(m)
}

// part draws a rule of between a third and a half of the longest line, well inside.
func part(t *rapid.T, label string, lines []Line) int {
	longest := 0
	for _, l := range lines {
		longest = max(longest, l.width())
	}
	return longest * rapid.IntRange(36, 47).Draw(t, label) / 100
}

// wrapped breaks a text where the margins do.
func wrapped(s string, look Look, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && widthOf(longer, look) > width {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}

// broken breaks a text into as few lines of at most width twips as it takes, as even as they come.
func broken(s string, look Look, width int) []string {
	lines := wrapped(s, look, width)
	for narrower := width - 100; narrower > 500; narrower -= 100 {
		even := wrapped(s, look, narrower)
		if len(even) > len(lines) {
			break
		}
		lines = even
	}
	return lines
}

func (d *drawing) title() {
	t, s := d.t, d.s
	if s.Type == domain.TypeOfficialLetter {
		return
	}
	size := pick(t, "size of the title", d.body, 28)
	s.TypeName = []Line{centred(Look{Size: size, Bold: true}, called[s.Type])}
	s.TypeName[0].Before = pick(t, "space above the title", 0, 120, 240)
	if s.Type == domain.TypeIntroduction { // mẫu 1.8 has no subject; its rule stands under the name
		s.SubjectRule = Rule{Length: part(t, "rule", s.TypeName)}
		return
	}
	subject := upperFirst(pick(t, "subject's opening", "về ", "về việc ", "") + d.matter)
	lines := broken(subject, Look{Size: size, Bold: true}, 6800)
	if s.SubjectWraps = d.chance("the subject wraps", 3); s.SubjectWraps {
		lines = wrapped(subject, Look{Size: size, Bold: true}, s.Page.text())
	}
	for _, line := range lines {
		s.Subject = append(s.Subject, centred(Look{Size: size, Bold: true}, line))
	}
	s.SubjectRule = Rule{Length: part(t, "rule", s.Subject)}
}

func upperFirst(s string) string {
	runes := []rune(s)
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}

func (d *drawing) pageNumber() {
	s := d.s
	long := len(s.Annexes) > 0
	letters := 0
	s.each(func(l *Line) { letters += len(l.Text()) + 80 })
	for _, b := range s.Body {
		long = long || b.Table != nil
	}
	s.PageNumber = PageNumber{Present: true, Look: Look{Size: pick(d.t, "size of the page number", 26, 28)}, Align: Centre}
	if !long && letters < 2600 {
		s.PageNumber.Present = rapid.Bool().Draw(d.t, "page number on a single page")
	}
}
