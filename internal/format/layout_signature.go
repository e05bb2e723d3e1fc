package format

import (
	"regexp"
	"strings"
)

var (
	authorityStart = regexp.MustCompile(`^(?i:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\s*[./:]|^(TM|KT|TL|TUQ|Q|T/M|K/T|T/L) `)
	archiveStart   = regexp.MustCompile(`^(?:[-–—•+*]\s*)?luu\b`)
	drafterMark    = regexp.MustCompile(`^[\p{L}.]{1,12}\s*[.,]?\s*\(\d{1,5}\)\.?$|^[\p{Lu}.]{1,12}\s*[.,]?\s*\d{1,5}\.?$`)
)

func isArchive(x *line) bool {
	return archiveStart.MatchString(x.folded) && (strings.Contains(x.folded, ":") || strings.Contains(x.folded, "vt") || len(x.folded) < 24)
}

func isDrafterMark(x *line) bool { return drafterMark.MatchString(x.text) }

// positions are words of which the title of a signer holds one.
var positions = []string{
	"chu tich", "giam doc", "truong ban", "truong phong", "truong", "chanh", "pho", "bo truong", "thu truong",
	"uy vien", "thu ky", "chu toa", "chu tri", "ke toan", "tong giam doc", "dai dien", "hieu truong", "vien truong", "thanh tra",
	"quyen", "thu tuong", "tong", "nguoi", "can bo", "chi huy", "doi truong", "to truong",
}

func isPosition(folded string) bool {
	for _, p := range positions {
		if i := strings.Index(folded, p); i >= 0 && (i == 0 || folded[i-1] == ' ' || folded[i-1] == '.') && hasPrefixWord(folded[i:], p) {
			return true
		}
	}
	return false
}

// readSignature parts the lines of a signature block: authority and position in capitals on top, the name last.
func (l *layout) readSignature(lines []tailLine) {
	var kept []tailLine
	for _, x := range lines {
		if strings.HasPrefix(x.text, "(") || strings.HasPrefix(x.text, "[") || drawnByHand(x.text) || isDateLine(&x.line) {
			if n := len(kept); n > 0 {
				x.blank++
			}
			continue
		}
		kept = append(kept, x)
	}
	if len(kept) == 0 {
		return
	}
	name := -1
	if n := len(kept) - 1; n > 0 || !looksOfOffice(&kept[0].line) {
		for i := n; i >= 0; i-- {
			x := &kept[i].line
			if looksOfOffice(x) || !looksOfName(x.text) {
				continue
			}
			name = i
			break
		}
	}
	for i := range kept {
		if name >= 0 && i >= name {
			break
		}
		// Another office held by the signer stands above the name in lower case (box 7b).
		if i > 0 && kept[i].blank > 1 && name >= 0 {
			break
		}
		l.authority = append(l.authority, kept[i].line)
	}
	if name >= 0 {
		l.signer = &kept[name].line
	}
}

func looksOfOffice(x *line) bool {
	return authorityStart.MatchString(x.text) || isPosition(x.folded) && (upper(x.text) || !looksOfName(x.text))
}

// looksOfName says that text may be a person's name: two to six words, each with a capital, no digits; honorifics
// typed before it count as words.
func looksOfName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 9 {
		return false
	}
	capital := 0
	for _, w := range words {
		r := []rune(w)[0]
		if r >= '0' && r <= '9' {
			return false
		}
		if strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r) {
			capital++
		}
	}
	return capital*2 > len(words)
}

func (l *layout) findArchive() {
	for i := range l.recipients {
		if isArchive(&l.recipients[i]) {
			l.archive = &l.recipients[i]
			// Below the archive line stands only the mark of the drafter and the number of copies (box 12).
			if below := l.recipients[i+1:]; len(below) > 0 && isDrafterMark(&below[0]) {
				l.drafter = &below[0]
			}
			l.recipients = l.recipients[:i+1]
			return
		}
	}
}
