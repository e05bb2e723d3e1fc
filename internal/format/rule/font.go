package rule

import (
	"strconv"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
)

var fontComponent = component{name: "font", follow: followFont, rules: []Rule{
	{
		"font.family", report.SeverityError, say("Phông chữ", "Font"), annexI("I.4"),
		say("Chọn đoạn văn, Home › Font › Times New Roman.", "Select the text, Home › Font › Times New Roman."),
	},
	{
		"font.colour", report.SeverityError, say("Màu chữ", "Text colour"), annexI("I.4"),
		say("Chọn đoạn văn, Home › Font Color › Automatic.", "Select the text, Home › Font Color › Automatic."),
	},
}}

// fontWatch looks at every visible character of the file: body, headers and footers, notes.
type fontWatch struct {
	c              *Check
	stamps         map[*docx.Paragraph]bool // urgency stamps may be red
	family, colour streak
}

func followFont(c *Check) follower {
	return &fontWatch{
		c:      c,
		family: streak{c: c, id: "font.family", expected: same(anatomy.TimesNewRoman)},
		colour: streak{c: c, id: "font.colour", expected: say("màu đen", "black")},
	}
}

func (w *fontWatch) paragraph(_ int, p *anatomy.Para, _ anatomy.Zone) {
	w.beside(p.Paragraph, at(p.Paragraph))
}

func (w *fontWatch) end() {
	w.family.flush()
	w.colour.flush()
}

func (w *fontWatch) stamp(p *docx.Paragraph) bool {
	if w.stamps == nil {
		w.stamps = map[*docx.Paragraph]bool{}
		for i := range w.c.paper.Head.Urgency {
			w.stamps[w.c.paper.Head.Urgency[i].P] = true
		}
	}
	return w.stamps[p]
}

func (w *fontWatch) beside(p *docx.Paragraph, where report.Place) {
	if len(p.Runs) == 0 {
		return
	}
	wrongFont, wrongColour := "", ""
	var fontText, colourText string
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Text == "" || r.Props == nil || r.Props.Hidden || r.Math {
			continue
		}
		if wrongFont == "" || w.c.mending {
			if f := strangeFont(r); f != "" {
				if wrongFont == "" {
					wrongFont, fontText = f, r.Text
				}
				if w.c.mending {
					w.c.note(mend.Run("font.family", p, i, where, same(f), same(anatomy.TimesNewRoman), edit.RunChange{Font: anatomy.TimesNewRoman}))
				}
			}
		}
		if (wrongColour == "" || w.c.mending) && !black(r.Props.Color) && !toBeFilled(w.c, r) && strings.TrimSpace(r.Text) != "" && !w.stamp(p) {
			if wrongColour == "" {
				wrongColour, colourText = r.Props.Color, r.Text
			}
			if w.c.mending {
				w.c.note(mend.Run("font.colour", p, i, where, same("#"+r.Props.Color), w.colour.expected, edit.RunChange{Color: "auto"}))
			}
		}
	}
	// The number Word counts by itself is seen as well; a bullet is a sign, whatever font draws it.
	if n := p.Numbering; n != nil && wrongFont == "" && n.Format != "bullet" && n.Text != "" {
		number := docx.Run{Text: n.Text, Props: anatomy.NumberProps(p)}
		if f := strangeFont(&number); f != "" {
			wrongFont, fontText = f, n.Text
		}
	}
	w.family.next(where, wrongFont, fontText, same(wrongFont))
	w.colour.next(where, wrongColour, colourText, same("#"+wrongColour))
}

// toBeFilled says that a run is Word's grey hint in a field of a draft that is still to be filled in.
func toBeFilled(c *Check, r *docx.Run) bool {
	return r.Control && c.opts.Stage == report.StageDraft && r.Props.Style == "Placeholder Text"
}

// strangeFont is the first font other than Times New Roman that shows a letter, digit or mark of the run. Symbol fonts
// draw bullets and boxes, which Times New Roman cannot; fonts of old encodings are the matter of text.unicode.
func strangeFont(r *docx.Run) string {
	p := r.Props
	if isTimes(p.FontASCII) && isTimes(p.FontHAnsi) && (isTimes(p.FontEastAsia) || !mayBeEastAsian(r.Text)) && !p.ComplexScript && !p.RTL {
		return ""
	}
	for _, ch := range r.Text {
		if ch <= ' ' || ch == 0xA0 {
			continue
		}
		f := p.FontFor(ch)
		if isTimes(f) || symbolFont(f) || oldEncoding(f, r.Text) != "" || pictogram(ch) {
			continue
		}
		return f
	}
	return ""
}

// isTimes takes an unresolved font for Word's default, Times New Roman.
func isTimes(f string) bool {
	f, _, _ = strings.Cut(f, ";") // LibreOffice writes the fonts that may stand in behind it
	return f == anatomy.TimesNewRoman || f == "" || strings.EqualFold(f, anatomy.TimesNewRoman)
}

// mayBeEastAsian looks at lead bytes: Vietnamese letters and Western marks stay below 0xE3.
func mayBeEastAsian(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xE3 {
			return true
		}
	}
	return false
}

func symbolFont(f string) bool {
	return f == "Symbol" || strings.HasPrefix(f, "Wingdings") || f == "Webdings"
}

// pictogram says that a character is a box, arrow or dingbat, for which Word takes another font by itself.
func pictogram(r rune) bool {
	return r >= 0x2190 && r <= 0x27BF || r >= 0x2B00 && r <= 0x2BFF || r >= 0xE000 && r <= 0xF8FF || r >= 0x1F000
}

// black says whether a colour reads as black; "auto" is black on white.
func black(colour string) bool {
	if colour == "" || colour == "auto" || colour == "000000" {
		return true
	}
	v, err := strconv.ParseUint(colour, 16, 32)
	return err == nil && v>>16&0xFF <= invisibleGrey && v>>8&0xFF <= invisibleGrey && v&0xFF <= invisibleGrey
}

// streak joins the same fault of neighbouring paragraphs into one finding at the first of them.
type streak struct {
	c        *Check
	id       string
	expected report.Words
	warn     bool

	value string
	found report.Words
	where report.Place
	text  string
	count int
	last  report.Place
}

// next tells the streak of a paragraph: value names the fault, empty for none.
func (s *streak) next(where report.Place, value, text string, found report.Words) {
	if value != "" && value == s.value && where.Story == s.where.Story {
		s.count++
		s.last = where
		return
	}
	if value == s.value && value == "" {
		return
	}
	s.flush()
	if value == "" {
		return
	}
	s.value, s.found, s.where, s.text, s.count, s.last = value, found, where, text, 1, where
}

func (s *streak) flush() {
	if s.value == "" {
		return
	}
	found := s.found
	if s.count > 1 && s.last.Paragraph > 0 {
		more, to := strconv.Itoa(s.count-1), strconv.Itoa(s.last.Paragraph)
		found.VI += " (và " + more + " đoạn sau, đến đoạn " + to + ")"
		found.EN += " (and " + more + " more, to paragraph " + to + ")"
	}
	if s.warn {
		s.c.warn(s.id, s.where, s.text, found, s.expected)
	} else {
		s.c.find(s.id, s.where, s.text, found, s.expected)
	}
	s.value = ""
}
