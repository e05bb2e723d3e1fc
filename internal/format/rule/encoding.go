package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var textComponent = component{name: "text", check: checkText, follow: followText, rules: []Rule{
	{
		"text.unicode", report.SeverityError, say("Bộ mã ký tự", "Character encoding"), annexI("I.4"),
		say("Chuyển mã đoạn này sang Unicode dựng sẵn (UniKey › Công cụ chuyển mã, đích: Unicode).",
			"Convert this text to precomposed Unicode (a converter such as UniKey's, target: Unicode)."),
	},
	{
		"text.tracked-changes", report.SeverityWarning, say("Văn bản còn theo dõi thay đổi", "Tracked changes"), say("Điều 10, Điều 12", "Articles 10 and 12"),
		say("Review › Accept All Changes, rồi tắt Track Changes; phần kiểm tra này đọc như đã chấp nhận tất cả.",
			"Review › Accept All Changes, then switch Track Changes off; this check read the text as if all were accepted."),
	},
	{
		"text.comments", report.SeverityWarning, say("Văn bản còn nhận xét", "Comments"), say("Điều 10, Điều 12", "Articles 10 and 12"),
		say("Review › Delete › Delete All Comments.", "Review › Delete › Delete All Comments."),
	},
}}

// encodingWatch looks at every visible character of the file, as fontWatch does.
type encodingWatch struct {
	c *Check
	s streak
}

func followText(c *Check) follower {
	return &encodingWatch{c, streak{c: c, id: "text.unicode", expected: say("Unicode theo TCVN 6909:2001, ký tự dựng sẵn (NFC)", "Unicode by TCVN 6909:2001, precomposed (NFC)")}}
}

func (w *encodingWatch) paragraph(_ int, p *anatomy.Para, _ anatomy.Zone) {
	w.beside(p.Paragraph, at(p.Paragraph))
}

func (w *encodingWatch) beside(p *docx.Paragraph, where report.Place) {
	if len(p.Runs) == 0 {
		return
	}
	name, text := strangeEncoding(p)
	switch {
	case !w.c.mending:
	case name == wording.Decomposed:
		w.c.note(mend.Composed(p, where)...)
	case name == wording.EthForD:
		w.c.note(mend.Eth(p, where))
	}
	w.s.next(where, name, text, same(name))
}

func (w *encodingWatch) end() { w.s.flush() }

// checkText looks for what a clean copy no longer carries.
func checkText(c *Check) {
	if n := len(c.paper.Doc.Revisions); n > 0 {
		where := c.paper.Top()
		for _, r := range c.paper.Doc.Revisions {
			if r.Paragraph > 0 {
				where = report.Place{Paragraph: r.Paragraph, Order: r.Paragraph*2 + 1}
				break
			}
		}
		c.find("text.tracked-changes", where, c.paper.Doc.Revisions[0].Text, sayf("%d chỗ", "%d places", n), say("bản trình là bản sạch", "a clean copy"))
	}
	if n := len(c.paper.Doc.Comments); n > 0 {
		where := c.paper.Top()
		if i := c.paper.Doc.Comments[0].Paragraph; i > 0 {
			where = report.Place{Paragraph: i, Order: i*2 + 1}
		}
		c.find("text.comments", where, c.paper.Doc.Comments[0].Text, sayf("%d chỗ", "%d places", n), say("bản trình là bản sạch", "a clean copy"))
	}
}

// oldFont names the encoding a font was made for before Unicode, by its family.
func oldFont(font string) string {
	switch {
	case strings.HasPrefix(font, ".Vn"):
		return "TCVN3 (ABC)"
	case len(font) > 4 && strings.EqualFold(font[:4], "VNI-"):
		return "VNI"
	}
	return ""
}

// oldEncoding names the encoding of text in a font that was made for one. Digits and plain letters are the same in all,
// and letters that only Unicode has show that the font alone is wrong.
func oldEncoding(font, text string) string {
	name := oldFont(font)
	if name == "" {
		return ""
	}
	foreign := false
	for _, r := range text {
		switch {
		case vietnameseOnly(r):
			return ""
		case r > 0xA0 && r <= 0xFF:
			foreign = true
		}
	}
	if !foreign {
		return ""
	}
	return name
}

