package anatomy

import (
	"regexp"
	"strings"
)

// Notation is a number line taken apart: "Số: 288/UBND-VP".
type Notation struct {
	Label    string // "Số" as written
	Colon    bool
	Number   string // between the colon and the slash, outer spaces cut
	Slash    bool
	Notation string // after the slash, outer spaces cut
	Groups   []string
}

var numberLabel = regexp.MustCompile(`^(\pL{1,6})\s*(:?)\s*`)

func ReadNumber(text string) Notation {
	var n Notation
	if m := numberLabel.FindStringSubmatch(text); m != nil {
		n.Label, n.Colon = m[1], m[2] == ":"
		text = text[len(m[0]):]
	}
	n.Number, n.Notation, n.Slash = strings.Cut(text, "/")
	n.Number, n.Notation = strings.TrimSpace(n.Number), strings.TrimSpace(n.Notation)
	for _, g := range strings.FieldsFunc(n.Notation, func(r rune) bool { return strings.ContainsRune("-–—\u2011/", r) }) {
		n.Groups = append(n.Groups, strings.Join(strings.Fields(g), ""))
	}
	return n
}

// Blank says that the number is left to be written: empty, or dots.
func (n Notation) Blank() bool { return LeftBlank(n.Number) }

// LeftBlank says that a place is left to be filled in: blank, dots, dashes, crosses, or a word in brackets.
func LeftBlank(s string) bool {
	s = strings.TrimSpace(s)
	return strings.Trim(s, "xX") == "" || strings.Trim(s, " .…_-–—·•\t[](){}") == "" || strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]")
}

// TypeCode is the type's abbreviation at the head of the notation, as Annex III writes it; empty when there is none.
func (n Notation) TypeCode() string {
	if len(n.Groups) == 0 {
		return ""
	}
	for _, f := range Forms {
		if f.Code != "" && strings.EqualFold(f.Code, n.Groups[0]) {
			return f.Code
		}
	}
	return ""
}
