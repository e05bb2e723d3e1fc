package storage

import (
	"context"
	"time"

	"trinhky/internal/domain"
	"trinhky/storage/internal/sqlcgen"
)

// registerPlace is where the register goes on.
type registerPlace struct {
	Before time.Time `json:"b"`
	Series string    `json:"s"`
	Number int32     `json:"n"`
}

// Register returns the lines of the register of issued documents (Decree
// 30/2020, Annex IV), the newest date first, and within a date and series the
// highest number first.
func (s *Store) Register(ctx context.Context, f domain.RegisterFilter) ([]domain.RegisterRow, string, error) {
	place := registerPlace{Before: farFuture}
	if err := seek(f.After, &place); err != nil {
		return nil, "", err
	}
	var year *int32
	if f.Year != 0 {
		year = new(int32(f.Year))
	}
	size := pageSize(f.Limit)
	rows, err := s.q.Register(ctx, sqlcgen.RegisterParams{
		Before: place.Before, BeforeSeries: place.Series, BeforeNumber: place.Number, Year: year, Series: orNull(f.Series),
		Pattern: likePattern(f.Text), Page: int32(size + 1),
	})
	if err != nil {
		return nil, "", known("read the register", err)
	}
	rows, next, err := cut(rows, size, func(r sqlcgen.RegisterRow) any { return registerPlace{r.IssuedOn, r.Series, r.Number} })
	out := make([]domain.RegisterRow, len(rows))
	for i, r := range rows {
		out[i] = domain.RegisterRow{
			DocumentID: r.DocumentID,
			Number:     *number(sqlcgen.Number{Series: r.Series, Year: r.Year, Number: r.Number, Notation: r.Notation, IssuedOn: r.IssuedOn}),
			Type:       domain.DocumentType(r.Type), Subject: r.Subject, SignerName: r.SignerName, UnitID: r.UnitID, UnitName: r.UnitName,
			Recipients: r.Recipients, State: domain.DocumentState(r.State), DocxSHA256: orEmpty(r.DocxSha256), PDFSHA256: orEmpty(r.PdfSha256),
		}
	}
	return out, next, err
}
