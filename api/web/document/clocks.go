package document

import (
	"time"

	"trinhky/api/web/site"
	"trinhky/internal/route"
)

// ClocksView is whose working hours ran, when, and how much for each unit.
type ClocksView struct {
	Rows   []ClockRow
	Totals []ClockTotal
}

// ClockRow is one stretch.
type ClockRow struct {
	route.Clock
	Unit  string
	Spent string
}

// ClockTotal is the sum of one unit.
type ClockTotal struct {
	Unit  string
	Spent string
}

func (a *Area) clocks(visit *site.Visit, d site.Directory, rows []route.Clock) ClocksView {
	var v ClocksView
	whose := func(unitID string) string {
		if unitID == "" {
			return visit.T("clocks.nobody")
		}
		return d.Unit(unitID)
	}
	sums := map[string]time.Duration{}
	var order []string
	for _, c := range rows {
		to := visit.Now
		if c.To != nil {
			to = *c.To
		}
		spent := a.Calendar.WorkingTimeBetween(c.From, to, a.Hours)
		if _, seen := sums[c.UnitID]; !seen {
			order = append(order, c.UnitID)
		}
		sums[c.UnitID] += spent
		v.Rows = append(v.Rows, ClockRow{Clock: c, Unit: whose(c.UnitID), Spent: a.Working(visit, spent)})
	}
	for _, id := range order {
		v.Totals = append(v.Totals, ClockTotal{Unit: whose(id), Spent: a.Working(visit, sums[id])})
	}
	return v
}
