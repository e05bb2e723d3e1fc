package format

import (
	"strings"

	"trinhky/internal/domain"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/wording"
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

// proposalOf reads the located components; of a classified document none was located.
func proposalOf(l *anatomy.Layout) Proposal {
	p := Proposal{Urgency: domain.UrgencyNormal, Subject: l.SubjectText(), Issuer: l.IssuerName()}
	if l.Title.Known && !l.Title.Form.Outside {
		p.Type = l.Title.Form.Type
	}
	if l.Head.Number != nil {
		p.Notation = strings.Join(anatomy.ReadNumber(l.Head.Number.Tidy()).Groups, "-")
	}
	for i := range l.Head.Urgency {
		if u, ok := anatomy.UrgencyMarks[strings.ToUpper(l.Head.Urgency[i].Tidy())]; ok {
			p.Urgency = u
		}
	}
	for i := range l.Title.Addressees {
		if s := bareItem(&l.Title.Addressees[i]); s != "" {
			p.Recipients = append(p.Recipients, s)
		}
	}
	for i := range l.Tail.Recipients {
		x := &l.Tail.Recipients[i]
		if s := bareItem(x); s != "" && !anatomy.IsArchive(x) && !strings.HasPrefix(wording.Fold(s), "nhu ") {
			p.Recipients = append(p.Recipients, s)
		}
	}
	if n := len(l.Tail.Authority); n > 0 {
		p.Signer = l.Tail.Authority[n-1].Tidy()
	}
	return p
}

// bareItem is an item of a list without its hyphen and end mark.
func bareItem(x *anatomy.Line) string {
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(x.Tidy()), "-–—•+*;. "))
}
