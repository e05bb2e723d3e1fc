package format

import (
	"strings"

	"trinhky/internal/domain"
)

// Proposal is what a document says about itself, to fill in the form of its submission. Empty fields were not found.
type Proposal struct {
	Type     domain.DocumentType `json:"type"`
	Subject  string              `json:"subject"`
	Notation string              `json:"notation"` // without the number: "UBND-VP"
	Urgency  domain.Urgency      `json:"urgency"`
	// Issuer is the issuing body's name as it stands in the header.
	Issuer     string   `json:"issuer"`
	Recipients []string `json:"recipients"`
	// Signer is the position of the signer, the last line of authority: "CHỦ TỊCH".
	Signer string `json:"signer"`
}

// proposal reads the located components; of a classified document none was located.
func (l *layout) proposal() Proposal {
	p := Proposal{Urgency: domain.UrgencyNormal, Subject: l.subjectText(), Issuer: l.issuerName()}
	if l.known {
		p.Type = l.form.Type
	}
	if l.number != nil {
		p.Notation = strings.Join(readNumber(l.number.tidy()).groups, "-")
	}
	for i := range l.urgency {
		if u, ok := urgencyMarks[strings.ToUpper(l.urgency[i].tidy())]; ok {
			p.Urgency = u
		}
	}
	for i := range l.addressees {
		if s := bareItem(&l.addressees[i]); s != "" {
			p.Recipients = append(p.Recipients, s)
		}
	}
	for i := range l.recipients {
		x := &l.recipients[i]
		if s := bareItem(x); s != "" && !isArchive(x) && !strings.HasPrefix(fold(s), "nhu ") {
			p.Recipients = append(p.Recipients, s)
		}
	}
	if n := len(l.authority); n > 0 {
		p.Signer = l.authority[n-1].tidy()
	}
	return p
}

// bareItem is an item of a list without its hyphen and end mark.
func bareItem(x *line) string {
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(x.tidy()), "-–—•+*;. "))
}
