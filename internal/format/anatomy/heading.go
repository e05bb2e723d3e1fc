package anatomy

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"trinhky/internal/format/wording"
)

type headingKind int

const (
	NoHeading headingKind = iota
	HeadingPart
	HeadingChapter
	HeadingSection
	HeadingSubsection
	HeadingArticle
	HeadingRoman
	HeadingClause
	HeadingPoint
)

// Divides says that a heading stands alone above a part of the text.
func Divides(k headingKind) bool {
	return k == HeadingPart || k == HeadingChapter || k == HeadingSection || k == HeadingSubsection
}

var (
	headingPattern = regexp.MustCompile(`^(?i:(phần|chương|tiểu mục|mục|điều))\s+([\p{L}\d]+)\s*(.?)`)
	romanPattern   = regexp.MustCompile(`^([IVXLC]+)\s*([.)/–-])\s*\S`)
	clausePattern  = regexp.MustCompile(`^(\d{1,2})\s*(?:([.)/])(?:\s|\p{L}|$)|([-–])\s+\p{Lu})`)
	pointPattern   = regexp.MustCompile(`^([a-zđ])\s*([.)/])(?:\s|\p{L}|$)`)
	RomanNumber    = regexp.MustCompile(`^[IVXLCDM]+$`)
)

// HeadingOf says what kind of heading or list item a paragraph begins with.
func HeadingOf(text string) headingKind {
	kind, _, _, _ := ReadHeading(text)
	return kind
}

// ReadHeading reads the number and the mark behind it; alone says that nothing else stands on the line.
func ReadHeading(text string) (kind headingKind, number, mark string, alone bool) {
	if text == "" {
		return
	}
	switch c := text[0]; {
	case c >= '0' && c <= '9':
		if m := clausePattern.FindStringSubmatch(wording.CutText(text, 12)); m != nil {
			return HeadingClause, m[1], m[2] + m[3], false
		}
		return
	case len(text) > 1 && (text[1] == ')' || text[1] == '.' || text[1] == '/' || text[1] == ' ') && c >= 'a' && c <= 'z', strings.HasPrefix(text, "đ"):
		if m := pointPattern.FindStringSubmatch(wording.CutText(text, 8)); m != nil {
			return HeadingPoint, m[1], m[2], false
		}
		return
	}
	first, rest, _ := strings.Cut(text, "\n")
	if mayBeHeading(text) {
		if m := headingPattern.FindStringSubmatch(wording.CutText(first, 40)); m != nil {
			alone = len([]rune(strings.TrimSpace(first))) <= len([]rune(m[0])) && rest == ""
			switch strings.ToLower(m[1]) {
			case "điều":
				// "Điều lệ", "Điều khoản" and "Điều kiện:" are words. "Điều 5 của Luật" in a sentence is a citation; a heading has its
				// mark.
				if !mayBeNumber(m[2]) {
					return
				}
				if m[3] == "." || m[3] == ":" || m[3] == ")" || m[3] == "/" || headsArticle(m[2], m[3], first) || strings.TrimSpace(first) == m[1]+" "+m[2] {
					return HeadingArticle, m[2], m[3], alone
				}
				return
			case "phần":
				kind = HeadingPart
			case "chương":
				kind = HeadingChapter
			case "mục":
				kind = HeadingSection
			case "tiểu mục":
				kind = HeadingSubsection
			}
			// A heading of these stands alone, or with its title in capitals; other lines speak about one.
			if !mayBeNumber(m[2]) {
				return NoHeading, "", "", false
			}
			after := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(first), strings.TrimSpace(m[0])))
			if m[2] == "thứ" { // "Phần thứ nhất", where the mark is the first letter of the number
				if word, rest, _ := strings.Cut(m[3]+after, " "); numberWords[word] {
					after = rest
				}
			}
			if after != "" && !wording.Upper(after) {
				return NoHeading, "", "", false
			}
			return kind, m[2], m[3], after == ""
		}
	}
	if strings.IndexByte("IVXLC", text[0]) < 0 {
		return
	}
	if m := romanPattern.FindStringSubmatch(wording.CutText(text, 16)); m != nil && (m[2] == "." || m[2] == ")" || wording.Upper(first) && len(first) > shortest) {
		return HeadingRoman, m[1], m[2], false
	}
	return
}

// mayBeNumber says that a word counts: in Arabic or Roman numerals, by a letter or written out.
func mayBeNumber(w string) bool {
	return w[0] >= '0' && w[0] <= '9' || utf8.RuneCountInString(w) == 1 || RomanNumber.MatchString(w) || numberWords[strings.ToLower(w)]
}

// headsArticle says that a short line without end is a Điều with its title, although a dash or nothing stands between.
func headsArticle(number, mark, line string) bool {
	i := strings.Index(line, number)
	rest := strings.TrimLeft(line[i+len(number):], " -–—")
	const short = 100 // bytes
	return wording.IsDigits(number) && (wording.StartsUpper(mark) || mark != "" && strings.Contains("-–—", mark)) && wording.StartsUpper(rest) && len(line) < short && !strings.ContainsRune(".;:,", wording.LastRune(line))
}

// mayBeHeading looks at the first letters: nearly all paragraphs begin otherwise, and a pattern is slow.
func mayBeHeading(text string) bool {
	for _, w := range headingWords {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

var headingWords = []string{"Phần", "PHẦN", "phần", "Chương", "CHƯƠNG", "chương", "Mục", "MỤC", "mục", "Tiểu mục", "TIỂU MỤC", "tiểu mục", "Điều", "ĐIỀU", "điều"}

// numberWords are numbers people write out where the decree wants numerals.
var numberWords = wording.Set("một hai ba bốn năm sáu bảy tám chín mười thứ nhất nhì")
