package format

import (
	"regexp"
	"strconv"
	"strings"
)

var structureComponent = component{name: "structure", follow: followStructure, rules: []Rule{
	{
		"structure.numbering", SeverityError, say("Số thứ tự", "Numbering"), annexI("II.6.đ"),
		say("Phần, Chương: chữ số La Mã; Mục, Điều, khoản: chữ số Ả Rập; đánh liên tục.", "Phần, Chương: Roman; Mục, Điều, khoản: Arabic; without gaps."),
	},
	{
		"structure.style", SeverityError, say("Kiểu chữ phần, chương, mục, điều", "Style of headings"), annexI("II.6.đ"),
		say("Phần, Chương, Mục: canh giữa, đậm, tiêu đề in hoa ở dòng dưới; “Điều n.” đậm, chữ đứng.", "Phần, Chương, Mục: centred, bold, with the title in capitals below; “Điều n.” bold, upright."),
	},
	{
		"structure.title", SeverityError, say("Tiêu đề", "Title"), annexI("II.6.d"),
		say("Thêm tiêu đề bằng chữ in hoa, đậm ở dòng dưới.", "Add the title in bold capitals on the line below."),
	},
	{
		"structure.clause", SeverityError, say("Số thứ tự khoản", "Clause number"), annexI("II.6.đ"),
		say("Viết số Ả Rập và dấu chấm: “1.”, “2.”.", "An Arabic number and a full stop: “1.”, “2.”."),
	},
	{
		"structure.point", SeverityError, say("Thứ tự điểm", "Point letter"), annexI("II.6.đ"),
		say("Dùng chữ cái theo bảng chữ cái tiếng Việt: a), b), c), d), đ), e), g), h), i), k) …", "Letters of the Vietnamese alphabet: a), b), c), d), đ), e), g), h), i), k) …"),
	},
}}

type headingKind int

const (
	noHeading headingKind = iota
	headingPart
	headingChapter
	headingSection
	headingSubsection
	headingArticle
	headingRoman
	headingClause
	headingPoint
)

// divides says that a heading stands alone above a part of the text.
func divides(k headingKind) bool {
	return k == headingPart || k == headingChapter || k == headingSection || k == headingSubsection
}

var (
	headingPattern = regexp.MustCompile(`^(?i:(phần|chương|tiểu mục|mục|điều))\s+([\p{L}\d]+)\s*(.?)`)
	romanPattern   = regexp.MustCompile(`^([IVXLC]+)\s*([.)])\s*\S`)
	clausePattern  = regexp.MustCompile(`^(\d{1,2})\s*([.)/])(?:\s|\p{L}|$)`)
	pointPattern   = regexp.MustCompile(`^([a-zđ])\s*([.)/])(?:\s|\p{L}|$)`)
	romanNumber    = regexp.MustCompile(`^[IVXLCDM]+$`)
)

// headingOf says what kind of heading or list item a paragraph begins with.
func headingOf(text string) headingKind {
	kind, _, _, _ := readHeading(text)
	return kind
}

// readHeading reads the number and the mark behind it; alone says that nothing else stands on the line.
func readHeading(text string) (kind headingKind, number, mark string, alone bool) {
	if text == "" {
		return
	}
	switch c := text[0]; {
	case c >= '0' && c <= '9':
		if m := clausePattern.FindStringSubmatch(cutText(text, 12)); m != nil {
			return headingClause, m[1], m[2], false
		}
		return
	case len(text) > 1 && (text[1] == ')' || text[1] == '.' || text[1] == '/' || text[1] == ' ') && c >= 'a' && c <= 'z', strings.HasPrefix(text, "đ"):
		if m := pointPattern.FindStringSubmatch(cutText(text, 8)); m != nil {
			return headingPoint, m[1], m[2], false
		}
		return
	}
	first, rest, _ := strings.Cut(text, "\n")
	if mayBeHeading(text) {
		if m := headingPattern.FindStringSubmatch(cutText(first, 40)); m != nil {
			alone = len([]rune(strings.TrimSpace(first))) <= len([]rune(m[0])) && rest == ""
			switch strings.ToLower(m[1]) {
			case "điều":
				// "Điều 5 của Luật" in a sentence is a citation; a heading has its mark.
				if m[3] == "." || m[3] == ":" || m[3] == ")" || strings.TrimSpace(first) == m[1]+" "+m[2] {
					return headingArticle, m[2], m[3], alone
				}
				return
			case "phần":
				kind = headingPart
			case "chương":
				kind = headingChapter
			case "mục":
				kind = headingSection
			case "tiểu mục":
				kind = headingSubsection
			}
			// A heading of these stands alone, or with its title in capitals; other lines speak about one.
			if !romanNumber.MatchString(m[2]) && !isDigits(m[2]) && len(m[2]) > 1 && !numberWords[strings.ToLower(m[2])] {
				return noHeading, "", "", false
			}
			after := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(first), strings.TrimSpace(m[0])))
			if after != "" && !upper(after) {
				return noHeading, "", "", false
			}
			return kind, m[2], m[3], after == ""
		}
	}
	if strings.IndexByte("IVXLC", text[0]) < 0 {
		return
	}
	if m := romanPattern.FindStringSubmatch(cutText(text, 16)); m != nil {
		return headingRoman, m[1], m[2], false
	}
	return
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
var numberWords = words("một hai ba bốn năm sáu bảy tám chín mười thứ nhất nhì")

