package anatomy

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/report"
)

// contact is how a body is reached (box 13): its address, telephone, mail, site.
type contact struct {
	Lines []Line
	// Where is the place of the first line, above the paragraph before it, nil at the top of a footer.
	Where report.Place
	Above *docx.Paragraph
	Foot  bool // in a footer
	// Others says that the footer is that of the other pages than the first.
	Others bool
}

// contactSigns are the folded words that tell it from other text, addressWords those of an address.
var (
	contactSigns = []string{"dien thoai", "dt:", "fax", "email", "e-mail", "thu dien tu", "website", "thong tin dien tu"}
	addressWords = []string{"dia chi", "so ", "duong "}
)

// isContact says that a few lines tell how a body is reached.
func isContact(folded string) bool {
	count := func(words []string) (n int) {
		for _, w := range words {
			if strings.Contains(folded, w) {
				n++
			}
		}
		return n
	}
	signs := count(contactSigns)
	return signs > 1 || signs == 1 && count(addressWords) > 0
}

// NewContact takes paragraphs that follow one another for a contact, nil when they are none.
func NewContact(ps []*docx.Paragraph, where report.Place, above *docx.Paragraph) *contact {
	k := &contact{Where: where, Above: above, Foot: where.Story != ""}
	var folded strings.Builder
	for _, p := range ps {
		for _, x := range LinesOf(p, false) {
			k.Lines = append(k.Lines, x)
			folded.WriteString(x.Folded + " ")
		}
	}
	if !isContact(folded.String()) {
		return nil
	}
	return k
}

// ContactLines is how many paragraphs a contact may take.
const ContactLines = 6
