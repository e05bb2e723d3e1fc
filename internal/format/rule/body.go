package rule

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var bodyComponent = component{name: "body", follow: followBody, rules: []Rule{
	{
		"body.size", report.SeverityError, say("Cỡ chữ nội dung", "Size of the text"), annexI("II.6.e"),
		say("Chọn đoạn văn, Home › Font Size 13 hoặc 14.", "Select the paragraph, Home › Font Size 13 or 14."),
	},
	{
		"body.style", report.SeverityWarning, say("Kiểu chữ nội dung", "Style of the text"), annexI("II.6.e"),
		say("Chọn đoạn văn, bỏ nghiêng (Ctrl+I), bỏ đậm (Ctrl+B).", "Select the paragraph; no italic (Ctrl+I), no bold (Ctrl+B)."),
	},
	{
		"body.align", report.SeverityError, say("Canh lề nội dung", "Alignment of the text"), annexI("II.6.e"),
		say("Chọn đoạn văn, Home › Justify (Ctrl+J).", "Select the paragraph, Home › Justify (Ctrl+J)."),
	},
	{
		"body.indent", report.SeverityError, say("Lùi đầu dòng", "First line indent"), annexI("II.6.e"),
		say("Paragraph › Special › First line: 1 cm hoặc 1,27 cm.", "Paragraph › Special › First line: 1 cm or 1.27 cm."),
	},
	{
		"body.spacing-before-after", report.SeverityError, say("Khoảng cách giữa các đoạn văn", "Space between paragraphs"), annexI("II.6.e"),
		say("Paragraph › Spacing: Before hoặc After từ 6 pt.", "Paragraph › Spacing: Before or After at least 6 pt."),
	},
	{
		"body.line-spacing", report.SeverityError, say("Khoảng cách giữa các dòng", "Line spacing"), annexI("II.6.e"),
		say("Paragraph › Line spacing: từ Single đến 1.5 lines.", "Paragraph › Line spacing: from Single to 1.5 lines."),
	},
	{
		"body.end-mark", report.SeverityWarning, say("Cuối phần nội dung", "End of the text"), say("Phụ lục III, mục II (các mẫu 1.1–1.10)", "Annex III, item II (sample forms 1.1–1.10)"),
		say("Kết thúc đoạn cuối cùng bằng “./.”.", "End the last paragraph with “./.”."),
	},
}}

// captions begin the lines above and below tables and figures, folded; notes to them are in parentheses.
var captions = regexp.MustCompile(`^(don vi tinh|dvt\b|nguon\s*:|\(|(hinh|bang|bieu|bieu do|so do|do thi|anh)\s*(so\s*)?[\dIVX]+([.:]\d+)*\s*[.:]?)`)

// caption says that a short line belongs to a table or a figure: it is set beside the text, as its own kind.
func caption(p *anatomy.Para) bool {
	return len(p.Text) <= anatomy.LongStart && p.Props.Align != docx.AlignJustify && captions.MatchString(wording.Fold(p.Text))
}

// formula says that a paragraph holds a formula and nothing else.
func formula(p *docx.Paragraph) bool {
	some := false
	for i := range p.Runs {
		r := &p.Runs[i]
		if strings.TrimSpace(r.Text) == "" {
			continue
		}
		if !r.Math {
			return false
		}
		some = true
	}
	return some
}

// prose says whether a paragraph is running text: not a heading, a title, a caption or a rule.
func prose(p *anatomy.Para) bool {
	if p.Text == "" || p.Top != nil || p.Box != nil || anatomy.DrawnByHand(p.Text) || caption(p) || formula(p.Paragraph) {
		return false
	}
	return !anatomy.Divides(anatomy.HeadingOf(p.Text)) && !wording.Upper(p.Text)
}

// headline says that a paragraph is set apart as a title: centred, and short or bold.
func headline(p *anatomy.Para) bool {
	if !anatomy.Centred(p.Paragraph) {
		return false
	}
	return anatomy.AllRuns(p.Paragraph, anatomy.Bold) || anatomy.AllRuns(p.Paragraph, anatomy.Italic) || strings.HasPrefix(p.Text, "(")
}

// bodyWatch measures the paragraphs of the text.
type bodyWatch struct {
	c                                         *Check
	size, style, align, indent, space, height streak

	// attached says that the text of what the document issues is read, not of a Phụ lục: it is laid out as the document
	// itself (sample form 1.3), and its own head ends with the first heading.
	attached bool

	// indents counts the paragraphs with each indent allowed, astray are those with another one.
	indents [4]int
	astray  []indentOff

	title bool // the next line is the title of a Chương
	sent  bool // in the list of those to whom a telegram is sent
	// alone is a paragraph below the last that is nothing but the mark at the end.
	alone *anatomy.Para
	// previous is the paragraph of text right above, none after an empty line, a heading or a table; last is the last
	// paragraph of the body with text.
	previous, last *anatomy.Para
}

