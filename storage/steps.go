package storage

import (
	"encoding/json"
	"fmt"

	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// stepsApart leaves room for the steps of one transition in the order of the
// route.
const stepsApart = 1000

// stepRows are the steps of a transition in the form SaveSteps takes.
func stepRows(t route.Transition) (json.RawMessage, error) {
	rows := make([]sqlcgen.Step, len(t.Steps))
	for i, s := range t.Steps {
		row, err := stepRow(t.DocumentID, t.Seq*stepsApart+i, s)
		if err != nil {
			return nil, fmt.Errorf("write step %s of document %s: %w", s.Key, t.DocumentID, err)
		}
		rows[i] = row
	}
	data, err := json.Marshal(rows)
	if err != nil {
		return nil, fmt.Errorf("write the steps of document %s: %w", t.DocumentID, err)
	}
	return data, nil
}

func stepRow(documentID string, ordinal int, s route.Step) (sqlcgen.Step, error) {
	row := sqlcgen.Step{
		DocumentID: documentID, Key: s.Key, Round: int32(s.Round), Ordinal: int32(ordinal), Kind: string(s.Kind), Stage: int32(s.Stage),
		UnitID: s.UnitID, Position: string(s.Position), PersonID: orNull(s.PersonID), State: string(s.State),
		WorkingDays: int32(s.WorkingDays), LegalBasis: s.LegalBasis, DecidedAt: timeOrNull(s.DecidedAt), DecidedBy: orNull(s.DecidedBy),
		Form: string(s.Form), VersionID: orNull(s.VersionID), Verdict: string(s.Verdict), Body: s.Text,
		FileSha256: orNull(s.FileSHA256), Answer: string(s.Answer), AnswerBody: s.AnswerText, OtherThan: orNull(s.OtherThan),
	}
	var err error
	if s.Superior != nil {
		row.Superior, err = json.Marshal(s.Superior)
	}
	return row, err
}

// step is one step of a route, with the duty it is or was; nil for a step whose
// turn has not come.
func step(r sqlcgen.Step, w *sqlcgen.Duty) route.Step {
	s := route.Step{
		Planned: route.Planned{
			Key: r.Key, Round: int(r.Round), Kind: route.StepKind(r.Kind), Stage: int(r.Stage), UnitID: r.UnitID,
			Position: domain.Position(r.Position), PersonID: orEmpty(r.PersonID), WorkingDays: int(r.WorkingDays), LegalBasis: r.LegalBasis,
			OtherThan: orEmpty(r.OtherThan),
		},
		State: route.StepState(r.State),
		Decision: route.Decision{
			DecidedAt: timeOrZero(r.DecidedAt), DecidedBy: orEmpty(r.DecidedBy), Form: domain.SignatureForm(r.Form),
			VersionID: orEmpty(r.VersionID), Verdict: route.Verdict(r.Verdict), Text: r.Body, FileSHA256: orEmpty(r.FileSha256),
		},
		Answered: route.Answered{Answer: route.AnswerKind(r.Answer), AnswerText: r.AnswerBody},
	}
	if len(r.Superior) > 0 {
		// What is no addressee tells nobody, as a step without one does.
		_ = json.Unmarshal(r.Superior, &s.Superior)
	}
	if w != nil {
		s.Clock = domain.Clock{
			OpenedAt: w.OpenedAt, DueAt: w.DueAt, EscalateAt: w.EscalateAt, IdleAt: w.IdleAt,
			Reminded: int(w.Reminded), DueNoticed: w.DueNoticed, Escalated: w.Escalated,
		}
		if len(w.RemindAt) > 0 {
			s.RemindAt = w.RemindAt
		}
	}
	return s
}

func steps(rows []sqlcgen.Step, duties []sqlcgen.Duty) []route.Step {
	type place struct {
		key   string
		round int32
	}
	waited := make(map[place]*sqlcgen.Duty, len(duties))
	for i, w := range duties {
		waited[place{w.Key, w.Round}] = &duties[i]
	}
	out := make([]route.Step, len(rows))
	for i, r := range rows {
		out[i] = step(r, waited[place{r.Key, r.Round}])
	}
	return out
}
