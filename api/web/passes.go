package web

import (
	"net/url"
	"strconv"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// tabFormat is the list of how drafts fare at the format step.
const tabFormat = "format"

// PassesPage is how many drafts of each unit were in form the first time, with
// the cases behind the figure that was opened.
type PassesPage struct {
	Frame
	Tabs   []Tab
	Clerk  bool // may record an attempt seen outside
	Year   int
	Years  []int
	Units  []PassesRow
	Total  PassesRow
	Opened *CasesView // nil until a figure is opened
}

// PassesRow is one unit's year; each figure has the address of its cases.
type PassesRow struct {
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

func (w *Web) getPasses(rq *request) error {
	this := rq.now.In(calendar.ICT).Year()
	p := &PassesPage{Tabs: trackingTabs(tabFormat), Clerk: regulation.Can(*rq.actor, regulation.PermRecordOutside, rq.now), Year: this}
	if year, err := strconv.Atoi(rq.query("year")); err == nil && year >= 2000 && year <= this {
		p.Year = year
	}
	for year := this; year > this-10; year-- {
		p.Years = append(p.Years, year)
	}
	rows, err := w.Store.FirstTimePasses(rq.ctx, p.Year)
	if err != nil {
		return err
	}
	var total domain.FirstTimePass
	for _, r := range rows {
		p.Units = append(p.Units, passesRow(p.Year, r))
		total.Checked, total.Passed = total.Checked+r.Checked, total.Passed+r.Passed
	}
	p.Total = passesRow(p.Year, total)
	if which := rq.query("cases"); which != "" {
		if p.Opened, err = w.cases(rq, p, which); err != nil {
			return err
		}
	}
	return w.page(rq, "passes", p, rq.T("passes.title"))
}

func passesRow(year int, f domain.FirstTimePass) PassesRow {
	r := PassesRow{FirstTimePass: f, Failed: f.Checked - f.Passed}
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

func (w *Web) cases(rq *request, p *PassesPage, which string) (*CasesView, error) {
	filter := domain.FormatCaseFilter{Year: p.Year, UnitID: rq.query("unit"), Limit: pageSize, After: rq.c.Query("after")}
	passed := which == "passed"
	switch which {
	case "passed", "failed":
		filter.Passed = &passed
	default:
		which = "all"
	}
	rows, more, err := w.Store.FormatCases(rq.ctx, filter)
	if err != nil {
		return nil, err
	}
	v := &CasesView{Which: which, Rows: rows}
	if more != "" {
		v.More = rq.next(more) + "#cases"
	}
	for _, u := range p.Units {
		if u.UnitID == filter.UnitID {
			v.Unit = u.UnitName
		}
	}
	return v, nil
}