func followBody(c *Check) follower {
	return &bodyWatch{
		c:      c,
		size:   streak{c: c, id: "body.size", expected: c.numbers.BodySize.sizes()},
		style:  streak{c: c, id: "body.style", expected: say("chữ in thường, đứng, không đậm", "lower case, upright, not bold")},
		align:  streak{c: c, id: "body.align", expected: say("canh đều cả hai lề", "justified")},
		indent: streak{c: c, id: "body.indent", expected: c.numbers.indentWords()},
		space:  streak{c: c, id: "body.spacing-before-after", expected: leastSpace(c.numbers.ParagraphSpace)},
		height: streak{c: c, id: "body.line-spacing", expected: c.numbers.lineWords()},
	}
}

func (w *bodyWatch) paragraph(_ int, held *anatomy.Para, in anatomy.Zone) {
	if in == anatomy.ZoneAttached {
		w.attached = !w.c.paper.Standalone && len(w.c.annexes) == 0 && !anatomy.IsAnnexHeading(held) && (w.attached || anatomy.Divides(anatomy.HeadingOf(held.Text)) || anatomy.HeadingOf(held.Text) == anatomy.HeadingArticle)
	}
	if in != anatomy.ZoneBody && (in != anatomy.ZoneAttached || !w.attached) {
		return
	}
	if w.c.paper.Title.Form.Blanks {
		return // laid out for what is written in by hand
	}
	previous := w.previous
	w.previous = nil
	if held.Text == "" {
		return // an empty line is space enough
	}
	kept := *held // the window lets go of its own
	p := &kept
	if p.Box != nil {
		return
	}
	if in == anatomy.ZoneBody {
		if strings.Trim(p.Text, "./ ") == "" { // the mark at the end, on a line of its own
			w.alone = p
			return
		}
		w.last, w.alone = p, nil
	}
	if p.Top != nil {
		return
	}
	isTitle := w.title
	w.title = anatomy.Divides(anatomy.HeadingOf(p.Text))
	if caption(p) || formula(p.Paragraph) || anatomy.DrawnByHand(p.Text) {
		return
	}
	c := w.c
	where := at(p.Paragraph)
	low, high := anatomy.RunSizes(p.Paragraph)
	value := ""
	if high > 0 && (int(low) < c.numbers.BodySize.Least || int(high) > c.numbers.BodySize.Most) {
		value = low.String() + "–" + high.String()
		if c.mending {
			c.note(mend.BodySize(p.Paragraph, docx.HalfPoints(c.numbers.BodySize.Least), docx.HalfPoints(c.numbers.BodySize.Most))...)
		}
	}
	w.size.next(where, value, p.Text, sizes(low, high))
	heading := w.title || isTitle && (anatomy.Centred(p.Paragraph) || wording.Upper(p.Text)) || headline(p)
	w.styleOf(p, heading)
	if w.addressed(p) || heading || !prose(p) {
		return
	}
	if fault := alignFault(c, p); fault != "" {
		c.note(mend.Justify(p.Paragraph, alignWords(p.Props.Align)))
		w.align.next(where, fault, p.Text, alignWords(p.Props.Align))
	} else {
		w.align.next(where, "", p.Text, report.Words{})
	}
	if r, _ := utf8.DecodeRuneInString(p.Text); !unicode.IsLower(r) || anatomy.HeadingOf(p.Text) != anatomy.NoHeading { // else it goes on with a sentence broken by a list or formula
		found, wrong := indentFault(c, p)
		w.indent.next(where, wrong, p.Text, found)
		w.keepIndent(p.Paragraph, found, wrong != "")
	}
	found, wrong := lineFault(c, p, high)
	w.height.next(where, wrong, p.Text, found)
	if wrong != "" {
		c.note(mend.Lines("body.line-spacing", p.Paragraph, found, w.height.expected, nearestLine(c, p, high)))
	}
	if previous != nil {
		if gap, blame, short := paragraphGap(c, previous, p); short {
			w.space.next(at(blame.Paragraph), gap.VI, blame.Text, gap)
			c.note(mend.Before("body.spacing-before-after", previous.Paragraph, p.Paragraph, gap, w.space.expected, docx.Twips(c.numbers.ParagraphSpace)))
		} else {
			w.space.flush()
		}
	}
	w.previous = p
}

