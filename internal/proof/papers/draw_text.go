package papers

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"trinhky/internal/domain"
)

// text draws bases, addressees and the text itself.
func (d *drawing) text() {
	t, s := d.t, d.s
	d.form = Line{
		Align: Justified, First: pick(t, "indent", 567, 720, 720, 709), Leading: pick(t, "leading", Single, Single,
			Leading{Value: 252}, Leading{Value: 264}, Leading{Value: 276}, Leading{Value: 288}, Leading{Value: 312},
			Leading{Value: 360}, Leading{Value: 360, Rule: "exact"}, Leading{Value: 340, Rule: "atLeast"}),
	}
	space := pick(t, "space", [2]int{120, 0}, [2]int{0, 120}, [2]int{60, 60}, [2]int{120, 120}, [2]int{80, 80}, [2]int{120, 60})
	d.form.Before, d.form.After = space[0], space[1]
	switch s.Type {
	case domain.TypeDecision, domain.TypeResolution:
		d.enacted()
	case domain.TypeOfficialLetter, domain.TypeReport, domain.TypeSubmission:
		d.addressed("Kính gửi:")
	case domain.TypeTelegram:
		d.addressed(upperFirst(d.office.name) + " điện:")
	default:
	}
	if s.Type == domain.TypePlan || s.Type == domain.TypeDirective || s.Type == domain.TypeGuidance {
		if d.chance("bases", 3) {
			d.bases()
		}
	}
	switch s.Type {
	case domain.TypeInvitation:
		d.invitation()
	case domain.TypeIntroduction:
		d.introduction()
	case domain.TypeMinutes:
		d.minutes()
	case domain.TypeDecision, domain.TypeResolution:
		d.decision()
	default:
		d.ordinary()
	}
	d.mention()
	d.endMark()
}

func (d *drawing) upright() Look { return Look{Size: d.body} }

// line is a line of the text in the text's form.
func (d *drawing) line(role Role, spans ...Span) Block {
	l := d.form
	l.Role, l.Spans = role, spans
	return Block{Line: l}
}

func (d *drawing) prose(s string) Block { return d.line(Prose, Span{s, d.upright()}) }

func (d *drawing) add(blocks ...Block) { d.s.Body = append(d.s.Body, blocks...) }

func (d *drawing) bases() {
	chosen := some(d.t, "bases", bases, 1, 4)
	if d.s.Type == domain.TypeDecision {
		chosen = append(chosen, "Theo đề nghị của "+pick(d.t, "proposer", "Chánh Văn phòng", "Trưởng phòng Nội vụ"))
	}
	for i, c := range chosen {
		mark := ";"
		if i == len(chosen)-1 {
			mark = "."
		}
		d.s.Basis = append(d.s.Basis, d.line(Prose, Span{c + mark, Look{Size: d.body, Italic: true}}).Line)
	}
}

func (d *drawing) enacted() {
	s := d.s
	look := Look{Size: d.body, Bold: true}
	whose := d.office.competence
	if d.office.collective == "ỦY BAN NHÂN DÂN" && d.chance("the chairman's own act", 3) {
		whose = "CHỦ TỊCH " + strings.Join(d.office.agency, " ")
	}
	for _, l := range broken(whose, look, 7000) {
		s.Competence = append(s.Competence, centred(look, l))
	}
	s.Competence[0].Before = 120
	d.bases()
	words := "QUYẾT ĐỊNH:"
	if s.Type == domain.TypeResolution {
		words = "QUYẾT NGHỊ:"
	}
	s.Enacting = []Line{centred(look, words)}
	s.Enacting[0].Before, s.Enacting[0].After = 120, 60
}

// addressed draws to whom the paper goes: one on the line of the words, several on lines of their own.
func (d *drawing) addressed(words string) {
	t, s := d.t, d.s
	if s.Type == domain.TypeReport && d.chance("a report to nobody above", 2) {
		return
	}
	who := some(t, "addressees", addressees, 1, 4)
	look := Look{Size: d.body}
	head := text(look, words)
	head.Before, head.After = 120, 60
	if len(who) == 1 {
		head.Align = Centre
		head.Spans[0].Text += " " + who[0]
		if rapid.Bool().Draw(t, "full stop after the addressee") {
			head.Spans[0].Text += "."
		}
		s.Addressees = []Line{head}
		return
	}
	head.Left = pick(t, "Kính gửi's indent", 1134, 1701, 2268)
	s.Addressees = []Line{head}
	for i, w := range who {
		mark := ";"
		if i == len(who)-1 {
			mark = "."
		}
		l := text(look, w+mark)
		l.Left = head.Left + head.width()
		l.Item = Item{Mark: "-", List: -1}
		s.Addressees = append(s.Addressees, l)
	}
}

