package docx

import "strconv"

// Twips is a length in twentieths of a point (1 inch = 1440 twips), the unit of WordprocessingML.
type Twips int32

// TenthsMM gives the length in tenths of a millimetre, rounded to the nearest: 567 twips are 100 (10.0 mm).
func (t Twips) TenthsMM() int { return int(divRound(int64(t)*254, 1440)) }

// EMU gives the same length in English metric units.
func (t Twips) EMU() EMU { return EMU(t) * 635 }

// EMU is a length in English metric units (1 mm = 36 000 EMU), the unit of drawings.
type EMU int64

// TenthsMM gives the length in tenths of a millimetre, rounded to the nearest.
func (e EMU) TenthsMM() int { return int(divRound(int64(e), 3600)) }

// Twips gives the same length in twips, rounded to the nearest.
func (e EMU) Twips() Twips { return Twips(clamp32(divRound(int64(e), 635))) }

// HalfPoints is a font size in half points, as Word keeps it: 26 is size 13.
type HalfPoints int32

// String writes the size as a person says it: "13", "13.5".
func (h HalfPoints) String() string {
	s := strconv.Itoa(int(h / 2))
	if h%2 != 0 {
		s += ".5"
	}
	return s
}

// MM gives the twips of a length in whole millimetres; for comparing with limits stated in millimetres.
func MM(mm int) Twips { return Twips(divRound(int64(mm)*1440*10, 254)) }

// FormatTenthsMM writes tenths of a millimetre as "20.0"; sep is the decimal separator of the reader's language.
func FormatTenthsMM(tenths int, sep string) string {
	sign := ""
	if tenths < 0 {
		sign, tenths = "-", -tenths
	}
	return sign + strconv.Itoa(tenths/10) + sep + strconv.Itoa(tenths%10)
}

func divRound(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

// clamp32 keeps a hostile number from wrapping round to a harmless looking one.
func clamp32(v int64) int32 {
	const limit = 1<<31 - 1
	return int32(max(-limit, min(limit, v)))
}
