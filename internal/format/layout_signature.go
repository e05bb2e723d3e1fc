package format

import (
	"regexp"
	"slices"
	"strings"

	"trinhky/internal/docx"
)

var (
	authorityStart = regexp.MustCompile(`^(?i:TM|KT|TL|TUQ|T/M|K/T|T/L|Q|T\.M|K\.T|T\.L|T\.U\.Q)\s*[./:]|^(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T\.M|K\.T|T\.L|T\.U\.Q|THAY MẶT|KÝ THAY|THỪA LỆNH|THỪA ỦY QUYỀN|THỪA UỶ QUYỀN) `)
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
	"quyen", "thu tuong", "tong", "nguoi", "can bo", "chi huy", "doi truong", "to truong", "bi thu", "chu nhiem", "to pho", "doi pho",
	"tong bien tap", "quan doc",
}

func isPosition(folded string) bool {
	for _, p := range positions {
		if i := strings.Index(folded, p); i >= 0 && (i == 0 || folded[i-1] == ' ' || folded[i-1] == '.') && hasPrefixWord(folded[i:], p) {
			return true
		}
	}
	return false
}

// tailLine is a line of the signature block with the empty lines above it, where the signature goes.
type tailLine struct {
	line
	room int
}

// block gathers the lines of a signature block with the room above each, however it was made.
type block struct {
	lines []tailLine
	room  int
}

// add takes the next paragraph, with its lines or those of them that belong to the block.
func (b *block) add(p *para, xs []line) {
	const lineHeight, signature = 320, 2 // twips; lines that a picture of a signature stands for
	for _, s := range p.Shapes() {
		if s.Kind == docx.ShapePicture || s.Kind == docx.ShapeOther {
			b.room += signature
		}
	}
	if len(xs) == 0 {
		b.room++
		return
	}
	b.room += int(p.Props.Before / lineHeight)
	end := xs[0].offset
	for _, x := range xs {
		if x.offset >= end && end >= 0 {
			b.room += max(strings.Count(p.Paragraph.Text()[end:x.offset], "\n")-1, 0)
		}
		b.lines = append(b.lines, tailLine{x, b.room})
		b.room, end = 0, x.offset+len(x.text)
	}
	b.room = int(p.Props.After / lineHeight)
}

// readSignature parts the lines of a signature block: authority and position in capitals on top, the name last. A mark
// that it is signed, or where, stands for the signature.
func (l *layout) readSignature(lines []tailLine) {
	const signature = 2
	var kept []tailLine
	room := 0
	for _, x := range lines {
		if strings.HasPrefix(x.text, "(") || strings.HasPrefix(x.text, "[") || drawnByHand(x.text) || isDateLine(&x.line) {
			room += x.room + signature
			continue
		}
		x.room += room
		room = 0
		kept = append(kept, x)
	}
	if len(kept) == 0 {
		return
	}
	name := -1
	if n := len(kept) - 1; n > 0 || !looksOfOffice(&kept[0].line) {
		for i := n; i >= 0; i-- {
			x := &kept[i].line
			if small := i == n && i > 0 && nameInSmallLetters(x.text); !small && (looksOfOffice(x) || !looksOfName(x.text)) {
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
		// Another office held by the signer stands between the signature and the name (box 7b).
		if i > 0 && kept[i].room >= signature && name >= 0 {
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

// nameInSmallLetters says that text is a name whose first letters are no capitals, told by its family name.
func nameInSmallLetters(s string) bool {
	words := strings.Fields(s)
	return len(words) > 1 && len(words) < 6 && surnames[words[0]] && strings.ToLower(s) == s
}

func (l *layout) findArchive() {
	for i := range l.recipients {
		if isArchive(&l.recipients[i]) {
			l.archive = &l.recipients[i]
			// Below the archive line stands only the mark of the drafter and the number of copies (box 12).
			if below := l.recipients[i+1:]; len(below) > 0 && isDrafterMark(&below[0]) {
				l.drafter = &below[0]
			} else {
				l.archiveEarly = slices.ContainsFunc(below, func(x line) bool { return startsWithDash(x.text) })
			}
			l.recipients = l.recipients[:i+1]
			return
		}
	}
}
