package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"trinhky/internal/domain"
	"trinhky/storage/internal/sqlcgen"
)

// recordDuties writes what waits from now on and what no longer does, and stops
// and starts the clocks that go with it.
func recordDuties(ctx context.Context, w *writes, caseID string, duties []domain.Duty, at time.Time) {
	if len(duties) == 0 {
		return
	}
	rows := make([]sqlcgen.Duty, len(duties))
	opened, closed := false, false
	for i, d := range duties {
		rows[i] = dutyRow(caseID, d)
		opened = opened || exact(d.OpenedAt).Equal(at)
		closed = closed || !d.ClosedAt.IsZero()
	}
	data, err := json.Marshal(rows)
	if err != nil {
		w.add(fmt.Errorf("write the duties of case %s: %w", caseID, err))
		return
	}
	q := sqlcgen.New(w)
	w.add(q.SaveDuties(ctx, data))
	// A reminder moves no clock.
	if closed {
		w.add(q.StopClocks(ctx, sqlcgen.StopClocksParams{At: at, CaseID: caseID}))
	}
	if opened {
		w.add(q.StartClocks(ctx, sqlcgen.StartClocksParams{At: at, CaseID: caseID}))
	}
}

func dutyRow(caseID string, d domain.Duty) sqlcgen.Duty {
	remind := make([]time.Time, len(d.RemindAt))
	for i, at := range d.RemindAt {
		remind[i] = exact(at)
	}
	return sqlcgen.Duty{
		CaseID: caseID, Key: d.Key, Round: int32(d.Round), Kind: d.Kind, UnitID: d.UnitID, Position: string(d.Position),
		PersonID: orNull(d.PersonID), Desk: orNull(d.Desk), Priority: int16(d.Priority), OpenedAt: exact(d.OpenedAt), DueAt: exact(d.DueAt),
		RemindAt: remind, EscalateAt: exact(d.EscalateAt), IdleAt: exact(d.IdleAt), Reminded: int32(d.Reminded), DueNoticed: d.DueNoticed,
		Escalated: d.Escalated, ClosedAt: timeOrNull(d.ClosedAt), Outcome: d.Outcome,
	}
}
