package format

import (
	"regexp"
	"strings"

	"trinhky/internal/docx"
)

// annexHead is the first line of an annex.
var annexHead = regexp.MustCompile(`^phu luc(?:\s+(?:so\s+)?([ivxlc]+|\d+|[a-z]))?\s*[.:]?$`)

func isAnnexHeading(p *para) bool {
	t := p.text
	if len(t) > 60 || len(t) < 8 || t[0] != 'P' && t[0] != 'p' {
		return false
	}
	if p.top != nil && p.Cell != nil && len(p.Cell.Row.Cells) > 1 {
		return false
	}
	first, _, _ := strings.Cut(t, "\n")
	f := fold(first)
	if !annexHead.MatchString(f) {
		return false
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
		w.c.mentionsAnnex = w.c.mentionsAnnex || strings.Contains(t, "hụ lục") || strings.Contains(t, "HỤ LỤC") ||
			in >= zoneBody && strings.Contains(t, "kèm theo")
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
	if p.top != nil || !centred(p.Paragraph) || !upper(xs[0].text) && !b || headingOf(xs[0].text) != noHeading {
		return false
	}
	a.title = append(a.title, xs...)
	return true
}
