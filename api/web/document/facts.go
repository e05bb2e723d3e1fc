package document

import (
	"slices"
	"strings"

	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// FactsForm is what the drafter may correct, with all there is to choose from.
type FactsForm struct {
	Doc       domain.Document
	Fixed     bool // the route has begun: what shaped it stays
	Types     []site.Choice
	Urgencies []site.Choice
	Signers   []site.Choice
	Units     []site.Choice
	Sectors   []site.Choice
	Lines     string // the recipients, one a line
}

func factsForm(visit *site.Visit, d site.Directory, doc domain.Document) FactsForm {
	f := FactsForm{
		Doc: doc, Fixed: doc.State != domain.DocumentDraft, Lines: strings.Join(doc.Recipients, "\n"),
		Types:     site.Choices(visit, "type.", documentTypes, doc.Type),
		Urgencies: site.Choices(visit, "urgency.", urgencies, doc.Urgency),
		Signers:   site.Choices(visit, "position.", signerPositions, doc.SignerPosition),
	}
	for _, u := range d.List() {
		if u.Kind != domain.UnitLeadership && u.ID != doc.UnitID {
			f.Units = append(f.Units, site.Choice{ID: u.ID, Name: door.UnitName(d.Lang, u), Chosen: slices.Contains(doc.ConsultedUnits, u.ID)})
		}
	}
	for _, s := range d.Sectors() {
		f.Sectors = append(f.Sectors, site.Choice{ID: s, Name: site.SectorName(d.Lang, s), Chosen: slices.Contains(doc.Sectors, s)})
	}
	return f
}

// facts reads the form into the document. Where the route has begun only what
// does not shape it is taken.
func facts(f *site.Form, doc domain.Document) (domain.Document, map[string]string) {
	faults := map[string]string{}
	doc.Subject, doc.Notation, doc.Recipients = f.Line("subject"), f.Line("notation"), f.Lines("recipients")
	if doc.Subject == "" {
		faults["subject"] = "facts.subject"
	}
	if !regulation.IsNotation(doc.Notation) {
		faults["notation"] = "facts.notation"
	}
	if len([]rune(doc.Subject)) > 500 {
		faults["subject"] = "facts.subject_long" // Decree 30/2020, Annex VI: Subject S500
	}
	if doc.State != domain.DocumentDraft {
		return doc, faults
	}
	doc.Type = domain.DocumentType(f.Line("type"))
	if !slices.Contains(documentTypes, doc.Type) {
		faults["type"] = "facts.type"
	}
	doc.Urgency = domain.Urgency(f.Line("urgency"))
	if !slices.Contains(urgencies, doc.Urgency) {
		faults["urgency"] = "facts.urgency"
	}
	doc.SignerPosition = domain.Position(f.Line("signer_position"))
	if !slices.Contains(signerPositions, doc.SignerPosition) {
		faults["signer_position"] = "facts.signer"
	}
	doc.ConsultedUnits = f.IDs("consulted_units")
	doc.Sectors = f.Values["sectors"]
	doc.LegalNormative = f.Values.Get("legal_normative") == "yes"
	return doc, faults
}
