package anatomy

import (
	"regexp"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/wording"
)

// AnnexHead is the first line of an annex, with its title where that stands on the same line.
var AnnexHead = regexp.MustCompile(`^phu luc(?:\s+(?:so\s+)?([ivxlc]+|\d+|[a-z]))?\s*(?:[.:]?|[.:-]\s*(\S.*))$`)

func IsAnnexHeading(p *Para) bool {
	t := p.Text
	if len(t) > 2*LongStart || len(t) < 8 || t[0]|0x20 != 'p' || t[1]|0x20 != 'h' {
		return false
	}
	if p.Top != nil && p.Cell != nil && len(p.Cell.Row.Cells) > 1 {
		return false
	}
	first, _, _ := strings.Cut(t, "\n")
	f := wording.Fold(first)
	m := AnnexHead.FindStringSubmatch(f)
	if m == nil {
		return false
	}
	if m[2] != "" { // a sentence may begin so: a title is in capitals, or bold in the middle
		title := []rune(first)
		capitals := wording.Upper(string(title[len(title)-min(len([]rune(m[2])), len(title)):]))
		strong := AllRuns(p.Paragraph, Bold)
		return capitals && (Centred(p.Paragraph) || p.PageStart() || strong) || strong && Centred(p.Paragraph)
	}
	return Centred(p.Paragraph) || wording.Upper(first) || p.PageStart() || p.Props.Align == docx.AlignLeft && f == "phu luc" || strings.Contains(f, " ")
}
