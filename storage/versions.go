package storage

import (
	"context"
	"time"

	"github.com/google/uuid"

	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// AddVersion puts a new version before the older ones; with an ordinal, only if it
// gets that one. It returns a *domain.Error: conflict unless the dossier lies with
// its drafter (a draft, returned, or at the answers step) or where another version
// was faster, forbidden for anybody but the drafter. The same form token returns
// the version added the first time.
func (s *Store) AddVersion(ctx context.Context, token string, v domain.Version) (domain.Version, error) {
	var row sqlcgen.VersionOfTokenRow
	err := s.inTx(ctx, func(q *sqlcgen.Queries) error {
		versions, err := q.LockForUpload(ctx, v.DocumentID)
		if err != nil {
			return err
		}
		key := sqlcgen.VersionOfTokenParams{DocumentID: v.DocumentID, Token: token}
		row, err = q.VersionOfToken(ctx, key)
		if again, err := found("read version", err); err != nil || again {
			return err
		}
		r, _, err := routeIn(ctx, q, v.DocumentID)
		if err == nil {
			err = route.MayAddVersion(r, v.UploadedBy)
		}
		if err != nil {
			return err
		}
		if v.Ordinal != 0 && v.Ordinal != int(versions)+1 {
			return &domain.Error{Code: domain.ErrConflict, Key: "draft.newer_version"}
		}
		if err := addVersion(ctx, q, versionParams(v.DocumentID, versions+1, token, v)); err != nil {
			return err
		}
		row, err = q.VersionOfToken(ctx, key)
		return err
	})
	return version(sqlcgen.VersionsOfRow(row)), known("add version", err)
}

func addVersion(ctx context.Context, q *sqlcgen.Queries, v sqlcgen.AddVersionParams) error {
	if err := q.AddVersion(ctx, v); err != nil {
		return err
	}
	return q.CountVersion(ctx, sqlcgen.CountVersionParams{Versions: v.Ordinal, VersionID: &v.ID, ID: v.DocumentID})
}

func versionParams(documentID string, ordinal int32, token string, v domain.Version) sqlcgen.AddVersionParams {
	if v.ID == "" {
		v.ID = uuid.Must(uuid.NewV7()).String()
	}
	return sqlcgen.AddVersionParams{
		ID: v.ID, DocumentID: documentID, Ordinal: ordinal, Sha256: v.SHA256, FileName: v.FileName,
		UploadedBy: v.UploadedBy, UploadedAt: v.UploadedAt, Token: token,
	}
}

func version(r sqlcgen.VersionsOfRow) domain.Version {
	return domain.Version{
		ID: r.ID, DocumentID: r.DocumentID, Ordinal: int(r.Ordinal), SHA256: r.Sha256, FileName: r.FileName, Size: r.Size,
		UploadedBy: r.UploadedBy, UploadedAt: r.UploadedAt,
	}
}

// AddAnnex puts a file beside the draft; conflict once the document has its
// number or is closed. The same form token returns the annex added the first
// time. Who may add one is decided before.
func (s *Store) AddAnnex(ctx context.Context, token string, a domain.Annex) (domain.Annex, error) {
	if a.ID == "" {
		a.ID = uuid.Must(uuid.NewV7()).String()
	}
	key := sqlcgen.AnnexOfTokenParams{DocumentID: a.DocumentID, Token: token}
	row, err := s.q.AnnexOfToken(ctx, key)
	again, err := found("read annex", err)
	if err != nil {
		return domain.Annex{}, err
	}
	if !again {
		_, err = s.q.AddAnnex(ctx, sqlcgen.AddAnnexParams{
			ID: a.ID, DocumentID: a.DocumentID, Kind: string(a.Kind), Sha256: a.SHA256, FileName: a.FileName,
			UploadedBy: a.UploadedBy, UploadedAt: a.UploadedAt, Token: token,
		})
		if err == nil {
			err = s.q.CountAnnex(ctx, sqlcgen.CountAnnexParams{ID: a.DocumentID, Kind: string(a.Kind)})
		}
		if err == nil {
			row, err = s.q.AnnexOfToken(ctx, key)
		}
	}
	return annex(sqlcgen.AnnexesOfRow(row)), known("add annex", err)
}

func annex(r sqlcgen.AnnexesOfRow) domain.Annex {
	return domain.Annex{
		ID: r.ID, DocumentID: r.DocumentID, Kind: domain.AnnexKind(r.Kind), SHA256: r.Sha256, FileName: r.FileName,
		MediaType: r.MediaType, Size: r.Size, UploadedBy: r.UploadedBy, UploadedAt: r.UploadedAt,
	}
}

// RecordFile notes that the object store holds the content; size in bytes.
func (s *Store) RecordFile(ctx context.Context, sha256 string, size int64, mediaType string, now time.Time) error {
	return known("record file", s.q.RecordFile(ctx, sqlcgen.RecordFileParams{Sha256: sha256, Size: size, MediaType: mediaType, RecordedAt: now}))
}

// File returns the size in bytes and the media type of recorded content.
func (s *Store) File(ctx context.Context, sha256 string) (size int64, mediaType string, err error) {
	row, err := s.q.FileOf(ctx, sha256)
	return row.Size, row.MediaType, known("read file", err)
}

// SaveFormatCheck keeps what the checker found in a recorded file. A check of
// the same file by the same rules is kept once.
func (s *Store) SaveFormatCheck(ctx context.Context, c domain.FormatCheck) error {
	return known("save format check", s.q.SaveFormatCheck(ctx, sqlcgen.SaveFormatCheckParams{
		Sha256: c.SHA256, Ruleset: c.Ruleset, Errors: int32(c.Errors), Warnings: int32(c.Warnings), Report: c.Report, CheckedAt: c.CheckedAt,
	}))
}

// FormatCheck returns the kept check of the file by the rules, or nil.
func (s *Store) FormatCheck(ctx context.Context, sha256, ruleset string) (*domain.FormatCheck, error) {
	row, err := s.q.FormatCheckOf(ctx, sqlcgen.FormatCheckOfParams{Sha256: sha256, Ruleset: ruleset})
	if known, err := found("read format check", err); err != nil || !known {
		return nil, err
	}
	return formatCheck(row), nil
}

func formatCheck(r sqlcgen.FormatCheck) *domain.FormatCheck {
	return &domain.FormatCheck{
		SHA256: r.Sha256, Ruleset: r.Ruleset, Errors: int(r.Errors), Warnings: int(r.Warnings), Report: r.Report,
		CheckedAt: r.CheckedAt,
	}
}

// SavePreview keeps the PDF in which people read a file; the first stays.
func (s *Store) SavePreview(ctx context.Context, sourceSHA, pdfSHA string, now time.Time) error {
	return known("save preview", s.q.SavePreview(ctx, sqlcgen.SavePreviewParams{SourceSha256: sourceSHA, PdfSha256: pdfSHA, MadeAt: now}))
}

// Preview returns the PDF of a file, if it has been made.
func (s *Store) Preview(ctx context.Context, sourceSHA string) (pdfSHA string, ok bool, err error) {
	pdfSHA, err = s.q.PreviewOf(ctx, sourceSHA)
	ok, err = found("read preview", err)
	return pdfSHA, ok, err
}

// FileVisible reports whether the content is part of a dossier the viewer sees:
// a version, an annex, an issued file, the file of an opinion, the proof of an
// attempt, or the PDF of one of them.
func (s *Store) FileVisible(ctx context.Context, v domain.Viewer, sha256 string) (bool, error) {
	visible, err := s.q.FileVisible(ctx, sqlcgen.FileVisibleParams{
		Sha256: sha256, SeesAll: v.SeesAll, PersonID: orNobody(v.PersonID), UnitIds: list(v.UnitIDs),
	})
	return visible, known("look for a file in dossiers", err)
}
