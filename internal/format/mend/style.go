package mend

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// Letters says how the letters of a line are to be; nil leaves a property as it is.
type Letters struct{ Caps, Bold, Italic *bool }

// change is what a stretch of text needs, false when it is right.
func (l Letters) change(text string, props *docx.RunProps) (c edit.RunChange, needed bool) {
	if l.Bold != nil && props.EffectiveBold() != *l.Bold {
		c.Bold, needed = l.Bold, true
	}
	if l.Italic != nil && props.EffectiveItalic() != *l.Italic {
		c.Italic, needed = l.Italic, true
	}
	switch {
	case l.Caps == nil:
	case *l.Caps && strings.ToUpper(text) != text, !*l.Caps && props.Caps: // letters typed in capitals stay as they are
		c.Caps, needed = l.Caps, true
	}
	return c, needed
}

// Style gives the letters of a line what they lack; with centre the line goes to the middle, when no tab places it.
// Letters typed in capitals stay capitals.
func Style(id string, x *anatomy.Line, where report.Place, from, to report.Words, want Letters, centre bool) []Repair {
	r := Repair{Change: Change{Rule: id, Where: where, Text: wording.Quote(x.Text), From: from, To: to}}
	done := r.lettersOf(x, func(p anatomy.Piece) (edit.RunChange, bool) { return want.change(p.Text, p.Props) })
	if centre && !anatomy.Centred(x.P) && !strings.Contains(x.P.Text(), "\t") {
		r.also(func(w *workshop) { w.Centre(x.P) })
		done = true
	}
	if !done {
		return nil
	}
	return []Repair{r}
}

// also adds something to do.
func (r *Repair) also(do func(*workshop)) {
	before := r.apply
	r.apply = func(w *workshop) {
		if before != nil {
			before(w)
		}
		do(w)
	}
}

// lettersOf has the pieces of a line changed for which change says so, and only them: runs that reach beyond the line are
// parted. It says whether there is anything to do.
func (r *Repair) lettersOf(x *anatomy.Line, change func(anatomy.Piece) (edit.RunChange, bool)) bool {
	some := false
	at := x.Offset
	for _, p := range x.Pieces {
		from := at
		at += len(p.Text)
		if p.Run < 0 || strings.TrimSpace(p.Text) == "" {
			continue
		}
		c, needed := change(p)
		if !needed {
			continue
		}
		run := &x.P.Runs[p.Run]
		switch whole := strings.TrimSpace(run.Text); {
		case len(whole) == len(strings.TrimSpace(p.Text)):
			r.also(func(w *workshop) { w.FormatRun(x.P, p.Run, c) })
		case x.Offset < 0 || run.Field != nil || run.Math:
			continue
		default:
			r.parted = x.P
			to := at
			r.also(func(w *workshop) { w.FormatText(x.P, from, to, c) })
		}
		some = true
	}
	return some
}

// Size sets the letters of a line to the nearest size allowed.
func Size(id string, x *anatomy.Line, where report.Place, least, most docx.HalfPoints) []Repair {
	main := mainSize(x)
	low, high := x.Sizes()
	var to docx.HalfPoints
	r := Repair{Change: Change{Rule: id, Where: where, Text: wording.Quote(x.Text), From: report.Sizes(low, high)}}
	if !r.lettersOf(x, func(p anatomy.Piece) (edit.RunChange, bool) {
		size := p.Props.EffectiveSize()
		want := nearest(size, main, least, most)
		if want != size {
			to = want
		}
		return edit.RunChange{Size: want}, want != size
	}) {
		return nil
	}
	r.To = report.Sizes(to, to)
	return []Repair{r}
}

// nearest is the size to give letters that are outside a range: that of most of their line where it is allowed, else the
// nearest bound.
func nearest(size, main, least, most docx.HalfPoints) docx.HalfPoints {
	switch {
	case size >= least && size <= most:
		return size
	case main >= least && main <= most:
		return main
	}
	return min(max(size, least), most)
}

// mainSize is the size in which most letters of a line are set.
func mainSize(x *anatomy.Line) docx.HalfPoints {
	count := map[docx.HalfPoints]int{}
	var main docx.HalfPoints
	for _, p := range x.Pieces {
		size := p.Props.EffectiveSize()
		if count[size] += len(p.Text); count[size] > count[main] {
			main = size
		}
	}
	return main
}

// WholeStyle gives all letters of a paragraph what they lack.
func WholeStyle(id string, p *docx.Paragraph, from, to report.Words, want Letters) []Repair {
	whole := wholeLine(p)
	return Style(id, &whole, report.At(p), from, to, want, false)
}

// wholeLine is a paragraph as one line, whatever breaks are in it.
func wholeLine(p *docx.Paragraph) anatomy.Line {
	x := anatomy.Line{P: p, Text: p.Text()}
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props != nil && !r.Props.Hidden && r.Text != "" && !r.Math && r.Note == "" && r.Props.VertAlign == "" {
			x.Pieces = append(x.Pieces, anatomy.Piece{Text: r.Text, Props: r.Props, Run: i})
		}
	}
	return x
}
