package format

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var capitalComponent = component{name: "capital", check: checkCapitals, rules: []Rule{
	{"capital.sentence", SeverityWarning, say("Đầu câu", "Sentence"), annexII("I"), say("Viết hoa chữ cái đầu câu.", "Begin the sentence with a capital.")},
	{"capital.unit", SeverityWarning, say("Tên đơn vị hành chính", "Administrative unit"), annexII("III.1"),
		say("“Quận 1”, “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”; “tỉnh Nam Định”, “thành phố Thái Nguyên”.", "“Quận 1”, “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”; “tỉnh Nam Định”, “thành phố Thái Nguyên”.")},
	{"capital.special", SeverityWarning, say("Danh từ đặc biệt", "Special noun"), annexII("V.1"), say("Viết “Nhân dân”, “Nhà nước”.", "Write “Nhân dân”, “Nhà nước”.")},
	{"capital.provision", SeverityWarning, say("Viện dẫn điều, khoản", "Cited provision"), annexII("V.7"),
		say("Viết hoa Phần, Chương, Mục, Tiểu mục, Điều; viết thường khoản, điểm.", "Capitals for Phần, Chương, Mục, Tiểu mục, Điều; none for khoản, điểm.")},
	{"capital.document", SeverityWarning, say("Tên văn bản được viện dẫn", "Cited document"), annexII("V.6"), say("Viết hoa chữ đầu của tên loại văn bản cụ thể.", "A capital for the type of a particular document.")},
	{"capital.date", SeverityWarning, say("Tên tháng, ngày tết", "Month or festival"), annexII("V.8"),
		say("“tháng Tám”, “thứ Hai”, “tết Nguyên đán”.", "“tháng Tám”, “thứ Hai”, “tết Nguyên đán”.")},
}}

// checkCapitals walks the words of the running text once and judges the cases of Annex II that need no dictionary.
func checkCapitals(c *check) {
	if c.standalone {
		return
	}
	for i := c.bodyFrom; i < c.bodyTo; i++ {
		p := c.paras[i]
		if p.text == "" || p.top != nil {
			continue
		}
		w := wordWalk{text: p.text, first: true}
		w.report = func(id, found, want string) {
			c.find(id, at(p.Paragraph), around(p.text, found), quoted(found), quoted(want))
		}
		w.run(headingOf(p.text) == headingPoint || startsWithDash(p.text))
	}
}

// wordWalk goes over a paragraph with the two words before and the two after the current one.
type wordWalk struct {
	text   string
	first  bool
	report func(id, found, want string)
}

func (w *wordWalk) run(listItem bool) {
	fields := strings.Fields(w.text)
	opens := !listItem // the next word opens a sentence; lists go on from the sentence above them
	for i, raw := range fields {
		word := strings.Trim(raw, "“”\"'(),;:.!?…[]")
		if word == "" {
			continue
		}
		next, after := wordAt(fields, i+1), wordAt(fields, i+2)
		clean := i > 0 && !strings.ContainsAny(fields[i-1][len(fields[i-1])-1:], ".,;:)!?")
		previous := ""
		if clean {
			previous = wordAt(fields, i-1)
		}
		endsHere := strings.ContainsAny(raw[len(raw)-1:], ".,;:)!?")
		if endsHere {
			next, after = "", ""
		} else if strings.ContainsAny(lastByte(fields, i+1), ".,;:)!?") {
			after = ""
		}
		if opens && i > 0 {
			if r, _ := utf8.DecodeRuneInString(raw); unicode.IsLower(r) {
				w.report("capital.sentence", raw, titleCase(raw))
			}
		}
		opens = sentenceEnds(raw, wordAt(fields, i+1))
		w.judge(word, previous, next, after, i == 0)
	}
}

func lastByte(fields []string, i int) string {
	if i >= len(fields) {
		return ""
	}
	return fields[i][len(fields[i])-1:]
}

