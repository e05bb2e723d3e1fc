package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var spellingComponent = component{name: "spelling", follow: followSpelling, rules: []Rule{
	{
		"spelling.repeated-word", report.SeverityWarning, say("Từ lặp liền nhau", "Word twice in a row"), say("Điều 12", "Article 12"),
		say("Xóa một từ nếu là gõ thừa.", "Delete one of them if it is a slip."),
	},
}}

// reduplications are words that Vietnamese doubles on purpose.
var reduplications = wording.Set("luôn thường ngày đêm người nhà đời dần từ mãi song đều hằng đôi nơi chốn lớp tầng năm tháng xa gần hay rất mỗi " +
	"ai đâu nào gì khăng ào ầm rì xanh đỏ trắng đen vàng tím nâu cao thấp nhỏ to lâu sớm mau vội chậm nhanh ríu vui buồn thẳng trùng điệp hàng " +
	"tươi sáng tối mới cũ xinh sừng chăm đăm hầm rưng bừng phăng lăm đinh muôn ngàn trăm nhè khe nghìn cứ vừa càng mưa nắng sao bo chon cau ba mươi " +
	"thi lao la ha ô bà ông em cô chú bác bê bi bo ru đu ngang dọc")

type spellingWatch struct{ c *Check }

func followSpelling(c *Check) follower { return spellingWatch{c} }

func (w spellingWatch) paragraph(_ int, p *anatomy.Para, _ anatomy.Zone) {
	if len(p.Text) < 20 || p.Top != nil && p.Top == w.c.paper.Head.Table {
		return
	}
	if word, ok := repeatedWord(p.Text); ok {
		w.c.find("spelling.repeated-word", at(p.Paragraph), wording.Around(p.Text, word), quoted(word), say("mỗi từ một lần", "the word once"))
	}
}

func (w spellingWatch) end() {}

// repeatedWord finds a word followed by itself with only a space between.
func repeatedWord(s string) (string, bool) {
	previous, second, third := "", "", "" // the words before, the nearest first
	for s != "" {
		word := s
		if space := strings.IndexByte(s, ' '); space >= 0 {
			word, s = s[:space], s[space+1:]
		} else {
			s = ""
		}
		if len(previous) > 1 && strings.HasPrefix(word, previous) && wording.TrimMarks(word) == previous && doubtful(previous) {
			return previous + " " + previous, true
		}
		// The first word of a sentence has a capital, and its double none.
		if len(previous) > 1 && alikeButForTheFirst(previous, word) && wording.StartsUpper(previous) && !wording.StartsUpper(word) {
			if second := wording.TrimMarks(word); wording.TitleCase(second) == previous && doubtful(second) {
				return previous + " " + second, true
			}
		}
		// Most words have two syllables: "tổng hợp tổng hợp".
		if third != "" && third == previous && strings.HasPrefix(word, second) && wording.TrimMarks(word) == second && doubtful(third) && doubtful(second) {
			return third + " " + second + " " + third + " " + second, true
		}
		third, second = second, previous
		// A word with a mark behind it ends its clause: the next may begin alike.
		previous = ""
		if n := len(word); n > 0 && (word[n-1] >= utf8.RuneSelf || wording.LetterOrDigit(word[n-1])) {
			previous = word
		}
	}
	return "", false
}

// alikeButForTheFirst says that b begins like a, its first letter aside; both forms of a Vietnamese letter take as many bytes.
func alikeButForTheFirst(a, b string) bool {
	_, n := utf8.DecodeRuneInString(a)
	return len(b) >= len(a) && a[n:] == b[n:len(a)]
}

func doubtful(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r) && !reduplications[word]
}