// styleOf looks for whole paragraphs in italics, and for text in capitals.
func (w *bodyWatch) styleOf(p *anatomy.Para, heading bool) {
	const headingLength = 100 // bytes: what is longer is no heading
	value, found := "", report.Words{}
	switch {
	case heading:
	case anatomy.HeadingOf(p.Text) == anatomy.HeadingArticle: // structure.style
	case anatomy.AllRuns(p.Paragraph, anatomy.Italic) && !setApart(p.Text) && w.c.basis != p.Index:
		value, found = "italic", say("cả đoạn chữ nghiêng", "a whole paragraph in italics")
	case len(p.Text) > headingLength && anatomy.HeadingOf(p.Text) == anatomy.NoHeading && anatomy.AllRuns(p.Paragraph, anatomy.Bold) && strings.ContainsRune(".;:", wording.LastRune(p.Text)):
		value, found = "bold", say("cả đoạn chữ đậm", "a whole paragraph in bold")
	case wording.Upper(p.Text) && len(p.Text) > headingLength && !anatomy.Centred(p.Paragraph):
		value, found = "capitals", say("cả đoạn in hoa", "a whole paragraph in capitals")
	}
	w.style.next(at(p.Paragraph), value, p.Text, found)
	if off := false; value == "italic" {
		w.c.note(mend.WholeStyle("body.style", p.Paragraph, found, w.style.expected, mend.Letters{Italic: &off})...)
	} else if value == "bold" {
		w.c.note(mend.WholeStyle("body.style", p.Paragraph, found, w.style.expected, mend.Letters{Bold: &off})...)
	}
}

// indentOff is a paragraph whose first line begins elsewhere than the decree wants.
type indentOff struct {
	p     *docx.Paragraph
	found report.Words
}

// keepIndent remembers where first lines begin: those that are wrong get the indent that most of the others have.
func (w *bodyWatch) keepIndent(p *docx.Paragraph, found report.Words, wrong bool) {
	switch {
	case !w.c.mending:
	case wrong:
		w.astray = append(w.astray, indentOff{p, found})
	default:
		for i, want := range w.c.numbers.Indents {
			if first := (p.Props.Left + p.Props.FirstLine).TenthsMM(); i < len(w.indents) && first >= want-indentTolerance && first <= want+indentTolerance {
				w.indents[i]++
			}
		}
	}
}

// mendIndents gives first lines the indent most others have, the widest allowed where none has one.
func (w *bodyWatch) mendIndents() {
	best := len(w.c.numbers.Indents) - 1
	for i := range w.c.numbers.Indents {
		if i < len(w.indents) && w.indents[i] > w.indents[min(best, len(w.indents)-1)] {
			best = i
		}
	}
	for _, x := range w.astray {
		w.c.note(mend.Indent("body.indent", x.p, x.found, w.indent.expected, docx.EMU(w.c.numbers.Indents[best]*3600).Twips()))
	}
}

// nearestLine is the line spacing allowed that is the nearest to a paragraph's own, in 240ths of a line.
func nearestLine(c *Check, p *anatomy.Para, size docx.HalfPoints) int32 {
	value := p.Props.Line
	if p.Props.LineRule == "exact" {
		value = value * 240 / max(int32(size)*10*115/100, 1)
	}
	return min(max(value, int32(c.numbers.LineSpacing.Least)), int32(c.numbers.LineSpacing.Most))
}

// addressed says that a paragraph belongs to the list of those to whom a telegram is sent, which stands in the text and
// has a layout of its own (sample form 1.6): "Chủ tịch … điện:" and the lines with hyphens below.
func (w *bodyWatch) addressed(p *anatomy.Para) bool {
	if w.c.paper.Title.Form.Type != domain.TypeTelegram {
		return false
	}
	if strings.HasSuffix(strings.ToLower(p.Text), "điện:") {
		w.sent = true
		return true
	}
	w.sent = w.sent && wording.StartsWithDash(p.Text)
	return w.sent
}

func (w *bodyWatch) end() {
	w.size.flush()
	w.style.flush()
	w.align.flush()
	w.indent.flush()
	w.space.flush()
	w.height.flush()
	w.mendIndents()
	switch p := w.last; {
	case w.alone != nil:
		w.c.find("body.end-mark", at(w.alone.Paragraph), w.alone.Text, say("“./.” đứng riêng một dòng", "“./.” on a line of its own"), say("“./.” ở cuối đoạn cuối cùng", "“./.” at the end of the last paragraph"))
	case p != nil && !strings.HasSuffix(strings.TrimRight(p.Text, " "), "./."):
		w.c.find("body.end-mark", at(p.Paragraph), wording.Ending(p.Text), say("không có “./.”", "no “./.”"), quoted("./."))
		if xs := anatomy.LinesOf(p.Paragraph, false); len(xs) > 0 && p.Top == nil {
			w.c.note(mend.EndOfText(&xs[len(xs)-1])...)
		}
	}
}

