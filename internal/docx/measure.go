package docx

import "strings"

// perPoint scales of parseMeasure.
const (
	twipsPerPoint = 20
	emuPerPoint   = 12700
)

// parseInt reads a decimal integer leniently: what follows the digits ("240.0", "12pt") is ignored. Overlong numbers
// stop at a bound far above any page.
func parseInt(s string) (int64, bool) {
	s = strings.TrimSpace(s)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimLeft(s, "+-")
	var v int64
	i := 0
	for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		if v < 1<<40 {
			v = v*10 + int64(s[i]-'0')
		}
	}
	if neg {
		v = -v
	}
	return v, i > 0
}

// parseMeasure reads a length with an optional unit, as styles of VML ("12.5pt") and the strict format ("2cm") write
// it. A bare number counts in bare units; the result is in units of which unitsPerPoint make a point.
func parseMeasure(s string, unitsPerPoint, bareNum, bareDen int64) (int64, bool) {
	s = strings.TrimSpace(s)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimLeft(s, "+-")
	var v, scale int64 = 0, 1
	i, dot, digits := 0, false, 0
	for ; i < len(s); i++ {
		c := s[i]
		if c == '.' && !dot {
			dot = true
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		digits++
		if v > 1<<32 || scale >= 10_000 {
			continue
		}
		v = v*10 + int64(c-'0')
		if dot {
			scale *= 10
		}
	}
	if digits == 0 {
		return 0, false
	}
	var num, den int64
	switch strings.TrimSpace(s[i:]) {
	case "pt":
		num, den = unitsPerPoint, 1
	case "in":
		num, den = unitsPerPoint*72, 1
	case "cm":
		num, den = unitsPerPoint*7200, 254
	case "mm":
		num, den = unitsPerPoint*720, 254
	case "pc", "pi":
		num, den = unitsPerPoint*12, 1
	case "px":
		num, den = unitsPerPoint*3, 4
	default:
		num, den = bareNum, bareDen
	}
	v = min(v, 1<<32)
	// Divide in two steps: the product of a hostile value and a large unit could overflow.
	out := v / (scale * den) * num
	out += divRound(v%(scale*den)*num, scale*den)
	if neg {
		out = -out
	}
	return out, true
}

// ParseTwips reads a length: in twips, or with a unit.
func ParseTwips(s string) (Twips, bool) {
	v, ok := parseMeasure(s, twipsPerPoint, 1, 1)
	return Twips(clamp32(v)), ok
}

func parseEMU(s string) EMU {
	v, _ := parseInt(s)
	return EMU(v)
}

// parseHalfPoints reads a font size: half points, or a length with a unit in the strict format.
func parseHalfPoints(s string) (HalfPoints, bool) {
	v, ok := parseMeasure(s, 2, 1, 1)
	return HalfPoints(clamp32(v)), ok
}
