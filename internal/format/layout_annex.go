package format

import (
	"regexp"
	"strings"

	"trinhky/internal/docx"
)

// annexHead is the first line of an annex.
var annexHead = regexp.MustCompile(`^phu luc(?:\s+(?:so\s+)?([ivxlc]+|\d+|[a-z]))?\s*[.:]?$`)

func isAnnexHeading(p para) bool {
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

// locateAnnexes cuts what follows the main document into annexes.
func (l *layout) locateAnnexes(from int) {
	for i := from; i < len(l.paras); i++ {
		if !isAnnexHeading(l.paras[i]) {
			continue
		}
		if n := len(l.annexes); n > 0 {
			l.annexes[n-1].to = i
		}
		xs := linesOf(l.paras[i].Paragraph, false)
		if len(xs) == 0 {
			continue
		}
		a := annex{heading: xs[0], title: xs[1:], from: i, to: len(l.paras)}
		l.readAnnex(&a, i+1)
		l.annexes = append(l.annexes, a)
	}
}

func (l *layout) readAnnex(a *annex, from int) {
	for i, seen := from, 0; i < len(l.paras) && seen < 8; i++ {
		p := l.paras[i]
		if p.text == "" {
			continue
		}
		seen++
		xs := linesOf(p.Paragraph, false)
		if len(xs) == 0 {
			return
		}
		if strings.HasPrefix(xs[0].folded, "(kem theo") || strings.HasPrefix(xs[0].folded, "(ban hanh kem theo") || strings.HasPrefix(xs[0].folded, "kem theo") {
			a.issued = &xs[0]
			return
		}
		b, _ := xs[0].each(bold)
		if p.top != nil || !centred(p.Paragraph) || !upper(xs[0].text) && !b || headingOf(xs[0].text) != noHeading {
			return
		}
		a.title = append(a.title, xs...)
	}
}
