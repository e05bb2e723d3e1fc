package format

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
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
		"structure.size", SeverityError, say("Cỡ chữ điều, khoản, điểm", "Size of Điều, khoản, điểm"), annexI("II.6.đ"),
		say("Chọn dòng này, đặt cỡ chữ bằng cỡ chữ của phần lời văn.", "Select the line; the size of the text."),
	},
	{
		"structure.title", SeverityError, say("Tiêu đề", "Title"), annexI("II.6.d"),
		say("Thêm tiêu đề: của Phần, Chương, Mục bằng chữ in hoa, đậm ở dòng dưới; của Điều bằng chữ thường, đậm sau số thứ tự.",
			"Add the title: of a Phần, Chương or Mục in bold capitals on the line below; of a Điều in bold small letters after its number."),
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

// counter follows one level of numbering. due is the number that was to stand where a wrong one does: what follows may
// go on from either.
// once says that its first number does not come again: nothing began a list anew since.
type counter struct {
	last, due int
	once      bool
}

// structureWatch reads the headings and list items of the body, then those of what is attached, where only the order of
// numbers is judged.
type structureWatch struct {
	c   *check
	own bool // in the document's own text
	// annex says that a Phụ lục is read. What is attached otherwise, a Quy chế or Kế hoạch that the document issues, is
	// laid out as the document itself is (sample form 1.3).
	annex bool
	// quoted says that a quotation is open at the end of the paragraph before.
	quoted bool

	levels
	// untitled is a heading whose title is to stand on the next line, nil when none is awaited.
	untitled *para
	// sized are the sizes in which Điều, khoản and điểm are set, until it is known in which size most of the text is.
	sized []sizedHeading
}

// quotes says that a paragraph belongs to the quoted text of another document, as where one amends it: its numbers are
// that document's.
func (w *structureWatch) quotes(text string) bool {
	inside := w.quoted || strings.HasPrefix(text, "“") || strings.HasPrefix(text, "\"")
	open, shut := strings.LastIndex(text, "“"), strings.LastIndex(text, "”")
	switch {
	case shut > open:
		w.quoted = false
	case strings.HasPrefix(text, "“"):
		w.quoted = true
	}
	return inside
}

// levels is how far each level of the numbering has come.
type levels struct {
	parts, chapters, sections, subsections, articles, romans, clauses counter
	point                                                             int
	// astray says that a fault in the order of the points was reported: the rest of their list follows from it.
	astray bool
}

// sizedHeading is a heading or list item with the size of its number.
type sizedHeading struct {
	p    *docx.Paragraph
	text string
	size docx.HalfPoints
}

func followStructure(c *check) follower { return &structureWatch{c: c, levels: levels{point: -1}} }

// restart begins a stretch of its own.
func (w *structureWatch) restart(own bool) {
	w.noTitle()
	w.own, w.annex, w.levels = own, false, levels{point: -1}
}

func (w *structureWatch) end() {
	w.noTitle()
	for _, h := range w.sized {
		if h.size != w.c.bodySize {
			w.c.find("structure.size", at(h.p), h.text, sizes(h.size, h.size), sayf("cỡ %s như phần lời văn", "size %s, that of the text", w.c.bodySize.String()))
			w.c.mendParagraphSize("structure.size", h.p, h.size, w.c.bodySize)
		}
	}
}

// keepSize remembers in which size the number of an Điều, khoản or điểm is set; those outside the range of the text are
// the matter of body.size.
func (w *structureWatch) keepSize(p *para) {
	if !w.own {
		return
	}
	size := firstSize(p.Paragraph)
	if size < size13 || size > size14 {
		return
	}
	same := 0
	for _, h := range w.sized {
		if h.size == size {
			same++
		}
	}
	if same < mostPerRule {
		w.sized = append(w.sized, sizedHeading{p.Paragraph, p.text, size})
	}
}

// firstSize is the size of the first visible letter of a paragraph, its computed number included; 0 without any.
func firstSize(p *docx.Paragraph) docx.HalfPoints {
	if n := p.Numbering; n != nil && n.Text != "" {
		return numberProps(p).EffectiveSize()
	}
	for i := range p.Runs {
		if r := &p.Runs[i]; !r.Props.Hidden && strings.TrimSpace(r.Text) != "" {
			return r.Props.EffectiveSize()
		}
	}
	return 0
}

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
			// A table may be the head of another text.
			for _, l := range []*counter{&w.parts, &w.chapters, &w.sections, &w.subsections, &w.articles} {
				l.once = false
			}
		}
		return
	}
	if w.quotes(p.text) {
		return
	}
	if !w.own && isAnnexHeading(p) {
		w.restart(false)
		w.annex = true
		return
	}
	c := w.c
	kind, number, mark, alone := readHeading(p.text)
	switch kind {
	case noHeading:
		// A title or the beginning of a list may have a list of its own below it.
		w.clauses.once = w.clauses.once && !strings.HasSuffix(p.text, ":") && !startsWithDash(p.text) && !upper(p.text) && !allRuns(p.Paragraph, bold)
		if letter, as := oddPoint(p.text); letter != "" && slices.Index(pointLetters, strings.ToLower(letter)) <= w.point+1 {
			c.point(p, letter, as, &w.levels)
		}
	case headingPart, headingChapter:
		level := &w.chapters
		if kind == headingPart {
			level = &w.parts
			w.chapters = counter{}
		}
		w.sections, w.subsections, w.romans, w.clauses, w.point = counter{}, counter{}, counter{}, counter{}, -1
		c.roman(p, number, level)
		level.once = true
		w.headingStyle(p, alone)
	case headingSection, headingSubsection:
		w.clauses, w.point = counter{}, -1
		level := &w.subsections
		if kind == headingSection {
			level = &w.sections
			w.subsections = counter{}
		}
		c.arabic(p, number, level)
		level.once = true
		w.headingStyle(p, alone)
	case headingArticle:
		w.clauses, w.point = counter{}, -1
		c.arabic(p, number, &w.articles)
		w.articles.once = true
		c.articleStyle(p, number, mark, !w.annex)
		if alone && mark == "." && !w.annex {
			c.find("structure.title", at(p.Paragraph), p.text, say("không có", "missing"), say("tiêu đề sau số thứ tự", "a title after the number"))
		}
		w.keepSize(p)
	case headingRoman:
		if letter := strings.ToLower(number); mark == ")" && w.point >= 0 && slices.Index(pointLetters, letter) == w.point+1 {
			c.point(p, number, mark, &w.levels) // "C)" after "b)"
			return
		}
		w.clauses, w.point = counter{}, -1
		if n := romanValue(number); n > 0 {
			c.romanHeading(p, number, mark, n, &w.romans)
			if upper(p.text) && !w.annex {
				for _, x := range linesOf(p.Paragraph, false) { // section V: in bold, upright capitals
					c.style("structure.style", &x, typeface{bold: yes, italic: no})
				}
			}
		}
	case headingClause:
		w.point = -1
		c.clause(p, number, mark, &w.clauses, w.own)
		w.keepSize(p)
	case headingPoint:
		c.point(p, number, mark, &w.levels)
		w.keepSize(p)
	}
}

