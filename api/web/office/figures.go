package office

import (
	"net/url"
	"strconv"

	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// tabFormat is the list of how drafts fare at the format step.
const tabFormat = "format"

// FiguresPage is how many drafts of each unit were in form the first time, with
// the cases behind the figure that was opened.
type FiguresPage struct {
	site.Frame
	Tabs   []Tab
	Clerk  bool // may record an attempt seen outside
	Year   int
	Years  []site.Choice
	Units  []FiguresRow // the last is their sum
	Opened *CasesView   // nil until a figure is opened
}

// FiguresRow is one unit's year, or that of all; each figure has the address of its
// cases.
type FiguresRow struct {
	domain.FirstTimePass
	Failed                   int
	Percent                  int // of those checked, passed at once; rounded
	AllHref, YesHref, NoHref string
}

// CasesView is the documents behind a figure.
type CasesView struct {
	Which string // all, passed or failed
	Unit  string
	Rows  []domain.FormatCase
	More  string
}

func (a *Area) getFigures(visit *site.Visit) error {
	p := &FiguresPage{Tabs: trackingTabs(tabFormat), Clerk: regulation.Can(*visit.Actor, regulation.PermRecordOutside, visit.Now)}
	p.Year, p.Years = yearOf(visit)
	rows, err := a.Store.FirstTimePasses(visit.Ctx, p.Year)
	if err != nil {
		return err
	}
	var total domain.FirstTimePass
	for _, r := range rows {
		p.Units = append(p.Units, figuresRow(p.Year, r))
		total.Checked, total.Passed = total.Checked+r.Checked, total.Passed+r.Passed
	}
	if len(rows) > 0 {
		p.Units = append(p.Units, figuresRow(p.Year, total))
	}
	if which := visit.Query("cases"); which != "" {
		if p.Opened, err = a.cases(visit, p, which); err != nil {
			return err
		}
	}
	return a.Page(visit, "figures", p, visit.T("passes.title"))
}

// RowClass sets the sum apart.
func (r FiguresRow) RowClass() string {
	if r.UnitID == "" {
		return "sum"
	}
	return ""
}

func figuresRow(year int, f domain.FirstTimePass) FiguresRow {
	r := FiguresRow{FirstTimePass: f, Failed: f.Checked - f.Passed}
	if f.Checked > 0 {
		r.Percent = (100*f.Passed + f.Checked/2) / f.Checked
	}
	href := func(which string) string {
		values := url.Values{"year": {strconv.Itoa(year)}, "cases": {which}}
		if f.UnitID != "" {
			values.Set("unit", f.UnitID)
		}
		return "/tracking/format?" + values.Encode() + "#cases"
	}
	r.AllHref, r.YesHref, r.NoHref = href("all"), href("passed"), href("failed")
	return r
}

func (a *Area) cases(visit *site.Visit, p *FiguresPage, which string) (*CasesView, error) {
	filter := domain.FormatCaseFilter{Year: p.Year, UnitID: visit.Query("unit"), Limit: site.PageSize, After: visit.Gin.Query("after")}
	passed := which == "passed"
	switch which {
	case "passed", "failed":
		filter.Passed = &passed
	default:
		which = "all"
	}
	rows, more, err := a.Store.FormatCases(visit.Ctx, filter)
	if err != nil {
		return nil, err
	}
	v := &CasesView{Which: which, Rows: rows}
	if more != "" {
		v.More = visit.Next(more) + "#cases"
	}
	for _, u := range p.Units {
		if u.UnitID == filter.UnitID {
			v.Unit = u.UnitName
		}
	}
	return v, nil
}
