package rule

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var citationComponent = component{name: "citation", follow: followCitations, rules: []Rule{
	{
		"citation.first", report.SeverityWarning, say("Viện dẫn lần đầu", "First citation"), annexI("II.6.b"),
		say("Lần đầu viện dẫn ghi đủ tên loại, số, ký hiệu, thời gian ban hành, cơ quan ban hành và trích yếu; ngày, tháng, năm viết đầy đủ.",
			"A first citation gives type, number and notation, date, issuing body and subject; the date is written out."),
	},
	{
		"citation.later", report.SeverityWarning, say("Viện dẫn lần sau", "Later citation"), annexI("II.6.b"),
		say("Từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu.", "From the second citation on, give type, number and notation only."),
	},
	{
		"citation.law", report.SeverityWarning, say("Viện dẫn Luật, Pháp lệnh", "Citation of a law or ordinance"), annexI("II.6.a, II.6.b"),
		say("Chỉ ghi tên loại và tên của Luật, Pháp lệnh, ví dụ “Luật Tổ chức chính quyền địa phương”.", "Give type and name only, as in “Luật Tổ chức chính quyền địa phương”."),
	},
}}

// citationMark stands between the type and the number of a cited document.
const citationMark = " số "

// citationWatch looks at the places where documents are named by their numbers, such as
// "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư".
type citationWatch struct {
	c *Check
	// seen are the dates of the documents cited so far, by number, empty where none was given: offices give the same
	// numbers every year.
	seen map[string]string
}

// mostCitations bounds what is remembered of a file made of nothing but citations.
const mostCitations = 10_000

func followCitations(c *Check) follower { return &citationWatch{c, map[string]string{}} }

func (w *citationWatch) paragraph(_ int, p *anatomy.Para, in anatomy.Zone) {
	if in != anatomy.ZoneBody {
		return
	}
	text := p.Text
	for from := 0; ; {
		hit := strings.Index(text[from:], citationMark)
		if hit < 0 {
			return
		}
		start := from + hit + len(citationMark)
		from = start
		number, ok := citedNumber(text[start:])
		if !ok {
			continue
		}
		w.look(p, text, start, start+len(number))
	}
}

func (w *citationWatch) end() {}

// look judges the citation whose number stands between two offsets of a text.
func (w *citationWatch) look(p *anatomy.Para, text string, start, end int) {
	before, number, after := text[:start], text[start:end], clause(text[end:])
	find := func(id string, found, want report.Words) {
		w.c.find(id, at(p.Paragraph), wording.Nearby(text, start), found, want)
	}
	if law(before) {
		find("citation.law", sayf("ghi số “%s”", "its number “%s”", number), say("chỉ tên loại và tên", "type and name only"))
		return
	}
	if withinTitle(before) {
		return
	}
	date := citedDate(after)
	first, known := w.seen[number]
	switch {
	case known && date == "":
	case known && (first == date || first == ""):
		find("citation.later", quoted(wording.Quote(wording.CutText(text[start:], 120))), say("chỉ tên loại và số, ký hiệu", "type, number and notation only"))
	default:
		if missing, some := citationGaps(before, after, date); some {
			find("citation.first", missing, say("đủ thời gian, cơ quan ban hành và trích yếu", "date, issuing body and subject"))
		}
		if len(w.seen) < mostCitations {
			w.seen[strings.Clone(number)] = strings.Clone(date) // parts of the text would keep it all
		}
	}
}

// clause is the text up to the end of its clause, or to the next citation.
func clause(text string) string {
	if end := strings.IndexByte(text, ';'); end >= 0 {
		text = text[:end]
	}
	for from := 0; ; {
		hit := strings.Index(text[from:], citationMark)
		if hit < 0 {
			return text
		}
		if _, ok := citedNumber(text[from+hit+len(citationMark):]); ok {
			return text[:from+hit]
		}
		from += hit + len(citationMark)
	}
}

