package storage

import (
	"context"
	"time"

	"github.com/google/uuid"

	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// RecordRefusal keeps an act that a rule stood against, or an attempt seen
// outside the system. The same form token on the same document returns the
// refusal recorded the first time.
func (s *Store) RecordRefusal(ctx context.Context, r domain.Refusal) (domain.Refusal, error) {
	if r.ID == "" {
		r.ID = uuid.Must(uuid.NewV7()).String()
	}
	n, err := s.q.RecordRefusal(ctx, sqlcgen.RecordRefusalParams{
		ID: r.ID, Token: orNull(r.Token), Code: string(r.Code), Clause: r.ClauseID, CaseID: orNull(r.Case.ID),
		PersonID: orNull(r.PersonID), UnitID: r.UnitID, Act: string(r.Act), StepAttempted: r.StepAttempted, StepDue: r.StepDue,
		Door: string(r.Door), At: r.At.UTC(), Note: r.Note, Evidence: orNull(r.EvidenceSHA), RecordedBy: orNull(r.RecordedBy),
	})
	if err == nil && n == 0 && r.Token != "" {
		var first sqlcgen.Refusal
		first, err = s.q.RefusalOfToken(ctx, sqlcgen.RefusalOfTokenParams{CaseID: orNull(r.Case.ID), Token: r.Token})
		return refusal(first, r.Case.Kind), known("read refusal", err)
	}
	return r, known("record refusal", err)
}

func refusal(r sqlcgen.Refusal, kind domain.CaseKind) domain.Refusal {
	out := domain.Refusal{
		ID: r.ID, Token: orEmpty(r.Token), Code: domain.RefusalCode(r.Code), ClauseID: r.Clause,
		PersonID: orEmpty(r.PersonID), UnitID: r.UnitID, Act: domain.Act(r.Act), StepAttempted: r.StepAttempted, StepDue: r.StepDue,
		Door: domain.Door(r.Door), At: r.At, Note: r.Note, EvidenceSHA: orEmpty(r.Evidence), RecordedBy: orEmpty(r.RecordedBy),
	}
	if r.CaseID != nil {
		out.Case = domain.CaseRef{Kind: kind, ID: *r.CaseID}
	}
	return out
}

// refusals are those of documents.
func refusals(rows []sqlcgen.Refusal) []domain.Refusal {
	out := make([]domain.Refusal, len(rows))
	for i, r := range rows {
		out[i] = refusal(r, domain.KindDocument)
	}
	return out
}

// refusalPlace is where the list of attempts goes on.
type refusalPlace struct {
	Before   time.Time `json:"b"`
	BeforeID string    `json:"i"`
}

// OutOfOrder returns the acts tried before their turn, inside the system or
// seen outside it, newest first (letter §4).
func (s *Store) OutOfOrder(ctx context.Context, f route.TrackingFilter) ([]domain.OutOfOrderRow, string, error) {
	place := refusalPlace{farFuture, lastID}
	if err := seek(f.After, &place); err != nil {
		return nil, "", err
	}
	size := pageSize(f.Limit)
	rows, err := s.q.OutOfOrder(ctx, sqlcgen.OutOfOrderParams{
		Before: place.Before, BeforeID: place.BeforeID, UnitID: orNull(f.UnitID), Kind: orNull(f.StepKind),
		From: timeOrNull(f.From), To: timeOrNull(f.To), Page: int32(size + 1),
	})
	if err != nil {
		return nil, "", known("list attempts out of order", err)
	}
	rows, next, err := cut(rows, size, func(r sqlcgen.OutOfOrderRow) any { return refusalPlace{r.Refusal.At, r.Refusal.ID} })
	out := make([]domain.OutOfOrderRow, len(rows))
	for i, r := range rows {
		out[i] = domain.OutOfOrderRow{
			Refusal: refusal(r.Refusal, domain.CaseKind(orEmpty(r.CaseKind))), Subject: orEmpty(r.Subject), UnitName: r.UnitName, PersonName: orEmpty(r.PersonName),
		}
	}
	return out, next, err
}
