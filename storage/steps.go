package storage

import (
	"encoding/json"
	"fmt"
	"time"

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
		rows[i] = stepRow(t.DocumentID, t.Seq*stepsApart+i, s)
	}
	data, err := json.Marshal(rows)
	if err != nil {
		return nil, fmt.Errorf("write the steps of document %s: %w", t.DocumentID, err)
	}
	return data, nil
}

func stepRow(documentID string, ordinal int, s route.Step) sqlcgen.Step {
	remind := make([]time.Time, len(s.RemindAt))
	for i, at := range s.RemindAt {
		remind[i] = at.UTC()
	}
	return sqlcgen.Step{
		DocumentID: documentID, Key: s.Key, Round: int32(s.Round), Ordinal: int32(ordinal), Kind: string(s.Kind), Stage: int32(s.Stage),
		UnitID: s.UnitID, Position: string(s.Position), PersonID: orNull(s.PersonID), State: string(s.State),
		WorkingDays: int32(s.WorkingDays), LegalBasis: s.LegalBasis, OpenedAt: timeOrNull(s.OpenedAt), DueAt: timeOrNull(s.DueAt),
		RemindAt: remind, EscalateAt: timeOrNull(s.EscalateAt), IdleAt: timeOrNull(s.IdleAt), Reminded: int32(s.Reminded),
		DueNoticed: s.DueNoticed, Escalated: s.Escalated, DecidedAt: timeOrNull(s.DecidedAt), DecidedBy: orNull(s.DecidedBy),
		Form: string(s.Form), VersionID: orNull(s.VersionID), Verdict: string(s.Verdict), Body: s.Text,
		FileSha256: orNull(s.FileSHA256), Answer: string(s.Answer), AnswerBody: s.AnswerText,
	}
}

func step(r sqlcgen.Step) route.Step {
	s := route.Step{
		Key: r.Key, Round: int(r.Round), Kind: route.StepKind(r.Kind), Stage: int(r.Stage), UnitID: r.UnitID,
		Position: domain.Position(r.Position), PersonID: orEmpty(r.PersonID), State: route.StepState(r.State),
		WorkingDays: int(r.WorkingDays), LegalBasis: r.LegalBasis, OpenedAt: timeOrZero(r.OpenedAt), DueAt: timeOrZero(r.DueAt),
		EscalateAt: timeOrZero(r.EscalateAt), IdleAt: timeOrZero(r.IdleAt), Reminded: int(r.Reminded), DueNoticed: r.DueNoticed,
		Escalated: r.Escalated, DecidedAt: timeOrZero(r.DecidedAt), DecidedBy: orEmpty(r.DecidedBy), Form: domain.SignatureForm(r.Form),
		VersionID: orEmpty(r.VersionID), Verdict: route.Verdict(r.Verdict), Text: r.Body, FileSHA256: orEmpty(r.FileSha256),
		Answer: route.AnswerKind(r.Answer), AnswerText: r.AnswerBody,
	}
	if len(r.RemindAt) > 0 {
		s.RemindAt = r.RemindAt
	}
	return s
}

func steps(rows []sqlcgen.Step) []route.Step {
	out := make([]route.Step, len(rows))
	for i, r := range rows {
		out[i] = step(r)
	}
	return out
}