// citedNumber reads "30/2020/NĐ-CP" at the start of s: a number, strokes and groups of letters without a space.
func citedNumber(s string) (string, bool) {
	end := strings.IndexFunc(s, func(r rune) bool {
		return !(unicode.IsDigit(r) || unicode.IsLetter(r) || r == '/' || r == '-' || r == '&' || r == '.')
	})
	if end < 0 {
		end = len(s)
	}
	n := strings.TrimRight(s[:end], "/-.")
	if len(n) < 4 || n[0] < '0' || n[0] > '9' || !strings.Contains(n, "/") || strings.IndexFunc(n, unicode.IsUpper) < 0 {
		return "", false
	}
	return n, true
}

// lawWords end the name of what the decree cites by its name alone, others the name of what it does not.
// lawNames are laws and ordinances as a text names them, otherNames other documents.
var (
	lawNames   = []string{"Bộ luật", "Luật", "Pháp lệnh"}
	otherNames = []string{
		"Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị", "Lệnh", "Hiến pháp", "Công văn", "công văn", "Kế hoạch", "kế hoạch",
		"Tờ trình", "tờ trình", "Báo cáo", "báo cáo", "Thông báo", "thông báo",
	}
)

// law says that the document whose number follows is a law or an ordinance: the type named last before it decides.
func law(before string) bool {
	const reach = 200
	before = wording.CutLeft(before, reach)
	return lastOf(before, lawNames) > lastOf(before, otherNames)
}

// lastOf is where the last of the words stands, -1 when none does.
func lastOf(s string, words []string) int {
	at := -1
	for _, w := range words {
		at = max(at, strings.LastIndex(s, w))
	}
	return at
}

