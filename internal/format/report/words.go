package report

import (
	"fmt"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
)

// Words is one text of a report in both languages.
type Words struct {
	domain.Text
	// Data, when set, is how programs read the same value: a decimal point in either language.
	Data string
}

// Plain is the text as a field of the JSON report: In(lang), with measurements always written alike.
func (w Words) Plain(lang string) string {
	if w.Data != "" {
		return w.Data
	}
	return w.In(lang)
}

// Say is a text in both languages.
func Say(vi, en string) Words { return Words{Text: domain.Text{VI: vi, EN: en}} }

// Same is for what reads alike in both languages: numbers, quoted text.
func Same(s string) Words { return Words{Text: domain.Same(s)} }

// Sayf is a text in both languages with the same values in it.
func Sayf(vi, en string, args ...any) Words {
	return Say(fmt.Sprintf(vi, args...), fmt.Sprintf(en, args...))
}

// Quoted puts text of the document between the quotation marks of each language.
func Quoted(s string) Words { return Same("“" + s + "”") }

// Measured is a value that programs read as it is written in English.
func Measured(vi, en string) Words { return Words{Text: domain.Text{VI: vi, EN: en}, Data: en} }

// Millimetres writes a length measured in tenths of a millimetre.
func Millimetres(tenths int) Words {
	en := docx.FormatTenthsMM(tenths, ".") + " mm"
	return Measured(docx.FormatTenthsMM(tenths, ",")+" mm", en)
}

// Sizes writes a font size or a range of sizes.
func Sizes(low, high docx.HalfPoints) Words {
	s := low.String()
	if high != low {
		s += "–" + high.String()
	}
	return Sayf("cỡ %s", "size %s", s)
}

// Points writes a distance given in twips as points, to a tenth.
func Points(t docx.Twips) Words {
	tenths := int(t) * 10 / 20
	s := docx.FormatTenthsMM(tenths, ".") + " pt"
	return Measured(docx.FormatTenthsMM(tenths, ",")+" pt", s)
}
