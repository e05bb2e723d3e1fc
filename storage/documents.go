package storage

import (
	"context"
	"time"

	"github.com/google/uuid"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// CreateDraft begins a dossier with its first version. The same form token of
// the same drafter returns the document made the first time.
func (s *Store) CreateDraft(ctx context.Context, token string, d domain.Document, v domain.Version) (domain.Document, error) {
	if d.ID == "" {
		d.ID = uuid.Must(uuid.NewV7()).String()
	}
	var row sqlcgen.Dossier
	err := s.inTx(ctx, func(q *sqlcgen.Queries) error {
		n, err := q.CreateDraft(ctx, draftParams(d, token))
		if err != nil {
			return err
		}
		if n == 1 {
			if err := q.CreateCase(ctx, caseParams(d)); err != nil {
				return err
			}
			if err := addVersion(ctx, q, versionParams(d.ID, 1, token, v)); err != nil {
				return err
			}
		}
		row, err = q.DocumentOfToken(ctx, sqlcgen.DocumentOfTokenParams{DrafterID: d.DrafterID, Token: token})
		return err
	})
	return document(row), known("create draft", err)
}

func draftParams(d domain.Document, token string) sqlcgen.CreateDraftParams {
	return sqlcgen.CreateDraftParams{
		ID: d.ID, Type: string(d.Type), Subject: d.Subject, Notation: d.Notation, Urgency: string(d.Urgency), UnitID: d.UnitID,
		DrafterID: d.DrafterID, SignerPosition: string(d.SignerPosition), ConsultedUnits: list(d.ConsultedUnits),
		Sectors: list(d.Sectors), Recipients: list(d.Recipients), LegalNormative: d.LegalNormative, Search: searchText(d),
		CreatedAt: d.CreatedAt, DraftToken: token,
	}
}

// UpdateDraft changes the facts of a dossier that lies with its drafter: all of a
// draft's, and of a returned one those the route was not planned by; conflict
// otherwise, forbidden for anybody else.
func (s *Store) UpdateDraft(ctx context.Context, d domain.Document) error {
	n, err := s.q.UpdateDraft(ctx, sqlcgen.UpdateDraftParams{
		Type: string(d.Type), Subject: d.Subject, Notation: d.Notation, Urgency: string(d.Urgency),
		SignerPosition: string(d.SignerPosition), ConsultedUnits: list(d.ConsultedUnits), Sectors: list(d.Sectors),
		Recipients: list(d.Recipients), LegalNormative: d.LegalNormative, Search: searchText(d), ID: d.ID, DrafterID: d.DrafterID,
	})
	if err != nil || n == 1 {
		return known("update draft", err)
	}
	now, err := s.Document(ctx, domain.Viewer{SeesAll: true}, d.ID)
	if err == nil {
		err = route.OnlyDrafter(now.DrafterID, d.DrafterID)
	}
	if err != nil {
		return err
	}
	return &domain.Error{Code: domain.ErrConflict, Key: "draft.fixed"}
}

// Document returns a dossier within the viewer's scope.
func (s *Store) Document(ctx context.Context, v domain.Viewer, id string) (domain.Document, error) {
	row, err := s.q.DocumentInScope(ctx, sqlcgen.DocumentInScopeParams{
		ID: id, SeesAll: v.SeesAll, PersonID: orNobody(v.PersonID), UnitIds: list(v.UnitIDs),
	})
	return document(row), known("read document", err)
}

// documentPlace is where a list of documents goes on.
type documentPlace struct {
	Before   time.Time `json:"b"`
	BeforeID string    `json:"i"`
}

// Documents returns the dossiers within the viewer's scope, newest first.
func (s *Store) Documents(ctx context.Context, v domain.Viewer, f domain.DocumentFilter) ([]domain.Document, string, error) {
	place := documentPlace{farFuture, lastID}
	if err := seek(f.After, &place); err != nil {
		return nil, "", err
	}
	size := pageSize(f.Limit)
	rows, err := s.q.DocumentsInScope(ctx, sqlcgen.DocumentsInScopeParams{
		SeesAll: v.SeesAll, PersonID: orNobody(v.PersonID), UnitIds: list(v.UnitIDs), State: orNull(f.State), UnitID: orNull(f.UnitID),
		Pattern: likePattern(f.Text), Before: place.Before, BeforeID: place.BeforeID, Page: int32(size + 1),
	})
	if err != nil {
		return nil, "", known("list documents", err)
	}
	rows, next, err := cut(rows, size, func(r sqlcgen.Dossier) any { return documentPlace{r.CreatedAt, r.ID} })
	out := make([]domain.Document, len(rows))
	for i, r := range rows {
		out[i] = document(r)
	}
	return out, next, err
}

func searchText(d domain.Document) string { return fold(d.Subject + " " + d.Notation) }

func document(r sqlcgen.Dossier) domain.Document {
	d := domain.Document{
		ID: r.ID, Type: domain.DocumentType(r.Type), Subject: r.Subject, Notation: r.Notation, Urgency: domain.Urgency(r.Urgency),
		UnitID: r.UnitID, DrafterID: r.DrafterID, SignerPosition: domain.Position(r.SignerPosition), ConsultedUnits: r.ConsultedUnits,
		Sectors: r.Sectors, Recipients: r.Recipients, LegalNormative: r.LegalNormative, State: domain.DocumentState(r.State), Revision: int(r.Revision),
		Version: domain.Version{
			ID: r.VersionID, DocumentID: r.ID, Ordinal: int(r.VersionOrdinal), SHA256: r.VersionSha256, FileName: r.VersionFileName,
			Size: r.VersionSize, UploadedBy: r.VersionUploadedBy, UploadedAt: r.VersionUploadedAt,
		},
		CreatedAt: r.CreatedAt, SubmittedAt: r.SubmittedAt, PolicyVersion: orEmpty(r.PolicyVersion), PolicySHA256: orEmpty(r.PolicySha256),
		IssuedDocxSHA: r.IssuedDocxSha256, IssuedPDFSHA: r.IssuedPdfSha256, PublicationNote: r.PublicationNote,
	}
	if r.Number > 0 {
		d.Number = &domain.IssuedNumber{
			Series: r.Series, Year: int(r.NumberYear), Number: int(r.Number), Notation: r.NumberNotation, Date: calendar.Midnight(r.IssuedOn),
		}
	}
	return d
}
