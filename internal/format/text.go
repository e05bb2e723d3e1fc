package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold makes text comparable whatever its case, diacritics and spacing: "  Độc  lập" and "ĐỘC LẬP" become "doc lap".
// It is how a component is recognised when it is misspelt; what is right or wrong is judged on the text itself.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r < firstMark:
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

// firstMark is the first combining mark of Unicode.
const firstMark = 0x300

// composed says whether text is in NFC. Vietnamese text fails it only by combining marks, which are looked for first.
func composed(s string) bool {
	if strings.IndexByte(s, 0xCC) < 0 && strings.IndexByte(s, 0xCD) < 0 {
		return true
	}
	return norm.NFC.IsNormalString(s)
}

// trimMarks cuts punctuation and quotation marks from both ends of a word.
func trimMarks(w string) string {
	for w != "" {
		n := 0
		if c := w[0]; c < utf8.RuneSelf && !letterOrDigit(c) {
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
		if c := w[len(w)-1]; c < utf8.RuneSelf && !letterOrDigit(c) {
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

func letterOrDigit(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// letters keeps only the letters and digits of folded text.
func letters(folded string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, folded)
}

// tidy brings text to NFC with single ordinary spaces and hyphens, as a reader sees it.
func tidy(s string) string {
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

// like says whether folded letters are those of the pattern but for a few slips of the pen.
func like(got, pattern string, slips int) bool { return distance(got, pattern, slips) <= slips }

// upper says whether text has letters and all of them are capitals.
func upper(s string) bool {
	some := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		some = some || unicode.IsUpper(r)
	}
	return some
}

const quoteLength = 80

// quote cuts text to at most 80 characters for a finding, never between a letter and its marks.
func quote(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= quoteLength {
		return s
	}
	r := []rune(s)
	end := quoteLength - 1
	for end > 0 && unicode.Is(unicode.Mn, r[end]) {
		end--
	}
	return strings.TrimSpace(string(r[:end])) + "…"
}

// around is the text near its first occurrence of a word, for a finding to quote.
func around(s, word string) string { return nearby(s, max(strings.Index(s, word), 0)) }

// nearby is the text from a few words before an offset on.
func nearby(s string, at int) string {
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

// hasPrefixWord says whether s starts with the prefix and the prefix ends at the end of a word.
func hasPrefixWord(s, prefix string) bool {
	rest, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// lastRune is the last character of trimmed text.
func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s))
	return r
}