func isDigits(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// counter follows one level of numbering.
type counter struct{ last int }

// structureWatch reads the headings and list items of the body, then those of what is attached, where only the order of
// numbers is judged.
type structureWatch struct {
	c   *check
	own bool // in the document's own text

	chapters, sections, articles, romans, clauses counter
	point                                         int
	// untitled is a heading whose title is to stand on the next line, nil when none is awaited.
	untitled *para
}

func followStructure(c *check) follower { return &structureWatch{c: c, point: -1} }

// restart begins a stretch of its own.
func (w *structureWatch) restart(own bool) {
	w.noTitle()
	*w = structureWatch{c: w.c, own: own, point: -1}
}

func (w *structureWatch) end() { w.noTitle() }

// noTitle reports a heading below which no title came.
func (w *structureWatch) noTitle() {
	if p := w.untitled; p != nil {
		w.c.find("structure.title", at(p.Paragraph), p.text, say("không có", "missing"), say("tiêu đề ngay dưới", "a title right below"))
		w.untitled = nil
	}
}

// takeTitle looks at the line below a heading.
func (w *structureWatch) takeTitle(p *para) {
	if p.top != nil || headingOf(p.text) != noHeading || !centred(p.Paragraph) && !upper(p.text) {
		w.noTitle()
		return
	}
	w.untitled = nil
	w.titleStyle(linesOf(p.Paragraph, false))
}

func (w *structureWatch) titleStyle(xs []line) {
	for i := range xs {
		w.c.style("structure.style", &xs[i], typeface{caps: yes, bold: yes, italic: no, centre: yes})
	}
}

func (w *structureWatch) paragraph(_ int, p *para, in zone) {
	if in != zoneBody && in != zoneAttached {
		return
	}
	if own := in == zoneBody; own != w.own {
		w.restart(own)
	}
	if p.text != "" && w.untitled != nil {
		w.takeTitle(p)
	}
	if p.text == "" || p.top != nil || p.Box != nil {
		if p.top != nil {
			w.clauses, w.point = counter{}, -1
		}
		return
	}
	if !w.own && isAnnexHeading(p) {
		w.restart(false)
		return
	}
	c := w.c
	kind, number, mark, alone := readHeading(p.text)
	switch kind {
	case noHeading:
	case headingPart, headingChapter:
		level := &w.chapters
		if kind == headingPart {
			level = &counter{last: -1}
			w.chapters = counter{}
		}
		w.sections, w.romans, w.clauses, w.point = counter{}, counter{}, counter{}, -1
		c.roman(p, number, level)
		w.headingStyle(p, alone)
	case headingSection, headingSubsection:
		w.clauses, w.point = counter{}, -1
		level := &w.sections
		if kind == headingSubsection {
			level = &counter{last: -1}
		}
		c.arabic(p, number, level)
		w.headingStyle(p, alone)
	case headingArticle:
		w.clauses, w.point = counter{}, -1
		c.arabic(p, number, &w.articles)
		c.articleStyle(p, number, mark, w.own)
	case headingRoman:
		w.clauses, w.point = counter{}, -1
		if n := romanValue(number); n > 0 && mark == "." {
			c.sequence(p, number, n, &w.romans)
		}
	case headingClause:
		w.point = -1
		c.clause(p, number, mark, &w.clauses, w.own)
	case headingPoint:
		w.point = c.point(p, number, mark, w.point)
	}
}

func (c *check) roman(p *para, number string, level *counter) {
	n := romanValue(strings.ToUpper(number))
	if n == 0 || strings.ToUpper(number) != number {
		if isOrdinalWord(number) {
			return
		}
		c.find("structure.numbering", at(p.Paragraph), p.text, quoted(quote(cutText(p.text, 30))), say("chữ số La Mã", "a Roman numeral"))
		return
	}
	c.sequence(p, number, n, level)
}

// isOrdinalWord: older laws count their parts in words ("Phần thứ nhất").
func isOrdinalWord(s string) bool { return strings.EqualFold(s, "thứ") }

func (c *check) arabic(p *para, number string, level *counter) {
	n, err := strconv.Atoi(strings.TrimRight(number, "abcdđ"))
	if err != nil {
		c.find("structure.numbering", at(p.Paragraph), p.text, quoted(quote(cutText(p.text, 30))), say("chữ số Ả Rập", "an Arabic numeral"))
		return
	}
	c.sequence(p, number, n, level)
}

// sequence reports a number that neither follows the last nor starts again from 1. A level with last -1 is not followed.
func (c *check) sequence(p *para, number string, n int, level *counter) {
	if level.last >= 0 && n != level.last+1 && n != 1 && !(n == level.last && !isDigits(number)) {
		c.find("structure.numbering", at(p.Paragraph), p.text, sayf("“%s” sau số %d", "“%s” after number %d", number, level.last), sayf("số %d", "number %d", level.last+1))
	}
	if level.last >= 0 {
		level.last = n
	}
}

func romanValue(s string) int {
	values := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100, 'D': 500, 'M': 1000}
	total, previous := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := values[s[i]]
		if v == 0 {
			return 0
		}
		if v < previous {
			total -= v
		} else {
			total += v
			previous = v
		}
	}
	return total
}

