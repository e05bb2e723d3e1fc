package rule

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/wording"
)

func romanNumeral(c *Check, p *anatomy.Para, number string, level *counter) {
	n := wording.RomanValue(strings.ToUpper(number))
	if n == 0 || strings.ToUpper(number) != number {
		find := c.find
		if strings.EqualFold(number, "thứ") {
			find = c.warn // so most reports count their parts
		}
		find("structure.numbering", at(p.Paragraph), p.Text, quoted(wording.Quote(wording.CutText(p.Text, 30))), say("chữ số La Mã", "a Roman numeral"))
		level.pass()
		return
	}
	sequence(c, p, number, n, level)
}

// pass counts a heading whose number was found to be no number of its level: those that follow go on behind it.
func (l *counter) pass() { l.last++ }

func arabicNumeral(c *Check, p *anatomy.Para, number string, level *counter) {
	n, err := strconv.Atoi(strings.TrimRight(number, "abcdđ"))
	if err != nil {
		c.find("structure.numbering", at(p.Paragraph), p.Text, quoted(wording.Quote(wording.CutText(p.Text, 30))), say("chữ số Ả Rập", "an Arabic numeral"))
		level.pass()
		return
	}
	if strings.HasPrefix(number, "0") {
		c.find("structure.numbering", at(p.Paragraph), p.Text, quoted(number), sayf("“%d”", "“%d”", n))
	}
	sequence(c, p, number, n, level)
}

// sequence reports a number that neither follows the last nor starts again from 1.
func sequence(c *Check, p *anatomy.Para, number string, n int, level *counter) {
	astray := n != level.last+1 && !(n == 1 && !(level.once && level.last == 1)) && !(n == level.last && !wording.IsDigits(number) && wording.IsDigits(number[:1])) && (level.due == 0 || n != level.due+1)
	due := level.last + 1
	if level.due = 0; astray {
		level.due = due
	}
	if astray {
		found := sayf("“%s” sau số %d", "“%s” after number %d", number, level.last)
		if level.last == 0 {
			found = sayf("bắt đầu bằng “%s”", "begins with “%s”", number)
		}
		c.find("structure.numbering", at(p.Paragraph), p.Text, found, sayf("số %d", "number %d", due))
	}
	level.last = n
}

func clauseNumber(c *Check, p *anatomy.Para, number, mark string, clauses *counter, own bool) {
	n, err := strconv.Atoi(number)
	if err != nil {
		return
	}
	if mark != "." {
		if own {
			c.find("structure.clause", at(p.Paragraph), p.Text, quoted(number+mark), quoted(number+"."))
			c.note(mend.NumberMark("structure.clause", p.Paragraph)...)
		}
		if clauses.last > 0 && n != clauses.last+1 {
			return // a list of its own within the clause
		}
	}
	// "1.1." and dates are no clauses of this level.
	rest := strings.TrimLeft(p.Text[len(number):], " .)/-–")
	if rest != "" && rest[0] >= '0' && rest[0] <= '9' && strings.HasPrefix(p.Text[len(number):], ".") && p.Text[len(number)+1] != ' ' {
		return
	}
	if clauses.last == 0 && n != 1 {
		// A stretch may begin in the middle of a list of its own.
		clauses.last = n
		return
	}
	sequence(c, p, number, n, clauses)
	clauses.once = own && !strings.HasSuffix(p.Text, ":") && !wording.Upper(p.Text)
}

// pointLetters is the order of points in a clause.
var pointLetters = []string{"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"}

// oddPoints are points with a capital, or in two parentheses.
var oddPoints = regexp.MustCompile(`^(?:([A-ZĐ])\)|\(([a-zđ])\))\s`)

// oddPoint reads the letter of such a point and what stands around it, "" when it is none.
func oddPoint(text string) (letter, as string) {
	if strings.IndexByte(wording.CutText(text, 4), ')') < 0 {
		return "", ""
	}
	m := oddPoints.FindStringSubmatch(wording.CutText(text, 8))
	switch {
	case m == nil || wording.Upper(text):
		return "", ""
	case m[1] != "":
		return m[1], ")"
	}
	return m[2], "()"
}

// romanHeading checks a "I. TITLE" of a text divided so: its mark and its place in the order.
func romanHeading(c *Check, p *anatomy.Para, number, mark string, n int, level *counter) {
	if mark != "." {
		if !wording.Upper(p.Text) {
			return // an enumeration in a sentence
		}
		c.find("structure.numbering", at(p.Paragraph), p.Text, quoted(number+mark), quoted(number+"."))
		c.note(mend.NumberMark("structure.numbering", p.Paragraph)...)
	}
	sequence(c, p, number, n, level)
}

// pointLetter checks one lettered point against the one before it.
func pointLetter(c *Check, p *anatomy.Para, letter, mark string, l *levels) {
	as := letter + mark
	if mark == "()" {
		as = "(" + letter + ")"
	}
	letter = strings.ToLower(letter)
	if as != letter+")" {
		c.find("structure.point", at(p.Paragraph), p.Text, quoted(as), quoted(letter+")"))
		c.note(mend.PointMark(p.Paragraph)...)
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
		c.find("structure.point", at(p.Paragraph), p.Text, sayf("“%s)” không có trong bảng chữ cái tiếng Việt", "“%s)” is no letter of the Vietnamese alphabet", letter), quoted(want+")"))
		l.astray = true
	default:
		c.find("structure.point", at(p.Paragraph), p.Text, quoted(letter+")"), quoted(want+")"))
		l.astray = true
	}
}
