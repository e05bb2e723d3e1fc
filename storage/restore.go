package storage

import (
	"context"
	"fmt"

	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// restore puts back what a transition was about, where a database that was put back
// to an older copy has lost that too: the document, the version that was submitted,
// and that there are files. The files themselves are in the object store.
func (s *Store) restore(ctx context.Context, t route.Transition) error {
	return known(fmt.Sprintf("restore document %s", t.DocumentID), s.inTx(ctx, func(q *sqlcgen.Queries) error {
		if d := t.Document; d != nil {
			// The token is as good as lost: nobody sends the form of an accepted draft again.
			n, err := q.CreateDraft(ctx, draftParams(*d, "restored:"+d.ID))
			if err != nil {
				return err
			}
			if n == 1 {
				if err := q.CreateCase(ctx, caseParams(*d)); err != nil {
					return err
				}
			}
		}
		for _, c := range t.Contents {
			if err := q.RecordFile(ctx, sqlcgen.RecordFileParams{
				Sha256: c.SHA256, Size: c.Size, MediaType: c.MediaType, RecordedAt: exact(t.At),
			}); err != nil {
				return err
			}
		}
		if v := t.Version; v != nil {
			return q.RestoreVersion(ctx, sqlcgen.RestoreVersionParams{
				ID: v.ID, DocumentID: t.DocumentID, Ordinal: int32(v.Ordinal), Sha256: v.SHA256, FileName: v.FileName,
				UploadedBy: v.UploadedBy, UploadedAt: v.UploadedAt, Token: "restored:" + v.ID,
			})
		}
		return nil
	}))
}

func caseParams(d domain.Document) sqlcgen.CreateCaseParams {
	return sqlcgen.CreateCaseParams{
		ID: d.ID, Kind: string(domain.KindDocument), UnitID: d.UnitID, State: string(domain.DocumentDraft), CreatedAt: d.CreatedAt,
	}
}
