package format

import (
	"regexp"
	"strconv"
	"strings"

	"trinhky/internal/docx"
)

// annexHead is the first line of an annex, with its title where that stands on the same line.
var annexHead = regexp.MustCompile(`^phu luc(?:\s+(?:so\s+)?([ivxlc]+|\d+|[a-z]))?\s*(?:[.:]?|[.:-]\s*(\S.*))$`)

func isAnnexHeading(p *para) bool {
	t := p.text
	if len(t) > 2*longStart || len(t) < 8 || t[0]|0x20 != 'p' || t[1]|0x20 != 'h' {
		return false
	}
	if p.top != nil && p.Cell != nil && len(p.Cell.Row.Cells) > 1 {
		return false
	}
	first, _, _ := strings.Cut(t, "\n")
	f := fold(first)
	m := annexHead.FindStringSubmatch(f)
	if m == nil {
		return false
	}
	if m[2] != "" { // a sentence may begin so: a title is in capitals, or bold in the middle
		title := []rune(first)
		capitals := upper(string(title[len(title)-min(len([]rune(m[2])), len(title)):]))
		strong := allRuns(p.Paragraph, bold)
		return capitals && (centred(p.Paragraph) || p.PageStart() || strong) || strong && centred(p.Paragraph)
	}
	return centred(p.Paragraph) || upper(first) || p.PageStart() || p.Props.Align == docx.AlignLeft && f == "phu luc" || strings.Contains(f, " ")
}

// annexReach is how many lines below its heading the title of an annex and the line "(Kèm theo …)" are looked for.
const annexReach = 8

// annexWatch cuts what follows the main document into annexes, and notes whether the document speaks of them.
type annexWatch struct {
	c *check
	// open is the annex whose first lines are being read, seen how many of them were.
	open *annex
	seen int
}

func followAnnexes(c *check) follower { return &annexWatch{c: c} }

func (w *annexWatch) paragraph(_ int, p *para, in zone) {
	if in != zoneAttached {
		t := p.text
		w.mentioned(t, in)
		return
	}
	if p.text == "" {
		return
	}
	xs := linesOf(p.Paragraph, false)
	switch {
	case isAnnexHeading(p):
		if len(xs) > 0 {
			w.open, w.seen = &annex{heading: xs[0], title: xs[1:]}, 0
			w.c.annexes = append(w.c.annexes, w.open)
		}
	case w.open != nil:
		w.seen++
		if !w.open.read(p, xs) || w.seen == annexReach {
			w.open = nil
		}
	}
}

func (w *annexWatch) end() {}

var (
	annexMention = regexp.MustCompile(`(?i)phụ lục`)
	annexNumbers = regexp.MustCompile(`(?i)phụ lục (?:số )?((?:[IVXLC]+|\d+)(?:(?:, | và |, và | đến | - |-|–)(?:[IVXLC]+|\d+))*)`)
	annexNumber  = regexp.MustCompile(`[IVXLC]+|\d+|đến|-|–`)
	sentAlong    = regexp.MustCompile(`(?i)(\x00[\s,]*(?:được )?(?:ban hành )?)?(kèm theo|đính kèm|gửi kèm)(\s+\p{Lu}?\p{L}+( \p{L}+)? số)?`)
)

// mentioned notes which annexes a paragraph speaks of: some by number, or that there are any.
func (w *annexWatch) mentioned(text string, in zone) {
	c := w.c
	if strings.Contains(text, "hụ lục") || strings.Contains(text, "HỤ LỤC") {
		found := annexNumbers.FindAllStringSubmatch(text, -1)
		if len(found) < len(annexMention.FindAllString(text, -1)) {
			c.mentionsAnnex = true // “các Phụ lục kèm theo”
		}
		for _, m := range found {
			w.number(m[1])
		}
	}
	if in < zoneBody || c.mentionsAnnex || !strings.Contains(text, "kèm") {
		return
	}
	// "Phụ lục I kèm theo" speaks of that annex alone.
	for _, m := range sentAlong.FindAllStringSubmatch(annexNumbers.ReplaceAllStringFunc(text, numberedMark), -1) {
		c.mentionsAnnex = c.mentionsAnnex || m[1] == "" && m[3] == "" // "kèm theo Quyết định số …" cites another document
	}
}

// numberedMark stands for annexes mentioned by number, and sends nothing along by itself.
func numberedMark(string) string { return numberedAnnex }

const numberedAnnex = "\x00"

// mostAnnexes bounds the numbers that are believed.
const mostAnnexes = 200

// number notes the numbers of a list such as "I, II và IV" or "I đến III".
func (w *annexWatch) number(list string) {
	c := w.c
	last, through := 0, false
	for _, word := range annexNumber.FindAllString(list, -1) {
		n, err := strconv.Atoi(word)
		if err != nil {
			n = romanValue(strings.ToUpper(word))
		}
		if n == 0 {
			through = true
			continue
		}
		if n > mostAnnexes {
			return
		}
		for k := n; through && k > last; k-- {
			c.numberedAnnexes[k] = true
		}
		c.numberedAnnexes[n], last, through = true, n, false
	}
}

// read takes the next lines below the heading; false when they belong to the text of the annex.
func (a *annex) read(p *para, xs []line) bool {
	if len(xs) == 0 {
		return false
	}
	if len(a.issued) > 0 || strings.HasPrefix(xs[0].folded, "(kem theo") || strings.HasPrefix(xs[0].folded, "(ban hanh kem theo") || strings.HasPrefix(xs[0].folded, "kem theo") {
		a.issued = append(a.issued, xs...)
		return a.issued[0].text[0] == '(' && !strings.Contains(xs[len(xs)-1].text, ")") // goes on below
	}
	b, _ := xs[0].each(bold)
	// A title in bold capitals is one wherever it stands.
	if p.top != nil || !(centred(p.Paragraph) || b && upper(xs[0].text)) || !upper(xs[0].text) && !b || headingOf(xs[0].text) != noHeading {
		return false
	}
	a.title = append(a.title, xs...)
	return true
}
