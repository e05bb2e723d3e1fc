package anatomy

import (
	"strings"

	"trinhky/internal/docx"
)

const TimesNewRoman = "Times New Roman"

// NumberProps is the formatting of a computed list number.
func NumberProps(p *docx.Paragraph) *docx.RunProps {
	switch {
	case p.Numbering.Props != nil:
		return p.Numbering.Props
	case p.Mark != nil:
		return p.Mark
	}
	return &docx.RunProps{}
}

func AllRuns(p *docx.Paragraph, test func(*docx.RunProps) bool) bool {
	some := false
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props == nil || r.Props.Hidden || strings.TrimSpace(r.Text) == "" {
			continue
		}
		if !test(r.Props) {
			return false
		}
		some = true
	}
	return some
}

// RunSizes gives the smallest and largest size of a paragraph's text; marks of footnotes and raised figures are not
// set in the size of the text.
func RunSizes(p *docx.Paragraph) (low, high docx.HalfPoints) {
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props == nil || r.Props.Hidden || r.Note != "" || r.Math || r.Props.VertAlign != "" || strings.TrimSpace(r.Text) == "" {
			continue
		}
		s := r.Props.EffectiveSize()
		if low == 0 || s < low {
			low = s
		}
		high = max(high, s)
	}
	return low, high
}

// FirstSize is the size of the first visible letter of a paragraph, its computed number included; 0 without any.
func FirstSize(p *docx.Paragraph) docx.HalfPoints {
	if n := p.Numbering; n != nil && n.Text != "" {
		return NumberProps(p).EffectiveSize()
	}
	for i := range p.Runs {
		if r := &p.Runs[i]; !r.Props.Hidden && strings.TrimSpace(r.Text) != "" {
			return r.Props.EffectiveSize()
		}
	}
	return 0
}

// Font sizes of the decree in half points.
const (
	Size11 docx.HalfPoints = 22
	Size12 docx.HalfPoints = 24
	Size13 docx.HalfPoints = 26
	Size14 docx.HalfPoints = 28
)
