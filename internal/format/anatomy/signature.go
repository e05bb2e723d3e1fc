package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/wording"
)

var (
	AuthorityStart = regexp.MustCompile(`^(?i:TM|KT|TL|TUQ|T/M|K/T|T/L|Q|T\.M|K\.T|T\.L|T\.U\.Q)\s*[./:]|^(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T\.M|K\.T|T\.L|T\.U\.Q|THAY MẶT|KÝ THAY|THỪA LỆNH|THỪA ỦY QUYỀN|THỪA UỶ QUYỀN) `)
	archiveStart   = regexp.MustCompile(`^(?:[-–—•+*]\s*)?luu\b`)
	drafterMark    = regexp.MustCompile(`^[\p{L}.]{1,12}\s*[.,]?\s*\(\d{1,5}\)\.?$|^[\p{Lu}.]{1,12}\s*[.,]?\s*\d{1,5}\.?$`)
)

func IsArchive(x *Line) bool {
	return archiveStart.MatchString(x.Folded) && (strings.Contains(x.Folded, ":") || strings.Contains(x.Folded, "vt") || len(x.Folded) < 24)
}

func isDrafterMark(x *Line) bool { return drafterMark.MatchString(x.Text) }

// positions are words of which the title of a signer holds one.
var positions = []string{
	"chu tich", "giam doc", "truong ban", "truong phong", "truong", "chanh", "pho", "bo truong", "thu truong",
	"uy vien", "thu ky", "chu toa", "chu tri", "ke toan", "tong giam doc", "dai dien", "hieu truong", "vien truong", "thanh tra",
	"thu tuong", "tong", "nguoi", "can bo", "chi huy", "doi truong", "to truong", "bi thu", "chu nhiem", "to pho", "doi pho",
	"tong bien tap", "quan doc",
}

func IsPosition(folded string) bool {
	if acting, ok := strings.CutPrefix(folded, "quyen "); ok { // "QUYỀN CHỦ TỊCH"; other rights are no position
		return IsPosition(acting) && !strings.ContainsAny(acting, ",;")
	}
	for _, p := range positions {
		if i := strings.Index(folded, p); i >= 0 && (i == 0 || folded[i-1] == ' ' || folded[i-1] == '.') && wording.HasPrefixWord(folded[i:], p) {
			return true
		}
	}
	return false
}

// tailLine is a line of the signature block with the empty lines above it, where the signature goes.
type tailLine struct {
	Line
	room int
}

// block gathers the lines of a signature block with the room above each, however it was made.
type block struct {
	lines []tailLine
	room  int
}

// add takes the next paragraph, with its lines or those of them that belong to the block.
func (b *block) add(p *Para, xs []Line) {
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
	end := xs[0].Offset
	for _, x := range xs {
		if x.Offset >= end && end >= 0 {
			b.room += max(strings.Count(p.Paragraph.Text()[end:x.Offset], "\n")-1, 0)
		}
		b.lines = append(b.lines, tailLine{x, b.room})
		b.room, end = 0, x.Offset+len(x.Text)
	}
	b.room = int(p.Props.After / lineHeight)
}

// readSignature parts the lines of a signature block: authority and position in capitals on top, the name last. A mark
// that it is signed, or where, stands for the signature.
func (e *Tail) readSignature(lines []tailLine) {
	const signature = 2
	var kept []tailLine
	room := 0
	for _, x := range lines {
		if strings.HasPrefix(x.Text, "(") || strings.HasPrefix(x.Text, "[") || DrawnByHand(x.Text) || isDateLine(&x.Line) {
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
	if n := len(kept) - 1; n > 0 || !looksOfOffice(&kept[0].Line) {
		for i := n; i >= 0; i-- {
			x := &kept[i].Line
			if small := i == n && i > 0 && NameInSmallLetters(x.Text); !small && (looksOfOffice(x) || !looksOfName(x.Text)) {
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
		e.Authority = append(e.Authority, kept[i].Line)
	}
	if name >= 0 {
		e.Signer = &kept[name].Line
	}
}

func looksOfOffice(x *Line) bool {
	return AuthorityStart.MatchString(x.Text) || IsPosition(x.Folded) && (wording.Upper(x.Text) || !looksOfName(x.Text))
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

// NameInSmallLetters says that text is a name whose first letters are no capitals, told by its family name.
func NameInSmallLetters(s string) bool {
	words := strings.Fields(s)
	return len(words) > 1 && len(words) < 6 && Surnames[words[0]] && strings.ToLower(s) == s
}

func (e *Tail) findArchive() {
	for i := range e.Recipients {
		if IsArchive(&e.Recipients[i]) {
			e.Archive = &e.Recipients[i]
			// Below the archive line stands only the mark of the drafter and the number of copies (box 12).
			if below := e.Recipients[i+1:]; len(below) > 0 && isDrafterMark(&below[0]) {
				e.Drafter = &below[0]
			} else {
				e.ArchiveEarly = slices.ContainsFunc(below, func(x Line) bool { return wording.StartsWithDash(x.Text) })
			}
			e.Recipients = e.Recipients[:i+1]
			return
		}
	}
}