// headingStyle checks a Phần, Chương or Mục and the title below it, in the same paragraph or the next.
func (w *structureWatch) headingStyle(p *para, alone bool) {
	if w.annex {
		return
	}
	xs := linesOf(p.Paragraph, false)
	if len(xs) == 0 {
		return
	}
	w.c.style("structure.style", &xs[0], typeface{caps: no, bold: yes, italic: no, centre: yes})
	w.titleStyle(xs[1:])
	switch mark := lastRune(xs[0].text); {
	case len(xs) == 1 && !alone:
		w.c.find("structure.style", at(p.Paragraph), p.text, say("tiêu đề trên cùng dòng", "the title on the same line"), say("số thứ tự trên một dòng riêng, tiêu đề ngay dưới", "the number on a line of its own, the title right below"))
	case mark == '.' || mark == ':':
		w.c.find("structure.numbering", at(p.Paragraph), p.text, quoted(quote(xs[0].tidy())), quoted(strings.TrimRight(xs[0].tidy(), ".: ")))
	}
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
	if mark != "." && isDigits(number) { // another number is reported by itself
		c.find("structure.numbering", at(p.Paragraph), p.text, quoted(quote(cutText(p.text, 16))), quoted("Điều "+number+"."))
	}
	end := strings.Index(xs[0].text, number)
	if end < 0 {
		return
	}
	head := xs[0].part(0, end+len(number))
	c.style("structure.style", &head, typeface{bold: yes, italic: no})
	if centred(p.Paragraph) {
		c.find("structure.style", at(p.Paragraph), p.text, say("canh giữa", "centred"), say("lùi đầu dòng 1 cm hoặc 1,27 cm", "a first line indent of 1 cm or 1.27 cm"))
	}
	if upper(cutText(xs[0].text, len("Điều"))) {
		c.find("structure.style", at(p.Paragraph), p.text, say("chữ “ĐIỀU” in hoa", "“ĐIỀU” in capitals"), say("chữ in thường, đứng, đậm", "lower case, upright, bold"))
	}
}
