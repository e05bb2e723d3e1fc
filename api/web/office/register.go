package office

import (
	"fmt"
	"strconv"
	"strings"

	"trinhky/api/web/site"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
)

// RegisterPage is the register of issued documents of a year, with the columns of
// Decree 30/2020, Annex IV.
type RegisterPage struct {
	site.Frame
	Year   int
	Years  []int
	Series string
	Text   string
	Rows   []RegisterRow
	More   string
	Kept   []string // every series among the rows, to choose from
}

// RegisterRow is one line of the register.
type RegisterRow struct {
	domain.RegisterRow
	To  string // where it was sent
	PDF string // address, empty while the files are being made
}

func (a *Area) getRegister(visit *site.Visit) error {
	this := visit.Now.In(calendar.ICT).Year()
	p := &RegisterPage{Year: this, Series: visit.Query("series"), Text: visit.Query("text")}
	if year, err := strconv.Atoi(visit.Query("year")); err == nil && year >= 2000 && year <= this {
		p.Year = year
	}
	for year := this; year > this-10; year-- {
		p.Years = append(p.Years, year)
	}
	rows, more, err := a.Store.Register(visit.Ctx, domain.RegisterFilter{Year: p.Year, Series: p.Series, Text: p.Text, Limit: 4 * site.PageSize, After: visit.Gin.Query("after")})
	if err != nil {
		return fmt.Errorf("read register: %w", err)
	}
	if more != "" {
		p.More = visit.Next(more)
	}
	seen := map[string]bool{p.Series: true, "": true}
	if p.Series != "" {
		p.Kept = []string{p.Series}
	}
	for _, r := range rows {
		row := RegisterRow{RegisterRow: r, To: strings.Join(r.Recipients, "; ")}
		if r.PDFSHA256 != "" {
			row.PDF = site.PDFHref(r.DocumentID, r.PDFSHA256)
		}
		p.Rows = append(p.Rows, row)
		if !seen[r.Number.Series] {
			seen[r.Number.Series] = true
			p.Kept = append(p.Kept, r.Number.Series)
		}
	}
	return a.Page(visit, "register", p, visit.T("register.title"))
}
