package rule

import (
	"slices"
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

// grammar are words that stand beside others and make no word with them: twice in a row they are a slip, save behind the
// syllables with which they do.
var grammar = map[string][]string{
	"và": nil, "của": nil, "các": nil, "những": nil, "là": nil, "với": nil, "để": nil, "này": nil, "khi": nil, "đã": nil, "sẽ": nil, "đang": nil, "được": nil, "cho": nil,
	"trong": nil, "như": nil, "nếu": nil, "rằng": nil, "hoặc": nil, "mà": nil, "thì": nil, "phải": {"lẽ"}, "có": {"hiện", "sẵn"}, "không": {"hàng"},
	"do": {"lý", "lí", "tự"}, "bị": {"thiết", "chuẩn", "trang"}, "tại": {"hiện", "tồn", "thực"}, "cần": nil, "từng": nil, "một": nil, "việc": nil, "ngành": nil, "cấp": {"cung", "đẳng"},
}

// closed are words that begin a word of their own or stand for themselves, so that the one before them is whole.
var closed = wording.Set("và của các những là với để này khi đã sẽ đang được cho trong như nếu rằng hoặc mà thì phải có không do bị tại cần từng một theo về từ đến bởi nhằm " +
	"trên dưới ngoài giữa sau trước bằng cũng vẫn còn đều chưa mọi mỗi nhiều ít hơn rất quá cùng đó kia ấy ngay chỉ hai ba bốn sáu bảy tám chín mười")

// alone are words that also stand for themselves behind a word that ends in them: "công nhân nhân ngày", "nhiệm kỳ kỳ này".
var alone = wording.Set("nhân năm kỳ đường nước giá tháng ngày giờ phần số lần người nhà bên hàng dân đất tiền thuế lúa cây xe đảng đoàn hội tổ ban phòng khu xã phường tỉnh huyện thôn ấp dự tham lên ra vào qua đi lại")

// doubledOnPurpose are words that Vietnamese doubles on purpose.
var doubledOnPurpose = wording.Set("luôn thường ngày đêm người nhà đời dần từ mãi song đều hằng đôi nơi chốn lớp tầng năm tháng xa gần hay rất mỗi " +
	"ai đâu nào gì khăng ào ầm rì xanh đỏ trắng đen vàng tím nâu cao thấp nhỏ to lâu sớm mau vội chậm nhanh ríu vui buồn thẳng trùng điệp hàng " +
	"tươi sáng tối mới cũ xinh sừng chăm đăm hầm rưng bừng phăng lăm đinh muôn ngàn trăm nhè khe nghìn cứ vừa càng mưa nắng sao bo chon cau ba mươi " +
	"thi lao la ha ô bà ông em cô chú bác bê bi bo ru đu ngang dọc nghiêm khư riêng đùng rành")

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

// repeatedWord finds a word followed by itself with only a space between. Two words that meet may end and begin alike
// ("hành vi vi phạm"): a syllable is told to be there twice only where the second cannot begin a word, because what follows
// is one of its own or the clause ends.
func repeatedWord(s string) (string, bool) {
	previous, second, third := "", "", "" // the words before, the nearest first
	for s != "" {
		word := s
		if space := strings.IndexByte(s, ' '); space >= 0 {
			word, s = s[:space], s[space+1:]
		} else {
			s = ""
		}
		if len(previous) > 1 && strings.HasPrefix(word, previous) && wording.TrimMarks(word) == previous && slip(second, previous, word, s) {
			return previous + " " + previous, true
		}
		// The first word of a sentence has a capital, and its double none.
		if len(previous) > 1 && alikeButForTheFirst(previous, word) && wording.StartsUpper(previous) && !wording.StartsUpper(word) {
			if again := wording.TrimMarks(word); wording.TitleCase(again) == previous && slip("", again, word, s) {
				return previous + " " + again, true
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

// slip says that a word stands twice by mistake: before is the one ahead of both, raw the second with its marks, after the
// rest of the text.
func slip(before, word, raw, after string) bool {
	if !doubtful(word) {
		return false
	}
	if partners, ok := grammar[word]; ok {
		return !slices.Contains(partners, strings.ToLower(before))
	}
	if alone[word] {
		return false
	}
	if len(raw) > len(word) { // a mark ends the clause
		return true
	}
	next, _, _ := strings.Cut(after, " ")
	next = wording.TrimMarks(next)
	return next == "" || closed[next]
}

// alikeButForTheFirst says that b begins like a, its first letter aside; both forms of a Vietnamese letter take as many bytes.
func alikeButForTheFirst(a, b string) bool {
	_, n := utf8.DecodeRuneInString(a)
	return len(b) >= len(a) && a[n:] == b[n:len(a)]
}

func doubtful(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r) && !doubledOnPurpose[word]
}
