package format

import (
	"strings"

	"trinhky/internal/docx"
)

// wish says what a style rule asks of one property.
type wish int

const (
	either wish = iota
	yes
	no
)

// typeface is the kind of letters the decree asks for in a component.
type typeface struct {
	caps, bold, italic, centre wish
}

func (t typeface) words() Words {
	var vi, en []string
	add := func(w wish, yesVI, yesEN, noVI, noEN string) {
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

// faults says what of a line is not as the typeface wants it.
func (t typeface) faults(x *line) (Words, bool) {
	var vi, en []string
	wrong := func(v, e string) { vi, en = append(vi, v), append(en, e) }
	if capitals := upper(x.text); t.caps == yes && !capitals {
		wrong("không in hoa", "not in capitals")
	} else if t.caps == no && capitals {
		wrong("in hoa", "in capitals")
	}
	allItalic, someItalic := x.each(italic)
	if t.italic == yes && !allItalic {
		wrong("không nghiêng", "not italic")
	} else if t.italic == no && someItalic {
		wrong("nghiêng", "italic")
	}
	allBold, someBold := x.each(bold)
	if t.bold == yes && !allBold {
		wrong("không đậm", "not bold")
	} else if t.bold == no && someBold {
		wrong("đậm", "bold")
	}
	if t.centre == yes && !inTheMiddle(x) {
		wrong("không canh giữa", "not centred")
	}
	return say(strings.Join(vi, ", "), strings.Join(en, ", ")), len(vi) > 0
}

// style reports what is wrong with the letters of a line.
func (c *check) style(id string, x *line, t typeface) {
	if found, wrong := t.faults(x); wrong {
		c.find(id, at(x.p), x.text, found, t.words())
	}
}

// size reports letters outside a range of sizes, in half points.
func (c *check) size(id string, x *line, least, most docx.HalfPoints) {
	low, high := x.sizes()
	if high > 0 && (low < least || high > most) {
		c.find(id, at(x.p), x.text, sizes(low, high), sizes(least, most))
		c.mendSize(id, x, at(x.p), least, most)
	}
}

// Font sizes of the decree in half points.
const (
	size11 docx.HalfPoints = 22
	size12 docx.HalfPoints = 24
	size13 docx.HalfPoints = 26
	size14 docx.HalfPoints = 28
)