var (
	writtenDate = regexp.MustCompile(`^(\d{1,2}) tháng (\d{1,2}) năm (\d{4})`)
	shortDate   = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`)
)

// citedDate is the date behind a cited number, the same however it is written, empty when there is none.
func citedDate(after string) string {
	behind := behindDay(after)
	for _, form := range []*regexp.Regexp{writtenDate, shortDate} {
		if m := form.FindStringSubmatch(behind); m != nil {
			return strings.TrimLeft(m[1], "0") + "/" + strings.TrimLeft(m[2], "0") + "/" + m[3]
		}
	}
	return ""
}

// behindDay is what follows the first "ngày" of a clause.
func behindDay(after string) string {
	_, behind, _ := strings.Cut(after, "ngày ")
	return behind
}

// since is the end of a text behind the last mark that ends a clause, at most a few hundred bytes of it.
func since(before string) string {
	const reach = 400
	s, at := wording.CutLeft(before, reach), 0
	for _, mark := range []string{"; ", ". ", ": "} {
		if i := strings.LastIndex(s, mark); i >= 0 {
			at = max(at, i+len(mark))
		}
	}
	return s[at:]
}

// behindCitation is what follows the last number cited in a clause; false when none is.
func behindCitation(clause string) (string, bool) {
	for to := len(clause); ; {
		i := strings.LastIndex(clause[:to], citationMark)
		if i < 0 {
			return clause, false
		}
		if number, ok := citedNumber(clause[i+len(citationMark):]); ok {
			return clause[i+len(citationMark)+len(number):], true
		}
		to = i
	}
}

// withinTitle says that the number that follows belongs to the title of another document: of one that amends it, guides
// it, or was issued with it, or to a title in quotation marks.
func withinTitle(before string) bool {
	if strings.Count(before, "“") > strings.Count(before, "”") {
		return true
	}
	between, ok := behindCitation(since(before))
	if !ok || !containsAny(between, changeWords) {
		return false
	}
	// "… và Nghị định số" names a document of its own.
	kind := lastOf(between, otherNames)
	if kind < 0 {
		kind = lastOf(between, lawNames)
	}
	return kind < 0 || endsInAny(strings.TrimRight(between[:kind], " "), ofWords)
}

// changeWords tell what a document does to another, ofWords stand right before the type of that other.
var (
	changeWords = []string{"sửa đổi", "bổ sung", "bãi bỏ", "thay thế", "hướng dẫn", "quy định chi tiết", "thi hành", "kèm theo", "gia hạn", "điều chỉnh", "đính chính", "triển khai", "thực hiện", "hủy bỏ", "ban hành"}
	ofWords     = []string{"của", "thực hiện", "thi hành", "theo", "tại", "thay thế", "hướng dẫn", "bãi bỏ", "bổ sung", "sửa đổi", "triển khai", "một phần", "toàn bộ", "chi tiết", "hủy bỏ", "đính chính", "gia hạn", "điều chỉnh"}
)

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

func endsInAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

// bodyWords begin the names of bodies and persons who issue documents, issueWords what they do.
var (
	bodyWords = []string{
		"Ủy ban", "Uỷ ban", "UBND", "Hội đồng", "HĐND", "Bộ ", "Sở ", "Chính phủ", "Thủ tướng", "Chủ tịch", "Quốc hội", "Phòng ", "Ban ", "Cục ", "Chi cục", "Tổng cục",
		"Văn phòng", "Thành ủy", "Tỉnh ủy", "Huyện ủy", "Đảng ủy", "Thị ủy", "Quận ủy", "Công an", "Trường ", "Trung tâm", "Thanh tra", "Giám đốc", "Bảo hiểm xã hội", "Kho bạc",
		"Tòa án", "Viện ", "Liên đoàn", "Hội ", "Mặt trận", "Tổng Thanh tra", "Bộ trưởng", "Thường trực", "Tổng Giám đốc", "Công ty",
	}
	issueWords = []string{" ban hành ", " có ", " ký ", " gửi ", " phê duyệt ", " thông qua ", " công bố ", " tại ", " theo ", " chỉ đạo ", " giao ", " nhận được ", " trình ", " ra "}
)

// issuerBefore says that the issuing body stands before the citation: "Ủy ban nhân dân tỉnh ban hành Kế hoạch số", "Kế
// hoạch của Ủy ban nhân dân tỉnh số".
func issuerBefore(before string) bool {
	clause, _ := behindCitation(since(before))
	body := lastOf(clause, bodyWords)
	if body < 0 {
		return false
	}
	return strings.Contains(clause[max(0, body-len(" của ")):], "của ") || containsAny(clause[body:], issueWords)
}

// subjectWords begin the subject of a cited document.
var subjectWords = []string{
	" về ", " quy định ", " ban hành ", " phê duyệt ", " hướng dẫn ", " sửa đổi", " bổ sung ", " v/v ", " giao ", " công bố ", " thành lập ", " triển khai ", " kèm theo",
	" bãi bỏ ", " thay thế ", " đính chính ", " gia hạn ", " kéo dài ", " điều chỉnh ", " hủy bỏ ", " kiện toàn ", " cho phép ", " chấp thuận ", " công nhận ",
}

// citationGaps names what a first citation leaves out. What is "ban hành kèm theo" a decision gives the subject before the
// number.
func citationGaps(before, after, date string) (report.Words, bool) {
	var vi, en []string
	switch {
	case date == "" && !strings.Contains(after, "ngày"):
		vi, en = append(vi, "thiếu thời gian ban hành"), append(en, "no date")
	case shortDate.MatchString(behindDay(after)):
		vi, en = append(vi, "thời gian ban hành viết tắt"), append(en, "a shortened date")
	}
	_, rest, issuer := strings.Cut(after, " của ")
	if !issuer && !issuerBefore(before) {
		vi, en = append(vi, "thiếu cơ quan ban hành"), append(en, "no issuing body")
	}
	if !issuer {
		rest = after
	}
	const near = 90
	subject := strings.Contains(wording.CutLeft(before, near), "kèm theo")
	for _, w := range subjectWords {
		subject = subject || strings.Contains(rest+" ", w)
	}
	if !subject {
		vi, en = append(vi, "thiếu trích yếu"), append(en, "no subject")
	}
	return say(strings.Join(vi, ", "), strings.Join(en, ", ")), len(vi) > 0
}
