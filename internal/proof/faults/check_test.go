package faults

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"

	"trinhky/internal/domain"
	"trinhky/workflows"
)

// findsNothing are queries that find nothing while all is right, whatever happened.
var findsNothing = map[string]string{
	"a case whose transitions do not run from 1 to its sequence": `
		SELECT c.id FROM cases c LEFT JOIN transitions t ON t.case_id = c.id GROUP BY c.id
		HAVING count(t.seq) <> c.seq OR coalesce(max(t.seq), 0) <> c.seq OR coalesce(min(t.seq), 1) <> 1`,
	"a case in another state than its last transition": `
		SELECT c.id FROM cases c JOIN transitions t ON t.case_id = c.id AND t.seq = c.seq WHERE t.state <> c.state`,
	"a form that was recorded twice": `
		SELECT case_id FROM transitions WHERE token IS NOT NULL GROUP BY case_id, token HAVING count(*) > 1`,
	"transitions that go back in time": `
		SELECT case_id FROM (SELECT case_id, at, lag(at) OVER (PARTITION BY case_id ORDER BY seq) AS before FROM transitions) t WHERE at < before`,
	"a number given twice, or one left out": `
		SELECT series || '/' || year FROM numbers GROUP BY series, year
		HAVING min(number) <> 1 OR max(number) <> count(*) OR count(DISTINCT number) <> count(*)`,
	"a series that does not end with its last number": `
		SELECT s.series || '/' || s.year FROM number_series s
		WHERE s.last <> (SELECT max(n.number) FROM numbers n WHERE n.series = s.series AND n.year = s.year)`,
	"an issued document without number or files": `
		SELECT c.id FROM cases c WHERE c.kind = 'document' AND c.state = 'issued' AND (
			NOT EXISTS (SELECT 1 FROM numbers n WHERE n.document_id = c.id) OR NOT EXISTS (SELECT 1 FROM issued_files i WHERE i.document_id = c.id))`,
	"a duty that is open where its case is over": `
		SELECT d.case_id FROM duties d JOIN cases c ON c.id = d.case_id WHERE c.closed_at IS NOT NULL AND d.closed_at IS NULL`,
	"an open step without its duty, or the other way round": `
		SELECT coalesce(s.document_id, d.case_id) FROM (SELECT * FROM steps WHERE state = 'open') s
		FULL JOIN (SELECT * FROM duties WHERE closed_at IS NULL) d ON d.case_id = s.document_id AND d.key = s.key AND d.round = s.round
		WHERE s.key IS NULL OR d.key IS NULL`,
	"a case on its way that waits for nobody": `
		SELECT c.id FROM cases c WHERE c.begun_at IS NOT NULL AND c.closed_at IS NULL
		AND NOT EXISTS (SELECT 1 FROM duties d WHERE d.case_id = c.id AND d.closed_at IS NULL)`,
	"a clock that does not run as its duty does": `
		SELECT d.case_id FROM duties d LEFT JOIN clocks c USING (case_id, key, round) GROUP BY d.case_id, d.key, d.round, d.opened_at, d.closed_at
		HAVING count(c.ran_from) = 0 OR min(c.ran_from) <> d.opened_at OR (count(*) FILTER (WHERE c.ran_to IS NULL) = 1) <> (d.closed_at IS NULL)
		OR (d.closed_at IS NOT NULL AND max(c.ran_to) <> d.closed_at)`,
}

// settled waits until every document stands where its errand ends.
func (y *yard) settled(p *people, within time.Duration) {
	y.t.Helper()
	p.mu.Lock()
	errands := slices.Clone(p.errands)
	p.mu.Unlock()
	for _, e := range errands {
		var state string
		y.eventually(within, fmt.Sprintf("document %s comes to be %s; it is %s", e.id, e.ends, state), func() bool {
			return y.record.QueryRowContext(y.t.Context(), "SELECT state FROM cases WHERE id = $1", e.id).Scan(&state) == nil && state == string(e.ends)
		})
	}
}

// check looks at what is left, by SQL and by the engine's own interface.
func (y *yard) check(p *people) {
	y.t.Helper()
	y.answersAreTheRecord(p)
	for fault, query := range findsNothing {
		require.Empty(y.t, y.column(query), fault)
	}
	y.engineAgrees()
}

// column reads the first column of a query as text.
func (y *yard) column(query string, args ...any) []string {
	y.t.Helper()
	rows, err := y.record.QueryContext(y.t.Context(), "SELECT x::text FROM ("+query+") AS q (x)", args...)
	require.NoError(y.t, err, query)
	defer func() { require.NoError(y.t, rows.Close()) }()
	var found []string
	for rows.Next() {
		var x string
		require.NoError(y.t, rows.Scan(&x))
		found = append(found, x)
	}
	require.NoError(y.t, rows.Err())
	return found
}

// answersAreTheRecord holds what people were told to what is on record: every
// answered decision once, at the place it was told, and no other.
func (y *yard) answersAreTheRecord(p *people) {
	y.t.Helper()
	told := map[string]bool{}
	numbers := map[string]int{}
	for _, a := range p.answers() {
		told[fmt.Sprintf("%s %d %s", a.document, a.receipt.Seq, a.act)] = true
		if a.receipt.Number != nil {
			numbers[a.document] = a.receipt.Number.Number
		}
	}
	require.Len(y.t, told, len(p.answers()), "two decisions were told the same place")
	var ids []string
	for _, e := range p.errands {
		ids = append(ids, e.id)
	}
	all := "{" + strings.Join(ids, ",") + "}"
	kept := map[string]bool{}
	for _, line := range y.column("SELECT case_id || ' ' || seq || ' ' || act FROM transitions WHERE act IS NOT NULL AND case_id = ANY ($1::uuid[])", all) {
		kept[line] = true
	}
	require.Empty(y.t, y.column("SELECT case_id || ' ' || act || ' ' || code FROM refusals WHERE case_id = ANY ($1::uuid[])", all), "whoever presses again does no wrong")
	for decision := range told {
		require.True(y.t, kept[decision], "answered and not on record: %s", decision)
	}
	for decision := range kept {
		require.True(y.t, told[decision], "on record and never answered: %s", decision)
	}
	for _, line := range y.column("SELECT document_id || ' ' || number FROM numbers WHERE document_id = ANY ($1::uuid[])", all) {
		var id string
		var number int
		_, err := fmt.Sscan(line, &id, &number)
		require.NoError(y.t, err)
		require.Equal(y.t, numbers[id], number, "document %s was told another number", id)
	}
}

// engineAgrees requires a running workflow of every case that is on its way, and
// of every other one that ended well.
func (y *yard) engineAgrees() {
	y.t.Helper()
	for _, line := range y.column("SELECT id || ' ' || state FROM cases WHERE kind = 'document' AND begun_at IS NOT NULL") {
		id, state, _ := strings.Cut(line, " ")
		want := enums.WORKFLOW_EXECUTION_STATUS_RUNNING
		if over := domain.DocumentState(state); over == domain.DocumentIssued || over == domain.DocumentWithdrawn {
			want = enums.WORKFLOW_EXECUTION_STATUS_COMPLETED
		}
		y.eventually(30*time.Second, fmt.Sprintf("the workflow of document %s, %s, is %s", id, state, want), func() bool {
			run, err := y.engine.DescribeWorkflowExecution(y.t.Context(), workflows.DocumentRouteID(id), "")
			return err == nil && run.GetWorkflowExecutionInfo().GetStatus() == want
		})
	}
}
