package report

import (
	"strconv"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
)

// Place is where a finding stands.
type Place struct {
	// Paragraph is the index of a paragraph of the body, 0 when the place is no paragraph of it.
	Paragraph int
	// Section is the section's index, 0 when it does not matter.
	Section int
	// Story is "header" or "footer" of the section, "footnote" or "endnote", or empty for the body.
	Story string
	// Order sorts findings as a person reads the document.
	Order int
}

// String names the place: "paragraph 12", "section 1", "section 1 header".
func (p Place) String() string { return p.In(domain.English) }

// In names the place in the reader's language.
func (p Place) In(lang string) string {
	w := map[string]Words{
		"header": Say("đầu trang", "header"), "footer": Say("chân trang", "footer"),
		"footnote": Say("chú thích cuối trang", "footnote"), "endnote": Say("chú thích cuối văn bản", "endnote"),
	}
	switch {
	case p.Story != "" && p.Section > 0:
		return Say("phần ", "section ").In(lang) + strconv.Itoa(p.Section) + " " + w[p.Story].In(lang)
	case p.Story != "":
		return w[p.Story].In(lang)
	case p.Paragraph > 0:
		return Say("đoạn ", "paragraph ").In(lang) + strconv.Itoa(p.Paragraph)
	default:
		return Say("phần ", "section ").In(lang) + strconv.Itoa(p.Section)
	}
}

func At(p *docx.Paragraph) Place { return Place{Paragraph: p.Index, Order: p.Index*2 + 1} }
