package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var capitalComponent = component{name: "capital", follow: followCapitals, rules: []Rule{
	{"capital.sentence", report.SeverityWarning, say("Đầu câu", "Sentence"), annexII("I"), say("Viết hoa chữ cái đầu câu.", "Begin the sentence with a capital.")},
	{
		"capital.unit", report.SeverityWarning, say("Tên đơn vị hành chính", "Administrative unit"), annexII("III.1"),
		say("“Quận 1”, “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”; “tỉnh Nam Định”, “thành phố Thái Nguyên”.", "“Quận 1”, “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”; “tỉnh Nam Định”, “thành phố Thái Nguyên”."),
	},
	{
		"capital.agency", report.SeverityWarning, say("Tên cơ quan, tổ chức", "Name of a body"), annexII("IV.1.a"),
		say("Viết hoa chữ đầu của từ chỉ loại hình cơ quan: “Phòng Nội vụ”, “Sở Tài chính”, “Ủy ban nhân dân”.", "A capital for the kind of body: “Phòng Nội vụ”, “Sở Tài chính”, “Ủy ban nhân dân”."),
	},
	{"capital.special", report.SeverityWarning, say("Danh từ đặc biệt", "Special noun"), annexII("V.1"), say("Viết “Nhân dân”, “Nhà nước”.", "Write “Nhân dân”, “Nhà nước”.")},
	{
		"capital.provision", report.SeverityWarning, say("Viện dẫn điều, khoản", "Cited provision"), annexII("V.7"),
		say("Viết hoa Phần, Chương, Mục, Tiểu mục, Điều; viết thường khoản, điểm.", "Capitals for Phần, Chương, Mục, Tiểu mục, Điều; none for khoản, điểm."),
	},
	{"capital.document", report.SeverityWarning, say("Tên văn bản được viện dẫn", "Cited document"), annexII("V.6"), say("Viết hoa chữ đầu của tên loại văn bản cụ thể.", "A capital for the type of a particular document.")},
	{
		"capital.date", report.SeverityWarning, say("Tên tháng, ngày tết", "Month or festival"), annexII("V.8"),
		say("“tháng Tám”, “thứ Hai”, “tết Nguyên đán”.", "“tháng Tám”, “thứ Hai”, “tết Nguyên đán”."),
	},
}}

// capitalWatch walks the words of the running text once and judges the cases of Annex II that need no dictionary.
type capitalWatch struct{ c *Check }

func followCapitals(c *Check) follower { return capitalWatch{c} }

func (f capitalWatch) paragraph(_ int, p *anatomy.Para, in anatomy.Zone) {
	if in != anatomy.ZoneBody || p.Text == "" || p.Top != nil {
		return
	}
	w := wordWalk{text: p.Text}
	w.report = func(id, found, want string) {
		f.c.find(id, at(p.Paragraph), wording.Nearby(p.Text, w.start), quoted(found), quoted(want))
	}
	w.run(anatomy.HeadingOf(p.Text) == anatomy.HeadingPoint || wording.StartsWithDash(p.Text))
}

func (f capitalWatch) end() {}

// wordWalk goes over the words of a paragraph; the neighbours of a word are only looked at where it may be wrong.
type wordWalk struct {
	text   string
	report func(id, found, want string)
	// start and end are the current word with its marks.
	start, end int
}

func (w *wordWalk) run(listItem bool) {
	opens := !listItem // the next word opens a sentence; lists go on from the sentence above them
	for w.end < len(w.text) {
		w.start = w.end
		for w.start < len(w.text) && blankByte(w.text[w.start]) {
			w.start++
		}
		w.end = wordEnd(w.text, w.start)
		raw := w.text[w.start:w.end]
		if raw == "" {
			return
		}
		if opens && w.start > 0 {
			if unicode.IsLower(wording.FirstRune(raw)) {
				w.report("capital.sentence", raw, wording.TitleCase(raw))
			}
		}
		opens = raw[len(raw)-1] == '.' && sentenceEnds(raw, wording.TrimMarks(w.after(w.end)))
		if c := raw[0]; watchedStart[c] || c == '(' || c == '"' || c == 0xE2 {
			if watched[wording.TrimMarks(raw)] {
				w.look(raw)
			}
		}
	}
}

func blankByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' }

func wordEnd(s string, from int) int {
	for from < len(s) && !blankByte(s[from]) {
		from++
	}
	return from
}

