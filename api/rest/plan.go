package rest

import (
	"context"

	"trinhky/api/door"
	"trinhky/api/rest/contract"
	"trinhky/internal/locale"
)

// GetPlan computes the route the document would take, with its reasons.
func (a *API) GetPlan(ctx context.Context, r contract.GetPlanRequestObject) (contract.GetPlanResponseObject, error) {
	_, viewer := a.visit(ctx)
	doc, err := a.Store.Document(ctx, viewer, r.DocumentID)
	if err != nil {
		return nil, err
	}
	// What the drafter holds decides who clears the draft, whoever asks.
	drafter, err := a.Store.ActorByPerson(ctx, doc.DrafterID, a.Now().UTC())
	if err != nil {
		return nil, err
	}
	plan, err := a.Decisions.Plan(ctx, drafter, doc)
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	units, err := a.Store.Units(ctx, a.Now().UTC())
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, u := range units {
		names[u.ID] = door.UnitName(lang, u)
	}
	answer := contract.GetPlan200JSONResponse{Steps: list(plan.Steps), Reasons: []contract.PlanReason{}}
	for _, reason := range plan.Reasons {
		answer.Reasons = append(answer.Reasons, contract.PlanReason{
			StepKey: reason.StepKey, Code: reason.Code, UnitID: reason.UnitID, Clause: contract.Clause{ID: reason.ClauseID, Text: door.ClauseText(lang, reason.ClauseID)},
			Text: locale.T(lang, "plan."+reason.Code, map[string]any{"Unit": names[reason.UnitID]}),
		})
	}
	return answer, nil
}
