package rule

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var structureComponent = component{name: "structure", follow: followStructure, rules: []Rule{
	{
		"structure.numbering", report.SeverityError, say("Số thứ tự", "Numbering"), annexI("II.6.đ"),
		say("Phần, Chương: chữ số La Mã; Mục, Điều, khoản: chữ số Ả Rập; đánh liên tục.", "Phần, Chương: Roman; Mục, Điều, khoản: Arabic; without gaps."),
	},
	{
		"structure.style", report.SeverityError, say("Kiểu chữ phần, chương, mục, điều", "Style of headings"), annexI("II.6.đ"),
		say("Phần, Chương, Mục: canh giữa, đậm, tiêu đề in hoa ở dòng dưới; “Điều n.” đậm, chữ đứng.", "Phần, Chương, Mục: centred, bold, with the title in capitals below; “Điều n.” bold, upright."),
	},
	{
		"structure.size", report.SeverityError, say("Cỡ chữ điều, khoản, điểm", "Size of Điều, khoản, điểm"), annexI("II.6.đ"),
		say("Chọn dòng này, đặt cỡ chữ bằng cỡ chữ của phần lời văn.", "Select the line; the size of the text."),
	},
	{
		"structure.title", report.SeverityError, say("Tiêu đề", "Title"), annexI("II.6.d"),
		say("Thêm tiêu đề: của Phần, Chương, Mục bằng chữ in hoa, đậm ở dòng dưới; của Điều bằng chữ thường, đậm sau số thứ tự.",
			"Add the title: of a Phần, Chương or Mục in bold capitals on the line below; of a Điều in bold small letters after its number."),
	},
	{
		"structure.clause", report.SeverityError, say("Số thứ tự khoản", "Clause number"), annexI("II.6.đ"),
		say("Viết số Ả Rập và dấu chấm: “1.”, “2.”.", "An Arabic number and a full stop: “1.”, “2.”."),
	},
	{
		"structure.point", report.SeverityError, say("Thứ tự điểm", "Point letter"), annexI("II.6.đ"),
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
	c   *Check
	own bool // in the document's own text
	// annex says that a Phụ lục is read. What is attached otherwise, a Quy chế or Kế hoạch that the document issues, is
	// laid out as the document itself is (sample form 1.3).
	annex bool
	// quoted says that a quotation is open at the end of the paragraph before.
	quoted bool

	levels
	// untitled is a heading whose title is to stand on the next line, nil when none is awaited.
	untitled *anatomy.Para
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

func followStructure(c *Check) follower { return &structureWatch{c: c, levels: levels{point: -1}} }

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
			w.c.note(mend.ParagraphSize("structure.size", h.p, h.size, w.c.bodySize)...)
		}
	}
}

// keepSize remembers in which size the number of an Điều, khoản or điểm is set; those outside the range of the text are
// the matter of body.size.
func (w *structureWatch) keepSize(p *anatomy.Para) {
	if !w.own {
		return
	}
	size := anatomy.FirstSize(p.Paragraph)
	if size < anatomy.Size13 || size > anatomy.Size14 {
		return
	}
	same := 0
	for _, h := range w.sized {
		if h.size == size {
			same++
		}
	}
	if same < mostPerRule {
		w.sized = append(w.sized, sizedHeading{p.Paragraph, p.Text, size})
	}
}

// noTitle reports a heading below which no title came.
func (w *structureWatch) noTitle() {
	if p := w.untitled; p != nil {
		w.c.find("structure.title", at(p.Paragraph), p.Text, say("không có", "missing"), say("tiêu đề ngay dưới", "a title right below"))
		w.untitled = nil
	}
}

// takeTitle looks at the line below a heading.
func (w *structureWatch) takeTitle(p *anatomy.Para) {
	if p.Top != nil || anatomy.HeadingOf(p.Text) != anatomy.NoHeading || !anatomy.Centred(p.Paragraph) && !wording.Upper(p.Text) {
		w.noTitle()
		return
	}
	w.untitled = nil
	w.titleStyle(anatomy.LinesOf(p.Paragraph, false))
}

func (w *structureWatch) titleStyle(xs []anatomy.Line) {
	for i := range xs {
		w.c.style("structure.style", &xs[i], typeface{caps: yes, bold: yes, italic: no, centre: yes})
	}
}