// vietnameseOnly says that a letter has its place in Unicode and in none of the old encodings.
func vietnameseOnly(r rune) bool {
	return r >= 0x1EA0 && r <= 0x1EF9 || strings.ContainsRune("ĂăĐđĨĩŨũƠơƯư", r)
}

// beginsWithMark says that a run begins with a combining mark, whose letter stands in the run before.
func beginsWithMark(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= wording.FirstMark && unicode.Is(unicode.Mn, r)
}

// beyondLatin1 says that text holds letters that only Vietnamese in Unicode has: such text is in no old encoding, and
// letters in it that look so are of foreign names.
func beyondLatin1(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x1EA0 && r <= 0x1EF9 }) >= 0
}

// strangeEncoding names the encoding of a paragraph when it is not precomposed Unicode, with the text that shows it.
func strangeEncoding(p *docx.Paragraph) (name, text string) {
	oldTCVN, oldVNI := 0, 0
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Text == "" || r.Props == nil || r.Props.Hidden {
			continue
		}
		if beginsWithMark(r.Text) {
			return wording.Decomposed, p.Text()
		}
		if strings.Contains(r.Text, "Ð") || strings.Contains(r.Text, "ð") {
			return wording.EthForD, r.Text
		}
		if name := oldEncoding(r.Props.FontASCII, r.Text); name != "" {
			return name, r.Text
		}
		if !wording.Composed(r.Text) {
			return wording.Decomposed, r.Text
		}
		tcvn, vni := oldLetters(r.Text)
		oldTCVN, oldVNI = oldTCVN+tcvn, oldVNI+vni
	}
	// A few such letters are a foreign name; many are text that lost its font.
	const many = 4
	if oldTCVN >= many || oldVNI >= many {
		if beyondLatin1(p.Text()) {
			return "", ""
		}
	}
	switch {
	case oldVNI >= many && oldVNI >= oldTCVN:
		return "VNI", p.Text()
	case oldTCVN >= many:
		return "TCVN3 (ABC)", p.Text()
	}
	return "", ""
}

// Letters of Latin-1 that Vietnamese Unicode text never uses, but the old encodings use all the time.
const (
	tcvnLetters = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâäåæçëîïñöø÷ûüþ§¡¢£¤¥¦"
	vniMarks    = "øûïäåëüæöØÛÏÄÅËÜÆÖ"
	vniVowels   = "aeiouyôöâêAEIOUYÔÖÂÊ"
	vietnamese  = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
)

// oldLetters counts the letters that betray TCVN3 and the pairs that betray VNI.
func oldLetters(s string) (tcvn, vni int) {
	if !hasOldLetter(s) {
		return 0, 0
	}
	previous := ' '
	for _, r := range s {
		if r >= 0xA1 && r <= 0xFF {
			if strings.ContainsRune(tcvnLetters, r) && !strings.ContainsRune(vietnamese, r) && letterLike(previous) {
				tcvn++
			}
			if strings.ContainsRune(vniVowels, previous) && strings.ContainsRune(vniMarks, r) {
				vni++
			}
		}
		previous = r
	}
	return tcvn, vni
}

// suspicious are the second bytes, after 0xC2 and 0xC3, of the Latin-1 letters of the old encodings.
var suspicious = func() (table [2][256]bool) {
	for _, r := range tcvnLetters + vniMarks {
		if !strings.ContainsRune(vietnamese, r) {
			b := string(r)
			table[b[0]-0xC2][b[1]] = true
		}
	}
	return table
}()

// hasOldLetter looks for any of them quickly: nearly all text has none.
func hasOldLetter(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if c := s[i]; (c == 0xC2 || c == 0xC3) && suspicious[c-0xC2][s[i+1]] {
			return true
		}
	}
	return false
}

func letterLike(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xC0 && r <= 0x1EFF
}