// after is the word behind an offset, with its marks.
func (w *wordWalk) after(from int) string {
	for from < len(w.text) && blankByte(w.text[from]) {
		from++
	}
	return w.text[from:wordEnd(w.text, from)]
}

// before is the word ahead of an offset, with its marks.
func (w *wordWalk) before(to int) string {
	s := strings.TrimRight(w.text[:to], " \t\n\f")
	return s[strings.LastIndexAny(s, " \t\n\f")+1:]
}

// look gathers the neighbours of a watched word: none across a mark that ends a clause.
func (w *wordWalk) look(raw string) {
	previous, next, after := w.before(w.start), "", ""
	if closes(previous) {
		previous = ""
	}
	if !closes(raw) {
		next = w.after(w.end)
		if !closes(next) {
			after = wording.TrimMarks(w.after(strings.Index(w.text[w.end:], next) + w.end + len(next)))
		}
	}
	w.judge(wording.TrimMarks(raw), wording.TrimMarks(previous), wording.TrimMarks(next), after, w.start == 0)
}

// closes says that a word has a mark behind it.
func closes(word string) bool {
	return word != "" && strings.IndexByte(".,;:)!?", word[len(word)-1]) >= 0
}

// watched are the words judge looks at.
var watched = wording.Set("quận phường thủ thành Tỉnh nhân nhà điều chương phần mục Khoản Điểm số tháng thứ tết Tết phòng sở bộ luật ủy uỷ hội")

// watchedStart are their first bytes, by which most words are passed over.
var watchedStart = func() (table [256]bool) {
	for w := range watched {
		table[w[0]] = true
	}
	return table
}()

// sentenceEnds says that a full stop behind a word ends a sentence: not an abbreviation, a number or dots.
func sentenceEnds(raw, next string) bool {
	if !strings.HasSuffix(raw, ".") || strings.HasSuffix(raw, "..") || next == "" {
		return false
	}
	word := strings.Trim(raw, "“”\"'().")
	if len([]rune(word)) < 3 || strings.Contains(word, ".") || wording.Upper(word) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(word)
	n, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLower(r) && unicode.IsLetter(n)
}

var (
	citedTypes = wording.Set("định quyết văn trình hoạch cáo thị thông tư")
	peopleOf   = wording.Set("ban đồng án sát đội an lực nghệ sĩ giáo ưu vũ vệ thư hội tín toán ủy")
	months     = wording.Set("giêng tám chín chạp")
)

