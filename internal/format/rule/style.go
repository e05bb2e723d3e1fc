package rule

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// demand says what a style rule asks of one property.
type demand int

const (
	either demand = iota
	yes
	no
)

// typeface is the kind of letters the decree asks for in a component.
type typeface struct {
	caps, bold, italic, centre demand
}

func (t typeface) words() report.Words {
	var vi, en []string
	add := func(w demand, yesVI, yesEN, noVI, noEN string) {
		switch w {
		case yes:
			vi, en = append(vi, yesVI), append(en, yesEN)
		case no:
			vi, en = append(vi, noVI), append(en, noEN)
		case either:
		}
	}
	add(t.caps, "chữ in hoa", "capitals", "chữ in thường", "lower case")
	add(t.italic, "nghiêng", "italic", "đứng", "upright")
	add(t.bold, "đậm", "bold", "không đậm", "not bold")
	add(t.centre, "canh giữa", "centred", "", "")
	return say(strings.Join(vi, ", "), strings.Join(en, ", "))
}

// faults says what of a line is not as the typeface wants it. Letters that are bold where the decree only says upright or
// italic are a slight fault: its samples are not bold, its words do not say so.
func (t typeface) faults(x *anatomy.Line) (found report.Words, some, slight bool) {
	var vi, en []string
	wrong := func(v, e string) { vi, en = append(vi, v), append(en, e) }
	if capitals := wording.Upper(x.Text); t.caps == yes && !capitals {
		wrong("không in hoa", "not in capitals")
	} else if t.caps == no && capitals {
		wrong("in hoa", "in capitals")
	}
	allItalic, someItalic := x.Each(anatomy.Italic)
	if t.italic == yes && !allItalic {
		wrong("không nghiêng", "not italic")
	} else if t.italic == no && someItalic {
		wrong("nghiêng", "italic")
	}
	allBold, someBold := x.Each(anatomy.Bold)
	if t.bold == yes && !allBold {
		wrong("không đậm", "not bold")
	} else if t.bold == no && someBold {
		slight = len(vi) == 0
		wrong("đậm", "bold")
	}
	if t.centre == yes && !anatomy.InTheMiddle(x) {
		slight = false
		wrong("không canh giữa", "not centred")
	}
	return say(strings.Join(vi, ", "), strings.Join(en, ", ")), len(vi) > 0, slight
}

// style reports what is wrong with the letters of a line.
func (c *Check) style(id string, x *anatomy.Line, t typeface) {
	found, wrong, slight := t.faults(x)
	switch {
	case !wrong:
		return
	case slight:
		c.warn(id, at(x.P), x.Text, found, t.words())
	default:
		c.find(id, at(x.P), x.Text, found, t.words())
	}
	c.note(t.mend(id, x, at(x.P), found)...)
}

// mend is how to give a line the typeface.
func (t typeface) mend(id string, x *anatomy.Line, where report.Place, found report.Words) []mend.Repair {
	stated := func(d demand) *bool {
		on := d == yes
		if d == either {
			return nil
		}
		return &on
	}
	return mend.Style(id, x, where, found, t.words(), mend.Letters{Caps: stated(t.caps), Bold: stated(t.bold), Italic: stated(t.italic)}, t.centre == yes)
}

// size reports letters outside a range of sizes, in half points.
func (c *Check) size(id string, x *anatomy.Line, least, most docx.HalfPoints) {
	low, high := x.Sizes()
	if high > 0 && (low < least || high > most) {
		c.find(id, at(x.P), x.Text, sizes(low, high), sizes(least, most))
		c.note(mend.Size(id, x, at(x.P), least, most)...)
	}
}
