package format

import (
	"fmt"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
)

// Words is one text of a report in both languages.
type Words struct {
	domain.Text
	// plain, when set, is how programs read the same value: a decimal point in either language.
	plain string
}

// Plain is the text as a field of the JSON report: In(lang), with measurements always written alike.
func (w Words) Plain(lang string) string {
	if w.plain != "" {
		return w.plain
	}
	return w.In(lang)
}

func say(vi, en string) Words { return Words{Text: domain.Text{VI: vi, EN: en}} }

// same is for what reads alike in both languages: numbers, quoted text.
func same(s string) Words { return Words{Text: domain.Same(s)} }

func sayf(vi, en string, args ...any) Words {
	return say(fmt.Sprintf(vi, args...), fmt.Sprintf(en, args...))
}

// quoted puts text of the document between the quotation marks of each language.
func quoted(s string) Words { return same("“" + s + "”") }

// measured is a value that programs read as it is written in English.
func measured(vi, en string) Words { return Words{Text: domain.Text{VI: vi, EN: en}, plain: en} }

// millimetres writes a length measured in tenths of a millimetre.
func millimetres(tenths int) Words {
	en := docx.FormatTenthsMM(tenths, ".") + " mm"
	return measured(docx.FormatTenthsMM(tenths, ",")+" mm", en)
}

// sizes writes a font size or a range of sizes.
func sizes(low, high docx.HalfPoints) Words {
	s := low.String()
	if high != low {
		s += "–" + high.String()
	}
	return sayf("cỡ %s", "size %s", s)
}

// points writes a distance given in twips as points, to a tenth.
func points(t docx.Twips) Words {
	tenths := int(t) * 10 / 20
	s := docx.FormatTenthsMM(tenths, ".") + " pt"
	return measured(docx.FormatTenthsMM(tenths, ",")+" pt", s)
}