// basisWords begin the lines that state the legal basis of a decision, which are in italics.
var basisWords = []string{"Căn cứ ", "Theo ", "Xét ", "Thực hiện ", "Trên cơ sở "}

func beginsWith(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}

// setApart says that a paragraph may be in italics: a legal basis, a remark in parentheses, a quotation, a note.
func setApart(text string) bool {
	return beginsWith(text, basisWords) || beginsWith(text, []string{"(", "“", "\"", "*", "[", "Ghi chú"})
}

func alignFault(c *Check, p *anatomy.Para) string {
	if a := p.Props.Align; a != docx.AlignJustify && a != docx.AlignDistribute {
		if a == "" {
			return docx.AlignLeft
		}
		return a
	}
	return ""
}

func alignWords(a string) report.Words {
	switch a {
	case docx.AlignCenter:
		return say("canh giữa", "centred")
	case docx.AlignRight:
		return say("canh phải", "aligned right")
	}
	return say("canh trái", "aligned left")
}

// indentFault measures where the first line begins. A leading tab goes to the first tab stop.
func indentFault(c *Check, p *anatomy.Para) (report.Words, string) {
	if right := p.Props.Right.TenthsMM(); right > atEdge {
		found := say("cả đoạn lùi lề phải "+report.Millimetres(right).VI, "the whole paragraph ends "+report.Millimetres(right).EN+" before the margin")
		return found, found.EN
	}
	if p.Props.FirstLine == 0 && p.Props.Left.TenthsMM() > atEdge && p.Numbering == nil && anatomy.HeadingOf(p.Text) == anatomy.NoHeading && !wording.StartsWithDash(p.Text) {
		found := say("cả đoạn lùi lề trái "+report.Millimetres(p.Props.Left.TenthsMM()).VI, "the whole paragraph begins "+report.Millimetres(p.Props.Left.TenthsMM()).EN+" from the margin")
		return found, found.EN
	}
	start := p.Props.Left + p.Props.FirstLine
	raw := p.Paragraph.Text()
	if strings.HasPrefix(raw, "\t") && !strings.HasPrefix(raw, "\t\t") && start == 0 {
		start = c.paper.Doc.DefaultTab
		for _, t := range p.Props.Tabs {
			if t.Kind == "left" && t.Position > 0 {
				start = t.Position
				break
			}
		}
	}
	tenths := start.TenthsMM()
	// The text of a list item may hang: then the number's place counts, or that of its text.
	for _, want := range c.numbers.Indents {
		if tenths >= want-indentTolerance && tenths <= want+indentTolerance {
			return report.Words{}, ""
		}
	}
	for _, want := range c.numbers.Indents {
		if first := p.Props.FirstLine.TenthsMM(); p.Numbering != nil && first >= want-indentTolerance && first <= want+indentTolerance {
			return report.Words{}, ""
		}
	}
	found := report.Millimetres(tenths)
	if strings.HasPrefix(raw, "  ") {
		found = say("lùi bằng dấu cách", "indented with spaces")
	}
	return found, found.EN
}

// lineFault measures the line spacing; size is the largest of the paragraph's text.
func lineFault(c *Check, p *anatomy.Para, size docx.HalfPoints) (report.Words, string) {
	value := p.Props.Line
	switch p.Props.LineRule {
	case "exact", "atLeast":
		single := int32(size) * 10 * 115 / 100
		// Word's "exactly" counts from baseline to baseline: a point less than the font's own line is still single.
		if single == 0 || value == 0 {
			return report.Words{}, ""
		}
		if p.Props.LineRule == "exact" && value < single-exactTolerance || value > single*3/2+exactTolerance {
			found := report.Points(docx.Twips(value))
			return found, found.EN
		}
	default:
		if value != 0 && (int(value) < c.numbers.LineSpacing.Least-linesTolerance || int(value) > c.numbers.LineSpacing.Most+linesTolerance) {
			found := linesWords(p.Paragraph)
			return found, found.EN
		}
	}
	return report.Words{}, ""
}

// leastSpace writes the least space between paragraphs: "ít nhất 6 pt".
func leastSpace(twips int) report.Words {
	p := strconv.Itoa(twips / 20)
	return say("ít nhất "+p+" pt", "at least "+p+" pt")
}

// paragraphGap measures the space between two paragraphs of text. blame is the one whose own spacing is the smaller.
func paragraphGap(c *Check, a, b *anatomy.Para) (found report.Words, blame *anatomy.Para, short bool) {
	space := anatomy.SpaceBetween(a.Paragraph, b.Paragraph)
	if int(space) >= c.numbers.ParagraphSpace-gapTolerance {
		return report.Words{}, nil, false
	}
	blame = b
	if a.Props.Before+a.Props.After < b.Props.Before+b.Props.After {
		blame = a
	}
	return report.Points(space), blame, true
}
