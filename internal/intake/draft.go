package intake

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/internal/tidy"
)

// Draft begins a dossier with its first version. Where facts is nil they are
// proposed from the file. The same actor and token always give the same dossier.
// Errors are *domain.Error: forbidden for who may not draft, and those of the
// file (upload.…).
func (s *Service) Draft(ctx context.Context, actor domain.Actor, token string, up Upload, facts *Facts) (domain.Document, domain.FormatCheck, error) {
	now := s.now().UTC()
	unit := draftingUnit(actor, now)
	if unit == "" {
		return domain.Document{}, domain.FormatCheck{}, &domain.Error{Code: domain.ErrForbidden, Key: "upload.not_drafter"}
	}
	in, err := s.takeDraft(ctx, up)
	if err != nil {
		return domain.Document{}, domain.FormatCheck{}, err
	}
	if facts == nil {
		facts = proposed(in.proposal)
	}
	if err := facts.check(); err != nil {
		return domain.Document{}, domain.FormatCheck{}, err
	}
	doc := domain.Document{
		ID: newID(), Type: facts.Type, Subject: tidy.Line(facts.Subject), Notation: tidy.Line(facts.Notation), Urgency: facts.Urgency, UnitID: unit,
		DrafterID: actor.PersonID, SignerPosition: facts.SignerPosition, ConsultedUnits: facts.ConsultedUnits, Sectors: facts.Sectors,
		Recipients: tidy.Lines(facts.Recipients), LegalNormative: facts.LegalNormative, State: domain.DocumentDraft, CreatedAt: now,
	}
	doc, err = s.store.CreateDraft(ctx, token, doc, s.version(in, doc.ID, actor, up, 1))
	if err != nil {
		return domain.Document{}, domain.FormatCheck{}, fmt.Errorf("begin a dossier: %w", err)
	}
	s.preview(ctx, in.sha256)
	return doc, in.check, nil
}

// AddVersion adds a new immutable version to a dossier of the actor's own. Errors
// are *domain.Error: not_found, conflict while the dossier is not on the
// drafter's desk or where the upload's ordinal is taken, and those of the file.
func (s *Service) AddVersion(ctx context.Context, actor domain.Actor, documentID, token string, up Upload) (domain.Version, domain.FormatCheck, error) {
	doc, err := s.own(ctx, actor, documentID)
	if err != nil {
		return domain.Version{}, domain.FormatCheck{}, err
	}
	in, err := s.takeDraft(ctx, up)
	if err != nil {
		return domain.Version{}, domain.FormatCheck{}, err
	}
	version, err := s.store.AddVersion(ctx, token, s.version(in, doc.ID, actor, up, up.Ordinal))
	if err != nil {
		return domain.Version{}, domain.FormatCheck{}, fmt.Errorf("add a version to %s: %w", doc.ID, err)
	}
	s.preview(ctx, in.sha256)
	return version, in.check, nil
}

// own is a document that the actor drafted.
func (s *Service) own(ctx context.Context, actor domain.Actor, documentID string) (domain.Document, error) {
	doc, err := s.store.Document(ctx, regulation.Sees(actor, s.now().UTC()), documentID)
	if err != nil {
		return domain.Document{}, err
	}
	return doc, route.OnlyDrafter(doc.DrafterID, actor.PersonID)
}

func (s *Service) version(in taken, documentID string, actor domain.Actor, up Upload, ordinal int) domain.Version {
	return domain.Version{
		ID: newID(), DocumentID: documentID, Ordinal: ordinal, SHA256: in.sha256, FileName: named(up.FileName, in.media), Size: in.size,
		UploadedBy: actor.PersonID, UploadedAt: s.now().UTC(),
	}
}

// preview asks for the reading copy. It is a convenience that can be asked for
// again from the dossier's page, so its failure does not fail the upload.
func (s *Service) preview(ctx context.Context, sha256 string) {
	if err := s.previews.RequestPreview(ctx, sha256); err != nil {
		s.log.WarnContext(ctx, "preview not requested", "sha256", sha256, "error", err)
	}
}

// draftingUnit is the unit for which the actor drafts: the first in which they
// hold a position that may. Written authority to act for a head is not authority
// to draft.
func draftingUnit(actor domain.Actor, now time.Time) string {
	for _, h := range actor.Appointments {
		one := domain.Actor{PersonID: actor.PersonID, Appointments: []domain.Appointment{h}}
		if regulation.Can(one, regulation.PermDraft, now) {
			return h.UnitID
		}
	}
	return ""
}

// proposed are facts as the file itself gives them; what it does not say is left
// for the drafter to choose.
func proposed(p format.Proposal) *Facts {
	f := &Facts{Type: p.Type, Subject: p.Subject, Notation: p.Notation, Urgency: p.Urgency, Recipients: p.Recipients, SignerPosition: domain.PositionChair}
	if f.Type == "" {
		f.Type = domain.TypeOfficialLetter
	}
	if f.Urgency == "" {
		f.Urgency = domain.UrgencyNormal
	}
	switch signer := strings.ToUpper(norm.NFC.String(p.Signer)); {
	case strings.Contains(signer, "PHÓ CHỦ TỊCH"):
		f.SignerPosition = domain.PositionViceChair
	case strings.Contains(signer, "CHÁNH VĂN PHÒNG"):
		f.SignerPosition = domain.PositionChiefOfOffice
	}
	if f.Subject == "" {
		f.Subject = "(chưa có trích yếu)"
	}
	if subject := []rune(tidy.Line(f.Subject)); len(subject) > maxSubject {
		f.Subject = string(subject[:maxSubject])
	}
	if f.Notation == "" || len([]rune(tidy.Line(f.Notation))) > maxNotation {
		f.Notation = "UBND"
	}
	return f
}

// Bounds of the texts (Decree 30/2020, Annex VI, part II).
const (
	maxSubject  = 500
	maxNotation = 30
)

func (f *Facts) check() error {
	faults := map[string]string{}
	if n := len([]rune(tidy.Line(f.Subject))); n == 0 || n > maxSubject {
		faults["subject"] = "facts.subject"
	}
	if n := len([]rune(tidy.Line(f.Notation))); n > maxNotation || !regulation.IsNotation(tidy.Line(f.Notation)) {
		faults["notation"] = "facts.notation"
	}
	if len(faults) > 0 {
		return &domain.Error{Code: domain.ErrInvalid, Key: "facts.invalid", Fields: faults}
	}
	return nil
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }
