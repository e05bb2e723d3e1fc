package storage

import (
	"context"
	"slices"
	"time"

	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// desks names every inbox the actor may work from, in the form of the column
// duties.desk: their own, those of the positions they hold, and those of the
// positions delegated to them, the delegator's own among them.
func desks(a domain.Actor, now time.Time) []string {
	desks := []string{domain.PersonDesk(a.PersonID)}
	for _, h := range a.Appointments {
		if a.Holds(h.UnitID, h.Position, now) {
			desks = append(desks, domain.PositionDesk(h.UnitID, h.Position, ""), domain.PositionDesk(h.UnitID, h.Position, a.PersonID))
		}
	}
	for _, d := range a.Delegations {
		if a.DelegatedFor(d.UnitID, d.Position, now) == nil {
			continue
		}
		desks = append(desks, domain.PositionDesk(d.UnitID, d.Position, ""), domain.PositionDesk(d.UnitID, d.Position, d.FromPersonID))
	}
	slices.Sort(desks)
	return slices.Compact(desks)
}

// dutyPlace is where a list of duties goes on: behind the one that stood last.
type dutyPlace struct {
	Priority int16     `json:"p"`
	At       time.Time `json:"t"`
	CaseID   string    `json:"d"`
	Key      string    `json:"k"`
	Round    int32     `json:"r"`
}

// Inbox returns the open steps that wait for the actor, by due time; in a
// leader's queue of signatures and initials the most urgent come first. kinds
// narrows it when there are any.
func (s *Store) Inbox(ctx context.Context, a domain.Actor, now time.Time, kinds []route.StepKind, limit int, after string) ([]route.InboxItem, string, error) {
	place := dutyPlace{Priority: -1, At: farPast, CaseID: nobody}
	if err := seek(after, &place); err != nil {
		return nil, "", err
	}
	size := pageSize(limit)
	rows, err := s.q.Inbox(ctx, sqlcgen.InboxParams{
		Desks: desks(a, now), AnyKind: len(kinds) == 0, Kinds: texts(kinds), Priority: place.Priority, DueAt: place.At,
		CaseID: place.CaseID, Key: place.Key, Round: place.Round, Page: int32(size + 1),
	})
	if err != nil {
		return nil, "", known("read inbox", err)
	}
	rows, next, err := cut(rows, size, func(r sqlcgen.InboxRow) any {
		return dutyPlace{r.Duty.Priority, r.Duty.DueAt, r.Duty.CaseID, r.Duty.Key, r.Duty.Round}
	})
	out := make([]route.InboxItem, len(rows))
	for i, r := range rows {
		out[i] = route.InboxItem{
			DocumentID: r.Step.DocumentID, Subject: r.Subject, Type: domain.DocumentType(r.Type), Urgency: domain.Urgency(r.Urgency),
			UnitID: r.DraftingUnitID, UnitName: r.DraftingUnitName, Step: step(r.Step, &r.Duty),
		}
	}
	return out, next, err
}