// headingStyle checks a Phần, Chương or Mục and the title below it, in the same paragraph or the next.
func (w *structureWatch) headingStyle(p *para, alone bool) {
	if !w.own {
		return
	}
	xs := linesOf(p.Paragraph, false)
	if len(xs) == 0 {
		return
	}
	w.c.style("structure.style", &xs[0], typeface{caps: no, bold: yes, italic: no, centre: yes})
	w.titleStyle(xs[1:])
	if len(xs) == 1 && alone {
		kept := *p // the window lets go of its own
		w.untitled = &kept
	}
}

func (c *check) articleStyle(p *para, number, mark string, own bool) {
	if !own {
		return
	}
	xs := linesOf(p.Paragraph, false)
	if len(xs) == 0 {
		return
	}
	if mark != "." {
		c.find("structure.numbering", at(p.Paragraph), p.text, quoted(quote(cutText(p.text, 16))), quoted("Điều "+number+"."))
	}
	end := strings.Index(xs[0].text, number)
	if end < 0 {
		return
	}
	head := xs[0].part(0, end+len(number))
	c.style("structure.style", &head, typeface{bold: yes, italic: no})
	if upper(cutText(xs[0].text, len("Điều"))) {
		c.find("structure.style", at(p.Paragraph), p.text, say("chữ “ĐIỀU” in hoa", "“ĐIỀU” in capitals"), say("chữ in thường, đứng, đậm", "lower case, upright, bold"))
	}
}

func (c *check) clause(p *para, number, mark string, clauses *counter, own bool) {
	n, err := strconv.Atoi(number)
	if err != nil {
		return
	}
	if mark != "." && own {
		c.find("structure.clause", at(p.Paragraph), p.text, quoted(number+mark), quoted(number+"."))
	}
	// "1.1." and dates are no clauses of this level.
	rest := strings.TrimLeft(p.text[len(number):], " .)/")
	if rest != "" && rest[0] >= '0' && rest[0] <= '9' && strings.HasPrefix(p.text[len(number):], ".") && p.text[len(number)+1] != ' ' {
		return
	}
	if clauses.last == 0 && n != 1 {
		// A stretch may begin in the middle of a list of its own.
		clauses.last = n
		return
	}
	c.sequence(p, number, n, clauses)
}

// pointLetters is the order of points in a clause.
var pointLetters = []string{"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"}

// point checks one lettered point and gives its place in the alphabet for the next.
func (c *check) point(p *para, letter, mark string, previous int) int {
	if mark != ")" {
		c.find("structure.point", at(p.Paragraph), p.text, quoted(letter+mark), quoted(letter+")"))
	}
	index := -1
	for i, l := range pointLetters {
		if l == letter {
			index = i
		}
	}
	want := "a"
	if previous+1 < len(pointLetters) {
		want = pointLetters[previous+1]
	}
	switch {
	case letter == want, index == 0:
	case index < 0:
		c.find("structure.point", at(p.Paragraph), p.text, sayf("“%s)” không có trong bảng chữ cái tiếng Việt", "“%s)” is no letter of the Vietnamese alphabet", letter), quoted(want+")"))
		return previous + 1
	case previous < 0:
		// The points of a quoted text may begin anywhere.
	default:
		c.find("structure.point", at(p.Paragraph), p.text, quoted(letter+")"), quoted(want+")"))
	}
	return index
}
