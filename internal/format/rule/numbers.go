package rule

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/report"
)

// Range is a least and a most, both allowed.
type Range struct{ Least, Most int }

// Numbers are the measures the decree leaves open within bounds, so that an office may settle on its own.
type Numbers struct {
	// Top, Bottom, Left and Right are margins in tenths of a millimetre (Annex I, Part I, item I.3).
	Top, Bottom, Left, Right Range
	// BodySize is the size of the text in half points (item II.6.e).
	BodySize Range
	// Indents are the first line indents allowed, in tenths of a millimetre (item II.6.e).
	Indents []int
	// ParagraphSpace is the least space between paragraphs in twips (item II.6.e).
	ParagraphSpace int
	// LineSpacing is in 240ths of a line (item II.6.e).
	LineSpacing Range
}

// DecreeNumbers are the bounds of Annex I.
func DecreeNumbers() Numbers {
	return Numbers{
		Top: Range{200, 250}, Bottom: Range{200, 250}, Left: Range{300, 350}, Right: Range{150, 200},
		BodySize: Range{26, 28}, Indents: []int{100, 127}, ParagraphSpace: 120, LineSpacing: Range{240, 360},
	}
}

// within fills what an office left open from the decree. Wider bounds than the decree's do not count.
func (n Numbers) within(decree Numbers) Numbers {
	for _, x := range []struct{ own, law *Range }{
		{&n.Top, &decree.Top},
		{&n.Bottom, &decree.Bottom},
		{&n.Left, &decree.Left},
		{&n.Right, &decree.Right},
		{&n.BodySize, &decree.BodySize},
		{&n.LineSpacing, &decree.LineSpacing},
	} {
		if *x.own == (Range{}) {
			*x.own = *x.law
		}
		x.own.Least, x.own.Most = max(x.own.Least, x.law.Least), min(x.own.Most, x.law.Most)
		if x.own.Least > x.own.Most {
			*x.own = *x.law
		}
	}
	if len(n.Indents) == 0 {
		n.Indents = decree.Indents
	}
	n.ParagraphSpace = max(n.ParagraphSpace, decree.ParagraphSpace)
	return n
}

// outside says which of an office's numbers leave the bounds of the decree.
func (n Numbers) outside(decree Numbers) []error {
	var faults []error
	for _, x := range []struct {
		name     string
		own, law Range
	}{
		{"margin_top_mm", n.Top, decree.Top},
		{"margin_bottom_mm", n.Bottom, decree.Bottom},
		{"margin_left_mm", n.Left, decree.Left},
		{"margin_right_mm", n.Right, decree.Right},
		{"body_size_pt", n.BodySize, decree.BodySize},
		{"line_spacing_hundredths", n.LineSpacing, decree.LineSpacing},
	} {
		if x.own.Least < x.law.Least || x.own.Most > x.law.Most || x.own.Least > x.own.Most {
			faults = append(faults, fmt.Errorf("form.%s leaves the bounds of Annex I", x.name))
		}
	}
	for _, v := range n.Indents {
		if !slices.Contains(decree.Indents, v) {
			faults = append(faults, fmt.Errorf("form.first_line_indent_tenths_mm: %d is none of Annex I, %v", v, decree.Indents))
		}
	}
	if n.ParagraphSpace < decree.ParagraphSpace {
		faults = append(faults, errors.New("form.paragraph_space_pt is less than Annex I wants"))
	}
	return faults
}

// lengths writes a range in tenths of a millimetre: "30–35 mm".
func (r Range) lengths() report.Words {
	low, high := report.Millimetres(r.Least), report.Millimetres(r.Most)
	short := func(a, b, point string) string {
		a, b = strings.TrimSuffix(strings.TrimSuffix(a, " mm"), point+"0"), strings.TrimSuffix(strings.TrimSuffix(b, " mm"), point+"0")
		if a == b {
			return a + " mm"
		}
		return a + "–" + b + " mm"
	}
	en := short(low.EN, high.EN, ".")
	return report.Measured(short(low.VI, high.VI, ","), en)
}

func (r Range) sizes() report.Words { return sizes(docx.HalfPoints(r.Least), docx.HalfPoints(r.Most)) }

// indentWords writes the indents allowed: "1 cm hoặc 1,27 cm".
func (n Numbers) indentWords() report.Words {
	var vi, en []string
	for _, tenths := range n.Indents {
		cm := strings.TrimRight(strings.TrimRight(strconv.Itoa(tenths/100)+"."+strconv.Itoa(tenths%100 + 100)[1:], "0"), ".")
		vi, en = append(vi, strings.Replace(cm, ".", ",", 1)+" cm"), append(en, cm+" cm")
	}
	return say(strings.Join(vi, " hoặc "), strings.Join(en, " or "))
}

// lineWords writes the line spacing allowed.
func (n Numbers) lineWords() report.Words {
	if n.LineSpacing == DecreeNumbers().LineSpacing {
		return say("từ dòng đơn đến 1,5 dòng", "from single to 1.5 lines")
	}
	line := func(v int, point string) string { return docx.FormatTenthsMM(v*10/240, point) }
	return say("từ "+line(n.LineSpacing.Least, ",")+" đến "+line(n.LineSpacing.Most, ",")+" dòng",
		"from "+line(n.LineSpacing.Least, ".")+" to "+line(n.LineSpacing.Most, ".")+" lines")
}
