package office

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// The lists the Office works from.
const (
	tabStalled    = "stalled"
	tabOverdue    = "overdue"
	tabOutOfOrder = "out-of-order"
)

// TrackingPage is what is stalled, with whom, for how long, and what came out of
// order.
type TrackingPage struct {
	site.Frame
	Tab      string
	Tabs     []Tab
	Filter   TrackingForm
	Rows     []TrackingRow
	Attempts []AttemptRow
	More     string
	Export   string
	Clerk    bool // may record an attempt seen outside
}

// Tab is one of the lists.
type Tab struct {
	Key, Href string
	Current   bool
}

// TrackingForm is the filter as it was chosen.
type TrackingForm struct {
	Units    []site.Choice
	Kinds    []site.Choice
	From, To string // yyyy-mm-dd, as browsers send dates
	Asked    bool
}

// TrackingRow is one step that holds a dossier up.
type TrackingRow struct {
	route.TrackingRow
	Due    *site.Due
	Held   string // working time since the step opened
	Clause string
}

// AttemptRow is one counted attempt.
type AttemptRow struct {
	domain.OutOfOrderRow
	Clause     string
	RecordedBy string
	Evidence   string // address
}

func trackingTabs(current string) []Tab {
	var tabs []Tab
	for _, key := range []string{tabStalled, tabOverdue, tabOutOfOrder} {
		tabs = append(tabs, Tab{Key: key, Href: "/tracking?tab=" + key, Current: key == current})
	}
	return append(tabs, Tab{Key: tabFormat, Href: "/tracking/format", Current: current == tabFormat})
}

func (a *Area) getTracking(visit *site.Visit) error {
	p, filter, err := a.trackingForm(visit)
	if err != nil {
		return err
	}
	var more string
	if p.Tab == tabOutOfOrder {
		p.Attempts, more, err = a.attempts(visit, filter)
	} else {
		p.Rows, more, err = a.stalled(visit, filter, p.Tab)
	}
	if err != nil {
		return err
	}
	if more != "" {
		p.More = visit.Next(more)
	}
	return a.Page(visit, "tracking", p, visit.T("tracking.title"))
}

func (a *Area) trackingForm(visit *site.Visit) (*TrackingPage, route.TrackingFilter, error) {
	p := &TrackingPage{Tab: visit.Query("tab"), Clerk: regulation.Can(*visit.Actor, regulation.PermRecordOutside, visit.Now)}
	if p.Tab != tabOverdue && p.Tab != tabOutOfOrder {
		p.Tab = tabStalled
	}
	p.Tabs = trackingTabs(p.Tab)
	query := visit.Gin.Request.URL.Query()
	query.Del("after")
	query.Set("tab", p.Tab)
	p.Export = "/tracking/export?" + query.Encode()
	filter := route.TrackingFilter{UnitID: visit.Query("unit"), Now: visit.Now, Limit: site.PageSize, After: visit.Gin.Query("after")}
	if kind := route.StepKind(visit.Query("step")); slices.Contains(route.StepKinds(), kind) {
		filter.StepKind = kind
	}
	if from, ok := day(visit.Query("from")); ok {
		filter.From, p.Filter.From = from, visit.Query("from")
	}
	if to, ok := day(visit.Query("to")); ok {
		filter.To, p.Filter.To = to.AddDate(0, 0, 1), visit.Query("to") // the day itself included
	}
	p.Filter.Kinds = site.Choices(visit, "step.", route.StepKinds(), filter.StepKind)
	p.Filter.Asked = filter.UnitID != "" || filter.StepKind != "" || !filter.From.IsZero() || !filter.To.IsZero()
	d, err := a.Directory(visit, nil, visit.Now)
	if err != nil {
		return nil, filter, err
	}
	for _, u := range d.List() {
		p.Filter.Units = append(p.Filter.Units, site.Choice{ID: u.ID, Name: door.UnitName(visit.Lang, u), Chosen: u.ID == filter.UnitID})
	}
	return p, filter, nil
}

// day reads a day as midnight in Việt Nam.
func day(text string) (time.Time, bool) {
	at, err := time.ParseInLocation("2006-01-02", text, calendar.ICT)
	return at, err == nil
}