// ordinary draws the text of a paper that names no articles: paragraphs, numbered clauses, or parts with titles.
func (d *drawing) ordinary() {
	t := d.t
	for _, p := range some(t, "opening", sentences, 1, 2) {
		d.add(d.prose(p))
	}
	if cited := pick(t, "citation", citations...); d.chance("cites", 4) && !d.cites(cited) {
		d.add(d.prose(cited))
	}
	arrangement := pick(t, "arrangement", "prose", "clauses", "clauses", "divisions", "dashes")
	if slices.Contains(d.wanted, "clauses") {
		arrangement = "clauses"
	}
	switch arrangement {
	case "prose":
		for _, p := range some(t, "paragraphs", sentences[2:], 1, 6) {
			d.add(d.prose(p))
		}
	case "clauses":
		d.clauses(true)
	case "divisions":
		for i, title := range some(t, "divisions", titles, 2, 3) {
			d.add(d.line(Division, Span{roman(i+1) + ". " + strings.ToUpper(title), Look{Size: d.body, Bold: true}}))
			if rapid.Bool().Draw(t, "clauses in the division") {
				d.clauses(true)
				continue
			}
			for _, p := range some(t, "division's text", sentences, 1, 3) {
				d.add(d.prose(p))
			}
		}
	case "dashes":
		d.add(d.prose("Các đơn vị tập trung thực hiện những nội dung sau:"))
		d.dashes()
	}
	if d.chance("table", 4) {
		d.add(d.prose("Số liệu cụ thể như sau:"), Block{Table: d.table(d.s.Page.text())})
	}
	d.add(d.prose(pick(t, "closing", sentences[8:]...)))
}

// cites says whether the bases name the document of a sentence already: a later citation is a short one.
func (d *drawing) cites(sentence string) bool {
	_, after, _ := strings.Cut(sentence, " số ")
	number, _, _ := strings.Cut(after, " ")
	for _, l := range d.s.Basis {
		if strings.Contains(l.Text(), number) {
			return true
		}
	}
	return false
}

// clauses draws numbered clauses: bare sentences, sentences with points, or a title with paragraphs under it.
func (d *drawing) clauses(titled bool) {
	t := d.t
	d.lists++
	list := d.lists
	n := rapid.IntRange(2, 4).Draw(t, "clauses")
	for i := range n {
		item := Item{Mark: fmt.Sprintf("%d.", i+1), List: list}
		kind := pick(t, "clause", "bare", "points", "titled")
		if i == 0 && slices.Contains(d.wanted, "points") {
			kind = "points"
		}
		if kind == "titled" && !titled {
			kind = "bare"
		}
		var b Block
		switch kind {
		case "titled":
			b = d.line(Clause, Span{pick(t, "clause's title", titles...), Look{Size: d.body, Bold: true}})
		case "points":
			b = d.line(Clause, Span{"Các đơn vị có trách nhiệm:", d.upright()})
		default:
			b = d.line(Clause, Span{pick(t, "clause's text", sentences...), d.upright()})
		}
		b.Line.Item = item
		d.add(b)
		switch kind {
		case "titled":
			for _, p := range some(t, "under the title", sentences, 1, 2) {
				d.add(d.prose(p))
			}
		case "points":
			d.points()
		}
	}
}

// alphabet is the order of points: the Vietnamese alphabet, without letters with marks that no list uses.
var alphabet = []string{"a", "b", "c", "d", "đ", "e", "g", "h"}

func (d *drawing) points() {
	d.lists++
	chosen := some(d.t, "points", items, 2, 7)
	for i, p := range chosen {
		mark := ";"
		if i == len(chosen)-1 {
			mark = "."
		}
		b := d.line(Point, Span{p + mark, d.upright()})
		b.Line.Item = Item{Mark: alphabet[i] + ")", List: d.lists}
		d.add(b)
	}
}

func (d *drawing) dashes() {
	d.lists++
	chosen := some(d.t, "dashes", items, 2, 5)
	for i, p := range chosen {
		mark := pick(d.t, "dash's end", ";", ".")
		if i == len(chosen)-1 {
			mark = "."
		}
		b := d.line(Dash, Span{p + mark, d.upright()})
		b.Line.Item = Item{Mark: "-", List: d.lists}
		d.add(b)
	}
}

// decision draws articles, in chapters when there are many.
func (d *drawing) decision() {
	t := d.t
	boldly := Look{Size: d.body, Bold: true}
	n := rapid.IntRange(2, 4).Draw(t, "articles")
	chapters := d.chance("chapters", 5)
	for i := range n {
		if chapters && i < 2 {
			for k, words := range []string{"Chương " + roman(i+1), strings.ToUpper(pick(t, "chapter's title", titles...))} {
				l := centred(boldly, words)
				l.Role, l.Before, l.After = HeadingWord+Role(k), d.form.Before, d.form.After
				d.add(Block{Line: l})
			}
		}
		head := fmt.Sprintf("Điều %d. ", i+1)
		switch {
		case chapters:
			d.add(d.line(Article, Span{head + pick(t, "article's title", titles...), boldly}))
			d.clauses(false)
		case i == 0:
			d.add(d.line(Article, Span{head, boldly}, Span{"Phê duyệt nội dung " + d.matter + ".", d.upright()}))
		case i == n-1:
			d.add(d.line(Article, Span{head, boldly}, Span{"Chánh Văn phòng, người đứng đầu các đơn vị liên quan và các cá " +
				"nhân có tên trong danh sách chịu trách nhiệm thi hành Quyết định này.", d.upright()}))
		default:
			d.add(d.line(Article, Span{head, boldly}, Span{pick(t, "article", sentences...), d.upright()}))
		}
	}
	if d.s.Type == domain.TypeResolution {
		last := &d.s.Body[len(d.s.Body)-1].Line.Spans
		(*last)[len(*last)-1].Text = strings.ReplaceAll((*last)[len(*last)-1].Text, "Quyết định này", "Nghị quyết này")
	}
}

