package rest

import (
	"context"

	"trinhky/api/rest/contract"
	"trinhky/internal/route"
)

// ListOpinions sums up what the units asked said and how the drafter answered.
func (a *API) ListOpinions(ctx context.Context, r contract.ListOpinionsRequestObject) (contract.ListOpinionsResponseObject, error) {
	_, viewer := a.visit(ctx)
	d, err := a.Store.Dossier(ctx, viewer, r.DocumentID, route.Parts{Route: true})
	if err != nil {
		return nil, err
	}
	answer := contract.ListOpinions200JSONResponse{Items: []contract.Opinion{}}
	for i := range d.Route.Steps {
		s := d.Route.Steps[i]
		if !s.Kind.Opined() || d.Route.Step(s.Key) != &d.Route.Steps[i] {
			continue
		}
		answer.Items = append(answer.Items, contract.Opinion{
			StepKey: s.Key, Round: s.Round, Kind: s.Kind, UnitID: s.UnitID, State: s.State, Verdict: s.Verdict, Text: s.Text,
			FileSha256: s.FileSHA256, DecidedAt: s.DecidedAt, DueAt: s.DueAt, VersionID: s.VersionID,
			Answer: s.Answer, AnswerText: s.AnswerText,
		})
	}
	return answer, nil
}