func (a *Area) stalled(visit *site.Visit, filter route.TrackingFilter, tab string) ([]TrackingRow, string, error) {
	rows, more, err := a.Store.Stalled(visit.Ctx, filter)
	if err != nil {
		return nil, "", fmt.Errorf("list what is stalled: %w", err)
	}
	out := make([]TrackingRow, 0, len(rows))
	for _, r := range rows {
		if tab == tabOverdue && !r.Overdue {
			continue
		}
		out = append(out, TrackingRow{
			TrackingRow: r, Due: a.Due(visit, r.DocumentID, r.Step), Held: a.Spent(visit, r.Step.OpenedAt, visit.Now),
			Clause: door.ClauseText(visit.Lang, route.ClauseOf(r.Step.Kind)),
		})
	}
	return out, more, nil
}

func (a *Area) attempts(visit *site.Visit, filter route.TrackingFilter) ([]AttemptRow, string, error) {
	rows, more, err := a.Store.OutOfOrder(visit.Ctx, filter)
	if err != nil {
		return nil, "", fmt.Errorf("list what came out of order: %w", err)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.Refusal.RecordedBy)
	}
	d, err := a.Directory(visit, ids)
	if err != nil {
		return nil, "", err
	}
	out := make([]AttemptRow, 0, len(rows))
	for _, r := range rows {
		row := AttemptRow{OutOfOrderRow: r, Clause: door.ClauseText(visit.Lang, r.Refusal.ClauseID), RecordedBy: d.Person(r.Refusal.RecordedBy)}
		if r.Refusal.EvidenceSHA != "" {
			row.Evidence = "/tracking/evidence/" + r.Refusal.EvidenceSHA
		}
		out = append(out, row)
	}
	return out, more, nil
}

// exportLimit bounds an export; whoever needs more narrows the period.
const exportLimit = 5000

// getTrackingExport gives the list as CSV, with the mark that makes spreadsheets
// read it as Unicode.
func (a *Area) getTrackingExport(visit *site.Visit) error {
	p, filter, err := a.trackingForm(visit)
	if err != nil {
		return err
	}
	var table [][]string
	for len(table) < exportLimit {
		var more string
		if p.Tab == tabOutOfOrder {
			var rows []AttemptRow
			rows, more, err = a.attempts(visit, filter)
			for _, r := range rows {
				table = append(table, attemptCells(visit, r))
			}
		} else {
			var rows []TrackingRow
			rows, more, err = a.stalled(visit, filter, p.Tab)
			for _, r := range rows {
				table = append(table, stalledCells(visit, r))
			}
		}
		if err != nil {
			return err
		}
		if more == "" {
			break
		}
		filter.After = more
	}
	head := []string{"unit", "who", "subject", "step", "due", "late", "held", "clause"}
	if p.Tab == tabOutOfOrder {
		head = []string{"unit", "who", "subject", "act", "step_due", "clause", "time", "door", "note"}
	}
	for i, key := range head {
		head[i] = visit.T("tracking.col." + key)
	}
	visit.Gin.Header("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%s.csv"`, p.Tab, visit.Now.In(calendar.ICT).Format("2006-01-02")))
	visit.Gin.Header("Content-Type", "text/csv; charset=utf-8")
	visit.Gin.Status(http.StatusOK)
	if _, err := visit.Gin.Writer.WriteString("\ufeff"); err != nil {
		return nil //nolint:nilerr // the reader has gone; there is nobody to tell
	}
	out := csv.NewWriter(visit.Gin.Writer)
	_ = out.Write(head)
	for _, row := range table {
		_ = out.Write(row)
	}
	out.Flush()
	return nil
}

func stalledCells(visit *site.Visit, r TrackingRow) []string {
	late := ""
	if r.Due != nil {
		late = r.Due.Text
	}
	return cells(r.UnitName, strings.Join(r.Holders, ", "), r.Subject, door.StepName(visit.Lang, r.Step.Key), site.DateTimeText(r.Step.DueAt), late, r.Held, r.Clause)
}

func attemptCells(visit *site.Visit, r AttemptRow) []string {
	return cells(r.UnitName, r.PersonName, r.Subject, door.ActName(visit.Lang, r.Refusal.Act), door.StepName(visit.Lang, r.Refusal.StepDue), r.Clause,
		site.DateTimeText(r.Refusal.At), door.Named(visit.Lang, "door.", string(r.Refusal.Door)), r.Refusal.Note)
}

// cells keeps a spreadsheet from taking what somebody typed for a formula.
func cells(texts ...string) []string {
	for i, text := range texts {
		if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
			texts[i] = "'" + text
		}
	}
	return texts
}
