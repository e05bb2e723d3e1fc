package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// Route returns the route of a document as the workflow holds it. It has no scope:
// it is for the gateway.
func (s *Store) Route(ctx context.Context, documentID string) (route.Route, error) {
	var docs []sqlcgen.RouteDocumentRow
	var rows []sqlcgen.Step
	var duties []sqlcgen.Duty
	var b pgx.Batch
	collect(&b, &docs, sqlcgen.RouteDocument, documentID)
	collect(&b, &rows, sqlcgen.StepsOf, documentID)
	collect(&b, &duties, sqlcgen.DutiesOf, documentID)
	err := s.pool.SendBatch(ctx, &b).Close()
	if err == nil && len(docs) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return route.Route{}, known(fmt.Sprintf("read the route of document %s", documentID), err)
	}
	return routeOf(docs[0], steps(rows, duties)), nil
}

// routeIn is the route of a document, with its notation, as a transaction sees it.
func routeIn(ctx context.Context, q *sqlcgen.Queries, documentID string) (r route.Route, notation string, err error) {
	doc, err := q.RouteDocument(ctx, documentID)
	if err != nil {
		return route.Route{}, "", err
	}
	rows, err := q.StepsOf(ctx, documentID)
	if err != nil {
		return route.Route{}, "", err
	}
	duties, err := q.DutiesOf(ctx, documentID)
	return routeOf(doc, steps(rows, duties)), doc.Notation, err
}

func routeOf(d sqlcgen.RouteDocumentRow, steps []route.Step) route.Route {
	return route.Route{
		DocumentID: d.ID, State: domain.DocumentState(d.State), Facts: factsOf(d.SubmittedFacts), Revision: int(d.Revision), SubmitterID: d.DrafterID, DraftingUnitID: d.UnitID,
		Urgency: domain.Urgency(d.Urgency), LegalNormative: d.LegalNormative, VersionID: d.VersionID, VersionSHA256: d.VersionSha256,
		Steps: steps, Seq: int(d.Seq),
	}
}

// Dossier returns one document within the viewer's scope with the wanted parts of
// what stands on its page, in one round trip. The format check is the one of the
// version that stands in front, nil where there is none.
func (s *Store) Dossier(ctx context.Context, v domain.Viewer, id string, want route.Parts) (route.Dossier, error) {
	var (
		docs     []sqlcgen.Dossier
		routes   []sqlcgen.RouteDocumentRow
		taken    []sqlcgen.Step
		versions []sqlcgen.VersionsOfRow
		annexes  []sqlcgen.AnnexesOfRow
		history  []sqlcgen.HistoryOfRow
		refused  []sqlcgen.Refusal
		checks   []sqlcgen.FormatCheck
		duties   []sqlcgen.Duty
		clocks   []sqlcgen.Clock
		b        pgx.Batch
	)
	collect(&b, &docs, sqlcgen.DocumentInScope, id, v.SeesAll, orNobody(v.PersonID), list(v.UnitIDs))
	if want.Route {
		collect(&b, &routes, sqlcgen.RouteDocument, id)
		collect(&b, &taken, sqlcgen.StepsOf, id)
		collect(&b, &duties, sqlcgen.DutiesOf, id)
	}
	if want.Versions {
		collect(&b, &versions, sqlcgen.VersionsOf, id)
	}
	if want.Annexes {
		collect(&b, &annexes, sqlcgen.AnnexesOf, id)
	}
	if want.History {
		collect(&b, &history, sqlcgen.HistoryOf, id)
	}
	if want.Refusals {
		collect(&b, &refused, sqlcgen.RefusalsOf, id)
	}
	if want.Ruleset != "" {
		collect(&b, &checks, sqlcgen.FormatCheckOfDossier, want.Ruleset, id)
	}
	if want.Clocks {
		collect(&b, &clocks, sqlcgen.ClocksOf, id)
	}
	err := s.pool.SendBatch(ctx, &b).Close()
	if err == nil && len(docs) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return route.Dossier{}, known(fmt.Sprintf("read the dossier of document %s", id), err)
	}
	d := route.Dossier{Document: document(docs[0])}
	for _, r := range routes {
		d.Route = routeOf(r, steps(taken, duties))
	}
	if want.Refusals {
		d.Refusals = refusals(refused)
	}
	for _, r := range versions {
		d.Versions = append(d.Versions, version(r))
	}
	for _, r := range annexes {
		d.Annexes = append(d.Annexes, annex(r))
	}
	for _, r := range history {
		d.History = append(d.History, route.HistoryItem{
			Seq: int(r.Seq), Event: domain.Event(r.Event), Act: domain.Act(orEmpty(r.Act)), StepKey: orEmpty(r.StepKey), Round: int(r.Round),
			PersonName: orEmpty(r.PersonName), UnitName: orEmpty(r.UnitName), VersionID: orEmpty(r.VersionID), Text: r.Body, Changed: parts(r.Changed),
			Door: domain.Door(r.Door), At: r.At,
		})
	}
	for _, r := range checks {
		d.Format = formatCheck(r)
	}
	for _, r := range clocks {
		d.Clocks = append(d.Clocks, route.Clock{UnitID: orEmpty(r.UnitID), StepKey: r.Key, Round: int(r.Round), From: r.RanFrom, To: r.RanTo})
	}
	return d, nil
}

// factsOf are the facts a document was submitted with; none where they were not kept.
func factsOf(stored json.RawMessage) (f route.Facts) {
	if len(stored) > 0 {
		// What cannot be read is as good as not kept: the file alone is compared then.
		_ = json.Unmarshal(stored, &f)
	}
	return f
}

func parts(texts []string) []route.Part {
	var out []route.Part
	for _, t := range texts {
		out = append(out, route.Part(t))
	}
	return out
}
