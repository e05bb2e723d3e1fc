package rule

import (
	"regexp"
	"strconv"
	"strings"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/wording"
)

// annexReach is how many lines below its heading the title of an annex and the line "(Kèm theo …)" are looked for.
const annexReach = 8

// annexWatch cuts what follows the main document into annexes, and notes whether the document speaks of them.
type annexWatch struct {
	c *Check
	// open is the annex whose first lines are being read, seen how many of them were.
	open *annex
	seen int
}

func followAnnexes(c *Check) follower { return &annexWatch{c: c} }

func (w *annexWatch) paragraph(_ int, p *anatomy.Para, in anatomy.Zone) {
	if in != anatomy.ZoneAttached {
		t := p.Text
		w.mentioned(t, in)
		return
	}
	if p.Text == "" {
		return
	}
	xs := anatomy.LinesOf(p.Paragraph, false)
	switch {
	case anatomy.IsAnnexHeading(p):
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
func (w *annexWatch) mentioned(text string, in anatomy.Zone) {
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
	if in < anatomy.ZoneBody || c.mentionsAnnex || !strings.Contains(text, "kèm") {
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
			n = wording.RomanValue(strings.ToUpper(word))
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
func (a *annex) read(p *anatomy.Para, xs []anatomy.Line) bool {
	if len(xs) == 0 {
		return false
	}
	if len(a.issued) > 0 || strings.HasPrefix(xs[0].Folded, "(kem theo") || strings.HasPrefix(xs[0].Folded, "(ban hanh kem theo") || strings.HasPrefix(xs[0].Folded, "kem theo") {
		a.issued = append(a.issued, xs...)
		return a.issued[0].Text[0] == '(' && !strings.Contains(xs[len(xs)-1].Text, ")") // goes on below
	}
	b, _ := xs[0].Each(anatomy.Bold)
	// A title in bold capitals is one wherever it stands.
	if p.Top != nil || !(anatomy.Centred(p.Paragraph) || b && wording.Upper(xs[0].Text)) || !wording.Upper(xs[0].Text) && !b || anatomy.HeadingOf(xs[0].Text) != anatomy.NoHeading {
		return false
	}
	a.title = append(a.title, xs...)
	return true
}

// annex is one Phụ lục in the file.
type annex struct {
	heading anatomy.Line
	title   []anatomy.Line
	issued  []anatomy.Line // "(Kèm theo …)", which may run over several lines
}
