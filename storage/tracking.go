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
	place := dutyPlace{At: farPast, CaseID: nobody}
	if err := seek(f.After, &place); err != nil {
		return nil, "", err
	}
	size := pageSize(f.Limit)
	rows, err := s.q.Stalled(ctx, sqlcgen.StalledParams{
		At: f.Now, StalledAt: place.At, CaseID: place.CaseID, Key: place.Key, Round: place.Round, UnitID: orNull(f.UnitID),
		Kind: orNull(f.StepKind), DueFrom: timeOrNull(f.From), DueTo: timeOrNull(f.To), Page: int32(size + 1),
	})
	if err != nil {
		return nil, "", known("list stalled steps", err)
	}
	rows, next, err := cut(rows, size, func(r sqlcgen.StalledRow) any {
		return dutyPlace{0, timeOrZero(r.Duty.StalledAt), r.Duty.CaseID, r.Duty.Key, r.Duty.Round}
	})
	out := make([]route.TrackingRow, len(rows))
	for i, r := range rows {
		of := step(r.Step, &r.Duty)
		out[i] = route.TrackingRow{
			DocumentID: r.Step.DocumentID, Subject: r.Subject, Type: domain.DocumentType(r.Type), Urgency: domain.Urgency(r.Urgency),
			UnitID: of.UnitID, UnitName: r.UnitName, Holders: r.Holders, Step: of, Overdue: of.DueAt.Before(f.Now), Idle: of.IdleAt.Before(f.Now),
		}
	}
	return out, next, err
}
