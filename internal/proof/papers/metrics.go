package papers

import (
	"golang.org/x/text/unicode/norm"
)

// Widths of Times New Roman in thousandths of the font size, from the space to the tilde: a rule's length is told
// against the line above it, so the line must be measured.
var (
	upright = [95]int{
		250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
		500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
		556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
		722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
		278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	}
	bold = [95]int{
		250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
		500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
		611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
		722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
		278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
	}
	slanted = [95]int{
		250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500,
		500, 500, 500, 500, 500, 500, 500, 333, 333, 675, 675, 675, 500, 920, 611, 611, 667, 722, 611,
		611, 722, 722, 333, 444, 667, 556, 833, 667, 722, 611, 722, 611, 500, 556, 722, 611, 833, 611,
		556, 556, 389, 278, 389, 422, 500, 333, 500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444,
		278, 722, 500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400, 275, 400, 541,
	}
	boldSlanted = [95]int{
		250, 389, 555, 500, 500, 833, 778, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
		500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 832, 667, 667, 667, 722, 667,
		667, 722, 778, 389, 500, 667, 611, 889, 722, 722, 611, 722, 667, 556, 611, 722, 667, 889, 667,
		611, 611, 333, 278, 333, 570, 500, 333, 500, 500, 444, 500, 444, 333, 500, 556, 278, 278, 500,
		278, 778, 556, 500, 500, 500, 389, 389, 278, 556, 444, 667, 500, 444, 389, 348, 220, 348, 570,
	}
)

// beyond are the widths of the letters that are no ASCII letter with marks on it.
var beyond = map[rune]int{'đ': 520, 'Đ': 722, '–': 500, '“': 470, '”': 470, '…': 1000}

// horned is what the horn of ơ and ư adds to the letter.
const horned = 40

// widthOf is the printed width of a text in twips.
func widthOf(text string, look Look) int {
	faces := &upright
	switch {
	case look.Bold && look.Italic:
		faces = &boldSlanted
	case look.Bold:
		faces = &bold
	case look.Italic:
		faces = &slanted
	}
	thousandths := 0
	for _, r := range norm.NFD.String(text) {
		switch {
		case r >= ' ' && r <= '~':
			thousandths += faces[r-' ']
		case r == '\u031b':
			thousandths += horned
		case r >= '\u0300' && r <= '\u036f':
		case beyond[r] > 0:
			thousandths += beyond[r]
		default:
			thousandths += 500
		}
	}
	return thousandths * look.Size * 10 / 1000
}

// width is the printed width of a line that is not broken.
func (l Line) width() int {
	sum := 0
	for _, s := range l.Spans {
		sum += widthOf(s.Text, s.Look)
	}
	return sum
}
