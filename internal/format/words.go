package format

import (
	"fmt"

	"trinhky/internal/docx"
)

// Languages of a report.
const (
	Vietnamese = "vi"
	English    = "en"
)

// Words is one text in both languages of the product.
type Words struct {
	VI, EN string
	// plain, when set, is how programs read the same value: a decimal point in either language.
	plain string
}

// In gives the text in the language; Vietnamese unless English is asked for.
func (w Words) In(lang string) string {
	if lang == English {
		return w.EN
	}
	return w.VI
}

// Plain is the text as a field of the JSON report: In(lang), with measurements always written alike.
func (w Words) Plain(lang string) string {
	if w.plain != "" {
		return w.plain
	}
	return w.In(lang)
}

func say(vi, en string) Words { return Words{VI: vi, EN: en} }

// same is for what reads alike in both languages: numbers, quoted text.
func same(s string) Words { return Words{VI: s, EN: s} }

func sayf(vi, en string, args ...any) Words {
	return Words{VI: fmt.Sprintf(vi, args...), EN: fmt.Sprintf(en, args...)}
}

// quoted puts text of the document between the quotation marks of each language.
func quoted(s string) Words { return Words{VI: "“" + s + "”", EN: "“" + s + "”"} }

// millimetres writes a length measured in tenths of a millimetre.
func millimetres(tenths int) Words {
	en := docx.FormatTenthsMM(tenths, ".") + " mm"
	return Words{VI: docx.FormatTenthsMM(tenths, ",") + " mm", EN: en, plain: en}
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
	return Words{VI: docx.FormatTenthsMM(tenths, ",") + " pt", EN: s, plain: s}
}
