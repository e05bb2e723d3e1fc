package route

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"trinhky/internal/domain"
)

// Facts are what people approve: the file, what stands on the paper, whom it goes
// to and what goes with it. One digest over all of it is what an approval is given
// to (Decree 30/2020, Article 11.2).
type Facts struct {
	Revision       int                 `json:"revision"` // of the dossier, counted up with every change of it
	File           string              `json:"file"`     // SHA-256 of the draft
	Type           domain.DocumentType `json:"type"`
	Subject        string              `json:"subject"`
	Notation       string              `json:"notation"`
	Urgency        domain.Urgency      `json:"urgency"`
	Signer         domain.Position     `json:"signer"`
	Units          []string            `json:"units"`
	Sectors        []string            `json:"sectors"`
	Recipients     []string            `json:"recipients"`
	LegalNormative bool                `json:"legal_normative"`
	Annexes        []AnnexFact         `json:"annexes"`
}

// AnnexFact is one file that goes with the draft.
type AnnexFact struct {
	Kind     domain.AnnexKind `json:"kind"`
	SHA256   string           `json:"sha256"`
	FileName string           `json:"file_name"`
}

// FactsOf are the facts of a dossier as it lies there. Papers that came with an
// opinion, and proofs of attempts, are others' and no part of what is approved.
func FactsOf(doc domain.Document, annexes []domain.Annex) Facts {
	f := Facts{
		Revision: doc.Revision, File: doc.Version.SHA256, Type: doc.Type, Subject: doc.Subject, Notation: doc.Notation,
		Urgency: doc.Urgency, Signer: doc.SignerPosition, Units: doc.ConsultedUnits, Sectors: doc.Sectors, Recipients: doc.Recipients,
		LegalNormative: doc.LegalNormative,
	}
	for _, a := range annexes {
		if a.Kind == domain.AnnexSubmission || a.Kind == domain.AnnexAttachment {
			f.Annexes = append(f.Annexes, AnnexFact{a.Kind, a.SHA256, a.FileName})
		}
	}
	slices.SortFunc(f.Annexes, func(a, b AnnexFact) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.SHA256, b.SHA256), cmp.Compare(a.FileName, b.FileName))
	})
	return f
}

// Digest is the SHA-256 of the facts in lower-case hex, whatever their revision:
// what is changed and changed back is the same. It is empty where there are none,
// on a document submitted before facts were kept.
func (f Facts) Digest() string {
	if f.File == "" {
		return ""
	}
	f.Revision = 0
	for _, list := range []*[]string{&f.Units, &f.Sectors, &f.Recipients} {
		if len(*list) == 0 {
			*list = nil // none is none, however it was read
		}
	}
	data, err := json.Marshal(f) //workflowcheck:ignore // our own struct without a map: the same every time
	if err != nil {
		panic("facts cannot be written: " + err.Error()) // plain values
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Part is a part of the facts, as people are told that it changed.
type Part string

// The parts of the facts.
const (
	PartFile       Part = "file"
	PartType       Part = "type"
	PartSubject    Part = "subject"
	PartNotation   Part = "notation"
	PartUrgency    Part = "urgency"
	PartSigner     Part = "signer"
	PartUnits      Part = "units"
	PartSectors    Part = "sectors"
	PartRecipients Part = "recipients"
	PartAnnexes    Part = "annexes"
)

// Changed are the parts in which the facts are others than before.
func (f Facts) Changed(before Facts) []Part {
	var out []Part
	for _, p := range []struct {
		part Part
		same bool
	}{
		{PartFile, f.File == before.File},
		{PartType, f.Type == before.Type && f.LegalNormative == before.LegalNormative},
		{PartSubject, f.Subject == before.Subject},
		{PartNotation, f.Notation == before.Notation},
		{PartUrgency, f.Urgency == before.Urgency},
		{PartSigner, f.Signer == before.Signer},
		{PartUnits, slices.Equal(f.Units, before.Units)},
		{PartSectors, slices.Equal(f.Sectors, before.Sectors)},
		{PartRecipients, slices.Equal(f.Recipients, before.Recipients)},
		{PartAnnexes, slices.Equal(f.Annexes, before.Annexes)},
	} {
		if !p.same {
			out = append(out, p.part)
		}
	}
	return out
}

// ChangedBy are the parts in which the facts are others than those on the route. Of
// a document submitted before facts were kept only the file is known.
func (r Route) ChangedBy(f Facts) []Part {
	if r.Facts.Digest() != "" {
		return f.Changed(r.Facts)
	}
	if f.File != r.VersionSHA256 {
		return []Part{PartFile}
	}
	return nil
}

// Voided reports whether any of the changes takes the force of an approval given at
// a step of the kind.
func Voided(changed []Part, kind StepKind) bool {
	return slices.ContainsFunc(changed, func(p Part) bool { return Voids(p, kind) })
}

// Voids reports whether a change of the part takes the force of an approval given
// at a step of the kind. Approvals are given to the whole (Decree 30/2020, Article
// 11.2), so every change takes them; but the form of the file (Article 12.2) was
// not checked for what goes with it or to whom it is sent. Opinions stand: taking
// them in is why drafts change.
func Voids(part Part, kind StepKind) bool {
	if !ofStep(kind).is(falls) {
		return false
	}
	return kind != StepFormat || (part != PartAnnexes && part != PartRecipients)
}
