package storage

import (
	"context"
	"time"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/storage/internal/sqlcgen"
)

// yearOf is a year of Vietnam, from its first moment to that of the next.
func yearOf(year int) (since, until time.Time) {
	since = time.Date(year, time.January, 1, 0, 0, 0, 0, calendar.ICT)
	return since.UTC(), since.AddDate(1, 0, 0).UTC()
}

// FirstTimePasses returns, for each unit whose drafts the format step answered
// for the first time in the year, how many there were and how many passed at
// once. A return by the checker counts as a draft that did not.
func (s *Store) FirstTimePasses(ctx context.Context, year int) ([]domain.FirstTimePass, error) {
	since, until := yearOf(year)
	rows, err := s.q.FirstTimePasses(ctx, sqlcgen.FirstTimePassesParams{Since: since, Until: until})
	out := make([]domain.FirstTimePass, len(rows))
	for i, r := range rows {
		out[i] = domain.FirstTimePass{UnitID: r.UnitID, UnitName: r.UnitName, Checked: int(r.Checked), Passed: int(r.Passed)}
	}
	return out, known("count first-time passes", err)
}

// FormatCases returns the documents behind the figures of a year, newest first.
func (s *Store) FormatCases(ctx context.Context, f domain.FormatCaseFilter) ([]domain.FormatCase, string, error) {
	place := refusalPlace{farFuture, lastID}
	if err := seek(f.After, &place); err != nil {
		return nil, "", err
	}
	since, until := yearOf(f.Year)
	size := pageSize(f.Limit)
	rows, err := s.q.FormatCases(ctx, sqlcgen.FormatCasesParams{
		Since: since, Until: until, Before: place.Before, BeforeID: place.BeforeID, UnitID: orNull(f.UnitID), Passed: f.Passed, Page: int32(size + 1),
	})
	if err != nil {
		return nil, "", known("list cases of the format step", err)
	}
	rows, next, err := cut(rows, size, func(r sqlcgen.FormatCasesRow) any { return refusalPlace{r.At, r.DocumentID} })
	out := make([]domain.FormatCase, len(rows))
	for i, r := range rows {
		out[i] = domain.FormatCase{
			DocumentID: r.DocumentID, Subject: r.Subject, Type: domain.DocumentType(r.Type), UnitID: r.UnitID, UnitName: r.UnitName, At: r.At,
			Passed: r.Passed, Reasons: r.Reasons,
		}
	}
	return out, next, err
}
