package papers

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"trinhky/internal/domain"
)

// end draws signature and recipients.
func (d *drawing) end() {
	t, s, o := d.t, d.s, d.office
	look := Look{Size: pick(t, "size of the signature", d.body, 28), Bold: true}
	sign := func(name string, words ...string) {
		var lines []Line
		for _, w := range words {
			lines = append(lines, centred(look, w))
		}
		s.Signatures = append(s.Signatures, Signature{Authority: lines, Name: centred(look, name)})
	}
	name := pick(t, "signer", signers...)
	if s.Type == domain.TypeMinutes {
		sign(pick(t, "secretary", signers...), "THƯ KÝ")
		sign(name, pick(t, "chair", "CHỦ TỌA", "CHỦ TRÌ"))
	} else {
		if o.titled && d.chance("degree", 2) {
			name = pick(t, "which degree", degrees...) + name
		}
		sign(name, d.authority()...)
	}
	d.recipients()
	if d.chance("contact", 6) && s.Type == domain.TypeOfficialLetter {
		size := pick(t, "size of the contact", 22, 24)
		s.Contact = []Line{
			text(Look{Size: size}, "Số: 12 đường Nguyễn Công Trứ, "+o.place),
			text(Look{Size: size}, "ĐT: (0297) 3863773, Fax: (0297) 3863774"),
			text(Look{Size: size}, "E-Mail: vanphong@vidu.gov.vn, Website: vidu.gov.vn"),
		}
		s.ContactRule = Rule{Length: s.Page.text()}
	}
}

// authority draws in whose name and place the signer signs (Annex I, II.7.b).
func (d *drawing) authority() []string {
	t, o := d.t, d.office
	forms := [][]string{{o.head}, {"KT. " + o.head, o.deputy}, {"Q. " + o.head}}
	if o.collective != "" {
		on := "TM. " + o.collective
		forms = [][]string{{on, o.head}, {on, o.head}, {on, "KT. " + o.head, o.deputy}, {on, "Q. " + o.head}}
		if len(d.s.Competence) > 0 && strings.HasPrefix(d.s.Competence[0].Text(), o.head) {
			forms = [][]string{{o.head}, {"KT. " + o.head, o.deputy}}
		}
	}
	if d.s.Type == domain.TypeOfficialLetter || d.s.Type == domain.TypeNotice || d.s.Type == domain.TypeInvitation {
		if o.byOrder != "" {
			forms = append(forms, []string{"TL. " + o.head, o.byOrder},
				[]string{"TL. " + o.head, "KT. " + o.byOrder, "PHÓ " + o.byOrder})
		}
		if o.byLetter != "" {
			forms = append(forms, []string{"TUQ. " + o.head, o.byLetter})
		}
	}
	return rapid.SampledFrom(forms).Draw(t, "authority")
}

func (d *drawing) recipients() {
	t, s := d.t, d.s
	s.Label = []Line{text(Look{Size: 24, Bold: true, Italic: true}, "Nơi nhận:")}
	var list []string
	switch {
	case len(s.Addressees) > 0 || s.Type == domain.TypeInvitation || s.Type == domain.TypeIntroduction:
		list = append(list, "Như trên")
	case slices.Contains([]domain.DocumentType{domain.TypeDecision, domain.TypeResolution}, s.Type):
		list = append(list, fmt.Sprintf("Như Điều %d", d.articles()))
	}
	if s.Type != domain.TypeIntroduction {
		list = append(list, some(t, "recipients", recipients, 1, 4)...)
	}
	archive := "Lưu: VT, " + pick(t, "archive unit", d.office.units...)
	switch {
	case s.Type == domain.TypeMinutes:
		archive = "Lưu: VT, Hồ sơ" // mẫu 1.9
	case s.Type == domain.TypeIntroduction && d.chance("no unit", 2):
		archive = "Lưu: VT" // mẫu 1.8
	case d.chance("copies kept", 4):
		archive += pick(t, "how many", " (03)", " (02)")
	}
	for i, r := range append(list, archive) {
		l := text(Look{Size: 22}, r+";")
		if i == len(list) {
			l.Spans[0].Text = archive + "."
		}
		l.Item = Item{Mark: "-", List: -1}
		s.Recipients = append(s.Recipients, l)
	}
	if d.chance("drafter", 8) {
		mark := fmt.Sprintf("%s.(%d)", pick(t, "drafter's mark", drafters...), rapid.IntRange(10, 300).Draw(t, "copies"))
		s.Drafter = []Line{text(Look{Size: 22}, mark)}
	}
}

// articles is how many articles the text has.
func (d *drawing) articles() int {
	n := 0
	for _, b := range d.s.Body {
		if b.Table == nil && b.Line.Role == Article {
			n++
		}
	}
	return n
}

// annexes draws what is attached; the text must have said so, see text.
func (d *drawing) annexes() {
	t, s := d.t, d.s
	n := d.mentioned()
	for i := range n {
		look := Look{Size: 28, Bold: true}
		a := Annex{
			Heading: centred(look, "Phụ lục"), Title: centred(Look{Size: pick(t, "size of the annex title", 26, 28), Bold: true},
				strings.ToUpper(pick(t, "annex title", "Danh mục công việc", "Bảng tổng hợp số liệu", "Tiến độ thực hiện"))),
			Landscape: d.chance("landscape", 4),
		}
		if n > 1 {
			a.Heading.Spans[0].Text += " " + roman(i+1)
		}
		kind := "Công văn"
		if s.Type != domain.TypeOfficialLetter {
			kind = upperFirst(strings.ToLower(called[s.Type]))
		}
		a.IssuedWith = centred(Look{Size: pick(t, "size of the annex note", 26, 28), Italic: true},
			fmt.Sprintf("(Kèm theo %s số %s %s của %s)", kind, strings.TrimLeft(d.number, " "), d.date, d.office.name))
		if strings.HasPrefix(d.number, " ") {
			a.IssuedWith.Spans[0].Text = fmt.Sprintf("(Kèm theo %s số%s %s của %s)", kind, d.number, d.date, d.office.name)
		}
		width := s.Page.text()
		if a.Landscape {
			width = s.Page.Height - s.Page.Left - s.Page.Right
		}
		if a.Landscape || rapid.Bool().Draw(t, "annex table") {
			a.Blocks = append(a.Blocks, Block{Table: d.table(width)})
		} else {
			for _, p := range some(t, "annex text", sentences, 2, 4) {
				a.Blocks = append(a.Blocks, d.prose(p))
			}
		}
		s.Annexes = append(s.Annexes, a)
	}
}

func roman(n int) string {
	return []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"}[n]
}
