package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"trinhky/api/door"
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
	Frame
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
	Units    []Choice
	Kinds    []route.StepKind
	Kind     route.StepKind
	From, To string // yyyy-mm-dd, as browsers send dates
	Asked    bool
}

// TrackingRow is one step that holds a dossier up.
type TrackingRow struct {
	route.TrackingRow
	Due    *Due
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

func (w *Web) getTracking(rq *request) error {
	p, filter, err := w.trackingForm(rq)
	if err != nil {
		return err
	}
	var more string
	if p.Tab == tabOutOfOrder {
		p.Attempts, more, err = w.attempts(rq, filter)
	} else {
		p.Rows, more, err = w.stalled(rq, filter, p.Tab)
	}
	if err != nil {
		return err
	}
	if more != "" {
		p.More = rq.next(more)
	}
	return w.page(rq, "tracking", p, rq.T("tracking.title"))
}

func (w *Web) trackingForm(rq *request) (*TrackingPage, route.TrackingFilter, error) {
	p := &TrackingPage{Tab: rq.query("tab"), Clerk: regulation.Can(*rq.actor, regulation.PermRecordOutside, rq.now)}
	if p.Tab != tabOverdue && p.Tab != tabOutOfOrder {
		p.Tab = tabStalled
	}
	p.Tabs = trackingTabs(p.Tab)
	query := rq.c.Request.URL.Query()
	query.Del("after")
	query.Set("tab", p.Tab)
	p.Export = "/tracking/export?" + query.Encode()
	filter := route.TrackingFilter{UnitID: rq.query("unit"), Now: rq.now, Limit: pageSize, After: rq.c.Query("after")}
	if kind := route.StepKind(rq.query("step")); slices.Contains(route.StepKinds(), kind) {
		filter.StepKind, p.Filter.Kind = kind, kind
	}
	if from, ok := day(rq.query("from")); ok {
		filter.From, p.Filter.From = from, rq.query("from")
	}
	if to, ok := day(rq.query("to")); ok {
		filter.To, p.Filter.To = to.AddDate(0, 0, 1), rq.query("to") // the day itself included
	}
	p.Filter.Kinds = route.StepKinds()
	p.Filter.Asked = filter.UnitID != "" || filter.StepKind != "" || !filter.From.IsZero() || !filter.To.IsZero()
	d, err := w.directory(rq, nil, rq.now)
	if err != nil {
		return nil, filter, err
	}
	for _, u := range d.list() {
		p.Filter.Units = append(p.Filter.Units, Choice{u.ID, door.UnitName(rq.lang, u), u.ID == filter.UnitID})
	}
	return p, filter, nil
}

// day reads a day as midnight in Việt Nam.
func day(text string) (time.Time, bool) {
	at, err := time.ParseInLocation("2006-01-02", text, calendar.ICT)
	return at, err == nil
}

func (w *Web) stalled(rq *request, filter route.TrackingFilter, tab string) ([]TrackingRow, string, error) {
	rows, more, err := w.Store.Stalled(rq.ctx, filter)
	if err != nil {
		return nil, "", fmt.Errorf("list what is stalled: %w", err)
	}
	out := make([]TrackingRow, 0, len(rows))
	for _, r := range rows {
		if tab == tabOverdue && !r.Overdue {
			continue
		}
		out = append(out, TrackingRow{
			TrackingRow: r, Due: w.due(rq, r.DocumentID, r.Step), Held: w.spent(rq, r.Step.OpenedAt, rq.now),
			Clause: door.ClauseText(rq.lang, route.ClauseOf(r.Step.Kind)),
		})
	}
	return out, more, nil
}

func (w *Web) attempts(rq *request, filter route.TrackingFilter) ([]AttemptRow, string, error) {
	rows, more, err := w.Store.OutOfOrder(rq.ctx, filter)
	if err != nil {
		return nil, "", fmt.Errorf("list what came out of order: %w", err)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.Refusal.RecordedBy)
	}
	d, err := w.directory(rq, ids)
	if err != nil {
		return nil, "", err
	}
	out := make([]AttemptRow, 0, len(rows))
	for _, r := range rows {
		row := AttemptRow{OutOfOrderRow: r, Clause: door.ClauseText(rq.lang, r.Refusal.ClauseID), RecordedBy: d.person(r.Refusal.RecordedBy)}
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
func (w *Web) getTrackingExport(rq *request) error {
	p, filter, err := w.trackingForm(rq)
	if err != nil {
		return err
	}
	var table [][]string
	for len(table) < exportLimit {
		var more string
		if p.Tab == tabOutOfOrder {
			var rows []AttemptRow
			rows, more, err = w.attempts(rq, filter)
			for _, r := range rows {
				table = append(table, attemptCells(rq, r))
			}
		} else {
			var rows []TrackingRow
			rows, more, err = w.stalled(rq, filter, p.Tab)
			for _, r := range rows {
				table = append(table, stalledCells(rq, r))
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
		head[i] = rq.T("tracking.col." + key)
	}
	rq.c.Header("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%s.csv"`, p.Tab, rq.now.In(calendar.ICT).Format("2006-01-02")))
	rq.c.Header("Content-Type", "text/csv; charset=utf-8")
	rq.c.Status(http.StatusOK)
	if _, err := rq.c.Writer.WriteString("\ufeff"); err != nil {
		return nil //nolint:nilerr // the reader has gone; there is nobody to tell
	}
	out := csv.NewWriter(rq.c.Writer)
	_ = out.Write(head)
	for _, row := range table {
		_ = out.Write(row)
	}
	out.Flush()
	return nil
}

func stalledCells(rq *request, r TrackingRow) []string {
	late := ""
	if r.Due != nil {
		late = r.Due.Text
	}
	return cells(r.UnitName, strings.Join(r.Holders, ", "), r.Subject, door.StepName(rq.lang, r.Step.Key), dateTimeText(r.Step.DueAt), late, r.Held, r.Clause)
}

func attemptCells(rq *request, r AttemptRow) []string {
	return cells(r.UnitName, r.PersonName, r.Subject, door.ActName(rq.lang, r.Refusal.Act), door.StepName(rq.lang, r.Refusal.StepDue), r.Clause,
		dateTimeText(r.Refusal.At), door.Named(rq.lang, "door.", string(r.Refusal.Door)), r.Refusal.Note)
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
