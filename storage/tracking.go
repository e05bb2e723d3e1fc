package storage

import (
	"context"

	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// Stalled returns the open steps past their due time or without an act for too
// long at the filter's time, longest first.
func (s *Store) Stalled(ctx context.Context, f route.TrackingFilter) ([]route.TrackingRow, string, error) {
	place := stepPlace{At: farPast, DocumentID: nobody}
	if err := seek(f.After, &place); err != nil {
		return nil, "", err
	}
	size := pageSize(f.Limit)
	rows, err := s.q.Stalled(ctx, sqlcgen.StalledParams{
		At: f.Now, StalledAt: place.At, DocumentID: place.DocumentID, Key: place.Key, Round: place.Round, UnitID: orNull(f.UnitID),
		Kind: orNull(f.StepKind), DueFrom: timeOrNull(f.From), DueTo: timeOrNull(f.To), Page: int32(size + 1),
	})
	if err != nil {
		return nil, "", known("list stalled steps", err)
	}
	rows, next, err := cut(rows, size, func(r sqlcgen.StalledRow) any {
		return stepPlace{0, timeOrZero(r.Step.StalledAt), r.Step.DocumentID, r.Step.Key, r.Step.Round}
	})
	out := make([]route.TrackingRow, len(rows))
	for i, r := range rows {
		of := step(r.Step)
		out[i] = route.TrackingRow{
			DocumentID: r.Step.DocumentID, Subject: r.Subject, Type: domain.DocumentType(r.Type), Urgency: domain.Urgency(r.Urgency),
			UnitID: of.UnitID, UnitName: r.UnitName, Holders: r.Holders, Step: of, Overdue: of.DueAt.Before(f.Now), Idle: of.IdleAt.Before(f.Now),
		}
	}
	return out, next, err
}