func (w *structureWatch) paragraph(_ int, p *anatomy.Para, in anatomy.Zone) {
	if in != anatomy.ZoneBody && in != anatomy.ZoneAttached {
		return
	}
	if own := in == anatomy.ZoneBody; own != w.own {
		w.restart(own)
	}
	if p.Text != "" && w.untitled != nil {
		w.takeTitle(p)
	}
	if p.Text == "" || p.Top != nil || p.Box != nil {
		if p.Top != nil {
			w.clauses, w.point = counter{}, -1
			// A table may be the head of another text.
			for _, l := range []*counter{&w.parts, &w.chapters, &w.sections, &w.subsections, &w.articles} {
				l.once = false
			}
		}
		return
	}
	if w.quotes(p.Text) {
		return
	}
	if !w.own && anatomy.IsAnnexHeading(p) {
		w.restart(false)
		w.annex = true
		return
	}
	c := w.c
	kind, number, mark, alone := anatomy.ReadHeading(p.Text)
	switch kind {
	case anatomy.NoHeading:
		// A title or the beginning of a list may have a list of its own below it.
		w.clauses.once = w.clauses.once && !strings.HasSuffix(p.Text, ":") && !wording.StartsWithDash(p.Text) && !wording.Upper(p.Text) && !anatomy.AllRuns(p.Paragraph, anatomy.Bold)
		if letter, as := oddPoint(p.Text); letter != "" && slices.Index(pointLetters, strings.ToLower(letter)) <= w.point+1 {
			pointLetter(c, p, letter, as, &w.levels)
		}
	case anatomy.HeadingPart, anatomy.HeadingChapter:
		level := &w.chapters
		if kind == anatomy.HeadingPart {
			level = &w.parts
			w.chapters = counter{}
		}
		w.sections, w.subsections, w.romans, w.clauses, w.point = counter{}, counter{}, counter{}, counter{}, -1
		romanNumeral(c, p, number, level)
		level.once = true
		w.headingStyle(p, alone)
	case anatomy.HeadingSection, anatomy.HeadingSubsection:
		w.clauses, w.point = counter{}, -1
		level := &w.subsections
		if kind == anatomy.HeadingSection {
			level = &w.sections
			w.subsections = counter{}
		}
		arabicNumeral(c, p, number, level)
		level.once = true
		w.headingStyle(p, alone)
	case anatomy.HeadingArticle:
		w.clauses, w.point = counter{}, -1
		arabicNumeral(c, p, number, &w.articles)
		w.articles.once = true
		articleStyle(c, p, number, mark, !w.annex)
		if alone && mark == "." && !w.annex {
			c.find("structure.title", at(p.Paragraph), p.Text, say("không có", "missing"), say("tiêu đề sau số thứ tự", "a title after the number"))
		}
		w.keepSize(p)
	case anatomy.HeadingRoman:
		if letter := strings.ToLower(number); mark == ")" && w.point >= 0 && slices.Index(pointLetters, letter) == w.point+1 {
			pointLetter(c, p, number, mark, &w.levels) // "C)" after "b)"
			return
		}
		w.clauses, w.point = counter{}, -1
		if n := wording.RomanValue(number); n > 0 {
			romanHeading(c, p, number, mark, n, &w.romans)
			if wording.Upper(p.Text) && !w.annex && !c.paper.Title.Form.Blanks {
				for _, x := range anatomy.LinesOf(p.Paragraph, false) { // section V: in bold, upright capitals
					c.style("structure.style", &x, typeface{bold: yes, italic: no})
				}
			}
		}
	case anatomy.HeadingClause:
		w.point = -1
		clauseNumber(c, p, number, mark, &w.clauses, w.own)
		w.keepSize(p)
	case anatomy.HeadingPoint:
		pointLetter(c, p, number, mark, &w.levels)
		w.keepSize(p)
	}
}

// headingStyle checks a Phần, Chương or Mục and the title below it, in the same paragraph or the next.
func (w *structureWatch) headingStyle(p *anatomy.Para, alone bool) {
	if w.annex {
		return
	}
	xs := anatomy.LinesOf(p.Paragraph, false)
	if len(xs) == 0 {
		return
	}
	w.c.style("structure.style", &xs[0], typeface{caps: no, bold: yes, italic: no, centre: yes})
	w.titleStyle(xs[1:])
	switch mark := wording.LastRune(xs[0].Text); {
	case len(xs) == 1 && !alone:
		w.c.find("structure.style", at(p.Paragraph), p.Text, say("tiêu đề trên cùng dòng", "the title on the same line"), say("số thứ tự trên một dòng riêng, tiêu đề ngay dưới", "the number on a line of its own, the title right below"))
	case mark == '.' || mark == ':':
		w.c.find("structure.numbering", at(p.Paragraph), p.Text, quoted(wording.Quote(xs[0].Tidy())), quoted(strings.TrimRight(xs[0].Tidy(), ".: ")))
		w.c.note(mend.WithoutMark("structure.numbering", &xs[0])...)
	}
	if len(xs) == 1 && alone {
		kept := *p // the window lets go of its own
		w.untitled = &kept
	}
}

func articleStyle(c *Check, p *anatomy.Para, number, mark string, own bool) {
	if !own {
		return
	}
	xs := anatomy.LinesOf(p.Paragraph, false)
	if len(xs) == 0 {
		return
	}
	if mark != "." && wording.IsDigits(number) { // another number is reported by itself
		c.find("structure.numbering", at(p.Paragraph), p.Text, quoted(wording.Quote(wording.CutText(p.Text, 16))), quoted("Điều "+number+"."))
		c.note(mend.ArticleMark(p.Paragraph)...)
	}
	end := strings.Index(xs[0].Text, number)
	if end < 0 {
		return
	}
	head := xs[0].Part(0, end+len(number))
	c.style("structure.style", &head, typeface{bold: yes, italic: no})
	if anatomy.Centred(p.Paragraph) {
		want := say("lùi đầu dòng 1 cm hoặc 1,27 cm", "a first line indent of 1 cm or 1.27 cm")
		c.find("structure.style", at(p.Paragraph), p.Text, say("canh giữa", "centred"), want)
		none, first := docx.Twips(0), docx.EMU(c.numbers.Indents[len(c.numbers.Indents)-1]*3600).Twips()
		c.note(mend.Paragraph("structure.style", p.Paragraph, say("canh giữa", "centred"), want, edit.ParagraphChange{Align: docx.AlignJustify, Left: &none, FirstLine: &first}))
	}
	if wording.Upper(wording.CutText(xs[0].Text, len("Điều"))) {
		c.find("structure.style", at(p.Paragraph), p.Text, say("chữ “ĐIỀU” in hoa", "“ĐIỀU” in capitals"), say("chữ in thường, đứng, đậm", "lower case, upright, bold"))
	}
}