func (w *wordWalk) judge(word, previous, next, after string, first bool) {
	switch word {
	case "quận", "phường":
		if wording.IsDigits(next) && previous != "các" {
			w.report("capital.unit", word+" "+next, wording.TitleCase(word)+" "+next)
		}
	case "thủ":
		if next == "đô" && after == "Hà" {
			w.report("capital.unit", "thủ đô Hà", "Thủ đô Hà Nội")
		}
	case "thành":
		if next == "phố" && after == "Hồ" {
			w.report("capital.unit", "thành phố Hồ", "Thành phố Hồ Chí Minh")
		}
	case "phòng", "sở":
		if bodyFields[next] == after && after != "" && !beforeBody[strings.ToLower(previous)] {
			w.report("capital.agency", word+" "+next+" "+after, wording.TitleCase(word)+" "+next+" "+after)
		}
	case "bộ":
		if bodyFields[next] == after && after != "" && !endsInBo[strings.ToLower(previous)] {
			w.report("capital.agency", word+" "+next+" "+after, wording.TitleCase(word)+" "+next+" "+after)
		}
	case "luật":
		if wording.StartsUpper(next) && !wording.Upper(next) && next != "Việt" && !endsInLuat[strings.ToLower(previous)] {
			w.report("capital.document", word+" "+wording.TrimMarks(next), wording.TitleCase(word)+" "+wording.TrimMarks(next))
		}
	case "ủy", "uỷ":
		if next == "ban" && after == "nhân" {
			w.report("capital.agency", word+" ban nhân", wording.TitleCase(word)+" ban nhân dân")
		}
	case "hội":
		if next == "đồng" && after == "nhân" {
			w.report("capital.agency", "hội đồng nhân", "Hội đồng nhân dân")
		}
	case "Tỉnh":
		if !first && previous != "" && wording.StartsUpper(next) && next != "Đoàn" && unicode.IsLower(wording.FirstRune(previous)) {
			w.report("capital.unit", "Tỉnh "+next, "tỉnh "+next)
		}
	case "nhân":
		if next == "dân" && !peopleOf[strings.ToLower(previous)] && after != "tệ" {
			w.report("capital.special", "nhân dân", "Nhân dân")
		}
	case "nhà":
		// As a noun of its own; "cơ quan nhà nước" is what the decree itself writes.
		if next == "nước" && (previous == "và" || previous == "của" || previous == "do") {
			w.report("capital.special", "nhà nước", "Nhà nước")
		}
	case "điều":
		if wording.IsDigits(next) && previous != "có" && previous != "gồm" {
			w.report("capital.provision", "điều "+next, "Điều "+next)
		}
	case "chương", "phần", "mục":
		if anatomy.RomanNumber.MatchString(next) && strings.ToLower(previous) != "tiểu" {
			w.report("capital.provision", word+" "+next, wording.TitleCase(word)+" "+next)
		}
	case "Khoản":
		if !first && previous != "" && wording.IsDigits(next) && (after == "Điều" || after == "điều") {
			w.report("capital.provision", "Khoản "+next, "khoản "+next)
		}
	case "Điểm":
		if !first && previous != "" && len([]rune(next)) == 1 && strings.ToLower(after) == "khoản" {
			w.report("capital.provision", "Điểm "+next, "điểm "+next)
		}
	case "số":
		if previous != "" && citedTypes[previous] && strings.Contains(next, "/") {
			w.document(previous, next)
		}
	case "tháng":
		if months[next] && !wording.IsDigits(previous) {
			w.report("capital.date", "tháng "+next, "tháng "+wording.TitleCase(next))
		}
	case "thứ":
		ofDays := previous == "sáng" || previous == "chiều" || previous == "tối" || previous == "vào" || after == "hằng" || after == "hàng"
		if ofDays && weekdays[next] {
			w.report("capital.date", "thứ "+next, "thứ "+wording.TitleCase(next))
		}
	case "tết":
		if next == "nguyên" || next == "trung" || next == "đoan" {
			w.report("capital.date", "tết "+next, "tết "+wording.TitleCase(next))
		}
	case "Tết":
		if next == "Nguyên" && !first {
			w.report("capital.date", "Tết Nguyên", "tết Nguyên đán")
		}
	}
}

// bodyFields are the fields of divisions and departments that are written with a capital, by their first word.
var bodyFields = map[string]string{
	"Nội": "vụ", "Tài": "chính", "Tư": "pháp", "Giáo": "dục", "Y": "tế", "Văn": "hóa", "Kinh": "tế", "Quản": "lý", "Lao": "động", "Thanh": "tra",
	"Dân": "tộc", "Nông": "nghiệp", "Công": "Thương", "Kế": "hoạch", "Xây": "dựng", "Khoa": "học", "Thông": "tin", "Ngoại": "vụ", "Du": "lịch", "Giao": "thông",
	"Tổ": "chức", "Hành": "chính",
}

// beforeBody are the words before "phòng" and "sở" that make another word of them, or the title of a person (Annex II,
// V.3): "văn phòng", "trụ sở", "Trưởng phòng Tổ chức".
var beforeBody = wording.Set("văn cơ trụ công quốc dự đề biên căn khoa trưởng phó")

// endsInLuat are the first syllables of words that end in "luật" and name no law: "kỷ luật Đảng".
var endsInLuat = wording.Set("pháp bộ kỷ quy định dự quân âm")

// endsInBo are the first syllables of words that end in "bộ" and name no ministry.
var endsInBo = wording.Set("sơ liên cơ trung bắc nam cán nội toàn đồng tiến cục tổng đảng chi bách đội")

var weekdays = wording.Set("hai ba tư năm sáu bảy")

// document reports "quyết định số 01/…" for "Quyết định số 01/…": the word before "số" ended a type name in lower case.
func (w *wordWalk) document(previous, number string) {
	i := strings.Index(w.text, previous+" số "+number)
	if i < 0 {
		return
	}
	before := strings.TrimRight(w.text[:i], " ")
	start := strings.LastIndexAny(before, " (“") + 1
	word := before[start:] + " " + previous
	for _, f := range anatomy.Forms {
		if f.Words == word {
			w.report("capital.document", word+" số", wording.TitleCase(word)+" số")
			return
		}
	}
	if word == "nghị định" || word == "thông tư" {
		w.report("capital.document", word+" số", wording.TitleCase(word)+" số")
	}
}
