package format

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var spellingComponent = component{name: "spelling", check: checkSpelling, rules: []Rule{
	{"spelling.repeated-word", SeverityWarning, say("Từ lặp liền nhau", "Word twice in a row"), say("Điều 12", "Article 12"),
		say("Xóa một từ nếu là gõ thừa.", "Delete one of them if it is a slip.")},
}}

// reduplications are words that Vietnamese doubles on purpose.
var reduplications = words("luôn thường ngày đêm người nhà đời dần từ mãi song đều hằng đôi nơi chốn lớp tầng năm tháng xa gần hay rất mỗi " +
	"ai đâu nào gì khăng ào ầm rì xanh đỏ trắng đen vàng tím nâu cao thấp nhỏ to lâu sớm mau vội chậm nhanh ríu vui buồn thẳng trùng điệp hàng " +
	"tươi sáng tối mới cũ xinh sừng chăm đăm hầm rưng bừng phăng lăm đinh muôn ngàn trăm nhè khe nghìn cứ vừa càng mưa nắng sao bo chon cau ba mươi " +
	"thi lao la ha ô bà ông em cô chú bác bê bi bo ru đu ngang dọc")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func checkSpelling(c *check) {
	for i := range c.paras {
		p := c.paras[i]
		if len(p.text) < 20 || p.top != nil && p.top == c.headTable {
			continue
		}
		if word, ok := repeatedWord(p.text); ok {
			c.find("spelling.repeated-word", at(p.Paragraph), around(p.text, word), quoted(word), say("mỗi từ một lần", "the word once"))
		}
	}
}

// repeatedWord finds a word followed by itself with only a space between.
func repeatedWord(s string) (string, bool) {
	previous := ""
	for len(s) > 0 {
		space := strings.IndexAny(s, " \t\n")
		word := s
		if space >= 0 {
			word, s = s[:space], s[space+1:]
		} else {
			s = ""
		}
		if word == "" {
			continue
		}
		bare := strings.TrimRightFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		if previous != "" && bare == previous && len(bare) > 1 && doubtful(bare) {
			return previous + " " + bare, true
		}
		// A word with a mark behind it ends its clause: the next may begin alike.
		previous = ""
		if bare == word {
			previous = word
		}
	}
	return "", false
}

func doubtful(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r) && !reduplications[word]
}

// around quotes the text near a word.
func around(s, word string) string {
	i := strings.Index(s, word)
	if i < 0 {
		return s
	}
	r := []rune(s[:i])
	start := string(r[max(0, len(r)-25):])
	return start + s[i:]
}