func wordAt(fields []string, i int) string {
	if i < 0 || i >= len(fields) {
		return ""
	}
	return strings.Trim(fields[i], "“”\"'(),;:.!?…[]")
}

// sentenceEnds says that a full stop behind a word ends a sentence: not an abbreviation, a number or dots.
func sentenceEnds(raw, next string) bool {
	if !strings.HasSuffix(raw, ".") || strings.HasSuffix(raw, "..") || next == "" {
		return false
	}
	word := strings.Trim(raw, "“”\"'().")
	if len([]rune(word)) < 3 || strings.Contains(word, ".") || upper(word) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(word)
	n, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLower(r) && unicode.IsLetter(n)
}

func titleCase(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

var (
	citedTypes = words("định quyết văn trình hoạch cáo thị thông tư")
	peopleOf   = words("ban đồng án sát đội an lực nghệ sĩ giáo ưu vũ vệ thư hội tín toán ủy")
	months     = words("giêng tám chín chạp")
)

func (w *wordWalk) judge(word, previous, next, after string, first bool) {
	switch word {
	case "quận", "phường", "huyện":
		if word != "huyện" && isDigits(next) && previous != "các" {
			w.report("capital.unit", word+" "+next, titleCase(word)+" "+next)
		}
	case "thủ":
		if next == "đô" && after == "Hà" {
			w.report("capital.unit", "thủ đô Hà", "Thủ đô Hà Nội")
		}
	case "thành":
		if next == "phố" && after == "Hồ" {
			w.report("capital.unit", "thành phố Hồ", "Thành phố Hồ Chí Minh")
		}
	case "Tỉnh":
		if !first && previous != "" && startsUpper(next) && next != "Đoàn" && unicode.IsLower(firstRune(previous)) {
			w.report("capital.unit", "Tỉnh "+next, "tỉnh "+next)
		}
	case "nhân":
		if next == "dân" && !peopleOf[strings.ToLower(previous)] && after != "tệ" {
			w.report("capital.special", "nhân dân", "Nhân dân")
		}
	case "nhà":
		if next == "nước" && previous == "và" {
			w.report("capital.special", "nhà nước", "Nhà nước")
		}
	case "điều":
		if isDigits(next) && previous != "có" && previous != "gồm" {
			w.report("capital.provision", "điều "+next, "Điều "+next)
		}
	case "chương", "phần", "mục":
		if romanNumber.MatchString(next) {
			w.report("capital.provision", word+" "+next, titleCase(word)+" "+next)
		}
	case "Khoản":
		if !first && previous != "" && isDigits(next) && (after == "Điều" || after == "điều") {
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
		if months[next] && !isDigits(previous) {
			w.report("capital.date", "tháng "+next, "tháng "+titleCase(next))
		}
	case "thứ":
		if (previous == "sáng" || previous == "chiều" || previous == "tối") && weekdays[next] {
			w.report("capital.date", "thứ "+next, "thứ "+titleCase(next))
		}
	case "Tết":
		if next == "Nguyên" && !first {
			w.report("capital.date", "Tết Nguyên", "tết Nguyên đán")
		}
	}
}

var weekdays = words("hai ba tư năm sáu bảy")

// document reports "quyết định số 01/…" for "Quyết định số 01/…": the word before "số" ended a type name in lower case.
func (w *wordWalk) document(previous, number string) {
	i := strings.Index(w.text, previous+" số "+number)
	if i < 0 {
		return
	}
	before := strings.TrimRight(w.text[:i], " ")
	start := strings.LastIndexAny(before, " (“") + 1
	word := before[start:] + " " + previous
	for _, f := range forms {
		if f.Words == word {
			w.report("capital.document", word+" số", titleCase(word)+" số")
			return
		}
	}
	if word == "nghị định" || word == "thông tư" {
		w.report("capital.document", word+" số", titleCase(word)+" số")
	}
}

func startsUpper(s string) bool { return unicode.IsUpper(firstRune(s)) }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
