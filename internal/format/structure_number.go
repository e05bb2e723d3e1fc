package format

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func (c *check) roman(p *para, number string, level *counter) {
	n := romanValue(strings.ToUpper(number))
	if n == 0 || strings.ToUpper(number) != number {
		find := c.find
		if strings.EqualFold(number, "thứ") {
			find = c.warn // so most reports count their parts
		}
		find("structure.numbering", at(p.Paragraph), p.text, quoted(quote(cutText(p.text, 30))), say("chữ số La Mã", "a Roman numeral"))
		level.pass()
		return
	}
	c.sequence(p, number, n, level)
}

// pass counts a heading whose number was found to be no number of its level: those that follow go on behind it.
func (l *counter) pass() { l.last++ }

func (c *check) arabic(p *para, number string, level *counter) {
	n, err := strconv.Atoi(strings.TrimRight(number, "abcdđ"))
	if err != nil {
		c.find("structure.numbering", at(p.Paragraph), p.text, quoted(quote(cutText(p.text, 30))), say("chữ số Ả Rập", "an Arabic numeral"))
		level.pass()
		return
	}
	if strings.HasPrefix(number, "0") {
		c.find("structure.numbering", at(p.Paragraph), p.text, quoted(number), sayf("“%d”", "“%d”", n))
	}
	c.sequence(p, number, n, level)
}

// sequence reports a number that neither follows the last nor starts again from 1.
func (c *check) sequence(p *para, number string, n int, level *counter) {
	astray := n != level.last+1 && !(n == 1 && !(level.once && level.last == 1)) && !(n == level.last && !isDigits(number) && isDigits(number[:1])) && (level.due == 0 || n != level.due+1)
	due := level.last + 1
	if level.due = 0; astray {
		level.due = due
	}
	if astray {
		found := sayf("“%s” sau số %d", "“%s” after number %d", number, level.last)
		if level.last == 0 {
			found = sayf("bắt đầu bằng “%s”", "begins with “%s”", number)
		}
		c.find("structure.numbering", at(p.Paragraph), p.text, found, sayf("số %d", "number %d", due))
	}
	level.last = n
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

func (c *check) clause(p *para, number, mark string, clauses *counter, own bool) {
	n, err := strconv.Atoi(number)
	if err != nil {
		return
	}
	if mark != "." {
		if own {
			c.find("structure.clause", at(p.Paragraph), p.text, quoted(number+mark), quoted(number+"."))
		}
		if clauses.last > 0 && n != clauses.last+1 {
			return // a list of its own within the clause
		}
	}
	// "1.1." and dates are no clauses of this level.
	rest := strings.TrimLeft(p.text[len(number):], " .)/-–")
	if rest != "" && rest[0] >= '0' && rest[0] <= '9' && strings.HasPrefix(p.text[len(number):], ".") && p.text[len(number)+1] != ' ' {
		return
	}
	if clauses.last == 0 && n != 1 {
		// A stretch may begin in the middle of a list of its own.
		clauses.last = n
		return
	}
	c.sequence(p, number, n, clauses)
	clauses.once = own && !strings.HasSuffix(p.text, ":") && !upper(p.text)
}

// pointLetters is the order of points in a clause.
var pointLetters = []string{"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"}

// oddPoints are points with a capital, or in two parentheses.
var oddPoints = regexp.MustCompile(`^(?:([A-ZĐ])\)|\(([a-zđ])\))\s`)

// oddPoint reads the letter of such a point and what stands around it, "" when it is none.
func oddPoint(text string) (letter, as string) {
	if strings.IndexByte(cutText(text, 4), ')') < 0 {
		return "", ""
	}
	m := oddPoints.FindStringSubmatch(cutText(text, 8))
	switch {
	case m == nil || upper(text):
		return "", ""
	case m[1] != "":
		return m[1], ")"
	}
	return m[2], "()"
}

// romanHeading checks a "I. TITLE" of a text divided so: its mark and its place in the order.
func (c *check) romanHeading(p *para, number, mark string, n int, level *counter) {
	if mark != "." {
		if !upper(p.text) {
			return // an enumeration in a sentence
		}
		c.find("structure.numbering", at(p.Paragraph), p.text, quoted(number+mark), quoted(number+"."))
	}
	c.sequence(p, number, n, level)
}

// point checks one lettered point against the one before it.
func (c *check) point(p *para, letter, mark string, l *levels) {
	as := letter + mark
	if mark == "()" {
		as = "(" + letter + ")"
	}
	letter = strings.ToLower(letter)
	if as != letter+")" {
		c.find("structure.point", at(p.Paragraph), p.text, quoted(as), quoted(letter+")"))
	}
	previous := l.point
	index := slices.Index(pointLetters, letter)
	want := "a"
	if previous+1 < len(pointLetters) {
		want = pointLetters[previous+1]
	}
	l.point = max(index, previous+1)
	switch {
	case index == 0:
		l.point, l.astray = 0, false
	case letter == want, previous < 0 && index > 0, l.astray: // the points of a quoted text may begin anywhere
	case index < 0:
		c.find("structure.point", at(p.Paragraph), p.text, sayf("“%s)” không có trong bảng chữ cái tiếng Việt", "“%s)” is no letter of the Vietnamese alphabet", letter), quoted(want+")"))
		l.astray = true
	default:
		c.find("structure.point", at(p.Paragraph), p.text, quoted(letter+")"), quoted(want+")"))
		l.astray = true
	}
}
