package rest

import (
	"context"

	"trinhky/api/auth"
	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/internal/tidy"
)

// CreateDecision carries an act to the document's route.
func (a *API) CreateDecision(ctx context.Context, r contract.CreateDecisionRequestObject) (contract.CreateDecisionResponseObject, error) {
	actor, viewer := a.visit(ctx)
	if err := auth.MayAct(ctx, r.Body.Act); err != nil {
		return nil, err
	}
	if err := a.hold(ctx, actor, r.Params.IdempotencyKey, []any{"decision", r.DocumentID, r.Body}); err != nil {
		return nil, err
	}
	// The dossier is not looked for first: the gateway writes an attempt down even
	// of one who may not see it, and tells them only that there is no such dossier.
	if r.Body.FileSha256 != "" {
		if err := a.ownFile(ctx, actor, viewer, r.DocumentID, r.Body.FileSha256); err != nil && domain.CodeOf(err) != domain.ErrNotFound {
			return nil, err
		}
	}
	for i := range r.Body.Answers {
		r.Body.Answers[i].Text = tidy.Text(r.Body.Answers[i].Text)
	}
	receipt, err := a.Decisions.Decide(ctx, route.Command{
		Token: tokenOf(actor, r.Params.IdempotencyKey), DocumentID: r.DocumentID, Actor: actor, Door: domain.DoorAPI,
		Act: r.Body.Act, StepKey: r.Body.StepKey, VersionID: r.Body.VersionID, VersionSHA: r.Body.VersionSha256,
		Verdict: r.Body.Verdict, Text: tidy.Text(r.Body.Text), FileSHA256: r.Body.FileSha256, Answers: r.Body.Answers,
		ConsultAgain: r.Body.ConsultAgain, Revision: r.Body.Revision, Plan: r.Body.Plan,
	})
	if err != nil {
		return nil, err
	}
	if receipt.Pending {
		return contract.CreateDecision202JSONResponse(receipt), nil
	}
	return contract.CreateDecision200JSONResponse(receipt), nil
}

// ownFile requires that the actor added the file to this dossier: naming a
// content must never open somebody else's.
func (a *API) ownFile(ctx context.Context, actor domain.Actor, viewer domain.Viewer, documentID, sha256 string) error {
	d, err := a.Store.Dossier(ctx, viewer, documentID, route.Parts{Annexes: true})
	if err != nil {
		return err
	}
	for _, annex := range d.Annexes {
		if annex.SHA256 == sha256 && annex.UploadedBy == actor.PersonID {
			return nil
		}
	}
	return fieldFault("file_sha256", "request.file")
}
