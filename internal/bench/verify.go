package bench

import (
	"context"
	"fmt"
)

// check is a query that finds nothing while all is right.
type check struct {
	fault string
	sql   string
}

// decided are the acts of a whole route in their order.
const decided = `'{submit,clear,confirm_format,give_opinion,review,sign,issue}'::text[]`

// checks hold for documents that took all seven decisions.
var checks = []check{
	{"a document without its seven decisions, each once and in order", `
		SELECT d.id FROM documents d
		LEFT JOIN LATERAL (SELECT array_agg(t.act ORDER BY t.seq) AS acts, array_agg(t.seq ORDER BY t.seq) AS seqs, count(DISTINCT t.token) AS tokens
			FROM transitions t WHERE t.case_id = d.id AND t.act IS NOT NULL) t ON true
		WHERE t.acts IS DISTINCT FROM ` + decided + ` OR t.seqs IS DISTINCT FROM '{1,2,3,4,5,6,7}'::integer[] OR t.tokens <> 7`},
	{"a transition nobody decided", `
		SELECT case_id FROM transitions WHERE act IS NULL AND event <> 'issued'`},
	{"a document without its number", `
		SELECT d.id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM numbers n WHERE n.document_id = d.id)`},
	{"a document in the wrong state", `
		SELECT id FROM cases d WHERE state <> CASE WHEN EXISTS (SELECT 1 FROM issued_files i WHERE i.document_id = d.id) THEN 'issued' ELSE 'numbered' END`},
	{"a series with a gap", `
		SELECT series || '/' || year FROM numbers GROUP BY series, year
		HAVING min(number) <> 1 OR max(number) <> count(*) OR count(DISTINCT number) <> count(*)`},
	{"a series that does not end with its last number", `
		SELECT s.series || '/' || s.year FROM number_series s
		WHERE s.last <> (SELECT max(n.number) FROM numbers n WHERE n.series = s.series AND n.year = s.year)`},
	{"a step that should be closed and is not", `
		SELECT document_id FROM steps WHERE state IN ('open', 'waiting') AND kind <> 'publication'`},
	{"a duty that should be over and is not", `
		SELECT case_id FROM duties WHERE closed_at IS NULL AND kind <> 'publication'`},
	{"a clock that does not run as long as its duty", `
		SELECT case_id FROM duties d LEFT JOIN clocks c USING (case_id, key, round)
		WHERE (c.ran_from, c.ran_to) IS DISTINCT FROM (d.opened_at, d.closed_at)`},
	{"a refusal", `SELECT case_id FROM refusals`},
}

// verify looks at every route of the run in the database.
func (s *site) verify(ctx context.Context) (Integrity, error) {
	i := Integrity{Routes: s.product.done(), SentAgain: int(s.product.again.Load()), Faults: []string{}}
	count := func(into *int, sql string) error { return s.sql.QueryRow(ctx, sql).Scan(into) }
	var documents, inserted int
	for _, c := range []struct {
		into *int
		sql  string
	}{
		{&documents, "SELECT count(*) FROM documents"},
		{&i.Transitions, "SELECT count(*) FROM transitions WHERE act IS NOT NULL"},
		{&i.Numbers, "SELECT count(*) FROM numbers"},
		{&i.Notices, "SELECT count(*) FROM notices"},
		{&inserted, "SELECT count(*) FROM bench_limit"},
	} {
		if err := count(c.into, c.sql); err != nil {
			return Integrity{}, fmt.Errorf("count what was recorded: %w", err)
		}
	}
	for what, counted := range map[string][2]int{
		"documents": {documents, i.Routes}, "decisions": {i.Transitions, i.Routes * decisions}, "numbers": {i.Numbers, i.Routes},
		"rows of the limit": {inserted, i.Routes * decisions},
	} {
		if counted[0] != counted[1] {
			i.Faults = append(i.Faults, fmt.Sprintf("%d %s are recorded, %d were answered", counted[0], what, counted[1]))
		}
	}
	for _, c := range checks {
		var found int
		var example *string
		if err := s.sql.QueryRow(ctx, "SELECT count(*), min(x::text) FROM ("+c.sql+") AS f (x)").Scan(&found, &example); err != nil {
			return Integrity{}, fmt.Errorf("look for %s: %w", c.fault, err)
		}
		if found > 0 {
			i.Faults = append(i.Faults, fmt.Sprintf("%s: %d, such as %s", c.fault, found, *example))
		}
	}
	err := s.compareReceipts(ctx, &i)
	return i, err
}

// compareReceipts holds the numbers people were told against those kept.
func (s *site) compareReceipts(ctx context.Context, i *Integrity) error {
	rows, err := s.sql.Query(ctx, "SELECT document_id::text, number FROM numbers")
	if err != nil {
		return fmt.Errorf("read the numbers: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var document string
		var kept int
		if err := rows.Scan(&document, &kept); err != nil {
			return fmt.Errorf("read the numbers: %w", err)
		}
		if told := s.product.told(document); told != kept {
			i.Faults = append(i.Faults, fmt.Sprintf("document %s was told number %d and has %d", document, told, kept))
		}
	}
	return rows.Err()
}
