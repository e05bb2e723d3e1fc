package office

import (
	"fmt"
	"strings"

	"trinhky/api/web/site"
	"trinhky/internal/domain"
)

// RegisterPage is the register of issued documents of a year, with the columns of
// Decree 30/2020, Annex IV.
type RegisterPage struct {
	site.Frame
	Year   int
	Years  []site.Choice
	Series string
	Text   string
	Rows   []RegisterRow
	More   string
	Kept   []site.Choice // every series among the rows, to choose from
}

// RegisterRow is one line of the register.
type RegisterRow struct {
	domain.RegisterRow
	To  string // where it was sent
	PDF string // address, empty while the files are being made
}

func (a *Area) getRegister(visit *site.Visit) error {
	p := &RegisterPage{Series: visit.Query("series"), Text: visit.Query("text")}
	p.Year, p.Years = yearOf(visit)
	rows, more, err := a.Store.Register(visit.Ctx, domain.RegisterFilter{Year: p.Year, Series: p.Series, Text: p.Text, Limit: 4 * site.PageSize, After: visit.Gin.Query("after")})
	if err != nil {
		return fmt.Errorf("read register: %w", err)
	}
	if more != "" {
		p.More = visit.Next(more)
	}
	seen := map[string]bool{p.Series: true, "": true}
	if p.Series != "" {
		p.Kept = []site.Choice{{ID: p.Series, Name: p.Series, Chosen: true}}
	}
	for _, r := range rows {
		row := RegisterRow{RegisterRow: r, To: strings.Join(r.Recipients, "; ")}
		if r.PDFSHA256 != "" {
			row.PDF = site.PDFHref(r.DocumentID, r.PDFSHA256)
		}
		p.Rows = append(p.Rows, row)
		if !seen[r.Number.Series] {
			seen[r.Number.Series] = true
			p.Kept = append(p.Kept, site.Choice{ID: r.Number.Series, Name: r.Number.Series})
		}
	}
	return a.Page(visit, "register", p, visit.T("register.title"))
}
