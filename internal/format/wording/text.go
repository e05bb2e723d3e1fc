// Package wording compares and quotes Vietnamese text whatever its case, marks and spacing.
package wording

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// EthForD names Ð and ð, letters of Icelandic that look like Đ and đ and are not found when one looks for them.
const EthForD = "chữ Ð (U+00D0) thay cho Đ (U+0110)"

// Decomposed names Unicode text whose marks are characters of their own.
const Decomposed = "Unicode tổ hợp (NFD)"

// Fold makes text comparable whatever its case, diacritics and spacing: "  Độc  lập" and "ĐỘC LẬP" become "doc lap".
// It is how a component is recognised when it is misspelt; what is right or wrong is judged on the text itself.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r < FirstMark:
		case unicode.Is(unicode.Mn, r):
			continue
		}
		if r >= utf8.RuneSelf {
			// A letter comes apart into its base and marks; the marks go.
			if d := norm.NFD.PropertiesString(s[i:]).Decomposition(); len(d) > 0 {
				r, _ = utf8.DecodeRune(d)
			}
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		switch r = unicode.ToLower(r); r {
		case 'đ', 'ð':
			r = 'd'
		case '–', '—', '‑', '−':
			r = '-'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// OrdinarySpaces puts a space for each no-break or otherwise special one.
func OrdinarySpaces(s string) string {
	if strings.IndexByte(s, 0xC2) < 0 && strings.IndexByte(s, 0xE2) < 0 && strings.IndexByte(s, 0xE3) < 0 {
		return s
	}
	return specialSpaces.Replace(s)
}

var specialSpaces = func() *strings.Replacer {
	var pairs []string
	for _, r := range "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000" {
		pairs = append(pairs, string(r), " ")
	}
	return strings.NewReplacer(pairs...)
}()

// FirstMark is the first combining mark of Unicode.
const FirstMark = 0x300

// Composed says whether text is in NFC. Vietnamese text fails it only by combining marks, which are looked for first.
func Composed(s string) bool {
	if strings.IndexByte(s, 0xCC) < 0 && strings.IndexByte(s, 0xCD) < 0 {
		return true
	}
	return norm.NFC.IsNormalString(s)
}

// TrimMarks cuts punctuation and quotation marks from both ends of a word.
func TrimMarks(w string) string {
	for w != "" {
		n := 0
		if c := w[0]; c < utf8.RuneSelf && !LetterOrDigit(c) {
			n = 1
		} else if strings.HasPrefix(w, "“") || strings.HasPrefix(w, "”") || strings.HasPrefix(w, "…") {
			n = 3
		}
		if n == 0 {
			break
		}
		w = w[n:]
	}
	for w != "" {
		n := 0
		if c := w[len(w)-1]; c < utf8.RuneSelf && !LetterOrDigit(c) {
			n = 1
		} else if strings.HasSuffix(w, "“") || strings.HasSuffix(w, "”") || strings.HasSuffix(w, "…") {
			n = 3
		}
		if n == 0 {
			break
		}
		w = w[:len(w)-n]
	}
	return w
}

func LetterOrDigit(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// Letters keeps only the letters and digits of folded text.
func Letters(folded string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, folded)
}

// Tidy brings text to NFC with single ordinary spaces and hyphens, as a reader sees it.
func Tidy(s string) string {
	return strings.Join(strings.Fields(unseen.Replace(norm.NFC.String(s))), " ")
}

// unseen are characters that show nothing, and those that look like others.
var unseen = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u2011", "-", "Ð", "Đ", "ð", "đ")

// distance is the edit distance of two short folded texts, counted no further than limit+1.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		best := row[0]
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, diagonal+1, row[j]+1)
			best = min(best, row[j+1])
		}
		if best > limit {
			return limit + 1
		}
	}
	return row[len(b)]
}

// Like says whether folded letters are those of the pattern but for a few slips of the pen.
func Like(got, pattern string, slips int) bool { return distance(got, pattern, slips) <= slips }

// Upper says whether text has letters and all of them are capitals.
func Upper(s string) bool {
	some := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		some = some || unicode.IsUpper(r)
	}
	return some
}

const QuoteLength = 80

// Quote cuts text to at most 80 characters for a finding, never between a letter and its marks.
func Quote(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= QuoteLength {
		return s
	}
	r := []rune(s)
	end := QuoteLength - 1
	for end > 0 && unicode.Is(unicode.Mn, r[end]) {
		end--
	}
	return strings.TrimSpace(string(r[:end])) + "…"
}

// Around is the text near its first occurrence of a word, for a finding to quote.
func Around(s, word string) string { return Nearby(s, max(strings.Index(s, word), 0)) }

// Nearby is the text from a few words before an offset on.
func Nearby(s string, at int) string {
	const reach = 40 // bytes
	if at <= reach {
		return s
	}
	// The first space of a stretch begins a word, and no letter is cut in two.
	space := strings.IndexByte(s[at-reach:at], ' ')
	if space < 0 {
		return s[at:]
	}
	return s[at-reach+space+1:]
}

// HasPrefixWord says whether s starts with the prefix and the prefix ends at the end of a word.
func HasPrefixWord(s, prefix string) bool {
	rest, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// LastRune is the last character of trimmed text.
func LastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s))
	return r
}

func CutText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

func StartsWithDash(s string) bool {
	for _, d := range []string{"-", "–", "—", "\u2011", "−", "•", "+", "*", "·", "\uf02d", "\uf0b7"} {
		if strings.HasPrefix(s, d) {
			return true
		}
	}
	return false
}

// CutLeft keeps the end of a text, at most n bytes of it.
func CutLeft(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[len(s)-n:], "")
}

func TitleCase(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func StartsUpper(s string) bool { return unicode.IsUpper(FirstRune(s)) }

func FirstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func IsDigits(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// Ending is the end of a long text, for a finding about its end.
func Ending(s string) string {
	r := []rune(s)
	if len(r) <= QuoteLength {
		return s
	}
	return "…" + string(r[len(r)-QuoteLength+1:])
}

func Set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