func (d *drawing) invitation() {
	d.add(
		d.prose(d.office.name+" trân trọng kính mời: Ông Nguyễn Văn Bình, Trưởng phòng Nội vụ."),
		d.prose("Tới dự họp về "+d.matter+"."),
		d.prose("Chủ trì: "+upperFirst(strings.ToLower(d.office.head))+"."),
		d.prose("Thời gian: 8 giờ 00 phút, "+strings.Replace(d.date, "    ", "12", 1)+"."),
		d.prose("Địa điểm: Phòng họp số 1."),
		d.prose("Đề nghị đại biểu đến dự đúng giờ."),
	)
}

func (d *drawing) introduction() {
	d.add(
		d.prose(d.office.name+" trân trọng giới thiệu:"),
		d.prose("Ông (bà): Nguyễn Thị Lan"),
		d.prose("Chức vụ: Chuyên viên"),
		d.prose("Được cử đến: Sở Tài chính"),
		d.prose("Về việc: "+upperFirst(d.matter)+"."),
		d.prose("Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ."),
		d.prose("Giấy này có giá trị đến hết ngày 31 tháng 12 năm 2024."),
	)
}

func (d *drawing) minutes() {
	d.add(
		d.prose("Thời gian bắt đầu: 8 giờ 00 phút, ngày 12 tháng 3 năm 2024."),
		d.prose("Địa điểm: Phòng họp số 1."),
		d.prose("Thành phần tham dự: Đại diện các đơn vị liên quan."),
		d.prose("Chủ trì (chủ tọa): Ông Nguyễn Văn Bình."),
		d.prose("Thư ký (người ghi biên bản): Bà Trần Thị Lan."),
		d.prose("Nội dung (theo diễn biến cuộc họp):"),
	)
	d.clauses(false)
	d.add(d.prose("Cuộc họp kết thúc vào 11 giờ 30 phút, ngày 12 tháng 3 năm 2024."))
}

// table draws a table as wide as the text.
func (d *drawing) table(width int) *Table {
	t := d.t
	n := rapid.IntRange(2, len(columns)).Draw(t, "columns")
	table := &Table{Widths: make([]int, n)}
	for i := range n {
		table.Widths[i] = (width - 800) / (n - 1)
	}
	table.Widths[0] = 800
	look := Look{Size: pick(t, "size of the table", 22, 24, 26)}
	heading := Look{Size: look.Size, Bold: true}
	row := make([]Line, n)
	for i := range n {
		row[i] = centred(heading, columns[i])
	}
	table.Rows = append(table.Rows, row)
	for r := range rapid.IntRange(1, 8).Draw(t, "rows") {
		row := make([]Line, n)
		for i := range n {
			row[i] = text(look, pick(t, "cell", items...))
		}
		row[0] = centred(look, fmt.Sprint(r+1))
		table.Rows = append(table.Rows, row)
	}
	for _, row := range table.Rows {
		for i := range row {
			row[i].Role = Cell
		}
	}
	return table
}

const (
	mentionOne = " (chi tiết tại Phụ lục kèm theo)"
	mentionTwo = " (chi tiết tại Phụ lục I, Phụ lục II kèm theo)"
)

// mention makes the text name its annexes (Annex I, III.1.a).
func (d *drawing) mention() {
	n := rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(d.t, "annexes")
	if slices.Contains(d.wanted, "annexes") {
		n = 2
	}
	if n == 0 || d.s.Type == domain.TypeMinutes || d.s.Type == domain.TypeIntroduction {
		return
	}
	for i := range d.s.Body {
		l := &d.s.Body[i].Line
		if d.s.Body[i].Table == nil && (l.Role == Prose || l.Role == Article) && strings.HasSuffix(l.Text(), ".") {
			last := &l.Spans[len(l.Spans)-1]
			last.Text = strings.TrimSuffix(last.Text, ".") + []string{"", mentionOne, mentionTwo}[n] + "."
			return
		}
	}
}

// mentioned is how many annexes the text names.
func (d *drawing) mentioned() int {
	for i := range d.s.Body {
		text := d.s.Body[i].Line.Text()
		switch {
		case strings.Contains(text, mentionOne):
			return 1
		case strings.Contains(text, mentionTwo):
			return 2
		}
	}
	return 0
}

// endMark ends the text by "./." as the decree's forms do (Annex III, II).
func (d *drawing) endMark() {
	for i := len(d.s.Body) - 1; i >= 0; i-- {
		if d.s.Body[i].Table != nil {
			continue
		}
		l := &d.s.Body[i].Line
		last := &l.Spans[len(l.Spans)-1]
		last.Text = strings.TrimSuffix(last.Text, ".") + "./."
		return
	}
}
